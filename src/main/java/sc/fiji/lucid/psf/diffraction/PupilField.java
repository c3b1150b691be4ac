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

import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.optics.Zernike;

/**
 * The intensity near focus of a pupil of any aberration, on a square grid in a
 * plane: {@code ∬ a(u, v) exp(i(φ + k(u x + v y))) du dv} by Gauss–Legendre
 * quadrature over the disc, {@code v = NA sin t} and u along each chord. What
 * depends on x is summed for each chord first, then what depends on y. Vectorial:
 * the sum over both polarisations in the image and three dipole orientations.
 */
final class PupilField {

	private final int side;
	final int lines;
	final double[] defocus;
	final double[] phase;
	/** Real and imaginary amplitude of the polarisations at each node, weight included. */
	final double[][] re;
	final double[][] im;
	final double[] share;
	/** exp(i k u x) of each node. */
	final double[][] cosX;
	final double[][] sinX;
	/** exp(i k v y) of each chord. */
	final double[][] cosY;
	final double[][] sinY;
	/** Where each node lies in the pupil: lateral wave numbers in units of the vacuum wave number. */
	final double[] u;
	final double[] v;

	/**
	 * @param centre the stage's position ζ about which it will be evaluated, in µm
	 * @param reach the largest distance from {@code centre}
	 * @param step grid spacing in µm
	 * @param half grid points to either side of the axis
	 */
	PupilField(final Pupil pupil, final Zernike zernike, final double centre, final double reach, final double step,
		final int half)
	{
		this(pupil, zernike, Zernike.NONE, step, half,
			2 * PupilQuadrature.rule(pupil, centre, reach, step * half)[0].length - PupilQuadrature.MORE +
				order(zernike));
	}

	/**
	 * @param amplitude what the pupil transmits more than the objective's design, as part of it
	 * @param lines chords of the pupil, and nodes on each
	 */
	PupilField(final Pupil pupil, final Zernike zernike, final Zernike amplitude, final double step, final int half,
		final int lines)
	{
		side = 2 * half + 1;
		this.lines = lines;
		final int n = lines * lines;
		final double na = pupil.numericalAperture();
		defocus = new double[n];
		phase = new double[n];
		share = pupil.isVectorial() ? new double[] { 1, 1, 2, 1, 1 } : new double[] { 1 };
		re = new double[share.length][n];
		im = new double[share.length][n];
		u = new double[n];
		v = new double[n];
		cosX = new double[n][];
		sinX = new double[n][];
		cosY = new double[lines][];
		sinY = new double[lines][];
		final GaussLegendre rule = GaussLegendre.of(lines);
		Planes.forEach(lines, l -> {
			final double t = rule.nodes()[l] * Math.PI / 2, chord = na * Math.cos(t), high = na * Math.sin(t);
			cosY[l] = wave(pupil.k() * high * step, half, false);
			sinY[l] = wave(pupil.k() * high * step, half, true);
			for (int j = 0; j < lines; j++) {
				final int i = l * lines + j;
				u[i] = chord * rule.nodes()[j];
				v[i] = high;
				final double s = Math.min(na, Math.hypot(u[i], high)), phi = Math.atan2(high, u[i]);
				defocus[i] = pupil.defocus(s);
				phase[i] = pupil.aberration(s) + zernike.phase(s / na, phi);
				cosX[i] = wave(pupil.k() * u[i] * step, half, false);
				sinX[i] = wave(pupil.k() * u[i] * step, half, true);
				final double weight = rule.weights()[l] * rule.weights()[j] * chord * chord * pupil.decay(s) *
					(1 + amplitude.phase(s / na, phi));
				polarise(i, pupil.amplitudes(s), phi, weight);
			}
		});
	}

