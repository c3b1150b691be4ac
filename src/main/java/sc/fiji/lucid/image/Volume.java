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
package sc.fiji.lucid.image;

import java.util.Arrays;

/**
 * A float32 volume. Every row along X is an array of its own, because that is
 * the shape in which HotSpot turns the loops over a row into vector
 * instructions; a row is found by {@code row(y, z)}, a voxel is
 * {@code row(y, z)[x]}.
 */
public final class Volume {

	private final Extent extent;
	/**
	 * The last plane first, the last row first: HotSpot's collectors (G1, Parallel)
	 * move the elements of an array last to first, so that rows come to lie in the
	 * order in which they are visited (measured: 15 % of a transform).
	 */
	private final float[][][] rows;

	/** Makes a volume of zeros. */
	public Volume(final Extent extent) {
		this.extent = extent;
		rows = new float[extent.nz()][extent.ny()][];
		for (int z = 0; z < extent.nz(); z++)
			for (int y = 0; y < extent.ny(); y++)
				rows[extent.nz() - 1 - z][extent.ny() - 1 - y] = new float[extent.nx()];
	}

	/** @return the size in voxels */
	public Extent extent() {
		return extent;
	}

	/** @return the row at (y, z) itself, not a copy */
	public float[] row(final int y, final int z) {
		return rows[extent.nz() - 1 - z][extent.ny() - 1 - y];
	}

	/** Sets every voxel to {@code value}. */
	public void fill(final float value) {
		for (final float[][] plane : rows)
			for (final float[] row : plane)
				Arrays.fill(row, value);
	}

	/** @return the sum of all voxels, accumulated in double */
	public double sum() {
		double sum = 0;
		for (int z = 0; z < extent.nz(); z++)
			for (int y = 0; y < extent.ny(); y++)
				for (final float v : row(y, z))
					sum += v;
		return sum;
	}

	/** @return a new volume with the same voxels */
	public Volume copy() {
		final Volume copy = new Volume(extent);
		for (int z = 0; z < extent.nz(); z++)
			for (int y = 0; y < extent.ny(); y++)
				System.arraycopy(row(y, z), 0, copy.row(y, z), 0, extent.nx());
		return copy;
	}

	/** @return the box of size {@code part} whose first voxel is (x0, y0, z0), as a new volume */
	public Volume crop(final int x0, final int y0, final int z0, final Extent part) {
		final Volume crop = new Volume(part);
		for (int z = 0; z < part.nz(); z++)
			for (int y = 0; y < part.ny(); y++)
				System.arraycopy(row(y0 + y, z0 + z), x0, crop.row(y, z), 0, part.nx());
		return crop;
	}
}
