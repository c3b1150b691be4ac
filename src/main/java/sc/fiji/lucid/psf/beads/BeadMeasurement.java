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
package sc.fiji.lucid.psf.beads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.GaussianFit;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.PsfBackground;

/** Finds the beads of one stack and measures each. */
final class BeadMeasurement {

	private static final double FIRST_GUESS = 1.5;
	private static final int FOR_WIDTHS = 50;
	/** A fit takes the voxels out to so many expected standard deviations, ... */
	private static final double WINDOW = 3;
	/** ... and is none of this spot if it ends further off, or is so much wider. */
	private static final double STRAYED = 2;
	private static final double WIDER = 4;

	private final Volume volume;
	private final VoxelSize voxel;
	private final int stack;
	private final double background;
	private final double noise;

	BeadMeasurement(final Volume volume, final VoxelSize voxel, final int stack) {
		this.volume = volume;
		this.voxel = voxel;
		this.stack = stack;
		final float[] all = Percentiles.sorted(volume, Percentiles.SAMPLES);
		background = PsfBackground.mode(all);
		noise = noise(all, background);
	}

	/** What lies at or below the background is noise alone; at least the rounding to whole counts is noise. */
	private static double noise(final float[] sorted, final double background) {
		double squares = 0, step = Double.POSITIVE_INFINITY;
		int n = 0;
		for (; n < sorted.length && sorted[n] <= background; n++)
			squares += (sorted[n] - background) * (sorted[n] - background);
		for (int i = 1; i < sorted.length; i++)
			if (sorted[i] > sorted[i - 1]) step = Math.min(step, sorted[i] - sorted[i - 1]);
		final double rounding = Double.isInfinite(step) ? 1e-9 : step / Math.sqrt(12);
		return Math.max(rounding, Math.sqrt(squares / Math.max(1, n)));
	}

	double background() {
		return background;
	}

	/** @return all spots; those that no Gaussian fits are marked so, the others as kept */
	List<Bead> measure() {
		double[] sigma = { FIRST_GUESS, FIRST_GUESS, FIRST_GUESS };
		List<int[]> spots = BeadFinder.find(volume, sigma);
		if (!spots.isEmpty()) {
			sigma = widths(spots, sigma);
			spots = BeadFinder.find(volume, sigma);
		}
		final double[] width = sigma;
		final List<int[]> found = spots;
		final Bead[] beads = new Bead[found.size()];
		Parallelization.getTaskExecutor()
			.forEach(IntStream.range(0, beads.length).boxed().toList(), i -> beads[i] = measure(found.get(i), width));
		return new ArrayList<>(Arrays.asList(beads));
	}

	/** The median widths of the brightest spots. */
	private double[] widths(final List<int[]> spots, final double[] guess) {
		final List<GaussianFit> fits = spots.stream().limit(FOR_WIDTHS).flatMap(s -> fit(s, guess).stream()).toList();
		if (fits.isEmpty()) return guess;
		final double[] sigma = new double[3];
		for (int axis = 0; axis < 3; axis++) {
			final int a = axis;
			sigma[axis] = Math.max(0.5, Percentiles.median(fits.stream().mapToDouble(f -> f.sigma()[a]).toArray()));
		}
		return sigma;
	}

	/** @return the Gaussian at a spot of about these widths; empty if there is none */
	private Optional<GaussianFit> fit(final int[] spot, final double[] sigma) {
		final double height = Math.max(1e-6, volume.row(spot[1], spot[2])[spot[0]] - background);
		final GaussianFit guess = GaussianFit.guess(background, height, new double[] { spot[0], spot[1], spot[2] },
			sigma);
		return guess.to(volume, window(spot, sigma)).filter(f -> isOf(f, spot, sigma));
	}

	private Box window(final int[] spot, final double[] sigma) {
		final Extent e = volume.extent();
		final int[] size = { e.nx(), e.ny(), e.nz() }, low = new int[3];
		for (int axis = 0; axis < 3; axis++) {
			final int reach = Math.max(2, (int) Math.ceil(WINDOW * sigma[axis]));
			low[axis] = Math.max(0, spot[axis] - reach);
			size[axis] = Math.min(size[axis] - 1, spot[axis] + reach) - low[axis] + 1;
		}
		return new Box(low[0], low[1], low[2], new Extent(size[0], size[1], size[2]));
	}

	private static boolean isOf(final GaussianFit fit, final int[] spot, final double[] sigma) {
		for (int axis = 0; axis < 3; axis++)
			if (Math.abs(fit.centre()[axis] - spot[axis]) > STRAYED * sigma[axis] + 1 ||
				fit.sigma()[axis] > WIDER * sigma[axis]) return false;
		return fit.amplitude() > 0;
	}

	private Bead measure(final int[] spot, final double[] sigma) {
		return fit(spot, sigma).map(this::measured)
			.orElseGet(() -> new Bead(stack, spot[0], spot[1], spot[2],
				volume.row(spot[1], spot[2])[spot[0]] - background, background, Double.NaN, Double.NaN, Double.NaN,
				Double.NaN, Double.NaN, Double.NaN, Bead.Verdict.SHAPELESS));
	}

	private Bead measured(final GaussianFit fit) {
		final double[] c = fit.centre(), s = fit.sigma();
		return new Bead(stack, c[0], c[1], c[2], fit.amplitude(), fit.background(), GaussianFit.FWHM * s[0] * voxel.x(),
			GaussianFit.FWHM * s[1] * voxel.y(), GaussianFit.FWHM * s[2] * voxel.z(), fit.amplitude() / noise,
			asymmetry(fit), Double.NaN, Bead.Verdict.KEPT);
	}

	/** Where the light within two standard deviations has its centre, relative to the fit's, in FWHM. */
	private double asymmetry(final GaussianFit fit) {
		final double[] c = fit.centre(), s = fit.sigma(), moment = new double[3];
		double sum = 0;
		for (int z = first(c[2], s[2]); z <= last(c[2], s[2], volume.extent().nz()); z++)
			for (int y = first(c[1], s[1]); y <= last(c[1], s[1], volume.extent().ny()); y++)
				for (int x = first(c[0], s[0]); x <= last(c[0], s[0], volume.extent().nx()); x++) {
					final double[] t = { (x - c[0]) / s[0], (y - c[1]) / s[1], (z - c[2]) / s[2] };
					final double v = volume.row(y, z)[x] - fit.background();
					final double weight = Math.exp(-(t[0] * t[0] + t[1] * t[1] + t[2] * t[2]) / 2);
					sum += v * weight;
					for (int axis = 0; axis < 3; axis++)
						moment[axis] += v * weight * t[axis] / GaussianFit.FWHM;
				}
		return Math.sqrt(moment[0] * moment[0] + moment[1] * moment[1] + moment[2] * moment[2]) / Math.max(1e-9, sum);
	}

	private static int first(final double centre, final double sigma) {
		return Math.max(0, (int) Math.rint(centre - 3 * sigma));
	}

	private static int last(final double centre, final double sigma, final int n) {
		return Math.min(n - 1, (int) Math.rint(centre + 3 * sigma));
	}
}
