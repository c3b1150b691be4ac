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

import org.apache.commons.math3.special.BesselJ;

import sc.fiji.lucid.optics.Microscope;

/**
 * The laser's focus times what is let pass of the light that it excites, multiplied on a square grid plane by plane:
 * behind a pinhole (Wilson &amp; Sheppard, Theory and Practice of Scanning Optical Microscopy, 1984, eq. 3.53) what the
 * pinhole sees; with two photons, which must meet, the laser's focus again (Denk, Strickler &amp; Webb, Science 248,
 * 1990). Where the cones are wider than the largest grid there is no light: a plane there holds less than 1/2000 of
 * that in focus, and all of them about 1 % of the whole (NA 1.4, pinhole 1 Airy unit, from 9 µm on).
 */
final class ScannedLight implements PlaneLight {

	private static final int GRID = 512;
	private static final int LARGEST = 1024;
	/** Part of half a period of the highest frequency between two points of the grid. */
	private static final double FINENESS = 0.9;
	/** Values of the pinhole's transform up to the cut-off: a straight line between two errs by less than 1e-5. */
	private static final int FINE = 4000;

	private final Aperture excitation;
	private final Aperture passed;
	/** What a detector sees of that. */
	private final Transfer detector;
	private final double focus;
	private final double pitch;

	private ScannedLight(final Aperture excitation, final Aperture passed, final Transfer detector) {
		this.excitation = excitation;
		this.passed = passed;
		this.detector = detector;
		focus = passed.focus(z -> passed.onAxis(z) * excitation.onAxis(z));
		pitch = FINENESS / (2 * cutoff());
	}

	static ScannedLight confocal(final Microscope microscope) {
		final Aperture emission = new Aperture(microscope, microscope.emissionWavelength());
		return new ScannedLight(new Aperture(microscope, microscope.excitationWavelength()), emission,
			disc(microscope.pinholeDiameter(), emission.cutoff()));
	}

	static ScannedLight twoPhotons(final Microscope microscope) {
		final Aperture light = new Aperture(microscope, microscope.excitationWavelength());
		return new ScannedLight(light, light, new Transfer(light.cutoff(), new float[] { 1, 1, 1 }));
	}

	/** The transform of a disc's area, 1 at frequency 0. */
	private static Transfer disc(final double diameter, final double cutoff) {
		final float[] values = new float[FINE + 2];
		values[0] = 1;
		for (int i = 1; i < values.length; i++) {
			final double x = Math.PI * diameter * cutoff * i / FINE;
			values[i] = x == 0 ? 1 : (float) (2 * BesselJ.value(1, x) / x);
		}
		return new Transfer(cutoff / FINE, values);
	}

	@Override
	public double cutoff() {
		return passed.cutoff() + excitation.cutoff();
	}

	/** The rays', as far as the small grid: where they go further, planes hold less than 1/500 of the light. */
	@Override
	public double reach(final double z) {
		return Math.min(GRID * pitch / 2, radius(z) + 1);
	}

	private double radius(final double z) {
		return Math.max(passed.radius(focus + z), excitation.radius(focus + z));
	}

	@Override
	public Transfer at(final double z) {
		final double width = 2 * radius(z) / pitch;
		return width > LARGEST ? Transfer.NONE : at(z, width > GRID ? LARGEST : GRID);
	}

	/** The laser goes through the transform as real part, what is let pass as imaginary part. */
	private Transfer at(final double z, final int n) {
		final Transfer let = passed.transfer(focus + z), light = excitation.transfer(focus + z);
		final PlaneFourier plane = new PlaneFourier(n, n);
		for (int y = 0; y < n; y++)
			for (int x = 0; x < n; x++) {
				final double frequency = Math.hypot(Math.min(x, n - x), Math.min(y, n - y)) / (n * pitch);
				if (frequency > passed.cutoff() && frequency > excitation.cutoff()) continue;
				plane.re[y][x] = light.at(frequency);
				plane.im[y][x] = let.at(frequency) * detector.at(frequency);
			}
		plane.back();
		final double[] line = new double[n];
		// The transform back is n² times the inverse.
		final double share = Math.pow(n, -4);
		for (int y = 0; y < n; y++)
			for (int x = 0; x < n; x++)
				line[x] += share * plane.re[y][x] * plane.im[y][x];
		return Transfer.of(line, pitch, cutoff());
	}
}
