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

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Recording;

/**
 * Voxels that hold no data: whole slices of one value, and what registration, stitching or rotation filled up from
 * the rim with one value. They say nothing of the object, and have no weight in anything.
 * <p>
 * A dark place is not taken for one: a fill is one exact value, connected to the rim of its slice, at least
 * {@value #LEAST} voxels of it; next to no voxel elsewhere has that value, and it lies apart from what is dark there.
 */
public final class NoData {

	/** Voxels of a slice that a fill has at least, or two whole rows or columns. */
	private static final int LEAST = 64;
	/** Part of all other voxels that may have the value of the fill by chance. */
	private static final double CHANCE = 1e-3;
	/** A fill lies so far from the darkest hundredth of the rest, as part of how far it lies from its middle. */
	private static final double APART = 0.1;
	/** Where more than this part of a stack has one value, that is its dark. */
	private static final double MOST = 0.5;
	private static final int SAMPLE = 100_000;

	private NoData() {}

	/** @return the recording without voxels that hold no data, and without dead pixels of the camera */
	public static Recording andDeadPixelsLeftOut(final Recording recorded) {
		return DeadPixels.leftOut(leftOut(recorded));
	}

	/** @return the recording without voxels that hold no data; itself if all do, or none */
	public static Recording leftOut(final Recording recorded) {
		final Extent e = recorded.extent();
		final float fill = darkest(recorded);
		final BitSet[] found = new BitSet[e.nz()];
		final float[] values = new float[e.nz()];
		Planes.forEach(e.nz(), z -> {
			final float[] plane = plane(recorded, z);
			final float one = oneValue(plane);
			found[z] = one == one ? all(plane.length) : rim(plane, e, fill);
			values[z] = one == one ? one : fill;
		});
		final float[] rest = rest(recorded, found);
		if (rest.length == 0) return recorded;
		for (int z = 0; z < e.nz(); z++)
			if (!isForeign(values[z], rest)) found[z].clear();
		return without(recorded, found);
	}

	/** A sample of what is in none of these sets, sorted. */
	private static float[] rest(final Recording recorded, final BitSet[] found) {
		final Extent e = recorded.extent();
		final int step = (int) Math.max(1, e.voxels() / SAMPLE);
		final float[] rest = new float[(int) (e.voxels() / step) + 1], row = new float[e.nx()];
		int n = 0;
		long i = 0;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				read(recorded, y, z, row);
				for (int x = 0; x < e.nx(); x++)
					if (i++ % step == 0 && !found[z].get(y * e.nx() + x) && row[x] == row[x]) rest[n++] = row[x];
			}
		final float[] sorted = Arrays.copyOf(rest, n);
		Arrays.sort(sorted);
		return sorted;
	}

	/** Whether a value is none that the rest has, but by chance, and lies apart from what is dark in it. */
	private static boolean isForeign(final float value, final float[] rest) {
		int same = 0;
		for (final float v : rest)
			if (v == value) same++;
		final double dark = rest[rest.length / 100], middle = rest[rest.length / 2];
		return same <= CHANCE * rest.length && Math.abs(dark - value) > APART * Math.abs(middle - value);
	}

	private static Recording without(final Recording recorded, final BitSet[] found) {
		final Extent e = recorded.extent();
		final long count = Arrays.stream(found).mapToLong(BitSet::cardinality).sum();
		if (count == 0 || count > MOST * e.voxels()) return recorded;
		final Mask old = recorded.mask();
		final float[] row = new float[e.nx()];
		return recorded.withMask(new Mask(recorded,
			(x, y, z, v) -> found[z].get(y * e.nx() + x) || old != null && isMasked(old, x, y, z, row)));
	}

	private static boolean isMasked(final Mask mask, final int x, final int y, final int z, final float[] row) {
		if (mask.count(y, z) == 0) return false;
		row[x] = 0;
		mask.fill(y, z, row, 1);
		return row[x] == 1;
	}

	private static float darkest(final Recording recorded) {
		final double[][] least = Planes.each(recorded.extent().nz(), 1, (z, s) -> {
			s[0] = Double.POSITIVE_INFINITY;
			for (final float v : plane(recorded, z))
				if (v < s[0]) s[0] = v;
		});
		double all = Double.POSITIVE_INFINITY;
		for (final double[] s : least)
			all = Math.min(all, s[0]);
		return (float) all;
	}

	private static float[] plane(final Recording recorded, final int z) {
		final Extent e = recorded.extent();
		final float[] plane = new float[e.nx() * e.ny()], row = new float[e.nx()];
		for (int y = 0; y < e.ny(); y++) {
			read(recorded, y, z, row);
			System.arraycopy(row, 0, plane, y * e.nx(), e.nx());
		}
		return plane;
	}

	/** What has no weight already is not a number. */
	private static void read(final Recording recorded, final int y, final int z, final float[] row) {
		recorded.read(y, z, row);
		if (recorded.mask() != null) recorded.mask().fill(y, z, row, Float.NaN);
	}

	/** @return the one value that a plane has where it has weight; not a number if it has several, or none */
	private static float oneValue(final float[] plane) {
		float one = Float.NaN;
		for (final float v : plane) {
			if (v != v || v == one) continue;
			if (one == one) return Float.NaN;
			one = v;
		}
		return one;
	}

	private static BitSet all(final int size) {
		final BitSet all = new BitSet(size);
		all.set(0, size);
		return all;
	}

	/** What has this value and is connected to the rim by voxels that have it. */
	private static BitSet rim(final float[] plane, final Extent e, final float fill) {
		final int nx = e.nx(), ny = e.ny();
		final BitSet found = new BitSet(plane.length);
		final Deque<Integer> next = new ArrayDeque<>();
		for (int i = 0; i < plane.length; i++)
			if (i % nx == 0 || i % nx == nx - 1 || i < nx || i >= nx * (ny - 1)) visit(i, plane, fill, found, next);
		while (!next.isEmpty()) {
			final int i = next.pop();
			if (i % nx > 0) visit(i - 1, plane, fill, found, next);
			if (i % nx < nx - 1) visit(i + 1, plane, fill, found, next);
			if (i >= nx) visit(i - nx, plane, fill, found, next);
			if (i < nx * (ny - 1)) visit(i + nx, plane, fill, found, next);
		}
		if (found.cardinality() < Math.min(LEAST, 2 * Math.min(nx, ny))) found.clear();
		return found;
	}

	private static void visit(final int i, final float[] plane, final float fill, final BitSet found,
		final Deque<Integer> next)
	{
		if (plane[i] != fill || found.get(i)) return;
		found.set(i);
		next.push(i);
	}
}
