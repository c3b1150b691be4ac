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
package sc.fiji.lucid.optics;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class ZernikeTest {

	@Test
	public void orthonormalOverTheDisc() {
		final int rings = 200, angles = 64;
		for (int j = 0; j <= 14; j++)
			for (int k = 0; k <= j; k++) {
				double product = 0;
				for (int r = 0; r < rings; r++)
					for (int a = 0; a < angles; a++) {
						final double rho = Math.sqrt((r + 0.5) / rings), phi = 2 * Math.PI * a / angles;
						product += Zernike.polynomial(j, rho, phi) * Zernike.polynomial(k, rho, phi) / (rings * angles);
					}
				assertEquals(j + " " + k, j == k ? 1 : 0, product, 2e-3);
			}
	}

	@Test
	public void namedAberrations() {
		assertEquals(Math.sqrt(5) * (6 * 0.0625 - 6 * 0.25 + 1), Zernike.polynomial(12, 0.5, 1), 1e-12);
		assertEquals(Math.sqrt(3) * (2 * 0.25 - 1), Zernike.polynomial(4, 0.5, 1), 1e-12);
		assertEquals(Math.sqrt(8) * (3 * 0.125 - 2 * 0.5) * Math.cos(1), Zernike.polynomial(8, 0.5, 1), 1e-12);
	}

	@Test
	public void textGoesThereAndBack() {
		final Zernike z = Zernike.of("12:0.8, 7:-0.3");
		assertEquals(z.coefficients(), Zernike.of(z.toString()).coefficients());
		assertFalse(z.isRadial());
		assertTrue(Zernike.of("12:0.8,4:1,24:-1").isRadial());
		assertTrue(Zernike.of("").coefficients().isEmpty());
	}

	@Test
	public void wrongTextIsRefused() {
		for (final String text : new String[] { "12", "12:x", "-1:0.5", "200:1", "4:1000" })
			assertTrue(assertThrows(IllegalArgumentException.class, () -> Zernike.of(text)).getMessage()
				.contains("--zernike"));
	}
}
