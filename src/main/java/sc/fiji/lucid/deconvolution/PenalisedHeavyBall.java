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
package sc.fiji.lucid.deconvolution;

import java.util.Arrays;

import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.Volume;

/**
 * Penalised maximum likelihood by expectation maximisation, with the penalty R
 * replaced by a majorant that is a sum over voxels (De Pierro 1995, IEEE TMI
 * 14:132), accelerated as {@link HeavyBall} is:
 *
 * <pre>
 * p ← max( x + a (x − x₋₁), floor ),   a = (k − 1) / (k + 2)
 * x ← the positive root of  κ x² + ( Hᵀm + R'(p) − κ p ) x − p Hᵀ( m · y / (Hp + b) ) = 0
 * </pre>
 *
 * κ is the majorant's curvature ({@link Penalty#evaluate}). Without momentum the
 * cost never rises. Never negative. A voxel's step depends on what is within reach
 * of it, on no sum over the stack: tiles move as the whole does. Four 3-D FFTs and
 * one visit of the penalty an iteration.
 * <p>
 * Memory: four volumes.
 */
final class PenalisedHeavyBall implements Iteration {

	/** Part of the mean signal that an extrapolated voxel keeps, since from zero nothing returns. */
	private static final double LEAST = 1e-4;

	private final ForwardModel model;
	private final Penalty penalty;
	private final Volume estimate;
	private final Volume start;
	private final Volume derivative;
	private final Volume curvature;
	private final Field field;
	private final float floor;
	private final float most;
	private final ThreadLocal<float[]> sensitivity;
	private int k;

	PenalisedHeavyBall(final ForwardModel model, final Volume initialEstimate, final Penalty penalty) {
		this(model, initialEstimate, penalty, 1);
	}

	/** @param momentum part of a that is used; 0 for steps that never raise the cost */
	PenalisedHeavyBall(final ForwardModel model, final Volume initialEstimate, final Penalty penalty,
		final float momentum)
	{
		this.model = model.withWeights();
		this.penalty = penalty;
		most = momentum;
		estimate = initialEstimate;
		start = initialEstimate.copy();
		derivative = new Volume(start.extent());
		curvature = new Volume(start.extent());
		field = model.field(start);
		floor = (float) (LEAST * Math.max(model.mean() - model.background(), model.floor()));
		sensitivity = ThreadLocal.withInitial(() -> new float[start.extent().nx()]);
	}

	@Override
	public Step next() {
		final double price = penalty.evaluate(new Neighbourhood(start, false), derivative, curvature);
		final Misfit misfit = model.blurToRatio(field).plus(price);
		final float momentum = most * k / (k + 3f);
		k++;
		// [correction >> estimate >> start of the next step]
		final double[] sums = model.backproject(field, (y, z, row, s) -> {
			final float[] x = estimate.row(y, z), p = start.row(y, z), seen = sensitivity.get();
			Arrays.fill(seen, 1);
			model.unweigh(y, z, seen);
			roots(row, p, seen, derivative.row(y, z), curvature.row(y, z), p.length);
			Rows.change(x, row, p.length, s, 0);
			Rows.extrapolate(p, row, x, momentum, floor, p.length);
			System.arraycopy(row, 0, x, 0, p.length);
			System.arraycopy(p, 0, row, 0, p.length);
		});
		return Step.of(misfit, sums, 0, 4);
	}

	/**
	 * Takes a row from the correction to the new estimate: the positive root of
	 * κ x² + b x − c, in the form that does not cancel; 0 where too little is seen.
	 */
	private static void roots(final float[] row, final float[] p, final float[] seen, final float[] derivative,
		final float[] curvature, final int n)
	{
		for (int i = 0; i < n; i++) {
			final float b = seen[i] + derivative[i] - curvature[i] * p[i], c = Math.max(row[i], 0) * p[i];
			final float d = (float) Math.sqrt(b * b + 4 * curvature[i] * c);
			final float root = b > 0 ? 2 * c / (b + d) : (d - b) / (2 * curvature[i]);
			row[i] = seen[i] > 0 ? root : 0;
		}
	}

	@Override
	public Volume estimate() {
		return estimate;
	}
}
