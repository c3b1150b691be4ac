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

import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.psf.PsfModel;

/**
 * What the doughnut of a STED microscope leaves of the light of a confocal one (Hell &amp; Wichmann, Opt Lett 19,
 * 1994): {@code β + (1 − β) 2^(−ζ D)}, with D the doughnut's intensity over that of its crest in focus, ζ the
 * crest's intensity in units of that which halves the fluorescence (exponential decay by a pulse: Harke et al., Opt
 * Express 16, 2008; Leutenegger, Eggeling &amp; Hell, Opt Express 18, 2010), and β the share of the fluorescence
 * that no doughnut reaches, as early photons of a continuous beam or turned dipoles.
 * <p>
 * The doughnut is that of a vortex of 2π in the pupil: {@code |∫ exp(iφ) J₁(k s r) s ds|²}, scalar, with the phase of
 * the depletion's wavelength. Its axis is dark at all depths. Circular polarisation of the right sense, which such
 * microscopes have, keeps it so; that light converges at all is neglected in its shape.
 */
final class Depletion {

	private static final double[] VORTEX = { 0, 0, 1, 0, 0, 0 };

	private final RadialField doughnut;
	private final double crest;
	private final double strength;
	private final double immune;
	private final double step;
	private final int radii;
	/** From radii that are enough for the confocal focus and for the doughnut to those that STED asks for. */
	private final RadialMap finer;

	/**
	 * @param focus the stage's position of best focus, in µm
	 * @param reach largest distance from it
	 * @param confocalStep distance between the radii of the confocal profiles
	 * @param confocalRadii their number
	 * @param step distance between the radii that come out
	 * @param radius largest radius that will be read of these
	 */
	Depletion(final PsfModel model, final Microscope m, final double focus, final double reach,
		final double confocalStep, final int confocalRadii, final double step, final double radius)
	{
		doughnut = new RadialField(new Pupil(model, m, m.get(OpticalParameter.DEPLETION_WAVELENGTH)), s -> VORTEX,
			focus, reach, confocalStep, confocalRadii);
		crest = crest(doughnut.intensity(focus));
		strength = m.get(OpticalParameter.DEPLETION_STRENGTH);
		immune = m.get(OpticalParameter.DEPLETION_IMMUNITY);
		this.step = step;
		radii = (int) Math.ceil(radius / step) + 2 * RadialMap.MARGIN + 2;
		finer = new RadialMap(confocalStep, confocalRadii, radii - RadialMap.MARGIN);
		for (int row = 0; row < radii - RadialMap.MARGIN; row++) {
			finer.add(row * step, 1);
			finer.finish(row);
		}
	}

	/** The highest value, on the parabola through the highest point and its neighbours. */
	private static double crest(final double[] profile) {
		int top = 1;
		for (int i = 1; i < profile.length - 1; i++)
			if (profile[i] > profile[top]) top = i;
		final double slope = (profile[top + 1] - profile[top - 1]) / 2,
			bend = profile[top + 1] - 2 * profile[top] + profile[top - 1];
		return profile[top] - slope * slope / (2 * bend);
	}

	/** @return distance between radii in µm that a confocal focus asks for, by its cut-offs */
	static double confocalStep(final Microscope m, final double pointsPerCycle) {
		return 1 /
			(pointsPerCycle * 2 * m.numericalAperture() * (1 / m.excitationWavelength() + 1 / m.emissionWavelength()));
	}

	/** @return how far confocal profiles must go for profiles of this step that are read up to {@code radius} */
	static double farthest(final double radius, final double step) {
		return radius + (RadialMap.MARGIN + 2) * step;
	}

	double step() {
		return step;
	}

	int radii() {
		return radii;
	}

	/** @return what is left of a confocal profile at stage position ζ (µm) */
	double[] apply(final double[] confocal, final double zeta) {
		final double[] left = finer.applyAll(confocal, radii), dark = finer.applyAll(doughnut.intensity(zeta), radii);
		for (int i = 0; i < radii; i++)
			left[i] *= immune + (1 - immune) * Math.pow(2, -strength * Math.max(0, dark[i]) / crest);
		return left;
	}
}
