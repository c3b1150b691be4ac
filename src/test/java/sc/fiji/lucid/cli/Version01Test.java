/*-
 * #%L
 * Lucid: 3-D deconvolution for Fiji.
 * %%
 * Copyright (C) 2026 Lucid developers
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
package sc.fiji.lucid.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.settings.Version01;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.testing.Volumes;

/**
 * Records and journals that version 0.1 (commit 0ee1529) wrote of test-stacks/shells.tif on 29 November 2026: what it
 * said still counts, and what it left undone is refused in one line that says what changed.
 */
public class Version01Test {

	private static final Path OLD = Path.of("src/test/resources/sc/fiji/lucid/version01");
	private static final Extent SIZE = new Extent(24, 20, 8);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final StringWriter out = new StringWriter();
	private final StringWriter err = new StringWriter();

	@Before
	public void makeInput() throws IOException {
		VolumeWriter.write(path("shells.tif"),
			Volumes.of(SIZE, (x, y, z) -> 100 + (x == 12 && y == 9 && z == 4 ? 900 : 0) + (x * 7 + y * 3 + z) % 5),
			new VoxelSize(0.1, 0.1, 0.25), "", true);
	}

	private Path path(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private Path copy(final String name) throws IOException {
		return Files.copy(OLD.resolve(name + ".txt"), path(name));
	}

	private int run(final String... args) {
		err.getBuffer().setLength(0);
		return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
	}

	@Test
	public void aRecordIsRunAgainAndWarnsOfWhatChanged() throws IOException {
		final Path record = copy("a.tif.json");
		assertEquals(err.toString(), 0, run("rerun", record.toString(), "-o", path("again.tif").toString()));
		assertTrue(err.toString(),
			err.toString().contains("version 0.1: the result will differ; " + Version01.CHANGED));
		final Map<?, ?> old = (Map<?, ?>) RunRecord.read(record).get("options").orElseThrow(),
			now = (Map<?, ?>) RunRecord.read(path("again.tif.json")).get("options").orElseThrow();
		for (final String said : List.of("method", "iterations", "background"))
			assertEquals(old.get(said), now.get(said));
	}

	@Test
	public void aRecordMakesTheMacroThatItMade() throws IOException {
		assertEquals(0, run("macro", copy("a.tif.json").toString()));
		assertTrue(out.toString(),
			out.toString()
				.contains("run(\"Lucid Deconvolve...\", " +
					"\"na=1.4 emission=520 voxel=0.1x0.1x0.25 iterations=8 method=heavy-ball background=90\");"));
	}

	@Test
	public void aResultIsJudgedByItsRecord() throws IOException {
		copy("a.tif.json");
		Files.copy(path("shells.tif"), path("a.tif"));
		assertEquals(err.toString(), 0, run("quality", path("shells.tif").toString(), path("a.tif").toString(), "-o",
			path("page.html").toString()));
		final Map<?, ?> consistency = (Map<?, ?>) RunRecord.read(path("page.html.json"))
			.get("consistency")
			.orElseThrow();
		assertEquals(90, ((Number) consistency.get("background")).doubleValue(), 1e-9);
	}

	@Test
	public void tilesThatItBeganAreRefused() throws IOException {
		final Path journal = copy("z.zarr.tiles.json");
		Files.createDirectory(path("z.zarr.part"));
		final String[] call = { "deconvolve", path("shells.tif").toString(), "-o", path("z.zarr").toString(), "--na",
			"1.4", "--emission", "520", "--iterations", "4", "--method", "richardson-lucy" };
		assertEquals(1, run(call));
		final String last = err.toString().lines().filter(l -> l.startsWith("lucid: ")).findFirst().orElse("");
		assertTrue(err.toString(),
			last.contains("version 0.1 began") && last.contains(Version01.CHANGED) && last.contains("--force"));
		assertTrue(Files.exists(journal));
		assertFalse(Files.exists(path("z.zarr")));
	}

	@Test
	public void aBatchSaysWhyItMakesAResultAgain() throws IOException {
		Files.createDirectory(path("in"));
		Files.copy(path("shells.tif"), path("in/shells.tif"));
		Files.createDirectory(path("out"));
		Files.copy(path("shells.tif"), path("out/shells-restored.tif"));
		Files.copy(OLD.resolve("a.tif.json.txt"), path("out/shells-restored.tif.json"));
		assertEquals(1, run("batch", path("in").toString(), "-o", path("out").toString(), "--na", "1.4", "--emission",
			"520", "--iterations", "4", "--method", "richardson-lucy"));
		assertTrue(err.toString(), err.toString().contains("is of version 0.1; " + Version01.CHANGED));
	}

	@Test
	public void everyFlagThatItHadIsThere() throws IOException {
		for (final String line : Files.readAllLines(OLD.resolve("flags.txt"))) {
			final String[] words = line.split(" ");
			out.getBuffer().setLength(0);
			assertEquals(line, 0, run(words[0], "--help"));
			for (final String flag : Arrays.copyOfRange(words, 1, words.length))
				assertTrue(words[0] + " " + flag, out.toString().matches("(?s).*" + flag + "[^a-z-].*"));
		}
	}
}
