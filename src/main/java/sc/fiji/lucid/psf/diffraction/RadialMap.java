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
package sc.fiji.lucid.psf.diffraction;

import java.util.Arrays;

/**
 * A linear map from a radial function, known at radii {@code 0, step, 2 step, ...},
 * to weighted sums of its values at any radii: interpolation and integration over
 * pixels or a pinhole in one. The function is even in r and band-limited well
 * below the grid's limit, so that Lagrange interpolation through eight points
 * errs by less than 1e-6 of its peak.
 */
final class RadialMap {

	/** How many points of the grid beyond the largest radius are read. */
	static final int MARGIN = 4;

	private final double step;
	private final int[] first;
	private final double[][] weights;

	private final double[] scratch;
	private int low;
	private int high;

	/**
	 * @param step distance between radii in µm
	 * @param radii length of the profiles to be mapped
	 * @param rows number of results
	 */
	RadialMap(final double step, final int radii, final int rows) {
		this.step = step;
		first = new int[rows];
		weights = new double[rows][];
		scratch = new double[radii];
		low = radii;
		high = -1;
	}

	/** Adds {@code weight} times the value at radius {@code r} (µm) to the row under way. */
	void add(final double r, final double weight) {
		final int base = (int) (r / step) - 3;
		final double t = r / step - base;
		for (int k = 0; k < 8; k++) {
			double lagrange = weight;
			for (int l = 0; l < 8; l++)
				if (l != k) lagrange *= (t - l) / (k - l);
			final int index = Math.abs(base + k);
			scratch[index] += lagrange;
			low = Math.min(low, index);
			high = Math.max(high, index);
		}
	}

	/** Ends the row under way and files it as {@code row}. */
	void finish(final int row) {
		first[row] = low;
		weights[row] = Arrays.copyOfRange(scratch, low, high + 1);
		Arrays.fill(scratch, low, high + 1, 0);
		low = scratch.length;
		high = -1;
	}

	/** @return the weighted sum of this row over the profile */
	double apply(final int row, final double[] profile) {
		final double[] w = weights[row];
		final int start = first[row];
		double sum = 0;
		for (int i = 0; i < w.length; i++)
			sum += w[i] * profile[start + i];
		return sum;
	}

	/** @return all rows over the profile, beyond them zeros up to {@code length} */
	double[] applyAll(final double[] profile, final int length) {
		final double[] out = new double[length];
		for (int row = 0; row < weights.length; row++)
			out[row] = apply(row, profile);
		return out;
	}
}
