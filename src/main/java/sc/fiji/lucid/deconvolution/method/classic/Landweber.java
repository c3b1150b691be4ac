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
package sc.fiji.lucid.deconvolution.method.classic;

import sc.fiji.lucid.deconvolution.method.Iteration;
import sc.fiji.lucid.deconvolution.method.MethodDeclaration;
import sc.fiji.lucid.deconvolution.method.Trait;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.model.Misfit;
import sc.fiji.lucid.deconvolution.model.Residual;
import sc.fiji.lucid.deconvolution.model.RowKernels;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.image.Volume;

/**
 * Projected Landweber (Landweber 1951, Am. J. Math. 73:615; Bertero &amp; Boccacci
 * 1998, eq. 6.31): least squares by steepest descent, held above zero.
 *
 * <pre>
 * x ← max( x + τ Hᵀ m (y − b − Hx), 0 ),   τ = 1 &lt; 2 / ‖H‖²
 * </pre>
 *
 * The sum of squares never rises. Four 3-D FFTs an iteration.
 */
public final class Landweber implements Iteration {

	/** What this method says of itself. */
	public static final MethodDeclaration METHOD = MethodDeclaration
		.iterative("landweber", "least squares by steepest descent, for comparison",
			(task, fitted, start) -> new Landweber(fitted, start))
		.promises(Trait.POSITIVE, Trait.KNOWS_EXPOSURE, Trait.KNOWS_DEPTH, Trait.MONOTONE, Trait.KEEPS_FLUX,
			Trait.RESUMES, Trait.LEAST_SQUARES)
		.volumes(1);

	private final ForwardModel model;
	private final Volume estimate;
	private final Field field;

	public Landweber(final ForwardModel model, final Volume initialEstimate) {
		this.model = model;
		estimate = initialEstimate;
		field = model.field(estimate);
	}

	@Override
	public Step next() {
		final Misfit misfit = model.blurTo(Residual.DIFFERENCE, field);
		// [correction >> estimate]
		final double[] sums = model.backproject(field, (y, z, row, s) -> {
			final float[] x = estimate.row(y, z);
			RowKernels.add(row, 1, x, x.length);
			RowKernels.raise(row, 0, x.length);
			RowKernels.change(x, row, x.length, s, 0);
			System.arraycopy(row, 0, x, 0, x.length);
		});
		return Step.of(misfit, sums, 0, 4);
	}

	@Override
	public Volume estimate() {
		return estimate;
	}
}
