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
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.image.Volume;

/**
 * Richardson–Lucy accelerated by a scaled heavy ball (Wang &amp; Miller 2014, IEEE
 * TIP 23:848; the default of deconwolf, Wernersson et al. 2024, Nat. Methods
 * 21:1245):
 *
 * <pre>
 * p ← max( x + a (x − x₋₁), floor ),   a = (k − 1) / (k + 2)
 * x ← p · W · Hᵀ( m · y / (Hp + b) )
 * </pre>
 *
 * With an unknown background, b takes the step that a voxel would without momentum,
 * from above: b ← b · mean( m · y / (Hp + b) ).
 * <p>
 * Never negative. About three times fewer iterations than without; four 3-D FFTs
 * each.
 */
public final class HeavyBall implements Iteration {

	/** The background is fitted once the estimate is settled and so old; before, it would be blamed for what is not yet sharp. */
	private static final int LEAST_ITERATIONS = 4;

	/** Part of the mean signal that an extrapolated voxel keeps, since from zero nothing returns. */
	private static final double LEAST = 1e-4;

	private ForwardModel model;
	private final double fitting;
	private boolean settled;
	private final Volume estimate;
	private final Volume start;
	private final Field field;
	private final float floor;
	private int k;

	public HeavyBall(final ForwardModel model, final Volume initialEstimate) {
		this(model, initialEstimate, 0);
	}

	/**
	 * @param fitting cost of a fit from which on the background is one more unknown,
	 *          improved as a voxel is; 0 for never. Where the PSF is wrong the fit
	 *          stays worse, and the background would be blamed
	 */
	public HeavyBall(final ForwardModel model, final Volume initialEstimate, final double fitting) {
		this.model = model.withWeights();
		this.fitting = fitting;
		estimate = initialEstimate;
		start = initialEstimate.copy();
		field = model.field(start);
		floor = (float) (LEAST * Math.max(model.mean() - model.background(), model.floor()));
	}

	@Override
	public Step next() {
		final Misfit misfit = model.blurToRatio(field);
		final float momentum = k / (k + 3f);
		k++;
		// [correction >> estimate >> start of the next step]
		final double[] sums = model.backproject(field, (y, z, row, s) -> {
			final float[] x = estimate.row(y, z), p = start.row(y, z);
			model.weigh(y, z, row);
			RowKernels.multiply(p, row, p.length);
			RowKernels.change(x, p, p.length, s, 0);
			RowKernels.extrapolate(row, p, x, momentum, floor, p.length);
			System.arraycopy(p, 0, x, 0, p.length);
			System.arraycopy(row, 0, p, 0, p.length);
		});
		final Step step = Step.of(misfit, sums, 0, 4);
		settled |= k > LEAST_ITERATIONS && step.change() < SETTLED && misfit.cost() < fitting;
		// Without momentum, since what it overshoots comes back slowly and the estimate follows it.
		if (settled) model = model.withBackground(model.background() * misfit.meanRatio());
		return step;
	}

	/** @return counts under the signal, as fitted */
	public double background() {
		return model.background();
	}

	@Override
	public Volume estimate() {
		return estimate;
	}
}
