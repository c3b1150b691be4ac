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

/**
 * Nodes and weights of Gauss–Legendre quadrature on [-1, 1] (Abramowitz &amp; Stegun, 25.4.29).
 * <p>
 * commons-math3's rules agree to rounding, but take 1600 times as long to make at 400 nodes, of which a PSF may need
 * thousands ({@code SpecialFunctionsBenchmark}, 29 November 2026).
 */
record GaussLegendre(double[] nodes, double[] weights) {

	/** @return the rule with n nodes, exact for polynomials up to degree 2n - 1 */
	static GaussLegendre of(final int n) {
		final double[] nodes = new double[n], weights = new double[n];
		for (int i = 0; i < (n + 1) / 2; i++) {
			double x = Math.cos(Math.PI * (i + 0.75) / (n + 0.5)), slope = 1;
			for (int pass = 0; pass < 20; pass++) {
				final double[] p = legendre(n, x);
				slope = p[1];
				final double dx = p[0] / slope;
				x -= dx;
				if (Math.abs(dx) < 1e-15) break;
			}
			slope = legendre(n, x)[1];
			nodes[i] = -x;
			nodes[n - 1 - i] = x;
			weights[i] = weights[n - 1 - i] = 2 / ((1 - x * x) * slope * slope);
		}
		return new GaussLegendre(nodes, weights);
	}

	/** Pₙ(x) and its derivative by the three-term recurrence (A&amp;S 8.5.3, 8.5.4). */
	private static double[] legendre(final int n, final double x) {
		double p0 = 1, p1 = x;
		for (int k = 2; k <= n; k++) {
			final double p2 = ((2 * k - 1) * x * p1 - (k - 1) * p0) / k;
			p0 = p1;
			p1 = p2;
		}
		return new double[] { p1, n * (x * p1 - p0) / (x * x - 1) };
	}
}
