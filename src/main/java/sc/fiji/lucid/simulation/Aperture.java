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

import java.util.function.DoubleUnaryOperator;

import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.OpticalParameter;

/**
 * The waves that an objective takes in from a point, on a square grid of lateral
 * wave numbers: dipoles of all orientations, seen through sample, coverslip and
 * immersion. Written in the direction in which the light goes, and summed by
 * Fourier transforms along one axis of the grid; nothing is shared with the
 * quadrature along the radius by which {@code psf} makes the PSFs that restore.
 * <p>
 * Lateral wave numbers s are in units of that in vacuum, 0 to NA. Waves beyond the
 * critical angle of the sample are left out.
 */
final class Aperture {

	/** Part of half a turn by which the phase may differ between neighbours at the rim of the grid. */
	private static final double TURN = 0.7;
	/** Grid points along the radius at least: the rim then errs by 1/(3 · 192), 0.2 %, in planes near focus. */
	private static final int LEAST = 192;
	/** Zones in which rays are traced. */
	private static final int ZONES = 200;

	private final Microscope microscope;
	private final double wavelength;
	private final double rim;

	Aperture(final Microscope microscope, final double wavelength) {
		this.microscope = microscope;
		this.wavelength = wavelength;
		rim = Math.min(microscope.numericalAperture(),
			0.9999 * Math.min(microscope.sampleIndex(), microscope.immersionIndex()));
	}

	/** @return the highest lateral frequency of intensities, cycles per µm */
	double cutoff() {
		return 2 * rim / wavelength;
	}

	/**
	 * The phase of a wave in radians for a stage at ζ µm (Gibson &amp; Lanni, JOSA A 8,
	 * 1991, eq. 1): what passes sample, coverslip and immersion, less what it would
	 * pass in the design.
	 */
	private double phase(final double s, final double zeta) {
		final double immersion = microscope.immersionIndex(), root = root(immersion, s);
		double path = zeta * (immersion - root);
		if (microscope.isAberrated())
			path += microscope.depth() * (root(microscope.sampleIndex(), s) - microscope.sampleIndex()) +
				value(OpticalParameter.COVERSLIP_THICKNESS) * root(microscope.coverslipIndex(), s) -
				value(OpticalParameter.DESIGN_COVERSLIP_THICKNESS) *
					root(value(OpticalParameter.DESIGN_COVERSLIP_INDEX), s) +
				value(OpticalParameter.WORKING_DISTANCE) *
					(root - root(value(OpticalParameter.DESIGN_IMMERSION_INDEX), s));
		return 2 * Math.PI / wavelength * path;
	}

	private double value(final OpticalParameter parameter) {
		return microscope.get(parameter);
	}

	private static double root(final double index, final double s) {
		return Math.sqrt(Math.max(0, index * index - s * s));
	}

	/**
	 * What arrives of a dipole along the ray's p direction and along its s direction,
	 * polarised along the radius and across it: Fresnel's transmission at both sides of
	 * the coverslip (Born &amp; Wolf, 1.5.2, eq. 20a), 1/cos of the sample for the area
	 * of the grid's cells on the sphere of directions, √cos of the immersion for the
	 * sine condition.
	 */
	private double[] amplitudes(final double s) {
		final double sample = microscope.sampleIndex(), glass = microscope.coverslipIndex(),
			immersion = microscope.immersionIndex();
		final double cs = root(1, s / sample), cg = root(1, s / glass), ci = root(1, s / immersion);
		final double across = 2 * sample / (sample * cs + glass * cg) * 2 * glass * cg / (glass * cg + immersion * ci);
		final double along = 2 * sample / (glass * cs + sample * cg) * 2 * glass * cg / (immersion * cg + glass * ci);
		return new double[] { Math.sqrt(ci) * along, Math.sqrt(ci) * across };
	}

	/** @return how far from the axis the outermost ray meets the plane at ζ, in µm */
	double radius(final double zeta) {
		double farthest = 0;
		for (int i = 0; i < ZONES; i++)
			farthest = Math.max(farthest, Math.abs(slope(i, zeta)));
		return farthest * wavelength / (2 * Math.PI);
	}

	private double slope(final int zone, final double zeta) {
		final double inner = rim * zone / ZONES, outer = rim * (zone + 1) / ZONES;
		return (phase(outer, zeta) - phase(inner, zeta)) / (outer - inner);
	}

