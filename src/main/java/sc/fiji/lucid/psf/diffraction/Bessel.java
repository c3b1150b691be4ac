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
 * Bessel functions of the first kind of order 0, 1 and 2, to about 1e-13: below
 * 25 by the trapezoidal rule on Bessel's integral (DLMF 10.9.1, which converges
 * geometrically), above by Hankel's expansion (DLMF 10.17.3).
 * <p>
 * commons-math3's agree to 2e-15, but take two to seven times as long
 * ({@code SpecialFunctionsBenchmark}, 29 November 2026).
 */
final class Bessel {

	private static final double LARGE = 25;
	private static final int QUARTER = 16;
	private static final double[] SINES = new double[QUARTER];
	static {
		for (int i = 0; i < QUARTER; i++)
			SINES[i] = Math.sin(Math.PI / 2 * (i + 0.5) / QUARTER);
	}

	private Bessel() {}

	/** @return the function of this order (0, 1 or 2) at x, not negative */
	static double j(final int order, final double x) {
		return switch (order) {
			case 0 -> x < LARGE ? integral0(x) : hankel(0, x);
			case 1 -> x < LARGE ? integral1(x) : hankel(1, x);
			default -> x < 1e-3 ? x * x / 8 : 2 * j(1, x) / x - j(0, x);
		};
	}

	private static double integral0(final double x) {
		double sum = 0;
		for (final double sine : SINES)
			sum += Math.cos(x * sine);
		return sum / QUARTER;
	}

	private static double integral1(final double x) {
		double sum = 0;
		for (final double sine : SINES)
			sum += Math.sin(x * sine) * sine;
		return sum / QUARTER;
	}

	private static double hankel(final int order, final double x) {
		final double mu = 4.0 * order * order, phase = x - (order / 2.0 + 0.25) * Math.PI;
		double term = 1, p = 1, q = 0;
		for (int k = 1; k <= 16; k++) {
			term *= (mu - (2 * k - 1) * (2 * k - 1)) / (k * 8 * x);
			switch (k % 4) {
				case 1 -> q += term;
				case 2 -> p -= term;
				case 3 -> q -= term;
				default -> p += term;
			}
		}
		return Math.sqrt(2 / (Math.PI * x)) * (p * Math.cos(phase) - q * Math.sin(phase));
	}
}
