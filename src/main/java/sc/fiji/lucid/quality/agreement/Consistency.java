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

import java.util.function.BooleanSupplier;

import sc.fiji.lucid.camera.Camera;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.quality.resolution.Detail;
import sc.fiji.lucid.quality.resolution.SpectralFit;

/**
 * Whether an estimate explains the recording: what the microscope would have
 * shown of it, {@code s·Hx + b} and light from outside the field of view, beside what it has shown. Scale s
 * and outside light are fitted; the background b is the given one.
 * <p>
 * All numbers but the fit's are of the inner part of the stack: near its faces, objects
 * outside shine in that no estimate of the field of view can explain.
 *
 * @param scale s, 1 for a restoration that keeps intensities
 * @param background the background that was taken, counts
 * @param fittedBackground the background that would fit best, counts
 * @param outsideLight mean light of the surroundings, counts
 * @param evenLight light that lies nearly everywhere and is in no part of the estimate, counts
 * @param kept share of the estimate's light that the microscope shows within the field of view
 * @param margin voxels left out at each end of X, Y and Z
 * @param iDivergence per voxel, photo-electrons
 * @param expectedIDivergence what noise alone makes of it where the estimate is true
 * @param brightRatio I-divergence over its expectation where the reblurred light is above its mean: noise is fitted
 *          there first
 * @param beyond3Sigma share of voxels whose residual exceeds three standard deviations; 0.0027 by chance
 * @param residualDeviation standard deviation of the normalised residual; 1 by chance
 * @param residualMean its mean; 0 by chance
 * @param structure what the residual has that noise has not
 * @param spectrum whether the PSF fits the detail of the recording, and whether the result follows its noise
 * @param resolutionScaledError root mean square of recording minus reblurred, counts (RSE; SQUIRREL, Culley et al.
 *          2018, Nat. Methods 15:263)
 * @param resolutionScaledPearson correlation of recording and reblurred light (RSP)
 * @param slope by how much the recording brightens where the reblurred light does; 1 for a restoration of it, 0 for one
 *          of another stack
 */
