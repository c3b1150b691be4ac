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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.Rule;
import org.junit.Test;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.job.FileJob;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.testing.Volumes;

/** "Done before" is said of a result only if it is what these inputs and settings give, byte for byte. */
public class DoneBeforeTest {

	@Rule
	public final Door door = new Door();

	/** The same size and time as before: only the contents tell. */
	private static void edit(final Path file) throws IOException {
		final FileTime time = Files.getLastModifiedTime(file);
		final byte[] bytes = Files.readAllBytes(file);
		bytes[bytes.length - 5] ^= 1;
		Files.write(file, bytes);
		Files.setLastModifiedTime(file, time);
	}

	private void expect(final String status, final String... more) throws IOException {
		final int code = door.batch(door.path("in"), door.path("out"), more);
		assertEquals(door.err.toString(), 1, door.rows("out", status).size());
		assertEquals(status.equals("failed") ? 1 : 0, code);
	}

	@Test
	public void anInputWhoseContentsChangedIsNotDone() throws IOException {
		final Path in = door.stack("in/a.tif", 1);
		expect("done");
		expect("skipped");
		edit(in);
		expect("failed");
		assertTrue(door.rows("out", "failed").get(0).contains("--force"));
		expect("done", "--force");
	}

	@Test
	public void aChunkOfAZarrThatChangedIsNotDone() throws IOException {
		Files.createDirectory(door.path("in"));
		door.works(door.deconvolve(door.stack("a.tif", 1), door.path("in/a.zarr")));
		expect("done");
		expect("skipped");
		try (Stream<Path> all = Files.walk(door.path("in/a.zarr/0"))) {
			final Path chunk = all
				.filter(file -> Files.isRegularFile(file) && !file.getFileName().toString().startsWith("."))
				.findFirst()
				.orElseThrow();
			Files.copy(door.path("out/a-restored.tif.json"), chunk, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
		}
		expect("failed");
	}

	/** A run is repeated of what it was made from, or not at all; a copy elsewhere does. */
	@Test
	public void aRerunRefusesWhatWasChanged() throws IOException {
		final Path in = door.stack("in.tif", 1);
		final Path psf = door.stack("psf.tif", Volumes.gaussian(Door.SIZE, 1.5, 1, 0).volume());
		for (final String name : List.of("out.tif", "out.zarr")) {
			final Path out = door.path(name), record = door.path(name + ".json");
			door.works(door.deconvolve(in, out, "--psf", psf.toString()));
			door.works(door.run("rerun", record, "-o", door.path("again-" + name)));
			edit(psf);
			door.refuses(1,
				"in.tif, a PSF, a dark, a flat or what --chromatic names is not what the record was made from",
				door.run("rerun", record, "-o", door.path("none-" + name), "--force"));
			edit(psf);
		}
		door.works(door.deconvolve(in, door.path("own.tif")));
		edit(in);
		door.refuses(1, "in.tif is not what the record was made from: the contents differ. Put back",
			door.run("rerun", door.path("own.tif.json"), "-o", door.path("none.tif")));
		assertTrue(Files.notExists(door.path("none.tif")) && Files.notExists(door.path("none-out.zarr")));
		edit(in);
		door.works(door.run("rerun", door.path("own.tif.json"), "-o", door.path("own2.tif")));
	}

	@Test
	public void aPsfThatWasReplacedIsNotDone() throws IOException {
		door.stack("in/a.tif", 1);
		final Path psf = door.stack("psf.tif", Volumes.gaussian(Door.SIZE, 1.5, 1, 0).volume());
		expect("done", "--psf", psf.toString());
		expect("skipped", "--psf", psf.toString());
		door.stack("psf.tif", Volumes.gaussian(Door.SIZE, 2, 1, 0).volume());
		expect("failed", "--psf", psf.toString());
	}

	@Test
	public void aDamagedResultIsNotDone() throws IOException {
		door.stack("in/a.tif", 1);
		expect("done");
		edit(door.path("out/a-restored.tif"));
		expect("failed");
		assertTrue(door.rows("out", "failed").get(0).contains("was changed"));
		expect("done", "--format", "zarr");
		try (Stream<Path> all = Files.walk(door.path("out/a-restored.zarr/0"))) {
			for (final Path file : all.sorted(java.util.Comparator.reverseOrder()).toList())
				Files.delete(file);
		}
		expect("failed", "--format", "zarr");
	}

	/** The contents are again what they were when the work began, and yet the tile is of others. */
	@Test
	public void aTileOfAChangedInputIsNotDone() throws IOException {
		final Path in = door.stack("in.tif", 1), kept = Files.copy(in, door.path("kept.tif"));
		final Settings settings = Settings.NONE.with("na", "0.8").with("emission", "520").with("iterations", "3");
		try {
			new FileJob(in, door.path("out.zarr"), settings).run(doing(0.3, () -> {
				edit(in);
				Files.setLastModifiedTime(in, FileTime.fromMillis(1));
			}), line -> {});
			assertTrue("no error", false);
		}
		catch (final IOException e) {
			assertTrue(e.getMessage(), e.getMessage().contains("was changed while"));
		}
		Files.copy(kept, in, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
		final List<String> lines = new ArrayList<>();
		new FileJob(in, door.path("out.zarr"), settings).run(Progress.NONE, lines::add);
		assertTrue(lines.toString(), lines.contains("1 of 1 tiles restored"));
	}

	private interface Change {

		void run() throws IOException;
	}

	/** Changes a file once, in the middle of the work. */
	private static Progress editing(final Path file) {
		return doing(0.3, () -> edit(file));
	}

	private static Progress doing(final double moment, final Change change) {
		return new Progress() {

			private boolean edited;

			@Override
			public void report(final double fraction, final String what) {
				if (edited || fraction < moment) return;
				edited = true;
				try {
					change.run();
				}
				catch (final IOException e) {
					throw new AssertionError(e);
				}
			}

			@Override
			public boolean isCancelled() {
				return false;
			}
		};
	}

	@Test
	public void anInputThatChangesDuringTheRunIsAnError() throws IOException {
		for (final String name : List.of("out.tif", "out.zarr")) {
			final Path in = door.stack("in.tif", 1), out = door.path(name);
			final Progress editing = editing(in);
			final Settings settings = Settings.NONE.with("na", "0.8").with("emission", "520").with("iterations", "3");
			try {
				new FileJob(in, out, settings).run(editing, line -> {});
				assertTrue("no error", false);
			}
			catch (final IOException e) {
				assertTrue(e.getMessage(), e.getMessage().contains("was changed while it was being restored"));
			}
			assertFalse(Files.exists(out));
			assertFalse(Files.exists(door.path(name + ".json")));
		}
	}
}
