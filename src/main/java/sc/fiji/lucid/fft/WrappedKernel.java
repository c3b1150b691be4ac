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
package sc.fiji.lucid.fft;

import java.util.Arrays;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/** A kernel laid on a grid: its reference point, voxel ⌊n/2⌋, at the origin, the rest wrapped around. */
public final class WrappedKernel {

	private final Volume kernel;
	private final Extent grid;
	private final ThreadLocal<double[]> scratch;

	public WrappedKernel(final Volume kernel, final Extent grid) {
		this.kernel = kernel;
		this.grid = grid;
		scratch = ThreadLocal.withInitial(() -> new double[grid.nx()]);
	}

	/** Fills voxels [0, nx) of the grid's row at (y, z). */
	public void row(final int y, final int z, final float[] row) {
		final double[] sums = scratch.get();
		Arrays.fill(sums, 0);
		final Extent e = kernel.extent();
		for (int kz = Math.floorMod(z + e.nz() / 2, grid.nz()); kz < e.nz(); kz += grid.nz())
			for (int ky = Math.floorMod(y + e.ny() / 2, grid.ny()); ky < e.ny(); ky += grid.ny())
				add(kernel.row(ky, kz), sums);
		for (int x = 0; x < sums.length; x++)
			row[x] = (float) sums[x];
	}

	private void add(final float[] source, final double[] sums) {
		int x = Math.floorMod(-(kernel.extent().nx() / 2), sums.length);
		for (int k = 0; k < kernel.extent().nx(); k++) {
			sums[x] += source[k];
			if (++x == sums.length) x = 0;
		}
	}
}
