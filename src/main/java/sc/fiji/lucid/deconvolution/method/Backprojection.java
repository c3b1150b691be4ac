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

import java.util.Arrays;

import sc.fiji.lucid.deconvolution.InitialEstimate;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.model.RowKernels;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;

/**
 * A first estimate that shows where the light came from:
 *
 * <pre>
 * x₀ ← c · min( x, 2 s ) · r³,   r = max( W Hᵀ m (y − b) / s, 0.05 ),   s = mean( y − b )
 * </pre>
 *
 * c such that the sum over what is seen is that of the signal. Hᵀ takes the
 * noise, the cube some of the blur. From a flat estimate quasi-Newton methods take
 * five iterations to get there; but steps that cannot take noise away again, as those
 * of Richardson–Lucy, are better begun from a flat one.
 */
final class Backprojection {

	/** 3-D FFTs of Hᵀ; those of the weights, made once for a model, count for no method. */
	static final int TRANSFORMS = 2;

	/** What is darker than this part of the mean starts as bright, since from zero nothing returns. */
	private static final float LEAST = 0.05f;

	/** Of the mean, where {@link InitialEstimate#FLAT} has three times as much outside: there, r tells part of it. */
	private static final float MOST = 2;

	private Backprojection() {}

	/** @param estimate is changed */
	static void sharpen(final ForwardModel model, final Volume estimate) {
		final Extent view = model.fieldOfView(), grid = model.grid();
		final float signal = (float) Math.max(model.mean() - model.background(), model.floor());
		final Field field = model.withWeights().field();
		// The light of a tile is its own, the mean that of its stack.
		final double light = field.load(view, (y, z, row, sums) -> {
			model.read(y, z, row);
			RowKernels.add(row, -1, model.background(y, z), view.nx());
			model.mask(y, z, row);
			sums[0] += RowKernels.sum(row, view.nx());
		})[0];
		final double sum = model.backprojectLast(field, (y, z, row, sums) -> {
			model.weigh(y, z, row);
			final float[] x = estimate.row(y, z);
			cube(x, row, MOST * signal, 1 / signal, grid.nx());
			if (y < view.ny() && z < view.nz()) {
				final float[] seen = Arrays.copyOf(x, view.nx());
				model.mask(y, z, seen);
				sums[0] += RowKernels.sum(seen, view.nx());
			}
		})[0];
		final float c = (float) (Math.max(light, model.floor() * view.voxels()) / sum);
		Planes.forEach(grid.nz(), z -> {
			for (int y = 0; y < grid.ny(); y++)
				RowKernels.scale(estimate.row(y, z), c, grid.nx());
		});
	}

	private static void cube(final float[] x, final float[] row, final float most, final float f, final int n) {
		for (int i = 0; i < n; i++) {
			final float r = Math.max(row[i] * f, LEAST);
			x[i] = Math.min(x[i], most) * r * r * r;
		}
	}
}
