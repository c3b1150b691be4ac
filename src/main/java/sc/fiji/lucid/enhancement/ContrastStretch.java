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

/**
 * Stretches grey values to 0 to 1, so that a part of the voxels becomes black or white, as ImageJ's <em>Enhance
 * Contrast</em> with <em>Normalize</em>; but by the values of the whole channel.
 *
 * @param saturated part of the voxels that becomes 0 or 1, half of them each
 * @param gamma exponent of the result
 */
record ContrastStretch(double saturated, double gamma) implements Enhancement {

	@Override
	public float[] of(final float[] plane, final int width, final GreyRange range) {
		final double[] ends = range.ends(saturated / 2);
		final float[] shown = plane.clone();
		for (int i = 0; i < shown.length; i++)
			if (Float.isFinite(plane[i])) shown[i] = (float) Math
				.pow(Math.min(Math.max((plane[i] - ends[0]) / (ends[1] - ends[0]), 0), 1), gamma);
		return shown;
	}
}
