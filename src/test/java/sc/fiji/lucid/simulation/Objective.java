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
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;
import sc.fiji.lucid.optics.VoxelSize;

/** The microscopes of honest phantoms; emission 520 nm, excitation 488 nm unless said. */
public enum Objective {
	/** NA 1.4, no mismatch. */
	OIL(Modality.WIDEFIELD, 1.4, 1.515, 1.515, 0, new VoxelSize(0.1, 0.1, 0.25), 1),
	/** NA 1.2, 10 µm deep in tissue of index 1.38. */
	WATER(Modality.WIDEFIELD, 1.2, 1.333, 1.38, 10, new VoxelSize(0.1, 0.1, 0.25), 1),
	/** NA 0.8, dry; what it sees is three times larger. */
	AIR(Modality.WIDEFIELD, 0.8, 1, 1, 0, new VoxelSize(0.3, 0.3, 1), 3),
	/** NA 1.4, pinhole 1 Airy unit. */
	CONFOCAL(Modality.CONFOCAL, 1.4, 1.515, 1.515, 0, new VoxelSize(0.08, 0.08, 0.2), 1),
	/** NA 1.1 in water, under a Gaussian sheet. */
	SHEET(Modality.LIGHT_SHEET, 1.1, 1.333, 1.333, 0, new VoxelSize(0.1, 0.1, 0.3), 1),
	/** The same under a dithered lattice. */
	LATTICE(Modality.LATTICE_LIGHT_SHEET, 1.1, 1.333, 1.333, 0, new VoxelSize(0.1, 0.1, 0.3), 1),
	/** NA 1 in water, two photons of 920 nm. */
	TWO_PHOTONS(Modality.TWO_PHOTON, 1, 1.333, 1.333, 0, new VoxelSize(0.1, 0.1, 0.3), 1);

	private final OpticalSettings settings;
	private final VoxelSize voxel;
	private final double scale;

	Objective(final Modality modality, final double na, final double immersion, final double sample, final double depth,
		final VoxelSize voxel, final double scale)
	{
		settings = OpticalSettings.NONE.with(modality, Origin.GIVEN)
			.with(OpticalParameter.NUMERICAL_APERTURE, na, Origin.GIVEN)
			.with(OpticalParameter.IMMERSION_INDEX, immersion, Origin.GIVEN)
			.with(OpticalParameter.SAMPLE_INDEX, sample, Origin.GIVEN)
			.with(OpticalParameter.DEPTH, depth, Origin.GIVEN)
			.with(OpticalParameter.EMISSION_WAVELENGTH, 0.52, Origin.GIVEN)
			.with(OpticalParameter.EXCITATION_WAVELENGTH, modality == Modality.TWO_PHOTON ? 0.92 : 0.488, Origin.GIVEN);
		this.voxel = voxel;
		this.scale = scale;
	}

	/** @return all that is to be told to whoever restores */
	public Microscope microscope() {
		return settings.microscope();
	}

	/** @return the size of its voxels in µm */
	public VoxelSize voxel() {
		return voxel;
	}

	/** @return how much larger than in life phantoms are drawn for it */
	public double scale() {
		return scale;
	}
}
