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

import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.model.Misfit;
import sc.fiji.lucid.deconvolution.model.RowKernels;
import sc.fiji.lucid.deconvolution.model.RowProducts;
import sc.fiji.lucid.deconvolution.penalty.Entropy;
import sc.fiji.lucid.deconvolution.penalty.Neighbourhood;
import sc.fiji.lucid.deconvolution.penalty.Penalty;
import sc.fiji.lucid.deconvolution.penalty.PenaltyKind;
import sc.fiji.lucid.deconvolution.penalty.PenaltyLaw;
import sc.fiji.lucid.deconvolution.stopping.StopReason;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.image.Volume;

/**
 * Penalised maximum likelihood by expectation maximisation, with the penalty R
 * replaced by a majorant that is a sum over voxels (De Pierro 1995, IEEE TMI
 * 14:132), accelerated as {@link HeavyBall} is:
 *
 * <pre>
 * p ← max( x + a (x − x₋₁), floor ),   a = (k − 1) / (k + 2)
 * x ← the positive root of  κ x² + ( Hᵀm + R' − κ p ) x − p Hᵀ( m · y / (Hp + b) ) = 0
 * </pre>
 *
 * κ is twice the majorant's curvature ({@link Penalty#majorant}), since R' is computed at every second p
 * alone, which halves what the penalty costs; the costs that are told between hold the price before.
 * Without that and momentum the cost never rises. Never negative. A voxel's step depends on what is within reach
 * of it, on no sum over the stack: tiles move as the whole does. Four 3-D FFTs an iteration.
 * <p>
 * With total variation it minimises what Dey et al. 2006, Microsc. Res. Tech. 69:260, do,
 * whose step divides by Hᵀm + R'(p) (one step late, Green 1990): where little is seen that flips from one
 * iteration to the next, the root does not.
 * <p>
 * Memory: four volumes, and a reference.
 */
public final class PenalisedHeavyBall implements Iteration {

	/** What this method says of itself. */
	public static final MethodDeclaration METHOD = MethodDeclaration
		.iterative("rl-tv", "Richardson-Lucy with momentum and a penalty (total variation unless told otherwise)",
			PenalisedHeavyBall::begin)
		.promises(Trait.POSITIVE, Trait.KNOWS_EXPOSURE, Trait.KNOWS_DEPTH, Trait.KEEPS_FLUX, Trait.RESUMES)
		.volumesAndWeights(5)
		.stopsBy(StopReason.HELD_OUT)
		.penalty(PenaltyKind.TV, new PenaltyLaw(5.6, 1, -0.75, 2, 0.004, 0),
			new PenaltyLaw(0.036, 0.75, -0.69, 1, 0.0035, FeatureWeighted.PLAIN));

	/** Keeps 0 from being divided by 0 where nothing is seen, or the root is 0. */
	public static final float LEAST_CURVATURE = 1e-20f;

	/** Steps with one R'. */
	public static final int STEPS = 2;
	/**
	 * κ by the majorant's curvature: with less, a second step by the same R' and momentum would let what is rough ring.
	 */
	public static final float CURVATURE = 2;

	private final ForwardModel model;
	private final Penalty penalty;
	private final Volume estimate;
	private final Volume start;
	private final Volume derivative;
	private final Volume curvature;
	private final Field field;
	private final RowProducts[] changes;
	private final float floor;
	private final float most;
	private final int steps;
	private final float[] ones;
	private final ThreadLocal<Scratch> scratch;
	private int k;
	private int transforms;
	private double price;

	/** Rows to work in. */
	private static final class Scratch {

		private final float[] h, k, t;

		Scratch(final int nx) {
			h = new float[nx];
			k = new float[nx];
			t = new float[nx];
		}
	}

	public PenalisedHeavyBall(final ForwardModel model, final Volume initialEstimate, final Penalty penalty) {
		this(model, initialEstimate, penalty, 1, STEPS);
	}

	/**
	 * @param momentum part of a that is used; with 0, and one step, the cost never rises
	 * @param steps that are taken with one R'
	 */
	public PenalisedHeavyBall(final ForwardModel model, final Volume initialEstimate, final Penalty penalty,
		final float momentum, final int steps)
	{
		this.model = model.withWeights();
		this.penalty = penalty;
		this.steps = steps;
		most = momentum;
		estimate = initialEstimate;
		start = initialEstimate.copy();
		derivative = new Volume(start.extent());
		curvature = new Volume(start.extent());
		field = model.field(start);
		changes = RowProducts.ofPlanes(start.extent().nz(), 2, start.extent().nx());
		floor = HeavyBall.floor(model);
		ones = new float[start.extent().nx()];
		Arrays.fill(ones, 1);
		scratch = ThreadLocal.withInitial(() -> new Scratch(start.extent().nx()));
	}

	/** @return this method at work, where the model's engine has it */
	public static Iteration on(final ForwardModel model, final Volume initialEstimate, final Penalty penalty) {
		return model.methods()
			.map(engine -> engine.penalisedHeavyBall(model, initialEstimate, penalty)
				.orElseThrow(() -> MethodDeclaration.missing(METHOD)))
			.orElseGet(() -> new PenalisedHeavyBall(model, initialEstimate, penalty));
	}

