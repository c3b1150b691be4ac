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
package sc.fiji.lucid.camera;

import java.util.Arrays;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.RecordingStatistics;

/**
 * The noise of a count: Poisson of {@code gain · count} photoelectrons.
 *
 * @param gain photoelectrons per count
 * @param leastGain the gain if all variance that was seen is that of photons; one
 *          that is too large would let photons drawn from the same noise
 *          ({@link Thinning}) agree about it
 */
public record NoiseModel(double gain, double leastGain) {

	/** Voxels are sorted by their local mean into this many classes of equal number. */
	private static final int CLASSES = 24;
	private static final int SAMPLES = 1 << 20;

	/** Factor by which read noise may raise the variance of voxels in the brighter half. */
	private static final double READ_NOISE = 1.35;

	/** More photons in a voxel are not told apart by {@link Thinning}, nor do they matter. */
	private static final double MOST_PHOTONS = 1e5;

	/**
	 * Estimates the gain from the slope of variance over mean, the variance from
	 * third differences along rows, which what a lens resolves hardly reaches. The
	 * slope is that of the class where it is smallest among the brighter half:
	 * structure adds variance, nothing takes it away. An offset makes it flat, though:
	 * the least gain is that of the second steepest class, less what read noise may add.
	 *
	 * @return the gain; such that the brightest voxel holds 100000 photons where the
	 *         stack shows no noise
	 */
	public static NoiseModel of(final Recording observed, final RecordingStatistics statistics) {
		final float[][] samples = samples(observed);
		final int[] order = order(samples[0]);
		final int size = order.length / CLASSES;
		if (size < 30) return new NoiseModel(1, 1);
		final double[] slopes = new double[CLASSES - CLASSES / 2];
		for (int k = 0; k < slopes.length; k++) {
			final int first = (k + CLASSES / 2) * size;
			final double[] group = variance(samples, order, first, first + size);
			slopes[k] = group[0] > 0 ? group[1] / group[0] : Double.POSITIVE_INFINITY;
		}
		Arrays.sort(slopes);
		final double least = statistics.max() / MOST_PHOTONS, flattest = Math.max(least, slopes[0]);
		return new NoiseModel(gain(flattest), gain(Math.max(flattest, finite(slopes[slopes.length - 2]) / READ_NOISE)));
	}

	/** @return indices of the values, from the smallest to the largest */
	private static int[] order(final float[] values) {
		final long[] keys = new long[values.length];
		for (int i = 0; i < keys.length; i++) {
			final int bits = Float.floatToIntBits(values[i]);
			// The bits of negative floats fall where the float rises.
			keys[i] = (long) (bits < 0 ? bits ^ Integer.MAX_VALUE : bits) << Integer.SIZE | i;
		}
		Arrays.sort(keys);
		return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
	}

	private static double finite(final double slope) {
		return slope < Double.POSITIVE_INFINITY ? slope : 0;
	}

	private static double gain(final double slope) {
		return slope > 0 && slope < Double.POSITIVE_INFINITY ? 1 / slope : 1;
	}

	/** Local means and squares of normalised third differences. */
	private static float[][] samples(final Recording observed) {
		final Extent e = observed.extent();
		final int step = (int) Math.max(1, e.voxels() / SAMPLES), n = Math.max(0, e.nx() - 3);
		final float[][] samples = new float[2][(int) ((long) n * e.ny() * e.nz() / step + 1)];
		final float[] row = new float[e.nx()];
		int used = 0;
		long i = 0;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				observed.read(y, z, row);
				for (int x = 0; x < n; x++) {
					if (i++ % step != 0 || used == samples[0].length) continue;
					final float d = row[x] - 3 * row[x + 1] + 3 * row[x + 2] - row[x + 3];
					samples[0][used] = (row[x] + row[x + 1] + row[x + 2] + row[x + 3]) / 4;
					samples[1][used++] = d * d / 20;
				}
			}
		return new float[][] { Arrays.copyOf(samples[0], used), Arrays.copyOf(samples[1], used) };
	}

	/** Mean and variance of a class, without squares beyond four standard deviations. */
	private static double[] variance(final float[][] samples, final int[] order, final int from, final int to) {
		double mean = 0, variance = Double.POSITIVE_INFINITY;
		for (int i = from; i < to; i++)
			mean += samples[0][order[i]] / (to - from);
		for (int pass = 0; pass < 5; pass++) {
			double sum = 0;
			int n = 0;
			for (int i = from; i < to; i++)
				if (samples[1][order[i]] <= 16 * variance) {
					sum += samples[1][order[i]];
					n++;
				}
			variance = sum / Math.max(1, n);
		}
		return new double[] { mean, variance };
	}

	/** @return variance of a voxel of this mean, counts² */
	public double variance(final double mean) {
		return Math.max(mean, 0) / gain;
	}

	/**
	 * @param leastSquares whether the cost is half the sum of squares, not the I-divergence
	 * @return what noise alone costs on average, in counts: half a photoelectron per voxel for the
	 *         I-divergence, half the variance for least squares
	 */
	public double expectedCost(final boolean leastSquares, final Recording observed) {
		final double voxels = observed.extent().voxels();
		return leastSquares ? voxels / 2 * variance(RecordingStatistics.of(observed).mean()) : voxels / 2 / gain;
	}
}
