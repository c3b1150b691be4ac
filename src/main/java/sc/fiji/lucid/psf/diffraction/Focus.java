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
import sc.fiji.lucid.optics.Zernike;
import sc.fiji.lucid.psf.PsfModel;

/**
 * The plane of best focus of a point at the microscope's depth: the stage's
 * position ζ at which the image of the point is brightest on the axis. Zernike
 * coefficients do not move it: a defocus that was asked for is not undone.
 */
public final class Focus {

	private static final int STEPS = 2000;

	private Focus() {}

	/** @return ζ in µm; 0 without mismatch */
	public static double find(final PsfModel model, final Microscope m) {
		if (model == PsfModel.BORN_WOLF || !m.isAberrated()) return 0;
		final Microscope unaberrated = m.zernike().coefficients().isEmpty() ? m : m.with(Zernike.NONE);
		final double wavelength = m.modality() == Modality.TWO_PHOTON ? m.excitationWavelength()
			: m.emissionWavelength();
		final Pupil pupil = new Pupil(model, unaberrated, wavelength);
		final double[] rays = rayFoci(pupil);
		final RadialField axis = new RadialField(pupil, (rays[0] + rays[1]) / 2, (rays[1] - rays[0]) / 2, 0, 1);
		if (!m.modality().hasTwoFoci()) return brightest(axis::onAxis, rays[0], rays[1]);
		final RadialField light = new RadialField(new Pupil(model, unaberrated, m.excitationWavelength()),
			(rays[0] + rays[1]) / 2, (rays[1] - rays[0]) / 2, 0, 1);
		return brightest(z -> axis.onAxis(z) * light.onAxis(z), rays[0], rays[1]);
	}

	/** The range of ζ at which some zone of the pupil is in focus, and a depth of field on either side. */
	private static double[] rayFoci(final Pupil pupil) {
		final int zones = 100;
		final double end = 0.999 * Math.min(pupil.numericalAperture(), pupil.smallestIndex());
		double low = Double.POSITIVE_INFINITY, high = Double.NEGATIVE_INFINITY;
		for (int i = 1; i < zones; i++) {
			final double s = end * i / zones, t = end * (i + 1) / zones;
			final double zeta = -(pupil.aberration(t) - pupil.aberration(s)) / (pupil.defocus(t) - pupil.defocus(s));
			low = Math.min(low, zeta);
			high = Math.max(high, zeta);
		}
		final double depthOfField = 2 * Math.PI / pupil.defocus(end);
		return new double[] { low - depthOfField, high + depthOfField };
	}

	private static double brightest(final DoubleUnaryOperator axis, final double low, final double high) {
		double best = low, value = 0;
		for (int i = 0; i <= STEPS; i++) {
			final double z = low + (high - low) * i / STEPS, here = axis.applyAsDouble(z);
			if (here > value) {
				value = here;
				best = z;
			}
		}
		return refine(axis, best - (high - low) / STEPS, best + (high - low) / STEPS);
	}

	/** Golden-section search. */
	private static double refine(final DoubleUnaryOperator axis, final double from, final double to) {
		final double golden = (Math.sqrt(5) - 1) / 2;
		double a = from, b = to;
		while (b - a > 1e-6) {
			final double c = b - golden * (b - a), d = a + golden * (b - a);
			if (axis.applyAsDouble(c) > axis.applyAsDouble(d)) b = d;
			else a = c;
		}
		return (a + b) / 2;
	}
}
