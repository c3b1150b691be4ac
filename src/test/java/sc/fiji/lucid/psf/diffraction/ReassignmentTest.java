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

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.MicroscopeBuilder;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.psf.PsfModel;

/** The PSF of an array detector. */
public class ReassignmentTest {

	private static final double STEP = 0.01;

	private static double[] gaussian(final double sigma, final int n) {
		final double[] profile = new double[n];
		for (int i = 0; i < n; i++)
			profile[i] = Math.exp(-i * STEP * i * STEP / (2 * sigma * sigma));
		return profile;
	}

	/** Of two Gaussians the sum over a disc is known on the axis, and over the plane everywhere. */
	@Test
	public void gaussianFociGiveWhatTheIntegralSays() {
		final double s1 = 0.08, s2 = 0.1, c = 1 / (s1 * s1) + 1 / (s2 * s2);
		for (final double farthest : new double[] { 0, 0.03, 0.1, 0.4 }) {
			final Reassignment disc = new Reassignment(farthest, STEP, 50);
			final double[] got = disc.apply(gaussian(s1, disc.reads()), gaussian(s2, disc.reads()), 60);
			// of the elements' distance s a half is in either focus: exp(−c s²/8) over s up to twice the farthest half
			final double a = c * farthest * farthest / 2;
			assertEquals(farthest == 0 ? 1 : -Math.expm1(-a) / a, got[0], 1e-6);
			if (farthest < 0.4) continue;
			final double sigma = Math.hypot(s1, s2) / 2;
			for (int i = 0; i < 30; i++)
				assertEquals(Math.exp(-i * STEP * i * STEP / (2 * sigma * sigma)), got[i] / got[0], 1e-5);
		}
	}

	@Test
	public void oneElementIsAPinhole() {
		for (final double units : new double[] { 0, 0.5 }) {
			final RadialPsf array = psf(Microscope.arrayDetector(1.2)
				.set(OpticalParameter.ARRAY_DIAMETER, units)
				.set(OpticalParameter.ARRAY_ELEMENT, units));
			final RadialPsf confocal = psf(Microscope.confocal(1.2).pinhole(units));
			final double[] a = array.profile(0.3), b = confocal.profile(0.3);
			for (int i = 0; i < 50; i++)
				assertEquals(b[i] / b[0], a[i] / a[0], 2e-6);
		}
	}

	/** To shift images loses no light: planes hold as much as behind a pinhole of the array's size. */
	@Test
	public void itHasTheLightOfItsSizeAndTheWidthOfAClosedPinhole() {
		final RadialPsf closed = psf(Microscope.confocal(1.2).pinhole(0)),
			open = psf(Microscope.confocal(1.2).pinhole(1.25)),
			array = psf(Microscope.arrayDetector(1.2)
				.set(OpticalParameter.ARRAY_DIAMETER, 1.25)
				.set(OpticalParameter.ARRAY_ELEMENT, 0));
		for (final double z : new double[] { 0, 0.4, -0.8 })
			assertEquals(1, light(array, z) / light(open, z), 2e-3);
		final RadialPsf element = psf(Microscope.confocal(1.2).pinhole(0.2));
		// the mean over a disc times its area is what it collects
		assertTrue(light(array, 0) * 1.25 * 1.25 > 5 * light(element, 0) * 0.2 * 0.2);
		assertTrue(fwhm(array) < 0.85 * fwhm(open));
		assertEquals(1, fwhm(array) / fwhm(closed), 0.05);
		final RadialPsf usual = psf(Microscope.arrayDetector(1.2));
		assertTrue(fwhm(usual) < 0.87 * fwhm(open));
	}

	private static RadialPsf psf(final MicroscopeBuilder m) {
		return new RadialPsf(PsfModel.VECTORIAL, m.emission(0.52).excitation(0.488).immersionIndex(1.33).build(), 2.5,
			1);
	}

	private static double light(final RadialPsf psf, final double z) {
		final double[] profile = psf.profile(z);
		double sum = 0;
		for (int i = 1; i * psf.step() < 2.5; i++)
			sum += i * profile[i];
		return sum;
	}

	private static double fwhm(final RadialPsf psf) {
		final double[] p = psf.profile(0);
		int i = 0;
		while (p[i + 1] > p[0] / 2)
			i++;
		return 2 * psf.step() * (i + (p[i] - p[0] / 2) / (p[i] - p[i + 1]));
	}
}
