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
	 * @throws IllegalArgumentException if a voxel is infinite or not a number (with
	 *           their count and the first position), or all voxels are zero
	 */
	public static RecordingStatistics of(final Recording observed) {
		final RecordingStatistics own = ofFinite(observed);
		if (observed.place() == null && own.min == 0 && own.max == 0) throw new IllegalArgumentException(
			"Every voxel is zero: there is nothing to restore; check that the right channel was exported.");
		return own;
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
		String first = "";
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				observed.read(y, z, row);
				Arrays.fill(excluded, 0);
				if (mask != null) mask.fill(y, z, excluded, 1);
				for (int x = 0; x < e.nx(); x++) {
					final float v = row[x];
					if (excluded[x] > 0) continue;
					if (!Float.isFinite(v)) {
						if (broken++ == 0) first = "x=" + x + ", y=" + y + ", z=" + z;
						continue;
					}
					if (v < 0) negative++;
					min = Math.min(min, v);
					max = Math.max(max, v);
					sum += v;
					seen++;
				}
			}
		if (broken > 0) throw new IllegalArgumentException(
			broken + " of " + e.voxels() + " voxels are NaN or infinite, the first at " + first +
				" (counted from 0): replace them (in Fiji: Process > Noise > Remove NaNs) before restoring.");
		return seen == 0 ? new RecordingStatistics(0, 0, 0, 0)
			: new RecordingStatistics(min, max, sum / seen, negative);
	}
}
