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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Recording;

/**
 * Finds the values that stand for no data in a stack, which is looked at once, some whole planes at a time: that of
 * slices of one value, and the one with which registration, stitching or rotation filled up planes from their rim.
 * <p>
 * A dark place is not taken for one: a fill is one exact value, connected to the rim of its slice, at least
 * {@value #LEAST} voxels of it; next to no voxel elsewhere has that value, and it lies apart from what is dark there.
 */
public final class FillSearch {

	/** Voxels of a slice that a fill has at least, or two whole rows or columns. */
	private static final int LEAST = 64;
	/** Part of all other voxels that may have the value of the fill by chance. */
	private static final double CHANCE = 1e-3;
	/** A fill lies so far from the darkest hundredth of the rest, as part of how far it lies from its middle. */
	private static final double APART = 0.1;
	/** Where more than this part of a stack has one value, that is its dark. */
	private static final double MOST = 0.5;
	private static final int SAMPLE = 100_000;

	/**
	 * What one plane tells.
	 *
	 * @param least its darkest value
	 * @param isBlank whether it has no other
	 * @param dark how many voxels have the darkest value
	 * @param fromRim how many of those are connected to the rim by their like; 0 if too few for a fill
	 * @param seen a sample of the others
	 * @param seenFromRim how many more the sample would hold
	 */
	private record Look(float least, boolean isBlank, long dark, long fromRim, float[] seen, int seenFromRim) {}

	private final Extent stack;
	private final int step;
	private final List<Look> looks = new ArrayList<>();

	/** @param stack size of the whole stack */
	public FillSearch(final Extent stack) {
		this.stack = stack;
		step = (int) Math.max(1, stack.voxels() / SAMPLE);
	}

	/**
	 * Looks at some planes.
	 *
	 * @param first where in the stack they begin
	 * @param planes of its width and height
	 */
	public void add(final int first, final Recording planes) {
		final Look[] found = new Look[planes.extent().nz()];
		Planes.forEach(found.length, z -> found[z] = look(plane(planes, z), first + z));
		for (final Look look : found)
			if (look != null) looks.add(look);
	}

	/** @return the values that stand for no data; none if all or nothing has them */
	public List<Float> fills() {
		final float least = (float) looks.stream().mapToDouble(Look::least).min().orElse(0);
		final List<Float> candidates = looks.stream()
			.filter(l -> l.isBlank || l.least == least && l.fromRim > 0)
			.map(Look::least)
			.distinct()
			.toList();
		// Most stacks have none, and what is sorted for nothing takes longer than all else here.
		if (candidates.isEmpty()) return List.of();
		final float[] rest = rest(least);
		if (rest.length == 0) return List.of();
		final List<Float> fills = candidates.stream().filter(v -> isForeign(v, rest)).sorted().toList();
		final long voxels = looks.stream().filter(l -> fills.contains(l.least)).mapToLong(Look::dark).sum();
		return voxels > MOST * stack.voxels() ? List.of() : fills;
	}

	/** A sample of what is in no blank slice and no fill from the rim, sorted. */
	private float[] rest(final float fill) {
		final int size = looks.stream().filter(l -> !l.isBlank).mapToInt(l -> l.seen.length + l.seenFromRim).sum();
		final float[] rest = new float[size];
		int n = 0;
		for (final Look l : looks) {
			if (l.isBlank) continue;
			System.arraycopy(l.seen, 0, rest, n, l.seen.length);
			n += l.seen.length;
			if (l.least == fill) continue;
			Arrays.fill(rest, n, n + l.seenFromRim, l.least);
			n += l.seenFromRim;
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

	/** The values of a plane, NaN where they have no weight. */
	private static float[] plane(final Recording recorded, final int z) {
		final Extent e = recorded.extent();
		final float[] plane = new float[e.nx() * e.ny()], row = new float[e.nx()];
		for (int y = 0; y < e.ny(); y++) {
			recorded.read(y, z, row);
			if (recorded.mask() != null) recorded.mask().fill(y, z, row, Float.NaN);
			System.arraycopy(row, 0, plane, y * e.nx(), e.nx());
		}
		return plane;
	}

	/** Null if nothing has weight. */
	private Look look(final float[] plane, final int z) {
		float least = Float.POSITIVE_INFINITY, most = Float.NEGATIVE_INFINITY;
		for (final float v : plane) {
			if (v < least) least = v;
			if (v > most) most = v;
		}
		if (!(least <= most)) return null;
		if (least == most) return new Look(least, true, plane.length, 0, new float[0], 0);
		final BitSet rim = rim(plane, least);
		final float[] seen = new float[plane.length / step + 1];
		int n = 0, fromRim = 0;
		long dark = 0;
		final long offset = (long) z * plane.length;
		for (int i = 0; i < plane.length; i++) {
			if (plane[i] == least) dark++;
			if ((offset + i) % step != 0 || Float.isNaN(plane[i])) continue;
			if (rim.get(i)) fromRim++;
			else seen[n++] = plane[i];
		}
		return new Look(least, false, dark, rim.cardinality(), Arrays.copyOf(seen, n), fromRim);
	}

	/** What has this value and is connected to the rim by voxels that have it; nothing if that is little. */
	private BitSet rim(final float[] plane, final float fill) {
		final int nx = stack.nx(), ny = stack.ny();
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
