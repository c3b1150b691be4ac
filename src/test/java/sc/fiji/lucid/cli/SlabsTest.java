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
import java.nio.file.Path;

import org.junit.Rule;
import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.testing.Volumes;

/** Slabs go into OME-Zarr as into TIFF, in one process or in shards, and their number is found. */
public class SlabsTest {

	private static final String[] DEEP = { "--sample-index", "1.45", "--depth", "20", "--background", "20", "--repair",
		"none" };

	@Rule
	public final Door door = new Door();

	private Path recorded() throws IOException {
		return door.stack("in.tif", Volumes.of(new Extent(16, 14, 24),
			(x, y, z) -> 20 + (x * 7 + y * 3 + z) % 5 + (x == 7 && y == 7 && z % 8 == 2 ? 500 : 0)));
	}

	private void restore(final Path in, final String out, final String... more) {
		final String[] all = new String[DEEP.length + more.length];
		System.arraycopy(DEEP, 0, all, 0, DEEP.length);
		System.arraycopy(more, 0, all, DEEP.length, more.length);
		door.works(door.deconvolve(in, door.path(out), all));
	}

	private float[][] voxels(final String name) throws IOException {
		try (Stack stack = StackReader.open(door.path(name))) {
			final float[][] planes = new float[stack.slices()][];
			for (int z = 0; z < planes.length; z++)
				planes[z] = stack.floats(0, z, 0);
			return planes;
		}
	}

	private static double difference(final float[][] a, final float[][] b) {
		double difference = 0, sum = 0;
		for (int z = 0; z < a.length; z++)
			for (int i = 0; i < a[z].length; i++) {
				difference += Math.abs(a[z][i] - b[z][i]);
				sum += Math.abs(a[z][i]);
			}
		return difference / sum;
	}

	@Test
	public void intoZarrAsIntoTiff() throws IOException {
		final Path in = recorded();
		restore(in, "slabs.tif", "--slabs", "3");
		restore(in, "one.tif");
		restore(in, "slabs.zarr", "--slabs", "3");
		assertTrue(difference(voxels("slabs.tif"), voxels("one.tif")) > 0.01);
		assertEquals(0, difference(voxels("slabs.tif"), voxels("slabs.zarr")), 1e-5);
		// small enough for tiles, whose edges are those of a PSF that is cut
		for (int shard = 1; shard <= 2; shard++)
			restore(in, "tiles.zarr", "--slabs", "3", "--memory", "6M", "--shard", shard + "/2");
		restore(in, "tiles.zarr", "--slabs", "3", "--memory", "6M", "--finish");
		restore(in, "again.zarr", "--slabs", "3", "--memory", "6M");
		assertTrue(door.err.toString(), door.err.toString().contains(" tiles"));
		assertEquals(0, difference(voxels("again.zarr"), voxels("tiles.zarr")), 0);
	}

	@Test
	public void theReportIsOfThePsfsOfAllDepths() throws IOException {
		final Path in = recorded();
		restore(in, "slabs.tif", "--slabs", "3", "--report", door.path("report").toString());
		door.works(door.run("quality", in, door.path("slabs.tif"), "-o", door.path("again.html")));
		assertFalse(door.err.toString(), door.err.toString().contains("Without the PSF"));
		door.refuses(1, "The PSFs of 3 depths and all their light take", door.deconvolve(in, door.path("no.tif"),
			"--sample-index", "1.45", "--depth", "20", "--slabs", "3", "--memory", "1M"));
	}

	@Test
	public void onePsfForAllDepthsIsWarnedOfWhereItChanges() throws IOException {
		final Path in = recorded();
		door.works(door.deconvolve(in, door.path("one.tif"), DEEP));
		assertTrue(door.err.toString(), door.err.toString()
			.matches(
				"(?s).*warning: the PSF changes by [0-9]+ % from the slice at the coverslip to that 11.5 µm below it: " +
					"--slabs auto gives each depth its own.*"));
		door.works(door.deconvolve(in, door.path("flat.tif")));
		assertFalse(door.err.toString(), door.err.toString().contains("the PSF changes"));
	}

	@Test
	public void theNumberIsFoundAndTold() throws IOException {
		final Path in = recorded();
		restore(in, "auto.zarr", "--slabs", "auto");
		assertTrue(door.err.toString(),
			door.err.toString()
				.matches("(?s).*slabs: ([2-9]|1[0-2]), with the PSFs of 20, .* µm depth; between them the " +
					"PSF is wrong by at most [0-9.]+ %.*"));
		door.works(door.deconvolve(in, door.path("flat.tif"), "--slabs", "auto"));
		assertTrue(door.err.toString(),
			door.err.toString().contains("slabs: one PSF does for all depths, since it changes by at most 0.0 %"));
		door.refuses(2, "'slabs' takes a whole number from 1, or auto, not 'few'",
			door.deconvolve(in, door.path("no.tif"), "--slabs", "few"));
		door.refuses(1, "'slabs' takes a whole number from 1 to 24, the number of slices, or auto, not 25.",
			door.deconvolve(in, door.path("no.zarr"), "--slabs", "25"));
		door.works(door.run("plan", in, "--na", "0.8", "--emission", "520", "--slabs", "auto", "--sample-index", "1.45",
			"--depth", "20"));
	}
}