	/**
	 * How the plane at ζ carries lateral frequencies. Its light is that of the grid,
	 * whatever ζ (Parseval), and set to 1.
	 */
	Transfer transfer(final double zeta) {
		final int half = Math.max(LEAST, (int) Math.ceil(2 * rim * radius(zeta) / (TURN * wavelength)));
		// The grid's autocorrelation is twice as wide as the grid.
		final Fourier fourier = new Fourier(Fourier.length(4 * half + 2));
		final double[] line = new double[fourier.length()];
		for (int row = 0; row <= half; row++)
			addRow(row, half, zeta, fourier, line);
		return Transfer.of(line, wavelength * half / (rim * line.length), cutoff()).withLight(1);
	}

	/**
	 * Adds the intensity of one row of the grid, and of its mirror image, to the sums
	 * along Y. Fields even and odd along X share a transform: their product is odd, and
	 * only even parts are read.
	 */
	private void addRow(final int row, final int half, final double zeta, final Fourier fourier, final double[] line) {
		final Fourier.Line[] fields = { new Fourier.Line(line.length), new Fourier.Line(line.length),
			new Fourier.Line(line.length) };
		final int reach = (int) Math.sqrt((half + 1.0) * (half + 1.0) - row * row);
		for (int x = 0; x <= Math.min(reach, half); x++) {
			final double s = rim * Math.hypot(x, row) / half, inside = Math.min(1, (rim - s) * half / rim + 0.5);
			if (inside > 0) put(fields, x, row, Math.min(s, rim), inside, phase(Math.min(s, rim), zeta));
		}
		for (final Fourier.Line field : fields) {
			fourier.transform(field);
			for (int x = 0; x < line.length; x++)
				line[x] += (row == 0 ? 1 : 2) * (field.re[x] * field.re[x] + field.im[x] * field.im[x]);
		}
	}

	/** Exx + √2 Exy, Eyy + Exz, Eyz of dipoles along the second letter, at x and -x. */
	private void put(final Fourier.Line[] fields, final int x, final int y, final double s, final double inside,
		final double phase)
	{
		final double[] a = amplitudes(s);
		final double r = Math.hypot(x, y), cos = r == 0 ? 1 : x / r, sin = r == 0 ? 0 : y / r;
		final double sine = s / microscope.sampleIndex(), p = inside * a[0] * root(1, sine), across = inside * a[1];
		final double axial = inside * a[0] * sine, mixed = Math.sqrt(2) * (p - across) * sin * cos;
		final double[] even = { p * cos * cos + across * sin * sin, p * sin * sin + across * cos * cos, axial * sin };
		final double[] odd = { mixed, axial * cos, 0 };
		for (int i = 0; i < fields.length; i++) {
			set(fields[i], x, even[i] + odd[i], phase);
			if (x > 0) set(fields[i], fields[i].re.length - x, even[i] - odd[i], phase);
		}
	}

	private static void set(final Fourier.Line field, final int x, final double amplitude, final double phase) {
		field.re[x] = amplitude * Math.cos(phase);
		field.im[x] = amplitude * Math.sin(phase);
	}

	/** @return the intensity on the axis at ζ: that of dipoles across the axis, those along it send nothing there */
	double onAxis(final double zeta) {
		final int points = 1000;
		double re = 0, im = 0;
		for (int i = 0; i < points; i++) {
			final double s = rim * (i + 0.5) / points, phase = phase(s, zeta);
			final double[] a = amplitudes(s);
			final double amplitude = s * (a[0] * root(1, s / microscope.sampleIndex()) + a[1]);
			re += amplitude * Math.cos(phase);
			im += amplitude * Math.sin(phase);
		}
		return re * re + im * im;
	}

	/**
	 * @return ζ where {@code brightness} is greatest, between the foci of the zones and a depth of field to either side
	 */
	double focus(final DoubleUnaryOperator brightness) {
		if (!microscope.isAberrated()) return 0;
		double low = Double.POSITIVE_INFINITY, high = Double.NEGATIVE_INFINITY;
		for (int i = 1; i < ZONES - 1; i++) {
			final double zeta = -slope(i, 0) / (slope(i, 1) - slope(i, 0));
			low = Math.min(low, zeta);
			high = Math.max(high, zeta);
		}
		final double field = wavelength / (microscope.immersionIndex() - root(microscope.immersionIndex(), rim));
		return brightest(brightness, low - field, high + field);
	}

	/** Looks at 400 places, and at 400 about the best of them. */
	private static double brightest(final DoubleUnaryOperator brightness, final double low, final double high) {
		final int places = 400;
		double best = low;
		for (double a = low, width = high - low, round = 0; round < 2; round++) {
			double most = 0;
			for (int i = 0; i <= places; i++) {
				final double here = brightness.applyAsDouble(a + width * i / places);
				if (here > most) best = a + width * i / places;
				most = Math.max(most, here);
			}
			width *= 4.0 / places;
			a = best - width / 2;
		}
		return best;
	}
}
