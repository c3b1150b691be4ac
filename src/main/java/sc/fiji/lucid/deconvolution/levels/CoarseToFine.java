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
package sc.fiji.lucid.deconvolution.levels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import sc.fiji.lucid.camera.Thinning;
import sc.fiji.lucid.deconvolution.Counts;
import sc.fiji.lucid.deconvolution.InitialEstimate;
import sc.fiji.lucid.deconvolution.method.HeavyBall;
import sc.fiji.lucid.deconvolution.method.LevelIteration;
import sc.fiji.lucid.deconvolution.model.Boundary;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.model.HeldOut;
import sc.fiji.lucid.deconvolution.model.Rim;
import sc.fiji.lucid.deconvolution.stopping.ConvergenceHistory;
import sc.fiji.lucid.deconvolution.stopping.StoppingPolicy.CoarseLevel;
import sc.fiji.lucid.deconvolution.stopping.StoppingRule;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.image.Binning;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.LightCone;
import sc.fiji.lucid.psf.Psf;

/**
 * Restores a recording in coarse voxels first, then in finer ones, each level from the estimate of the one before.
 * Haze, what is large, and light from outside the field of view take most iterations and are all to be seen in
 * coarse voxels, where an iteration costs next to nothing and the sums of counts hardly have noise.
 * <p>
 * The coarsest level knows the whole PSF. Each finer one knows a core of it, {@value #REACH} of its own voxels to
 * either side, and restores the object as far as a {@link Rim} beyond the field of view; light that comes from beyond
 * either is what the coarser levels explain of the recording, blurred, and lies under the signal as a map
 * ({@link Level#haze}). So no level needs a margin as wide as the light cone.
 */
public final class CoarseToFine {

	/**
	 * Voxels to either side that the core of a PSF holds, along each axis. With 24, sparse objects on older phantoms
	 * are 3 % further from the truth and it costs half as much again; with 8, 5 % further (seed 1, 2026-11-29).
	 */
	static final int REACH = 16;
	/**
	 * Voxels beyond the field of view in which a level restores what lies outside; further out, the level before
	 * explains the light. 4 and 16 are as good within 2 % (seed 1, 2026-11-29).
	 */
	private static final int RIM = 8;

	private static final int[] FACTORS = { 8, 4, 2 };
	/** The background is searched in voxels as large as this, or else in the largest of which there are enough. */
	private static final int SEARCHED = 16;
	/** A coarse view and its PSF must have so many voxels along an axis to tell anything. */
	private static final int LEAST = 5;
	/** A PSF narrower than this has no level of its own. */
	public static final int ACROSS = 2 * LEAST;

	private final Recording observed;
	/** Voxels that are counted together in what is observed. */
	private final Binning base;
	private final Psf psf;
	private final double least;
	private final Thinning heldOut;
	private final Engine engine;
	private final Boundary boundary;
	private final double gain;
	private int transformed;
	private int found;
	/** Of the last iteration of the last level, as {@link FineStart#gain}. */
	private double gained;
	private final List<String> done = new ArrayList<>();
	/** Cost of all 3-D FFTs. */
	private double work;

	private CoarseToFine(final Counts counts, final Binning base, final Psf psf, final Thinning heldOut,
		final Boundary boundary, final Engine engine)
	{
		this.base = base;
		observed = counts.observed();
		least = counts.least();
		gain = counts.noise().gain();
		this.psf = psf;
		this.heldOut = heldOut;
		this.engine = engine;
		this.boundary = boundary;
	}

	/** @return the coarse levels for a stack of this size, the coarsest first; none where its voxels are too few */
	public static List<Binning> levels(final Psf psf, final Extent view) {
		return Arrays.stream(FACTORS).mapToObj(f -> binning(f, psf, view)).flatMap(Optional::stream).toList();
	}

	/** Whether the sums of counts hardly have noise, and an iteration costs next to nothing. */
	private static boolean isLarge(final Binning binning) {
		return binning.x() >= FACTORS[0];
	}

	/** @return {@code factor} voxels in one along X and Y; nothing where a stack and its PSF have too few of them */
	private static Optional<Binning> binning(final int factor, final Psf psf, final Extent view) {
		final Extent e = psf.extent();
		final int wide = psf.wide() == null ? Math.min(e.nx(), e.ny())
			: LightCone.FACTOR * Math.min(psf.wide().extent().nx(), psf.wide().extent().ny());
		if (Math.min(Math.min(view.nx(), view.ny()), wide) / factor < LEAST) return Optional.empty();
		final boolean deep = factor > LightCone.FACTOR && factor * psf.voxelSize().x() >= 2 * psf.voxelSize().z() &&
			Math.min(view.nz(), e.nz()) >= 4 * LEAST;
		return Optional.of(new Binning(factor, factor, deep ? 2 : 1));
	}

