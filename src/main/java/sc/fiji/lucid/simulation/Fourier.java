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
package sc.fiji.lucid.simulation;

/**
 * Discrete Fourier transforms of lines whose lengths are products of 2, 3, 5 and 7:
 * Stockham's autosort algorithm, a pass for each factor (Van Loan, Computational
 * Frameworks for the Fast Fourier Transform, 1992, section 1.7). In double, and
 * apart from the engines that restore, so that what is simulated does not share
 * their errors.
 */
final class Fourier {

	private final int n;
	private final double[] cos;
	private final double[] sin;

	/** Room for one transform at a time; each thread has its own. */
	static final class Line {

		double[] re;
		double[] im;
		private double[] otherRe;
		private double[] otherIm;

		Line(final int n) {
			re = new double[n];
			im = new double[n];
			otherRe = new double[n];
			otherIm = new double[n];
		}

		private void swap() {
			final double[] r = re, i = im;
			re = otherRe;
			im = otherIm;
			otherRe = r;
			otherIm = i;
		}
	}

	/** @param n length, a product of 2, 3, 5 and 7 */
	Fourier(final int n) {
		if (rest(n) != 1) throw new IllegalArgumentException(n + " is not a product of 2, 3, 5 and 7.");
		this.n = n;
		cos = new double[n];
		sin = new double[n];
		for (int i = 0; i < n; i++) {
			cos[i] = Math.cos(2 * Math.PI * i / n);
			sin[i] = -Math.sin(2 * Math.PI * i / n);
		}
	}

	/**
	 * @return the smallest power of 2, or 3, 5, 9 or 15 times one, that is at least {@code least}: other factors cost
	 *         more than they save
	 */
	static int length(final int least) {
		int best = Integer.MAX_VALUE;
		for (final int odd : new int[] { 1, 3, 5, 9, 15 }) {
			int n = odd;
			while (n < least)
				n *= 2;
			best = Math.min(best, n);
		}
		return best;
	}

	/** @return what is left of {@code n} without its factors 2, 3, 5 and 7 */
	private static int rest(final int n) {
		int rest = n;
		for (final int prime : new int[] { 2, 3, 5, 7 })
			while (rest % prime == 0)
				rest /= prime;
		return rest;
	}

	int length() {
		return n;
	}

	/** Replaces X by {@code Σ X_j exp(−2πi jk/n)}. */
	void transform(final Line line) {
		for (int length = n, stride = 1; length > 1;) {
			final int radix = length % 4 == 0 ? 4 : length % 2 == 0 ? 2 : length % 3 == 0 ? 3 : length % 5 == 0 ? 5 : 7;
			for (int p = 0; p < length / radix; p++)
				if (radix == 4) four(line, p, length / 4, stride);
				else any(line, radix, p, length / radix, stride);
			line.swap();
			length /= radix;
			stride *= radix;
		}
	}

	/** Replaces X by {@code Σ X_j exp(+2πi jk/n)}, which is n times the inverse of {@link #transform}. */
	void back(final Line line) {
		final double[] re = line.re;
		line.re = line.im;
		line.im = re;
		transform(line);
		final double[] swapped = line.re;
		line.re = line.im;
		line.im = swapped;
	}

	/** The butterfly of four at place {@code p} of {@code m}, for each of {@code s} interleaved transforms. */
	private void four(final Line line, final int p, final int m, final int s) {
		final double[] xr = line.re, xi = line.im, yr = line.otherRe, yi = line.otherIm;
		final double c1 = cos[p * s], s1 = sin[p * s], c2 = cos[2 * p * s], s2 = sin[2 * p * s], c3 = cos[3 * p * s];
		final double s3 = sin[3 * p * s];
		final int a = s * p, b = a + s * m, c = b + s * m, d = c + s * m, to = 4 * a;
		for (int q = 0; q < s; q++) {
			final double pr = xr[a + q] + xr[c + q], pi = xi[a + q] + xi[c + q];
			final double mr = xr[a + q] - xr[c + q], mi = xi[a + q] - xi[c + q];
			final double ur = xr[b + q] + xr[d + q], ui = xi[b + q] + xi[d + q];
			// -i (b - d)
			final double vr = xi[b + q] - xi[d + q], vi = xr[d + q] - xr[b + q];
			yr[to + q] = pr + ur;
			yi[to + q] = pi + ui;
			yr[to + s + q] = (mr + vr) * c1 - (mi + vi) * s1;
			yi[to + s + q] = (mr + vr) * s1 + (mi + vi) * c1;
			yr[to + 2 * s + q] = (pr - ur) * c2 - (pi - ui) * s2;
			yi[to + 2 * s + q] = (pr - ur) * s2 + (pi - ui) * c2;
			yr[to + 3 * s + q] = (mr - vr) * c3 - (mi - vi) * s3;
			yi[to + 3 * s + q] = (mr - vr) * s3 + (mi - vi) * c3;
		}
	}

	/** The same of any radix: every sum on its own. */
	private void any(final Line line, final int radix, final int p, final int m, final int s) {
		for (int j = 0; j < radix; j++) {
			final int to = s * (radix * p + j);
			for (int k = 0; k < radix; k++)
				add(line, s * (p + m * k), to, s, (int) ((long) j * (k * (n / radix) + p * s) % n), k == 0);
		}
	}

	/** Adds {@code count} points, turned by a root of unity, or puts them there first. */
	private void add(final Line line, final int from, final int to, final int count, final int root,
		final boolean first)
	{
		final double[] xr = line.re, xi = line.im, yr = line.otherRe, yi = line.otherIm;
		final double c = cos[root], t = sin[root];
		for (int q = 0; q < count; q++) {
			final double re = xr[from + q] * c - xi[from + q] * t, im = xr[from + q] * t + xi[from + q] * c;
			yr[to + q] = first ? re : yr[to + q] + re;
			yi[to + q] = first ? im : yi[to + q] + im;
		}
	}
}
