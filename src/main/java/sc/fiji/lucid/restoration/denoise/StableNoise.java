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
package sc.fiji.lucid.restoration.denoise;

import java.util.Arrays;

import sc.fiji.lucid.camera.Camera;

/**
 * The generalised Anscombe transform of a camera's counts, whose noise then has a standard deviation of one whatever
 * the light, and its exact unbiased inverse (Mäkitalo and Foi 2013, IEEE Trans. Image Process. 22:91). With {@code e}
 * the electrons of a voxel and {@code σ} the read noise, {@code f(e) = 2 sqrt(max(0, e + 3/8 + σ²))} (eq. 2). The
 * inverse gives for an expectation {@code E[f]} the expected light itself. It is computed by its definition (eq. 5)
 * where there is little light, and by the closed form of Mäkitalo and Foi 2011 (IEEE Trans. Image Process. 20:2697),
 * less σ², above.
 */
final class StableNoise {

	private static final double THREE_EIGHTHS = 0.375;

	/** Above so many photons the closed form errs by less than 1e-4 of a photon. */
	private static final int MOST = 100;

	/** The table has so many steps for each unit of the root of the light: straight lines between err by 1e-4. */
	private static final int STEPS = 32;

	private final Camera camera;
	private final double variance;
	/** What is expected after the transform where the light is (i / STEPS)². */
	private final double[] expected = new double[(int) Math.sqrt(MOST) * STEPS + 1];

	/** @param camera that tells how noisy a count is */
	StableNoise(final Camera camera) {
		this.camera = camera;
		variance = camera.readNoise() * camera.readNoise();
		// Ten standard deviations of photons above the most.
		final double[] read = new double[2 * MOST + 1];
		for (int k = 0; k < read.length; k++)
			read[k] = afterReading(k);
		for (int i = 0; i < expected.length; i++)
			expected[i] = afterCounting((double) i * i / (STEPS * STEPS), read);
	}

	/** @return the mean of the transform over the read noise, for so many electrons */
	private double afterReading(final int electrons) {
		double sum = 0, weights = 0;
		for (int i = -120; i <= 120; i++) {
			final double n = i / 20.0, weight = Math.exp(-n * n / 2);
			weights += weight;
			sum += weight * transformed(electrons + n * camera.readNoise());
		}
		return sum / weights;
	}

	private static double afterCounting(final double light, final double[] read) {
		double sum = 0, probability = Math.exp(-light);
		for (int k = 0; k < read.length; k++) {
			sum += probability * read[k];
			probability *= light / (k + 1);
		}
		return sum;
	}

	private double transformed(final double electrons) {
		return 2 * Math.sqrt(Math.max(0, electrons + THREE_EIGHTHS + variance));
	}

	/** @return what becomes of counts, with noise of standard deviation one */
	float of(final float counts) {
		return (float) transformed(camera.electrons(counts));
	}

	/**
	 * @param mean of the transform where there is the same light
	 * @return the expected counts; below the offset where the mean is below that of no light, as straight on, so that
	 *         dark places keep their mean
	 */
	float inverse(final double mean) {
		return (float) (camera.offset() + light(mean) / camera.gain());
	}

	private double light(final double mean) {
		final int last = expected.length - 1;
		if (mean >= expected[last]) return closedForm(mean) - variance;
		if (mean <= expected[0]) return (mean - expected[0]) / (expected[STEPS / 4] - expected[0]) / 16;
		final int found = Arrays.binarySearch(expected, mean), i = found >= 0 ? Math.min(found, last - 1) : -found - 2;
		final double root = (i + (mean - expected[i]) / (expected[i + 1] - expected[i])) / STEPS;
		return root * root;
	}

	/** Mäkitalo and Foi 2011, eq. 8; of photons alone. */
	static double closedForm(final double mean) {
		final double r = Math.sqrt(1.5);
		return mean * mean / 4 + r / 4 / mean - 11.0 / 8 / (mean * mean) + 5.0 / 8 * r / (mean * mean * mean) - 1.0 / 8;
	}
}
