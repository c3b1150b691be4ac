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

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import sc.fiji.lucid.quality.report.Finding;
import sc.fiji.lucid.quality.report.Severity;

/**
 * What a scan tells: how much worse than the best each candidate explains the photons that were held out, and which
 * cannot be told from the best.
 */
public final class Verdict {

	/**
	 * Candidates that are worse by no more than so many standard errors cannot be told from the best. The errors are
	 * those of paired differences between columns of the stack.
	 */
	private static final double ERRORS = 2;

	/**
	 * Intervals that are so much narrower than what could be tried are no flat curves: those of filaments, spots and mixed
	 * objects were 2 to 3 µm of 10 µm wide, those of nuclei 4 µm and more (docs/notebook/psf.md, 29 November 2026).
	 */
	private static final double NARROW = 1.0 / 3;

	/**
	 * A candidate's standing.
	 *
	 * @param value of the quantity
	 * @param worse deviance above that of the best, photoelectrons
	 * @param error standard error of that difference, and what no model does without
	 */
	public record Point(double value, double worse, double error) {

		/** @return whether it may be the right one */
		public boolean isPossible() {
			return beyond() <= 0;
		}

		/** @return how much worse it is than what may be right */
		private double beyond() {
			return worse - ERRORS * error;
		}
	}

	private final Scan scan;
	private final List<Point> curve;
	private final int given;
	private final double lowest;
	private final double highest;

	/**
	 * @param values of the candidates that were tried, ascending
	 * @param deviances of each candidate, in columns of the stack
	 * @param allowance for what is no chance
	 * @param given which candidate is what the user said
	 * @param lowest value that the scan would have tried
	 * @param highest value that it would have tried
	 */
	Verdict(final Scan scan, final double[] values, final double[][] deviances, final Allowance allowance,
		final int given, final double lowest, final double highest)
	{
		this.scan = scan;
		this.given = given;
		this.lowest = lowest;
		this.highest = highest;
		for (final double[] columns : deviances)
			if (!Double.isFinite(Arrays.stream(columns).sum())) throw new IllegalArgumentException(
				"The stack cannot be asked: all its voxels are alike there, or some are no numbers (NaN, infinite). Give a " +
					"stack as it was recorded.");
		final double[] totals = Arrays.stream(deviances).mapToDouble(d -> Arrays.stream(d).sum()).toArray();
		final int best = IntStream.range(0, totals.length)
			.reduce((a, b) -> totals[b] < totals[a] ? b : a)
			.orElseThrow();
		final double model = allowance.error(totals[best]);
		curve = IntStream.range(0, values.length)
			.mapToObj(i -> point(values[i], deviances[i], deviances[best], model))
			.toList();
	}

	private static Point point(final double value, final double[] deviance, final double[] best, final double model) {
		final double worse = IntStream.range(0, deviance.length).mapToDouble(i -> deviance[i] - best[i]).sum();
		return new Point(value, worse, deviance == best ? 0 : error(deviance, best, model));
	}

	/** Standard error of the difference of two, column by column, and what no model does without. */
	static double error(final double[] a, final double[] b, final double model) {
		final int n = a.length;
		final double[] worse = IntStream.range(0, n).mapToDouble(i -> a[i] - b[i]).toArray();
		final double mean = Arrays.stream(worse).sum() / n;
		final double variance = Arrays.stream(worse).map(w -> (w - mean) * (w - mean)).sum() / Math.max(1, n - 1);
		return Math.hypot(Math.sqrt(n * variance), model);
	}

	/** @return which quantity was asked for */
	public Scan scan() {
		return scan;
	}

	/** @return each candidate, in the order of its value */
	public List<Point> curve() {
		return curve;
	}

	/** @return what the user said */
	public double said() {
		return curve.get(given).value();
	}

	/** @return whether what the user said explains the stack worse than something else does, by more than chance */
	public boolean isMismatch() {
		return !curve.get(given).isPossible();
	}

	/** @return whether all that was tried may be right, or more than half of the range of values that could be tried */
	public boolean tellsNothing() {
		return curve.stream().allMatch(Point::isPossible) || 2 * (most() - least()) > highest - lowest;
	}

	/**
	 * @return the value that explains the stack best: where a parabola through the best that was tried and its
	 *         neighbours is least
	 */
	public double best() {
		final int i = bestTried();
		final double value = curve.get(i).value();
		if (!scan.isContinuous() || i == 0 || i == curve.size() - 1) return value;
		final Point before = curve.get(i - 1), after = curve.get(i + 1);
		final double left = value - before.value(), right = after.value() - value,
			curvature = before.worse() / left + after.worse() / right;
		if (!(curvature > 0)) return value;
		final double least = value + (before.worse() * right / left - after.worse() * left / right) / (2 * curvature);
		return scan.rounded(Math.max(before.value(), Math.min(after.value(), least)));
	}

