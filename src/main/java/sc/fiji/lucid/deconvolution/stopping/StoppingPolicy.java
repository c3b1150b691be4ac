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
package sc.fiji.lucid.deconvolution.stopping;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.method.MethodDeclaration;
import sc.fiji.lucid.deconvolution.method.Task;

/**
 * When iterations end: it is decided here, and here are the numbers by which it is decided. A method's own two, its
 * ceiling and how short its steps are at rest, stand in its declaration ({@link MethodDeclaration#ceiling},
 * {@link sc.fiji.lucid.deconvolution.penalty.PenaltyLaw#rest}). Where no other source is named a number was chosen on
 * the phantoms of docs/notebook/fidelity.md on 22 and 23 November 2026.
 */
public final class StoppingPolicy {

	/**
	 * Part of the photons that is held out of a trial, after which all are fitted from the start: a decision that is
	 * more certain.
	 */
	public static final double TRIAL_SHARE = 0.2;

	/**
	 * Part of the photons that is held out of a fit that goes on from where it stopped; a fifth costs the fit more than
	 * the decision gains.
	 */
	public static final double STAGE_SHARE = 0.1;

	/**
	 * Held-out photons are looked at after one more in so many iterations: one 3-D FFT in 64, since an iteration takes
	 * four.
	 */
	public static final int LOOKS = 16;

	/** The error of held-out photons falls at first, whatever the data: it is not believed before. */
	static final int LEAST_ITERATIONS = 3;

	/** Iterations without a smaller error of held-out photons after which it is past its least, ... */
	static final int LEAST_PATIENCE = 3;
	/** ... of a long run one in so many of all, ... */
	static final int PATIENCE_PART = 10;
	/** ... at most so many. */
	static final int MOST_PATIENCE = 8;

	/**
	 * Once a step changes the estimate by less than this, it is settled: what is not yet sharp no longer shines where
	 * it is dark.
	 */
	static final double SETTLED = 0.04;

	/**
	 * Part by which the error of held-out photons must fall for each unit of change of a settled estimate, where haze
	 * lies over everything and no coarse level has explained it before. What it gains more slowly, in the detail that
	 * these photons can show, is by then lost in fainter detail.
	 */
	static final double TOLL = 4e-4;

	/**
	 * An estimate that a step changes by less than this part hardly changes; it is the usual tolerance, and says
	 * nothing of noise.
	 */
	static final double TOLERANCE = 1e-3;

	/** So many short steps in a row are rest. */
	static final int REST = 3;

	/** The first steps of a method that runs until it is at rest are short, too. */
	static final int FIRST_STEPS = 20;

	/**
	 * A fit that costs so many times what noise alone would cost is the PSF's fault, not that of the edges (phantoms
	 * with wrong PSFs).
	 */
	static final double BAD_FIT = 4;
	/** A bad fit is stalled if its cost has fallen, in so many iterations, ... */
	static final int STALLED_ITERATIONS = 4;
	/** ... by less than this part. */
	static final double STALLED = 1e-3;

	/** Most iterations of a first stage that nobody bounds, as of most methods. */
	static final int FIRST_STAGE = 200;

	/** Steps of a second stage whose steps are local; against 8 of L-BFGS in docs/theory/methods/auto.md. */
	static final int LOCAL_STEPS = 13;
	/** Steps of a second stage by L-BFGS where photons are few. */
	static final int DIM_STEPS = 8;
	/** Steps of a second stage by L-BFGS where haze lies over everything. */
	static final int HAZE_STEPS = 7;
	/** The same from a coarse start; more bring shells and filaments further from the truth (seed 1, 2026-11-29). */
	static final int COARSE_HAZE_STEPS = 5;

	/**
	 * Most steps of a second stage for each iteration of the first, from a coarse start where the PSF sections: what
	 * was hardly sharpened has no noise to be rid of, and more steps only sharpen it (confocal nuclei and tissue, seed
	 * 1, 2026-11-29).
	 */
	static final int STEPS_FOR_EACH = 3;

	/**
	 * Of the structure's energy: what an iteration in the finest voxels must gain where haze was explained by coarser
	 * ones. Tissue and nuclei gain 0.3 to 1.5e-4 at their fastest and need none, shells 2 to 4e-4, filaments and spots
	 * a hundred times that (FidelityBenchmark, seed 1, 2026-11-29; all of them 1.3 times as much since steps are longer).
	 * It is not asked where the PSF changes with depth: the levels below the glass come to rest later, and tissue of 1000
	 * photons that gains 1.1e-4 after 3 iterations gains 6.6e-4 after 6 (DepthBenchmark's phantoms, seed 1, 2026-11-30).
	 */
	static final double LEAST_GAIN = 1.6e-4;

