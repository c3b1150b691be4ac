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
package sc.fiji.lucid.quality;

import java.util.function.BooleanSupplier;

import sc.fiji.lucid.fft.Extent;
import sc.fiji.lucid.fft.Planes;
import sc.fiji.lucid.fft.Volume;
import sc.fiji.lucid.psf.Psf;

/**
 * Whether an estimate explains the recording: what the microscope would have
 * shown of it, {@code s·Hx + b + o·(1 - H1)}, beside what it has shown. Scale s
 * and light from outside the field of view o are fitted; the background b is the
 * given one.
 *
 * @param scale s, 1 for a restoration that keeps intensities
 * @param background the background that was taken, counts
 * @param fittedBackground the background that would fit best, counts
 * @param outsideLight o, counts
 * @param iDivergence per voxel, photo-electrons
 * @param expectedIDivergence what noise alone makes of it where the estimate is true
 * @param brightRatio I-divergence over its expectation where the reblurred light is above its mean: noise is fitted there first
 * @param beyond3Sigma share of voxels whose residual exceeds three standard deviations; 0.0027 by chance
 * @param residualDeviation standard deviation of the normalised residual; 1 by chance
 * @param residualMean its mean; 0 by chance
 * @param neighbourCorrelation correlation of the residual between neighbours along X, Y and Z; 0 by chance
 * @param structure variance of the means of 8×8×4 voxels of the residual, times their number; 1 by chance, more where light is misplaced
 * @param resolutionScaledError root mean square of recording minus reblurred, counts (RSE; SQUIRREL, Culley et al. 2018, Nat. Methods 15:263)
 * @param resolutionScaledPearson correlation of recording and reblurred (RSP)
 */
