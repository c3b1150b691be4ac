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
package sc.fiji.lucid.deconvolution;

/** The loops over one row that methods share. */
final class Rows {

	private Rows() {}

	/**
	 * {@code reblurred ← observed / max(reblurred + background, floor)}.
	 *
	 * @return the I-divergence of the row
	 */
	static double ratio(final float[] reblurred, final float[] observed, final int n, final float background,
		final float floor)
	{
		final double divergence = divergence(reblurred, observed, n, background, floor);
		for (int x = 0; x < n; x++)
			reblurred[x] = observed[x] / Math.max(reblurred[x] + background, floor);
		return divergence;
	}

	private static double divergence(final float[] reblurred, final float[] observed, final int n,
		final float background, final float floor)
	{
		double sum = 0;
		for (int x = 0; x < n; x++) {
			final double expected = Math.max(reblurred[x] + background, floor);
			final double y = observed[x];
			sum += expected - y;
			if (y > 0) sum += y * Math.log(y / expected);
		}
		return sum;
	}

	/** {@code row ← row · factor}. */
	static void multiply(final float[] row, final float[] factor, final int n) {
		for (int x = 0; x < n; x++)
			row[x] *= factor[x];
	}
}
