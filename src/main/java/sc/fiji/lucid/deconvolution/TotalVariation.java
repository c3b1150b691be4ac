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

import sc.fiji.lucid.fft.Extent;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.Volume;

/**
 * Richardson–Lucy with a penalty, one step late (Green 1990, J. R. Stat. Soc. B
 * 52:443), with total variation the method of Dey et al. 2006, Microsc. Res. Tech.
 * 69:260, eq. 8:
 *
 * <pre>
 * x ← x · Hᵀ( m · y / (Hx + b) ) / ( Hᵀm − λ div(∇x / |∇x|) )
 * </pre>
 *
 * The denominator is kept above a tenth of Hᵀm, which bounds λ. Never negative.
 * Four 3-D FFTs an iteration.
 */
final class TotalVariation implements Iteration {

	private static final float LEAST = 0.1f;

	private final ForwardModel model;
	private final Penalty penalty;
	private Volume estimate;
	private Volume next;
	private final Field field;

	TotalVariation(final ForwardModel model, final Volume initialEstimate, final Penalty penalty) {
		this.model = model.withWeights();
		this.penalty = penalty;
		estimate = initialEstimate;
		next = new Volume(initialEstimate.extent());
		field = model.field(estimate);
	}

	@Override
	public Step next() {
		final Misfit misfit = model.blurToRatio(field);
		// The place of the next estimate holds the penalty's derivative until then.
		final double price = penalty == null ? 0 : penalty.evaluate(new Neighbourhood(estimate, false), next);
		final Extent grid = estimate.extent();
		final double[] sums = model.backproject(field, (y, z, row, s) -> {
			final float[] x = estimate.row(y, z), improved = next.row(y, z);
			model.weigh(y, z, row);
			if (penalty == null) Rows.multiply(row, x, grid.nx());
			else {
				model.weigh(y, z, improved);
				divide(row, x, improved, grid.nx());
			}
			Rows.change(x, row, grid.nx(), s, 0);
			System.arraycopy(row, 0, improved, 0, grid.nx());
		});
		final Volume swap = estimate;
		estimate = next;
		next = swap;
		return Step.of(misfit.plus(price), sums, 0, 4);
	}

	private static void divide(final float[] row, final float[] x, final float[] gradient, final int n) {
		for (int i = 0; i < n; i++)
			row[i] = row[i] * x[i] / Math.max(1 + gradient[i], LEAST);
	}

	@Override
	public Volume estimate() {
		return estimate;
	}
}
