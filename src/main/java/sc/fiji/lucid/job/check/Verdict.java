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
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import sc.fiji.lucid.optics.Digits;

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
	 * No computed PSF is exactly the microscope's, which costs up to so much of the deviance whatever the photons:
	 * nuclei whose PSF was computed by another path were explained worse by 0.14 % by the right depth than by a wrong
	 * one (seed 1, 29 November 2026).
	 */
	private static final double MODEL = 1e-3;

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
			return worse <= ERRORS * error;
		}
	}

	private final Scan scan;
	private final List<Point> curve;
	private final int given;

	/**
	 * @param values of the candidates, ascending
	 * @param deviances of each candidate, in columns of the stack
	 * @param given which candidate is what the user said
	 */
	Verdict(final Scan scan, final double[] values, final double[][] deviances, final int given) {
		this.scan = scan;
		this.given = given;
		final double[] totals = Arrays.stream(deviances).mapToDouble(d -> Arrays.stream(d).sum()).toArray();
		final int best = IntStream.range(0, totals.length)
			.reduce((a, b) -> totals[b] < totals[a] ? b : a)
			.orElseThrow();
		curve = IntStream.range(0, values.length)
			.mapToObj(i -> point(values[i], deviances[i], deviances[best], MODEL * totals[best]))
			.toList();
	}

	private static Point point(final double value, final double[] deviance, final double[] best, final double model) {
		final int n = deviance.length;
		final double[] worse = IntStream.range(0, n).mapToDouble(i -> deviance[i] - best[i]).toArray();
		final double sum = Arrays.stream(worse).sum(), mean = sum / n;
		final double variance = Arrays.stream(worse).map(w -> (w - mean) * (w - mean)).sum() / Math.max(1, n - 1);
		return new Point(value, sum, deviance == best ? 0 : Math.hypot(Math.sqrt(n * variance), model));
	}

	/** @return each candidate, in the order of its value */
	public List<Point> curve() {
		return curve;
	}

	/** @return whether what the user said explains the stack worse than something else does, by more than chance */
	public boolean isMismatch() {
		return !curve.get(given).isPossible();
	}

	/** @return whether more than half of the candidates may be right */
	public boolean tellsNothing() {
		return 2 * curve.stream().filter(Point::isPossible).count() > curve.size() && curve.size() > 2 ||
			curve.stream().allMatch(Point::isPossible);
	}

	/** @return the value that explains the stack best */
	public double best() {
		return curve.stream().filter(p -> p.worse() == 0).findFirst().orElseThrow().value();
	}

	/** @return the sentence for the user */
	public String words() {
		final List<Point> possible = curve.stream().filter(Point::isPossible).toList();
		final double least = possible.get(0).value(), most = possible.get(possible.size() - 1).value();
		final String said = scan.words(curve.get(given).value());
		if (isMismatch()) return "warning: " + scan.quantity() + ": the stack says " +
			(least == most ? scan.words(least) : scan.words(least) + " to " + scan.words(most)) + "; you said " + said +
			". " + scan.remedy();
		if (tellsNothing()) return scan.quantity() + ": the stack does not tell; you said " + said + ".";
		return scan.quantity() + ": " + said + " is right as far as the stack tells (" +
			(least == most ? "nothing else is" : scan.words(least) + " to " + scan.words(most) + " may be") + ").";
	}

	/** @return the curve, a line a candidate */
	public List<String> lines() {
		return curve.stream()
			.map(p -> String.format(Locale.ROOT, "  %s: %s%s", scan.words(p.value()),
				p.worse() == 0 ? "best" : "worse by " + Digits.of(p.worse()) + " ± " + Digits.of(p.error()),
				p.isPossible() && p.worse() > 0 ? ", may be right" : ""))
			.toList();
	}
}
