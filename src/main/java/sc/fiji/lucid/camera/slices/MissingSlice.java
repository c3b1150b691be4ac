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
package sc.fiji.lucid.camera.slices;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Volume;

/**
 * Where a slice is missing. The stack itself teaches how alike its slices are, by their distance
 * ({@link SliceSimilarity}); at each place, the four slices on either side are then likelier by a
 * gap between them, or without. Objects change that by themselves, so the place must stand out of
 * all the others of the stack: where the slices are so far apart or so dim that a gap makes no difference, none does.
 */
final class MissingSlice {

	/** Slices on each side by which a place is judged. */
	private static final int SIDE = 4;
	/** Objects may change so much faster somewhere, as at a flat face, which is no gap. */
	private static final double FAST = 1.2;
	/** Likelihoods drift with the object; what counts is what a place has above the median of those so near. */
	private static final int NEAR = 6;
	/** From both ends, where "near" lies on one side only. */
	private static final int END = 2;
	/** Fewer places are no crowd to stand out of. */
	private static final int LEAST_PLACES = 8;
	private static final int LEAST_TILES = 3;
	/** How far a place must stand out: times as high as the next, and in standard deviations of all. */
	private static final double ABOVE_NEXT = 1.6, DEVIATIONS = 5;
	/**
	 * A gap is at least so much likelier than none, as a log-likelihood: planted gaps had 79 to 690, and a few hollow
	 * spheres without one, where all other places told next to nothing, 11 (tests and sample, 29 November 2026).
	 */
	private static final double LEAST_EVIDENCE = 30;
	/** No less than this is taken for the deviation, in the unit of log-likelihoods. */
	private static final double LEAST_DEVIATION = 0.5;
	/**
	 * A gap at most doubles a change of brightness, which bends its course by half; more is a lamp's, or an abrupt
	 * object's.
	 */
	private static final double BEND = 1.5;
	/** Brightness of one side over the other's below which there is no object on both. */
	private static final double BOTH_SIDES = 0.25;
	/** Flicker of this share of what makes neighbours differ, in squares, can look like a gap. */
	private static final double FLICKER = 0.05;

	private final double[] mean;
	private final double meanNoise;
	private final double[] excess;

	/**
	 * @param halved the stack, means of 2×2 voxels
	 * @param noise variance of these means
	 * @param mean of each slice above the background
	 * @param broken slices that tell nothing, as copies of others
	 * @return the slice before which one is missing
	 */
	static OptionalInt before(final Volume halved, final double noise, final double[] mean, final IntPredicate broken) {
		if (mean.length < 2 * SIDE + LEAST_PLACES - 1) return OptionalInt.empty();
		final List<SliceSimilarity> scales = SliceSimilarity.of(halved, noise, 2 * SIDE + 1);
		final double change = scales.isEmpty() ? 0 : 1 - scales.get(scales.size() - 1).ofNeighbours();
		final MissingSlice m = new MissingSlice(mean, noise / halved.extent().nx() / halved.extent().ny(), scales,
			broken);
		return m.flickers(change) ? OptionalInt.empty() : m.place();
	}

	private MissingSlice(final double[] mean, final double meanVariance, final List<SliceSimilarity> scales,
		final IntPredicate broken)
	{
		this.mean = mean;
		meanNoise = SIDE * Math.sqrt(meanVariance);
		final double[] gain = new double[mean.length];
		final int[] tiles = new int[mean.length];
		final double[] even = IntStream.range(0, 2 * SIDE).mapToDouble(i -> i).toArray(),
			fast = Arrays.stream(even).map(i -> FAST * i).toArray(),
			gap = Arrays.stream(even).map(i -> i < SIDE ? i : i + 1).toArray();
		for (final SliceSimilarity scale : scales)
			scale.compare(List.of(even, fast), gap, gain, tiles);
		for (int z = 0; z < gain.length; z++)
			if (tiles[z] < LEAST_TILES ||
				IntStream.range(Math.max(0, z - SIDE), Math.min(gain.length, z + SIDE)).anyMatch(broken))
				gain[z] = Double.NaN;
		excess = IntStream.range(0, gain.length)
			.mapToDouble(z -> gain[z] - Percentiles
				.median(finite(Arrays.copyOfRange(gain, Math.max(0, z - NEAR), Math.min(gain.length, z + NEAR + 1)))))
			.toArray();
	}

	private static double[] finite(final double[] values) {
		return Arrays.stream(values).filter(Double::isFinite).toArray();
	}

	private OptionalInt place() {
		final double[] all = finite(excess);
		if (all.length < LEAST_PLACES) return OptionalInt.empty();
		final double median = Percentiles.median(all);
		final double deviation = LEAST_DEVIATION +
			1.48 * Percentiles.median(Arrays.stream(all).map(v -> Math.abs(v - median)).toArray());
		Arrays.sort(all);
		final double highest = all[all.length - 1] - median, next = all[all.length - 2] - median;
		final double least = Math.max(LEAST_EVIDENCE, DEVIATIONS * deviation);
		if (!(highest > Math.max(ABOVE_NEXT * Math.max(next, LEAST_DEVIATION), least))) return OptionalInt.empty();
		final int[] places = IntStream.range(0, excess.length).filter(z -> Double.isFinite(excess[z])).toArray();
		return Arrays.stream(places)
			.filter(z -> excess[z] - median == highest && z >= places[0] + END &&
				z <= places[places.length - 1] - END && isSteady(z))
			.findFirst();
	}

	/** Whether the slices' brightness has no more than a gap's bend there, and lies on both sides. */
	private boolean isSteady(final int z) {
		final double near = IntStream.of(z - 3, z - 2, z + 2, z + 3)
			.mapToDouble(i -> Math.abs(mean[i] - mean[i - 1]))
			.max()
			.getAsDouble();
		final double before = Arrays.stream(mean, z - SIDE, z).average().getAsDouble(),
			after = Arrays.stream(mean, z, z + SIDE).average().getAsDouble();
		return Math.max(bend(z - 1), bend(z)) <= BEND * near + meanNoise &&
			Math.min(before, after) > BOTH_SIDES * Math.max(before, after) - meanNoise;
	}

	private double bend(final int z) {
		return Math.abs(mean[z] - 0.5 * (mean[z - 1] + mean[z + 1]));
	}

	/** @param change how much neighbours differ by themselves: one less their correlation */
	private boolean flickers(final double change) {
		final double bend = Percentiles.median(IntStream.range(1, mean.length - 1).mapToDouble(this::bend).toArray()) -
			meanNoise;
		final double relative = Math.max(0, bend) / Percentiles.median(mean);
		return !(relative * relative <= FLICKER * change);
	}
}
