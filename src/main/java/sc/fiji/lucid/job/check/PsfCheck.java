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
package sc.fiji.lucid.job.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.PsfScore;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.optics.Zernike;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;

/**
 * Asks a part of a channel what it says of the optics. From what the user said, values are tried outward to either
 * side until one explains the photons that were held out worse than the best does, by more than chance: what is right
 * takes two or three fits.
 */
final class PsfCheck {

	/** In fewer slices defocus cannot be told from aberration. */
	static final int LEAST_DEPTH = 8;

	private final PsfModel model;
	private final Extent stack;
	private final PsfScore score;
	private final Allowance allowance;
	private final Consumer<String> log;
	private final Map<String, double[]> tried;
	private final List<Verdict> verdicts = new ArrayList<>();
	private Candidate now;

	/**
	 * @param part of a channel and frame, with much detail
	 * @param said what the user said
	 * @param model null: chosen by the NA
	 * @param options gain, offset, read noise and background as far as they are known
	 * @param log takes a line for each thing that is known
	 */
	PsfCheck(final Recording part, final Candidate said, final PsfModel model, final DeconvolutionOptions options,
		final Consumer<String> log)
	{
		this(said, model, part.extent(), new PsfScore(part, options), log);
	}

	/** @return one that asks for the pupil, in columns of 4×4 voxels: see {@link PupilSearch#COLUMN} */
	static PsfCheck ofPupil(final Recording part, final Candidate said, final PsfModel model,
		final DeconvolutionOptions options, final Consumer<String> log)
	{
		return new PsfCheck(said, model, part.extent(), new PsfScore(part, options, PupilSearch.COLUMN), log);
	}

	private PsfCheck(final Candidate said, final PsfModel model, final Extent stack, final PsfScore score,
		final Consumer<String> log)
	{
		this(said, model, stack, score, new Allowance(score.even()), new HashMap<>(), log);
	}

	private PsfCheck(final Candidate said, final PsfModel model, final Extent stack, final PsfScore score,
		final Allowance allowance, final Map<String, double[]> tried, final Consumer<String> log)
	{
		now = said;
		this.model = model;
		this.stack = stack;
		this.score = score;
		this.allowance = allowance;
		this.tried = tried;
		this.log = log;
	}

	/** @return the same for a user who said something else; what was tried is not tried again */
	PsfCheck again(final Candidate said) {
		return new PsfCheck(said, model, stack, score, allowance, tried, log);
	}

	/**
	 * Asks for each quantity with what those before it found.
	 *
	 * @return this, with a verdict for each quantity that the stack can be asked for
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	PsfCheck ask(final List<Scan> scans, final Progress progress) {
		log.accept("asked: " + stack + " voxels, " + Math.round(score.photons()) + " photoelectrons held out");
		final List<Scan> order = ordered(scans);
		for (int s = 0; s < order.size(); s++) {
			final Scan scan = order.get(s);
			if (stack.nz() < LEAST_DEPTH)
				log.accept(scan.quantity() + ": a stack of " + stack.nz() + " slices does not tell.");
			else if (!scan.tells(now)) log.accept(scan.quantity() + ": without aberration, the stack does not tell.");
			else told(walk(scan, progress.part((double) s / order.size(), (s + 1.0) / order.size(), scan + ": ")));
		}
		return this;
	}

	/**
	 * Asks for aberrations of the pupil with what was found before, and takes what is sure.
	 *
	 * @return what was found; nothing where the PSF of a microscope's pupil cannot be computed quickly
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	Optional<PupilSearch.Found> askPupil(final Progress progress) {
		final Function<Zernike, Psf> pupils = stack.nz() < LEAST_DEPTH ? null : now.pupils(model, stack);
		if (pupils == null) {
			log.accept("Aberrations of the pupil: not asked for this kind of microscope, model or stack.");
			return Optional.empty();
		}
		final PupilSearch.Found found = PupilSearch.run((zernike, part) -> score.of(pupils.apply(zernike), part),
			PupilSearch.indices(now.microscope()), allowance, progress, log);
		if (found.isSure()) now = now.plus(found.zernike());
		return Optional.of(found);
	}

	/** @return what was found, in the order in which it was asked for */
	List<Verdict> verdicts() {
		return verdicts;
	}

	/** @return what the user said, and where that is outside its interval, what the stack says */
	Candidate found() {
		return now;
	}

	/** @return whether nothing that the user said lies outside its interval */
	boolean isAsSaid() {
		return verdicts.stream().noneMatch(Verdict::isMismatch);
	}

	/** @return how many PSFs were fitted */
	int fits() {
		return tried.size();
	}

	/**
	 * At no depth both directions of z are alike, so that depth comes first there; else the direction, as a reversed
	 * stack looks as if it had none.
	 */
	private List<Scan> ordered(final List<Scan> scans) {
		final List<Scan> order = new ArrayList<>(scans);
		final boolean deep = now.microscope().depth() > 0;
		order.sort(Comparator.comparing(scan -> deep && scan == Scan.Z_DIRECTION ? -1 : scan.ordinal()));
		return order;
	}

	private void told(final Verdict verdict) {
		log.accept(verdict.words());
		verdict.lines().forEach(log);
		verdicts.add(verdict);
		if (verdict.isMismatch()) now = verdict.scan().at(verdict.taken(), now);
	}

	/** Tries what was said and goes on to either side, as long as the last that was tried there may be right. */
	private Verdict walk(final Scan scan, final Progress progress) {
		final double[] values = scan.values(now);
		final double[][] deviances = new double[values.length][];
		final int said = nearest(values, scan.of(now));
		int low = said, high = said;
		deviances[said] = tried(scan, values[said], progress.part(0, 1.0 / values.length, ""));
		while (true) {
			final Verdict sofar = new Verdict(scan, Arrays.copyOfRange(values, low, high + 1),
				Arrays.copyOfRange(deviances, low, high + 1), allowance, said - low, values[0],
				values[values.length - 1]);
			final boolean down = low > 0 && sofar.curve().get(0).isPossible(),
				up = high < values.length - 1 && sofar.curve().get(high - low).isPossible();
			if (!down && !up) return sofar;
			final int next = down ? --low : ++high;
			final double done = high - low;
			deviances[next] = tried(scan, values[next],
				progress.part(done / values.length, (done + 1) / values.length, ""));
		}
	}

	private static int nearest(final double[] values, final double value) {
		int nearest = 0;
		for (int i = 1; i < values.length; i++)
			if (Math.abs(values[i] - value) < Math.abs(values[nearest] - value)) nearest = i;
		return nearest;
	}

	private double[] tried(final Scan scan, final double value, final Progress progress) {
		final Candidate candidate = scan.at(value, now);
		return tried.computeIfAbsent(candidate.words(),
			words -> score.of(candidate.psf(model, stack), progress.part(0, 1, scan.words(value) + ", ")));
	}
}
