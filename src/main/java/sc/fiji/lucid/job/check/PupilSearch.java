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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Zernike;

/**
 * Asks a part of a channel for a few aberrations of the pupil (semi-blind): the deviance of the photons held out, with
 * the object fitted anew for each pupil, is a function of their coefficients. Newton steps go to its valley; slopes and
 * curvatures along each coefficient come from differences. Fits follow less of the noise with a blunter PSF, so that
 * any aberration may seem to gain; one of the other sign is as blunt. So a coefficient begins to move only where both
 * signs differ by more than chance, and what is found is taken only if it is better by more than {@link #SURE}
 * standard errors than no aberration and than that of the other sign.
 */
final class PupilSearch {

	/** Spherical aberration, coma, astigmatism: ANSI/OSA indices. Defocus and tilt only move the object. */
	static final int[] INDICES = { 3, 5, 7, 8, 12 };
	/** Those whose signs make PSFs equally blunt under spherical aberration, too: turned or mirrored they are the same. */
	private static final int[] LOPSIDED = { 3, 5, 7, 8 };

	/**
	 * Side of the columns that are compared, in voxels: about what one voxel's noise reaches. How unevenly structure is
	 * spread over wider ones would be taken for error: of 16 columns of 16×16 no difference was surer than three errors
	 * (docs/notebook/psf.md, 30 November 2026).
	 */
	static final int COLUMN = 4;

	/** So many standard errors make it sure (issue 22). */
	private static final double SURE = 4;
	/** A coefficient begins to move where both signs differ by so many errors. */
	private static final double MOVES = 2;
	/** Differences in radians rms, round by round; the valley of a converged fit is a parabola over about so much. */
	private static final double[] STEPS = { 0.4, 0.25, 0.2 };
	/**
	 * No coefficient beyond: more than a badly set correction collar makes, and {@code PsfPreparation} computes
	 * quickly.
	 */
	private static final double MOST = 1.4;
	/** Coefficients are told in hundredths of a radian. */
	private static final double PARTS = 100;

	/** The deviances of a pupil, in columns of the stack. */
	interface Score {

		double[] of(Zernike zernike, Progress progress);
	}

	/** A pupil that was tried. */
	private record Tried(double[] c, double[] deviance) {

		double total() {
			return Arrays.stream(deviance).sum();
		}
	}

	/**
	 * @param zernike what the stack says, or none
	 * @param gain by how much the deviance falls, photoelectrons
	 * @param error standard error of that
	 * @param odd by how much it is better than the same of the other sign
	 * @param oddError standard error of that
	 * @param tried the pupils that were tried, in order
	 * @param falls by how much the deviance of each lies below that of the first
	 */
	record Found(Zernike zernike, double gain, double error, double odd, double oddError, List<Zernike> tried,
		List<Double> falls)
	{

		/** @return whether the pupil is to be restored with */
		boolean isSure() {
			return !zernike.coefficients().isEmpty() && gain > SURE * error && odd > SURE * oddError;
		}

		/** @return the sentence for the user */
		String words() {
			return String.format(Locale.ROOT, "Aberrations of the pupil: %s",
				isSure() ? String.format(Locale.ROOT,
					"the stack says %s rad rms (ANSI/OSA index: coefficient; better by %.0f ± %.0f photoelectrons).",
					zernike, gain, error) : "none that are sure.");
		}

		/** @return all of it for the run record */
		Map<String, Object> describe() {
			final Map<String, Object> map = new LinkedHashMap<>();
			map.put("quantity", QUANTITY);
			map.put("zernike", isSure() ? zernike.toString() : "");
			map.put("better", gain);
			map.put("error", error);
			map.put("betterThanOtherSign", odd);
			map.put("errorOfOtherSign", oddError);
			map.put("mismatch", isSure());
			map.put("words", words());
			final List<Map<String, Object>> curve = new ArrayList<>();
			for (int i = 0; i < tried.size(); i++) {
				final Map<String, Object> point = new LinkedHashMap<>();
				point.put("zernike", tried.get(i).toString());
				point.put("worse", -falls.get(i));
				curve.add(point);
			}
			map.put("curve", curve);
			return map;
		}
	}

	/** The word for it in records. */
	static final String QUANTITY = "pupil";