	/** Exx, Eyy, Exy = Eyx, Exz, Eyz of dipoles along x, y, z from the amplitudes of I₀, I₁, I₂. */
	private void polarise(final int i, final double[] a, final double phi, final double weight) {
		for (int part = 0; part < 2; part++) {
			final double[][] target = part == 0 ? re : im;
			final double a0 = weight * a[part], a1 = weight * a[2 + part], a2 = weight * a[4 + part];
			target[0][i] = share.length == 1 ? a0 : (a0 - a2 * Math.cos(2 * phi)) / 2;
			if (share.length == 1) continue;
			target[1][i] = (a0 + a2 * Math.cos(2 * phi)) / 2;
			target[2][i] = -a2 * Math.sin(2 * phi) / 2;
			target[3][i] = a1 * Math.cos(phi);
			target[4][i] = a1 * Math.sin(phi);
		}
	}

	private static double[] wave(final double phasePerStep, final int half, final boolean sine) {
		final double[] wave = new double[2 * half + 1];
		for (int i = 0; i < wave.length; i++)
			wave[i] = sine ? Math.sin(phasePerStep * (i - half)) : Math.cos(phasePerStep * (i - half));
		return wave;
	}

	/** @return the intensity at stage position ζ (µm), rows along x: [y][x] */
	double[][] intensity(final double zeta) {
		final double[][] intensity = new double[side][side];
		final double[][] chordRe = new double[lines][side], chordIm = new double[lines][side];
		for (int c = 0; c < share.length; c++) {
			for (int l = 0; l < lines; l++)
				sumChord(c, l, zeta, chordRe[l], chordIm[l]);
			addRows(share[c], chordRe, chordIm, intensity);
		}
		return intensity;
	}

	/** Rows y and -y share their sums with cos(k v y) and sin(k v y). */
	private void addRows(final double factor, final double[][] chordRe, final double[][] chordIm,
		final double[][] intensity)
	{
		final int half = side / 2;
		final double[][] even = new double[2][side], odd = new double[2][side];
		for (int y = 0; y <= half; y++) {
			for (int part = 0; part < 2; part++) {
				Arrays.fill(even[part], 0);
				Arrays.fill(odd[part], 0);
				for (int l = 0; l < lines; l++)
					accumulate(even[part], odd[part], cosY[l][half + y], sinY[l][half + y],
						(part == 0 ? chordRe : chordIm)[l]);
			}
			for (int x = 0; x < side; x++) {
				intensity[half + y][x] += factor * squared(even[0][x] - odd[1][x], even[1][x] + odd[0][x]);
				if (y > 0) intensity[half - y][x] += factor * squared(even[0][x] + odd[1][x], even[1][x] - odd[0][x]);
			}
		}
	}

	private static double squared(final double r, final double i) {
		return r * r + i * i;
	}

	private static void accumulate(final double[] even, final double[] odd, final double cos, final double sin,
		final double[] chord)
	{
		for (int x = 0; x < even.length; x++) {
			even[x] += cos * chord[x];
			odd[x] += sin * chord[x];
		}
	}

	/** Radial order of the highest polynomial: so many more nodes follow it. */
	static int order(final Zernike zernike) {
		return zernike.coefficients().isEmpty() ? 0 : (int) Math.sqrt(2 * zernike.coefficients().lastKey());
	}

	private void sumChord(final int c, final int l, final double zeta, final double[] chordRe, final double[] chordIm) {
		Arrays.fill(chordRe, 0);
		Arrays.fill(chordIm, 0);
		for (int i = l * lines; i < (l + 1) * lines; i++) {
			final double angle = phase[i] + zeta * defocus[i], cos = Math.cos(angle), sin = Math.sin(angle);
			accumulate(chordRe, chordIm, re[c][i] * cos - im[c][i] * sin, re[c][i] * sin + im[c][i] * cos, cosX[i],
				sinX[i]);
		}
	}

	/** Adds the product of (r, i) and (re, im). */
	private static void accumulate(final double[] sumRe, final double[] sumIm, final double r, final double i,
		final double[] re, final double[] im)
	{
		for (int x = 0; x < sumRe.length; x++) {
			sumRe[x] += r * re[x] - i * im[x];
			sumIm[x] += r * im[x] + i * re[x];
		}
	}
}
