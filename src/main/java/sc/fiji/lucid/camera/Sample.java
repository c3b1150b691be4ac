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

import java.util.Arrays;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/** Evenly spread samples of a volume, for robust numbers that need sorting. */
public final class Sample {

	private Sample() {}

	/**
	 * @param atMost about how many values to take
	 * @return finite values, ascending; at least one
	 * @throws IllegalArgumentException if the volume holds none
	 */
	public static float[] sorted(final Volume volume, final int atMost) {
		final Extent e = volume.extent();
		// A stride coprime to common row lengths walks through all columns.
		long stride = Math.max(1, e.voxels() / atMost);
		if (stride > 1) stride |= 1;
		final float[] sample = new float[(int) ((e.voxels() - 1) / stride + 1)];
		int n = 0;
		for (long i = 0; i < e.voxels(); i += stride) {
			final long row = i / e.nx();
			final float v = volume.row((int) (row % e.ny()), (int) (row / e.ny()))[(int) (i % e.nx())];
			if (Math.abs(v) <= Float.MAX_VALUE) sample[n++] = v;
		}
		if (n == 0) throw new IllegalArgumentException("The volume holds no finite number.");
		Arrays.sort(sample, 0, n);
		return Arrays.copyOf(sample, n);
	}

	/** @return the value below which a share {@code q} of the sorted values lies */
	public static double quantile(final float[] sorted, final double q) {
		return sorted[(int) Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
	}

	/** @return the median; not a number if there are none */
	public static double median(final double[] values) {
		if (values.length == 0) return Double.NaN;
		final double[] sorted = values.clone();
		Arrays.sort(sorted);
		return 0.5 * (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]);
	}
}
