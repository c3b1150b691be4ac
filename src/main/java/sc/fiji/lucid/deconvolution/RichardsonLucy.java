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

import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.Volume;

/**
 * Richardson–Lucy: the maximum-likelihood estimate under Poisson noise by
 * expectation maximisation,
 *
 * <pre>
 * x ← x · W · Hᵀ( y / (Hx + b) ),   W = 1 / Hᵀ1
 * </pre>
 *
 * (Richardson 1972, J. Opt. Soc. Am. 62:55; Lucy 1974, Astron. J. 79:745; with
 * background and boundary after Bertero &amp; Boccacci 2005, A&amp;A 437:369). Keeps
 * the estimate positive; the likelihood never falls. Its catch: it fits the noise
 * in the end, so the number of iterations matters.
 * <p>
 * Four 3-D FFTs an iteration. Memory beside the forward model, in bytes per voxel
 * of the grid: one field and four for the estimate.
 */
final class RichardsonLucy {

	private RichardsonLucy() {}

	/**
	 * @param estimate the first estimate on the grid, replaced by the last
	 * @return the I-divergence before each iteration
	 */
	static double[] run(final ForwardModel model, final Volume estimate, final int iterations, final Progress progress) {
		final double[] divergence = new double[iterations];
		final Field field = model.field();
		field.load(model.grid(), (y, z, row, sums) -> System.arraycopy(estimate.row(y, z), 0, row, 0, model.grid().nx()));
		for (int k = 0; k < iterations; k++) {
			progress.check();
			progress.report((double) k / iterations, "iteration " + (k + 1) + " of " + iterations);
			divergence[k] = model.blurToRatio(field);
			// [correction >> estimate]
			model.backproject(field, k == iterations - 1, (y, z, row, sums) -> {
				final float[] x = estimate.row(y, z);
				model.weigh(y, z, row);
				Rows.multiply(row, x, x.length);
				System.arraycopy(row, 0, x, 0, x.length);
			});
		}
		return divergence;
	}
}
