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
package sc.fiji.lucid.restoration.geometry;

/**
 * Cubic convolution (Keys, IEEE Trans. ASSP 29, 1981, eq. 15, a = −1/2): interpolates, keeps the sum of what it shifts
 * and is exact for parabolas. Of a restored point, which is as sharp as voxels can show, it makes ripples of at most
 * 7 % next to it, and none further away, where a sinc rings through the whole field.
 */
final class CubicKernel {

	/** Rows that a row between them is made of. */
	static final int TAPS = 4;

	private final int whole;
	private final double[] taps = new double[TAPS];

	/** @param shift in rows: the new row at i is the old one at i + shift */
	CubicKernel(final double shift) {
		whole = (int) Math.floor(shift);
		final double t = shift - whole;
		taps[0] = t * (-1 + t * (2 - t)) / 2;
		taps[1] = (2 + t * t * (-5 + 3 * t)) / 2;
		taps[2] = t * (1 + t * (4 - 3 * t)) / 2;
		taps[3] = t * t * (t - 1) / 2;
	}

	/** @return the weight of the {@code k}-th of the old rows that a new one is made of */
	double weight(final int k) {
		return taps[k];
	}

	/** @return which old row the {@code k}-th weight at {@code i} is for; may lie outside */
	int from(final int i, final int k) {
		return i + whole - 1 + k;
	}
}
