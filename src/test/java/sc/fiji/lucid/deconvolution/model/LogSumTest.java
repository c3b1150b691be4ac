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

import java.util.Random;

import org.junit.Test;

/** What holds for sums of logarithms. */
public class LogSumTest {

	/** Whole and broken eights, more mantissas than a double holds, factors far from 1. */
	@Test
	public void isTheSumOfLogarithms() {
		final Random random = new Random(3);
		for (final int n : new int[] { 1, 7, 8, 256, 10_003 }) {
			final LogSum sum = new LogSum();
			double expected = 0;
			for (int row = 0; row < 3; row++) {
				final float[] p = new float[n];
				for (int i = 0; i < n; i++) {
					p[i] = (float) Math.exp((i % 3 == 0 ? 80 : 1e-3) * random.nextDouble());
					expected += Math.log(p[i]);
				}
				sum.add(p, n);
			}
			assertEquals(expected, sum.total(), 1e-9 * expected);
		}
	}

	@Test
	public void onesCostNothing() {
		final LogSum sum = new LogSum();
		sum.add(new float[] { 1, 1, 1, 1, 1, 1, 1, 1, 1 }, 9);
		assertEquals(0, sum.total(), 0);
	}
}
