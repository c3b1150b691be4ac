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

import java.util.Optional;

import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.camera.Percentiles;
import sc.fiji.lucid.camera.Thinning;
import sc.fiji.lucid.deconvolution.method.BiggsAndrews;
import sc.fiji.lucid.deconvolution.method.FeatureWeighted;
import sc.fiji.lucid.deconvolution.method.Gold;
import sc.fiji.lucid.deconvolution.method.GradientConsensus;
import sc.fiji.lucid.deconvolution.method.HeavyBall;
import sc.fiji.lucid.deconvolution.method.Iteration;
import sc.fiji.lucid.deconvolution.method.JanssonVanCittert;
import sc.fiji.lucid.deconvolution.method.Landweber;
import sc.fiji.lucid.deconvolution.method.LinearFilter;
import sc.fiji.lucid.deconvolution.method.PenalisedHeavyBall;
import sc.fiji.lucid.deconvolution.method.QuasiNewton;
import sc.fiji.lucid.deconvolution.method.RichardsonLucy;
import sc.fiji.lucid.deconvolution.method.TikhonovMiller;
import sc.fiji.lucid.deconvolution.method.WienerButterworth;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.model.HeldOut;
import sc.fiji.lucid.deconvolution.model.RowKernels;
import sc.fiji.lucid.deconvolution.penalty.Penalty;
import sc.fiji.lucid.deconvolution.penalty.PenaltyChoice;
import sc.fiji.lucid.deconvolution.penalty.PenaltyKind;
import sc.fiji.lucid.deconvolution.penalty.PenaltyLaw;
import sc.fiji.lucid.deconvolution.stopping.ConvergenceHistory;
import sc.fiji.lucid.deconvolution.stopping.StopReason;
import sc.fiji.lucid.deconvolution.stopping.Stopping;
import sc.fiji.lucid.deconvolution.stopping.StoppingRule;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.RecordingStatistics;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;

/** Runs a method on a forward model until its stopping rule says so. */
final class MethodRunner {

	/** The share that is held out of a trial, after which all are fitted: a decision that is more certain. */
	private static final double LARGE_SHARE = 0.2;

	/**
	 * Where haze lies over everything and no coarse level has explained it before, the error that held-out photons show must fall so
	 * steeply: what it gains more slowly, in the detail that they can show, is by then lost
	 * in fainter detail.
	 */
	private static final double TOLL = 4e-4;

	private static final int LEAST_ITERATIONS = 3;
	private static final double TOLERANCE = 1e-3;
	private static final int MEMORY = 3;

	/** The first steps of a method that runs until it is at rest are short, too. */
	private static final int FIRST_STEPS = 20;

	private final Recording observed;
	private final ForwardModel model;
	private final DeconvolutionOptions options;
	private final NoiseModel noise;
	private final Psf psf;
	/** A small share of the photons, drawn before; null if none was needed. */
	private final Thinning photons;
	private final Progress progress;

	/** Found when it is first asked for, in a pass over the data. */
	private double scale = Double.NaN;

	/** What the penalty of the last iteration that was begun is weighed by, or null. */
	private PenaltyChoice chosen;

	MethodRunner(final Recording observed, final ForwardModel model, final DeconvolutionOptions options,
		final NoiseModel noise, final Psf psf, final Thinning photons, final Progress progress)
	{
		this.photons = photons;
		this.observed = observed;
		this.model = model;
		this.options = options;
		this.noise = noise;
		this.psf = psf;
		this.progress = progress;
	}

	SolverResult run(final Method method) {
		if (method.isStaged()) return TwoStage.run(this);
		if (method == Method.IDENTITY) return direct(identity(), "", 0);
		if (method.isDirect()) return linear(method);
		return decidesByHeldOut(options) ? decidedFirst(method)
			: iterate(method, model, model.initialEstimate(options.initialEstimate()), rule(method), progress);
	}

	/** Finds the number of iterations with a fifth of the photons held out, then runs on all of them. */
	private SolverResult decidedFirst(final Method method) {
		final HeldOut photons = heldOut(LARGE_SHARE);
		final SolverResult trial = iterate(method, model.holdingOut(photons),
			model.initialEstimate(options.initialEstimate()), untilHeldOut(ceiling(method)), progress.part(0, 0.5, ""));
		final int best = trial.trace().best();
		final SolverResult outcome = iterate(method, model, model.initialEstimate(options.initialEstimate()),
			StoppingRule.fixed(best), progress.part(0.5, 1, ""));
		return new SolverResult(outcome.estimate(), trial.trace(), best, trial.reason(),
			trial.transforms() + photons.transforms() + outcome.transforms(), model.background(),
			"photons that were held out are met best after " + best + " iterations", chosen);
	}

	/** @return what noise alone would cost */
	double expectedCost() {
		return noise.expectedCost(observed.extent().voxels() - (observed.mask() == null ? 0 : observed.mask().count()));
	}