	/**
	 * What each iteration in the finest voxels must gain where the PSF sections and coarser ones came before, in parts of
	 * the structure's energy and for a {@link Task#concentration} of 1. Held-out photons judge by the PSF that restores,
	 * which is never quite the right one: what it makes of sharp images goes on gaining after the object is nearest.
	 * Confocal shells are when an iteration gains 12 to 30e-4 (1/89), those in a lattice at 6 to 9e-4 (1/196), filaments
	 * with two photons at 1.5e-4 (1/298), shells under a sheet at less than 1e-4 (1/439; HonestFidelityBenchmark, seeds 1
	 * and 17, 2026-11-30).
	 */
	private static final double FEE = 190;

	/**
	 * How it falls with the concentration: 2 ends shells with two photons too early, 3 those in a lattice too late (the
	 * same).
	 */
	private static final double FEE_POWER = 2.5;

	/**
	 * What that is at least, in parts of what the best iteration gained: where all is sharp, as in filaments, gains are a
	 * hundred times larger.
	 */
	private static final double FEE_PART = 0.02;

	/**
	 * The same under haze, where filaments of 1000 photons are nearest to the truth when an iteration gains 0.007 to 0.013
	 * of what the best one did, and go on gaining for half as many iterations again; those of 100 photons end well before
	 * (HonestFidelityBenchmark, seeds 1 and 15, 2026-11-30).
	 */
	private static final double HAZE_FEE_PART = 0.005;

	/**
	 * There, part of the first iteration's change below which the second one's says that nothing is left to find. It is
	 * 0.17 to 0.44 for tissue and nuclei (0.62 with 20 photons), 0.74 to 0.95 for shells, filaments and spots (both
	 * benchmarks, confocal, seed 1, 2026-11-29).
	 */
	static final double NOTHING_LEFT = 0.5;

	/**
	 * Of the structure's energy: if coarser levels were still gaining so much an iteration at their end, something is left
	 * however little the second iteration changes. It was 0 to 1.8e-4 for tissue and nuclei, 4e-4 and more for shells
	 * (five microscopes, seeds 1 and 17, 2026-11-30).
	 */
	private static final double STILL_GAINING = 2.7e-4;

	/** What a coarse level is for; when it ends follows from that. */
	public enum CoarseLevel {
		/**
		 * Starts flat, in the largest voxels, and explains the haze. What lies outside the field of view comes slowly:
		 * tissue of 1000 photons wants 280 iterations, nuclei 100. Held-out photons tell of little there, and the first
		 * steps are a transient: tissue of 100 photons seems to be met best after the first, or after 60, and is met
		 * better yet after 250 (phantoms, seed 1, 2026-11-30).
		 */
		HAZE(160, 250),
		/** Starts flat, in smaller voxels, or under a PSF that leaves no haze. */
		FIRST(LEAST_ITERATIONS, 22),
		/** Starts from a coarser one; 12, 16 and 22 are as good, 44 no better (the same). */
		FINER(LEAST_ITERATIONS, 16);

		private final int least;
		private final int most;

		CoarseLevel(final int least, final int most) {
			this.least = least;
			this.most = most;
		}

		/** @return the most iterations of it */
		public int most() {
			return most;
		}

		/** @return its end, of which the best estimate is kept */
		public StoppingRule rule() {
			return StoppingRule.heldOut().within(least, most);
		}
	}

	/**
	 * Iterations after which the estimate of the search has answered to a background for the first time, in the largest
	 * voxels; in smaller ones, of small stacks and PSFs, half as many must do.
	 */
	public static final int ANSWER = 100;
	/**
	 * The same each time after. With half of both, haze of nuclei of 1000 photons is left in the background: 126 counts
	 * instead of 104, where 100 are right (honest phantoms, seed 1, 2026-11-30).
	 */
	public static final int NEXT_ANSWER = 60;
	/** Backgrounds that are tried at most; the search is a secant on what is nearly a straight line. */
	public static final int BACKGROUNDS = 7;
	/** Slope of the likelihood that a right background leaves on a coarse level; phantoms, 2026-11: 3e-4 to 8e-4. */
	private static final double LEVEL_SLOPE = 4e-4;
	/** Standard errors of that slope that are chance. */
	private static final double CHANCE = 1.5;

	private final Task task;
	private final DeconvolutionOptions options;
	private final MethodDeclaration method;

	public StoppingPolicy(final Task task) {
		this.task = task;
		options = task.options();
		method = options.method().declaration();
	}

	/**
	 * @return whether the number of iterations is found in a trial before, with {@link #TRIAL_SHARE} of the photons
	 *         held out
	 */
	public static boolean isTried(final DeconvolutionOptions options) {
		final MethodDeclaration method = options.method().declaration();
		if (method.isStaged() || method.isDirect()) return false;
		if (options.stopping() == Stopping.HELD_OUT) return true;
		return options.stopping() == Stopping.AUTO && options.iterations().isEmpty() &&
			method.stop() == StopReason.HELD_OUT && !Task.isAnchored(options);
	}

