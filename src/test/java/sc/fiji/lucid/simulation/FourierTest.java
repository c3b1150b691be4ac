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
package sc.fiji.lucid.simulation;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Random;

import org.junit.Test;

public class FourierTest {

	private static final int[] LENGTHS = { 1, 2, 3, 4, 5, 7, 8, 12, 30, 36, 42, 80, 105, 256 };

	@Test
	public void isTheSumThatDefinesIt() {
		for (final int n : LENGTHS) {
			final Fourier.Line line = random(n), source = random(n);
			new Fourier(n).transform(line);
			for (int k = 0; k < n; k++) {
				double re = 0, im = 0;
				for (int j = 0; j < n; j++) {
					final double angle = -2 * Math.PI * ((long) j * k % n) / n, cos = Math.cos(angle),
						sin = Math.sin(angle);
					re += source.re[j] * cos - source.im[j] * sin;
					im += source.re[j] * sin + source.im[j] * cos;
				}
				assertEquals(n + " " + k, re, line.re[k], 1e-11);
				assertEquals(n + " " + k, im, line.im[k], 1e-11);
			}
		}
	}

	@Test
	public void backIsNTimesTheInverse() {
		for (final int n : LENGTHS) {
			final Fourier.Line line = random(n), source = random(n);
			final Fourier fourier = new Fourier(n);
			fourier.transform(line);
			fourier.back(line);
			for (int j = 0; j < n; j++) {
				assertEquals(n * source.re[j], line.re[j], 1e-10);
				assertEquals(n * source.im[j], line.im[j], 1e-10);
			}
		}
	}

	private static Fourier.Line random(final int n) {
		final Random random = new Random(n);
		final Fourier.Line line = new Fourier.Line(n);
		for (int i = 0; i < n; i++) {
			line.re[i] = random.nextGaussian();
			line.im[i] = random.nextGaussian();
		}
		return line;
	}

	@Test
	public void lengthsAreNoShorterThanAskedAndAtMostAFifthLonger() {
		for (int n = 8; n < 5000; n++) {
			final int length = Fourier.length(n);
			assertTrue(n + " " + length, length >= n && length <= 1.25 * n);
			assertEquals(length, new Fourier(length).length());
		}
		assertThrows(IllegalArgumentException.class, () -> new Fourier(22));
	}
}