	private final Score score;
	private final int[] indices;
	private final Allowance allowance;
	private final Consumer<String> log;
	private final Progress progress;
	private final List<Tried> all = new ArrayList<>();

	private PupilSearch(final Score score, final int[] indices, final Allowance allowance, final Consumer<String> log,
		final Progress progress)
	{
		this.score = score;
		this.indices = indices;
		this.allowance = allowance;
		this.log = log;
		this.progress = progress;
	}

	/**
	 * @return what a microscope can be asked for: spherical aberration only where there is none yet, else ask for
	 * depth
	 */
	static int[] indices(final Microscope microscope) {
		return microscope.isLopsided() ? LOPSIDED : INDICES;
	}

	/**
	 * @param score computes deviances with a pupil
	 * @param indices of the coefficients
	 * @param log takes a line for what is found
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	static Found run(final Score score, final int[] indices, final Allowance allowance, final Progress progress,
		final Consumer<String> log)
	{
		return new PupilSearch(score, indices, allowance, log, progress).run();
	}

	private Found run() {
		final Tried first = tried(new double[indices.length]);
		Tried best = first;
		for (final double step : STEPS) {
			final Tried next = round(best, step);
			final boolean worth = best.total() - next.total() > error(best, next);
			if (next.total() < best.total()) best = next;
			if (!worth) break;
		}
		final Tried other = tried(Arrays.stream(best.c).map(c -> c == 0 ? 0 : -c).toArray());
		final Found found = new Found(zernike(best.c), first.total() - best.total(),
			Verdict.error(first.deviance, best.deviance, 0), other.total() - best.total(), error(other, best),
			all.stream().map(t -> zernike(t.c)).toList(), all.stream().map(t -> first.total() - t.total()).toList());
		log.accept(found.words());
		return found;
	}

	/**
	 * Tries both sides of every coefficient, the valley of the parabolas through those that may move, and that of the one
	 * whose sign is the surest.
	 */
	private Tried round(final Tried from, final double step) {
		final double[] c = from.c.clone();
		double[] single = null;
		double surest = 0;
		Tried best = from;
		for (int i = 0; i < indices.length; i++) {
			final Tried minus = tried(moved(from.c, i, -step)), plus = tried(moved(from.c, i, step));
			final double odd = Math.abs(plus.total() - minus.total()) / error(minus, plus);
			// What is in already is only made finer.
			if (from.c[i] == 0 && odd <= MOVES) continue;
			best = better(best, better(minus, plus));
			c[i] = moved(from.c, i, step * valley(from, minus, plus))[i];
			if (odd <= surest) continue;
			surest = odd;
			single = from.c.clone();
			single[i] = c[i];
		}
		return single == null ? from : better(best, better(tried(c), tried(single)));
	}

	/** @return where the parabola through three is least, in steps from the middle one */
	private static double valley(final Tried from, final Tried minus, final Tried plus) {
		final double down = minus.total() - from.total(), up = plus.total() - from.total(), curvature = down + up;
		return curvature > 0 ? Math.max(-2, Math.min(2, (down - up) / (2 * curvature))) : up < down ? 1.5 : -1.5;
	}

	private static Tried better(final Tried a, final Tried b) {
		return b.total() < a.total() ? b : a;
	}

	private static double[] moved(final double[] c, final int i, final double by) {
		final double[] moved = c.clone();
		moved[i] = Math.rint(PARTS * Math.max(-MOST, Math.min(MOST, c[i] + by))) / PARTS;
		return moved;
	}

	private Tried tried(final double[] c) {
		for (final Tried t : all)
			if (Arrays.equals(t.c, c)) return t;
		final Zernike zernike = zernike(c);
		final Tried tried = new Tried(c, score.of(zernike,
			progress.part(0, 1, "pupil " + (zernike.coefficients().isEmpty() ? "as designed" : zernike) + ", ")));
		all.add(tried);
		return tried;
	}

	/** Of the paired differences between columns, and what no model does without. */
	private double error(final Tried a, final Tried b) {
		return Verdict.error(a.deviance, b.deviance, allowance.pupil(Math.min(a.total(), b.total())));
	}

	private Zernike zernike(final double[] c) {
		final Map<Integer, Double> map = new TreeMap<>();
		for (int i = 0; i < c.length; i++)
			if (c[i] != 0) map.put(indices[i], c[i]);
		return Zernike.of(map);
	}
}
