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

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.io.TiffBuilder;
import sc.fiji.lucid.testing.StubBioFormats;

/** A file of a microscope gives what the TIFF of its voxels gives; which of its series is always said. */
public class VendorLibraryTest {

	@Rule
	public final Door door = new Door();

	private final Thread thread = Thread.currentThread();
	private final ClassLoader before = thread.getContextClassLoader();
	private URLClassLoader around;

	@Before
	public void find() throws IOException {
		around = StubBioFormats.around(door.getRoot().toPath());
		thread.setContextClassLoader(around);
	}

	@After
	public void forget() throws IOException {
		thread.setContextClassLoader(before);
		around.close();
	}

	/** Two channels of a spot over a background, in the stub's order. */
	private static StubBioFormats.Series series(final String name, final int seed) {
		final int nx = Door.SIZE.nx(), ny = Door.SIZE.ny(), nz = Door.SIZE.nz();
		final short[] voxels = new short[nx * ny * nz * 2];
		for (int c = 0; c < 2; c++) {
			final Volume spot = Door.spot(seed + c);
			for (int z = 0; z < nz; z++)
				for (int y = 0; y < ny; y++)
					for (int x = 0; x < nx; x++)
						voxels[((c * nz + z) * ny + y) * nx + x] = (short) spot.row(y, z)[x];
		}
		return new StubBioFormats.Series(name, new int[] { nx, ny, nz, 2, 1 }, false, voxels);
	}

