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
package sc.fiji.lucid.camera.shading;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;

/**
 * Shading that is common to many images of different places (Peng et al. 2017, Nat. Commun. 8:14836, "BaSiC"). Image
 * i is {@code b_i S + D + R_i}: an even light b_i under the shading S, the dark D, and a sparse rest R_i, which is
 * the object. Minimises {@code Σ w_i |R_i| + λ ‖cos S‖₁ + δ ‖cos D‖₁} with S and D in the cosine basis and weights
 * that are made anew, {@code w = 1/(|R|/b + ε)}, by augmented Lagrange multipliers (their equations 3 to 7).
 */
public final class SparseShading {

	/** Fewer images do not show which light is common. */
	public static final int LEAST_IMAGES = 20;

	/** ε of the weights: rests below a tenth of the even light are no object. */
	private static final double EPSILON = 0.1;
	/** How often weights are made anew, and the steps of each. */
	private static final int ROUNDS = 6, STEPS = 60;
	/** The multipliers' penalty, at first and how it grows. */
	private static final double PENALTY = 12, GROWTH = 1.1;
	/**
	 * Weight of a cosine, in standard deviations of the slope Σ b sign(R) that chance gives it. Of 30, 16, 9.5, 6 and
	 * 3 the least was best (29 November 2026, 20 and 50 fields, docs/notebook/repair.md).
	 */
	private static final double COSINES = 3;

	private final List<double[]> images;
	private final int n;
	private final int pixels;
	private final boolean isDark;
	private final double darkest;
	/** So little light, a millionth of the brightest, that nothing is divided by less. */
	private final double least;
	private final CosineBasis basis = new CosineBasis(FoundShading.SIDE);
	private final double[][] rests;
	private final double[][] multipliers;
	private final double[][] weights;
	private final double[] baselines;
	private double[] shading;
	private double[] shadingCosines;
	private double[] dark;
	private double[] darkCosines;

	private SparseShading(final List<double[]> images, final boolean isDark) {
		this.images = images;
		this.isDark = isDark;
		n = images.size();
		darkest = images.stream().flatMapToDouble(Arrays::stream).min().orElse(0);
		least = Math.max(Float.MIN_NORMAL,
			1e-6 * images.stream().flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(1));
		pixels = FoundShading.SIDE * FoundShading.SIDE;
		rests = new double[n][pixels];
		multipliers = new double[n][pixels];
		weights = new double[n][pixels];
		baselines = new double[n];
		for (final double[] w : weights)
			Arrays.fill(w, 1);
		shading = new double[pixels];
		Arrays.fill(shading, 1);
		shadingCosines = basis.coefficients(shading);
		dark = new double[pixels];
		darkCosines = new double[pixels];
		for (int i = 0; i < n; i++)
			baselines[i] = Percentiles.median(images.get(i));
	}

	/**
	 * @param images one plane each, all of one size, perhaps {@link FoundShading#reduced}: light above the camera's
	 *          offset, or counts if the dark is looked for
	 * @param size of a slice, for which the shading is wanted
	 * @param isDark whether the dark is looked for, too; that needs images whose even light differs
	 * @param progress told how far it is, asked whether to stop
	 * @return the shading
	 * @throws IllegalArgumentException if there are too few images, they differ in size, or hold no light
	 */
	public static FoundShading of(final List<Volume> images, final Extent size, final boolean isDark,
		final Progress progress)
	{
		if (images.size() < LEAST_IMAGES) throw new IllegalArgumentException("It takes " + LEAST_IMAGES +
			" images to tell shading from objects, not " + images.size() + ": give more, or ask for 'homomorphic'.");
		final Extent e = images.get(0).extent();
		for (final Volume image : images)
			if (!image.extent().equals(e)) throw new IllegalArgumentException("Images of " + e.nx() + "x" + e.ny() +
				" and " + image.extent().nx() + "x" + image.extent().ny() + " pixels have no common shading.");
		final double mean = images.stream().mapToDouble(v -> v.sum() / v.extent().voxels()).average().orElse(0);
		if (!(mean > 0)) throw new IllegalArgumentException(
			"The images show no light above the dark: check the dark, or the counts without light ('offset').");
		final SparseShading found = new SparseShading(images.stream().map(FoundShading::coarse).map(a -> {
			for (int i = 0; i < a.length; i++)
				a[i] /= mean;
			return a;
		}).toList(), isDark);
		found.run(progress);
		return found.result(mean, size);
	}

