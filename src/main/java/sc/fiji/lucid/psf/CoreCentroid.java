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

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * The centre of the bright core of a volume to a small fraction of a voxel:
 * where the first moment under a Gaussian window about it vanishes (Bernstein
 * &amp; Jarvis, AJ 123, 2002, sec. 2.2). The window is half as wide as the core, so
 * that a lopsided core is centred close to where it is brightest.
 */
public final class CoreCentroid {

	private static final double FWHM_PER_SIGMA = 2 * Math.sqrt(2 * Math.log(2));
	private static final double NARROWEST = 0.7;
	private static final double WINDOW = 4;
	private static final double PART_OF_CORE = 0.5;
	/**
	 * A Gaussian core at distance d moves the moment by d / (1 + 1/PART_OF_CORE²); less than the inverse, lest it
	 * oscillates.
	 */
	private static final double GAIN = 2;
	private static final int MOST_PASSES = 100;

	private CoreCentroid() {}

	/**
	 * @return x, y, z in voxels
	 * @throws IllegalArgumentException if the core lies at the border of an axis
	 *           longer than two voxels
	 */
	public static double[] of(final Volume volume) {
		final int[] peak = peak(volume);
		final int[] size = { volume.extent().nx(), volume.extent().ny(), volume.extent().nz() };
		for (int axis = 0; axis < 3; axis++)
			if (size[axis] > 2 && (peak[axis] == 0 || peak[axis] == size[axis] - 1)) throw new IllegalArgumentException(
				"The brightest voxel of the PSF, x, y, z = " + peak[0] + ", " + peak[1] + ", " + peak[2] +
					", lies at its border; give a PSF that holds its core entirely, or take voxel n/2 for its centre " +
					"(--psf-as-is).");
		return of(volume, new double[] { peak[0], peak[1], peak[2] }, widths(volume, peak));
	}

	/**
	 * @param start where to begin, in voxels
	 * @param sigma standard deviations of the window, in voxels
	 * @return x, y, z in voxels
	 */
	static double[] of(final Volume volume, final double[] start, final double[] sigma) {
		final double[] centre = start.clone();
		for (int pass = 0; pass < MOST_PASSES; pass++) {
			final double[] moment = moment(volume, centre, sigma);
			if (moment == null) return start;
			double step = 0;
			for (int axis = 0; axis < 3; axis++) {
				final double move = Math.max(-1, Math.min(1, GAIN * moment[axis]));
				centre[axis] += move;
				step = Math.max(step, Math.abs(move));
				if (Math.abs(centre[axis] - start[axis]) > 2 * sigma[axis] + 1) return start;
			}
			if (step < 1e-5) break;
		}
		return centre;
	}

	/** The first moment about {@code c} under the window, null where there is no light. */
	private static double[] moment(final Volume volume, final double[] c, final double[] sigma) {
		final Extent e = volume.extent();
		final double[][] windows = { window(e.nx(), c[0], sigma[0]), window(e.ny(), c[1], sigma[1]),
			window(e.nz(), c[2], sigma[2]) };
		double sum = 0, sx = 0, sy = 0, sz = 0;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				final double outer = windows[1][y] * windows[2][z];
				if (outer == 0) continue;
				final float[] row = volume.row(y, z);
				double line = 0, lineX = 0;
				for (int x = 0; x < row.length; x++) {
					final double v = windows[0][x] * row[x];
					line += v;
					lineX += v * (x - c[0]);
				}
				sum += outer * line;
				sx += outer * lineX;
				sy += outer * line * (y - c[1]);
				sz += outer * line * (z - c[2]);
			}
		return sum > 0 ? new double[] { sx / sum, sy / sum, sz / sum } : null;
	}

	private static double[] window(final int n, final double centre, final double sigma) {
		final double[] window = new double[n];
		for (int i = 0; i < n; i++) {
			final double t = (i - centre) / sigma;
			window[i] = Math.abs(t) > WINDOW ? 0 : Math.exp(-t * t / 2);
		}
		return window;
	}

	/** The brightest voxel after smoothing by (1, 2, 1)/4 on each axis, so that a hot pixel does not win. */
	static int[] peak(final Volume volume) {
		final Volume smooth = Binomial.smooth(volume);
		final Extent e = volume.extent();
		final int[] peak = new int[3];
		float best = Float.NEGATIVE_INFINITY;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++)
					if (smooth.row(y, z)[x] > best) {
						best = smooth.row(y, z)[x];
						peak[0] = x;
						peak[1] = y;
						peak[2] = z;
					}
		return peak;
	}

	/** The window's standard deviations, from the half maxima along the axes through the peak. */
	private static double[] widths(final Volume volume, final int[] p) {
		final Extent e = volume.extent();
		final double[] x = new double[e.nx()], y = new double[e.ny()], z = new double[e.nz()];
		for (int i = 0; i < x.length; i++)
			x[i] = volume.row(p[1], p[2])[i];
		for (int i = 0; i < y.length; i++)
			y[i] = volume.row(i, p[2])[p[0]];
		for (int i = 0; i < z.length; i++)
			z[i] = volume.row(p[1], i)[p[0]];
		return new double[] { sigma(x, p[0]), sigma(y, p[1]), sigma(z, p[2]) };
	}

	private static double sigma(final double[] line, final int peak) {
		final double fwhm = half(line, peak, 1) + half(line, peak, -1);
		return Math.max(NARROWEST, PART_OF_CORE * fwhm / FWHM_PER_SIGMA);
	}

	private static double half(final double[] line, final int peak, final int direction) {
		int i = peak;
		while (i + direction >= 0 && i + direction < line.length && line[i + direction] > line[peak] / 2)
			i += direction;
		final int next = i + direction;
		if (next < 0 || next >= line.length) return Math.abs(i - peak) + 0.5;
		return Math.abs(i - peak) + (line[i] - line[peak] / 2) / Math.max(1e-30, line[i] - line[next]);
	}
}
