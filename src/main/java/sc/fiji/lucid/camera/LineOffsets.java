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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Progress;

/**
 * What a camera adds to all counts of a line (a row or a column of its sensor), told from the object by pieces of lines
 * in many slices: an object is bright in some, an offset is in all. The course across the lines is cut into octaves; in
 * each, pieces count by how quiet they are around there, so that what is seen of an offset in dark places outweighs
 * what is not seen of it in bright ones. An octave counts as far as parts of the field agree on it (Wiener), and as
 * far as it has no more power than white offsets have, which the two quickest octaves tell: slow courses are the
 * object's haze. Immutable.
 *
 * @param counts that each line has more than all do on average; 0 where none were found
 * @param evidence how many times larger what is found is than that by which parts of the field differ, in the quickest
 *          octaves: at most 1.5 in clean stacks, see docs/notebook/repair.md
 * @param rms of the offsets, root mean square, as if they were white; 0 if there are none
 */
public record LineOffsets(float[] counts, double evidence, double rms) {

	/** Twice what clean stacks have (29 November 2026). */
	private static final double EVIDENT = 3;
	/**
	 * White offsets have the same power in both quickest octaves, with so much room for chance; a smooth object that all
	 * parts of the field share has twenty times as much in the second.
	 */
	private static final double SMOOTH = 4;
	/** Width of the quickest octave's blur in lines, and the largest part of all lines that one may have. */
	private static final double QUICKEST = 0.6, WIDEST = 1.0 / 3;
	/** Rounds of weighting; a fifth changes nothing that matters. */
	private static final int ROUNDS = 4;
	/** Parts of the field that must agree. */
	private static final int PARTS = 6;
	/** Where fewer pieces lie side by side, or fewer lines, nothing is told. */
	private static final int LEAST_PIECES = 4, LEAST_LINES = 16;
	/** Residuals of more standard deviations have no weight (Tukey's biweight). */
	private static final double OUTLYING = 3;
	/** Lines that stand out from those beside them by so many times the usual are bad, which is no offset. */
	private static final double BAD = 10;
	private static final double DEVIATION = 1.4826;
	/** The quietest tenth of the pieces have the camera's noise: none is weighed as if it were quieter. */
	private static final double QUIET = 0.1;

	/**
	 * @param pieces mean counts of each piece at each line, slice by slice, in a slice along the lines; not a number
	 *          where there are no data
	 * @param perSlice pieces of a slice
	 * @param progress asked whether to stop
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	public static LineOffsets of(final float[][] pieces, final int perSlice, final Progress progress) {
		final int n = pieces[0].length;
		final LineOffsets none = new LineOffsets(new float[n], 0, 0);
		if (n < LEAST_LINES || perSlice < LEAST_PIECES) return none;
		final boolean[] bad = bad(pieces);
		final Pieces all = Pieces.of(pieces, bad, perSlice);
		final List<Octave> octaves = new ArrayList<>();
		float[][] rest = all.counts();
		double evidence = 0, white = 0;
		for (double s = QUICKEST; s < WIDEST * n; s *= 2) {
			final float[][] smoother = LineBlur.of(rest, s);
			octaves.add(Octave.of(all, difference(rest, smoother), s, progress));
			rest = smoother;
			if (octaves.size() != 2) continue;
			final Octave first = octaves.get(0), second = octaves.get(1);
			evidence = Math.sqrt((first.power() + second.power()) / (first.error() + second.error()));
			if (!(evidence >= EVIDENT) || second.white() > SMOOTH * first.white())
				return new LineOffsets(new float[n], evidence, 0);
			white = (first.power() - first.error() + second.power() - second.error()) / (first.gain() + second.gain());
		}
		final double[] sum = new double[n];
		for (final Octave octave : octaves) {
			final double kept = octave.kept(white);
			for (int v = 0; v < n; v++)
				sum[v] += kept * octave.course()[v];
		}
		final double mean = Arrays.stream(sum).average().orElse(0);
		final float[] counts = new float[n];
		for (int v = 0; v < n; v++)
			counts[v] = bad[v] ? 0 : (float) (sum[v] - mean);
		return new LineOffsets(counts, evidence, Math.sqrt(white));
	}

	/** @return whether any were found */
	public boolean isFound() {
		return rms > 0;
	}

