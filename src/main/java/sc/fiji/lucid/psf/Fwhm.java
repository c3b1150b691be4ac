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
package sc.fiji.lucid.psf;

import org.apache.commons.math3.analysis.interpolation.SplineInterpolator;
import org.apache.commons.math3.analysis.polynomials.PolynomialSplineFunction;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/** Full widths at half maximum along the axes. */
public final class Fwhm {

	private static final int FINE = 50;

	private Fwhm() {}

	/**
	 * @return the widths of the PSF along X, Y and Z through its reference point in µm; 0 along an axis of fewer than
	 *         three voxels
	 */
	public static double[] of(final Psf psf) {
		final double[][] lines = profiles(psf.volume());
		return new double[] { of(lines[0]) * psf.voxelSize().x(), of(lines[1]) * psf.voxelSize().y(),
			of(lines[2]) * psf.voxelSize().z() };
	}

	/** @return the lines along X, Y and Z through voxel ⌊n/2⌋ */
	public static double[][] profiles(final Volume volume) {
		final Extent e = volume.extent();
		final double[] x = new double[e.nx()], y = new double[e.ny()], z = new double[e.nz()];
		for (int i = 0; i < x.length; i++)
			x[i] = volume.row(e.ny() / 2, e.nz() / 2)[i];
		for (int i = 0; i < y.length; i++)
			y[i] = volume.row(i, e.nz() / 2)[e.nx() / 2];
		for (int i = 0; i < z.length; i++)
			z[i] = volume.row(e.ny() / 2, i)[e.nx() / 2];
		return new double[][] { x, y, z };
	}

	/** @return the width of the peak at ⌊n/2⌋ of a line, in its steps, between the half maxima of a cubic spline */
	public static double of(final double[] line) {
		if (line.length < 3) return 0;
		final double[] at = new double[line.length];
		for (int i = 0; i < at.length; i++)
			at[i] = i;
		final PolynomialSplineFunction spline = new SplineInterpolator().interpolate(at, line);
		double best = line.length / 2;
		for (double t = Math.max(0, best - 1); t <= Math.min(line.length - 1, line.length / 2 + 1); t += 1.0 / FINE)
			if (spline.value(t) > spline.value(best)) best = t;
		return half(spline, best, 1, line.length - 1) + half(spline, best, -1, line.length - 1);
	}

	private static double half(final PolynomialSplineFunction spline, final double peak, final int direction,
		final double end)
	{
		final double level = spline.value(peak) / 2;
		double inside = peak, outside = peak;
		while (spline.value(outside) > level) {
			inside = outside;
			outside += (double) direction / FINE;
			if (outside < 0 || outside > end) return Math.abs(inside - peak);
		}
		final double a = spline.value(inside), b = spline.value(outside);
		return Math.abs(inside - peak) + (a - level) / (a - b) / FINE;
	}
}
