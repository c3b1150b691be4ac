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

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.OpticalParameter;

/**
 * All light that the objective takes in, of planes that a sheet from the side lights as brightly as its plane waves
 * add up to. Waves of one column of the sheet's pupil interfere; columns add as intensities, since the sheet is static
 * and as wide as the field, or a beam or lattice is swept along X.
 */
final class SheetLight implements PlaneLight {

	/** Waves in a column. */
	private static final int WAVES = 400;
	/** A Gaussian beam's pupil, cut at this many times its NA, where an amplitude is 2 % of that on the axis. */
	private static final double CUT = 2;
	/** Of the brightness in focus: less is dark. */
	private static final double DARK = 1e-3;

	/** @param waves sines of the angle to the sheet @param amplitudes of them */
	private record Column(double[] sines, double[] amplitudes) {

		/** Intensity at a phase of so many radians for a sine of 1. */
		double at(final double phase) {
			double re = 0, im = 0;
			for (int i = 0; i < sines.length; i++) {
				re += amplitudes[i] * Math.cos(phase * sines[i]);
				im += amplitudes[i] * Math.sin(phase * sines[i]);
			}
			return re * re + im * im;
		}
	}

	private final WidefieldLight detection;
	private final List<Column> columns = new ArrayList<>();
	private final double wave;
	private final double whole;
	private final double edge;

	SheetLight(final Microscope microscope) {
		detection = new WidefieldLight(microscope);
		wave = 2 * Math.PI / microscope.excitationWavelength();
		if (microscope.modality() == Modality.LATTICE_LIGHT_SHEET)
			lattice(microscope.get(OpticalParameter.SHEET_INNER_NA), microscope.get(OpticalParameter.SHEET_NA));
		else beam(Math.sqrt(8 * Math.log(2)) / (wave * microscope.sheetThickness()));
		whole = columns.stream().mapToDouble(c -> c.at(0)).sum();
		edge = edge(2 * Math.PI / (wave * sine()));
	}

	/** A Gaussian beam whose intensity falls to 1/e² at this NA; its waist is as thick as the sheet. */
	private void beam(final double na) {
		columns.add(column(-CUT * na, CUT * na, s -> Math.exp(-s * s / (na * na))));
	}

	/** The columns of an annulus on which a square lattice lies (Chen et al., Science 346, 2014). */
	private void lattice(final double inner, final double outer) {
		final double middle = (inner + outer) / 2, half = Math.sqrt(outer * outer - middle * middle);
		columns.add(column(-outer, outer, s -> Math.abs(s) >= inner ? 1 : 0));
		for (int side = 0; side < 2; side++)
			columns.add(column(-half, half, s -> 1));
	}

	private static Column column(final double from, final double to, final DoubleUnaryOperator of) {
		final double[] sines = new double[WAVES], amplitudes = new double[WAVES];
		for (int i = 0; i < WAVES; i++) {
			sines[i] = from + (to - from) * (i + 0.5) / WAVES;
			amplitudes[i] = of.applyAsDouble(sines[i]) * (to - from) / WAVES;
		}
		return new Column(sines, amplitudes);
	}

	private double sine() {
		return columns.stream().mapToDouble(c -> c.sines()[WAVES - 1]).max().orElseThrow();
	}

	/** Waves of at most so many periods across the edge: further out the sum of so few would shine again. */
	private double edge(final double period) {
		double edge = 0;
		for (double z = 0; z < WAVES / 8 * period; z += period / 8)
			if (brightness(z) > DARK) edge = z;
		return edge + period / 8;
	}

	private double brightness(final double z) {
		return columns.stream().mapToDouble(c -> c.at(wave * z)).sum() / whole;
	}

	@Override
	public Transfer at(final double z) {
		return Math.abs(z) > edge ? Transfer.NONE : detection.at(z).withLight(brightness(z));
	}

	@Override
	public double cutoff() {
		return detection.cutoff();
	}

	/** That of the objective, as far as the sheet goes. */
	@Override
	public double reach(final double z) {
		return detection.reach(Math.copySign(Math.min(Math.abs(z), edge), z));
	}
}
