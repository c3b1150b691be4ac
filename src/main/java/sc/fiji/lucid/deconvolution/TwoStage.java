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

import sc.fiji.lucid.camera.Percentiles;
import sc.fiji.lucid.deconvolution.method.HeavyBall;
import sc.fiji.lucid.deconvolution.method.Iteration;
import sc.fiji.lucid.deconvolution.method.PenalisedHeavyBall;
import sc.fiji.lucid.deconvolution.method.QuasiNewton;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.model.HeldOut;
import sc.fiji.lucid.deconvolution.penalty.Penalty;
import sc.fiji.lucid.deconvolution.penalty.PenaltyChoice;
import sc.fiji.lucid.deconvolution.penalty.PenaltyKind;
import sc.fiji.lucid.deconvolution.stopping.StopReason;
import sc.fiji.lucid.deconvolution.stopping.Stopping;
import sc.fiji.lucid.deconvolution.stopping.StoppingRule;
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

	/** Of the penalty, in nats, where what is bright is as bright as its noise. */
	private static final double WEIGHT = 0.09;

	/** How much more the penalty weighs where out-of-focus light lies over everything. */
	private static final double HAZE = 1.4;

	/** Photons in what is bright of which noise must be taken away in larger steps. */
	private static final double DIM = 40;

	/** A fit that costs so many times what noise alone would cost is the PSF's fault, not that of the edges. */
	private static final double BAD_FIT = 4;
	/**
	 * Of the structure's energy: what an iteration in the finest voxels must gain where haze was explained by coarser
	 * ones. Tissue and nuclei gain 0.3 to 1.5e-4 at their fastest and need none, shells 2 to 4e-4, filaments and spots
	 * a hundred times that, up to 75 iterations (FidelityBenchmark, seed 1, 2026-11-29).
	 */
	private static final double LEAST_GAIN = 1.2e-4;
	private static final int FIRST = 200;
	private static final int LOCAL_STEPS = 13;
	private static final int DIM_STEPS = 8;
	private static final int HAZE_STEPS = 7;
	/** From a coarse start; more bring shells and filaments of the seed 1 phantoms further from the truth (2026-11-29). */
	private static final int COARSE_HAZE_STEPS = 5;
	private static final int MEMORY = 1;
	private static final double BRIGHT = 0.99;

	private final MethodRunner procedure;
	private final DeconvolutionOptions options;

	private TwoStage(final MethodRunner procedure) {
		this.procedure = procedure;
		options = procedure.options();
	}

	static SolverResult run(final MethodRunner procedure) {
		final TwoStage stages = new TwoStage(procedure);
		return stages.second(stages.isFixed() ? stages.fixed() : stages.first());
	}

	/** @return options that make another volume's first stage as long as that one's was */
	static DeconvolutionOptions alike(final Restoration model, final DeconvolutionOptions options) {
		// A bound that cuts the second stage short binds the first one everywhere.
		final DeconvolutionOptions weighed = Deconvolution.weighed(options, model.penalty().orElseThrow());
		if (options.iterations().orElse(LOCAL_STEPS) < LOCAL_STEPS) return weighed;
		return weighed.withStopping(Stopping.FIXED).withIterations(model.trace().points().size());
	}

	private SolverResult first() {
		final HeldOut photons = procedure.heldOut();
		final ForwardModel thinned = procedure.model().holdingOut(photons);
		final HeavyBall heavyBall = new HeavyBall(thinned, thinned.initialEstimate(options.initialEstimate()));
		final SolverResult outcome = procedure.iterate(heavyBall, thinned,
			StoppingRule.stalled(BAD_FIT * procedure.expectedCost()).or(enough(options.iterations().orElse(FIRST))),
			FIRST, procedure.progress().part(0, 0.7, ""));
		return outcome.plus(photons.transforms());
	}

	private StoppingRule enough(final int most) {
		final StoppingRule heldOut = MethodRunner.untilHeldOut(most);
		return isCoarseAndHazy() ? heldOut.or(StoppingRule.neverSteep(LEAST_GAIN)) : heldOut;
	}

	private boolean isCoarseAndHazy() {
		return procedure.model().startsCoarse() && procedure.isHazy();
	}

	private boolean isFixed() {
		return options.stopping() == Stopping.FIXED && options.iterations().isPresent();
	}

	/**
	 * As long as the first stage of another volume, which decided, and on as many
	 * photons; but of tiles on all, since where they overlap they would not draw the
	 * same.
	 */
	private SolverResult fixed() {
		final ForwardModel model = procedure.isTile() ? procedure.model()
			: procedure.model().holdingOut(procedure.heldOut());
		final HeavyBall heavyBall = new HeavyBall(model, model.initialEstimate(options.initialEstimate()));
		final int iterations = options.iterations().getAsInt();
		return procedure.iterate(heavyBall, model, StoppingRule.fixed(iterations), iterations,
			procedure.progress().part(0, 0.7, ""));
	}

	private SolverResult second(final SolverResult first) {
		final ForwardModel model = procedure.model().withBackground(first.background()).refreshed(first.estimate());
		final double scale = procedure.scale();
		final boolean local = procedure.isTile() || !procedure.isHazy() && procedure.photons(scale) > DIM;
		final int hazy = isCoarseAndHazy() ? COARSE_HAZE_STEPS : HAZE_STEPS;
		final int most = local ? LOCAL_STEPS : procedure.isHazy() ? hazy : DIM_STEPS;
		final int iterations = isFixed() ? most : Math.min(most, options.iterations().orElse(most));
		final PenaltyChoice choice = choice(model, first.estimate(), scale);
		final Penalty penalty = procedure.penalty(PenaltyKind.HESSIAN_AND_GRADIENT, choice);
		final Iteration iteration = local && penalty != null ? new PenalisedHeavyBall(model, first.estimate(), penalty)
			: new QuasiNewton(model, first.estimate(), penalty, MEMORY);
		final SolverResult second = procedure.iterate(iteration, model, StoppingRule.fixed(iterations), iterations,
			procedure.progress().part(0.7, 1, ""));
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
		final double photons = procedure.photons(scale);
		final double nat = scale / photons;
		final double brightness = options.brightness()
			.orElseGet(() -> Math.min(
				Math.max(Percentiles.percentile(estimate, model.fieldOfView(), BRIGHT), 10 * model.floor()),
				3 * scale));
		final double more = procedure.isHazy() ? HAZE : 1;
		return new PenaltyChoice(options.weight().orElse(WEIGHT * more * Math.sqrt(photons) * nat / brightness),
			brightness);
	}
}
