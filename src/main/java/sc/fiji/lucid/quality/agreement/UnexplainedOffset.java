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

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;

/**
 * Light that lies over the whole recording and that no part of the estimate explains: recording less
 * background less reblurred estimate is at least this nearly everywhere. A background that was
 * taken too low shows here, because a method that knows of objects beyond the field of view puts most of it there.
 */
final class UnexplainedOffset {

	/**
	 * Blocks along each axis: enough to find where little shines in from outside, large enough to have little noise.
	 */
	private static final int BLOCKS = 8;
	/** Of the blocks; the very darkest are dark by chance. */
	private static final double NEARLY_EVERYWHERE = 0.05;

	private UnexplainedOffset() {}

	/**
	 * @param reblurred light of the estimate, to be multiplied by {@code scale}
	 * @return counts; below zero, by no more than noise, where there is none
	 */
	static double of(final Volume observed, final Volume reblurred, final double scale, final double background) {
		final Extent e = observed.extent();
		final int bx = Math.min(BLOCKS, e.nx()), by = Math.min(BLOCKS, e.ny()), bz = Math.min(BLOCKS, e.nz()),
			n = bx * by * bz;
		final double[] s = Planes.sum(e.nz(), 2 * n, (z, sums) -> {
			for (int y = 0; y < e.ny(); y++) {
				final float[] row = observed.row(y, z), light = reblurred.row(y, z);
				final int blocks = (z * bz / e.nz() * by + y * by / e.ny()) * bx;
				for (int x = 0; x < e.nx(); x++) {
					final int block = blocks + x * bx / e.nx();
					sums[2 * block] += row[x] - background - scale * light[x];
					sums[2 * block + 1]++;
				}
			}
		});
		final double[] means = new double[n];
		Arrays.setAll(means, i -> s[2 * i] / s[2 * i + 1]);
		Arrays.sort(means);
		return means[(int) (NEARLY_EVERYWHERE * n)];
	}
}