	private FoundShading result(final double mean, final Extent e) {
		Volume counts = null;
		if (isDark) {
			counts = basis.finer(darkCosines, e.nx(), e.ny());
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++)
					counts.row(y, 0)[x] *= mean;
		}
		final double all = Arrays.stream(baselines).average().orElse(1);
		return new FoundShading(FoundShading.flat(basis, shadingCosines, e.nx(), e.ny()), counts,
			Arrays.stream(baselines).map(b -> b / all).toArray());
	}

	private void run(final Progress progress) {
		for (int round = 0; round < ROUNDS; round++) {
			double penalty = PENALTY / Math.max(least, Arrays.stream(baselines).average().orElse(1));
			for (final double[] y : multipliers)
				Arrays.fill(y, 0);
			for (int step = 0; step < STEPS; step++) {
				progress.report((round + (double) step / STEPS) / ROUNDS, "shading");
				progress.check();
				step(penalty);
				penalty *= GROWTH;
			}
			weigh();
		}
	}

	/** One after the other: the rests, the shading, the even lights, the dark, the multipliers. */
	private void step(final double penalty) {
		for (int i = 0; i < n; i++)
			for (int x = 0; x < pixels; x++)
				rests[i][x] = soft(gap(i, x) + rests[i][x] + multipliers[i][x] / penalty, weights[i][x] / penalty);
		if (isDark) darken(penalty);
		else shade(penalty);
		light(penalty);
		for (int i = 0; i < n; i++)
			for (int x = 0; x < pixels; x++)
				multipliers[i][x] += penalty * gap(i, x);
	}

	/** What of an image is not explained. */
	private double gap(final int image, final int pixel) {
		return images.get(image)[pixel] - baselines[image] * shading[pixel] - dark[pixel] - rests[image][pixel];
	}

	private void shade(final double penalty) {
		final double[] better = new double[pixels];
		double squares = 0;
		for (int i = 0; i < n; i++) {
			squares += baselines[i] * baselines[i];
			for (int x = 0; x < pixels; x++)
				better[x] += baselines[i] * (gap(i, x) + multipliers[i][x] / penalty);
		}
		for (int x = 0; x < pixels; x++)
			better[x] = shading[x] + better[x] / Math.max(least * least, squares);
		shadingCosines = sparse(basis.coefficients(better),
			COSINES / (penalty * Math.sqrt(Math.max(least * least, squares))));
		shading = basis.image(shadingCosines);
	}

	/** Of mean shading 1, so that even lights and shading are told apart. */
	private void light(final double penalty) {
		final double mean = Arrays.stream(shading).average().orElse(1);
		for (int x = 0; x < pixels; x++) {
			shading[x] /= mean;
			shadingCosines[x] /= mean;
		}
		final double squares = Arrays.stream(shading).map(v -> v * v).sum();
		for (int i = 0; i < n; i++) {
			double sum = 0;
			for (int x = 0; x < pixels; x++)
				sum += shading[x] * (images.get(i)[x] - dark[x] - rests[i][x] + multipliers[i][x] / penalty);
			baselines[i] = Math.max(least, sum / squares);
		}
	}

	/**
	 * Shading and dark together, in each pixel slope and intercept over the even lights. An even light that is more by κ
	 * everywhere is a dark that is less by κ S: of these, that of the fewest cosines holds.
	 */
	private void darken(final double penalty) {
		final double mean = Arrays.stream(baselines).average().orElse(1);
		final double[] slope = new double[pixels], level = new double[pixels];
		double squares = least * least;
		for (int i = 0; i < n; i++) {
			final double off = baselines[i] - mean;
			squares += off * off;
			for (int x = 0; x < pixels; x++) {
				final double more = gap(i, x) + multipliers[i][x] / penalty;
				slope[x] += off * more;
				level[x] += more / n;
			}
		}
		for (int x = 0; x < pixels; x++) {
			final double steeper = slope[x] / squares;
			slope[x] = shading[x] + steeper;
			level[x] = dark[x] + level[x] - steeper * mean;
		}
		final double threshold = COSINES * Math.sqrt(n) / penalty;
		shadingCosines = sparse(basis.coefficients(slope), COSINES / Math.sqrt(squares) / penalty);
		darkCosines = basis.coefficients(level);
		// No dark is below nothing, or above the darkest place of all images.
		final double more = Math.max(-darkCosines[0] / shadingCosines[0], Math.min(
			(darkest * FoundShading.SIDE - darkCosines[0]) / shadingCosines[0], simplest(darkCosines, shadingCosines)));
		for (int k = 0; k < pixels; k++)
			darkCosines[k] += more * shadingCosines[k];
		for (int i = 0; i < n; i++)
			baselines[i] = Math.max(least, baselines[i] - more);
		sparse(darkCosines, threshold / n);
		shading = basis.image(shadingCosines);
		dark = basis.image(darkCosines);
	}

	/** @return the κ that makes Σ |d + κ s| least over all cosines but the mean: a weighted median */
	private static double simplest(final double[] d, final double[] s) {
		final Integer[] order = java.util.stream.IntStream.range(1, d.length)
			.filter(k -> s[k] != 0)
			.boxed()
			.sorted(Comparator.comparingDouble(k -> -d[k] / s[k]))
			.toArray(Integer[]::new);
		double all = 0, sum = 0;
		for (final int k : order)
			all += Math.abs(s[k]);
		for (final int k : order)
			if ((sum += Math.abs(s[k])) >= all / 2) return -d[k] / s[k];
		return 0;
	}

	/** The mean is no pattern, and is not made less. */
	private static double[] sparse(final double[] cosines, final double threshold) {
		for (int k = 1; k < cosines.length; k++)
			cosines[k] = soft(cosines[k], threshold);
		return cosines;
	}

	private static double soft(final double value, final double threshold) {
		return Math.signum(value) * Math.max(0, Math.abs(value) - threshold);
	}

	private void weigh() {
		double sum = 0;
		for (int i = 0; i < n; i++)
			for (int x = 0; x < pixels; x++)
				sum += weights[i][x] = 1 / (Math.abs(rests[i][x]) / baselines[i] + EPSILON);
		final double mean = sum / n / pixels;
		for (final double[] w : weights)
			for (int x = 0; x < pixels; x++)
				w[x] /= mean;
	}
}
