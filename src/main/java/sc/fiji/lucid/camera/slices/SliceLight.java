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

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import sc.fiji.lucid.camera.Camera;
import sc.fiji.lucid.image.BandedSystem;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.VoxelSource;

/**
 * The light of the slices of a stack, in blocks of each, and what of its course along z is no object's: a slice that a
 * lamp lit more or less than those around it.
 * <p>
 * A lamp changes all blocks of a slice alike, an object does not; and an object is blurred along z as far as the PSF
 * reaches, while a lamp knows nothing of its neighbours.
 */
public final class SliceLight {

	/** Blocks along each axis of a slice. */
	private static final int BLOCKS = 12;
	/** A block has light if it has so many standard deviations of its noise. */
	private static final double LIT = 10;
	/** Fewer blocks with light tell nothing of a slice, nor do fewer slices of a course. */
	private static final int LEAST_BLOCKS = 8, LEAST_SLICES = 7;
	/** Slices darker than this part of the brightest lie in the tails of what is in focus elsewhere. */
	private static final double DIM = 0.1;
	/** A slice is odd if all its blocks are, within this part of how odd they are. */
	private static final double ALIKE = 0.5;
	/** How stiff the course of light is that odd slices stand out of: one of them must not bend it, an object may. */
	private static final double STIFF = 4;
	/** The course's unit of noise, and how often it is fitted with new weights: it changes no more then. */
	private static final double SMALL = 0.02;
	private static final int ROUNDS = 30;
	/**
	 * A lamp flickers if slices are off by this standard deviation, as a logarithm, and by so many times as much as
	 * the PSF makes a slice stand out. Clean widefield phantoms are rough by 0.003 (29 November 2026).
	 */
	private static final double ROUGH = 0.04, TIMES = 3;
	/**
	 * How stiff the course is that all slices stand off: it bends over some seven of them. Of the object's own course
	 * 0.003 to 0.006 is taken for the lamp's (300: 0.006 to 0.015), and 0.03 of a flicker of 0.1 left (29 November
	 * 2026).
	 */
	private static final double VERY_STIFF = 30;
	/** Fewer slices tell no course that is as long. */
	private static final int LEAST_FLICKERING = 12;
	/** Weight of an odd slice where its part of the light is measured against the others. */
	private static final double NOTHING = 1e-9;

	private final double[][] light;
	private final double[] noise;

	/**
	 * Reads one slice after the other.
	 *
	 * @param stack whose slices are compared
	 * @param camera by which voxels are noisy
	 * @param progress asked whether to stop
	 */
	public SliceLight(final VoxelSource stack, final Camera camera, final Progress progress) {
		light = new double[stack.extent().nz()][];
		noise = new double[light.length];
		for (int z = 0; z < light.length; z++) {
			progress.check();
			final Recording slice = stack.planes(List.of(z), progress);
			light[z] = blocks(slice, camera.offset());
			final double voxels = (double) slice.extent().nx() * slice.extent().ny() / BLOCKS / BLOCKS;
			noise[z] = Math.sqrt(camera.variance(camera.offset() + Math.max(0, Percentiles.median(light[z]))) / voxels);
		}
	}

	/** @return mean light of each block of each slice above the offset, not to be changed */
	double[][] light() {
		return light;
	}

	/** Mean light of each block above the offset; 0 where none of it has weight, and in a blank slice. */
	private static double[] blocks(final Recording slice, final double offset) {
		final int nx = slice.extent().nx(), ny = slice.extent().ny();
		final double[] sums = new double[BLOCKS * BLOCKS];
		final long[] counts = new long[sums.length];
		final int[] columns = IntStream.range(0, nx).map(x -> x * BLOCKS / nx).toArray();
		final float[] row = new float[nx];
		float least = Float.POSITIVE_INFINITY, most = Float.NEGATIVE_INFINITY;
		for (int y = 0; y < ny; y++) {
			final int first = y * BLOCKS / ny * BLOCKS;
			slice.read(y, 0, row);
			if (slice.mask() != null) slice.mask().fill(y, 0, row, Float.NaN);
			for (int x = 0; x < nx; x++) {
				if (row[x] != row[x]) continue;
				final int block = first + columns[x];
				sums[block] += row[x] - offset;
				least = Math.min(least, row[x]);
				most = Math.max(most, row[x]);
				counts[block]++;
			}
		}
		for (int i = 0; i < sums.length; i++)
			sums[i] = counts[i] == 0 || least == most ? 0 : sums[i] / counts[i];
		return sums;
	}

