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
package sc.fiji.lucid.camera;

import java.util.Arrays;
import java.util.BitSet;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Recording;

/**
 * Single voxels that are brighter against their neighbours than any object can be ({@link PeakLimit}) and noise makes
 * them: hot pixels of the camera, cosmic rays, charges that were counted twice. Judged by the neighbours in the slice
 * and by those before and after; a fault that shows in one of the two is one.
 */
public final class Impulses {

	/**
	 * Standard deviations of noise: one in 3·10^6 voxels would be so far out by chance, if all were as sharp as a voxel
	 * can be.
	 */
	private static final double CHANCE = 5;
	/**
	 * A pixel that sees less light than this part of what is beside it sees none; in the mean of five slices no PSF of
	 * seven microscopes leaves less than 0.34.
	 */
	private static final double DARK = 0.3;
	/**
	 * Light around a voxel is even if the mean of two voxels on opposite sides stands out by at most this part of what
	 * the voxel does, and one of them by twice as much. Of 3·10^5 voxels of dense points without noise 206 broke the
	 * limit with 0.4, two with this (1 December 2026).
	 */
	private static final double EVEN = 0.25;
	/**
	 * Points two and more voxels away on all sides break {@link PeakLimit#over} by this part of the light around; by twice
	 * as much where one line alone is asked.
	 */
	private static final double ROUGHLY = 0.05;
	/**
	 * Standard deviations by which the light around may be measured too low: fewer, as points that rise over even light by
	 * all that they can are rare.
	 */
	private static final double AROUND = 3;
	/** Fewer neighbours with weight say too little. */
	private static final int LEAST = 5;

	private final Camera camera;
	private final PeakLimit limit;
	private final double chance;
	private final double slices;
	/** Of what is asked for every voxel: counts of a photon, counts² of the readout, square of the chance. */
	private final double perPhoton, readVariance, square;

	/**
	 * @param camera by which voxels are noisy
	 * @param limit of what objects do
	 */
	public Impulses(final Camera camera, final PeakLimit limit) {
		this(camera, limit, CHANCE, 1);
	}

	/** @param slices of which the planes are means */
	Impulses(final Camera camera, final PeakLimit limit, final double chance, final double slices) {
		this.camera = camera;
		this.limit = limit;
		this.chance = chance;
		this.slices = slices;
		perPhoton = 1 / camera.gain();
		readVariance = Math.pow(camera.readNoise() * perPhoton, 2);
		square = chance * chance / slices;
	}

	/** With what a voxel is compared. */
	public enum Neighbours {
		/** Those in the slice, which a stage moves with it. */
		IN_SLICE,
		/** Those before and after, which lie where they should. */
		BETWEEN_SLICES,
		/** Both. */
		ALL
	}

	/** @return for each plane where they are: y·nx + x */
	public BitSet[] of(final Recording recorded, final Neighbours neighbours) {
		final Extent e = recorded.extent();
		final BitSet[] found = new BitSet[e.nz()];
		Planes.forEach(e.nz(), z -> {
			final float[] plane = light(recorded, z);
			found[z] = neighbours == Neighbours.BETWEEN_SLICES ? new BitSet() : bright(plane, e);
			if (neighbours != Neighbours.IN_SLICE && z > 0 && z < e.nz() - 1)
				along(plane, light(recorded, z - 1), light(recorded, z + 1), e, found[z]);
		});
		return found;
	}

	/** Counts above the camera's offset; not a number where a voxel has no weight. */
	float[] light(final Recording recorded, final int z) {
		final Extent e = recorded.extent();
		final float[] plane = new float[e.nx() * e.ny()], row = new float[e.nx()];
		for (int y = 0; y < e.ny(); y++) {
			recorded.read(y, z, row);
			for (int x = 0; x < row.length; x++)
				row[x] -= (float) camera.offset();
			if (recorded.mask() != null) recorded.mask().fill(y, z, row, Float.NaN);
			System.arraycopy(row, 0, plane, y * e.nx(), e.nx());
		}
		return plane;
	}