	/** @return whether the PSF leaves no place without out-of-focus light, as in widefield */
	boolean isHazy() {
		return psf.isHazy();
	}

	/** @return the small share of the photons that was drawn before */
	HeldOut heldOut() {
		return new HeldOut(photons, model);
	}

	/** @return a share of the photons */
	HeldOut heldOut(final double share) {
		return new HeldOut(new Thinning(observed, noise.gain(), share, Counts.SEED), model);
	}

	/** @return stops where photons held out are no longer met better */
	static StoppingRule untilHeldOut(final int most) {
		return StoppingRule.heldOut().within(LEAST_ITERATIONS, most);
	}

	/** Runs a method from a first estimate, which it takes over. */
	SolverResult iterate(final Method method, final ForwardModel fitted, final Volume start, final StoppingRule rule,
		final Progress part)
	{
		return iterate(begin(method, fitted, start), fitted, rule, ceiling(method), part);
	}

	/** Runs an iteration until the rule stops it. */
	SolverResult iterate(final Iteration iteration, final ForwardModel fitted, final StoppingRule rule, final int most,
		final Progress part)
	{
		final ConvergenceHistory trace = new ConvergenceHistory(isHazy() && !model.startsCoarse() ? TOLL : 0);
		Optional<StopReason> reason;
		do {
			part.check();
			part.report(Math.min(1, (double) trace.size() / most), "iteration " + (trace.size() + 1));
			trace.add(iteration.next());
			reason = rule.after(trace);
		}
		while (reason.isEmpty());
		return new SolverResult(iteration.estimate(), trace, trace.size(), reason.get(), trace.transforms(),
			fitted.background(), "", chosen);
	}

	Iteration begin(final Method method, final ForwardModel fitted, final Volume start) {
		return switch (method) {
			case RICHARDSON_LUCY -> new RichardsonLucy(fitted, start);
			case RL_TV -> totalVariation(fitted, start);
			case HEAVY_BALL -> new HeavyBall(fitted, start);
			case BIGGS_ANDREWS -> new BiggsAndrews(fitted, start);
			case QUASI_NEWTON -> {
				final double weight = ownWeight();
				// Where haze lies over everything, most of the light from outside is hardly seen and would take all steps.
				yield QuasiNewton.backprojected(fitted, start, penalty(PenaltyKind.HESSIAN_AND_GRADIENT, weight),
					anchor(weight), MEMORY, !isHazy());
			}
			case GRADIENT_CONSENSUS ->
				new GradientConsensus(fitted, start, new Thinning(observed, noise.gain(), 0.5, Counts.SEED));
			case WIENER_BUTTERWORTH -> new WienerButterworth(fitted, start);
			case LANDWEBER -> new Landweber(fitted, start);
			case GOLD -> new Gold(fitted, start);
			case JANSSON_VAN_CITTERT -> new JanssonVanCittert(fitted, start, RecordingStatistics.of(observed).max());
			case TIKHONOV_MILLER -> new TikhonovMiller(fitted, start, options.weight().orElse(1e-3));
			default -> throw new IllegalArgumentException("The method '" + method + "' does not iterate.");
		};
	}

	/** @return whether the size of what is there decides, which the data alone do not show */
	private boolean isFeatureWeighted() {
		return options.method() == Method.RL_TV && isAnchored(options) && isHazy() && options.weight().isEmpty();
	}

	private Iteration totalVariation(final ForwardModel fitted, final Volume start) {
		if (!isFeatureWeighted()) return totalVariation(fitted, start, ownWeight());
		final HeavyBall plain = new HeavyBall(fitted, start);
		return new FeatureWeighted(plain, ownWeight(),
			PenaltyKind.TV.penalty(1, scale(), psf.voxelSize(), model.grid().nx()),
			weight -> totalVariation(fitted, plain.estimate(), weight));
	}

	private Iteration totalVariation(final ForwardModel fitted, final Volume start, final double weight) {
		final Penalty penalty = penalty(PenaltyKind.TV, weight);
		if (penalty == null) return new HeavyBall(fitted, start);
		if (!isAnchored(options)) return new PenalisedHeavyBall(fitted, start, penalty);
		return PenalisedHeavyBall.backprojected(fitted, fitted.initialEstimate(options.initialEstimate()), start,
			penalty, anchor(weight));
	}

	/** @return λ that was asked for, or else the method's own */
	private double ownWeight() {
		final double scale = scale(), filled = Math.max(0, Math.min(1, (model.mean() - model.background()) / scale));
		return options.weight().orElseGet(() -> law().weight(filled, photons(scale)));
	}

	private PenaltyLaw law() {
		return PenaltyLaw.of(options.method(), isHazy());
	}

	/** @return the weight of what binds the estimate to the backprojected counts, beside a penalty of this weight; 0 where another was asked for, or none */
	private double anchor(final double weight) {
		return isAnchored(options) ? weight * law().anchor() : 0;
	}