public record Consistency(double scale, double background, double fittedBackground, double outsideLight,
	double iDivergence, double expectedIDivergence, double brightRatio, double beyond3Sigma, double residualDeviation, double residualMean,
	double[] neighbourCorrelation, double structure, double resolutionScaledError, double resolutionScaledPearson)
{

	/**
	 * The numbers and the map.
	 *
	 * @param numbers the summary
	 * @param residual recording minus model, in standard deviations of the noise
	 */
	public record Result(Consistency numbers, Volume residual) {}

	/** @return I-divergence over its expectation: below 1, noise was fitted; above 1, light is unexplained */
	public double ratio() {
		return iDivergence / expectedIDivergence;
	}

	/**
	 * @param observed counts
	 * @param estimate light, counts
	 * @param background that the restoration took, counts; not a number for the best-fitting one
	 * @param camera for the noise
	 * @throws IllegalArgumentException if the sizes differ
	 */
	public static Result of(final Volume observed, final Volume estimate, final Psf psf, final double background,
		final Camera camera, final BooleanSupplier cancelled)
	{
		Planes.same("raw stack", observed, "restored stack", estimate);
		final Reblurred reblurred = Reblurred.of(estimate, psf, cancelled);
		final double[] fit = fit(observed, reblurred, camera);
		final double b = Double.isNaN(background) ? fit[1] : background;
		final double[] sums = residual(observed, reblurred, fit[0], b, fit[2], camera);
		final Volume residual = reblurred.light();
		final double n = observed.extent().voxels();
		final double mean = sums[3] / n, deviation = Math.sqrt(Math.max(0, sums[4] / n - mean * mean));
		final double cov = sums[8] - sums[6] * sums[7] / n, vo = sums[9] - sums[6] * sums[6] / n, vm = sums[10] - sums[7] *
			sums[7] / n;
		return new Result(new Consistency(fit[0], b, fit[1], fit[2], sums[0] / n, sums[1] / n, sums[11] / sums[12], sums[2] / n,
			deviation, mean,
			neighbours(residual, mean, deviation), structure(residual), Math.sqrt(sums[5] / n), cov / Math.sqrt(vo * vm)),
			residual);
	}

	/** s, b, o by least squares, weighted with the noise of the recording. */
	private static double[] fit(final Volume observed, final Reblurred reblurred, final Camera camera) {
		final Extent e = observed.extent();
		final double[] s = Planes.sum(e.nz(), 10, (z, sums) -> {
			final double[] inside = new double[e.nx()];
			for (int y = 0; y < e.ny(); y++) {
				reblurred.inside(y, z, inside);
				final float[] light = reblurred.light().row(y, z), row = observed.row(y, z);
				for (int x = 0; x < e.nx(); x++) {
					final double h = light[x], o = 1 - inside[x], v = row[x];
					// Weights from the reblurred light, because those of the noisy recording would favour what is dark by chance.
					final double w = 1 / (camera.variance(camera.offset() + Math.max(0, h)) + 1 / (camera.gain() * camera.gain()));
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
		return solve(s, e.voxels());
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
		return s[9] - 2 * (p[0] * s[6] + p[1] * s[7] + p[2] * s[8]) + p[0] * (p[0] * s[0] + 2 * p[1] * s[1] + 2 * p[2] *
			s[2]) + p[1] * (p[1] * s[3] + 2 * p[2] * s[4]) + p[2] * p[2] * s[5];
	}

	private static double[] solve(final double[] s, final boolean keepScale) {
		// A trace on the diagonal keeps o = 0 where no light can come from outside.
		final double[][] a = { { s[0] + 1e-12 * s[0], s[1], s[2], s[6] }, { s[1], s[3], s[4], s[7] }, { s[2], s[4], s[5] +
			1e-6 * s[3], s[8] } };
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

	/** Writes the normalised residual over the reblurred light and returns the sums. */
	private static double[] residual(final Volume observed, final Reblurred reblurred, final double scale,
		final double background, final double outside, final Camera camera)
	{
		final Extent e = observed.extent();
		final double extra = camera.readNoise() * camera.readNoise();
		final PoissonDivergence divergence = new PoissonDivergence(camera.readNoise());
		final double bright = reblurred.light().sum() / e.voxels();
		return Planes.sum(e.nz(), 13, (z, s) -> {
			final double[] inside = new double[e.nx()];
			for (int y = 0; y < e.ny(); y++) {
				reblurred.inside(y, z, inside);
				final float[] light = reblurred.light().row(y, z), row = observed.row(y, z);
				for (int x = 0; x < e.nx(); x++) {
					final double model = scale * light[x] + background + outside * (1 - inside[x]), v = row[x];
					final double mu = Math.max(PoissonDivergence.LEAST, camera.electrons(model) + extra), electrons = camera.electrons(
						v) + extra;
					final double r = (electrons - mu) / Math.sqrt(mu), difference = v - model;
					final double found = PoissonDivergence.of(electrons, mu), chance = divergence.expectation(mu - extra);
					s[0] += found;
					s[1] += chance;
					if (light[x] > bright) {
						s[11] += found;
						s[12] += chance;
					}
					if (Math.abs(r) > 3) s[2]++;
					s[3] += r;
					s[4] += r * r;
					s[5] += difference * difference;
					s[6] += v;
					s[7] += model;
					s[8] += v * model;
					s[9] += v * v;
					s[10] += model * model;
					light[x] = (float) r;
				}
			}
		});
	}

	private static double[] neighbours(final Volume residual, final double mean, final double deviation) {
		final Extent e = residual.extent();
		final double[] s = Planes.sum(e.nz(), 3, (z, sums) -> {
			for (int y = 0; y < e.ny(); y++) {
				final float[] row = residual.row(y, z);
				final float[] below = y + 1 < e.ny() ? residual.row(y + 1, z) : null;
				final float[] behind = z + 1 < e.nz() ? residual.row(y, z + 1) : null;
				for (int x = 0; x < e.nx(); x++) {
					final double r = row[x] - mean;
					if (x + 1 < e.nx()) sums[0] += r * (row[x + 1] - mean);
					if (below != null) sums[1] += r * (below[x] - mean);
					if (behind != null) sums[2] += r * (behind[x] - mean);
				}
			}
		});
		final double power = deviation * deviation;
		return new double[] { s[0] / power / Math.max(1, (e.nx() - 1.0) * e.ny() * e.nz()), s[1] / power / Math.max(1, (e
			.ny() - 1.0) * e.nx() * e.nz()), s[2] / power / Math.max(1, (e.nz() - 1.0) * e.nx() * e.ny()) };
	}

	private static double structure(final Volume residual) {
		final Extent e = residual.extent();
		final int nx = Math.min(8, e.nx()), ny = Math.min(8, e.ny()), nz = Math.min(4, e.nz());
		final double[] s = Planes.sum(e.nz() / nz, 3, (block, sums) -> {
			for (int y0 = 0; y0 + ny <= e.ny(); y0 += ny)
				for (int x0 = 0; x0 + nx <= e.nx(); x0 += nx) {
					double sum = 0;
					for (int z = block * nz; z < (block + 1) * nz; z++)
						for (int y = y0; y < y0 + ny; y++) {
							final float[] row = residual.row(y, z);
							for (int x = x0; x < x0 + nx; x++)
								sum += row[x];
						}
					final double mean = sum / (nx * ny * nz);
					sums[0] += mean;
					sums[1] += mean * mean;
					sums[2]++;
				}
		});
		return (s[1] / s[2] - Math.pow(s[0] / s[2], 2)) * nx * ny * nz;
	}
}
