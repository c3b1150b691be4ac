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
import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;

/**
 * Iterative constrained Tikhonov–Miller (van der Voort &amp; Strasters 1995, J.
 * Microsc. 178:165; van Kempen et al. 1997, J. Microsc. 185:354): conjugate
 * gradients on
 *
 * <pre>
 * ½ ‖ m (y − b − Hx) ‖² + ½ λ ‖x‖²
 * </pre>
 *
 * where each step is as long as is best along its line, and then cut at zero.
 * Never negative. Six 3-D FFTs an iteration.
 */
public final class TikhonovMiller implements Iteration {

	/** What this method says of itself. */
	public static final MethodDeclaration METHOD = MethodDeclaration
		.iterative("tikhonov-miller", "iterative constrained Tikhonov-Miller, for comparison",
			(task, fitted, start) -> new TikhonovMiller(fitted, start, task.weight()))
		.promises(Trait.POSITIVE, Trait.KEEPS_FLUX, Trait.RESUMES, Trait.LEAST_SQUARES)
		.volumes(3)
		.ceiling(60)
		.weight(1e-3);

	private final ForwardModel model;
	private final double weight;
	private final Volume estimate;
	private final Volume direction;
	private final Field field;
	private double squares;

	public TikhonovMiller(final ForwardModel model, final Volume initialEstimate, final double weight) {
		this.model = model;
		this.weight = weight;
		estimate = initialEstimate;
		direction = new Volume(initialEstimate.extent());
		field = model.field();
	}

	@Override
	public Step next() {
		model.load(field, estimate);
		final Misfit misfit = model.blurTo(Residual.DIFFERENCE, field);
		final Volume gradient = new Volume(model.grid());
		final int nx = model.grid().nx();
		// r = Hᵀ m (y − b − Hx) − λ x, minus the gradient
		final double[] g = model.backprojectLast(field, (y, z, row, s) -> {
			final float[] x = estimate.row(y, z), r = gradient.row(y, z);
			System.arraycopy(row, 0, r, 0, nx);
			RowKernels.add(r, (float) -weight, x, nx);
			s[0] += RowKernels.dot(r, r, nx);
			s[1] += RowKernels.dot(x, x, nx);
		});
		final double[] line = line(gradient, squares > 0 ? g[0] / squares : 0);
		squares = g[0];
		final double length = line[0] / (blurredSquares() + weight * line[1]);
		final double[] sums = Planes.sum(model.grid().nz(), 2, (z, s) -> {
			for (int y = 0; y < model.grid().ny(); y++) {
				final float[] x = estimate.row(y, z), old = x.clone();
				RowKernels.add(x, (float) (Double.isFinite(length) ? length : 0), direction.row(y, z), nx);
				RowKernels.raise(x, 0, nx);
				RowKernels.change(old, x, nx, s, 0);
			}
		});
		return Step.of(misfit.plus(weight * g[1] / 2), sums, 0, 6);
	}

	/** d ← r + β d, or r where that would not descend; returns ⟨r, d⟩ and ⟨d, d⟩. */
	private double[] line(final Volume gradient, final double beta) {
		final double[] products = Planes.sum(model.grid().nz(), 2, (z, s) -> {
			for (int y = 0; y < model.grid().ny(); y++) {
				final float[] d = direction.row(y, z), r = gradient.row(y, z);
				RowKernels.scale(d, (float) beta, d.length);
				RowKernels.add(d, 1, r, d.length);
				s[0] += RowKernels.dot(r, d, d.length);
				s[1] += RowKernels.dot(d, d, d.length);
			}
		});
		return products[0] > 0 || beta == 0 ? products : line(gradient, 0);
	}

	private double blurredSquares() {
		final Extent view = model.fieldOfView();
		model.load(field, direction);
		return field.finish(model.otf(), Direction.APPLY, view, (y, z, row, s) -> {
			model.mask(y, z, row);
			s[0] += RowKernels.dot(row, row, view.nx());
		})[0];
	}

	@Override
	public Volume estimate() {
		return estimate;
	}
}
