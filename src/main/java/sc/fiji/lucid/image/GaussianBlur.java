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
 * Gaussian smoothing. Separable, truncated at four standard deviations, edges
 * mirrored (the sum is kept but for the edges), double sums.
 */
public final class GaussianBlur {

	private GaussianBlur() {}

	/**
	 * @param sx standard deviation along X, voxels; 0 for none
	 * @param sy the same along Y
	 * @param sz the same along Z
	 * @return a new volume
	 * @throws IllegalArgumentException if a width is negative or not a number
	 */
	public static Volume of(final Volume volume, final double sx, final double sy, final double sz) {
		final Extent e = volume.extent();
		final double[] kx = kernel(sx), ky = kernel(sy), kz = kernel(sz);
		final Volume blurred = new Volume(e);
		Planes.forEach(e.nz(), z -> {
			final double[][] columns = new double[e.ny()][e.nx()];
			for (int y = 0; y < e.ny(); y++)
				for (int k = 0; k < kz.length; k++)
					add(columns[y], volume.row(y, mirror(z + k - kz.length / 2, e.nz())), kz[k]);
			final double[] sum = new double[e.nx()];
			for (int y = 0; y < e.ny(); y++) {
				Arrays.fill(sum, 0);
				for (int k = 0; k < ky.length; k++)
					add(sum, columns[mirror(y + k - ky.length / 2, e.ny())], ky[k]);
				alongX(sum, kx, blurred.row(y, z));
			}
		});
		return blurred;
	}

	private static double[] kernel(final double sigma) {
		if (!(sigma >= 0 && sigma < 1e4))
			throw new IllegalArgumentException("The width of a blur must be a number of at least 0 voxels.");
		final int radius = (int) Math.ceil(4 * sigma);
		final double[] kernel = new double[2 * radius + 1];
		double sum = 0;
		for (int i = 0; i < kernel.length; i++)
			sum += kernel[i] = sigma == 0 ? 1 : Math.exp(-0.5 * Math.pow((i - radius) / sigma, 2));
		for (int i = 0; i < kernel.length; i++)
			kernel[i] /= sum;
		return kernel;
	}

	private static void add(final double[] sum, final float[] row, final double weight) {
		for (int x = 0; x < sum.length; x++)
			sum[x] += weight * row[x];
	}

	private static void add(final double[] sum, final double[] row, final double weight) {
		for (int x = 0; x < sum.length; x++)
			sum[x] += weight * row[x];
	}

	private static void alongX(final double[] row, final double[] kernel, final float[] result) {
		final int radius = kernel.length / 2, n = row.length;
		for (int x = 0; x < n; x++) {
			double v = 0;
			for (int k = -radius; k <= radius; k++)
				v += kernel[k + radius] * row[x + k >= 0 && x + k < n ? x + k : mirror(x + k, n)];
			result[x] = (float) v;
		}
	}

	/** The index inside [0, n) that {@code i} is the mirror image of; the edge voxel is repeated. */
	private static int mirror(final int i, final int n) {
		final int folded = Math.floorMod(i, 2 * n);
		return folded < n ? folded : 2 * n - 1 - folded;
	}
}
