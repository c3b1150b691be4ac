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
import java.util.stream.LongStream;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
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

	private final Mean rows;
	private final int slices;
	private final Camera camera;

	/**
	 * @param planes slices from all over a stack
	 * @param camera by which voxels are noisy
	 */
	SensorLines(final Recording planes, final Camera camera) {
		rows = Mean.of(planes);
		slices = planes.extent().nz();
		this.camera = camera;
	}

	/** @return y of the bad rows */
	List<Integer> rows() {
		return lines(rows);
	}

	/** @return x of the bad columns */
	List<Integer> columns() {
		return lines(rows.turned());
	}

	/**
	 * @param values the mean of the slices in which a pixel has weight, a line after the other; not a number where no
	 *          slice has weight
	 * @param slices a number for which slices these are: pixels of other slices are not compared, as in a stack that was
	 *          deskewed, where each row is seen in others
	 */
	private record Mean(double[][] values, long[][] slices) {

		/** Line by line the rows. */
		static Mean of(final Recording planes) {
			final Extent e = planes.extent();
			final long[] names = LongStream.range(0, e.nz()).map(z -> new SplittableRandom(z).nextLong()).toArray();
			final Mean mean = new Mean(new double[e.ny()][e.nx()], new long[e.ny()][e.nx()]);
			Planes.forEach(e.ny(), y -> {
				final double[] sums = mean.values[y];
				final int[] seen = new int[e.nx()];
				final float[] row = new float[e.nx()];
				for (int z = 0; z < e.nz(); z++) {
					planes.read(y, z, row);
					if (planes.mask() != null) planes.mask().fill(y, z, row, Float.NaN);
					for (int x = 0; x < row.length; x++) {
						if (row[x] != row[x]) continue;
						sums[x] += row[x];
						seen[x]++;
						mean.slices[y][x] ^= names[z];
					}
				}
				for (int x = 0; x < row.length; x++)
					sums[x] /= seen[x];
			});
			return mean;
		}

		/** @return line by line the columns */
		Mean turned() {
			final int lines = values[0].length, along = values.length;
			final Mean turned = new Mean(new double[lines][along], new long[lines][along]);
			for (int at = 0; at < along; at++)
				for (int line = 0; line < lines; line++) {
					turned.values[line][at] = values[at][line];
					turned.slices[line][at] = slices[at][line];
				}
			return turned;
		}

		boolean isAlike(final int line, final int at) {
			for (int i = line - 2; i <= line + 2; i++)
				if (slices[i][at] != slices[line][at]) return false;
			return true;
		}
	}

	private List<Integer> lines(final Mean means) {
		final double[][] mean = means.values;
		return IntStream.range(2, mean.length - 2).filter(i -> {
			// A single line of one value from rim to rim was taken for a fill.
			if (isMissing(mean[i])) return !isMissing(mean[i - 1]) && !isMissing(mean[i + 1]);
			int above = 0, below = 0;
			for (int j = 0; j < mean[i].length; j++) {
				final double off = means.isAlike(i, j) ? off(mean, i, j) : 0;
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
	private double off(final double[][] mean, final int i, final int j) {
		final double near = 0.5 * (mean[i - 1][j] + mean[i + 1][j]), far = 0.5 * (mean[i - 2][j] + mean[i + 2][j]);
		final double off = mean[i][j] - near, noise = Math.sqrt(1.5 * camera.variance(near) / slices);
		return Math.abs(off) > STEPS * Math.abs(near - far) + CHANCE * noise ? off : 0;
	}
}
