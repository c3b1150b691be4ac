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
 * The laser's focus times what the pinhole lets pass (Wilson &amp; Sheppard, Theory
 * and Practice of Scanning Optical Microscopy, 1984, eq. 3.53), multiplied on a
 * square grid plane by plane. Where the cones become wider than the grid there is
 * no light: a plane there holds less than 1/1000 of that in focus, and all of them
 * about half a per cent of the whole (pinhole 1 Airy unit, NA 1.4).
 */
final class ConfocalLight implements PlaneLight {

	private static final int GRID = 512;
	/** Part of half a period of the highest frequency between two points of the grid. */
	private static final double FINENESS = 0.9;

	private final Aperture emission;
	private final Aperture excitation;
	private final double focus;
	private final double pitch;
	/** The transform of the pinhole's opening at frequencies [y][x] of the grid, none of them negative. */
	private final double[][] pinhole = new double[GRID / 2 + 1][GRID / 2 + 1];

	ConfocalLight(final Microscope microscope) {
		emission = new Aperture(microscope, microscope.emissionWavelength());
		excitation = new Aperture(microscope, microscope.excitationWavelength());
		focus = emission.focus(z -> emission.onAxis(z) * excitation.onAxis(z));
		pitch = FINENESS / (2 * cutoff());
		for (int y = 0; y <= GRID / 2; y++)
			for (int x = 0; x <= GRID / 2; x++)
				pinhole[y][x] = disc(Math.PI * microscope.pinholeDiameter() * frequency(x, y));
	}

	@Override
	public double cutoff() {
		return emission.cutoff() + excitation.cutoff();
	}

	@Override
	public double reach(final double z) {
		return Math.min(GRID * pitch / 2, Math.max(emission.radius(focus + z), excitation.radius(focus + z)) + 1);
	}

	@Override
	public Transfer at(final double z) {
		if (Math.max(emission.radius(focus + z), excitation.radius(focus + z)) > GRID * pitch / 2) return Transfer.NONE;
		final Transfer detected = emission.transfer(focus + z), light = excitation.transfer(focus + z);
		final PlaneFourier plane = new PlaneFourier(GRID, GRID);
		// The laser in the real part, what the pinhole lets pass in the imaginary part.
		for (int y = 0; y < GRID; y++)
			for (int x = 0; x < GRID; x++) {
				final int i = Math.min(x, GRID - x), j = Math.min(y, GRID - y);
				plane.re[y][x] = light.at(frequency(i, j));
				plane.im[y][x] = detected.at(frequency(i, j)) * pinhole[j][i];
			}
		plane.back();
		final double[] line = new double[GRID];
		for (int y = 0; y < GRID; y++)
			for (int x = 0; x < GRID; x++)
				line[x] += plane.re[y][x] * plane.im[y][x];
		return Transfer.of(line, pitch, cutoff());
	}

	private double frequency(final int x, final int y) {
		return Math.hypot(x, y) / (GRID * pitch);
	}

	/** The transform of a disc, 1 at frequency 0. */
	private static double disc(final double x) {
		return x < 1e-6 ? 1 : 2 * BesselJ.value(1, x) / x;
	}
}