	/**
	 * How much brighter or dimmer slices are than those around them, alike in all blocks.
	 *
	 * @param margin by how much, as a logarithm, an object may make a slice stand out
	 * @return for each slice its light in parts of what it should have; 1 for those that are not odd
	 */
	public float[] odd(final double margin) {
		final float[] exposure = new float[light.length];
		Arrays.fill(exposure, 1);
		if (light.length < LEAST_SLICES) return exposure;
		final double[] course = course(), smooth = smooth(course);
		final double brightest = Arrays.stream(light).mapToDouble(SliceLight::mean).max().orElse(0);
		final double[] weights = new double[light.length];
		for (int z = 0; z < weights.length; z++)
			weights[z] = Math.abs(course[z] - smooth[z]) > margin && mean(light[z]) > DIM * brightest &&
				isAlike(z, smooth, course) ? NOTHING : 1 / SMALL;
		final double[] without = solve(course, weights, STIFF);
		for (int z = 0; z < exposure.length; z++)
			if (weights[z] == NOTHING) exposure[z] = (float) Math.exp(course[z] - without[z]);
		return exposure;
	}

	/**
	 * The light of each slice where a lamp flickers in all of them: what stands off a smooth course, which is as long
	 * as many slices, so that not one of them bends it. Widefield light alone is so smooth along z.
	 *
	 * @param own by how much, as a logarithm, the PSF makes a slice stand out
	 * @return for each slice its light in parts of what it should have; all 1 where the lamp does not flicker
	 */
	public float[] flicker(final double own) {
		final float[] exposure = new float[light.length];
		Arrays.fill(exposure, 1);
		if (light.length < LEAST_FLICKERING) return exposure;
		final double[] course = course();
		final double rough = roughness(course);
		if (rough < Math.max(ROUGH, TIMES * own) || spread() > ALIKE * rough) return exposure;
		final double[] even = new double[light.length];
		Arrays.fill(even, 1);
		final double[] smooth = solve(course, even, VERY_STIFF);
		for (int z = 0; z < exposure.length; z++)
			exposure[z] = (float) Math.exp(course[z] - smooth[z]);
		return exposure;
	}

	/** Standard deviation of slices that are off independently, by the median of the second differences. */
	private static double roughness(final double[] course) {
		return 1.48 / Math.sqrt(6) *
			Percentiles.median(IntStream.range(1, course.length - 1)
				.mapToDouble(z -> Math.abs(course[z - 1] - 2 * course[z] + course[z + 1]))
				.toArray());
	}

	/** As the roughness, of the blocks of a slice against each other, of the median slice: a lamp changes all alike. */
	private double spread() {
		final double[] spreads = IntStream.range(1, light.length - 1).mapToDouble(z -> {
			final double[] bends = IntStream.range(0, BLOCKS * BLOCKS)
				.filter(b -> isLit(z - 1, b) && isLit(z, b) && isLit(z + 1, b))
				.mapToDouble(b -> Math.log(light[z - 1][b] * light[z + 1][b] / light[z][b] / light[z][b]))
				.toArray();
			if (bends.length < LEAST_BLOCKS) return Double.POSITIVE_INFINITY;
			final double middle = Percentiles.median(bends);
			return 1.48 / Math.sqrt(6) *
				Percentiles.median(Arrays.stream(bends).map(v -> Math.abs(v - middle)).toArray());
		}).toArray();
		return Percentiles.median(spreads);
	}

