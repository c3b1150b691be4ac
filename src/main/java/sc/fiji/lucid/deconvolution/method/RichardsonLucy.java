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
package sc.fiji.lucid.deconvolution.method;

import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.model.Misfit;
import sc.fiji.lucid.deconvolution.model.RowKernels;
import sc.fiji.lucid.deconvolution.stopping.StopReason;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.image.Volume;

/**
 * Richardson–Lucy (Richardson 1972, J. Opt. Soc. Am. 62:55; Lucy 1974, Astron. J.
 * 79:745) with weights for what is hardly seen (Bertero &amp; Boccacci 2005, A&amp;A
 * 437:369, eq. 14):
 *
 * <pre>
 * x ← x · W · Hᵀ( m · y / (Hx + b) ),   W = 1/Hᵀm
 * </pre>
 *
 * Never negative; the I-divergence never rises. Four 3-D FFTs an iteration.
 */
public final class RichardsonLucy implements Iteration {

	/** What this method says of itself. */
	public static final MethodDeclaration METHOD = MethodDeclaration
		.iterative("richardson-lucy", "the classic: slow, stopped before it amplifies noise",
			(task, fitted, start) -> on(fitted, start))
		.promises(Trait.POSITIVE, Trait.KNOWS_EXPOSURE, Trait.KNOWS_DEPTH, Trait.ON_DEVICES, Trait.MONOTONE,
			Trait.KEEPS_FLUX, Trait.RESUMES)
		.volumesAndWeights(1)
		.ceiling(400)
		.stopsBy(StopReason.HELD_OUT);

	private final ForwardModel model;
	private final Volume estimate;
	private final Field field;

	private static Iteration on(final ForwardModel model, final Volume initialEstimate) {
		return model.methods()
			.map(engine -> engine.richardsonLucy(model, initialEstimate)
				.orElseThrow(() -> MethodDeclaration.missing(METHOD)))
			.orElseGet(() -> new RichardsonLucy(model, initialEstimate));
	}

	public RichardsonLucy(final ForwardModel model, final Volume initialEstimate) {
		this.model = model.withWeights();
		estimate = initialEstimate;
		field = model.field(estimate);
	}

	@Override
	public Step next() {
		final Misfit misfit = model.blurToRatio(field);
		// [correction >> estimate]
		final double[] sums = model.backproject(field, (y, z, row, s) -> {
			final float[] x = estimate.row(y, z);
			model.weigh(y, z, row);
			RowKernels.multiply(row, x, x.length);
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
