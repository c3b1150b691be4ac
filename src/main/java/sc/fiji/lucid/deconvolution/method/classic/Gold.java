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
 * Gold's ratio method (Gold 1964, ANL-6984) in its convergent form, the image
 * space reconstruction algorithm (Daube-Witherspoon &amp; Muehllehner 1986, IEEE
 * TMI 5:61):
 *
 * <pre>
 * x ← x · Hᵀ m (y − b)₊ / Hᵀ m Hx
 * </pre>
 *
 * Least squares, never negative; the sum of squares never rises. Four 3-D FFTs an
 * iteration. As the data are projected back once, clipped voxels are taken as they were recorded.
 */
public final class Gold implements Iteration {

	/** What this method says of itself. */
	public static final MethodDeclaration METHOD = MethodDeclaration
		.iterative("gold", "Gold's ratio method (ISRA), for comparison",
			(task, fitted, start) -> new Gold(fitted, start))
		.promises(Trait.POSITIVE, Trait.MONOTONE, Trait.KEEPS_FLUX, Trait.RESUMES, Trait.LEAST_SQUARES)
		.volumes(2);

	private final ForwardModel model;
	private final Volume estimate;
	private final Volume backprojected;
	private final Field field;
	private final float least;

	public Gold(final ForwardModel model, final Volume initialEstimate) {
		this.model = model;
		estimate = initialEstimate;
		least = model.floor();
		backprojected = new Volume(model.grid());
		field = model.field();
		field.load(model.fieldOfView(), (y, z, row, s) -> signal(y, z, row));
		model.backprojectLast(field, (y, z, row, s) -> {
			RowKernels.raise(row, 0, model.grid().nx());
			System.arraycopy(row, 0, backprojected.row(y, z), 0, model.grid().nx());
		});
		model.load(field, estimate);
	}

	/** [observed >> signal]: (y − b)₊ where voxels have weight */
	private void signal(final int y, final int z, final float[] row) {
		final int nx = model.fieldOfView().nx();
		final float[] recorded = new float[nx];
		model.read(y, z, recorded);
		RowKernels.add(recorded, -1, model.background(y, z), nx);
		RowKernels.raise(recorded, 0, nx);
		model.mask(y, z, recorded);
		System.arraycopy(recorded, 0, row, 0, nx);
	}

	@Override
	public Step next() {
		final Misfit misfit = model.blurTo(Residual.SIGNAL, field);
		final double[] sums = model.backproject(field, (y, z, row, s) -> {
			final float[] x = estimate.row(y, z);
			improve(row, x, backprojected.row(y, z), least, x.length);
			RowKernels.change(x, row, x.length, s, 0);
			System.arraycopy(row, 0, x, 0, x.length);
		});
		return Step.of(misfit, sums, 0, 4);
	}

	private static void improve(final float[] row, final float[] x, final float[] data, final float least,
		final int n)
	{
		for (int i = 0; i < n; i++)
			row[i] = x[i] * data[i] / Math.max(row[i], least);
	}

	@Override
	public Volume estimate() {
		return estimate;
	}
}
