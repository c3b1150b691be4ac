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

import sc.fiji.lucid.deconvolution.method.HeavyBall;
import sc.fiji.lucid.deconvolution.method.Iteration;
import sc.fiji.lucid.deconvolution.method.MethodDeclaration;
import sc.fiji.lucid.deconvolution.method.PenalisedHeavyBall;
import sc.fiji.lucid.deconvolution.method.QuasiNewton;
import sc.fiji.lucid.deconvolution.method.Task;
import sc.fiji.lucid.deconvolution.method.Trait;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.model.HeldOut;
import sc.fiji.lucid.deconvolution.penalty.Penalty;
import sc.fiji.lucid.deconvolution.penalty.PenaltyChoice;
import sc.fiji.lucid.deconvolution.penalty.PenaltyKind;
import sc.fiji.lucid.deconvolution.stopping.StopReason;
import sc.fiji.lucid.deconvolution.stopping.Stopping;
import sc.fiji.lucid.deconvolution.stopping.StoppingPolicy;
import sc.fiji.lucid.deconvolution.stopping.StoppingRule;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Volume;

/**
 * Heavy ball without a penalty on nine tenths of the photons, until the tenth that
 * was held out ({@link HeldOut}) has long been met best; then, from there and on all
 * photons, penalised maximum likelihood, which takes away what the first stage made
 * of noise. It starts from an estimate that is too sharp, since a penalty blurs what
 * is too sharp at once and sharpens what is not only in many iterations.
 * <p>
 * The penalty is the logarithm of a probability. Its weight is counted in nats: it
 * grows with the signal-to-noise ratio of what is bright, not with the units of the
 * data, and is larger where haze hides what the PSF would show. The background is
 * fitted in the first stage where it is not given and haze lies everywhere. A number
 * of iterations that is asked for bounds both stages; more than they need are not
 * done. With {@link Stopping#FIXED} the first stage does exactly that many.
 * <p>
 * The second stage is {@link PenalisedHeavyBall}, which is careful with what was
 * measured well. Where haze lies everywhere ({@link sc.fiji.lucid.psf.Psf#spread}) or
 * photons are few it would come too slowly to what the whole tells, and it is
 * {@link QuasiNewton}; but not in a tile, which must move as its stack would, whose
 * other parts it does not see.
 */
final class TwoStage {

	/**
	 * What this method says of itself. Its first stage holds out photons, with a field and a residual; the second has a
	 * curvature instead.
	 */
	static final MethodDeclaration METHOD = MethodDeclaration
		.staged("two-stage", "heavy ball, stopped by photons held out, then penalised maximum likelihood")
		.promises(Trait.POSITIVE, Trait.KNOWS_EXPOSURE, Trait.KNOWS_DEPTH, Trait.ON_DEVICES, Trait.KEEPS_FLUX,
			Trait.DRAWS_PHOTONS)
		.volumesAndWeights(4);

	/** Of the penalty, in nats, where what is bright is as bright as its noise. */
	private static final double WEIGHT = 0.09;

	/** How much more the penalty weighs where out-of-focus light lies over everything. */
	private static final double HAZE = 1.4;

	/** Photons in what is bright of which noise must be taken away in larger steps. */
	private static final double DIM = 40;

	/** Steps that L-BFGS remembers: the second stage is as short as that. */
	private static final int MEMORY = 1;
	/** What is bright is as bright as this percentile of the estimate. */
	private static final double BRIGHT = 0.99;

	private final MethodRunner runner;
	private final Task task;
	private final StoppingPolicy policy;
	private final DeconvolutionOptions options;

	private TwoStage(final MethodRunner runner) {
		this.runner = runner;
		task = runner.task();
		policy = runner.policy();
		options = task.options();
	}

	static SolverResult run(final MethodRunner runner) {
		final TwoStage stages = new TwoStage(runner);
		return stages.second(stages.isFixed() ? stages.fixed() : stages.first());
	}

	/** @return options that make another volume's first stage as long as that one's was */
	static DeconvolutionOptions alike(final Restoration model, final DeconvolutionOptions options) {
		// A bound that cuts the second stage short binds the first one everywhere.
		final DeconvolutionOptions weighed = Deconvolution.weighed(options, model.penalty().orElseThrow());
		if (StoppingPolicy.cutsSecondStage(options)) return weighed;
		return weighed.withStopping(Stopping.FIXED).withIterations(model.trace().points().size());
	}

	private SolverResult first() {
		final HeldOut photons = runner.heldOut();
		return fit(task.model().holdingOut(photons), policy.mostOfFirstStage()).plus(photons.transforms());
	}

	private boolean isFixed() {
		return policy.isFixed();
	}

	/**
	 * As long as the first stage of another volume, which decided, and on as many
	 * photons; but of tiles on all, since where they overlap they would not draw the
	 * same.
	 */
	private SolverResult fixed() {
		return fit(task.isTile() ? task.model() : task.model().holdingOut(runner.heldOut()),
			options.iterations().getAsInt());
	}

	private SolverResult fit(final ForwardModel model, final int most) {
		return runner.iterate(HeavyBall.on(model, task.initialEstimate(model), HeavyBall.Pace.SWIFT), model,
			policy.firstStage(), most, runner.progress().part(0, 0.7, ""));
	}

	private SolverResult second(final SolverResult first) {
		final ForwardModel model = task.model().withBackground(first.background()).refreshed(first.estimate());
		final double scale = task.scale();
		final boolean local = task.isTile() || !task.isHazy() && task.photons(scale) > DIM;
		final int iterations = policy.secondStage(local, first.iterations());
		final PenaltyChoice choice = choice(model, first.estimate(), scale);
		final Penalty penalty = task.penalty(PenaltyKind.HESSIAN_AND_GRADIENT, choice);
		final Iteration iteration = local && penalty != null ? PenalisedHeavyBall.on(model, first.estimate(), penalty)
			: QuasiNewton.on(model, first.estimate(), penalty, MEMORY);
		final SolverResult second = runner.iterate(iteration, model, StoppingRule.fixed(iterations), iterations,
			runner.progress().part(0.7, 1, ""));
		return new SolverResult(second.estimate(), first.trace(), first.iterations() + iterations, first.reason(),
			first.transforms() + second.transforms(), model.background(), explanation(first, iterations), choice);
	}

	private String explanation(final SolverResult first, final int iterations) {
		return first.iterations() + " iterations of heavy ball (" +
			(isFixed() ? "as decided before"
				: first.reason() == StopReason.STALLED ? first.reason()
					: "photons held out are met best after " + first.trace().best()) +
			"), then " + iterations + " of penalised maximum likelihood";
	}

	/** Steepness counts from what is bright in the estimate, but not from what a sparse object rises to. */
	private PenaltyChoice choice(final ForwardModel model, final Volume estimate, final double scale) {
		final double photons = task.photons(scale);
		final double nat = scale / photons;
		final double brightness = options.brightness()
			.orElseGet(() -> Math.min(
				Math.max(Percentiles.percentile(estimate, model.fieldOfView(), BRIGHT), 10 * model.floor()),
				3 * scale));
		final double more = task.isHazy() ? HAZE : 1;
		return new PenaltyChoice(options.weight().orElse(WEIGHT * more * Math.sqrt(photons) * nat / brightness),
			brightness);
	}
}