	/** @return voxels of a plane that are too bright beside their neighbours in it */
	BitSet bright(final float[] plane, final Extent e) {
		final BitSet found = new BitSet();
		final double beside = limit.beside();
		beside(plane, e, (i, mean, n) -> {
			if (plane[i] > beside * mean && plane[i] > most(mean, beside, n) ||
				isOut(plane[i], mean) && isAboveNearest(plane, i, e)) found.set(i);
		});
		return found;
	}

	/** Whether a voxel stands out of its noise: all others need not be asked further. */
	private boolean isOut(final double light, final double mean) {
		final double out = light - mean;
		return out > ROUGHLY * mean && out * out > square * (light * perPhoton + readVariance);
	}

	/**
	 * Asks the neighbours along X and along Y, two on either side of a voxel, as far as all four of a line have weight.
	 */
	private boolean isAboveNearest(final float[] plane, final int i, final Extent e) {
		final int x = i % e.nx(), y = i / e.nx();
		if (x == 0 || y == 0 || x == e.nx() - 1 || y == e.ny() - 1) return false;
		double m1 = 0, m2 = 0;
		int lines = 0;
		for (int axis = 0; axis < 2; axis++) {
			final int step = axis == 0 ? 1 : e.nx(), at = axis == 0 ? x : y, n = axis == 0 ? e.nx() : e.ny();
			if (at < 2 || at >= n - 2) continue;
			final double one = 0.5 * (plane[i - step] + plane[i + step]),
				two = 0.5 * (plane[i - 2 * step] + plane[i + 2 * step]);
			if (one != one || two != two) continue;
			m1 += one;
			m2 += two;
			lines++;
		}
		if (lines == 0) return false;
		m1 /= lines;
		m2 /= lines;
		return plane[i] > limit.nearest() * m1 && plane[i] > most(m1, limit.nearest(), 2 * lines) ||
			plane[i] > mostOver(m1, m2, lines) && isEven(plane, x, y, e, m2, plane[i] - m2);
	}

	/**
	 * Whether what lies within two voxels stands out little from its mean. Means of two voxels on opposite sides are those
	 * of an object, too, and leave out what rises to one side. Half of the room at a rim, where some are not seen.
	 */
	private static boolean isEven(final float[] plane, final int x, final int y, final Extent e, final double mean,
		final double room)
	{
		final int wide = Math.min(2, Math.min(x, e.nx() - 1 - x)), high = Math.min(2, Math.min(y, e.ny() - 1 - y));
		final double most = (wide + high == 4 ? EVEN : EVEN / 2) * room;
		for (int dy = 0; dy <= high; dy++)
			for (int dx = dy == 0 ? 1 : -wide; dx <= wide; dx++) {
				final double one = plane[(y + dy) * e.nx() + x + dx] - mean,
					other = plane[(y - dy) * e.nx() + x - dx] - mean;
				if (one > 2 * most || other > 2 * most || one + other > 2 * most) return false;
			}
		return true;
	}

	/** The most that a point over even light and their noise give a voxel. */
	private double mostOver(final double m1, final double m2, final int lines) {
		final double m = Math.max(0, m2), rise = Math.max(0, m1 - m2), over = limit.over(), gain = camera.gain(),
			read = camera.readNoise() / gain;
		final double most = (1 + 2 * ROUGHLY / lines) * m + over * rise;
		final double own = most / gain + read * read;
		final double around = (over * over * ((m + rise) / gain + read * read) +
			(over - 1) * (over - 1) * (m / gain + read * read)) / (2 * lines);
		return most + Math.sqrt((chance * chance * own + AROUND * AROUND * around) / slices) +
			chance * chance / (3 * gain * slices);
	}

	/** @return voxels of a plane that are too dark beside their neighbours in it */
	BitSet dark(final float[] plane, final Extent e) {
		final BitSet found = new BitSet();
		beside(plane, e, (i, mean, n) -> {
			if (plane[i] < DARK * mean && plane[i] < least(mean, n)) found.set(i);
		});
		return found;
	}