	/**
	 * Restores the coarse levels.
	 *
	 * @param counts above the zero of the noise
	 * @param psf with the light beyond its extent, if that is known
	 * @param heldOut photons by which each level is stopped
	 * @return where the finest level starts; with the whole PSF and nothing else if there are no coarse levels
	 */
	public static FineStart of(final Counts counts, final Psf psf, final Thinning heldOut, final Boundary boundary,
		final Engine engine, final Progress progress)
	{
		final List<Binning> levels = boundary == Boundary.PERIODIC ? List.of()
			: seeing(psf, counts.observed().extent());
		if (levels.isEmpty()) return FineStart.none(psf, counts.background().value());
		final CoarseToFine way = new CoarseToFine(counts, Binning.NONE, psf, heldOut, boundary, engine);
		return way.fine(way.last(levels, counts.background().value(), progress));
	}

	/**
	 * Restores the coarse levels of a stack whose finest voxels do not fit into memory, as {@link #of} does.
	 *
	 * @param counts above the zero of the noise, of the last level's voxels; their background is that of a single voxel
	 * @param levels the coarsest first
	 * @return where tiles of the stack start
	 */
	public static CoarseStack stack(final Counts counts, final List<Binning> levels, final Psf psf,
		final Thinning heldOut, final Boundary boundary, final Engine engine, final Progress progress)
	{
		final Binning finest = levels.get(levels.size() - 1);
		final CoarseToFine way = new CoarseToFine(counts, finest, psf, heldOut, boundary, engine);
		final Level level = way.last(levels, counts.background().value(), progress);
		return new CoarseStack(finest, level.light(), level.background(), level.estimate(), level.explained());
	}

	/**
	 * @return the coarse levels for a stack of this size; none where the field is too small for voxels so large that a
	 *         level of them would explain the light beyond the PSF's extent
	 */
	public static List<Binning> seeing(final Psf psf, final Extent view) {
		final List<Binning> levels = levels(psf, view);
		final boolean blind = !levels.isEmpty() && psf.wide() != null && !LevelPsf.isWhole(psf, levels.get(0));
		return blind ? List.of() : levels;
	}

	/** The levels one after the other. */
	private Level last(final List<Binning> levels, final double background, final Progress progress) {
		Level level = null;
		double b = background;
		for (int i = 0; i < levels.size(); i++) {
			level = level(levels.get(i), level, b, progress.part((double) i / levels.size(), (i + 1.0) / levels.size(),
				levels.get(i) + " voxels in one: "));
			b = level.background();
		}
		return level;
	}

	/** @return how far a level restores what lies outside; null, as far as its PSF reaches, where that is all of it */
	private Rim rim(final Psf core, final Psf whole) {
		return core == whole ? null : rim(core.extent(), boundary);
	}

	/** @return how far a level with a part of its PSF restores what lies outside */
	static Rim rim(final Extent core, final Boundary boundary) {
		return Rim.within(core, boundary == Boundary.SHARED ? RIM : Integer.MAX_VALUE);
	}

	private static Volume cleared(final Volume v, final Extent view, final Rim rim) {
		if (rim != null) rim.clear(v, view);
		return v;
	}

	private FineStart fine(final Level level) {
		final Psf core = LevelPsf.cut(psf, REACH);
		final Rim rim = rim(core, psf);
		final double light = psf.light() * LevelPsf.share(psf, core);
		final Extent view = observed.extent();
		return new FineStart(core, light, level.haze(Binning.NONE, core, light, view, rim), level.background(),
			grid -> cleared(level.start(Binning.NONE, view, grid, light), view, rim),
			estimate -> level.refreshed(Binning.NONE, estimate, light).haze(Binning.NONE, core, light, view, rim),
			gained, work, "coarse to fine (" + String.join(", ", done) + "), then ", rim);
	}

