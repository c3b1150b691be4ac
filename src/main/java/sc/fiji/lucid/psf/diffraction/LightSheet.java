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
package sc.fiji.lucid.psf.diffraction;

import java.util.function.DoubleUnaryOperator;

import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.OpticalParameter;

/** Brightness of a light sheet across its thickness, 1 at its centre, which lies in the focal plane. */
final class LightSheet {

	private LightSheet() {}

	static DoubleUnaryOperator of(final Microscope m) {
		return m.modality() == Modality.LATTICE_LIGHT_SHEET ? lattice(m) : gaussian(m.sheetThickness());
	}

	/**
	 * {@code exp(−4 ln 2 z²/FWHM²)}: a static sheet at its waist (Engelbrecht &amp;
	 * Stelzer, Opt Lett 31, 2006), and equally a Gaussian beam scanned along X, whose
	 * mean over the scan has the same profile along Z (Keller et al., Science 322, 2008).
	 */
	static DoubleUnaryOperator gaussian(final double fwhm) {
		return z -> Math.exp(-4 * Math.log(2) * z * z / (fwhm * fwhm));
	}

	/**
	 * A dithered square lattice (Chen et al., Science 346, 2014): dithering along X
	 * leaves the sum of the intensities of the pupil's columns of equal kₓ, which
	 * are two segments of the annulus above and below the axis and one chord at
	 * either side.
	 */
	static DoubleUnaryOperator lattice(final Microscope m) {
		final double outer = m.get(OpticalParameter.SHEET_NA);
		final double inner = m.get(OpticalParameter.SHEET_INNER_NA);
		final double k = 2 * Math.PI / m.excitationWavelength(), middle = (outer + inner) / 2;
		final double chord = Math.sqrt(outer * outer - middle * middle), segment = outer - inner;
		final double whole = 4 * segment * segment + 2 * 4 * chord * chord;
		return z -> {
			final double centre = 2 * segment * sinc(k * z * segment / 2) * Math.cos(k * z * middle);
			final double side = 2 * chord * sinc(k * z * chord);
			return (centre * centre + 2 * side * side) / whole;
		};
	}

	private static double sinc(final double x) {
		return Math.abs(x) < 1e-9 ? 1 : Math.sin(x) / x;
	}
}
