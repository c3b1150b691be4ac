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
package sc.fiji.lucid.simulation.camera;

import java.util.Random;

/** Random numbers of photon counting. */
public final class Noise {

	private Noise() {}

	/** A Poisson number of this mean (Knuth below 30; above, Hörmann 1993, "PTRS", Insur. Math. Econ. 12:39). */
	public static long poisson(final double mean, final Random random) {
		if (mean <= 0) return 0;
		return mean < 30 ? byProducts(mean, random) : byRejection(mean, random);
	}

	private static long byProducts(final double mean, final Random random) {
		final double limit = Math.exp(-mean);
		long k = 0;
		for (double p = random.nextDouble(); p > limit; p *= random.nextDouble())
			k++;
		return k;
	}

	private static long byRejection(final double mean, final Random random) {
		final double b = 0.931 + 2.53 * Math.sqrt(mean), a = -0.059 + 0.02483 * b;
		final double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4), vr = 0.9277 - 3.6224 / (b - 2);
		while (true) {
			final double u = random.nextDouble() - 0.5, v = random.nextDouble(), us = 0.5 - Math.abs(u);
			final double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
			if (us >= 0.07 && v <= vr) return (long) k;
			if (k < 0 || us < 0.013 && v > us) continue;
			if (Math.log(v * inverseAlpha / (a / (us * us) + b)) <= -mean + k * Math.log(mean) - logFactorial(k))
				return (long) k;
		}
	}

	private static double logFactorial(final double k) {
		return org.apache.commons.math3.special.Gamma.logGamma(k + 1);
	}
}