	/** The same voxels as OME-TIFF of the other byte order, slices and channels in ImageJ's order. */
	private static void tiff(final Path file, final StubBioFormats.Series series) throws IOException {
		final int[] s = series.sizes();
		final TiffBuilder builder = new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false, s[0], s[1], 16, 1)
			.describe(StubBioFormats.xml(series).replace("XYZTC", "XYCZT").replace("<MetadataOnly/>", "<TiffData/>"));
		for (int z = 0; z < s[2]; z++)
			for (int c = 0; c < s[3]; c++) {
				final byte[] page = new byte[2 * s[0] * s[1]];
				for (int i = 0; i < s[0] * s[1]; i++) {
					final short voxel = series.voxels()[(c * s[2] + z) * s[0] * s[1] + i];
					page[2 * i] = (byte) voxel;
					page[2 * i + 1] = (byte) (voxel >> 8);
				}
				builder.page(page);
			}
		builder.write(file);
	}

	private void same(final Path expected, final Path actual) throws IOException {
		try (Stack a = StackReader.open(expected); Stack b = StackReader.open(actual)) {
			assertEquals(a.shape(), b.shape());
			for (int c = 0; c < a.channels(); c++)
				for (int z = 0; z < a.slices(); z++)
					assertArrayEquals(a.floats(c, z, 0), b.floats(c, z, 0), 0);
		}
	}

	@Test
	public void theSameAsTheTiffOfTheSameVoxels() throws IOException {
		final Path file = StubBioFormats.write(door.path("cells.lif"), series("first", 0), series("second", 3));
		tiff(door.path("second.ome.tif"), series("second", 3));
		door.works(door.deconvolve(file, door.path("of-lif.tif"), "--series", "2"));
		assertTrue(door.err.toString(), door.err.toString().contains("Read through Bio-Formats as Stub microscope"));
		door.works(door.deconvolve(door.path("second.ome.tif"), door.path("of-tif.tif")));
		same(door.path("of-tif.tif"), door.path("of-lif.tif"));
		final RunRecord record = RunRecord.read(door.path("of-lif.tif.json"));
		assertEquals("2", ((Map<?, ?>) record.get("settings").orElseThrow()).get("series"));
		assertEquals(file.toString(), record.get("inputFile").orElseThrow());
	}

	@Test
	public void tilesShardsAndRerunReadTheSameSeries() throws IOException {
		final Path file = StubBioFormats.write(door.path("cells.lif"), series("first", 0), series("second", 3));
		door.works(door.deconvolve(file, door.path("a.zarr"), "--series", "2"));
		door.works(door.deconvolve(file, door.path("a.tif"), "--series", "2"));
		same(door.path("a.tif"), door.path("a.zarr"));
		door.works(door.run("rerun", door.path("a.tif.json"), "-o", door.path("again.tif")));
		same(door.path("a.tif"), door.path("again.tif"));
		door.works(door.run("macro", door.path("a.tif.json")));
		assertTrue(door.out.toString(), door.out.toString().contains("series_2") &&
			!door.out.toString().contains(" series=") && door.out.toString().contains("Bio-Formats Importer"));
	}

	@Test
	public void severalNeverMeanTheFirst() throws IOException {
		final Path file = StubBioFormats.write(door.path("cells.lif"), series("first", 0), series("second", 3));
		final String list = "1 'first' (16x14x5, 2 channels, 1 frame); 2 'second' (16x14x5, 2 channels, 1 frame)";
		final String words = "cells.lif holds 2 series: " + list + ". Say which: --series N, or --series all.";
		for (final String command : new String[] { "deconvolve", "plan", "check-psf", "repair", "beads" })
			if (command.equals("plan") || command.equals("check-psf"))
				door.refuses(1, words, door.run(command, file, "--na", "0.8", "--emission", "520"));
			else door.refuses(1, words, door.run(command, file, "-o", door.path("no.tif")));
		door.refuses(1, "There is no series 3 in cells.lif, which holds 2: " + list,
			door.deconvolve(file, door.path("no.tif"), "--series", "3"));
		door.refuses(2, "'series' takes a number from 1, or all, not 'two'",
			door.deconvolve(file, door.path("no.tif"), "--series", "two"));
		door.refuses(1, "takes the number of one series", door.run("plan", file, "--series", "all"));
		door.refuses(1, "Save the one that is the PSF", door.deconvolve(door.stack("a.tif", 0), door.path("no.tif"),
			"--psf", file.toString(), "--psf-voxel", "0.2x0.2x0.5"));
		assertFalse(Files.exists(door.path("no.tif")));
	}

	@Test
	public void infoListsThem() throws IOException {
		final Path file = StubBioFormats.write(door.path("cells.lif"), series("first", 0), series("second", 3));
		door.works(door.run("info", file));
		assertTrue(door.out.toString(),
			door.out.toString().contains("series 2 'second' (16x14x5, 2 channels, 1 frame)"));
		door.works(door.run("info", file, "--series", "2"));
		final String one = door.out.toString();
		assertTrue(one, one.contains("voxel size: x 0.2 µm") && one.contains("channel 2 (dye 2)") &&
			one.contains("emission wavelength 0.6 µm") && one.contains("0.8"));
		door.works(door.run("info", file, "--series", "all"));
		assertTrue(door.out.toString(),
			door.out.toString().contains("series 1:\n") && door.out.toString().contains(one));
		final Path single = StubBioFormats.write(door.path("single.czi"), series("only", 0));
		door.works(door.run("info", single));
		assertTrue(door.out.toString(), door.out.toString().startsWith("single.czi: 16x14x5, 2 channels"));
	}

	@Test
	public void allGoIntoResultsOfTheirOwn() throws IOException {
		final StubBioFormats.Series overview = new StubBioFormats.Series("overview", new int[] { 4, 3, 1, 3, 1 }, true,
			new short[36]);
		final Path file = StubBioFormats.write(door.path("cells.lif"), series("first", 0), overview,
			series("second", 3));
		assertEquals(1, door.deconvolve(file, door.path("all.tif"), "--series", "all"));
		assertTrue(door.err.toString(),
			door.err.toString().contains("lucid: series 2 of cells.lif: cells.lif is a colour image"));
		door.works(door.deconvolve(file, door.path("second.tif"), "--series", "3"));
		same(door.path("second.tif"), door.path("all-s3.tif"));
		assertTrue(Files.exists(door.path("all-s1.tif.json")) && !Files.exists(door.path("all-s2.tif")));
	}

	@Test
	public void aBatchTakesThem() throws IOException {
		Files.createDirectory(door.path("in"));
		StubBioFormats.write(door.path("in/a.lif"), series("first", 0), series("second", 3));
		StubBioFormats.write(door.path("in/b.czi"), series("only", 1));
		Files.writeString(door.path("in/notes.txt"), "no image");
		assertEquals(1, door.batch(door.path("in"), door.path("out")));
		assertEquals(1, door.rows("out", "done").size());
		assertTrue(door.rows("out", "failed").toString(),
			door.rows("out", "failed").get(0).contains("a.lif holds 2 series"));
		door.works(door.batch(door.path("in"), door.path("out2"), "--series", "all"));
		assertEquals(3, door.rows("out2", "done").size());
		door.works(door.deconvolve(door.path("in/a.lif"), door.path("second.tif"), "--series", "2"));
		same(door.path("second.tif"), door.path("out2/a.lif-s2-restored.tif"));
		door.works(door.batch(door.path("in"), door.path("out2"), "--series", "all"));
		assertEquals(3, door.rows("out2", "skipped").size());
	}

	@Test
	public void whatItCannotReadIsToldInItsWords() throws IOException {
		Files.writeString(door.path("broken.nd2"), "STUB, broken off");
		door.refuses(1, "broken.nd2: Bio-Formats cannot read it (Unknown file format: ",
			door.deconvolve(door.path("broken.nd2"), door.path("no.tif")));
		assertFalse(Files.exists(door.path("no.tif")));
	}
}
