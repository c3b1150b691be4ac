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

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Recording;

/**
 * Pixels of the camera that are constant, or dark or bright among all neighbours, through the whole depth of a stack.
 * No PSF makes a column of single voxels.
 */
public final class DeadPixels {

	private static final double FAR_OUT = 8;
	private static final double TIMES_RANGE = 2;
	/**
	 * A structure may be two pixels wide, if sampled at Nyquist's distance, and its neighbours then hold a fifth of it.
	 */
	private static final double TIMES_RANGE_OF_PAIR = 4;
	/** Pixels of all that may be constant by chance. */
	private static final double CHANCE = 1e-3;
	private static final double MOST_SLICES = 0.75;
	/** Columns of so many voxels, in planes of so many, tell a pixel from a structure. */
	private static final int LEAST_DEPTH = 5;
	private static final int LEAST_SIDE = 16;
	/** Slices that are looked at, at equal distances: those of a sample of the stack, which so tells the same. */
	private static final int SLICES = 32;
	/** The neighbours that come after a pixel. */
	private static final int[][] NEXT = { { 1, 0 }, { -1, 1 }, { 0, 1 }, { 1, 1 } };

	private final Recording recorded;
	private final Extent extent;
	private final int[] slices;
	private final double[][] mean;
	private final double[][] variance;
	private final double noise;

	private DeadPixels(final Recording recorded) {
		this.recorded = recorded;
		extent = recorded.extent();
		final int count = Math.min(SLICES, extent.nz());
		slices = IntStream.range(0, count).map(i -> (int) ((i + 0.5) * extent.nz() / count)).toArray();
		mean = new double[extent.ny()][extent.nx()];
		variance = new double[extent.ny()][extent.nx()];
		Planes.forEach(extent.ny(), this::along);
		noise = noise(mean);
	}

	/** @return where they are, x, y; none in stacks too small to tell */
	public static List<int[]> of(final Recording recorded) {
		final Extent e = recorded.extent();
		return e.nz() < LEAST_DEPTH || e.nx() < LEAST_SIDE || e.ny() < LEAST_SIDE ? List.of()
			: new DeadPixels(recorded).all();
	}

	private List<int[]> all() {
		// Where most columns are alike to the last digit it is no camera that tells.
		if (!(noise > 0)) return List.of();
		final double least = 0.1 * lowerDecile(variance);
		final boolean[][] dead = new boolean[extent.ny()][extent.nx()];
		for (int y = 0; y < extent.ny(); y++)
			for (int x = 0; x < extent.nx(); x++) {
				if (variance[y][x] < least && isConstant(x, y) || isDead(x, y, x, y, TIMES_RANGE)) dead[y][x] = true;
				for (final int[] d : NEXT) {
					final int i = x + d[0], j = y + d[1];
					if (i < 0 || i == extent.nx() || j == extent.ny() || !isPair(x, y, i, j)) continue;
					dead[y][x] = true;
					dead[j][i] = true;
				}
			}
		final List<int[]> all = new ArrayList<>();
		for (int y = 0; y < extent.ny(); y++)
			for (int x = 0; x < extent.nx(); x++)
				if (dead[y][x]) all.add(new int[] { x, y });
		return all;
	}

	/** Whether a column has so narrow a range as no column of values like its neighbours' has by chance. */
	private boolean isConstant(final int x, final int y) {
		final float[] row = new float[extent.nx()];
		float least = Float.POSITIVE_INFINITY, most = Float.NEGATIVE_INFINITY;
		int seen = 0, near = 0, within = 0;
		for (final int z : slices) {
			read(y, z, row);
			if (Float.isNaN(row[x])) continue;
			seen++;
			least = Math.min(least, row[x]);
			most = Math.max(most, row[x]);
		}
		for (final int z : slices)
			for (int j = Math.max(0, y - 1); j <= Math.min(extent.ny() - 1, y + 1); j++) {
				read(j, z, row);
				for (int i = Math.max(0, x - 1); i <= Math.min(extent.nx() - 1, x + 1); i++) {
					if (Float.isNaN(row[i]) || i == x && j == y) continue;
					near++;
					if (row[i] >= least && row[i] <= most) within++;
				}
			}
		return near > 0 && Math.pow((double) within / near, seen) * extent.nx() * extent.ny() < CHANCE;
	}

	/** Whether two pixels side by side are dead, each among the neighbours that it has without the other. */
	private boolean isPair(final int x, final int y, final int i, final int j) {
		return isDead(x, y, i, j, TIMES_RANGE_OF_PAIR) && isDead(i, j, x, y, TIMES_RANGE_OF_PAIR);
	}