public record Consistency(double scale, double background, double fittedBackground, double outsideLight,
	double evenLight, double kept, int[] margin, double iDivergence, double expectedIDivergence, double brightRatio,
	double beyond3Sigma, double residualDeviation, double residualMean, ResidualStructure structure,
	SpectralFit spectrum, double resolutionScaledError, double resolutionScaledPearson, double slope)
{

	/** Of the PSF's size or the stack's, what is left out at each face. */
	private static final int MARGIN = 8;

	/** What is summed over the inner part. */
	private enum Sum {
		VOXELS, DIVERGENCE, CHANCE, BEYOND, R, RR, ERROR, V, M, VM, VV, MM, BRIGHT, BRIGHT_CHANCE
	}

	/**
	 * The numbers and the maps.
	 *
	 * @param numbers the summary
	 * @param residual recording minus model, in standard deviations of the noise
	 * @param error the same in counts, as projections
	 */
	public record Result(Consistency numbers, Volume residual, ErrorMap error) {}

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
		final Extent e = Planes.same("raw stack", observed, "restored stack", estimate), p = psf.extent();
		final Reblurred reblurred = Reblurred.of(estimate, psf, cancelled);
		final ReblurredModel model = new ReblurredModel(observed, reblurred, background, camera);
		// A millionth of a photon, in counts, so that nothing is divided by no noise at all.
		final double least = 1e-6 / (camera.gain() * camera.gain());
		final OutOfFieldLight outside = new OutOfFieldLight(e, (y, z, difference, variance) -> {
			model.row(y, z, difference);
			final float[] row = observed.row(y, z);
			for (int x = 0; x < row.length; x++) {
				variance[x] = camera.variance(difference[x]) + least;
				difference[x] = row[x] - difference[x];
			}
		});
		final double kept = reblurred.light().sum() / estimate.sum();
		final double even = UnexplainedOffset.of(observed, reblurred.light(), model.scale(), model.background());
		final int[] margin = { margin(e.nx(), p.nx()), margin(e.ny(), p.ny()), margin(e.nz(), p.nz()) };
		final double[] s = difference(observed, reblurred, model, outside, margin, camera);
		final Volume residual = reblurred.light();
		final ErrorMap error = ErrorMap.of(residual);
		final SpectralFit spectrum = SpectralFit.of(observed, residual, psf, cancelled);
		normalise(residual, observed, camera);
		return new Result(of(model, even, kept, margin, s,
			ResidualStructure.of(residual, margin, psf.voxelSize(), cancelled), spectrum), residual, error);
	}

	/** @return bytes that {@link #of} holds at its peak, beyond the volumes that it is given */
	public static long bytes(final Extent stack, final Extent psf) {
		// The residual and a spectrum come after the transforms of reblurring.
		return Math.max(Reblurred.bytes(stack, psf), Float.BYTES * stack.voxels() + Detail.bytes(stack));
	}

	/** @return bytes of a transfer function with which {@link #of} blurs */
	public static long psfBytes(final Extent stack, final Extent psf) {
		return Reblurred.ENGINE.otfBytes(Reblurred.grid(stack, psf));
	}

	private static int margin(final int stack, final int psf) {
		return Math.min(stack, psf) / MARGIN;
	}

	private static Consistency of(final ReblurredModel model, final double even, final double kept, final int[] margin,
		final double[] sums, final ResidualStructure structure, final SpectralFit spectrum)
	{
		final double n = get(sums, Sum.VOXELS), mean = get(sums, Sum.R) / n, v = get(sums, Sum.V), m = get(sums, Sum.M);
		final double cov = get(sums, Sum.VM) - v * m / n, vv = get(sums, Sum.VV) - v * v / n,
			mm = get(sums, Sum.MM) - m * m / n;
		return new Consistency(model.scale(), model.background(), model.fittedBackground(), model.outside(), even, kept,
			margin, get(sums, Sum.DIVERGENCE) / n, get(sums, Sum.CHANCE) / n,
			get(sums, Sum.BRIGHT) / get(sums, Sum.BRIGHT_CHANCE), get(sums, Sum.BEYOND) / n,
			Math.sqrt(Math.max(0, get(sums, Sum.RR) / n - mean * mean)), mean, structure, spectrum,
			Math.sqrt(get(sums, Sum.ERROR) / n), cov / Math.sqrt(vv * mm), cov / mm / model.scale());
	}

	private static double get(final double[] sums, final Sum sum) {
		return sums[sum.ordinal()];
	}

	/** Writes recording minus model over the reblurred light and returns the sums. */
	private static double[] difference(final Volume observed, final Reblurred reblurred, final ReblurredModel model,
		final OutOfFieldLight outside, final int[] margin, final Camera camera)
	{
		final Extent e = observed.extent();
		final PoissonDivergence divergence = new PoissonDivergence(camera.readNoise());
		final double bright = reblurred.light().sum() / e.voxels();
		return Planes.sum(e.nz(), Sum.values().length, (z, s) -> {
			final double[] expected = new double[e.nx()];
			for (int y = 0; y < e.ny(); y++) {
				model.row(y, z, expected);
				outside.addTo(y, z, expected);
				final float[] light = reblurred.light().row(y, z), row = observed.row(y, z);
				final boolean inner = y >= margin[1] && y < e.ny() - margin[1] && z >= margin[2] &&
					z < e.nz() - margin[2];
				for (int x = 0; x < e.nx(); x++) {
					if (inner && x >= margin[0] && x < e.nx() - margin[0])
						add(row[x], expected[x], light[x], bright, camera, divergence, s);
					light[x] = (float) (row[x] - expected[x]);
				}
			}
		});
	}

	private static void add(final double v, final double model, final double light, final double bright,
		final Camera camera, final PoissonDivergence divergence, final double[] s)
	{
		final double extra = camera.readNoise() * camera.readNoise();
		final double mu = Math.max(PoissonDivergence.LEAST, camera.electrons(model) + extra),
			electrons = camera.electrons(v) + extra;
		final double r = (electrons - mu) / Math.sqrt(mu), found = PoissonDivergence.of(electrons, mu);
		final double chance = divergence.expectation(mu - extra);
		s[Sum.VOXELS.ordinal()]++;
		s[Sum.DIVERGENCE.ordinal()] += found;
		s[Sum.CHANCE.ordinal()] += chance;
		if (light > bright) {
			s[Sum.BRIGHT.ordinal()] += found;
			s[Sum.BRIGHT_CHANCE.ordinal()] += chance;
		}
		if (Math.abs(r) > 3) s[Sum.BEYOND.ordinal()]++;
		s[Sum.R.ordinal()] += r;
		s[Sum.RR.ordinal()] += r * r;
		s[Sum.ERROR.ordinal()] += (v - model) * (v - model);
		s[Sum.V.ordinal()] += v;
		s[Sum.M.ordinal()] += light;
		s[Sum.VM.ordinal()] += v * light;
		s[Sum.VV.ordinal()] += v * v;
		s[Sum.MM.ordinal()] += light * light;
	}

	/** Counts become standard deviations of the noise, in place. */
	private static void normalise(final Volume difference, final Volume observed, final Camera camera) {
		final Extent e = observed.extent();
		final double extra = camera.readNoise() * camera.readNoise();
		Planes.forEach(e.nz(), z -> {
			for (int y = 0; y < e.ny(); y++) {
				final float[] d = difference.row(y, z), row = observed.row(y, z);
				for (int x = 0; x < e.nx(); x++)
					d[x] = (float) (camera.gain() * d[x] /
						Math.sqrt(Math.max(PoissonDivergence.LEAST, camera.electrons((double) row[x] - d[x]) + extra)));
			}
		});
	}
}
