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

import sc.fiji.lucid.image.Extent;

/** Chooses the grid sizes that cost the fused engine least. */
public final class GridSizes {

	/**
	 * Cost per line element of a stage of radix 2, 3, 4 and 5, in units of radix 2:
	 * the floats that its kernels read and write, to which their times are
	 * proportional.
	 */
	private static final double[] STAGE = { 0, 0, 1, 2.33, 1.75, 3.4 };

	/** Cost per element of all else: the other axes, transposition, memory (docs/notebook/engine.md, "Sizes"). */
	private static final double REST = 34;

	private GridSizes() {}

	public static Extent cheapest(final Extent minimum) {
		return new Extent(cheapest(minimum.nx(), 1), cheapest(minimum.ny(), 2), cheapest(minimum.nz(), 1));
	}

	private static int cheapest(final int minimum, final int multiple) {
		int best = 0;
		double least = Double.POSITIVE_INFINITY;
		final int first = (minimum + multiple - 1) / multiple * multiple;
		for (int n = first; n < Math.max(first + multiple, 2L * minimum) && n > 0; n += multiple)
			if (LinePlan.supports(n) && cost(n) < least) {
				best = n;
				least = cost(n);
			}
		return best;
	}

	private static double cost(final int n) {
		double stages = REST;
		for (final int radix : LinePlan.radices(n))
			stages += STAGE[radix];
		return n * stages;
	}
}