	private Level level(final Binning binning, final Level before, final double background, final Progress part) {
		final Psf whole = LevelPsf.whole(psf, binning), core = before == null ? whole : LevelPsf.cut(whole, REACH);
		final double light = LevelPsf.light(psf, binning) * LevelPsf.share(whole, core);
		final Rim rim = before == null ? null : rim(core, whole);
		final Recording counts = counts(binning, before, core, light, rim);
		final ForwardModel all = new ForwardModel(counts, core, background * binning.voxels(), boundary, rim, engine,
			part);
		try (FilterEngine transforms = all.engine()) {
			return level(binning, before, background, part, core, light, rim, counts, all);
		}
	}

	private Level level(final Binning binning, final Level before, final double background, final Progress part,
		final Psf core, final double light, final Rim rim, final Recording counts, final ForwardModel all)
	{
		final HeldOut photons = new HeldOut(binning.over(base).sum(observed, heldOut), heldOut.share(), all);
		final ForwardModel model = all.holdingOut(photons);
		final Start start = before != null
			? new Start(cleared(before.start(binning, counts.extent(), model.grid(), light), counts.extent(), rim),
				background)
			: least < background ? search(binning, background, part) : new Start(null, background);
		final double b = start.background();
		final Volume first = start.estimate() != null ? start.estimate() : model.initialEstimate(InitialEstimate.FLAT);
		final Volume estimate = iterate(
			HeavyBall.on(hazy(model.withBackground(b * binning.voxels()), binning, before, core, light, rim), first,
				HeavyBall.Pace.LEVEL),
			before != null ? CoarseLevel.FINER
				: psf.isHazy() && isLarge(binning) ? CoarseLevel.HAZE : CoarseLevel.FIRST,
			part);
		done.add(binning + " voxels in one, " + found + " iterations");
		work += 4.0 * transformed * Engine.cost(model.grid());
		return new Level(binning, counts.extent(), core, light, estimate, counts.backgroundMap(), b);
	}

	private static ForwardModel hazy(final ForwardModel model, final Binning binning, final Level before,
		final Psf core, final double light, final Rim rim)
	{
		return before == null ? model : model.withHaze(estimate -> before.refreshed(binning, estimate, light)
			.haze(binning, core, light, model.fieldOfView(), rim));
	}

	/** From where a level iterates, null for a flat start, over the background of a single voxel. */
	private record Start(Volume estimate, double background) {}

	/**
	 * The search's estimate is thrown away where a new one is cheap: backgrounds that were too high have emptied voxels
	 * that a right one would fill, and from nothing little returns. In small voxels it saves the finest level half of its
	 * iterations, and the noise that they would bring.
	 *
	 * @param coarsest of the levels
	 */
	private Start search(final Binning coarsest, final double most, final Progress part) {
		final Extent e = observed.extent(), view = new Extent(e.nx() * base.x(), e.ny() * base.y(), e.nz() * base.z());
		final Binning large = binning(SEARCHED, psf, view).orElse(coarsest);
		final Psf whole = LevelPsf.whole(psf, large);
		final ForwardModel model = new ForwardModel(large.over(base).sum(observed), whole, most * large.voxels(),
			boundary, null, engine, part);
		try (FilterEngine transforms = model.engine()) {
			final BackgroundSearch search = new BackgroundSearch(
				HeavyBall.on(model, model.initialEstimate(InitialEstimate.FLAT), HeavyBall.Pace.LEVEL),
				1 / Math.sqrt(gain * model.mean() * model.fieldOfView().voxels()), isLarge(large), part);
			final double found = search.find(most * large.voxels(), least * large.voxels()) / large.voxels();
			work += 4.0 * search.iterations() * Engine.cost(model.grid());
			return new Start(isLarge(coarsest) ? null : search.estimate(), found);
		}
	}

	/** The binned counts, over what the level before explains of them from beyond the reach of this one's PSF. */
	private Recording counts(final Binning binning, final Level before, final Psf core, final double light,
		final Rim rim)
	{
		final Recording counts = binning.over(base).sum(observed);
		return before == null ? counts : counts.withBackground(before.haze(binning, core, light, counts.extent(), rim));
	}

	/** Iterates until held-out photons are no longer met better; the best estimate is kept. */
	private Volume iterate(final LevelIteration method, final CoarseLevel level, final Progress part) {
		final StoppingRule rule = level.rule();
		final ConvergenceHistory history = new ConvergenceHistory();
		do {
			part.check();
			part.report((double) history.size() / level.most(), "iteration " + (history.size() + 1));
			history.add(method.next());
			if (history.best() == history.size()) method.keep();
		}
		while (rule.after(history).isEmpty());
		transformed = history.size();
		found = history.best();
		gained = history.lastGain();
		method.verify();
		return method.kept();
	}
}
