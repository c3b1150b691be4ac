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
package sc.fiji.lucid.fft.fused;

import sc.fiji.lucid.image.AlignedRows;

/**
 * Shows the kernels long rows before short ones. HotSpot compiles a loop for the
 * number of rounds it has seen until then: kernels that met a small stack first
 * would stay 1.4 times slower for the rest of the process, whatever comes.
 * Engines for large grids need no priming, as their own rows are long.
 */
final class KernelPriming {

	/** Rows from here on need no priming. */
	private static final int LONG = 192;
	private static final int ROW = 256;
	/** Enough calls of every kernel for C2, which asks for 600. */
	private static final int ROUNDS = 64;

	private static boolean primed;

	private KernelPriming() {}

	/** Primes the kernels once in a process, and only if rows of this length are short. */
	static synchronized void forRowsOf(final int length, final KernelSet kernels) {
		if (primed) return;
		primed = true;
		if (length >= LONG) return;
		final float[][] re = AlignedRows.make(60, ROW), im = AlignedRows.make(60, ROW);
		final LinePlan.First whole = new LinePlan(60, ROW, kernels).first(60);
		final LinePlan.First twos = new LinePlan(32, ROW, kernels).first(32);
		for (int round = 0; round < ROUNDS; round++) {
			whole.forward(re, im, ROW);
			whole.inverse(re, im, ROW);
			twos.forward(re, im, ROW);
			twos.inverse(re, im, ROW);
			for (int k = 0; k < 12; k++)
				others(re[k], im[k], re[k + 1], im[k + 1]);
		}
	}

	private static void others(final float[] ar, final float[] ai, final float[] br, final float[] bi) {
		final float minusOne = Butterfly.minusOne();
		LineKernels.splitJoin(ar, ai, br, bi, ROW, 1, 0, -1, minusOne);
		LineKernels.multiply(ar, ai, br, bi, ROW);
		LineKernels.multiplyConjugate(ar, ai, br, bi, ROW);
	}
}
