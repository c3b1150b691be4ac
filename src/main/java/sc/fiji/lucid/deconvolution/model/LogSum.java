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
package sc.fiji.lucid.deconvolution.model;

/**
 * Σ log p of floats p ≥ 1, but for rounding, without a logarithm for each: eight are multiplied as
 * doubles, whose range they do not leave; the exponents of the products are counted
 * and their mantissas multiplied on.
 */
public final class LogSum {

	private static final int TOGETHER = 8;
	/** So many mantissas below 2 stay in the range of doubles. */
	private static final int PART = 512 * TOGETHER;
	private static final int MANTISSA_BITS = 52;
	private static final long MANTISSA = (1L << MANTISSA_BITS) - 1;
	private static final long ONE = Double.doubleToRawLongBits(1);

	private long exponents;
	private double mantissa = 1;

	/** Adds log p of every p, the product of eight of them below 1e308. */
	public void add(final float[] p, final int n) {
		final int whole = n & -TOGETHER;
		for (int i = 0; i < whole; i += PART)
			addPart(p, i, Math.min(whole, i + PART));
		for (int i = whole; i < n; i++)
			multiply(p[i]);
	}

	private void addPart(final float[] p, final int from, final int to) {
		long sum = 0;
		double product = 1;
		for (int i = from; i < to; i += TOGETHER) {
			// Pairs of pairs, which do not wait for each other.
			final long bits = Double.doubleToRawLongBits((double) p[i] * p[i + 1] * ((double) p[i + 2] * p[i + 3]) *
				((double) p[i + 4] * p[i + 5] * ((double) p[i + 6] * p[i + 7])));
			sum += (bits >> MANTISSA_BITS) - Double.MAX_EXPONENT;
			product *= Double.longBitsToDouble(bits & MANTISSA | ONE);
		}
		exponents += sum;
		multiply(product);
	}

	private void multiply(final double factor) {
		final long bits = Double.doubleToRawLongBits(mantissa * factor);
		exponents += (bits >> MANTISSA_BITS) - Double.MAX_EXPONENT;
		mantissa = Double.longBitsToDouble(bits & MANTISSA | ONE);
	}

	public double total() {
		return exponents * Math.log(2) + Math.log(mantissa);
	}
}
