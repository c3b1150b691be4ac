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
package sc.fiji.lucid.deconvolution.method;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

import sc.fiji.lucid.deconvolution.penalty.PenaltyKind;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.testing.Volumes;

/** The weight of a penalty follows the size of what is there. */
public class FeatureWeightedTest {

	private static final Extent SIZE = new Extent(64, 6, 4);

	/** An iteration that leaves its estimate as it is. */
	private static final class Still implements Iteration {

		private final Volume estimate;
		private int steps;

		private Still(final Volume estimate) {
			this.estimate = estimate;
		}

		@Override
		public Step next() {
			steps++;
			return new Step(null, 0, 4);
		}

		@Override
		public Volume estimate() {
			return estimate;
		}
	}

	/** @return λ of an estimate, of which λ₀ is 0.1 */
	private static double weight(final Volume estimate) {
		final Still plain = new Still(estimate), penalised = new Still(estimate);
		final double[] weight = { Double.NaN };
		final FeatureWeighted iteration = new FeatureWeighted(plain, 0.1,
			PenaltyKind.TV.penalty(1, 0.1, new VoxelSize(0.1, 0.1, 0.1), SIZE.nx()), w -> {
				weight[0] = w;
				return penalised;
			});
		for (int k = 0; k < FeatureWeighted.PLAIN; k++)
			iteration.next();
		assertTrue("asked too early", Double.isNaN(weight[0]));
		iteration.next();
		iteration.next();
		assertEquals(FeatureWeighted.PLAIN, plain.steps);
		assertEquals(2, penalised.steps);
		return weight[0];
	}

	private static Volume stripes(final int period) {
		return Volumes.of(SIZE, (x, y, z) -> 100 + 80 * Math.cos(2 * Math.PI * x / period));
	}

	@Test
	public void twiceAsLargeFeaturesWeighNearlyThriceAsMuch() {
		assertEquals(Math.pow(2, 1.5), weight(stripes(32)) / weight(stripes(16)), 0.15);
		assertEquals(Math.pow(2, 1.5), weight(stripes(64)) / weight(stripes(32)), 0.15);
	}

	@Test
	public void brightnessDoesNotMatter() {
		final Volume twice = Volumes.of(SIZE, (x, y, z) -> 200 + 160 * Math.cos(2 * Math.PI * x / 16));
		assertEquals(1, weight(twice) / weight(stripes(16)), 0.01);
	}

	@Test
	public void aFlatEstimateHasAWeight() {
		for (final double level : new double[] { 1e-3, 7, 1e5 }) {
			final double weight = weight(Volumes.of(SIZE, (x, y, z) -> level));
			assertTrue(weight + "", weight > 0.1 && weight <= 10);
		}
	}
}
