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
package sc.fiji.lucid.quality.agreement;

import sc.fiji.lucid.camera.Camera;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;

/**
 * What a recording should show of an estimate, {@code s·Hx + b + o·(1 - H1)}: its reblurred
 * light at a scale, a background, and light from outside the field of view, all three fitted.
 */
final class ReblurredModel {

	private final Reblurred reblurred;
	private final double scale;
	private final double fittedBackground;
	private final double background;
	private final double outside;

	/**
	 * @param background counts; not a number for the fitted one
	 */
	ReblurredModel(final Volume observed, final Reblurred reblurred, final double background, final Camera camera) {
		this.reblurred = reblurred;
		final double[] fit = solve(sums(observed, reblurred, camera), observed.extent().voxels());
		scale = fit[0];
		fittedBackground = fit[1];
		outside = fit[2];
		this.background = Double.isNaN(background) ? fittedBackground : background;
	}

	double scale() {
		return scale;
	}

	double fittedBackground() {
		return fittedBackground;
	}

	double background() {
		return background;
	}

	double outside() {
		return outside;
	}

	/** Writes one row of the model, counts. */
	void row(final int y, final int z, final double[] row) {
		reblurred.inside(y, z, row);
		final float[] light = reblurred.light().row(y, z);
		for (int x = 0; x < row.length; x++)
			row[x] = scale * light[x] + background + outside * (1 - row[x]);
	}

	/** The sums of least squares, weighted with the noise of the recording. */
	private static double[] sums(final Volume observed, final Reblurred reblurred, final Camera camera) {
		final Extent e = observed.extent();
		return Planes.sum(e.nz(), 10, (z, sums) -> {
			final double[] inside = new double[e.nx()];
			for (int y = 0; y < e.ny(); y++) {
				reblurred.inside(y, z, inside);
				final float[] light = reblurred.light().row(y, z), row = observed.row(y, z);
				for (int x = 0; x < e.nx(); x++) {
					final double h = light[x], o = 1 - inside[x], v = row[x];
					// Weights from the reblurred light, because those of the noisy recording would favour what is dark
					// by chance.
					final double w = 1 /
						(camera.variance(camera.offset() + Math.max(0, h)) + 1 / (camera.gain() * camera.gain()));
					sums[0] += w * h * h;
					sums[1] += w * h;
					sums[2] += w * h * o;
					sums[3] += w;
					sums[4] += w * o;
					sums[5] += w * o * o;
					sums[6] += w * h * v;
					sums[7] += w * v;
					sums[8] += w * o * v;
					sums[9] += w * v * v;
				}
			}
		});
	}

	/**
	 * Scale 1, unless another explains four fifths of what is beyond the noise:
	 * that a restoration is smoother than the truth is no reason to stretch it.
	 */
	private static double[] solve(final double[] s, final double voxels) {
		final double[] free = solve(s, false), kept = solve(s, true);
		final double unexplained = misfit(s, kept) - voxels;
		return unexplained > 0.05 * voxels && misfit(s, free) - voxels < 0.2 * unexplained ? free : kept;
	}

	private static double misfit(final double[] s, final double[] p) {
		return s[9] - 2 * (p[0] * s[6] + p[1] * s[7] + p[2] * s[8]) +
			p[0] * (p[0] * s[0] + 2 * p[1] * s[1] + 2 * p[2] * s[2]) + p[1] * (p[1] * s[3] + 2 * p[2] * s[4]) +
			p[2] * p[2] * s[5];
	}

	private static double[] solve(final double[] s, final boolean keepScale) {
		// A trace on the diagonal keeps o = 0 where no light can come from outside.
		final double[][] a = { { s[0] + 1e-12 * s[0], s[1], s[2], s[6] }, { s[1], s[3], s[4], s[7] },
			{ s[2], s[4], s[5] + 1e-6 * s[3], s[8] } };
		if (keepScale) a[0] = new double[] { 1, 0, 0, 1 };
		for (int i = 0; i < 3; i++)
			for (int k = 0; k < 3; k++) {
				if (k == i || a[i][i] == 0) continue;
				final double factor = a[k][i] / a[i][i];
				for (int j = i; j < 4; j++)
					a[k][j] -= factor * a[i][j];
			}
		final double[] solution = new double[3];
		for (int i = 0; i < 3; i++)
			solution[i] = a[i][i] == 0 ? 0 : a[i][3] / a[i][i];
		return solution;
	}
}
