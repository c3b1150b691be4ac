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
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;

/**
 * Richardson–Lucy accelerated by vector extrapolation (Biggs &amp; Andrews 1997,
 * Appl. Opt. 36:1766, eqs. 6–9):
 *
 * <pre>
 * p ← max( x + α (x − x₋₁), floor ),   α = ⟨g, g₋₁⟩ / ⟨g₋₁, g₋₁⟩ within [0, 1)
 * x ← p · W · Hᵀ( m · y / (Hp + b) ),   g = x − p
 * </pre>
 *
 * Never negative. Four 3-D FFTs an iteration.
 */
public final class BiggsAndrews implements Iteration {

	/** What this method says of itself. */
	public static final MethodDeclaration METHOD = MethodDeclaration
		.iterative("biggs-andrews", "Richardson-Lucy with vector extrapolation",
			(task, fitted, start) -> new BiggsAndrews(fitted, start))
		.promises(Trait.POSITIVE, Trait.KNOWS_EXPOSURE, Trait.KNOWS_DEPTH, Trait.KEEPS_FLUX, Trait.RESUMES)
		.volumesAndWeights(4)
		.stopsBy(StopReason.HELD_OUT);

	private static final double LEAST = 1e-4;
	private static final double MOST = 0.999;

	private final ForwardModel model;
	private final Volume estimate;
	private final Volume previous;
	private final Volume gradient;
	private final Volume start;
	private final Field field;
	private final float floor;
	private double gradientSquares;

	public BiggsAndrews(final ForwardModel model, final Volume initialEstimate) {
		this.model = model.withWeights();
		estimate = initialEstimate;
		previous = initialEstimate.copy();
		start = initialEstimate.copy();
		gradient = new Volume(initialEstimate.extent());
		field = model.field();
		floor = (float) (LEAST * Math.max(model.mean() - model.background(), model.floor()));
	}

	@Override
	public Step next() {
		model.load(field, start);
		final Misfit misfit = model.blurToRatio(field);
		// [correction >> estimate], with the products of old and new gradients
		final double[] sums = model.backprojectLast(field, (y, z, row, s) -> {
			final float[] x = estimate.row(y, z), p = start.row(y, z), g = gradient.row(y, z);
			final int n = x.length;
			model.weigh(y, z, row);
			RowKernels.multiply(row, p, n);
			RowKernels.change(x, row, n, s, 0);
			System.arraycopy(x, 0, previous.row(y, z), 0, n);
			System.arraycopy(row, 0, x, 0, n);
			RowKernels.add(row, -1, p, n);
			s[2] += RowKernels.dot(row, g, n);
			s[3] += RowKernels.dot(row, row, n);
			System.arraycopy(row, 0, g, 0, n);
		});
		final float alpha = (float) (gradientSquares > 0 ? Math.max(0, Math.min(MOST, sums[2] / gradientSquares)) : 0);
		gradientSquares = sums[3];
		extrapolate(alpha);
		return Step.of(misfit, sums, 0, 4);
	}

	private void extrapolate(final float alpha) {
		Planes.forEach(estimate.extent().nz(), z -> {
			for (int y = 0; y < estimate.extent().ny(); y++)
				RowKernels.extrapolate(start.row(y, z), estimate.row(y, z), previous.row(y, z), alpha, floor,
					estimate.extent().nx());
		});
	}

	@Override
	public Volume estimate() {
		return estimate;
	}
}
