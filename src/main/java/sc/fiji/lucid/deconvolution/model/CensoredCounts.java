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
package sc.fiji.lucid.deconvolution.model;

/**
 * Counts of which is known only that they are at least so many, as those of a detector that could count no further.
 * They are fitted by expectation and maximisation (Dempster, Laird, Rubin 1977): in place of what was recorded stands
 * what is to be expected of it, {@code E[y | y >= L, mu]}; its cost is {@code -log P(y >= L | mu)}. Photons are so many
 * there that their number is distributed normally, with variance mu.
 */
final class CensoredCounts {

	private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
	/** From here on the continued fraction has all digits of a float. */
	private static final double FAR = 4;
	/** Of the normal distribution's tail: Abramowitz and Stegun 1964, 26.2.17, within 1e-7. */
	private static final double P = 0.2316419;
	private static final double[] B = { 0.319381530, -0.356563782, 1.781477937, -1.821255978, 1.330274429 };

	private CensoredCounts() {}

	/**
	 * @param mean counts that a model expects, positive
	 * @param least that there are
	 * @param gain photoelectrons per count
	 * @return counts to be expected of a voxel that has at least {@code least}
	 */
	static double expected(final double mean, final double least, final double gain) {
		final double deviation = Math.sqrt(mean / gain), t = distance(mean, least, gain, deviation);
		return mean + deviation / (t < 0 ? tail(t) / density(t) : mills(t));
	}

	/** @return {@code -log P(y >= least)} as counts, in which the other voxels' costs are */
	static double cost(final double mean, final double least, final double gain) {
		final double t = distance(mean, least, gain, Math.sqrt(mean / gain));
		return (t < 0 ? -Math.log(tail(t)) : t * t / 2 + HALF_LOG_TWO_PI - Math.log(mills(t))) / gain;
	}

	/** Whole counts from half a count below. */
	private static double distance(final double mean, final double least, final double gain, final double deviation) {
		return (least - 0.5 / gain - mean) / deviation;
	}

	private static double density(final double t) {
		return Math.exp(-t * t / 2 - HALF_LOG_TWO_PI);
	}

	/** The part of a normal distribution above t, of negative t. */
	private static double tail(final double t) {
		return 1 - mills(-t) * density(t);
	}

	/** The tail over the density of a normal distribution at t, at least 0 (Mills 1926). */
	private static double mills(final double t) {
		if (t > FAR) return 1 / (t + 1 / (t + 2 / (t + 3 / (t + 4 / (t + 5 / (t + 6 / t))))));
		final double k = 1 / (1 + P * t);
		double sum = 0;
		for (int i = B.length - 1; i >= 0; i--)
			sum = k * (B[i] + sum);
		return sum;
	}
}
