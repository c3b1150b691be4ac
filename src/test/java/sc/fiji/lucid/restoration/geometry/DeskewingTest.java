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
package sc.fiji.lucid.restoration.geometry;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.Test;

import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Skew;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.restoration.VoxelSink;
import sc.fiji.lucid.testing.Volumes;

/** What is put upright keeps its light and its place, comes in any parts, and says what it has not seen. */
public class DeskewingTest {

	private static final Extent SCAN = new Extent(7, 12, 9);
	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.3);

	private static SkewedGrid grid(final double degrees) {
		return new SkewedGrid(SCAN, VOXEL, new Skew(degrees));
	}

	private static float[] plane(final Volume v, final int z, final int x, final int y, final int nx, final int ny) {
		final float[] plane = new float[nx * ny];
		for (int j = 0; j < ny; j++)
			System.arraycopy(v.row(y + j, z), x, plane, j * nx, nx);
		return plane;
	}

	/** Writes parts into a volume; each voxel once. */
	private static final class Kept implements VoxelSink {

		final Volume volume;
		int written;

		Kept(final Extent e) {
			volume = new Volume(e);
		}

		@Override
		public void part(final int z, final int x, final int y, final int width, final int height,
			final float[] voxels)
		{
			assertEquals(width * height, voxels.length);
			for (int j = 0; j < height; j++)
				System.arraycopy(voxels, j * width, volume.row(y + j, z), x, width);
			written += voxels.length;
		}
	}

	private static Volume deskewed(final Volume scan, final SkewedGrid grid, final List<Box> parts) {
		final Kept kept = new Kept(grid.extent());
		final DeskewingSink sink = new DeskewingSink(grid, kept);
		for (final Box b : parts)
			for (int z = b.z(); z < b.z() + b.size().nz(); z++)
				sink.part(z, b.x(), b.y(), b.size().nx(), b.size().ny(),
					plane(scan, z, b.x(), b.y(), b.size().nx(), b.size().ny()));
		assertEquals(grid.extent().voxels(), kept.written);
		return kept.volume;
	}

	private static Volume whole(final Volume scan, final SkewedGrid grid) {
		return deskewed(scan, grid, List.of(new Box(0, 0, 0, SCAN)));
	}

	@Test
	public void aRightAngleChangesNothing() {
		final Volume scan = Volumes.random(SCAN, 1);
		final Volume upright = whole(scan, grid(90));
		assertEquals(SCAN, upright.extent());
		assertEquals(VOXEL, grid(90).voxelSize());
		assertEquals(0, grid(90).unseen());
		for (int z = 0; z < SCAN.nz(); z++)
			for (int y = 0; y < SCAN.ny(); y++)
				org.junit.Assert.assertArrayEquals(scan.row(y, z), upright.row(y, z), 0);
	}

	@Test
	public void aConstantStaysAndTheRestIsNone() {
		for (final double degrees : new double[] { 31.8, -31.8, 45, 60, -12 }) {
			final SkewedGrid grid = grid(degrees);
			final Volume upright = whole(Volumes.of(SCAN, (x, y, z) -> 7), grid);
			long none = 0;
			for (int z = 0; z < upright.extent().nz(); z++)
				for (int y = 0; y < upright.extent().ny(); y++)
					for (final float v : upright.row(y, z))
						if (Float.isNaN(v)) none++;
						else assertEquals(7, v, 1e-5);
			assertEquals(grid.unseen(), none);
		}
	}

	/** A voxel away from the rims keeps its light and its middle, wherever it falls on the grid. */
	@Test
	public void aPointKeepsLightAndPlace() {
		for (final double degrees : new double[] { 31.8, -31.8, 77 })
			for (int slice = 0; slice < SCAN.nz(); slice++) {
				final int at = slice;
				final SkewedGrid grid = grid(degrees);
				final Volume upright = whole(Volumes.of(SCAN, (x, y, z) -> x == 3 && y == 5 && z == at ? 100 : 0),
					grid);
				double sum = 0, first = 0;
				for (int y = 0; y < upright.extent().ny(); y++) {
					final float v = upright.row(y, at)[3];
					if (Float.isNaN(v)) continue;
					sum += v;
					first += v * y;
				}
				final double shift = Math.signum(degrees) * 3 * Math.cos(Math.toRadians(degrees)),
					expected = 5 + at * shift - Math.min(0, 8 * shift);
				assertEquals(100, sum, 1e-3);
				assertEquals(expected, first / sum, 1e-4);
			}
	}

	@Test
	public void partsInAnyOrderMakeTheWhole() {
		final Random random = new Random(4);
		final Volume scan = Volumes.of(SCAN, (x, y, z) -> random.nextGaussian());
		for (final int[] cuts : new int[][] { { 0, 12 }, { 0, 5, 12 }, { 0, 1, 2, 3, 9, 11, 12 }, { 0, 6, 12 } }) {
			final List<Box> parts = new ArrayList<>();
			for (int i = 1; i < cuts.length; i++)
				for (int z = 0; z < SCAN.nz(); z += 3) {
					final int height = cuts[i] - cuts[i - 1];
					parts.add(new Box(0, cuts[i - 1], z, new Extent(4, height, 3)));
					parts.add(new Box(4, cuts[i - 1], z, new Extent(3, height, 3)));
				}
			Collections.shuffle(parts, random);
			final SkewedGrid grid = grid(-31.8);
			final Volume whole = whole(scan, grid), tiled = deskewed(scan, grid, parts);
			for (int z = 0; z < SCAN.nz(); z++)
				for (int y = 0; y < grid.extent().ny(); y++)
					org.junit.Assert.assertArrayEquals(whole.row(y, z), tiled.row(y, z), 1e-6f);
		}
	}

	/** What could not be restored is NaN, and makes so what hangs on it: no more. */
	@Test
	public void whatIsAbsentStaysSo() {
		final Volume scan = Volumes.of(SCAN, (x, y, z) -> z == 4 && y < 3 ? Float.NaN : 1);
		final SkewedGrid grid = grid(45);
		final Volume upright = whole(scan, grid);
		final int first = grid.firstSeen(4);
		assertTrue(Float.isNaN(upright.row(first, 4)[0]));
		assertFalse(Float.isNaN(upright.row(first + 6, 4)[0]));
		assertFalse(Float.isNaN(upright.row(grid.firstSeen(3), 3)[0]));
	}

	/** A smooth edge that goes on beyond the rim of the scan is never further off than from one row to the next. */
	@Test
	public void rimsHaveNoCombs() {
		final SkewedGrid grid = grid(31.8);
		final Volume upright = whole(Volumes.of(SCAN, (x, y, z) -> 50 + 3 * (y + grid.first(z))), grid);
		for (int z = 0; z < SCAN.nz(); z++)
			for (int y = grid.firstSeen(z); y < grid.firstSeen(z) + SCAN.ny(); y++)
				assertEquals("" + y + ", " + z, 50 + 3 * y, upright.row(y, z)[2], 3);
	}

	@Test
	public void aBoxThatIsTooLargeIsRefused() {
		final String why = assertThrows(IllegalArgumentException.class,
			() -> new SkewedGrid(new Extent(4000, 4000, 1000), new VoxelSize(0.1, 0.1, 400), new Skew(30)))
			.getMessage();
		assertTrue(why, why.contains("--voxel"));
	}
}
