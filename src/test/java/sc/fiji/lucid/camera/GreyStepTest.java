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
package sc.fiji.lucid.camera;

import static org.junit.Assert.assertEquals;

import java.util.function.DoubleUnaryOperator;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.testing.Volumes;

/** The step between grey values follows their scale, and is 1 where they are whole counts. */
public class GreyStepTest {

	private static double step(final DoubleUnaryOperator scale, final double gain) {
		return GreyStep.of(Recording.of(
			Volumes.of(new Extent(16, 9, 3), (x, y, z) -> scale.applyAsDouble(100 + x + 7 * y + (z == 1 ? 201 : 0)))),
			gain);
	}

	@Test
	public void wholeCountsHaveTheStepOne() {
		for (final double gain : new double[] { 1e-3, 0.2, 1, 30, 5000 }) {
			assertEquals(1, step(v -> v, gain), 0);
			assertEquals(1, step(v -> 16 * v, gain), 0);
			assertEquals(1, step(v -> v - 2000, gain), 0);
			assertEquals(1,
				GreyStep.of(new Recording(new Extent(2, 1, 1), new Object[] { new short[] { 7, 9 } }), gain), 0);
		}
	}

	@Test
	public void aPowerOfTwoIsFollowed() {
		for (int power = -30; power < 0; power++) {
			final double scale = Math.scalb(1.0, power);
			for (final double gain : new double[] { 0.01, 1, 30 })
				assertEquals(scale, step(v -> scale * v, gain / scale), 0);
		}
	}

	@Test
	public void whereValuesLieOnNoGridItIsNoMoreThanAnElectron() {
		assertEquals(Math.scalb(1.0, -12), step(v -> v / 4095, 4095), 0);
		assertEquals(Math.scalb(1.0, -14), step(v -> v * 1e-4, 1e4), 0);
		assertEquals(1, step(v -> v * Math.PI, 1 / Math.PI), 0);
	}

	@Test
	public void whatHoldsNothingHasThatOfAnElectron() {
		assertEquals(1, step(v -> 0, 0.5), 0);
		assertEquals(1 / 4096.0, step(v -> 0, 4096), 0);
		assertEquals(1 / 4096.0, step(v -> Double.NaN, 4096), 0);
	}
}
