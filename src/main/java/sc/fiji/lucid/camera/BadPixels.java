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
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Recording;

/**
 * What of a camera's sensor is hot, dead or stuck, in every slice alike: single pixels, rows and columns.
 *
 * @param pixels x, y of each, in the order of the rows
 * @param rows y of each
 * @param columns x of each
 */
public record BadPixels(List<int[]> pixels, List<Integer> rows, List<Integer> columns) {

	/** Nothing is bad. */
	public static final BadPixels NONE = new BadPixels(List.of(), List.of(), List.of());

	/** Standard deviations by which a pixel must stand out in a slice, */
	private static final double CHANCE = 3;
	/** in this part of all slices, and in so many at least: by chance it happens in 10^-3 of the slices. */
	private static final double SLICES = 1.0 / 3;
	private static final int LEAST_SLICES = 3;
	/** Standard deviations by which a pixel must be dark in the mean of all slices. */
	private static final double MEAN_CHANCE = 5;
	/** Part of the variance of its photons below which a pixel is stuck. */
	private static final double STUCK = 0.25;
	/** Light of a pixel in parts of that of those beside from which on it lies out of their range. */
	private static final double OUT = 1.5;
	/** Fewer slices tell no fault of the camera from an object. */
	private static final int LEAST_DEPTH = 5;
	/** Where more of a camera stands out it is no fault of single pixels. */
	private static final double MOST = 0.02;

	/**
	 * Looks for pixels that break the limit of what objects do in too many slices, and for those that are constant or
	 * stand out of their neighbourhood ({@link DeadPixels}).
	 *
	 * @param planes slices from all over the stack
	 * @param camera by which voxels are noisy
	 * @param limit of what objects do
	 * @return {@link #NONE} in stacks too small to tell, or where too many stand out to be single pixels
	 */
	public static BadPixels of(final Recording planes, final Camera camera, final PeakLimit limit) {
		final Extent e = planes.extent();
		if (e.nz() < LEAST_DEPTH) return NONE;
		final BitSet bad = new BitSet();
		DeadPixels.of(planes)
			.stream()
			.filter(p -> isBad(planes, p[0], p[1], camera))
			.forEach(p -> bad.set(p[1] * e.nx() + p[0]));
		bad.or(throughout(planes, camera, limit));
		final SensorLines lines = new SensorLines(planes, camera);
		final List<Integer> rows = lines.rows(), columns = lines.columns();
		final List<int[]> pixels = new ArrayList<>();
		bad.stream()
			.filter(i -> !rows.contains(i / e.nx()) && !columns.contains(i % e.nx()))
			.forEach(i -> pixels.add(new int[] { i % e.nx(), i / e.nx() }));
		if (pixels.size() > MOST * e.nx() * e.ny()) return NONE;
		return new BadPixels(Collections.unmodifiableList(pixels), rows, columns);
	}

	/** Bright in many slices, or dark in the mean of all in which nothing bright is near. */
	private static BitSet throughout(final Recording planes, final Camera camera, final PeakLimit limit) {
		final Extent e = planes.extent();
		final Impulses test = new Impulses(camera, limit, CHANCE, 1);
		final BitSet[] bright = new BitSet[e.nz()];
		Planes.forEach(e.nz(), z -> bright[z] = test.bright(test.light(planes, z), e));
		final BitSet bad = often(bright);
		final float[] mean = mean(planes, test, bright);
		bad.stream().forEach(i -> mean[i] = Float.NaN);
		final Impulses all = new Impulses(camera, limit, MEAN_CHANCE, e.nz());
		// Beside a hot one that a hotter one outshone everything is dark.
		all.bright(mean, e).stream().forEach(i -> mean[i] = Float.NaN);
		bad.or(all.dark(mean, e));
		return bad;
	}

	/** Light above the offset, of the slices in which a pixel has weight and is not bright. */
	private static float[] mean(final Recording planes, final Impulses test, final BitSet[] bright) {
		final int size = planes.extent().nx() * planes.extent().ny();
		final float[] sum = new float[size], counts = new float[size];
		for (int z = 0; z < planes.extent().nz(); z++) {
			final float[] light = test.light(planes, z);
			for (int i = 0; i < size; i++)
				if (light[i] == light[i] && !bright[z].get(i)) {
					sum[i] += light[i];
					counts[i]++;
				}
		}
		for (int i = 0; i < size; i++)
			sum[i] /= counts[i];
		return sum;
	}

	/**
	 * A pixel that varies less than its photons, or has far more or less light than those beside: not one of an even
	 * place.
	 */
	private static boolean isBad(final Recording planes, final int x, final int y, final Camera camera) {
		final Extent e = planes.extent();
		final double[] mean = new double[9];
		final float[] row = new float[e.nx()];
		double squares = 0;
		for (int z = 0; z < e.nz(); z++)
			for (int j = Math.max(0, y - 1); j <= Math.min(e.ny() - 1, y + 1); j++) {
				planes.read(j, z, row);
				for (int i = Math.max(0, x - 1); i <= Math.min(e.nx() - 1, x + 1); i++)
					mean[3 * (j - y + 1) + i - x + 1] += row[i] / (double) e.nz();
				if (j == y) squares += (double) row[x] * row[x] / e.nz();
			}
		final double own = mean[4];
		if (squares - own * own < STUCK * camera.variance(own)) return true;
		mean[4] = mean[y > 0 ? 1 : 7];
		final double[] beside = Arrays.stream(mean).filter(m -> m != 0).sorted().toArray();
		// One of those beside may be as bad, on either side.
		final double low = beside[1] - camera.offset(), high = beside[beside.length - 2] - camera.offset();
		return own - camera.offset() < low / OUT || own - camera.offset() > OUT * Math.max(0, high);
	}

	private static BitSet often(final BitSet[] planes) {
		final BitSet any = new BitSet(), often = new BitSet();
		for (final BitSet plane : planes)
			any.or(plane);
		final double least = Math.max(LEAST_SLICES, SLICES * planes.length);
		any.stream().forEach(i -> {
			int slices = 0;
			for (final BitSet plane : planes)
				if (plane.get(i)) slices++;
			if (slices >= least) often.set(i);
		});
		return often;
	}

	/** @return whether nothing is bad */
	public boolean isEmpty() {
		return pixels.isEmpty() && rows.isEmpty() && columns.isEmpty();
	}
}
