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

import java.util.Arrays;

/**
 * Σ log(1 + r) over many rows: one logarithm for eight factors, of which the fourth
 * roots are multiplied, voxel by voxel of a row, so that no product of floats
 * overflows.
 */
final class LogSum {

	private static final int FACTORS = 8;

	private final float[] products;
	private int factors;
	private double sum;

	/** @param products to work in, as long as a row */
	LogSum(final float[] products) {
		this.products = products;
		Arrays.fill(products, 1);
	}

	/** Adds log(1 + r) of every r, not negative. */
	void add(final float[] r, final int n) {
		multiply(products, r, n);
		if (++factors == FACTORS) total();
	}

	private static void multiply(final float[] products, final float[] r, final int n) {
		for (int i = 0; i < n; i++)
			products[i] *= (float) Math.sqrt((float) Math.sqrt(1 + r[i]));
	}

	double total() {
		sum += 4 * Rows.logarithms(products, products.length);
		Arrays.fill(products, 1);
		factors = 0;
		return sum;
	}
}
