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

import org.apache.commons.math3.special.Erf;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Resolution;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.Zernike;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;
import sc.fiji.lucid.psf.Support;

/**
 * The separable Gaussian whose full widths at half maximum are those of the
 * microscope's diffraction PSF, measured on its axes (cf. Zhang, Zerubia &amp;
 * Olivo-Marin, Appl Opt 46, 2007, who fit such Gaussians in closed form).
 */
public final class GaussianPsf {

	private static final double FWHM_PER_SIGMA = 2 * Math.sqrt(2 * Math.log(2));
	private static final int SIGMAS = 4;

	private GaussianPsf() {}

	public static Psf render(final Microscope m, final VoxelSize voxel, final Extent e, final Sampling sampling) {
		final double[] sigma = sigmas(m);
		final double[] x = line(e.nx(), sigma[0] / voxel.x(), sampling);
		final double[] y = line(e.ny(), sigma[0] / voxel.y(), sampling);
		final double[] z = line(e.nz(), sigma[1] / voxel.z(), sampling);
		final Volume volume = new Volume(e);
		for (int k = 0; k < e.nz(); k++)
			for (int j = 0; j < e.ny(); j++) {
				final float[] row = volume.row(j, k);
				for (int i = 0; i < e.nx(); i++)
					row[i] = (float) (x[i] * y[j] * z[k]);
			}
		return Psf.normalised(volume, voxel);
	}

	public static Support support(final Microscope m, final VoxelSize voxel, final Extent image) {
		final double[] sigma = sigmas(m);
		return new Support(
			new Extent(odd(sigma[0] / voxel.x(), image.nx()), odd(sigma[0] / voxel.y(), image.ny()),
				odd(sigma[1] / voxel.z(), image.nz())),
			Math.pow(Erf.erf(SIGMAS / Math.sqrt(2)), 3), SIGMAS + " standard deviations to either side");
	}

	private static int odd(final double sigma, final int image) {
		return 2 * Math.min((int) Math.ceil(SIGMAS * sigma), image - 1) + 1;
	}

	/** Lateral and axial standard deviation in µm. */
	private static double[] sigmas(final Microscope m) {
		final Microscope plain = m.with(Zernike.NONE);
		final Resolution expected = Resolution.of(plain);
		final RadialPsf psf = new RadialPsf(PsfModel.forMicroscope(plain), plain, 4 * expected.lateralFwhm(),
			4 * expected.axialFwhm());
		final double[] inFocus = psf.profile(0);
		int r = 0;
		while (r < inFocus.length - 1 && inFocus[r + 1] > inFocus[0] / 2)
			r++;
		final double half = (r + (inFocus[r] - inFocus[0] / 2) / (inFocus[r] - inFocus[r + 1])) * psf.step();
		final DoubleUnaryOperator axis = z -> psf.profile(z)[0] / inFocus[0];
		final double step = expected.axialFwhm() / 50;
		final double depth = halfMaximum(axis, step) + halfMaximum(axis, -step);
		return new double[] { 2 * half / FWHM_PER_SIGMA, depth / FWHM_PER_SIGMA };
	}

	private static double halfMaximum(final DoubleUnaryOperator axis, final double step) {
		int i = 0;
		double last = 1, here = axis.applyAsDouble(step);
		while (here > 0.5 && i < 190) {
			i++;
			last = here;
			here = axis.applyAsDouble((i + 1) * step);
		}
		return Math.abs(step) * (i + (last - 0.5) / (last - here));
	}

	private static double[] line(final int n, final double sigma, final Sampling sampling) {
		final double[] line = new double[n];
		for (int i = 0; i < n; i++) {
			final double x = i - n / 2;
			line[i] = sampling == Sampling.POINT ? Math.exp(-x * x / (2 * sigma * sigma))
				: Erf.erf((x - 0.5) / (sigma * Math.sqrt(2)), (x + 0.5) / (sigma * Math.sqrt(2)));
		}
		return line;
	}
}
