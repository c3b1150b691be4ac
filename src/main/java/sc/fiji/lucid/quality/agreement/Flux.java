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

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import sc.fiji.lucid.camera.PhotonTransfer;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;

/**
 * Light in and out, and the edges.
 *
 * @param recorded sum of the recording above its background, counts
 * @param restored sum of the restored stack, counts
 * @param edgeRatio brightness of the outermost two voxels on each side over that of the next eight, restored: the
 *          median over stretches of all sides
 * @param edgeError its uncertainty, 95 % (McGill, Tukey & Larsen 1978, Am. Stat. 32:12)
 * @param recordedEdgeRatio the same in the recording
 * @param darkest what nearly all of the restored stack exceeds, in blocks of 8×8 voxels: haze, if it is not zero
 * @param typical brightness of the median block: near zero where the sample leaves half the field empty
 * @param negative how many restored voxels are below zero
 * @param notFinite how many restored voxels are infinite or not a number
 */
public record Flux(double recorded, double restored, double edgeRatio, double edgeError, double recordedEdgeRatio,
	double darkest, double typical, long negative, long notFinite)
{

	private static final int STRETCHES = 8;

	/** Share of blocks that may be darker than haze: low, because even dense tissue leaves some gaps. */
	private static final double GAPS = 0.05;
	private static final int LEAST_BLOCKS = 32;

	/** Measures both stacks. */
	public static Flux of(final Volume observed, final double background, final Volume estimate) {
		final Extent e = Planes.same("raw stack", observed, "restored stack", estimate);
		final double[] s = Planes.sum(e.nz(), 3, (z, sums) -> {
			for (int y = 0; y < e.ny(); y++)
				for (final float v : estimate.row(y, z)) {
					if (v < 0) sums[0]++;
					if (Float.isFinite(v)) sums[2] += v;
					else sums[1]++;
				}
		});
		final double[] edges = edgeRatios(estimate, 0);
		final float[] places = places(estimate);
		return new Flux(observed.sum() - background * e.voxels(), s[2], Percentiles.median(edges), error(edges),
			Percentiles.median(edgeRatios(observed, background)), Percentiles.of(places, GAPS),
			Percentiles.of(places, 0.5), (long) s[0], (long) s[1]);
	}

	/** Means of blocks, or voxels where there are too few blocks; ascending. */
	private static float[] places(final Volume volume) {
		final List<PhotonTransfer.Block> blocks = PhotonTransfer.blocks(Recording.of(volume), PhotonTransfer.BLOCK);
		if (blocks.size() < LEAST_BLOCKS) return Percentiles.sorted(volume, 100_000);
		final float[] means = new float[blocks.size()];
		for (int i = 0; i < means.length; i++)
			means[i] = (float) blocks.get(i).mean();
		Arrays.sort(means);
		return means;
	}

	/** @return restored over recorded light */
	public double ratio() {
		return restored / recorded;
	}

	/** Of the median of sorted values: 1.57 interquartile distances over the root of their number. */
	private static double error(final double[] sorted) {
		final int n = sorted.length;
		return n == 0 ? Double.NaN : 1.57 * (sorted[3 * n / 4] - sorted[n / 4]) / Math.sqrt(n);
	}

	/** By stretches of all sides, so that an object that happens to lie at the edge is no artefact of it; ascending. */
	private static double[] edgeRatios(final Volume volume, final double background) {
		final Extent e = volume.extent();
		if (e.nx() < 24 || e.ny() < 24) return new double[] { Double.NaN };
		final double[] s = Planes.sum(e.nz(), 4 * 4 * STRETCHES, (z, sums) -> {
			for (int y = 0; y < e.ny(); y++) {
				final float[] row = volume.row(y, z);
				for (int x = 0; x < e.nx(); x++) {
					final int[] depth = { x, e.nx() - 1 - x, y, e.ny() - 1 - y };
					for (int side = 0; side < 4; side++) {
						if (depth[side] >= 10) continue;
						final int stretch = side < 2 ? y * STRETCHES / e.ny() : x * STRETCHES / e.nx();
						final int at = 4 * (side * STRETCHES + stretch) + (depth[side] < 2 ? 0 : 2);
						sums[at] += row[x] - background;
						sums[at + 1]++;
					}
				}
			}
		});
		return IntStream.range(0, 4 * STRETCHES)
			.filter(i -> s[4 * i + 2] > 0)
			.mapToDouble(i -> s[4 * i] / s[4 * i + 1] / (s[4 * i + 2] / s[4 * i + 3]))
			.sorted()
			.toArray();
	}
}
