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
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.lucid.fft.Extent;
import sc.fiji.lucid.fft.Volume;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.VolumeWriter;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.testing.Volumes;

/** Beads in, PSF out; a result in, a verdict out: through the command line. */
public class BeadsAndQualityTest {

	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.25);
	private static final Extent SIZE = new Extent(120, 110, 24);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final StringWriter out = new StringWriter();
	private final StringWriter err = new StringWriter();
	private Path beads;

	@Before
	public void makeBeads() throws IOException {
		final Random random = new Random(5);
		final Volume v = Volumes.of(SIZE, (x, y, z) -> 100 + 3 * random.nextGaussian());
		for (int j = 0; j < 3; j++)
			for (int i = 0; i < 3; i++)
				spot(v, 20 + 38 * i + random.nextDouble(), 20 + 35 * j + random.nextDouble(), 12 + random.nextDouble());
		beads = write("beads.tif", v);
	}

	private static void spot(final Volume v, final double cx, final double cy, final double cz) {
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (int x = 0; x < SIZE.nx(); x++)
					v.row(y, z)[x] += 800 * Math.exp(-((x - cx) * (x - cx) + (y - cy) * (y - cy)) / (2 * 1.3 * 1.3) - (z - cz) * (z -
						cz) / (2 * 1.6 * 1.6));
	}

	private Path write(final String name, final Volume volume) throws IOException {
		final Path path = folder.getRoot().toPath().resolve(name);
		VolumeWriter.write(path, volume, VOXEL, "", true);
		return path;
	}

	private int run(final String... args) {
		out.getBuffer().setLength(0);
		err.getBuffer().setLength(0);
		return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
	}

	@Test
	public void beadsBecomeAPsfThatRestores() throws IOException {
		final Path psf = folder.getRoot().toPath().resolve("psf.tif");
		assertEquals(err.toString(), 0, run("beads", beads.toString(), "-o", psf.toString(), "--bead-diameter", "0.1"));
		assertTrue(err.toString(), err.toString().contains("Beads found: 9 (9 kept)"));
		for (final String beside : new String[] { ".csv", "-beads.png", "-psf.png", ".json" })
			assertTrue(beside, Files.size(Path.of(psf + beside)) > 100);
		final Path restored = folder.getRoot().toPath().resolve("restored.tif");
		assertEquals(err.toString(), 0, run("deconvolve", beads.toString(), "-o", restored.toString(), "--psf", psf.toString(),
			"--method", "richardson-lucy", "--iterations", "3"));
	}

	@Test
	public void aStackWithoutBeadsIsRefused() throws IOException {
		final Path flat = write("flat.tif", Volumes.random(SIZE, 3));
		final Path psf = folder.getRoot().toPath().resolve("psf.tif");
		assertEquals(1, run("beads", flat.toString(), "-o", psf.toString()));
		assertTrue(err.toString(), err.toString().startsWith("lucid: "));
		assertEquals(2, run("beads", beads.toString(), "-o", psf.toString(), "--bead-diameter", "-1"));
		assertTrue(!Files.exists(psf));
	}

	@Test
	public void aResultGetsItsVerdict() throws IOException {
		final Path page = folder.getRoot().toPath().resolve("report.html");
		assertEquals(err.toString(), 0, run("quality", beads.toString(), beads.toString(), "-o", page.toString(), "--na", "1.2",
			"--emission", "520"));
		assertTrue(Files.readString(page).contains("<html"));
		assertTrue(RunRecord.read(Path.of(page + ".json")).get("findings").isPresent());
		final Path other = write("other.tif", Volumes.random(new Extent(9, 9, 9), 1));
		assertEquals(1, run("quality", beads.toString(), other.toString(), "-o", page.toString(), "--force"));
		assertTrue(err.toString(), err.toString().contains("differ in size"));
	}
}
