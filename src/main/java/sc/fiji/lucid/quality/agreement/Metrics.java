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

import sc.fiji.lucid.camera.VolumeStatistics;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;

/**
 * Distances between an estimate and the truth. Nothing is rescaled unasked:
 * where the estimate's scale is not the truth's, {@link #fittedScale} says what
 * to multiply it by, and every metric takes that factor.
 * <p>
 * All agree with scikit-image on the same numbers in double precision.
 */
public final class Metrics {

	/** What the root-mean-square error is divided by. */
	public enum Normalization {
		/** The root mean square of the truth. */
		EUCLIDEAN,
		/** The largest minus the smallest value of the truth. */
		MIN_MAX,
		/** The mean of the truth. */
		MEAN
	}

	private Metrics() {}

	/**
	 * The factor that brings an estimate closest to the truth in the sense of
	 * least squares, {@code <truth, estimate> / <estimate, estimate>}.
	 *
	 * @return the factor; 1 if the estimate is zero everywhere
	 * @throws IllegalArgumentException if the sizes differ
	 */
	public static double fittedScale(final Volume truth, final Volume estimate) {
		final Extent e = Planes.same("truth", truth, "estimate", estimate);
		final double[] sums = Planes.sum(e.nz(), 2, (z, s) -> {
			for (int y = 0; y < e.ny(); y++) {
				final float[] t = truth.row(y, z), v = estimate.row(y, z);
				for (int x = 0; x < e.nx(); x++) {
					s[0] += (double) t[x] * v[x];
					s[1] += (double) v[x] * v[x];
				}
			}
		});
		return sums[1] > 0 ? sums[0] / sums[1] : 1;
	}

	/**
	 * @param scale what the estimate is multiplied by first, 1 for none
	 * @return the mean of the squared differences
	 * @throws IllegalArgumentException if the sizes differ
	 */
	public static double meanSquaredError(final Volume truth, final Volume estimate, final double scale) {
		final Extent e = Planes.same("truth", truth, "estimate", estimate);
		return Planes.sum(e.nz(), 1, (z, s) -> {
			for (int y = 0; y < e.ny(); y++) {
				final float[] t = truth.row(y, z), v = estimate.row(y, z);
				for (int x = 0; x < e.nx(); x++) {
					final double d = scale * v[x] - t[x];
					s[0] += d * d;
				}
			}
		})[0] / e.voxels();
	}

	/**
	 * The normalised root-mean-square error with Euclidean normalisation, |estimate - truth| / |truth|.
	 *
	 * @return 0 for a perfect estimate, 1 for one of zeros
	 * @throws IllegalArgumentException if the sizes differ
	 */
	public static double nrmse(final Volume truth, final Volume estimate) {
		return nrmse(truth, estimate, 1, Normalization.EUCLIDEAN);
	}

	/**
	 * The normalised root-mean-square error.
	 *
	 * @param scale what the estimate is multiplied by first, 1 for none
	 * @throws IllegalArgumentException if the sizes differ
	 */
	public static double nrmse(final Volume truth, final Volume estimate, final double scale,
		final Normalization normalization)
	{
		final double error = Math.sqrt(meanSquaredError(truth, estimate, scale));
		final VolumeStatistics moments = VolumeStatistics.of(truth);
		return error / switch (normalization) {
			case EUCLIDEAN -> Math.sqrt(moments.meanSquare());
			case MIN_MAX -> moments.range();
			case MEAN -> moments.mean();
		};
	}

	/**
	 * The peak signal-to-noise ratio, 10 log10(dataRange² / mean squared error).
	 *
	 * @param scale what the estimate is multiplied by first, 1 for none
	 * @param dataRange the distance between the largest and the smallest possible
	 *          value; never guessed from a pixel type
	 * @return dB; infinite for a perfect estimate
	 * @throws IllegalArgumentException if the sizes differ or the range is not positive
	 */
	public static double psnr(final Volume truth, final Volume estimate, final double scale, final double dataRange) {
		return 10 * Math.log10(square(checkRange(dataRange)) / meanSquaredError(truth, estimate, scale));
	}

	static double checkRange(final double dataRange) {
		if (dataRange > 0 && dataRange < Double.POSITIVE_INFINITY) return dataRange;
		throw new IllegalArgumentException("The data range must be a positive number, not " + dataRange + ".");
	}

	private static double square(final double v) {
		return v * v;
	}
}