	/** @return whether a single stage's penalty has a weight that depends on the data */
	static boolean weighsItself(final DeconvolutionOptions options) {
		return hasPenalty(options.method()) && options.penalty() != PenaltyKind.NONE && options.weight().isEmpty();
	}

	private static boolean hasPenalty(final Method method) {
		return method == Method.QUASI_NEWTON || method == Method.RL_TV;
	}

	/** @return whether the method has a penalty of its own under which noise does not grow, however long it runs */
	private static boolean isAnchored(final DeconvolutionOptions options) {
		return hasPenalty(options.method()) && options.penalty() == PenaltyKind.AUTO && options.weight().orElse(1) > 0;
	}

	/** @return the penalty that was asked for, or else this one, or null */
	private Penalty penalty(final PenaltyKind kind, final double weight) {
		final PenaltyChoice choice = new PenaltyChoice(options.weight().orElse(weight),
			options.brightness().orElseGet(this::scale));
		final Penalty penalty = penalty(kind, choice);
		chosen = penalty == null ? null : choice;
		return penalty;
	}

	/** @return the penalty that was asked for, or else one of this kind, weighed like this; or null */
	Penalty penalty(final PenaltyKind kind, final PenaltyChoice choice) {
		final PenaltyKind chosen = options.penalty() == PenaltyKind.AUTO ? kind : options.penalty();
		return chosen.penalty(choice.weight(), choice.brightness(), psf.voxelSize(), model.grid().nx());
	}

	/** @return whether this is a part of a stack, to be restored as the stack would be */
	boolean isTile() {
		return observed.place() != null;
	}

	/** @return brightness of the object, guessed from the data: the 99.9th percentile of the signal */
	double scale() {
		if (Double.isNaN(scale))
			scale = Math.max(Percentiles.percentile(observed, 0.999) - model.background(), 10 * model.floor());
		return scale;
	}

	/** @return photoelectrons of so many counts */
	double photons(final double counts) {
		return noise.gain() * counts;
	}

	private StoppingRule rule(final Method method) {
		if (options.iterations().isPresent() && options.stopping() == Stopping.AUTO)
			return StoppingRule.fixed(options.iterations().getAsInt());
		if (isAnchored(options) && options.stopping() == Stopping.AUTO) return StoppingRule.atRest(law().rest())
			.within(FIRST_STEPS + (isFeatureWeighted() ? FeatureWeighted.PLAIN : 0), ceiling(method));
		final StoppingRule rule = switch (options.stopping()) {
			case FIXED -> StoppingRule.fixed(ceiling(method));
			case DISCREPANCY -> StoppingRule.discrepancy(method.isLeastSquares()
				? observed.extent().voxels() / 2.0 * noise.variance(model.mean()) : expectedCost());
			case CONSENSUS -> StoppingRule.rising(StopReason.CONSENSUS);
			case RELATIVE_CHANGE, HELD_OUT -> StoppingRule.relativeChange(TOLERANCE);
			case AUTO -> method == Method.WIENER_BUTTERWORTH || method == Method.JANSSON_VAN_CITTERT
				? StoppingRule.rising(StopReason.DIVERGED) : StoppingRule.relativeChange(TOLERANCE);
		};
		return rule.within(1, ceiling(method));
	}

	/** @return whether the number of iterations is found in a run before, on four fifths of the photons */
	static boolean decidesByHeldOut(final DeconvolutionOptions options) {
		if (options.method().isStaged() || options.method().isDirect()) return false;
		if (options.stopping() == Stopping.HELD_OUT) return true;
		return options.stopping() == Stopping.AUTO && options.iterations().isEmpty() && switch (options.method()) {
			case RICHARDSON_LUCY, HEAVY_BALL, BIGGS_ANDREWS, RL_TV, QUASI_NEWTON -> !isAnchored(options);
			default -> false;
		};
	}

	private int ceiling(final Method method) {
		return options.iterations().orElse(method.ceiling());
	}

	private SolverResult linear(final Method method) {
		progress.report(0, "filter");
		final LinearFilter filter = new LinearFilter(model, psf.voxelSize());
		final Volume estimate = filter.restore(method, options.weight().orElse(Double.NaN),
			noise.variance(model.mean()));
		return direct(estimate, filter.explanation(), 4);
	}

	private SolverResult direct(final Volume estimate, final String explanation, final int transforms) {
		return new SolverResult(estimate, new ConvergenceHistory(), 0, StopReason.DIRECT, transforms,
			model.background(), explanation);
	}

	private Volume identity() {
		final Volume estimate = new Volume(model.fieldOfView());
		final int nx = estimate.extent().nx();
		Planes.forEach(estimate.extent().nz(), z -> {
			for (int y = 0; y < estimate.extent().ny(); y++) {
				model.read(y, z, estimate.row(y, z));
				RowKernels.add(estimate.row(y, z), -1, model.background(y, z), nx);
			}
		});
		return estimate;
	}

	ForwardModel model() {
		return model;
	}

	DeconvolutionOptions options() {
		return options;
	}

	Progress progress() {
		return progress;
	}
}
