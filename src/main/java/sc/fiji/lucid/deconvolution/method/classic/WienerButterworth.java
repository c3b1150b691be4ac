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
import sc.fiji.lucid.fft.Otf;
import sc.fiji.lucid.image.Volume;

/**
 * Richardson–Lucy with the unmatched back projector of Guo et al. 2020, Nat.
 * Biotechnol. 38:1337:
 *
 * <pre>
 * x ← x · clip( B (m · y/(Hx+b)) / B m ),   B = H* / (|H|² + α) / √(1 + ε² (f/f_c)²ⁿ)
 * </pre>
 *
 * A preview in one to four iterations; more of them diverge. The correction is
 * kept between a fifth and five, and the method ends when the misfit rises. The
 * cut-off f_c is where |H| falls below a hundredth of its maximum, along each
 * axis. Never negative. Four 3-D FFTs an iteration.
 */
public final class WienerButterworth implements Iteration {

	/** What this method says of itself. */
	public static final MethodDeclaration METHOD = MethodDeclaration
		.iterative("wiener-butterworth", "unmatched back projector: a preview in a few iterations",
			(task, fitted, start) -> new WienerButterworth(fitted, start))
		.promises(Trait.POSITIVE, Trait.RESUMES)
		.volumes(3)
		.ceiling(4)
		.stopsBy(StopReason.DIVERGED);

	private static final double ALPHA = 0.1;
	private static final int ORDER = 10;
	private static final double CUT_OFF = 0.01;
	private static final float MOST = 5;
	private static final float LEAST_SENSITIVITY = 0.05f;

	private final ForwardModel model;
	private final Volume estimate;
	private final Volume weights;
	private final Otf backProjector;
	private final Field field;

	public WienerButterworth(final ForwardModel model, final Volume initialEstimate) {
		this.model = model;
		estimate = initialEstimate;
		field = model.field();
		final double[] cutOff = cutOff();
		backProjector = model.otf().map((fx, fy, fz, h) -> {
			final double u = sq(fx / cutOff[0]) + sq(fy / cutOff[1]) + sq(fz / cutOff[2]);
			final double gain = 1 / (h[0] * h[0] + h[1] * h[1] + ALPHA) / Math.sqrt(1 + Math.pow(u, ORDER)) *
				(1 + ALPHA);
			h[0] *= gain;
			h[1] *= -gain;
		});
		weights = weights();
		model.load(field, estimate);
	}

	/** @return along each axis, the highest frequency at which |H| is a hundredth of its maximum, cycles per voxel */
	private double[] cutOff() {
		field.load(new sc.fiji.lucid.image.Extent(1, 1, 1), (y, z, row, s) -> row[0] = 1);
		final double[] limits = new double[3];
		field.measure(model.otf(), (fx, fy, fz, multiplicity, power, h, sums) -> {
			if (h[0] * h[0] + h[1] * h[1] < CUT_OFF * CUT_OFF) return;
			synchronized (limits) {
				limits[0] = Math.max(limits[0], Math.abs(fx));
				limits[1] = Math.max(limits[1], Math.abs(fy));
				limits[2] = Math.max(limits[2], Math.abs(fz));
			}
		});
		for (int a = 0; a < 3; a++)
			limits[a] = Math.max(limits[a], 1e-3);
		return limits;
	}

	private Volume weights() {
		final Volume w = new Volume(model.grid());
		final int nx = model.fieldOfView().nx();
		field.load(model.fieldOfView(), (y, z, row, s) -> {
			java.util.Arrays.fill(row, 0, nx, 1);
			model.mask(y, z, row);
		});
		field.finish(backProjector, Direction.APPLY, model.grid(), (y, z, row, s) -> {
			final float[] target = w.row(y, z);
			for (int x = 0; x < target.length; x++)
				target[x] = row[x] > LEAST_SENSITIVITY ? 1 / row[x] : 0;
		});
		return w;
	}

	@Override
	public Step next() {
		final Misfit misfit = model.blurToRatio(field);
		final double[] sums = field.filter(backProjector, Direction.APPLY, model.grid(), (y, z, row, s) -> {
			final float[] x = estimate.row(y, z);
			RowKernels.multiply(row, weights.row(y, z), x.length);
			RowKernels.raise(row, 1 / MOST, x.length);
			RowKernels.lower(row, MOST, x.length);
			RowKernels.multiply(row, x, x.length);
			RowKernels.change(x, row, x.length, s, 0);
			System.arraycopy(row, 0, x, 0, x.length);
		});
		return Step.of(misfit, sums, 0, 4);
	}

	private static double sq(final double v) {
		return v * v;
	}

	@Override
	public Volume estimate() {
		return estimate;
	}
}
