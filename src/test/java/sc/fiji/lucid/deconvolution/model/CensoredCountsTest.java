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
package sc.fiji.lucid.deconvolution.model;

import static org.junit.Assert.assertEquals;

import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.Test;

/** What is expected of counts that are at least so many, against the sums over Poisson's distribution. */
public class CensoredCountsTest {

	private static final int LEAST = 400;

	/** E[n | n >= least] of photons. */
	private static double expected(final double mean) {
		final PoissonDistribution photons = new PoissonDistribution(mean);
		double sum = 0, all = 0;
		for (int n = LEAST; n < 4 * LEAST; n++) {
			sum += n * photons.probability(n);
			all += photons.probability(n);
		}
		return sum / all;
	}

	@Test
	public void expectsWhatPoissonExpects() {
		for (final double mean : new double[] { 330, 380, 400, 420, 500 })
			for (final double gain : new double[] { 0.5, 1, 4 })
				assertEquals(expected(mean) / gain, CensoredCounts.expected(mean / gain, LEAST / gain, gain),
					0.01 * mean / gain);
	}

	@Test
	public void costsWhatPoissonCosts() {
		for (final double mean : new double[] { 370, 400, 420, 500 })
			assertEquals(-Math.log(1 - new PoissonDistribution(mean).cumulativeProbability(LEAST - 1)),
				2 * CensoredCounts.cost(mean / 2, LEAST / 2., 2), 0.15);
	}

	/** Far below, all that is known is the limit; far above, nothing is. */
	@Test
	public void farBelowItExpectsTheLimitAndFarAboveTheModel() {
		assertEquals(LEAST, CensoredCounts.expected(40, LEAST, 1), 0.01 * LEAST);
		assertEquals(2 * LEAST, CensoredCounts.expected(2 * LEAST, LEAST, 1), 1e-6);
		assertEquals(0, CensoredCounts.cost(2 * LEAST, LEAST, 1), 1e-6);
	}

	/** Where one formula for the tail ends and the next begins nothing jumps. */
	@Test
	public void isSmooth() {
		for (double mean = 250; mean < 500; mean += 0.5) {
			final double step = CensoredCounts.expected(mean + 0.5, LEAST, 1) - CensoredCounts.expected(mean, LEAST, 1);
			assertEquals("at " + mean, 0.25, step, 0.26);
			final double cost = CensoredCounts.cost(mean, LEAST, 1) - CensoredCounts.cost(mean + 0.5, LEAST, 1);
			assertEquals("at " + mean, 0.5 * (CensoredCounts.expected(mean, LEAST, 1) / mean - 1), cost,
				0.3 * cost + 0.002);
		}
	}
}