	private double[] changes(final int before, final int z) {
		return IntStream.range(0, BLOCKS * BLOCKS)
			.filter(b -> isLit(z, b) && isLit(before, b))
			.mapToDouble(b -> Math.log(light[z][b] / light[before][b]))
			.toArray();
	}

	/** @return by how much, as a logarithm, a slice of such a course of light stands out at most */
	public static double mostOff(final double[] light) {
		final double brightest = Arrays.stream(light).max().orElse(0);
		final double[] logs = Arrays.stream(light).filter(v -> v > DIM * brightest).map(Math::log).toArray();
		if (logs.length < 3) return Double.POSITIVE_INFINITY;
		final double[] smooth = smooth(logs);
		return IntStream.range(0, logs.length).mapToDouble(z -> Math.abs(logs[z] - smooth[z])).max().orElse(0);
	}

	private static double mean(final double[] values) {
		return Arrays.stream(values).average().orElse(0);
	}

	/** The logarithm of the light, from slice to slice by the median of what blocks change; straight over blank ones. */
	private double[] course() {
		final double[] course = new double[light.length];
		int before = 0;
		for (int z = 1; z < course.length; z++) {
			course[z] = course[before];
			if (isBlank(z)) continue;
			final double[] changes = changes(before, z);
			if (changes.length >= LEAST_BLOCKS) course[z] += Percentiles.median(changes);
			for (int gap = before + 1; gap < z; gap++)
				course[gap] += (course[z] - course[before]) * (gap - before) / (z - before);
			before = z;
		}
		return course;
	}

	private boolean isBlank(final int z) {
		return Arrays.stream(light[z]).allMatch(v -> v == 0);
	}

	private boolean isLit(final int z, final int block) {
		return light[z][block] > LIT * noise[z];
	}

	/** Whether the blocks of a slice stand out of those on both sides as much as the slice does. */
	private boolean isAlike(final int z, final double[] smooth, final double[] course) {
		final int before = Math.max(0, z - 1), after = Math.min(light.length - 1, z + 1);
		final double[] off = IntStream.range(0, BLOCKS * BLOCKS)
			.filter(b -> isLit(z, b) && isLit(before, b) && isLit(after, b))
			.mapToDouble(b -> Math.log(light[z][b]) - 0.5 * (Math.log(light[before][b]) + Math.log(light[after][b])))
			.toArray();
		if (off.length < LEAST_BLOCKS) return false;
		final double middle = Percentiles.median(off);
		final double spread = 1.48 * Percentiles.median(Arrays.stream(off).map(v -> Math.abs(v - middle)).toArray());
		return spread < ALIKE * Math.abs(course[z] - smooth[z]);
	}

	/**
	 * A smooth course that odd values do not bend: least absolute distances and least squares of its bends, by weights
	 * that are made anew (Schlossmacher 1973, J. Am. Stat. Assoc. 68:857).
	 */
	static double[] smooth(final double[] values) {
		double[] smooth = values.clone();
		final double[] weights = new double[values.length];
		Arrays.fill(weights, 1);
		for (int round = 0; round < ROUNDS; round++) {
			smooth = solve(values, weights, STIFF);
			for (int z = 0; z < weights.length; z++)
				weights[z] = 1 / Math.max(SMALL, Math.abs(values[z] - smooth[z]));
		}
		return smooth;
	}

	/** Solves (W + λ DᵀD) s = W v, D second differences. */
	private static double[] solve(final double[] values, final double[] weights, final double stiff) {
		final int n = values.length;
		final BandedSystem system = new BandedSystem(n, 2);
		final double[] right = new double[n], bend = { 1, -2, 1 };
		for (int z = 0; z < n; z++) {
			system.add(z, z, weights[z]);
			right[z] = weights[z] * values[z];
		}
		for (int z = 1; z < n - 1; z++)
			for (int i = 0; i < 3; i++)
				for (int j = i; j < 3; j++)
					system.add(z - 1 + i, z - 1 + j, stiff * bend[i] * bend[j]);
		return system.solve(right);
	}
}