	/**
	 * A voxel that is too bright between those before and after is compared with the brightest beside these, too: slices
	 * that a stage moved sideways by a voxel do not lie upon each other, and what is bright in one would be alone in it.
	 */
	private void along(final float[] plane, final float[] before, final float[] after, final Extent e,
		final BitSet found)
	{
		for (int i = 0; i < plane.length; i++)
			if (isAlone(plane[i], 0.5 * (before[i] + after[i])) &&
				isAlone(plane[i], 0.5 * (brightest(before, i, e) + brightest(after, i, e)))) found.set(i);
	}

	private boolean isAlone(final float light, final double mean) {
		return light > limit.along() * mean && light > most(mean, limit.along(), 2);
	}

	/** @return the brightest of a voxel and its neighbours in the plane that have weight */
	private static float brightest(final float[] plane, final int i, final Extent e) {
		final int x = i % e.nx(), y = i / e.nx();
		float brightest = Float.NEGATIVE_INFINITY;
		for (int k = Math.max(0, y - 1); k <= Math.min(e.ny() - 1, y + 1); k++)
			for (int j = Math.max(0, x - 1); j <= Math.min(e.nx() - 1, x + 1); j++)
				if (plane[k * e.nx() + j] > brightest) brightest = plane[k * e.nx() + j];
		return brightest;
	}

	/** A voxel and its neighbours in the plane. */
	@FunctionalInterface
	private interface Beside {

		/** @param mean of its {@code n} neighbours that have weight */
		void look(int i, double mean, int n);
	}

	private static void beside(final float[] plane, final Extent e, final Beside look) {
		final int nx = e.nx(), ny = e.ny();
		final float[] sums = new float[nx], counts = new float[nx];
		final boolean isWhole = isWhole(plane);
		for (int y = 0; y < ny; y++) {
			final int first = Math.max(0, y - 1), last = Math.min(ny - 1, y + 1);
			Arrays.fill(sums, 0);
			Arrays.fill(counts, isWhole ? last - first + 1 : 0);
			for (int j = first; j <= last; j++)
				if (isWhole) for (int x = 0; x < nx; x++)
					sums[x] += plane[j * nx + x];
				else for (int x = 0; x < nx; x++) {
					final float v = plane[j * nx + x];
					sums[x] += v == v ? v : 0;
					counts[x] += v == v ? 1 : 0;
				}
			for (int x = 0; x < nx; x++) {
				final int i = y * nx + x;
				if (plane[i] != plane[i]) continue;
				float sum = sums[x] - plane[i], n = counts[x] - 1;
				if (x > 0) {
					sum += sums[x - 1];
					n += counts[x - 1];
				}
				if (x < nx - 1) {
					sum += sums[x + 1];
					n += counts[x + 1];
				}
				if (n >= LEAST || n >= 3 && isCorner(x, y, nx, ny)) look.look(i, sum / n, (int) n);
			}
		}
	}

	/** Whether every voxel of a plane has weight, as in most: then there is nothing to count. */
	private static boolean isWhole(final float[] plane) {
		for (final float v : plane)
			if (v != v) return false;
		return true;
	}

	private static boolean isCorner(final int x, final int y, final int nx, final int ny) {
		return (x == 0 || x == nx - 1) && (y == 0 || y == ny - 1);
	}

	/**
	 * The most that an object and its noise give a voxel whose {@code n} neighbours have this mean. The noise is that
	 * of the voxel and of the mean; the last term makes up for the tail of few photons, which is longer than a normal
	 * one.
	 */
	private double most(final double mean, final double ratio, final int n) {
		final double m = Math.max(0, mean), gain = camera.gain(), read = camera.readNoise() / gain;
		final double variance = (ratio * m + ratio * ratio * m / n) / gain + read * read * (1 + ratio * ratio / n);
		return ratio * m + chance * Math.sqrt(variance / slices) + chance * chance / (3 * gain * slices);
	}

	private double least(final double mean, final int n) {
		final double m = Math.max(0, mean), ratio = DARK, gain = camera.gain(), read = camera.readNoise() / gain;
		final double variance = (ratio * m + ratio * ratio * m / n) / gain + read * read * (1 + ratio * ratio / n);
		// An offset that is a little too high leaves no light anywhere.
		return Math.min(ratio * m, mean) - chance * Math.sqrt(variance / slices);
	}
}
