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
	/**
	 * Blocks with light that must be alike in an odd slice, a sixth of all: 8 to 17 were by chance in clean confocal spots
	 * and mixed phantoms (1 December 2026).
	 */
	private static final int LEAST_ALIKE = BLOCKS * BLOCKS / 6;
	/** Slices darker than this part of the brightest lie in the tails of what is in focus elsewhere. */
	private static final double DIM = 0.1;
	/** A slice is odd if all its blocks are, within this part of how odd they are. */
	private static final double ALIKE = 0.5;
	/** By how much, as a logarithm, the first and the last slice may stand out, which have others on one side only. */
	private static final double BEND = 0.3;
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
	/** Stands for a slice that light from elsewhere lies over: what part of its own it has cannot be told. */
	public static final float STRAY = 0;
	/** Weight of an odd slice where its part of the light is measured against the others. */
	private static final double NOTHING = 1e-9;

	private final double[][] light;
	private final double[] noise;
	/** Slices that are not blank: only these tell of each other. */
	private final int[] seen;

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
		seen = IntStream.range(0, light.length).filter(z -> !isBlank(z)).toArray();
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
	 * How much brighter or dimmer slices are than those around them, alike in all blocks. A slice that has more light by
	 * so many counts everywhere, as of a lamp in the room, shows its own no more.
	 *
	 * @param margin by how much, as a logarithm, an object may make a slice stand out
	 * @param isHazy whether light of all slices lies over the first and the last one, too: else objects may begin and end
	 *          there
	 * @return for each slice its light in parts of what it should have; 1 for those that are not odd; {@link #STRAY}
	 */
	public float[] odd(final double margin, final boolean isHazy) {
		final float[] exposure = new float[light.length];
		Arrays.fill(exposure, 1);
		if (seen.length < LEAST_SLICES) return exposure;
		final double[] course = course(), off = off(course, Math.max(margin, BEND));
		final double brightest = Arrays.stream(light).mapToDouble(SliceLight::mean).max().orElse(0);
		final double[] weights = new double[light.length];
		Arrays.fill(weights, NOTHING);
		for (final int z : seen) {
			weights[z] = 1 / SMALL;
			if (Math.abs(off[z]) <= (isEnd(z) ? Math.max(margin, BEND) : margin) || mean(light[z]) <= DIM * brightest)
				continue;
			final boolean isAdded = isAdded(z);
			if (isAdded ? isAddedAlike(z) : (isHazy || !isEnd(z)) && isAlike(z, off[z])) weights[z] = NOTHING;
			if (isAdded && weights[z] == NOTHING) exposure[z] = STRAY;
		}
		final double[] without = onward(solve(course, weights, STIFF));
		for (final int z : seen)
			if (weights[z] == NOTHING && exposure[z] != STRAY && Math.abs(course[z] - without[z]) > margin)
				exposure[z] = (float) Math.exp(course[z] - without[z]);
		return exposure;
	}

	/** The course with ends that the next three slices tell: a straight line, which stiffness makes, lies too high. */
	private double[] onward(final double[] course) {
		final double[] onward = course.clone();
		final int last = seen.length - 1;
		onward[seen[0]] = onward(course, seen[0], seen[1], seen[2], seen[3]);
		onward[seen[last]] = onward(course, seen[last], seen[last - 1], seen[last - 2], seen[last - 3]);
		return onward;
	}

	/** What the parabola through the course at three slices is at another. */
	private static double onward(final double[] course, final int z, final int a, final int b, final int c) {
		return course[a] * (z - b) * (z - c) / ((a - b) * (a - c)) +
			course[b] * (z - a) * (z - c) / ((b - a) * (b - c)) + course[c] * (z - a) * (z - b) / ((c - a) * (c - b));
	}

	private boolean isEnd(final int z) {
		return z == seen[0] || z == seen[seen.length - 1];
	}

	/**
	 * How far each slice lies off a smooth course; the first and the last off that of the others, which goes on, and
	 * which those that lie off by more than {@code bend} do not bend.
	 */
	private double[] off(final double[] course, final double bend) {
		final double[] weights = new double[course.length], off = new double[course.length];
		Arrays.fill(weights, NOTHING);
		for (final int z : seen)
			if (!isEnd(z)) weights[z] = 1;
		final double[] within = onward(smooth(course, weights));
		for (final int end : new int[] { seen[0], seen[seen.length - 1] }) {
			off[end] = course[end] - within[end];
			if (Math.abs(off[end]) <= bend) weights[end] = 1;
		}
		final double[] smooth = smooth(course, weights);
		for (final int z : seen)
			if (!isEnd(z)) off[z] = course[z] - smooth[z];
		return off;
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
			return spread(bends) / Math.sqrt(6);
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

	/**
	 * @param z slice
	 * @return whether nothing of it has weight, or all of it the same value
	 */
	public boolean isBlank(final int z) {
		return Arrays.stream(light[z]).allMatch(v -> v == 0);
	}

	private boolean isLit(final int z, final int block) {
		return light[z][block] > LIT * noise[z];
	}

	/** Two slices that tell what a slice should be like: those beside it, or the next ones at an end; none is blank. */
	private int[] beside(final int z) {
		final int i = Arrays.binarySearch(seen, z), last = seen.length - 1;
		return i == 0 ? new int[] { seen[1], seen[2] }
			: i == last ? new int[] { seen[last - 1], seen[last - 2] } : new int[] { seen[i - 1], seen[i + 1] };
	}

	/** What a straight line through the values of two slices is at a third. */
	private static double expected(final int z, final int[] beside, final double first, final double second) {
		return first + (second - first) * (z - beside[0]) / (beside[1] - beside[0]);
	}

	/** Whether the blocks of a slice stand out of those beside as much as the slice does. */
	private boolean isAlike(final int z, final double course) {
		final int[] beside = beside(z);
		final double[] off = IntStream.range(0, BLOCKS * BLOCKS)
			.filter(b -> isLit(z, b) && isLit(beside[0], b) && isLit(beside[1], b))
			.mapToDouble(b -> Math.log(light[z][b]) -
				expected(z, beside, Math.log(light[beside[0]][b]), Math.log(light[beside[1]][b])))
			.toArray();
		return off.length >= LEAST_ALIKE && spread(off) < ALIKE * Math.abs(course);
	}

	/** Whether the blocks of a slice have more light by as many counts rather than as many times their own. */
	private boolean isAdded(final int z) {
		final double[] expected = expected(z);
		final int[] blocks = IntStream.range(0, expected.length).filter(b -> isLit(z, b) && expected[b] > 0).toArray();
		if (blocks.length < LEAST_BLOCKS) return false;
		final double times = Percentiles
			.median(Arrays.stream(blocks).mapToDouble(b -> light[z][b] / expected[b]).toArray());
		final double more = Percentiles
			.median(Arrays.stream(blocks).mapToDouble(b -> light[z][b] - expected[b]).toArray());
		return more > 0 && Arrays.stream(blocks)
			.mapToDouble(b -> Math.abs(light[z][b] - expected[b] - more))
			.sum() < Arrays.stream(blocks).mapToDouble(b -> Math.abs(light[z][b] - expected[b] * times)).sum();
	}

	/** Whether all blocks of a slice have more light by as many counts. */
	private boolean isAddedAlike(final int z) {
		final double[] expected = expected(z);
		final double[] added = IntStream.range(0, expected.length)
			.filter(b -> light[z][b] != 0 && expected[b] == expected[b])
			.mapToDouble(b -> light[z][b] - expected[b])
			.toArray();
		return spread(added) < ALIKE * Percentiles.median(added);
	}

	/** Light of each block that the slices beside tell; not a number where one of them has none. */
	private double[] expected(final int z) {
		final int[] beside = beside(z);
		return IntStream.range(0, BLOCKS * BLOCKS)
			.mapToDouble(b -> light[beside[0]][b] == 0 || light[beside[1]][b] == 0 ? Double.NaN
				: expected(z, beside, light[beside[0]][b], light[beside[1]][b]))
			.toArray();
	}

	/** @return the standard deviation by the median; infinite if there are too few */
	private static double spread(final double[] values) {
		if (values.length < LEAST_BLOCKS) return Double.POSITIVE_INFINITY;
		final double middle = Percentiles.median(values);
		return 1.48 * Percentiles.median(Arrays.stream(values).map(v -> Math.abs(v - middle)).toArray());
	}

	/**
	 * A smooth course that odd values do not bend: least absolute distances and least squares of its bends, by weights
	 * that are made anew (Schlossmacher 1973, J. Am. Stat. Assoc. 68:857).
	 */
	static double[] smooth(final double[] values) {
		final double[] even = new double[values.length];
		Arrays.fill(even, 1);
		return smooth(values, even);
	}

	private static double[] smooth(final double[] values, final double[] weights) {
		double[] smooth = solve(values, weights, STIFF);
		final double[] anew = new double[values.length];
		for (int round = 1; round < ROUNDS; round++) {
			for (int z = 0; z < anew.length; z++)
				anew[z] = weights[z] / Math.max(SMALL, Math.abs(values[z] - smooth[z]));
			smooth = solve(values, anew, STIFF);
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