	private static Iteration begin(final Task task, final ForwardModel fitted, final Volume start) {
		if (task.plainIterations() == 0) return begin(task, fitted, start, task.lawfulWeight());
		final Iteration plain = HeavyBall.METHOD.begin(task, fitted, start);
		return new FeatureWeighted(plain, task.lawfulWeight(),
			PenaltyKind.TV.penalty(1, task.scale(), task.voxelSize(), fitted.grid().nx()),
			weight -> begin(task, fitted, plain.estimate(), weight));
	}

	private static Iteration begin(final Task task, final ForwardModel fitted, final Volume start,
		final double weight)
	{
		final Penalty penalty = task.penalty(weight);
		if (penalty == null) return HeavyBall.METHOD.begin(task, fitted, start);
		if (!task.isAnchored()) return on(fitted, start, penalty);
		return backprojected(fitted, task.initialEstimate(fitted), start, penalty, task.anchor(weight));
	}

	/**
	 * Binds the estimate to a {@link Backprojection}.
	 *
	 * @param reference an estimate, sharpened here
	 * @param penalty not null
	 * @param anchor weight of the relative {@link Entropy} to the reference, beside the penalty
	 */
	public static PenalisedHeavyBall backprojected(final ForwardModel model, final Volume reference,
		final Volume initialEstimate, final Penalty penalty, final double anchor)
	{
		Backprojection.sharpen(model, reference);
		final PenalisedHeavyBall method = new PenalisedHeavyBall(model, initialEstimate,
			new Entropy(anchor, reference, penalty));
		method.transforms = Backprojection.TRANSFORMS;
		return method;
	}

	@Override
	public Step next() {
		if (k % steps == 0) price = penalty.majorant(new Neighbourhood(start, false), derivative, curvature);
		final Misfit misfit = model.blurToRatio(field).plus(price);
		final float momentum = most * HeavyBall.Pace.PLAIN.momentum(k);
		k++;
		// [correction >> estimate >> start of the next step]
		final double[] sums = model.backproject(field, (y, z, row, s) -> {
			final float[] x = estimate.row(y, z), p = start.row(y, z), weights = model.weights(y, z);
			roots(row, p, weights == null ? ones : weights, derivative.row(y, z), curvature.row(y, z));
			final RowProducts change = changes[z].startOfRow(y);
			change.addChange(x, row);
			change.endOfRow(y, start.extent().ny(), s);
			RowKernels.extrapolate(p, row, x, momentum, floor, p.length);
			System.arraycopy(row, 0, x, 0, p.length);
			System.arraycopy(p, 0, row, 0, p.length);
		});
		final Step step = Step.of(misfit, sums, 0, transforms + 4);
		transforms = 0;
		return step;
	}

	/**
	 * Takes a row from the correction to the new estimate: the positive root of
	 * κ x² + 2h x − c, all times W = 1/Hᵀm and so 0 where too little is seen.
	 */
	private void roots(final float[] row, final float[] p, final float[] w, final float[] derivative,
		final float[] curvature)
	{
		final Scratch s = scratch.get();
		final int n = p.length;
		curvatures(s.k, curvature, w, n);
		products(row, s.k, w, p, n);
		halves(s.h, derivative, w, s.k, p, n);
		distances(s.t, s.h, row, n);
		roots(row, s.h, s.t, s.k, n);
	}

	private static void curvatures(final float[] k, final float[] curvature, final float[] w, final int n) {
		for (int i = 0; i < n; i++)
			k[i] = CURVATURE * curvature[i] * w[i] + LEAST_CURVATURE;
	}

	/** row ← κ c */
	private static void products(final float[] row, final float[] k, final float[] w, final float[] p, final int n) {
		for (int i = 0; i < n; i++)
			row[i] = k[i] * (w[i] * (p[i] * Math.max(row[i], 0)));
	}

	private static void halves(final float[] h, final float[] derivative, final float[] w, final float[] k,
		final float[] p, final int n)
	{
		for (int i = 0; i < n; i++)
			h[i] = 0.5f * (derivative[i] * w[i] - k[i] * p[i]) + 0.5f;
	}

	/** t ← √(h² + κ c) */
	private static void distances(final float[] t, final float[] h, final float[] row, final int n) {
		for (int i = 0; i < n; i++)
			t[i] = (float) Math.sqrt(h[i] * h[i] + row[i] + LEAST_CURVATURE);
	}

	/**
	 * row ← ( (h₋² + κ c) / (t + h₊) − h₋ ) / κ, 2 h₋ = h − |h|, 2 h₊ = h + |h|, by one division: nothing
	 * cancels, and nothing is chosen by the sign of h, which would not be made of vector instructions.
	 */
	private static void roots(final float[] row, final float[] h, final float[] t, final float[] k, final int n) {
		for (int i = 0; i < n; i++) {
			final float size = Math.abs(h[i]), down = 0.5f * (h[i] - size), up = t[i] + 0.5f * (h[i] + size);
			row[i] = (row[i] + down * (down - up)) / (k[i] * up);
		}
	}

	@Override
	public Volume estimate() {
		return estimate;
	}
}
