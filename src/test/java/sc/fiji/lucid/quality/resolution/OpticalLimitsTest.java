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
package sc.fiji.lucid.quality.resolution;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;

public class OpticalLimitsTest {

	private static final OpticalSettings OIL = OpticalSettings.NONE
		.with(OpticalParameter.NUMERICAL_APERTURE, 1.4, Origin.GIVEN)
		.with(OpticalParameter.IMMERSION_INDEX, 1.515, Origin.GIVEN)
		.with(OpticalParameter.EMISSION_WAVELENGTH, 0.52, Origin.GIVEN)
		.with(OpticalParameter.EXCITATION_WAVELENGTH, 0.52, Origin.GIVEN);

	private static OpticalLimits of(final Modality modality) {
		return OpticalLimits.of(OIL.with(modality, Origin.GIVEN)).orElseThrow();
	}

	@Test
	public void widefieldHasAbbesLimitAndAMissingCone() {
		final OpticalLimits w = of(Modality.WIDEFIELD);
		assertEquals(0.52 / 2.8, w.lateral(), 1e-9);
		assertEquals(0.52 / (1.515 - Math.sqrt(1.515 * 1.515 - 1.4 * 1.4)), w.axial(), 1e-9);
		assertEquals(90 - Math.toDegrees(Math.asin(1.4 / 1.515)), w.missingCone(), 1e-9);
	}

	@Test
	public void aConfocalCarriesTwiceTheFrequencies() {
		final OpticalLimits c = of(Modality.CONFOCAL), w = of(Modality.WIDEFIELD);
		assertEquals(0.5 * w.lateral(), c.lateral(), 1e-9);
		assertEquals(0.5 * w.axial(), c.axial(), 1e-9);
		assertTrue(Double.isNaN(c.missingCone()));
	}

	@Test
	public void withoutOpticsThereIsNoLimit() {
		assertTrue(OpticalLimits.of(OpticalSettings.NONE).isEmpty());
	}
}
