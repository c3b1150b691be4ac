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
package sc.fiji.lucid.camera.slices;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;

/**
 * How the slices of a stack follow one another.
 *
 * @param mean of each slice above the background, counts
 * @param bleaching share of the mean lost from the first to the last slice, by an
 *          exponential fit; objects that end within the stack look the same
 * @param bleachingFit how well the exponential describes the means, R²
 * @param jitter standard deviation of the slices' lateral positions, voxels
 * @param jitterNoise what noise alone would make of it, voxels
 * @param blank slices without light between bright ones
 * @param repeated slices equal to the one before
 * @param gaps slices before which one seems to be missing
 */
public record Slices(double[] mean, double bleaching, double bleachingFit, double jitter, double jitterNoise,
	List<Integer> blank, List<Integer> repeated, List<Integer> gaps)
{

	/** Slices with less than this share of the brightest slice's light are not expected to show any. */
	private static final double LIT = 0.1;

	/** Looks through a stack whose background is known. */
	public static Slices of(final Volume raw, final double background) {
		final Extent e = raw.extent();
		final Volume small = halved(raw);
		final double[] mean = new double[e.nz()], noise = new double[e.nz()];
		Planes.forEach(e.nz(), z -> {
			mean[z] = planeMean(small, z) - background;
			noise[z] = noiseVariance(small, z);
		});
		final double[] fit = exponential(mean);
		final double[] jitter = jitter(small, noise);
		final List<Integer> blank = blank(mean, visible(noise, small.extent()));
		final List<Integer> repeated = IntStream.range(1, e.nz()).filter(z -> equal(raw, z)).boxed().toList();
		final OptionalInt gap = MissingSlice.before(small, Percentiles.median(noise), mean,
			z -> blank.contains(z) || repeated.contains(z));
		return new Slices(mean, fit[0], fit[1], jitter[0], jitter[1], blank, repeated, gap.stream().boxed().toList());
	}

	/**
	 * The decay of a series, of slices or time points.
	 *
	 * @param mean above the background
	 * @return share lost from first to last by an exponential fit, and R² of the fit
	 */
	public static double[] exponential(final double[] mean) {
		final int n = mean.length;
		if (n < 3 || Arrays.stream(mean).anyMatch(m -> !(m > 0))) return new double[] { 0, 0 };
		double sy = 0, sxy = 0, sxx = 0, syy = 0;
		for (int i = 0; i < n; i++) {
			final double x = i - 0.5 * (n - 1), y = Math.log(mean[i]);
			sy += y;
			sxy += x * y;
			sxx += x * x;
			syy += y * y;
		}
		final double spread = syy - sy * sy / n;
		return new double[] { -Math.expm1(sxy / sxx * (n - 1)), spread > 0 ? sxy * sxy / sxx / spread : 0 };
	}

	/** Means of 2×2 voxels: less noise, and shifts of a voxel become small. */
	private static Volume halved(final Volume raw) {
		final Extent e = raw.extent();
		final Volume small = new Volume(new Extent(Math.max(1, e.nx() / 2), Math.max(1, e.ny() / 2), e.nz()));
		Planes.forEach(e.nz(), z -> {
			for (int y = 0; y < small.extent().ny(); y++) {
				final float[] to = small.row(y, z), a = raw.row(Math.min(2 * y, e.ny() - 1), z),
					b = raw.row(Math.min(2 * y + 1, e.ny() - 1), z);
				for (int x = 0; x < to.length; x++) {
					final int right = Math.min(2 * x + 1, e.nx() - 1);
					to[x] = 0.25f * (a[2 * x] + a[right] + b[2 * x] + b[right]);
				}
			}
		});
		return small;
	}

	private static double planeMean(final Volume v, final int z) {
		double sum = 0;
		for (int y = 0; y < v.extent().ny(); y++)
			for (final float value : v.row(y, z))
				sum += value;
		return sum / v.extent().nx() / v.extent().ny();
	}

	/** The variance of a plane's noise, by Immerkær's mask. */
	private static double noiseVariance(final Volume v, final int z) {
		double sum = 0, count = 0;
		for (int y = 1; y < v.extent().ny() - 1; y++) {
			final float[] a = v.row(y - 1, z), r = v.row(y, z), b = v.row(y + 1, z);
			for (int x = 1; x < r.length - 1; x++) {
				final double n = a[x - 1] + a[x + 1] + b[x - 1] + b[x + 1] - 2.0 * (a[x] + b[x] + r[x - 1] + r[x + 1]) +
					4.0 * r[x];
				sum += n * n / 36;
				count++;
			}
		}
		return count > 0 ? sum / count : 0;
	}

	/** What the mean of a plane must exceed to be no chance. */
	private static double visible(final double[] noise, final Extent plane) {
		return 10 * Math.sqrt(Percentiles.median(noise) / plane.nx() / plane.ny());
	}

	private static List<Integer> blank(final double[] mean, final double visible) {
		final List<Integer> blank = new ArrayList<>();
		final double lit = Math.max(visible, LIT * Arrays.stream(mean).max().orElse(0));
		for (int z = 1; z < mean.length - 1; z++) {
			final double neighbour = Math.min(mean[z - 1], mean[z + 1]);
			if (neighbour > lit && mean[z] < 0.3 * neighbour) blank.add(z);
		}
		return List.copyOf(blank);
	}

	private static boolean equal(final Volume raw, final int z) {
		for (int y = 0; y < raw.extent().ny(); y++)
			if (!Arrays.equals(raw.row(y, z), raw.row(y, z - 1))) return false;
		return true;
	}

	/**
	 * Each slice's shift against the mean of its neighbours, by least squares on the
	 * gradient (Lucas & Kanade 1981); returns the deviation of positions and what noise makes of it, in voxels of the
	 * stack.
	 */
	private static double[] jitter(final Volume v, final double[] noise) {
		final int n = v.extent().nz();
		if (n < 5 || v.extent().nx() < 8 || v.extent().ny() < 8) return new double[] { 0, 0 };
		final double[][] shifts = new double[n - 2][];
		Planes.forEach(n - 2, i -> shifts[i] = shift(v, i + 1, noise));
		final double[] along = Arrays.stream(shifts)
			.flatMapToDouble(s -> Arrays.stream(new double[] { Math.abs(s[0]), Math.abs(s[1]) }))
			.toArray();
		final double chance = Percentiles.median(Arrays.stream(shifts).mapToDouble(s -> s[2]).toArray());
		// The difference to the mean of two neighbours has 1.5 times the variance; halved voxels are two wide.
		final double scale = 2 / Math.sqrt(1.5);
		return new double[] { scale * Percentiles.median(along) / 0.6745, scale * chance };
	}

	private static double[] shift(final Volume v, final int z, final double[] noise) {
		double xx = 0, xy = 0, yy = 0, xt = 0, yt = 0;
		for (int y = 1; y < v.extent().ny() - 1; y++) {
			final float[] row = v.row(y, z), before = v.row(y, z - 1), after = v.row(y, z + 1);
			final float[] up = v.row(y - 1, z - 1), up2 = v.row(y - 1, z + 1), down = v.row(y + 1, z - 1),
				down2 = v.row(y + 1, z + 1);
			for (int x = 1; x < row.length - 1; x++) {
				final double gx = 0.25 * (before[x + 1] - before[x - 1] + after[x + 1] - after[x - 1]);
				final double gy = 0.25 * (down[x] - up[x] + down2[x] - up2[x]);
				final double t = 0.5 * (before[x] + after[x]) - row[x];
				xx += gx * gx;
				xy += gx * gy;
				yy += gy * gy;
				xt += gx * t;
				yt += gy * t;
			}
		}
		final double determinant = xx * yy - xy * xy;
		if (!(determinant > 1e-9 * xx * yy)) return new double[3];
		return new double[] { (yy * xt - xy * yt) / determinant, (xx * yt - xy * xt) / determinant,
			Math.sqrt(1.5 * noise[z] * Math.max(xx, yy) / determinant) };
	}
}
