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
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Recording;

/**
 * Rows and columns of a camera's sensor that are bright or dark from end to end, against the lines beside them. An
 * object that is as long and as straight would be blurred into the lines beside it, too.
 */
final class SensorLines {

	/** Part of a line's pixels that must lie off to the same side. */
	private static final double MOST = 0.75;
	/** Standard deviations of noise by which each must lie off. */
	private static final double CHANCE = 2;
	/**
	 * How far a line lies off the two beside it, over how far these lie off the next: a Gaussian of 2 pixels has 1.1.
	 */
	private static final double STEPS = 2;

	private SensorLines() {}

	static List<Integer> rows(final Recording planes, final Camera camera) {
		return lines(mean(planes, false), planes.extent().nz(), camera);
	}

	static List<Integer> columns(final Recording planes, final Camera camera) {
		return lines(mean(planes, true), planes.extent().nz(), camera);
	}

	/**
	 * @param values the mean of the slices in which a pixel has weight, a line after the other
	 * @param slices a number for which slices these are: pixels of other slices are not compared, as in a stack that was
	 *          deskewed, where each row is seen in others
	 */
	private record Mean(double[][] values, long[][] slices) {

		boolean isAlike(final int line, final int at) {
			for (int i = line - 2; i <= line + 2; i++)
				if (slices[i][at] != slices[line][at]) return false;
			return true;
		}
	}

	/** The mean of the planes, a line after the other; not a number where no plane has weight. */
	private static Mean mean(final Recording planes, final boolean columns) {
		final Extent e = planes.extent();
		final int lines = columns ? e.nx() : e.ny(), along = columns ? e.ny() : e.nx();
		final double[][] mean = new double[lines][along];
		final int[][] seen = new int[lines][along];
		final long[][] slices = new long[lines][along];
		final float[] row = new float[e.nx()];
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				planes.read(y, z, row);
				if (planes.mask() != null) planes.mask().fill(y, z, row, Float.NaN);
				for (int x = 0; x < row.length; x++) {
					if (Float.isNaN(row[x])) continue;
					final int line = columns ? x : y, at = columns ? y : x;
					mean[line][at] += row[x];
					seen[line][at]++;
					slices[line][at] ^= new SplittableRandom(z).nextLong();
				}
			}
		for (int line = 0; line < lines; line++)
			for (int at = 0; at < along; at++)
				mean[line][at] /= seen[line][at];
		return new Mean(mean, slices);
	}

	private static List<Integer> lines(final Mean means, final int slices, final Camera camera) {
		final double[][] mean = means.values;
		return IntStream.range(2, mean.length - 2).filter(i -> {
			// A single line of one value from rim to rim was taken for a fill.
			if (isMissing(mean[i])) return !isMissing(mean[i - 1]) && !isMissing(mean[i + 1]);
			int above = 0, below = 0;
			for (int j = 0; j < mean[i].length; j++) {
				final double off = means.isAlike(i, j) ? off(mean, i, j, slices, camera) : 0;
				if (off > 0) above++;
				if (off < 0) below++;
			}
			return Math.max(above, below) >= MOST * mean[i].length;
		}).boxed().toList();
	}

	private static boolean isMissing(final double[] line) {
		return Arrays.stream(line).allMatch(Double::isNaN);
	}

	/**
	 * @return how far a pixel lies off its line's neighbours, 0 where noise or an object explains it, or one has no
	 *         weight
	 */
	private static double off(final double[][] mean, final int i, final int j, final int slices, final Camera camera) {
		final double near = 0.5 * (mean[i - 1][j] + mean[i + 1][j]), far = 0.5 * (mean[i - 2][j] + mean[i + 2][j]);
		final double off = mean[i][j] - near, noise = Math.sqrt(1.5 * camera.variance(near) / slices);
		return Math.abs(off) > STEPS * Math.abs(near - far) + CHANCE * noise ? off : 0;
	}
}
