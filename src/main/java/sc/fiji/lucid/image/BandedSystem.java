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

/**
 * A symmetric positive definite system of linear equations whose matrix has entries near its diagonal only, solved by
 * the square-root-free Cholesky decomposition in time that grows with its size alone (Golub &amp; Van Loan, Matrix
 * Computations, section 4.3).
 */
public final class BandedSystem {

	private final int band;
	/** Entry (i, i + k) is {@code upper[i][k]}; after the decomposition D is on the diagonal and Lᵀ beside. */
	private final double[][] upper;
	private boolean isDecomposed;

	/** @param band how far from the diagonal entries are not 0 */
	public BandedSystem(final int size, final int band) {
		this.band = band;
		upper = new double[size][band + 1];
	}

	/** Adds to the entry at (i, j) and at (j, i). */
	public void add(final int i, final int j, final double value) {
		upper[Math.min(i, j)][Math.abs(i - j)] += value;
	}

	private void decompose() {
		if (isDecomposed) return;
		isDecomposed = true;
		for (int k = 0; k < upper.length; k++)
			for (int i = 1; i <= band && k + i < upper.length; i++) {
				final double factor = upper[k][i] / upper[k][0];
				for (int j = i; j <= band; j++)
					upper[k + i][j - i] -= factor * upper[k][j];
			}
		for (final double[] row : upper)
			for (int i = 1; i <= band; i++)
				row[i] /= row[0];
	}

	/** @return what the matrix makes to {@code right} */
	public double[] solve(final double[] right) {
		decompose();
		final double[] x = right.clone();
		for (int k = 0; k < x.length; k++)
			for (int i = 1; i <= band && k + i < x.length; i++)
				x[k + i] -= upper[k][i] * x[k];
		for (int k = x.length - 1; k >= 0; k--) {
			x[k] /= upper[k][0];
			for (int i = 1; i <= band && k + i < x.length; i++)
				x[k] -= upper[k][i] * x[k + i];
		}
		return x;
	}

	/** @return the logarithm of the determinant */
	public double logDeterminant() {
		decompose();
		double sum = 0;
		for (final double[] row : upper)
			sum += Math.log(row[0]);
		return sum;
	}
}
