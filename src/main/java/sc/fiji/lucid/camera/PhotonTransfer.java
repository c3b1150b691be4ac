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
import java.util.Optional;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;

/**
 * Gain and offset of a detector from one stack: where light falls, the variance
 * of the noise grows by 1/gain with the mean (photon transfer, Janesick 2007).
 * In blocks of 8×8 voxels the noise is measured by a mask that is blind to
 * smooth structure (Immerkær 1996), the median over blocks of like brightness
 * is taken, and a line is fitted. Structure as fine as a voxel looks like noise:
 * an undersampled stack gives too low a gain.
 * <p>
 * The line's zero is the offset only for a camera without read noise; the read
 * noise, given or assumed, moves it by readNoise²/gain.
 *
 * @param gain e⁻ per count
 * @param gainUncertainty its standard error
 * @param offset counts without light
 * @param offsetUncertainty its standard error, without that of the read noise
 * @param readNoise given or assumed, e⁻
 * @param mean the points of the plot: brightness, counts
 * @param variance and variance of the noise, counts²
 */
public record PhotonTransfer(double gain, double gainUncertainty, double offset, double offsetUncertainty,
	double readNoise, double[] mean, double[] variance)
{

	/** Read noise assumed when none is given, e⁻: that of a scientific CMOS camera. */
	public static final double USUAL_READ_NOISE = 1.6;

	private static final int BLOCK = 8;
	private static final int BINS = 40;
	private static final int LEAST_BLOCKS = 12;
	/** Median over mean of the variance of a block: chi-squared with 17 degrees of freedom, as the mask's values overlap. */
	private static final double MEDIAN_TO_MEAN = 0.961;

	/** Mean and noise variance of a block. */
	public record Block(double mean, double variance) {}

	/** @return the camera of these numbers */
	public Camera camera() {
		return new Camera(gain, offset, readNoise);
	}

	/**
	 * @param readNoise e⁻
	 * @return empty if the noise does not grow with the brightness, as in a processed or too small stack
	 */
	public static Optional<PhotonTransfer> of(final Volume raw, final double readNoise) {
		return fit(blocks(raw), readNoise);
	}

	/** @return the variance of the noise where it is darkest, counts²; 0 if the stack is too small to tell */
	static double darkVariance(final List<Block> blocks) {
		final double[] sorted = blocks.stream().sorted((a, b) -> Double.compare(a.mean, b.mean)).limit((blocks.size() + 3) / 4)
			.mapToDouble(Block::variance).toArray();
		return sorted.length == 0 ? 0 : Sample.median(sorted) / MEDIAN_TO_MEAN;
	}

	/** The blocks of a volume, in the order of z and y. */
	public static List<Block> blocks(final Volume raw) {
		final Extent e = raw.extent();
		final List<List<Block>> planes = new ArrayList<>();
		for (int z = 0; z < e.nz(); z++)
			planes.add(new ArrayList<>());
		Planes.forEach(e.nz(), z -> {
			for (int y = 1; y + BLOCK < e.ny(); y += BLOCK)
				for (int x = 1; x + BLOCK < e.nx(); x += BLOCK)
					planes.get(z).add(block(raw, x, y, z));
		});
		return planes.stream().flatMap(List::stream).filter(b -> Double.isFinite(b.variance)).toList();
	}

	private static Block block(final Volume raw, final int x0, final int y0, final int z) {
		double sum = 0, squares = 0;
		for (int y = y0; y < y0 + BLOCK; y++) {
			final float[] above = raw.row(y - 1, z), row = raw.row(y, z), below = raw.row(y + 1, z);
			for (int x = x0; x < x0 + BLOCK; x++) {
				final double noise = above[x - 1] + above[x + 1] + below[x - 1] + below[x + 1] - 2.0 * (above[x] + below[x] +
					row[x - 1] + row[x + 1]) + 4.0 * row[x];
				sum += row[x];
				squares += noise * noise;
			}
		}
		return new Block(sum / (BLOCK * BLOCK), squares / (36.0 * BLOCK * BLOCK));
	}

	static Optional<PhotonTransfer> fit(final List<Block> blocks, final double readNoise) {
		final Block[] sorted = blocks.toArray(Block[]::new);
		Arrays.sort(sorted, (a, b) -> Double.compare(a.mean, b.mean));
		if (sorted.length < 10 * LEAST_BLOCKS) return Optional.empty();
		final double low = sorted[0].mean, high = sorted[(int) (0.999 * (sorted.length - 1))].mean;
		final List<double[]> points = new ArrayList<>();
		for (int bin = 0, from = 0; bin < BINS; bin++) {
			// Bins of equal width in the square root, because most blocks are dark.
			final double limit = low + (high - low) * Math.pow((bin + 1.0) / BINS, 2);
			int to = from;
			while (to < sorted.length && sorted[to].mean <= limit)
				to++;
			if (to - from < LEAST_BLOCKS) continue;
			final Block[] members = Arrays.copyOfRange(sorted, from, to);
			points.add(new double[] { Sample.median(Arrays.stream(members).mapToDouble(Block::mean).toArray()), Sample.median(
				Arrays.stream(members).mapToDouble(Block::variance).toArray()) / MEDIAN_TO_MEAN, members.length });
			from = to;
		}
		return line(points, readNoise);
	}

	/** The weighted line through the points, without those that structure lifts far above it. */
	private static Optional<PhotonTransfer> line(final List<double[]> points, final double readNoise) {
		List<double[]> kept = points;
		double[] fit = null;
		for (int round = 0; round < 4; round++) {
			if (kept.size() < 4) return Optional.empty();
			fit = weightedLine(kept, fit);
			final double[] f = fit;
			kept = points.stream().filter(p -> Math.abs(p[1] - f[0] - f[1] * p[0]) < 0.25 * Math.max(p[1], f[0] + f[1] *
				p[0])).toList();
		}
		final double slope = fit[1];
		if (!(slope > 4 * fit[3])) return Optional.empty();
		final double zero = -fit[0] / slope;
		return Optional.of(new PhotonTransfer(1 / slope, fit[3] / (slope * slope), zero + readNoise * readNoise * slope,
			fit[2] / slope, readNoise, kept.stream().mapToDouble(p -> p[0]).toArray(), kept.stream().mapToDouble(p -> p[1])
				.toArray()));
	}

	/** Intercept, slope, and the standard errors of the line at its zero and of its slope. */
	private static double[] weightedLine(final List<double[]> points, final double[] before) {
		double w = 0, wx = 0, wy = 0, wxx = 0, wxy = 0;
		for (final double[] p : points) {
			final double expected = before == null ? p[1] : Math.max(before[0] + before[1] * p[0], 1e-3 * p[1]);
			// The relative error of a point is that of its blocks, and no better than 1 %.
			final double weight = 1 / (expected * expected * (2 / (17 * p[2]) + 1e-4));
			w += weight;
			wx += weight * p[0];
			wy += weight * p[1];
			wxx += weight * p[0] * p[0];
			wxy += weight * p[0] * p[1];
		}
		final double spread = wxx - wx * wx / w, slope = (wxy - wx * wy / w) / spread, intercept = (wy - slope * wx) / w;
		final double zero = -intercept / slope;
		return new double[] { intercept, slope, Math.sqrt(1 / w + Math.pow(zero - wx / w, 2) / spread), Math.sqrt(1 /
			spread) };
	}
}
