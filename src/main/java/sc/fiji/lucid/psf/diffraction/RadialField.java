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

import java.util.Arrays;
import java.util.function.DoubleFunction;

import sc.fiji.lucid.image.Planes;

/**
 * The intensity near focus of a pupil that depends on the radius alone:
 * {@code |I₀|² + 2|I₁|² + |I₂|²} with
 * {@code I_m(r, ζ) = ∫ a_m(s) exp(iφ(s, ζ)) J_m(k s r) s ds} by Gauss–Legendre
 * quadrature, with as many nodes as the phase has oscillations.
 */
final class RadialField {

	private static final double[] SHARE = { 1, 2, 1 };

	private final int components;
	private final double[] defocus;
	private final double[] phase;
	/** Real and imaginary amplitude of component m at node i, weight of the node included: [2m][i], [2m+1][i]. */
	private final double[][] amplitude;
	/** J_m(k s r): [m][i][radius]. */
	private final double[][][] bessel;
	private final int radii;

	/**
	 * @param centre the stage's position ζ about which it will be evaluated, in µm
	 * @param reach the largest distance from {@code centre}
	 * @param step distance between radii in µm
	 * @param radii number of radii
	 */
	RadialField(final Pupil pupil, final double centre, final double reach, final double step, final int radii) {
		this(pupil, pupil::amplitudes, centre, reach, step, radii);
	}

	/** The field of other amplitudes than the pupil's own, of I₀, I₁, I₂ as {@link Pupil#amplitudes} gives them. */
	RadialField(final Pupil pupil, final DoubleFunction<double[]> amplitudes, final double centre, final double reach,
		final double step, final int radii)
	{
		this.radii = radii;
		final double[][] rule = PupilQuadrature.rule(pupil, centre, reach, step * radii);
		final int n = rule[0].length;
		defocus = new double[n];
		phase = new double[n];
		amplitude = new double[6][n];
		for (int i = 0; i < n; i++) {
			final double s = rule[0][i], weight = rule[1][i] * s * pupil.decay(s);
			defocus[i] = pupil.defocus(s);
			phase[i] = pupil.aberration(s) + pupil.radialZernike(s);
			final double[] a = amplitudes.apply(s);
			for (int c = 0; c < 6; c++)
				amplitude[c][i] = weight * a[c];
		}
		components = amplitude[0].length > 0 && isZero(amplitude[2]) && isZero(amplitude[4]) ? 1 : 3;
		bessel = new double[components][n][radii];
		Planes.forEach(n, i -> {
			for (int m = 0; m < components; m++)
				for (int j = 0; j < radii; j++)
					bessel[m][i][j] = Bessel.j(m, pupil.k() * rule[0][i] * step * j);
		});
	}

	private static boolean isZero(final double[] values) {
		for (final double v : values)
			if (v != 0) return false;
		return true;
	}

	/** @return the intensity at each radius, at stage position ζ (µm) */
	double[] intensity(final double zeta) {
		final double[] intensity = new double[radii], re = new double[radii], im = new double[radii];
		for (int m = 0; m < components; m++) {
			Arrays.fill(re, 0);
			Arrays.fill(im, 0);
			for (int i = 0; i < defocus.length; i++) {
				final double angle = phase[i] + zeta * defocus[i], cos = Math.cos(angle), sin = Math.sin(angle);
				final double ar = amplitude[2 * m][i], ai = amplitude[2 * m + 1][i];
				accumulate(re, im, ar * cos - ai * sin, ar * sin + ai * cos, bessel[m][i]);
			}
			for (int j = 0; j < radii; j++)
				intensity[j] += SHARE[m] * (re[j] * re[j] + im[j] * im[j]);
		}
		return intensity;
	}

	private static void accumulate(final double[] re, final double[] im, final double r, final double i,
		final double[] j)
	{
		for (int x = 0; x < j.length; x++) {
			re[x] += r * j[x];
			im[x] += i * j[x];
		}
	}

	/** @return the intensity on the axis at stage position ζ (µm); only I₀ is not zero there */
	double onAxis(final double zeta) {
		double re = 0, im = 0;
		for (int i = 0; i < defocus.length; i++) {
			final double angle = phase[i] + zeta * defocus[i], cos = Math.cos(angle), sin = Math.sin(angle);
			re += amplitude[0][i] * cos - amplitude[1][i] * sin;
			im += amplitude[0][i] * sin + amplitude[1][i] * cos;
		}
		return re * re + im * im;
	}
}
