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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.PsfPreparation;
import sc.fiji.lucid.simulation.Acquisition;
import sc.fiji.lucid.simulation.camera.Detector;
import sc.fiji.lucid.simulation.Objective;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.ScorePhantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Volumes;

/**
 * A phantom recorded with all its light, as a user would have it: 16-bit counts and
 * what the microscope is.
 *
 * @param objective with which microscope
 * @param phantom of what
 * @param photons in the brightest voxels
 * @param view size of the stack
 */
record HonestCase(Objective objective, Phantom phantom, int photons, Extent view) {

	static final Detector CAMERA = Detector.SCMOS;
	private static final int OVERSAMPLING = 2;

	/** Phantoms and photons change fastest, so that a phantom is blurred once. */
	static List<HonestCase> all(final Extent view) {
		final List<HonestCase> cases = new ArrayList<>();
		for (final Objective objective : Objective.values())
			for (final Phantom phantom : new Phantom[] { Phantom.TISSUE, Phantom.FILAMENTS, Phantom.NUCLEI,
				Phantom.SHELLS })
				for (final int photons : new int[] { 100, 1000 })
					cases.add(new HonestCase(objective, phantom, photons, view));
		return cases;
	}

	/** @return as oil-tissue-1000 */
	@Override
	public String toString() {
		return (objective + "-" + phantom + "-" + photons).toLowerCase(Locale.ROOT);
	}

	/** @param filter some of the words of a case's name, as oil-1000 */
	boolean matches(final String filter) {
		return Arrays.asList(toString().split("-")).containsAll(Arrays.asList(filter.split("-")));
	}

	Acquisition.Exposure exposure(final long seed) {
		return new Acquisition(phantom, objective.scale(), objective.microscope(), view, objective.voxel(),
			OVERSAMPLING, seed).exposure();
	}

	/** The PSF that a user's run makes of the optics alone. */
	Psf psf() {
		final PsfModel model = PsfModel.forMicroscope(objective.microscope());
		return PsfPreparation.of(objective.voxel(), view).render(objective.microscope(), model).psf();
	}

	/** The stack as it comes from the camera. */
	Recording recording(final Simulation simulation) {
		final short[][] planes = new short[view.nz()][view.nx() * view.ny()];
		for (int z = 0; z < view.nz(); z++)
			for (int i = 0; i < planes[z].length; i++)
				planes[z][i] = (short) (int) simulation.observed().row(i / view.nx(), z)[i % view.nx()];
		return new Recording(view, planes);
	}

	/**
	 * The stack in photons over a background of the read noise's variance, as an expert takes it who knows the camera.
	 */
	Recording photons(final Simulation simulation) {
		return Volumes.observed(Volumes.of(view, (x, y, z) -> Math.max(0,
			(simulation.observed().row(y, z)[x] - CAMERA.offset()) * CAMERA.gain() + noise())));
	}

	/** @return variance of the read noise in electrons: what background makes as much Poisson noise */
	static double noise() {
		return CAMERA.readNoise() * CAMERA.readNoise();
	}

	/** @param factor photons in a unit of the estimate */
	static ScorePhantom score(final Simulation simulation, final Volume estimate, final double factor) {
		return ScorePhantom.of(simulation.truth(), estimate, factor);
	}
}
