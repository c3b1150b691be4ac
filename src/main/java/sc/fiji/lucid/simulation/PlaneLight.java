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

import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Modality;

/** How the light of a point spreads over the planes of a stack. */
interface PlaneLight {

	/** @return how the plane z µm from that of best focus, away from the coverslip, carries lateral frequencies */
	Transfer at(double z);

	/** @return the highest lateral frequency, cycles per µm */
	double cutoff();

	/** @return how far from the axis there is light z µm from focus, in µm */
	double reach(double z);

	/** @return whether this kind of microscope's light was computed apart from the PSF that restores */
	static boolean isKnown(final Modality modality) {
		return switch (modality) {
			case WIDEFIELD, CONFOCAL, TWO_PHOTON, LIGHT_SHEET, LATTICE_LIGHT_SHEET -> true;
			case SPINNING_DISK, STED, ARRAY_DETECTOR -> false;
		};
	}

	/** @param microscope of a {@link #isKnown} kind */
	static PlaneLight of(final Microscope microscope) {
		return switch (microscope.modality()) {
			case WIDEFIELD -> new WidefieldLight(microscope);
			case CONFOCAL -> ScannedLight.confocal(microscope);
			case TWO_PHOTON -> ScannedLight.twoPhotons(microscope);
			case LIGHT_SHEET, LATTICE_LIGHT_SHEET -> new SheetLight(microscope);
			case SPINNING_DISK, STED, ARRAY_DETECTOR -> throw new IllegalArgumentException("" + microscope.modality());
		};
	}
}
