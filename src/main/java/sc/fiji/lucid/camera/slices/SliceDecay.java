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
import java.util.stream.IntStream;

import sc.fiji.lucid.image.Percentiles;

/**
 * How a widefield stack bleaches from slice to slice, as far as it tells. All light of the field is in each of its
 * slices, but for what crosses the rim of the field on its slanted way; so the total falls as the dye bleaches. Light
 * that crosses from one part of the field to another is lost to the one and gained by the other: how differently
 * parts of the field fade tells, from above, how far what crosses the rim may mislead. Where that is too much, the
 * stack does not tell.
 *
 * @param loss part of the light that is lost from the first slice to the last, exponentially; below 0 where it is lost
 *          from the last to the first
 * @param uncertainty of it, one standard deviation
 * @param reason why it is not told; empty if it is
 */
public record SliceDecay(double loss, double uncertainty, String reason) {

	/** Parts of the field along each axis that are compared. */
	private static final int PARTS = 4;
	/** The error may be this part of the loss, as one standard deviation: it is to be within a tenth mostly. */
	private static final double WELL = 0.08;
	/** Fewer slices tell nothing. */
	private static final int LEAST_SLICES = 7;
	/**
	 * Slices stand off the exponential by no more than this part of the loss, or there is more than a dye that
	 * bleaches.
	 */
	private static final double STRAIGHT = 0.2;

	static SliceDecay untold(final String reason) {
		return new SliceDecay(0, Double.POSITIVE_INFINITY, reason);
	}

	/** @return what the light of the slices tells */
	public static SliceDecay of(final SliceLight slices) {
		final double[][] light = parts(slices.light());
		if (light.length < LEAST_SLICES) return untold("it has fewer than " + LEAST_SLICES + " slices");
		final double[] total = Arrays.stream(light).mapToDouble(z -> Arrays.stream(z).sum()).toArray();
		final double brightest = Arrays.stream(total).max().orElse(0);
		if (Arrays.stream(total).anyMatch(t -> !(t > 0.02 * brightest)))
			return untold("some of its slices have no light");
		final double rate = rate(total), error = spread(light, rate);
		final double span = light.length - 1, whole = 1 - Math.exp(-Math.abs(rate) * span),
			uncertainty = error * span * (1 - whole);
		final double off = off(total, rate);
		if (uncertainty > WELL * whole) return untold("its parts fade so differently that the loss of " +
			percent(whole) + " is uncertain by " + percent(uncertainty));
		if (off > STRAIGHT * Math.abs(rate) * span) return untold("its light does not fall alike from slice to slice");
		return new SliceDecay(rate < 0 ? -whole : whole, uncertainty, "");
	}

	/** @return whether the stack tells */
	public boolean isTold() {
		return reason.isEmpty();
	}

	private static String percent(final double part) {
		return Math.round(100 * part) + " %";
	}

	/** Sums of the blocks of each part of the field. */
	private static double[][] parts(final double[][] blocks) {
		final double[][] parts = new double[blocks.length][PARTS * PARTS];
		for (int z = 0; z < blocks.length; z++) {
			final int side = (int) Math.round(Math.sqrt(blocks[z].length));
			for (int b = 0; b < blocks[z].length; b++)
				parts[z][b / side * PARTS / side * PARTS + b % side * PARTS / side] += blocks[z][b];
		}
		return parts;
	}

	/**
	 * @param light of slices or frames, in their order
	 * @return by how much its logarithm falls from one to the next: the median of all pairs that have light (Theil 1950;
	 *         Sen 1968); 0 if there is none
	 */
	public static double rate(final double[] light) {
		final double[] slopes = IntStream.range(0, light.length)
			.boxed()
			.flatMap(i -> IntStream.range(i + 1, light.length)
				.filter(j -> light[i] > 0 && light[j] > 0)
				.mapToObj(j -> Math.log(light[i] / light[j]) / (j - i)))
			.mapToDouble(Double::doubleValue)
			.toArray();
		return slopes.length == 0 ? 0 : Percentiles.median(slopes);
	}

	/**
	 * Standard error of the rate of the total. What crosses a rim varies as the root of its length: with that of parts as
	 * long as they are, and √P times that of a field of P×P parts, but shared by P² times the light, the total has P^1.5
	 * times less than a part: √P times less than the mean of as many parts whose errors did not cancel.
	 */
	private static double spread(final double[][] light, final double rate) {
		final int n = light[0].length;
		final double[] weights = new double[n];
		for (final double[] slice : light)
			for (int p = 0; p < n; p++)
				weights[p] += Math.max(0, slice[p]);
		final double all = Arrays.stream(weights).sum();
		double squares = 0, weight = 0;
		for (int p = 0; p < n; p++) {
			final int part = p;
			final double w = weights[p] / all,
				off = rate(Arrays.stream(light).mapToDouble(z -> z[part]).toArray()) - rate;
			squares += w * w * off * off;
			weight += w * w;
		}
		return Math.sqrt(squares / Math.max(1e-9, 1 - weight) / PARTS);
	}

	/** By how much, as a logarithm, the slices stand off an exponential, the tenth of them that do most left out. */
	private static double off(final double[] light, final double rate) {
		final double[] off = IntStream.range(0, light.length).mapToDouble(z -> Math.log(light[z]) + rate * z).toArray();
		final double middle = Percentiles.median(off);
		final double[] sorted = Arrays.stream(off).map(v -> Math.abs(v - middle)).sorted().toArray();
		return sorted[(int) (0.9 * (sorted.length - 1))];
	}
}