	private boolean isDead(final int x, final int y, final int i, final int j, final double timesRange) {
		return isFarOut(x, y, i, j) && standsOut(x, y, i, j, timesRange) && isThroughout(x, y, i, j);
	}

	/** Whether it may stand out: nearly all pixels are near one of those beside them in their row. */
	private boolean isFarOut(final int x, final int y, final int otherX, final int otherY) {
		return isFar(x, y, x - 1, otherX, otherY) && isFar(x, y, x + 1, otherX, otherY);
	}

	private boolean isFar(final int x, final int y, final int i, final int otherX, final int otherY) {
		return i < 0 || i == extent.nx() || i == otherX && y == otherY ||
			!(Math.abs(mean[y][x] - mean[y][i]) <= FAR_OUT * noise);
	}

	/** The usual step from one column to the next, as a standard deviation. */
	private static double noise(final double[][] mean) {
		final double[] steps = Arrays.stream(mean)
			.map(row -> IntStream.range(1, row.length)
				.mapToDouble(x -> Math.abs(row[x] - row[x - 1]))
				.filter(d -> !Double.isNaN(d))
				.toArray())
			.filter(differences -> differences.length > 0)
			.mapToDouble(Percentiles::median)
			.toArray();
		return steps.length == 0 ? 0 : Percentiles.median(steps) / 0.6745;
	}

	/** What all but a tenth of the pixels exceed: columns without light vary least. */
	private static double lowerDecile(final double[][] values) {
		final double[] all = Arrays.stream(values)
			.flatMapToDouble(Arrays::stream)
			.filter(v -> !Double.isNaN(v))
			.toArray();
		return all.length == 0 ? 0 : Percentiles.select(all, all.length / 10);
	}

	/** Mean and variance along z of the columns of voxels in one row; NaN where few voxels have weight. */
	private void along(final int y) {
		final float[] row = new float[extent.nx()];
		final int[] seen = new int[row.length];
		for (final int z : slices) {
			read(y, z, row);
			for (int x = 0; x < row.length; x++) {
				if (Float.isNaN(row[x])) continue;
				mean[y][x] += row[x];
				variance[y][x] += (double) row[x] * row[x];
				seen[x]++;
			}
		}
		for (int x = 0; x < row.length; x++) {
			mean[y][x] = seen[x] < LEAST_DEPTH ? Double.NaN : mean[y][x] / seen[x];
			variance[y][x] = variance[y][x] / seen[x] - mean[y][x] * mean[y][x];
		}
	}

	/** Reads a row, NaN where it has no weight. */
	private void read(final int y, final int z, final float[] row) {
		recorded.read(y, z, row);
		if (recorded.mask() != null) recorded.mask().fill(y, z, row, Float.NaN);
	}

	/**
	 * Whether it is brighter than all its neighbours, or darker, in most slices; a single bright point is so in few.
	 */
	private boolean isThroughout(final int x, final int y, final int otherX, final int otherY) {
		final float[] row = new float[extent.nx()];
		int above = 0, below = 0, seen = 0;
		for (final int z : slices) {
			float value = Float.NaN, least = Float.POSITIVE_INFINITY, most = Float.NEGATIVE_INFINITY;
			for (int j = Math.max(0, y - 1); j <= Math.min(extent.ny() - 1, y + 1); j++) {
				read(j, z, row);
				if (j == y) value = row[x];
				for (int i = Math.max(0, x - 1); i <= Math.min(extent.nx() - 1, x + 1); i++) {
					if (i == x && j == y || i == otherX && j == otherY) continue;
					if (row[i] < least) least = row[i];
					if (row[i] > most) most = row[i];
				}
			}
			if (Float.isNaN(value)) continue;
			seen++;
			if (value > most) above++;
			if (value < least) below++;
		}
		return Math.max(above, below) >= MOST_SLICES * seen;
	}

	/**
	 * Whether a pixel lies outside the range of its neighbours by far more than the noise and some times that range.
	 */
	private boolean standsOut(final int x, final int y, final int otherX, final int otherY, final double timesRange) {
		double least = Double.POSITIVE_INFINITY, most = Double.NEGATIVE_INFINITY;
		for (int j = Math.max(0, y - 1); j <= Math.min(extent.ny() - 1, y + 1); j++)
			for (int i = Math.max(0, x - 1); i <= Math.min(extent.nx() - 1, x + 1); i++) {
				if (i == x && j == y || i == otherX && j == otherY) continue;
				if (mean[j][i] < least) least = mean[j][i];
				if (mean[j][i] > most) most = mean[j][i];
			}
		if (least > most) return false;
		final double limit = FAR_OUT * noise + timesRange * (most - least);
		return mean[y][x] > most + limit || mean[y][x] < least - limit;
	}
}
