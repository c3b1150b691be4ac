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
import java.util.Map;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.Zernike;
import sc.fiji.lucid.psf.PsfModel;

/**
 * The intensity that a point gives at the centres of voxels, widefield, and its derivatives by where the point lies and
 * by the Zernike coefficients of the pupil's phase and amplitude. With U the field of a polarisation,
 * {@code I = Σ |U|²} and {@code ∂I/∂p = 2 Re Σ U* ∂U/∂p}; a coefficient of the phase multiplies the pupil by
 * {@code i Z}, one of the amplitude by {@code Z / (1 + Σ b Z)}.
 */
public final class PupilImage {

	/** Nodes beyond those that the phase asks for: a thousandth of the peak is met, where PSFs ask for a millionth. */
	private static final int MORE = 10;
	/** How far coefficients of one radian and a half steepen the phase, in nodes. */
	private static final int ABERRATED = 4;

	private final Extent box;
	private final double pitch;
	private final double focus;
	private final PupilField field;
	/** By parameter: what multiplies the phase of each node, or its amplitude. */
	private final double[][] factors;
	private final int phases;

	/**
	 * @param voxel size; pixels must be square
	 * @param box of the image; its slices must be squares of an odd number of voxels
	 * @param phases ANSI/OSA indices of the phase's polynomials
	 * @param amplitudes those of the amplitude
	 */
	public PupilImage(final PsfModel model, final Microscope microscope, final VoxelSize voxel, final Extent box,
		final int[] phases, final int[] amplitudes)
	{
		this(model, microscope, microscope.emissionWavelength(), voxel, box, phases, amplitudes);
	}

	/** As above. @param wavelength of the light, µm; the focus is that of the microscope */
	PupilImage(final PsfModel model, final Microscope microscope, final double wavelength, final VoxelSize voxel,
		final Extent box, final int[] phases, final int[] amplitudes)
	{
		this.box = box;
		pitch = voxel.z();
		focus = Focus.find(model, microscope);
		final Pupil pupil = new Pupil(model, microscope, wavelength);
		final int half = box.nx() / 2,
			rule = PupilQuadrature.rule(pupil, focus, pitch * (box.nz() / 2), half * voxel.x())[0].length -
				PupilQuadrature.MORE;
		field = new PupilField(pupil, microscope.zernike(), Zernike.NONE, voxel.x(), half, 2 * rule + MORE + ABERRATED);
		this.phases = 3 + phases.length;
		factors = new double[this.phases + amplitudes.length][field.u.length];
		for (int i = 0; i < field.u.length; i++) {
			factors[0][i] = -pupil.k() * field.u[i];
			factors[1][i] = -pupil.k() * field.v[i];
			factors[2][i] = -field.defocus[i];
			final double rho = Math.min(1, Math.hypot(field.u[i], field.v[i]) / pupil.numericalAperture()),
				phi = Math.atan2(field.v[i], field.u[i]);
			for (int j = 0; j < phases.length; j++)
				factors[3 + j][i] = polynomial(phases[j], rho, phi);
			for (int j = 0; j < amplitudes.length; j++)
				factors[this.phases + j][i] = polynomial(amplitudes[j], rho, phi);
		}
	}

	private static double polynomial(final int index, final double rho, final double phi) {
		return Zernike.of(Map.of(index, 1.0)).phase(rho, phi);
	}

	/** @return number of parameters */
	public int parameters() {
		return factors.length;
	}

	/**
	 * @param p place of the point along x, y and z in µm from the middle voxel; coefficients of the phase in radians
	 *          rms, and of the amplitude as parts of it
	 * @param derivatives whether they are asked for
	 * @return the intensity, and after it its derivative by each parameter
	 */
	public Volume[] at(final double[] p, final boolean derivatives) {
		final Volume[] out = new Volume[derivatives ? 1 + p.length : 1];
		Arrays.setAll(out, i -> new Volume(box));
		final int n = field.u.length;
		final double[] phase = field.phase.clone(), amplitude = new double[n];
		Arrays.fill(amplitude, 1);
		for (int q = 0; q < p.length; q++)
			for (int i = 0; i < n; i++)
				if (q < phases) phase[i] += p[q] * factors[q][i];
				else amplitude[i] += p[q] * factors[q][i];
		Planes.forEach(box.nz(), z -> plane(z, phase, amplitude, out));
		return out;
	}

	private void plane(final int z, final double[] phase, final double[] amplitude, final Volume[] out) {
		final int n = phase.length, side = box.nx();
		final double zeta = focus + (z - box.nz() / 2) * pitch;
		final double[] re = new double[n], im = new double[n], gRe = new double[n], gIm = new double[n];
		final double[][][] u = new double[2][side][side], d = new double[2][side][side];
		for (int c = 0; c < field.share.length; c++) {
			for (int i = 0; i < n; i++) {
				final double angle = phase[i] + zeta * field.defocus[i], cos = Math.cos(angle), sin = Math.sin(angle);
				re[i] = amplitude[i] * (field.re[c][i] * cos - field.im[c][i] * sin);
				im[i] = amplitude[i] * (field.re[c][i] * sin + field.im[c][i] * cos);
			}
			sum(re, im, u);
			add(field.share[c], u, u, out[0], z);
			for (int q = 0; q < out.length - 1; q++) {
				for (int i = 0; i < n; i++) {
					final double f = factors[q][i];
					gRe[i] = q < phases ? -f * im[i] : f / amplitude[i] * re[i];
					gIm[i] = q < phases ? f * re[i] : f / amplitude[i] * im[i];
				}
				sum(gRe, gIm, d);
				add(2 * field.share[c], u, d, out[1 + q], z);
			}
		}
	}

	/** Adds {@code factor Re(a* b)}. */
	private static void add(final double factor, final double[][][] a, final double[][][] b, final Volume to,
		final int z)
	{
		for (int y = 0; y < a[0].length; y++) {
			final float[] row = to.row(y, z);
			for (int x = 0; x < row.length; x++)
				row[x] += (float) (factor * (a[0][y][x] * b[0][y][x] + a[1][y][x] * b[1][y][x]));
		}
	}

	/** The field of pupil values: along each chord first, then over the chords. */
	private void sum(final double[] re, final double[] im, final double[][][] out) {
		final int side = box.nx(), lines = field.lines;
		final double[][] chordRe = new double[lines][side], chordIm = new double[lines][side];
		for (int l = 0; l < lines; l++)
			for (int i = l * lines; i < (l + 1) * lines; i++)
				multiply(re[i], im[i], field.cosX[i], field.sinX[i], chordRe[l], chordIm[l]);
		for (int y = 0; y < side; y++) {
			Arrays.fill(out[0][y], 0);
			Arrays.fill(out[1][y], 0);
			for (int l = 0; l < lines; l++) {
				final double cos = field.cosY[l][y], sin = field.sinY[l][y];
				final double[] cRe = chordRe[l], cIm = chordIm[l], oRe = out[0][y], oIm = out[1][y];
				for (int x = 0; x < side; x++) {
					oRe[x] += cos * cRe[x] - sin * cIm[x];
					oIm[x] += cos * cIm[x] + sin * cRe[x];
				}
			}
		}
	}

	private static void multiply(final double re, final double im, final double[] cos, final double[] sin,
		final double[] toRe, final double[] toIm)
	{
		for (int x = 0; x < toRe.length; x++) {
			toRe[x] += re * cos[x] - im * sin[x];
			toIm[x] += re * sin[x] + im * cos[x];
		}
	}
}