	/** Lines that are bad from end to end. */
	private static boolean[] bad(final float[][] pieces) {
		final int n = pieces[0].length;
		final double[] off = new double[n];
		Planes.forEach(n,
			v -> off[v] = Percentiles.median(Arrays.stream(pieces)
				.mapToDouble(c -> c[v] - 0.5 * (c[v == 0 ? 1 : v - 1] + c[v == n - 1 ? n - 2 : v + 1]))
				.filter(Double::isFinite)
				.toArray()));
		final double[] finite = Arrays.stream(off).filter(Double::isFinite).toArray();
		final double usual = DEVIATION * Percentiles.median(Arrays.stream(finite).map(Math::abs).toArray());
		final boolean[] bad = new boolean[n];
		for (int v = 0; v < n; v++)
			// Beside a bad one, half of it is seen.
			bad[v] = Math.abs(off[v]) > BAD * usual && Math.abs(off[v]) > 0.9 *
				Math.max(Math.abs(off[Math.max(0, v - 1)]), Math.abs(off[Math.min(n - 1, v + 1)]));
		return bad;
	}

	private static float[][] difference(final float[][] a, final float[][] b) {
		final float[][] difference = new float[a.length][a[0].length];
		Planes.forEach(a.length, j -> {
			for (int v = 0; v < difference[j].length; v++)
				difference[j][v] = a[j][v] - b[j][v];
		});
		return difference;
	}

	/**
	 * Pieces without gaps.
	 *
	 * @param counts with gaps filled from beside them
	 * @param present which were not gaps
	 */
	private record Pieces(float[][] counts, boolean[][] present, int perSlice) {

		static Pieces of(final float[][] pieces, final boolean[] bad, final int perSlice) {
			final int n = pieces[0].length;
			final float[][] counts = new float[pieces.length][n];
			final boolean[][] present = new boolean[pieces.length][n];
			Planes.forEach(pieces.length, j -> {
				int last = -1;
				for (int v = 0; v < n; v++) {
					if (!Float.isFinite(pieces[j][v]) || bad[v]) continue;
					present[j][v] = true;
					for (int k = last + 1; k <= v; k++)
						counts[j][k] = last < 0 ? pieces[j][v]
							: pieces[j][last] + (pieces[j][v] - pieces[j][last]) * (k - last) / (v - last);
					last = v;
				}
				for (int k = last + 1; last >= 0 && k < n; k++)
					counts[j][k] = pieces[j][last];
			});
			return new Pieces(counts, present, perSlice);
		}
	}

	/**
	 * An octave of the courses across the lines.
	 *
	 * @param course that all pieces have in common
	 * @param power of it, mean square
	 * @param error of that: by how much parts of the field differ
	 * @param gain of the octave for white courses
	 */
	private record Octave(double[] course, double power, double error, double gain) {

		static Octave of(final Pieces all, final float[][] band, final double width, final Progress progress) {
			final double[] course = new Weighing(all.present, band, all.perSlice, width, 0, all.perSlice)
				.course(progress);
			final int parts = Math.min(PARTS, all.perSlice), n = course.length;
			final double[][] each = new double[parts][];
			for (int k = 0; k < parts; k++)
				each[k] = new Weighing(all.present, band, all.perSlice, width, k * all.perSlice / parts,
					(k + 1) * all.perSlice / parts).course(progress);
			double error = 0;
			for (int v = 0; v < n; v++) {
				double sum = 0, squares = 0;
				for (final double[] part : each) {
					sum += part[v];
					squares += part[v] * part[v];
				}
				error += (squares - sum * sum / parts) / (parts - 1) / parts / n;
			}
			return new Octave(course, Arrays.stream(course).map(c -> c * c).sum() / n, error, LineBlur.gain(width));
		}

		/** @return variance of white offsets that have this power */
		double white() {
			return (power - error) / gain;
		}

		/** Wiener's part: what white offsets have of the power, and no more error than is seen. */
		double kept(final double white) {
			final double own = white * gain, degrees = Math.max(1, course.length * gain);
			// Three standard deviations of a chi-square's mean.
			final boolean isTooMuch = power > own * (1 + 3 * Math.sqrt(2 / degrees)) + error;
			return own / (own + (isTooMuch ? Math.max(error, power - own) : error));
		}
	}

	/** The course that pieces of some places along the lines have in common, each weighed by how quiet it is. */
	private record Weighing(boolean[][] present, float[][] band, int perSlice, double width, int from, int to) {

