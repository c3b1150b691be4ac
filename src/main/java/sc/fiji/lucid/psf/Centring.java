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
package sc.fiji.lucid.psf;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/** Boxes about a volume's reference voxel ⌊n/2⌋. */
final class Centring {

	private Centring() {}

	/** @return the whole volume in a box of odd size with {@code voxel} at its middle, zero where there was nothing */
	static Volume about(final Volume volume, final int[] voxel) {
		final Extent e = volume.extent();
		final int rx = Math.max(voxel[0], e.nx() - 1 - voxel[0]), ry = Math.max(voxel[1], e.ny() - 1 - voxel[1]),
			rz = Math.max(voxel[2], e.nz() - 1 - voxel[2]);
		final Volume box = new Volume(new Extent(2 * rx + 1, 2 * ry + 1, 2 * rz + 1));
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				System.arraycopy(volume.row(y, z), 0, box.row(y - voxel[1] + ry, z - voxel[2] + rz), rx - voxel[0],
					e.nx());
		return box;
	}

	/**
	 * @return the box of at most {@code reach} voxels to either side of ⌊n/2⌋, odd where the volume allows, else to
	 *         its ends
	 */
	static Volume crop(final Volume volume, final int[] reach) {
		final Extent e = volume.extent();
		final int[] size = { e.nx(), e.ny(), e.nz() }, first = new int[3], part = new int[3];
		for (int axis = 0; axis < 3; axis++) {
			final int middle = size[axis] / 2;
			if (reach[axis] >= middle) part[axis] = size[axis];
			else {
				first[axis] = middle - reach[axis];
				part[axis] = 2 * reach[axis] + 1;
			}
		}
		return volume.crop(first[0], first[1], first[2], new Extent(part[0], part[1], part[2]));
	}

	/** @return the sums of all planes across X, Y and Z */
	static double[][] marginals(final Volume volume) {
		final Extent e = volume.extent();
		final double[][] sums = { new double[e.nx()], new double[e.ny()], new double[e.nz()] };
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				final float[] row = volume.row(y, z);
				for (int x = 0; x < row.length; x++) {
					sums[0][x] += row[x];
					sums[1][y] += row[x];
					sums[2][z] += row[x];
				}
			}
		return sums;
	}

	/** @return the least distance from ⌊n/2⌋ beyond which at most {@code loss} of the sum lies */
	static int reach(final double[] marginal, final double loss) {
		final int middle = marginal.length / 2;
		double total = 0;
		for (final double v : marginal)
			total += v;
		double outside = 0;
		int reach = middle;
		while (reach > 0) {
			outside += marginal[middle - reach] + (middle + reach < marginal.length ? marginal[middle + reach] : 0);
			if (outside > loss * total) break;
			reach--;
		}
		return reach;
	}
}
