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

/**
 * The I-divergence (Kullback–Leibler; Csiszár 1991) of a count of photons from
 * its expectation, and what chance alone makes of it. Read noise is treated as
 * further photons (Snyder et al. 1993): its variance is added to both.
 */
final class PoissonDivergence {

	/** The least that a voxel is expected to hold, photons. */
	static final double LEAST = 0.1;

	private static final double EXACT_BELOW = 40;
	private static final int PER_PHOTON = 5;
	/** Steps of the normal distribution of read noise, in standard deviations. */
	private static final double STEP = 0.25;

	private final double extra;
	private final double[] expected;

	/** @param readNoise e⁻ */
	PoissonDivergence(final double readNoise) {
		extra = readNoise * readNoise;
		expected = new double[(int) (EXACT_BELOW * PER_PHOTON) + 2];
		for (int i = 0; i < expected.length; i++)
			expected[i] = mean((double) i / PER_PHOTON, readNoise);
	}

	/** {@code μ - y + y log(y/μ)}, for μ above zero. */
	static double of(final double y, final double expected) {
		return y > 0 ? expected - y + y * Math.log(y / expected) : expected;
	}

	/** The mean of {@link #of} for so many expected photons, read noise included: about ½. */
	double expectation(final double photons) {
		if (photons >= EXACT_BELOW) return 0.5 + 1 / (12 * (photons + extra));
		final double at = PER_PHOTON * Math.max(0, photons);
		final int i = (int) at;
		return expected[i] + (at - i) * (expected[i + 1] - expected[i]);
	}

	private double mean(final double photons, final double readNoise) {
		final double model = Math.max(LEAST, photons + extra);
		double probability = Math.exp(-photons), total = 0;
		for (int k = 0; k < 150; k++) {
			if (probability > 1e-9) total += probability * blurred(k + extra, model, readNoise);
			probability *= photons / (k + 1);
		}
		return total;
	}

	private static double blurred(final double y, final double model, final double readNoise) {
		if (readNoise == 0) return of(y, model);
		double total = 0, weights = 0;
		for (double u = -4; u <= 4; u += STEP) {
			final double weight = Math.exp(-0.5 * u * u);
			weights += weight;
			total += weight * of(y + u * readNoise, model);
		}
		return total / weights;
	}
}
