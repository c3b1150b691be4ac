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
package sc.fiji.lucid.enhancement;

import java.util.Arrays;

/**
 * Contrast-limited adaptive histogram equalisation (Zuiderveld 1994, Graphics Gems IV, 474): each tile of a plane has
 * its grey values spread evenly, but no steeper than a limit; between the centres of tiles the results are
 * interpolated. The result keeps the range of the channel.
 *
 * @param tiles along each side
 * @param limit times by which grey values may become steeper; 1 changes nothing
 */
record LocalContrast(int tiles, double limit) implements Enhancement {

	/** As in the paper. Between bins values are interpolated, so that nothing is posterised. */
	private static final int BINS = 256;
	/** Narrower tiles have too few voxels for so many bins. */
	private static final int NARROWEST = 8;
	/** Part of the voxels that may lie outside of the bins at either end: one hot pixel would empty all others. */
	private static final double OUTSIDE = 0.0005;

	@Override
	public float[] of(final float[] plane, final int width, final GreyRange range) {
		final int height = plane.length / width, columns = along(width), rows = along(height);
		final double[] ends = range.ends(OUTSIDE);
		final double step = (ends[1] - ends[0]) / BINS;
		final double[][] histograms = new double[rows * columns][BINS];
		for (int i = 0; i < plane.length; i++)
			if (Float.isFinite(plane[i])) histograms[(int) ((long) (i / width) * rows / height) * columns +
				(int) ((long) (i % width) * columns / width)][Math.min((int) place(plane[i], ends[0], step),
					BINS - 1)]++;
		final double[][] curves = Arrays.stream(histograms).map(this::curve).toArray(double[][]::new);
		final float[] shown = plane.clone();
		for (int y = 0; y < height; y++) {
			final Between v = Between.of(y, height, rows);
			for (int x = 0; x < width; x++) {
				if (!Float.isFinite(plane[y * width + x])) continue;
				final Between u = Between.of(x, width, columns);
				final double p = place(plane[y * width + x], ends[0], step);
				final double top = u.of(at(curves[v.first() * columns + u.first()], p),
					at(curves[v.first() * columns + u.second()], p));
				final double low = u.of(at(curves[v.second() * columns + u.first()], p),
					at(curves[v.second() * columns + u.second()], p));
				shown[y * width + x] = (float) (ends[0] + (ends[1] - ends[0]) * v.of(top, low));
			}
		}
		return shown;
	}

	private int along(final int side) {
		return Math.max(1, Math.min(tiles, side / NARROWEST));
	}

	/** The place of a value among the bins, from 0 to their number. */
	private static double place(final float value, final double low, final double step) {
		return Math.min(Math.max((value - low) / step, 0), BINS);
	}

	/** Two tiles, and how far a voxel is from the centre of the first to that of the second. */
	private record Between(int first, int second, double part) {

		static Between of(final int voxel, final int side, final int tiles) {
			final double place = Math.min(Math.max((voxel + 0.5) * tiles / side - 0.5, 0), tiles - 1);
			return new Between((int) place, Math.min((int) place + 1, tiles - 1), place - (int) place);
		}

		double of(final double a, final double b) {
			return a + part * (b - a);
		}
	}

	private static double at(final double[] curve, final double place) {
		final int bin = Math.min((int) place, BINS - 1);
		return curve[bin] + (place - bin) * (curve[bin + 1] - curve[bin]);
	}

	/** @return the part of the tile's voxels below each bin, once no bin has more than its limit; changes the histogram */
	private double[] curve(final double[] histogram) {
		final double count = Arrays.stream(histogram).sum();
		if (count > 0) clip(histogram, limit * count / BINS);
		final double[] curve = new double[BINS + 1];
		for (int b = 0; b < BINS; b++)
			curve[b + 1] = curve[b] + (count > 0 ? histogram[b] / count : 1.0 / BINS);
		return curve;
	}

	/** What is above the limit goes to all bins that have room; each round fills one at least, or is the last. */
	private static void clip(final double[] histogram, final double most) {
		double excess = 0;
		for (int b = 0; b < BINS; b++) {
			excess += Math.max(0, histogram[b] - most);
			histogram[b] = Math.min(histogram[b], most);
		}
		for (int round = 0; round < BINS && excess > 0; round++) {
			final long open = Arrays.stream(histogram).filter(h -> h < most).count();
			final double share = excess / Math.max(1, open);
			excess = 0;
			for (int b = 0; b < BINS && open > 0; b++) {
				if (histogram[b] >= most) continue;
				excess += Math.max(0, histogram[b] + share - most);
				histogram[b] = Math.min(histogram[b] + share, most);
			}
		}
	}
}
