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
package sc.fiji.lucid.quality.agreement;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;

/**
 * The structural similarity index (Wang et al. 2004, IEEE Trans. Image Process.
 * 13:600, eq. 13) with a uniform window, in as many dimensions as the volume has
 * axes longer than one voxel.
 * <p>
 * As in scikit-image: K1 = 0.01, K2 = 0.03, sample covariances, and the mean is
 * taken over windows that lie wholly inside.
 */
public final class StructuralSimilarity {

	/** scikit-image's window, in voxels along each axis. */
	public static final int DEFAULT_WINDOW = 7;

	private static final int SUMS = 5;

	private final Volume truth;
	private final Volume estimate;
	private final double scale;
	private final int wx;
	private final int wy;
	private final int wz;
	private final double c1;
	private final double c2;

	private StructuralSimilarity(final Volume truth, final Volume estimate, final double scale, final double dataRange,
		final int window)
	{
		final Extent e = Planes.same("truth", truth, "estimate", estimate);
		this.truth = truth;
		this.estimate = estimate;
		this.scale = scale;
		wx = along(e.nx(), window);
		wy = along(e.ny(), window);
		wz = along(e.nz(), window);
		c1 = 0.01 * dataRange * 0.01 * dataRange;
		c2 = 0.03 * dataRange * 0.03 * dataRange;
	}

	/**
	 * The mean structural similarity.
	 *
	 * @param scale what the estimate is multiplied by first, 1 for none
	 * @param dataRange the distance between the largest and the smallest possible value
	 * @param window odd, in voxels; {@link #DEFAULT_WINDOW}
	 * @return 1 for a perfect estimate
	 * @throws IllegalArgumentException if the sizes differ, the range is not
	 *           positive, or the window is even, below 3 or larger than the volume
	 */
	public static double ssim(final Volume truth, final Volume estimate, final double scale, final double dataRange,
		final int window)
	{
		return new StructuralSimilarity(truth, estimate, scale, Metrics.checkRange(dataRange), window).mean();
	}

	private static int along(final int n, final int window) {
		if (window < 3 || window % 2 == 0) throw new IllegalArgumentException(
			"The window of the structural similarity must be an odd number of at least 3 voxels, not " + window + ".");
		if (n == 1) return 1;
		if (n < window) throw new IllegalArgumentException("The window of the structural similarity (" + window +
			" voxels) is larger than the volume (" + n + " voxels on one axis); choose a smaller one.");
		return window;
	}

	private double mean() {
		final Extent e = truth.extent();
		final int planes = e.nz() - wz + 1;
		final double sum = Planes.sum(planes, 1, (z, s) -> s[0] = plane(z))[0];
		return sum / ((double) planes * (e.ny() - wy + 1) * (e.nx() - wx + 1));
	}

	/** The sum of the index over the windows that start in plane z. */
	private double plane(final int z) {
		final Extent e = truth.extent();
		final double[][] columns = new double[SUMS][e.nx()];
		double total = 0;
		for (int y = 0; y < e.ny(); y++) {
			for (int k = 0; k < wz; k++) {
				add(columns, y, z + k, 1);
				if (y >= wy) add(columns, y - wy, z + k, -1);
			}
			if (y >= wy - 1) total += row(columns);
		}
		return total;
	}

	private void add(final double[][] columns, final int y, final int z, final double sign) {
		final float[] a = truth.row(y, z), b = estimate.row(y, z);
		for (int x = 0; x < a.length; x++) {
			final double t = a[x], v = scale * b[x];
			columns[0][x] += sign * t;
			columns[1][x] += sign * v;
			columns[2][x] += sign * t * t;
			columns[3][x] += sign * v * v;
			columns[4][x] += sign * t * v;
		}
	}

	private double row(final double[][] columns) {
		final double[] sums = new double[SUMS];
		double total = 0;
		for (int x = 0; x < columns[0].length; x++) {
			for (int i = 0; i < SUMS; i++)
				sums[i] += columns[i][x] - (x >= wx ? columns[i][x - wx] : 0);
			if (x >= wx - 1) total += index(sums);
		}
		return total;
	}

	private double index(final double[] sums) {
		final double n = (double) wx * wy * wz, sample = n / (n - 1);
		final double ux = sums[0] / n, uy = sums[1] / n;
		final double vx = sample * (sums[2] / n - ux * ux);
		final double vy = sample * (sums[3] / n - uy * uy);
		final double vxy = sample * (sums[4] / n - ux * uy);
		return (2 * ux * uy + c1) * (2 * vxy + c2) / ((ux * ux + uy * uy + c1) * (vx + vy + c2));
	}
}
