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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import sc.fiji.lucid.deconvolution.method.Iteration;
import sc.fiji.lucid.deconvolution.model.HeldOut;

/** What was learned from iteration to iteration, for the stopping rules, the report and its plot. */
public final class ConvergenceHistory {

	/**
	 * One iteration.
	 *
	 * @param cost misfit and penalty of the estimate from which the iteration
	 *          started, in counts
	 * @param change ‖new − old‖ / ‖new‖ of the estimate
	 * @param heldOut error against the photons that were held out ({@link HeldOut}),
	 *          up to a constant, parts of the structure's energy; NaN if there were none or it was not looked at
	 * @param transforms 3-D FFTs done until its end
	 */
	public record Point(double cost, double change, double heldOut, int transforms) {}

	/**
	 * What each iteration must gain to be worth its while.
	 *
	 * @param least parts of the structure's energy
	 * @param part what it is at least, in parts of what the best iteration gained
	 */
	public record Fee(double least, double part) {

		/** Every gain is welcome. */
		public static final Fee NONE = new Fee(0, 0);
	}

	private final double toll;
	private final Fee fee;
	private final List<Point> points = new ArrayList<>();

	public ConvergenceHistory() {
		this(0, Fee.NONE);
	}

	/**
	 * @param toll part of the held-out error that a settled estimate must gain for each unit
	 *          of its {@link Point#change}
	 */
	public ConvergenceHistory(final double toll, final Fee fee) {
		this.toll = toll;
		this.fee = fee;
	}

	public void add(final Iteration.Step step) {
		points.add(
			new Point(step.misfit().cost(), step.change(), step.misfit().heldOut(), transforms() + step.transforms()));
	}

	/** @return the iterations in their order */
	public List<Point> points() {
		return List.copyOf(points);
	}

	/** @return the number of iterations */
	public int size() {
		return points.size();
	}

	/** @return 3-D FFTs done in all iterations */
	public int transforms() {
		return points.isEmpty() ? 0 : last().transforms();
	}

	Point last() {
		return points.get(points.size() - 1);
	}

	/**
	 * @return the number of iterations after which photons held out were met best so far, toll and fee paid; 0 if
	 *         nobody looked
	 */
	public int best() {
		final double due = Math.max(fee.least(), fee.part() * Arrays.stream(gains()).max().orElse(0));
		int best = 0;
		double least = Double.POSITIVE_INFINITY, way = 0;
		for (int k = 0; k < points.size(); k++) {
			final Point point = points.get(k);
			final double error = point.heldOut() * (1 + toll * way) + due * k;
			if (error < least) {
				least = error;
				best = k + 1;
			}
			if (point.change() < StoppingPolicy.SETTLED) way += point.change();
		}
		return best;
	}

	/** @return the number of iterations after which photons held out were last looked at; 0 if nobody looked */
	int lastLook() {
		int k = points.size();
		while (k > 0 && Double.isNaN(points.get(k - 1).heldOut()))
			k--;
		return k;
	}

	/** @return by how much the error against photons held out fell an iteration, from each look to the next */
	double[] gains() {
		final int[] looks = IntStream.range(0, points.size())
			.filter(k -> !Double.isNaN(points.get(k).heldOut()))
			.toArray();
		return IntStream.range(1, looks.length)
			.mapToDouble(
				i -> (points.get(looks[i - 1]).heldOut() - points.get(looks[i]).heldOut()) / (looks[i] - looks[i - 1]))
			.toArray();
	}

	/** @return what the last look at photons held out had gained since the one before, an iteration; 0 if nobody looked */
	public double lastGain() {
		final double[] gains = gains();
		return gains.length == 0 ? 0 : gains[gains.length - 1];
	}

	/** @return the cost before each iteration */
	public double[] costs() {
		return points.stream().mapToDouble(Point::cost).toArray();
	}
}
