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
import sc.fiji.lucid.deconvolution.model.RowKernels;
import sc.fiji.lucid.deconvolution.stopping.StopReason;
import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * Jansson–Van Cittert (Jansson, Hunt &amp; Plyler 1970, J. Opt. Soc. Am. 60:596;
 * Agard 1984, Annu. Rev. Biophys. 13:191): the residual itself corrects the
 * estimate, the less the nearer it is to the limits A = 0 and B:
 *
 * <pre>
 * x ← x + r(x) (y − b − Hx),   r(x) = 1 − 2/B |x − B/2|
 * </pre>
 *
 * For comparison with the literature: it knows no noise and diverges on it, and
 * sees nothing outside the field of view. Never negative. Two 3-D FFTs an
 * iteration.
 */
public final class JanssonVanCittert implements Iteration {

	/** What this method says of itself. */
	public static final MethodDeclaration METHOD = MethodDeclaration
		.iterative("jansson-van-cittert", "relaxed residuals, for comparison",
			(task, fitted, start) -> new JanssonVanCittert(fitted, start, task.maximum()))
		.promises(Trait.POSITIVE, Trait.RESUMES, Trait.LEAST_SQUARES, Trait.IGNORES_NOISE)
		.volumes(1)
		.ceiling(60)
		.stopsBy(StopReason.DIVERGED);

	/** The upper limit, in maxima of the signal. */
	private static final double LIMIT = 10;

	private final ForwardModel model;
	private final Volume estimate;
	private final Field field;
	private final float limit;

	public JanssonVanCittert(final ForwardModel model, final Volume initialEstimate, final double maximum) {
		this.model = model;
		estimate = initialEstimate;
		field = model.field();
		limit = (float) (LIMIT * Math.max(maximum - model.background(), model.floor()));
	}

	@Override
	public Step next() {
		model.load(field, estimate);
		final Extent view = model.fieldOfView();
		final double[] sums = field.finish(model.otf(), Direction.APPLY, view, (y, z, row, s) -> {
			final float[] x = estimate.row(y, z), old = x.clone();
			final float[] residual = new float[view.nx()];
			model.read(y, z, residual);
			RowKernels.difference(residual, residual, model.background(y, z), row, view.nx());
			model.mask(y, z, residual);
			s[0] += RowKernels.dot(residual, residual, view.nx());
			relax(x, residual, limit, view.nx());
			RowKernels.change(old, x, view.nx(), s, 1);
		});
		return Step.of(new Misfit(sums[0] / 2, Double.NaN, 1), sums, 1, 2);
	}

	private static void relax(final float[] x, final float[] residual, final float limit, final int n) {
		for (int i = 0; i < n; i++)
			x[i] = Math.max(0, x[i] + (1 - Math.abs(2 * x[i] / limit - 1)) * residual[i]);
	}

	@Override
	public Volume estimate() {
		return estimate;
	}
}
