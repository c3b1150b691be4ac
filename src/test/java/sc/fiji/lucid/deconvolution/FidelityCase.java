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
package sc.fiji.lucid.deconvolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.GaussianBlur;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;
import sc.fiji.lucid.quality.agreement.Metrics;
import sc.fiji.lucid.quality.agreement.StructuralSimilarity;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Volumes;

/**
 * One phantom as a microscope records it, and what is known of it.
 *
 * @param name phantom, modality and photons in the brightest voxel, as
 *          nuclei-widefield-100
 * @param limited the truth at the resolution at which it is compared
 * @param offset counts under the signal
 */
record FidelityCase(String name, long seed, Simulation simulation, Volume limited, Psf psf, double offset) {

	static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.25);
	static final Extent VIEW = new Extent(96, 96, 48);
	private static final int OVERSAMPLING = 2;

	/** Full width at half maximum of a Gaussian in standard deviations. */
	private static final double FWHM = 2 * Math.sqrt(2 * Math.log(2));

	static List<String> names() {
		final List<String> names = new ArrayList<>();
		for (final int peak : new int[] { 100, 20, 1000 })
			for (final Phantom phantom : new Phantom[] { Phantom.MIXED, Phantom.NUCLEI, Phantom.FILAMENTS,
				Phantom.SHELLS, Phantom.SPOTS })
				for (final Modality modality : new Modality[] { Modality.WIDEFIELD, Modality.CONFOCAL })
					names.add((phantom + "-" + modality + "-" + peak).toLowerCase(Locale.ROOT));
		return names;
	}

	static FidelityCase of(final String name, final long seed) {
		final String[] words = name.split("-");
		final double peak = Double.parseDouble(words[2]), offset = 0.1 * peak + 2;
		final Microscope microscope = microscope(Modality.valueOf(words[1].toUpperCase(Locale.ROOT)));
		final Simulation s = Simulation.of(Phantom.of(words[0]), VIEW, VOXEL, OVERSAMPLING, v -> psf(microscope, v),
			peak, offset, 2, seed);
		return new FidelityCase(name, seed, s, limit(s.truth()), psf(microscope, VOXEL), offset);
	}

	private static Microscope microscope(final Modality modality) {
		return OpticalSettings.NONE.with(modality, Origin.GIVEN)
			.with(OpticalParameter.NUMERICAL_APERTURE, 1.4, Origin.GIVEN)
			.with(OpticalParameter.IMMERSION_INDEX, 1.515, Origin.GIVEN)
			.with(OpticalParameter.SAMPLE_INDEX, 1.515, Origin.GIVEN)
			.with(OpticalParameter.EMISSION_WAVELENGTH, 0.52, Origin.GIVEN)
			.with(OpticalParameter.EXCITATION_WAVELENGTH, 0.488, Origin.GIVEN)
			.microscope();
	}

	private static Psf psf(final Microscope microscope, final VoxelSize voxel) {
		final int finer = (int) Math.round(VOXEL.x() / voxel.x());
		final PsfModel model = PsfModel.forMicroscope(microscope);
		return model.render(microscope, voxel,
			model.support(microscope, voxel, new Extent(VIEW.nx() * finer, VIEW.ny() * finer, VIEW.nz() * finer))
				.extent(),
			Sampling.INTEGRATED);
	}

	/** Blurred to 120 nm laterally and 320 nm axially. */
	static Volume limit(final Volume v) {
		return GaussianBlur.of(v, 0.12 / FWHM / VOXEL.x(), 0.12 / FWHM / VOXEL.y(), 0.32 / FWHM / VOXEL.z());
	}

	double nrmse(final Volume estimate) {
		return Metrics.nrmse(limited, limit(estimate));
	}

	double ssim(final Volume estimate) {
		float max = 0;
		for (int z = 0; z < VIEW.nz(); z++)
			for (int y = 0; y < VIEW.ny(); y++)
				for (final float v : limited.row(y, z))
					max = Math.max(max, v);
		return StructuralSimilarity.ssim(limited, limit(estimate), 1, max, StructuralSimilarity.DEFAULT_WINDOW);
	}

	boolean widefield() {
		return name.contains("widefield");
	}

	Recording observed() {
		return Volumes.observed(simulation.observed());
	}
}
