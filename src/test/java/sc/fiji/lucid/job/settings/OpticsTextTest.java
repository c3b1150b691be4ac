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
package sc.fiji.lucid.job.settings;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.Zernike;

/** Optics as users write them. */
public class OpticsTextTest {

	private static double read(final OpticalParameter p, final String text, final int channel) {
		return new OpticsText().put(p, text).settings().get(channel).get(p).orElseThrow();
	}

	@Test
	public void coverslipsAreInMicrometresOrMillimetres() {
		for (final OpticalParameter p : new OpticalParameter[] { OpticalParameter.COVERSLIP_THICKNESS,
			OpticalParameter.DESIGN_COVERSLIP_THICKNESS })
		{
			assertEquals(150, read(p, "150", 0), 0);
			for (int glass = 130; glass < 200; glass++)
				assertEquals(glass, read(p, "0." + glass + "mm", 0), 0);
			assertEquals(130, read(p, "0.17 mm,0.13 MM", 1), 1e-9);
			assertEquals(0, read(p, "0", 0), 0);
			for (final String slip : new String[] { "0.15", "mm", "0.15cm" }) {
				final String message = assertThrows(IllegalArgumentException.class, () -> read(p, slip, 0))
					.getMessage();
				assertTrue(message, message.contains(p.flag()) && message.contains("mm"));
			}
		}
		assertThrows(IllegalArgumentException.class, () -> read(OpticalParameter.DEPTH, "0.1mm", 0));
	}

	@Test
	public void mediaHaveNamesAndTemperatures() {
		for (final OpticalParameter p : new OpticalParameter[] { OpticalParameter.IMMERSION_INDEX,
			OpticalParameter.DESIGN_IMMERSION_INDEX, OpticalParameter.SAMPLE_INDEX })
		{
			assertEquals(1.515, read(p, "oil", 0), 0);
			assertEquals(1.5094, read(p, "water,oil@37", 1), 1e-9);
			assertTrue(assertThrows(IllegalArgumentException.class, () -> read(p, "honey", 0)).getMessage()
				.contains("water@37"));
		}
	}

	@Test
	public void aCommaWithNothingBesideItIsNoList() {
		for (final String text : new String[] { "460,", ",460", "460,,640", "," })
			assertTrue(assertThrows(IllegalArgumentException.class,
				() -> new OpticsText().put(OpticalParameter.EMISSION_WAVELENGTH, text).settings()).getMessage()
				.contains("not ''"));
		assertThrows(IllegalArgumentException.class, () -> Zernike.of("4:0.3,"));
		assertThrows(IllegalArgumentException.class, () -> PsfFiles.names("a.tif,"));
		assertThrows(IllegalArgumentException.class, () -> PsfFiles.names(",a.tif"));
	}

	@Test
	public void wavelengthsAreInNanometres() {
		for (final OpticalParameter p : OpticalParameter.values())
			if (p.isWavelength()) {
				assertEquals(0.775, read(p, "775", 0), 1e-12);
				assertTrue(assertThrows(IllegalArgumentException.class, () -> read(p, "0.775", 0)).getMessage()
					.contains("nm"));
			}
	}
}
