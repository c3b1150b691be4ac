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
package sc.fiji.lucid.image;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What one pass over a recorded stack tells of its voxels that have weight.
 *
 * @param min smallest voxel
 * @param max largest voxel
 * @param mean mean of the voxels
 * @param negative how many voxels are below zero
 */
public record RecordingStatistics(double min, double max, double mean, long negative) {

	/**
	 * What lies further from 0 is not restored: products of sums of it would leave float32, and no option takes more
	 * counts. A spread below the other does so at the other end.
	 */
	private static final double LARGEST = 1e12, LEAST_SPREAD = 1e-10;

	/**
	 * @throws IllegalArgumentException if a voxel is infinite or not a number (with
	 *           their count and the first position), or all voxels are zero
	 */
	public static RecordingStatistics of(final Recording observed) {
		final RecordingStatistics own = ofFinite(observed);
		if (observed.place() == null && observed.mask() != null &&
			observed.mask().count() == observed.extent().voxels())
			throw new IllegalArgumentException(
				"No voxel is left to restore: each holds no data (NaN, or a value that stands for none), or is clipped, if " +
					"'saturation' is told too low; check both.");
		if (observed.place() == null && own.min == 0 && own.max == 0) throw new IllegalArgumentException(
			"Every voxel is zero: there is nothing to restore; check that the right channel was exported.");
		return own;
	}

	/**
	 * @return the same, of voxels that can be restored
	 * @throws IllegalArgumentException if the values are too large or too much alike to be computed with
	 */
	public RecordingStatistics restorable() {
		if (Math.max(Math.abs(min), Math.abs(max)) > LARGEST || max > min && max - min < LEAST_SPREAD)
			throw new IllegalArgumentException("The values, from " + (float) min + " to " + (float) max +
				", are beyond what can be computed with (up to 1e12, and 1e-10 apart): scale them, so that they are counts " +
				"or lie between 0 and 1; a few that are beyond all others may be masked.");
		return this;
	}

	/** @return words about voxels that all have this value, which is not 0 */
	public static String ofOneValue(final float value) {
		final boolean isFull = value >= 255 && value <= 65535 && (((int) value + 1) & (int) value) == 0 &&
			value == (int) value;
		return "every voxel is " +
			(value == Math.rint(value) && Math.abs(value) < 1e9 ? "" + (long) value : "" + value) + ": " +
			(isFull ? "saturated, there is nothing to restore. Record it with less light or gain."
				: "there is nothing to restore. Check the file, and that it is the right channel.");
	}

	/** @return the statistics of the stack that {@code observed} is a tile of, or its own */
	public static RecordingStatistics ofWhole(final Recording observed) {
		return observed.place() != null ? observed.place().statistics() : of(observed);
	}

	/** @return the same after adding a constant to every voxel */
	public RecordingStatistics plus(final double constant) {
		return new RecordingStatistics(min + constant, max + constant, mean + constant,
			min + constant < 0 ? negative : 0);
	}

	private static RecordingStatistics ofFinite(final Recording observed) {
		final Extent e = observed.extent();
		final Mask mask = observed.mask();
		final float[] row = new float[e.nx()], excluded = new float[e.nx()];
		double min = Double.POSITIVE_INFINITY, max = Double.NEGATIVE_INFINITY, sum = 0;
		long negative = 0, broken = 0, seen = 0;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				observed.read(y, z, row);
				Arrays.fill(excluded, 0);
				if (mask != null) mask.fill(y, z, excluded, 1);
				for (int x = 0; x < e.nx(); x++) {
					final float v = row[x];
					if (excluded[x] > 0) continue;
					if (!Float.isFinite(v)) {
						broken++;
						continue;
					}
					if (v < 0) negative++;
					min = Math.min(min, v);
					max = Math.max(max, v);
					sum += v;
					seen++;
				}
			}
		if (broken > 0) throw new IllegalArgumentException(ofBroken(observed, broken));
		return seen == 0 ? new RecordingStatistics(0, 0, 0, 0)
			: new RecordingStatistics(min, max, sum / seen, negative);
	}

	/**
	 * Words about voxels that are no numbers. Those that hang together with the rims of slices would be left out but for
	 * the others, which are what is to be mended.
	 */
	private static String ofBroken(final Recording observed, final long broken) {
		final Extent e = observed.extent();
		final float[] row = new float[e.nx()], excluded = new float[e.nx()];
		String first = "", inside = "";
		long astray = 0;
		for (int z = 0; z < e.nz(); z++) {
			final BitSet all = new BitSet(), none = new BitSet();
			for (int y = 0; y < e.ny(); y++) {
				observed.read(y, z, row);
				Arrays.fill(excluded, 0);
				if (observed.mask() != null) observed.mask().fill(y, z, excluded, 1);
				for (int x = 0; x < e.nx(); x++) {
					if (excluded[x] > 0 || Float.isFinite(row[x])) continue;
					all.set(y * e.nx() + x);
					if (Float.isNaN(row[x])) none.set(y * e.nx() + x);
				}
			}
			if (first.isEmpty()) first = place(all, e, z);
			all.andNot(PlaneRim.connected(none, e.nx(), e.ny()));
			if (inside.isEmpty()) inside = place(all, e, z);
			astray += all.cardinality();
		}
		final boolean isInside = observed.place() == null && astray > 0 && astray < broken;
		final long told = isInside ? astray : broken;
		return told + " of " + e.voxels() + " voxels " + (told == 1 ? "is" : "are") + " NaN or infinite" +
			(isInside ? " apart from those at the rims of slices" : "") + (told == 1 ? ", at " : ", the first at ") +
			(isInside ? inside : first) + " (counted from 0): replace " + (told == 1 ? "it" : "them") +
			" before restoring (in Fiji: Process > Noise > Remove NaNs), or in Java leave " +
			(told == 1 ? "it" : "them") + " out by Restorer.excluding(mask).";
	}

	private static String place(final BitSet voxels, final Extent e, final int z) {
		final int i = voxels.nextSetBit(0);
		return i < 0 ? "" : "x=" + i % e.nx() + ", y=" + i / e.nx() + ", z=" + z;
	}
}
