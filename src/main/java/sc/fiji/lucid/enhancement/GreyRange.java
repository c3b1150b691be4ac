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
package sc.fiji.lucid.enhancement;

import java.util.Arrays;

import sc.fiji.lucid.image.Percentiles;

/**
 * The grey values of a channel over all slices and frames, by a sample.
 *
 * @param sorted finite values, ascending; at least one
 */
public record GreyRange(float[] sorted) {

	/** @throws IllegalArgumentException if there is no value */
	public GreyRange {
		if (sorted.length == 0) throw new IllegalArgumentException("There is no finite grey value.");
	}

	/** @return the range of values in any order; what is not finite is left out */
	public static GreyRange of(final float[] values) {
		final float[] finite = new float[values.length];
		int n = 0;
		for (final float v : values)
			if (Float.isFinite(v)) finite[n++] = v;
		final float[] sorted = Arrays.copyOf(finite, n);
		Arrays.sort(sorted);
		return new GreyRange(sorted);
	}

	/** @return the value below which this part of the voxels lies, from 0 to 1 */
	public double at(final double part) {
		return Percentiles.of(sorted, part);
	}

	/** @return whether all values are the same, so that there is nothing to enhance */
	public boolean isConstant() {
		return sorted[0] == sorted[sorted.length - 1];
	}

	/**
	 * @param outside part of the voxels that may lie outside at either end
	 * @return the two ends; the whole range where those of most voxels are one value, as in an image of few points
	 */
	double[] ends(final double outside) {
		final double low = at(outside), high = at(1 - outside);
		return high > low ? new double[] { low, high } : new double[] { at(0), at(1) };
	}
}
