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

import static org.junit.Assert.assertEquals;

import java.util.Arrays;
import java.util.Optional;

import org.junit.Test;

import sc.fiji.lucid.deconvolution.method.Iteration;
import sc.fiji.lucid.deconvolution.model.Misfit;
import sc.fiji.lucid.deconvolution.stopping.ConvergenceHistory.Fee;

/** Stopping rules on traces that are known. */
public class StoppingRuleTest {

	/** After how many iterations a rule stops, if the k-th costs and changes so much. */
	private static String stop(final StoppingRule rule, final double[] costs, final double[] heldOut) {
		final ConvergenceHistory trace = new ConvergenceHistory();
		for (int k = 0; k < costs.length; k++) {
			trace.add(new Iteration.Step(new Misfit(costs[k], heldOut[k], 1), 1.0 / (k + 1), 4));
			final Optional<StopReason> reason = rule.after(trace);
			if (reason.isPresent()) return (k + 1) + " " + reason.get().name();
		}
		return "never";
	}

	private static final double[] COSTS = { 100, 60, 40, 30, 25, 26, 27, 28, 29, 30 };
	private static final double[] HELD = { 10, 9, 8, 7.5, 7.6, 7.4, 7.5, 7.6, 7.7, 7.8 };

	@Test
	public void rulesStopWhereTheyShould() {
		assertEquals("4 ITERATIONS", stop(StoppingRule.fixed(4), COSTS, HELD));
		assertEquals("5 CHANGE", stop(StoppingRule.relativeChange(0.21), COSTS, HELD));
		assertEquals("7 CHANGE", stop(StoppingRule.atRest(0.21), COSTS, HELD));
		assertEquals("4 DISCREPANCY", stop(StoppingRule.discrepancy(30), COSTS, HELD));
		assertEquals("7 DIVERGED", stop(StoppingRule.rising(StopReason.DIVERGED), COSTS, HELD));
		assertEquals("9 HELD_OUT", stop(StoppingRule.heldOut(), COSTS, HELD));
	}

	/** However rare the looks, one more is waited for. */
	@Test
	public void waitsForALook() {
		final double[] rare = new double[40];
		Arrays.fill(rare, Double.NaN);
		rare[0] = 10;
		rare[15] = 8;
		rare[39] = 9;
		assertEquals("40 HELD_OUT", stop(StoppingRule.heldOut(), new double[40], rare));
		rare[39] = 7;
		assertEquals("never", stop(StoppingRule.heldOut(), new double[40], rare));
	}

	/** Far from the noise, a fit that no longer gets better will not; near it, that is as it should be. */
	@Test
	public void stopsWhereABadFitNoLongerGetsBetter() {
		final double[] costs = { 900, 500, 400, 390, 389, 388.9, 388.85, 388.8, 388.75, 388.7 };
		assertEquals("9 STALLED", stop(StoppingRule.stalled(100), costs, HELD));
		assertEquals("never", stop(StoppingRule.stalled(400), costs, HELD));
		assertEquals("9 HELD_OUT", stop(StoppingRule.stalled(400).or(StoppingRule.heldOut()), costs, HELD));
	}

	/** What is gained more slowly than the toll is no gain, but only once the estimate is settled. */
	@Test
	public void settledEstimatesPayTheToll() {
		assertEquals(6, best(0, Fee.NONE, 0.03));
		assertEquals(3, best(0.01, Fee.NONE, 0.03));
		assertEquals(6, best(0.01, Fee.NONE, 0.1));
	}

	/** An iteration that gains less than the fee is no gain, however much it changes. */
	@Test
	public void everyIterationPaysTheFee() {
		assertEquals(6, best(0, new Fee(5e-5, 0), 0.03));
		assertEquals(3, best(0, new Fee(0.01, 0), 0.03));
		assertEquals(3, best(0, new Fee(0.01, 0), 0.1));
		assertEquals("a part of what the best iteration gained", 3, best(0, new Fee(5e-5, 0.03), 0.1));
		assertEquals(1, best(0, new Fee(2, 0.03), 0.1));
	}

	private static int best(final double toll, final Fee fee, final double change) {
		final ConvergenceHistory trace = new ConvergenceHistory(toll, fee);
		for (final double heldOut : new double[] { 10, 9, 8, 7.9999, 7.9998, 7.9997 })
			trace.add(new Iteration.Step(new Misfit(1, heldOut, 1), change, 4));
		return trace.best();
	}

	/** Slow from the start is not worth going on; slow at the beginning of a slope, or at its end, is. */
	@Test
	public void stopsWhereTheErrorNeverFellSteeply() {
		final double[] flat = { 10, 9.95, 9.9, 9.8, 9.7 }, slope = { 10, 9.85, 9.5, 9.0, 8.98, 8.96 };
		assertEquals("3 HELD_OUT", stop(StoppingRule.neverSteep(0.1), COSTS, flat));
		assertEquals("never", stop(StoppingRule.neverSteep(0.1), new double[6], slope));
		final double[] rare = { 10, Double.NaN, 9.84, Double.NaN, Double.NaN, 9.8 };
		assertEquals("6 HELD_OUT", stop(StoppingRule.neverSteep(0.1), new double[6], rare));
	}

	/** A second iteration that does much less than the first one ends it; none after it does, and no first one. */
	@Test
	public void stopsAfterTwoWhereNothingIsLeft() {
		assertEquals("2 CHANGE", undone(0.04, 0.01, 0.01));
		assertEquals("never", undone(0.04, 0.03, 0.01, 0.001));
		assertEquals("never", undone(0.04));
	}

	private static String undone(final double... changes) {
		final ConvergenceHistory trace = new ConvergenceHistory();
		for (final double change : changes) {
			trace.add(new Iteration.Step(new Misfit(1, 1, 1), change, 4));
			final Optional<StopReason> reason = StoppingRule.nothingLeft(0.5).after(trace);
			if (reason.isPresent()) return trace.size() + " " + reason.get().name();
		}
		return "never";
	}

	@Test
	public void floorAndCeilingHold() {
		assertEquals("6 DISCREPANCY", stop(StoppingRule.discrepancy(60).within(6, 9), COSTS, HELD));
		assertEquals("3 CEILING", stop(StoppingRule.discrepancy(1).within(1, 3), COSTS, HELD));
		assertEquals("never", stop(StoppingRule.discrepancy(1).within(1, 30), COSTS, HELD));
	}
}