	/** @return whether both stages do a number of iterations that was decided before */
	public static boolean isFixed(final DeconvolutionOptions options) {
		return options.stopping() == Stopping.FIXED && options.iterations().isPresent();
	}

	/**
	 * @return whether the first of two stages does exactly as many iterations as the options say: they were decided
	 *         before, or they bound a tile's so narrowly that where tiles overlap each would end, on photons of its own,
	 *         with another estimate
	 */
	public boolean isFixed() {
		return isFixed(options) || task.isTile() && cutsSecondStage(options);
	}

	/** @return whether a bound cuts a second stage of local steps short */
	public static boolean cutsSecondStage(final DeconvolutionOptions options) {
		return options.iterations().orElse(LOCAL_STEPS) < LOCAL_STEPS;
	}

	/** @return a history that takes what is due here, toll or fee */
	public ConvergenceHistory history() {
		if (!task.model().startsCoarse())
			return new ConvergenceHistory(task.isHazy() ? TOLL : 0, ConvergenceHistory.Fee.NONE);
		return new ConvergenceHistory(0, task.isHazy() ? new ConvergenceHistory.Fee(0, HAZE_FEE_PART)
			: new ConvergenceHistory.Fee(FEE * Math.pow(task.concentration(), FEE_POWER), FEE_PART));
	}

	/** @return the most iterations of a method of one stage */
	public int ceiling() {
		return options.iterations().orElse(method.ceiling());
	}

	/** @return the end of a trial */
	public StoppingRule trial() {
		return untilHeldOut(ceiling());
	}

	/** @return the end of a method of one stage that nothing was tried for */
	public StoppingRule rule() {
		final boolean isAuto = options.stopping() == Stopping.AUTO;
		if (options.iterations().isPresent() && isAuto) return StoppingRule.fixed(options.iterations().getAsInt());
		if (task.isAnchored() && isAuto)
			return StoppingRule.atRest(task.law().rest()).within(FIRST_STEPS + task.plainIterations(), ceiling());
		final StoppingRule rule = switch (options.stopping()) {
			case FIXED -> StoppingRule.fixed(ceiling());
			case DISCREPANCY -> StoppingRule.discrepancy(task.expectedCost());
			case CONSENSUS -> StoppingRule.rising(StopReason.CONSENSUS);
			case RELATIVE_CHANGE, HELD_OUT -> StoppingRule.relativeChange(TOLERANCE);
			case AUTO -> method.stop() == StopReason.DIVERGED ? StoppingRule.rising(StopReason.DIVERGED)
				: StoppingRule.relativeChange(TOLERANCE);
		};
		return rule.within(1, ceiling());
	}

	/** @return the most iterations of the first of two stages */
	public int mostOfFirstStage() {
		return FIRST_STAGE;
	}

	/** @return the end of the first of two stages, in which {@link #STAGE_SHARE} of the photons is held out */
	public StoppingRule firstStage() {
		if (isFixed()) return StoppingRule.fixed(options.iterations().getAsInt());
		final StoppingRule rule = StoppingRule.stalled(BAD_FIT * task.expectedCost())
			.or(untilHeldOut(options.iterations().orElse(FIRST_STAGE)));
		return isCoarseAndHazy() && !task.isChanging() ? rule.or(StoppingRule.neverSteep(LEAST_GAIN))
			: isCoarseAndClear() && task.model().startGain() < STILL_GAINING
				? rule.or(StoppingRule.nothingLeft(NOTHING_LEFT)) : rule;
	}

	private boolean isCoarseAndHazy() {
		return task.isHazy() && task.model().startsCoarse();
	}

	/** Whether the PSF sections, and iterations start from what coarser levels found. */
	private boolean isCoarseAndClear() {
		return !task.isHazy() && task.model().startsCoarse();
	}

	/** @return the number of steps of the second of two stages, after so many iterations of the first */
	public int secondStage(final boolean isLocal, final int first) {
		final int most = isLocal ? LOCAL_STEPS
			: isCoarseAndHazy() ? COARSE_HAZE_STEPS : task.isHazy() ? HAZE_STEPS : DIM_STEPS;
		final int steps = isCoarseAndClear() ? Math.min(most, STEPS_FOR_EACH * first) : most;
		return isFixed(options) ? steps : Math.min(steps, options.iterations().orElse(steps));
	}

	/**
	 * @param noise standard error of the mean of recorded over expected counts
	 * @return how far below 1 that mean may lie over a background that is right
	 */
	public static double backgroundSlope(final double noise) {
		return Math.max(LEVEL_SLOPE, CHANCE * noise);
	}

	/** Stops where photons held out are no longer met better. */
	private static StoppingRule untilHeldOut(final int most) {
		return StoppingRule.heldOut().within(LEAST_ITERATIONS, most);
	}
}