	/**
	 * @return the value to restore with: the best, where the interval ends on both sides and is narrower than a third of
	 *         what could be tried; else halfway between the best and the end of the interval that is nearer to what was
	 *         said. Curves are flat towards the deep, so that chance or the end of the scan moves the best there (the best
	 *         of nuclei 6 µm deep was 10 µm; docs/notebook/psf.md, 29 November 2026)
	 */
	public double taken() {
		if (!scan.isContinuous()) return best();
		final boolean ends = !curve.get(0).isPossible() && !curve.get(curve.size() - 1).isPossible();
		if (ends && most() - least() < NARROW * (highest - lowest)) return best();
		final double end = said() < best() ? least() : most();
		return scan.rounded((best() + end) / 2);
	}

	private int bestTried() {
		return IntStream.range(0, curve.size()).filter(i -> curve.get(i).worse() == 0).findFirst().orElseThrow();
	}

	/** @return the lowest value that may be right, between those that were tried */
	public double least() {
		final int i = IntStream.range(0, curve.size()).filter(k -> curve.get(k).isPossible()).findFirst().orElseThrow();
		return i == 0 ? curve.get(0).value() : Math.min(best(), end(curve.get(i), curve.get(i - 1)));
	}

	/** @return the highest value that may be right */
	public double most() {
		final int n = curve.size() - 1,
			i = IntStream.rangeClosed(0, n).filter(k -> curve.get(k).isPossible()).max().orElseThrow();
		return i == n ? curve.get(n).value() : Math.max(best(), end(curve.get(i), curve.get(i + 1)));
	}

	/** Where two standard errors are reached: on a parabola from the best, on a straight line from another. */
	private double end(final Point possible, final Point not) {
		if (!scan.isContinuous()) return possible.value();
		final double part = possible.worse() == 0 ? Math.sqrt(ERRORS * not.error() / not.worse())
			: possible.beyond() / (possible.beyond() - not.beyond());
		return scan.rounded(possible.value() + part * (not.value() - possible.value()));
	}

	/** @return the sentence for the user */
	public String words() {
		final String said = scan.words(said());
		if (isMismatch()) return "warning: " + scan.quantity() + ": the stack says " + interval() + "; you said " +
			said + ". " + scan.remedy();
		if (tellsNothing()) return scan.quantity() + ": the stack does not tell; you said " + said + ".";
		return scan.quantity() + ": " + said + " is right as far as the stack tells (" +
			(least() == most() ? "nothing else is" : interval() + " may be") + ").";
	}

	private String interval() {
		final double least = least(), most = most();
		if (least == most) return scan.words(least);
		if (least == lowest) return "at most " + scan.words(most);
		if (most == highest) return "at least " + scan.words(least);
		return scan.words(least) + " to " + scan.words(most);
	}

	/** @return the same for a quality report */
	public Finding finding() {
		final String text = words().replaceFirst("^warning: ", "").replace(" " + scan.remedy(), "");
		return new Finding(isMismatch() ? Severity.WARNING : tellsNothing() ? Severity.NOTE : Severity.GOOD,
			"psf-check-" + scan, text, isMismatch() ? scan.remedy() : "");
	}

	/** @return all of it for the run record */
	public Map<String, Object> describe() {
		final Map<String, Object> map = new LinkedHashMap<>();
		map.put("quantity", scan.toString());
		map.put("said", said());
		map.put("best", best());
		map.put("taken", taken());
		map.put("from", least());
		map.put("to", most());
		map.put("mismatch", isMismatch());
		map.put("words", words());
		map.put("curve", curve.stream().map(p -> {
			final Map<String, Object> point = new LinkedHashMap<>();
			point.put("value", p.value());
			point.put("worse", p.worse());
			point.put("error", p.error());
			return point;
		}).toList());
		return map;
	}

	/** @return the curve, a line a candidate that was tried */
	public List<String> lines() {
		return curve.stream()
			.map(p -> String.format(Locale.ROOT, "  %s: %s%s", scan.words(p.value()),
				p.worse() == 0 ? "best" : String.format(Locale.ROOT, "worse by %.0f ± %.0f", p.worse(), p.error()),
				p.isPossible() && p.worse() > 0 ? ", may be right" : ""))
			.toList();
	}
}