		/** Lines that are summed together. */
		private static final int TOGETHER = 64;

		double[] course(final Progress progress) {
			final int n = band[0].length;
			final int[] used = IntStream.range(0, band.length)
				.filter(j -> j % perSlice >= from && j % perSlice < to)
				.toArray();
			double[] course = new double[n];
			final double[] first = course;
			Planes.forEach(n, v -> first[v] = orZero(Percentiles
				.median(Arrays.stream(used).filter(j -> present[j][v]).mapToDouble(j -> band[j][v]).toArray())));
			for (int round = 0; round < ROUNDS; round++) {
				progress.check();
				course = weighed(used, course);
			}
			return course;
		}

		private static double orZero(final double value) {
			return Double.isFinite(value) ? value : 0;
		}

		private double[] weighed(final int[] used, final double[] before) {
			final int n = before.length;
			final float[][] own = new float[used.length][];
			Planes.forEach(used.length, i -> own[i] = noise(used[i], before));
			final float[][] noise = new float[used.length][];
			Planes.forEach(used.length, i -> noise[i] = beside(own, used, i));
			final double quiet = quiet(noise);
			final double[] sums = new double[n], weights = new double[n];
			// Pieces lie apart in memory, lines of one side by side.
			Planes.forEach((n + TOGETHER - 1) / TOGETHER, block -> {
				for (int i = 0; i < used.length; i++)
					add(used[i], noise[i], quiet, before, block * TOGETHER, sums, weights);
			});
			for (int v = 0; v < n; v++)
				sums[v] = weights[v] > 0 ? sums[v] / weights[v] : before[v];
			return sums;
		}

		private void add(final int piece, final float[] noise, final double quiet, final double[] before,
			final int first, final double[] sums, final double[] weights)
		{
			final float[] values = band[piece];
			final boolean[] there = present[piece];
			for (int v = first; v < Math.min(first + TOGETHER, values.length); v++) {
				if (!there[v]) continue;
				final double q = noise[v] + quiet, r = values[v] - before[v];
				final double t = Math.max(0, 1 - r * r / (q * OUTLYING * OUTLYING)), weight = t * t / q;
				sums[v] += weight * values[v];
				weights[v] += weight;
			}
		}

		/** Mean square of a piece's residuals around each line; not a number where there are no data around. */
		private float[] noise(final int piece, final double[] course) {
			final int n = course.length, half = (int) Math.ceil(2 * width) + 1;
			final double[] sums = new double[n + 1];
			final int[] counts = new int[n + 1];
			for (int v = 0; v < n; v++) {
				final boolean is = present[piece][v];
				final double r = band[piece][v] - course[v];
				sums[v + 1] = sums[v] + (is ? r * r : 0);
				counts[v + 1] = counts[v] + (is ? 1 : 0);
			}
			final float[] mean = new float[n];
			for (int v = 0; v < n; v++) {
				final int low = Math.max(0, v - half), high = Math.min(n, v + half + 1);
				mean[v] = (float) ((sums[high] - sums[low]) / (counts[high] - counts[low]));
			}
			return mean;
		}

		/** The mean with the pieces beside it in the slice. */
		private float[] beside(final float[][] own, final int[] used, final int i) {
			final float[] mean = new float[own[i].length];
			final int[] counts = new int[mean.length];
			for (int k = Math.max(0, i - 1); k <= Math.min(used.length - 1, i + 1); k++) {
				if (used[k] / perSlice != used[i] / perSlice) continue;
				for (int v = 0; v < mean.length; v++) {
					if (Float.isNaN(own[k][v])) continue;
					mean[v] += own[k][v];
					counts[v]++;
				}
			}
			for (int v = 0; v < mean.length; v++)
				mean[v] /= counts[v];
			return mean;
		}

		private static double quiet(final float[][] noise) {
			final int stride = Math.max(1, (int) ((long) noise.length * noise[0].length / 100_000)) | 1;
			final double[] some = IntStream
				.iterate(0, k -> (long) k < (long) noise.length * noise[0].length, k -> k + stride)
				.mapToDouble(k -> noise[k / noise[0].length][k % noise[0].length])
				.filter(Double::isFinite)
				.sorted()
				.toArray();
			return some.length == 0 ? 1 : Math.max(some[(int) (QUIET * (some.length - 1))], Float.MIN_NORMAL);
		}
	}
}
