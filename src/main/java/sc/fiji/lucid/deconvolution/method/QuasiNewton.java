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
import sc.fiji.lucid.deconvolution.penalty.Entropy;
import sc.fiji.lucid.deconvolution.penalty.Penalty;
import sc.fiji.lucid.deconvolution.penalty.PenaltyKind;
import sc.fiji.lucid.deconvolution.penalty.PenaltyLaw;
import sc.fiji.lucid.deconvolution.stopping.StopReason;
import sc.fiji.lucid.fft.RowStep;
import sc.fiji.lucid.image.Volume;

/**
 * Penalised maximum likelihood: minimises
 *
 * <pre>
 * J(x) = Σ m [ (Hx+b) − y + y log( y / (Hx+b) ) ] + R(x),   x = s²
 * </pre>
 *
 * over s, which keeps the estimate from being negative, by L-BFGS
 * ({@link LimitedMemory}) with backtracking until Armijo's condition holds. ∇J by s
 * is {@code 2s ( Hᵀ(m (1 − y/(Hx+b))) + ∇R )}. The cost never rises. Four 3-D FFTs
 * an iteration, two more where a step was too long; nothing but the penalty takes a
 * sweep of its own.
 * <p>
 * If asked, it works on s / W<sup>3/8</sup> instead, W = 1/Hᵀm: light from outside then
 * comes as fast as what is seen fully. (With the power ¼, a step against the gradient is
 * along {@code −x W ∇J}, as one of Richardson–Lucy; ⅜ is a little faster.)
 * <p>
 * Memory: two volumes, and two for each step remembered.
 */
public final class QuasiNewton implements Iteration {

	/** What this method says of itself. */
	public static final MethodDeclaration METHOD = MethodDeclaration
		.iterative("quasi-newton", "penalised maximum likelihood by L-BFGS", QuasiNewton::begin)
		.promises(Trait.POSITIVE, Trait.KNOWS_EXPOSURE, Trait.KNOWS_DEPTH, Trait.MONOTONE, Trait.KEEPS_FLUX)
		.volumes(10)
		.stopsBy(StopReason.HELD_OUT)
		.penalty(PenaltyKind.HESSIAN_AND_GRADIENT, new PenaltyLaw(0.6, 0.5, -0.75, 1.35, 0.007, 0),
			new PenaltyLaw(0.037, 0.5, -0.6, 0.3, 0.007, 0));

	/** More steps need more sums than a sweep makes. */
	static final int MOST_MEMORY = (RowStep.SUMS - 1) / 2;

	/** Steps that {@link #METHOD} remembers, at two volumes each. */
	private static final int MEMORY = 3;

	private static final double ARMIJO = 1e-4;
	private static final int BACKTRACKS = 8;

	private final DescentSpace space;
	private final LimitedMemory memory;
	private Misfit misfit;
	private int transforms;

	/**
	 * @param initialEstimate replaced by its root
	 * @param penalty or null
	 * @param steps that are remembered, at most {@link #MOST_MEMORY}
	 */
	public QuasiNewton(final ForwardModel model, final Volume initialEstimate, final Penalty penalty, final int steps) {
		this(model, initialEstimate, penalty, steps, false);
	}

	private QuasiNewton(final ForwardModel model, final Volume initialEstimate, final Penalty penalty, final int steps,
		final boolean stretched)
	{
		memory = new LimitedMemory(steps);
		space = new RowDescent(model, initialEstimate, penalty, memory.slots(), stretched);
	}

	private QuasiNewton(final LimitedMemory memory, final DescentSpace space) {
		this.memory = memory;
		this.space = space;
	}

	/** @return this method at work, where the model's engine has it */
	public static QuasiNewton on(final ForwardModel model, final Volume initialEstimate, final Penalty penalty,
		final int steps)
	{
		final LimitedMemory memory = new LimitedMemory(steps);
		return model.methods()
			.map(engine -> new QuasiNewton(memory,
				engine.descent(model, initialEstimate, penalty, memory.slots())
					.orElseThrow(() -> MethodDeclaration.missing(METHOD))))
			.orElseGet(() -> new QuasiNewton(model, initialEstimate, penalty, steps));
	}

	/** Where haze lies over everything, most of the light from outside is hardly seen and would take all steps. */
	private static Iteration begin(final Task task, final ForwardModel fitted, final Volume start) {
		final double weight = task.lawfulWeight();
		return backprojected(fitted, start, task.penalty(weight), task.anchor(weight), MEMORY, !task.isHazy());
	}

	/**
	 * Starts from the estimate times the {@link Backprojection}.
	 *
	 * @param anchor weight of the relative {@link Entropy} to that start, beside the penalty; 0 for none
	 * @param stretched whether to work on s / W<sup>3/8</sup>
	 */
	public static QuasiNewton backprojected(final ForwardModel model, final Volume initialEstimate,
		final Penalty penalty, final double anchor, final int steps, final boolean stretched)
	{
		Backprojection.sharpen(model, initialEstimate);
		final Penalty anchored = anchor == 0 ? penalty : new Entropy(anchor, initialEstimate.copy(), penalty);
		final QuasiNewton method = new QuasiNewton(model, initialEstimate, anchored, steps, stretched);
		method.transforms = Backprojection.TRANSFORMS;
		return method;
	}

	@Override
	public Step next() {
		if (misfit == null) {
			space.begin();
			fit();
		}
		memory.addGradient(gradient());
		final Misfit before = misfit;
		double[] direction = memory.direction();
		if (!(memory.slope(direction) < 0)) {
			memory.forget();
			direction = memory.direction();
		}
		double slope = memory.slope(direction);
		double[] change = advance(direction);
		fit();
		for (int k = 0; k < BACKTRACKS && !(misfit.cost() <= before.cost() + ARMIJO * slope); k++) {
			// the minimum of the parabola through both costs with the slope at the start
			final double parabola = -slope / (2 * (misfit.cost() - before.cost() - slope));
			final double shorter = Math.max(0.1, Math.min(0.5, Double.isFinite(parabola) ? parabola : 0));
			change = shorten(shorter);
			slope *= shorter;
			fit();
		}
		final Step step = Step.of(before, change, 0, transforms);
		transforms = 0;
		return step;
	}

	private double[] advance(final double[] direction) {
		final double[] change = space.advance(direction, memory.nextStep());
		memory.addStep(direction);
		return change;
	}

	private double[] shorten(final double factor) {
		memory.scaleStep(factor);
		return space.shorten(memory.lastStep(), factor);
	}

	private void fit() {
		misfit = space.fit(memory.nextGradient());
		transforms += 2;
	}

	private double[] gradient() {
		transforms += 2;
		return space.gradient(memory.nextGradient());
	}

	/** Everything but the estimate is let go; the next step starts anew from it. */
	@Override
	public Volume estimate() {
		memory.clear();
		misfit = null;
		return space.estimate();
	}

	@Override
	public void verify() {
		space.verify();
	}

	@Override
	public void close() {
		space.close();
	}

	/** @return a copy of the estimate; nothing is let go, and the next step is what it would have been */
	public Volume look() {
		return space.look();
	}
}
