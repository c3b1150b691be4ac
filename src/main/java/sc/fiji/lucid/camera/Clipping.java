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

import java.util.Optional;
import java.util.OptionalDouble;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Recording;

/**
 * The largest counts of a recording, where there are too many of them to be chance: a detector that could count no
 * further.
 *
 * @param limit counts
 * @param voxels how many have them
 */
public record Clipping(double limit, long voxels) {

	/** So many may be chance. */
	private static final int FEW = 10;
	/** As many as the values next to the largest may have; photons thin out towards the brightest. */
	private static final int TIMES = 2;
	/** How many steps of the values are next to the largest. */
	private static final int STEPS = 3;
	private static final float SHARE_OF_RANGE = 1e-3f;
	/** Values of which the smallest step is found. */
	static final int SAMPLE = 1_000_000;
	/** Bits of the converters that cameras and detectors have; of 15, 16 are left where numbers have a sign. */
	private static final int[] BITS = { 8, 10, 12, 14, 15, 16 };
	private static final int MOST_BITS = 16;

	/** @return the plateau at the largest counts; empty if they are spread as others are */
	public static Optional<Clipping> of(final Recording recorded) {
		final double[] range = range(recorded);
		final float top = (float) range[1];
		if (!(top > range[0]) || count(recorded, top, top) < FEW) return Optional.empty();
		final float step = step(Percentiles.sorted(recorded, SAMPLE), top);
		final long voxels = count(recorded, top, top);
		return voxels > TIMES * count(recorded, top - STEPS * step, Math.nextDown(top))
			? Optional.of(new Clipping(top, voxels)) : Optional.empty();
	}

	/**
	 * @return whether converters end there, as 4095 or, moved up by four bits, 65520; what a program cut may lie
	 *         anywhere
	 */
	public boolean isOfConverter() {
		for (final int bits : BITS)
			for (int shift = 0; bits + shift <= MOST_BITS; shift++)
				if (limit == ((1 << bits) - 1 << shift)) return true;
		return false;
	}

	/**
	 * @param told counts at which the detector ends, if somebody knows
	 * @return counts from which on a voxel says no more than that there was at least so much light; infinite if nothing
	 *         is clipped
	 */
	public static double limit(final OptionalDouble told, final Recording recorded) {
		return told.orElseGet(
			() -> of(recorded).filter(Clipping::isOfConverter).map(Clipping::limit).orElse(Double.POSITIVE_INFINITY));
	}

	/**
	 * @return the recording without voxels at the end of a converter's range, whose counts have no noise that would
	 *         tell
	 */
	public static Recording leftOut(final Recording recorded) {
		return of(recorded).filter(Clipping::isOfConverter)
			.map(c -> recorded.withMask(new Mask(recorded, (x, y, z, v) -> v >= c.limit).or(recorded.mask())))
			.orElse(recorded);
	}

	private static double[] range(final Recording recorded) {
		final Extent e = recorded.extent();
		final double[][] planes = Planes.each(e.nz(), 2, (z, s) -> {
			s[0] = Double.POSITIVE_INFINITY;
			s[1] = Double.NEGATIVE_INFINITY;
			final float[] row = new float[e.nx()];
			for (int y = 0; y < e.ny(); y++) {
				recorded.read(y, z, row);
				for (final float v : row)
					if (Math.abs(v) <= Float.MAX_VALUE) {
						s[0] = Math.min(s[0], v);
						s[1] = Math.max(s[1], v);
					}
			}
		});
		final double[] range = planes[0];
		for (final double[] s : planes) {
			range[0] = Math.min(range[0], s[0]);
			range[1] = Math.max(range[1], s[1]);
		}
		return range;
	}

	/** The usual distance between values: 1 for counts; for a continuum, a thousandth of the range. */
	static float step(final float[] sorted, final float top) {
		float step = Float.POSITIVE_INFINITY;
		for (int i = 1; i < sorted.length; i++)
			if (sorted[i] > sorted[i - 1]) step = Math.min(step, sorted[i] - sorted[i - 1]);
		return Math.max(step < Float.POSITIVE_INFINITY ? step : 0, SHARE_OF_RANGE * (top - sorted[0]));
	}

	private static long count(final Recording recorded, final float from, final float to) {
		final Extent e = recorded.extent();
		return (long) Planes.sum(e.nz(), 1, (z, s) -> {
			final float[] row = new float[e.nx()];
			for (int y = 0; y < e.ny(); y++) {
				recorded.read(y, z, row);
				for (final float v : row)
					if (v >= from && v <= to) s[0]++;
			}
		})[0];
	}
}
