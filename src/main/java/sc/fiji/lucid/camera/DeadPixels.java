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

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Mask;
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
	private static final double MOST_SLICES = 0.75;
	/** Columns of so many voxels, in planes of so many, tell a pixel from a structure. */
	private static final int LEAST_DEPTH = 5;
	private static final int LEAST_SIDE = 16;
	/** Where more pixels stand out it is no fault of single ones. */
	private static final double MOST = 0.02;

	private DeadPixels() {}

	/** @return where they are, x, y; none in stacks too small to tell */
	public static List<int[]> of(final Recording recorded) {
		final Extent e = recorded.extent();
		if (e.nz() < LEAST_DEPTH || e.nx() < LEAST_SIDE || e.ny() < LEAST_SIDE) return List.of();
		final double[][] mean = new double[e.ny()][e.nx()], variance = new double[e.ny()][e.nx()];
		Planes.forEach(e.ny(), y -> along(recorded, y, mean[y], variance[y]));
		final double darkVariance = lowerDecile(variance), noise = noise(mean);
		final List<int[]> dead = new ArrayList<>();
		for (int y = 0; y < e.ny(); y++)
			for (int x = 0; x < e.nx(); x++)
				if (variance[y][x] < 0.1 * darkVariance || standsOut(mean, x, y, noise) && isThroughout(recorded, x, y))
					dead.add(new int[] { x, y });
		return dead;
	}

	/** @return the recording without them; itself if there are none, or too many to be pixels */
	public static Recording leftOut(final Recording recorded) {
		final List<int[]> dead = of(recorded);
		final Extent e = recorded.extent();
		if (dead.isEmpty() || dead.size() > MOST * e.nx() * e.ny()) return recorded;
		final boolean[][] out = new boolean[e.ny()][e.nx()];
		dead.forEach(p -> out[p[1]][p[0]] = true);
		return recorded.withMask(new Mask(recorded, (x, y, z, v) -> out[y][x]).or(recorded.mask()));
	}

	/** The usual step from one column to the next, as a standard deviation. */
	private static double noise(final double[][] mean) {
		final double[] steps = new double[mean.length];
		for (int y = 0; y < mean.length; y++) {
			final double[] row = mean[y];
			final double[] differences = new double[row.length - 1];
			for (int x = 0; x < differences.length; x++)
				differences[x] = Math.abs(row[x + 1] - row[x]);
			steps[y] = Percentiles.median(differences);
		}
		return Percentiles.median(steps) / 0.6745;
	}

	/** What all but a tenth of the pixels exceed: columns without light vary least. */
	private static double lowerDecile(final double[][] values) {
		final double[] sorted = Arrays.stream(values).flatMapToDouble(Arrays::stream).sorted().toArray();
		return sorted[sorted.length / 10];
	}

	/** Mean and variance along z of the columns of voxels in one row. */
	private static void along(final Recording recorded, final int y, final double[] mean, final double[] variance) {
		final int nz = recorded.extent().nz();
		final float[] row = new float[mean.length];
		for (int z = 0; z < nz; z++) {
			recorded.read(y, z, row);
			for (int x = 0; x < row.length; x++) {
				mean[x] += row[x] / (double) nz;
				variance[x] += (double) row[x] * row[x] / nz;
			}
		}
		for (int x = 0; x < mean.length; x++)
			variance[x] -= mean[x] * mean[x];
	}

	/** Whether it is brighter than all its neighbours, or darker, in most slices; a single bright point is so in few. */
	private static boolean isThroughout(final Recording recorded, final int x, final int y) {
		final Extent e = recorded.extent();
		final float[] row = new float[e.nx()];
		int above = 0, below = 0;
		for (int z = 0; z < e.nz(); z++) {
			float value = 0, least = Float.POSITIVE_INFINITY, most = Float.NEGATIVE_INFINITY;
			for (int j = Math.max(0, y - 1); j <= Math.min(e.ny() - 1, y + 1); j++) {
				recorded.read(j, z, row);
				if (j == y) value = row[x];
				for (int i = Math.max(0, x - 1); i <= Math.min(e.nx() - 1, x + 1); i++)
					if (i != x || j != y) {
						least = Math.min(least, row[i]);
						most = Math.max(most, row[i]);
					}
			}
			if (value > most) above++;
			if (value < least) below++;
		}
		return Math.max(above, below) >= MOST_SLICES * e.nz();
	}

	/** Whether a pixel lies outside the range of its neighbours by far more than the noise and twice that range. */
	private static boolean standsOut(final double[][] mean, final int x, final int y, final double noise) {
		double least = Double.POSITIVE_INFINITY, most = Double.NEGATIVE_INFINITY;
		for (int j = Math.max(0, y - 1); j <= Math.min(mean.length - 1, y + 1); j++)
			for (int i = Math.max(0, x - 1); i <= Math.min(mean[j].length - 1, x + 1); i++) {
				if (i == x && j == y) continue;
				least = Math.min(least, mean[j][i]);
				most = Math.max(most, mean[j][i]);
			}
		final double limit = FAR_OUT * noise + TIMES_RANGE * (most - least);
		return mean[y][x] > most + limit || mean[y][x] < least - limit;
	}
}
