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
package sc.fiji.lucid.io;

import java.util.Arrays;

/** The smallest and largest finite voxel of each channel. May be filled from several threads. */
public final class VoxelRange {

	private final double[] min;
	private final double[] max;

	public VoxelRange(final int channels) {
		min = new double[channels];
		max = new double[channels];
		Arrays.fill(min, Double.POSITIVE_INFINITY);
		Arrays.fill(max, Double.NEGATIVE_INFINITY);
	}

	public void add(final int channel, final float[] voxels) {
		float lowest = Float.POSITIVE_INFINITY;
		float highest = Float.NEGATIVE_INFINITY;
		for (final float v : voxels)
			if (Math.abs(v) <= Float.MAX_VALUE) {
				lowest = Math.min(lowest, v);
				highest = Math.max(highest, v);
			}
		synchronized (this) {
			min[channel] = Math.min(min[channel], lowest);
			max[channel] = Math.max(max[channel], highest);
		}
	}

	/** @return minimum and maximum of each channel, one after the other; 0 and 1 where there is nothing to show */
	public synchronized double[] displayRanges() {
		final double[] ranges = new double[2 * min.length];
		for (int c = 0; c < min.length; c++) {
			final boolean flat = !(max[c] > min[c]);
			ranges[2 * c] = flat && max[c] != min[c] ? 0 : min[c];
			ranges[2 * c + 1] = flat ? ranges[2 * c] + 1 : max[c];
		}
		return ranges;
	}
}
