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

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;

/**
 * Light in a recording that comes from objects outside the field of view, as far as it is not the same
 * everywhere: a smooth field of the lowest cosines along each axis, fitted to what the
 * estimate leaves unexplained. An estimate is only known inside the field of view,
 * so that without this even the true object would not explain a widefield stack.
 */
final class OutOfFieldLight {

	/** Cosines along each axis; the finest has a period of two thirds of the stack. */
	private static final int ORDER = 4;
	/** The fit is to the means of so many blocks along each axis. */
	private static final int BLOCKS = 16;

	private final double[][] alongX;
	private final double[][] alongY;
	private final double[][] alongZ;
	private final double[] coefficients;

	/** Unexplained counts of a row and their variances. */
	@FunctionalInterface
	interface Source {

		void fill(int y, int z, double[] difference, double[] variance);
	}

	OutOfFieldLight(final Extent e, final Source source) {
		alongX = cosines(e.nx());
		alongY = cosines(e.ny());
		alongZ = cosines(e.nz());
		coefficients = fit(e, blocks(e, source));
	}

	/** Fewer where the axis is short: each needs four voxels. */
	private static double[][] cosines(final int n) {
		final double[][] cosines = new double[Math.max(1, Math.min(ORDER, n / 4))][n];
		for (int k = 0; k < cosines.length; k++)
			for (int i = 0; i < n; i++)
				cosines[k][i] = Math.cos(Math.PI * k * (i + 0.5) / n);
		return cosines;
	}

	private static int blocks(final int n) {
		return Math.min(n, BLOCKS);
	}

	/** Sums of differences, variances and voxels of each block. */
	private static double[][][] blocks(final Extent e, final Source source) {
		final int bx = blocks(e.nx()), by = blocks(e.ny()), bz = blocks(e.nz());
		final double[][][] sums = new double[bz][by * bx][3];
		Planes.forEach(bz, k -> {
			final double[] difference = new double[e.nx()], variance = new double[e.nx()];
			for (int z = k * e.nz() / bz; z < (k + 1) * e.nz() / bz; z++)
				for (int y = 0; y < e.ny(); y++) {
					source.fill(y, z, difference, variance);
					for (int x = 0; x < e.nx(); x++) {
						final double[] block = sums[k][y * by / e.ny() * bx + x * bx / e.nx()];
						block[0] += difference[x];
						block[1] += variance[x];
						block[2]++;
					}
				}
		});
		return sums;
	}

	/** Weighted least squares over the blocks. */
	private double[] fit(final Extent e, final double[][][] sums) {
		final int bx = blocks(e.nx()), by = blocks(e.ny()), n = alongX.length * alongY.length * alongZ.length;
		final double[][] normal = new double[n][n];
		final double[] right = new double[n], term = new double[n];
		for (int k = 0; k < sums.length; k++)
			for (int i = 0; i < sums[k].length; i++) {
				final double[] block = sums[k][i];
				// The mean's weight is the voxels over their mean variance.
				final double weight = block[1] > 0 ? block[2] * block[2] / block[1] : 0, mean = block[0] / block[2];
				terms(centre(i % bx, bx, e.nx()), centre(i / bx, by, e.ny()), centre(k, sums.length, e.nz()), term);
				for (int a = 0; a < n; a++) {
					right[a] += weight * term[a] * mean;
					for (int b = 0; b < n; b++)
						normal[a][b] += weight * term[a] * term[b];
				}
			}
		return new SingularValueDecomposition(new Array2DRowRealMatrix(normal, false)).getSolver()
			.solve(new ArrayRealVector(right, false))
			.toArray();
	}

	private static int centre(final int block, final int blocks, final int n) {
		return (block * n / blocks + (block + 1) * n / blocks) / 2;
	}

	private void terms(final int x, final int y, final int z, final double[] terms) {
		int i = 0;
		for (final double[] cz : alongZ)
			for (final double[] cy : alongY)
				for (final double[] cx : alongX)
					terms[i++] = cz[z] * cy[y] * cx[x];
	}

	/** Adds the field's row at (y, z), counts. */
	void addTo(final int y, final int z, final double[] row) {
		final double[] along = new double[alongX.length];
		int i = 0;
		for (final double[] cz : alongZ)
			for (final double[] cy : alongY)
				for (int k = 0; k < along.length; k++)
					along[k] += coefficients[i++] * cz[z] * cy[y];
		for (int k = 0; k < along.length; k++)
			for (int x = 0; x < row.length; x++)
				row[x] += along[k] * alongX[k][x];
	}
}
