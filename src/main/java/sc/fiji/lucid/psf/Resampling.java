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

import org.apache.commons.math3.analysis.interpolation.SplineInterpolator;
import org.apache.commons.math3.analysis.polynomials.PolynomialSplineFunction;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * Changes the voxel size about the reference voxel and conserves the light: a
 * cubic spline through the running integral of each line gives what falls into
 * each new voxel.
 */
final class Resampling {

	private Resampling() {}

	/**
	 * @param ratio new voxel size over old on X, Y and Z
	 * @return the volume on new voxels, odd in size, reference at ⌊n/2⌋, not negative
	 */
	static Volume of(final Volume volume, final double[] ratio) {
		final Extent e = volume.extent();
		final double[][] x = operator(e.nx(), ratio[0]), y = operator(e.ny(), ratio[1]), z = operator(e.nz(), ratio[2]);
		final Volume out = new Volume(new Extent(x.length, y.length, z.length));
		final double[][][] alongX = new double[e.nz()][e.ny()][];
		for (int k = 0; k < e.nz(); k++)
			for (int j = 0; j < e.ny(); j++)
				alongX[k][j] = apply(x, volume.row(j, k));
		for (int k = 0; k < z.length; k++)
			for (int j = 0; j < y.length; j++) {
				final double[] sum = new double[x.length];
				for (int kk = 0; kk < e.nz(); kk++)
					for (int jj = 0; jj < e.ny(); jj++) {
						final double weight = z[k][kk] * y[j][jj];
						if (Math.abs(weight) < 1e-12) continue;
						for (int i = 0; i < sum.length; i++)
							sum[i] += weight * alongX[kk][jj][i];
					}
				for (int i = 0; i < sum.length; i++)
					out.row(j, k)[i] = (float) Math.max(0, sum[i]);
			}
		return out;
	}

	private static double[] apply(final double[][] operator, final float[] line) {
		final double[] out = new double[operator.length];
		for (int i = 0; i < out.length; i++)
			for (int j = 0; j < line.length; j++)
				out[i] += operator[i][j] * line[j];
		return out;
	}

	/** The matrix that takes a line of n old voxels to the new ones. */
	private static double[][] operator(final int n, final double ratio) {
		if (n == 1) return new double[][] { { 1 } };
		final int middle = n / 2, reach = (int) Math.ceil(Math.max(middle, n - 1 - middle) / ratio);
		final double[][] operator = new double[2 * reach + 1][n];
		final double[] edges = new double[n + 1], running = new double[n + 1];
		for (int i = 0; i <= n; i++)
			edges[i] = i - 0.5;
		for (int j = 0; j < n; j++) {
			for (int i = 0; i <= n; i++)
				running[i] = i > j ? 1 : 0;
			final PolynomialSplineFunction integral = new SplineInterpolator().interpolate(edges, running);
			for (int i = 0; i < operator.length; i++) {
				final double centre = middle + (i - reach) * ratio;
				operator[i][j] = integral.value(clamp(centre + ratio / 2, n)) -
					integral.value(clamp(centre - ratio / 2, n));
			}
		}
		return operator;
	}

	private static double clamp(final double edge, final int n) {
		return Math.max(-0.5, Math.min(n - 0.5, edge));
	}
}
