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

import sc.fiji.lucid.camera.Thinning;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.model.Misfit;
import sc.fiji.lucid.deconvolution.model.RowKernels;
import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.Otf;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * Gradient consensus (Manton &amp; York 2023), with the momentum of
 * {@link HeavyBall}. The photons are split at random into halves y₁ and y₂; a
 * voxel changes only where both ask for it:
 *
 * <pre>
 * uᵢ = W · Hᵀ( m · yᵢ / (½ (Hp + b)) )
 * x ← p · ½ (u₁ + u₂)   where HᵀH[ (u₁ − 1)(u₂ − 1) ] ≥ 0,   else p
 * </pre>
 *
 * Never negative, and it hardly over-fits. Eight 3-D FFTs an iteration.
 */
public final class GradientConsensus implements Iteration {

	/** What this method says of itself. */
	public static final MethodDeclaration METHOD = MethodDeclaration
		.iterative("gradient-consensus", "goes only where two halves of the photons agree; hardly over-fits",
			(task, fitted, start) -> new GradientConsensus(fitted, start, task.draw(0.5)))
		.promises(Trait.POSITIVE, Trait.KEEPS_FLUX, Trait.RESUMES, Trait.DRAWS_PHOTONS)
		.volumesAndWeights(4);

	private static final double LEAST = 1e-4;

	private final ForwardModel model;
	private final Thinning half;
	private final Volume estimate;
	private final Volume start;
	private final Volume correction;
	private final Volume product;
	private final Volume otherRatio;
	private final Field field;
	private final Otf twice;
	private final float floor;
	private int k;

	/** @param half half of the photons */
	public GradientConsensus(final ForwardModel model, final Volume initialEstimate, final Thinning half) {
		this.model = model.withWeights();
		this.half = half;
		estimate = initialEstimate;
		start = initialEstimate.copy();
		correction = new Volume(model.grid());
		product = new Volume(model.grid());
		otherRatio = new Volume(model.fieldOfView());
		field = model.field(start);
		twice = model.otf().map((fx, fy, fz, h) -> {
			h[0] = h[0] * h[0] + h[1] * h[1];
			h[1] = 0;
		});
		floor = (float) (LEAST * Math.max(model.mean() - model.background(), model.floor()));
	}

	@Override
	public Step next() {
		final Misfit misfit = blurToRatios();
		final int nx = model.grid().nx();
		model.backprojectLast(field, (y, z, row, s) -> {
			model.weigh(y, z, row);
			System.arraycopy(row, 0, correction.row(y, z), 0, nx);
		});
		model.load(field, otherRatio);
		model.backprojectLast(field, (y, z, row, s) -> {
			model.weigh(y, z, row);
			combine(correction.row(y, z), product.row(y, z), row, nx);
			model.unweigh(y, z, product.row(y, z));
			model.unweigh(y, z, product.row(y, z));
		});
		model.load(field, product);
		final float momentum = HeavyBall.Pace.PLAIN.momentum(k);
		k++;
		final double[] sums = field.filter(twice, Direction.APPLY, model.grid(), (y, z, row, s) -> {
			final float[] x = estimate.row(y, z), p = start.row(y, z);
			improve(p, correction.row(y, z), row, nx);
			RowKernels.change(x, p, nx, s, 0);
			RowKernels.extrapolate(row, p, x, momentum, floor, nx);
			System.arraycopy(p, 0, x, 0, nx);
			System.arraycopy(row, 0, p, 0, nx);
		});
		return Step.of(misfit, sums, 0, 8);
	}

	/** [start >> reblurred >> both ratios]: one stays in the field, the other goes to its volume. */
	private Misfit blurToRatios() {
		final Extent view = model.fieldOfView();
		final int nx = view.nx();
		final double[] sums = field.filter(model.otf(), Direction.APPLY, view, (y, z, row, s) -> {
			final float[] second = otherRatio.row(y, z), first = new float[nx], all = new float[nx];
			model.read(y, z, all);
			half.read(y, z, second);
			System.arraycopy(all, 0, first, 0, nx);
			RowKernels.add(first, -1, second, nx);
			RowKernels.expect(row, model.background(y, z), nx, model.floor());
			s[0] += RowKernels.divergence(row, all, nx);
			ratios(row, first, second, nx);
			model.mask(y, z, row);
			model.mask(y, z, second);
		});
		return new Misfit(sums[0] + model.constant(), Double.NaN, 1);
	}

	/** row ← 2 first / row, second ← 2 second / row */
	private static void ratios(final float[] row, final float[] first, final float[] second, final int n) {
		for (int x = 0; x < n; x++)
			second[x] = 2 * second[x] / row[x];
		for (int x = 0; x < n; x++)
			row[x] = 2 * first[x] / row[x];
	}

	/** correction ← ½ (u₁ + u₂), product ← (u₁ − 1)(u₂ − 1); u₁ comes in correction. */
	private static void combine(final float[] correction, final float[] product, final float[] u, final int n) {
		for (int x = 0; x < n; x++)
			product[x] = (correction[x] - 1) * (u[x] - 1);
		for (int x = 0; x < n; x++)
			correction[x] = 0.5f * (correction[x] + u[x]);
	}

	private static void improve(final float[] p, final float[] correction, final float[] consensus, final int n) {
		for (int i = 0; i < n; i++)
			p[i] *= consensus[i] < 0 ? 1 : correction[i];
	}

	@Override
	public Volume estimate() {
		return estimate;
	}
}
