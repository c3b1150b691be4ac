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
package sc.fiji.lucid.psf;

import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;

/** Microscopes for tests. */
final class Optics {

	private Optics() {}

	/** A widefield microscope without index mismatch. */
	static Microscope widefield(final double na, final double emission, final double index) {
		return settings(na, emission, index).with(Modality.WIDEFIELD, Origin.GIVEN).microscope();
	}

	/** A microscope without index mismatch that is given both wavelengths, and a depletion for STED. */
	static Microscope of(final Modality modality, final double na, final double excitation, final double emission,
		final double index)
	{
		return settings(na, emission, index).with(OpticalParameter.EXCITATION_WAVELENGTH, excitation, Origin.GIVEN)
			.with(OpticalParameter.DEPLETION_WAVELENGTH, 0.592, Origin.GIVEN)
			.with(OpticalParameter.DEPLETION_STRENGTH, 10, Origin.GIVEN)
			.with(modality, Origin.GIVEN)
			.microscope();
	}

	private static OpticalSettings settings(final double na, final double emission, final double index) {
		return OpticalSettings.NONE.with(OpticalParameter.NUMERICAL_APERTURE, na, Origin.GIVEN)
			.with(OpticalParameter.EMISSION_WAVELENGTH, emission, Origin.GIVEN)
			.with(OpticalParameter.IMMERSION_INDEX, index, Origin.GIVEN);
	}

	/** NA 1.4, 520 nm, all indices 1.515. */
	static Microscope oil() {
		return widefield(1.4, 0.52, 1.515);
	}
}
