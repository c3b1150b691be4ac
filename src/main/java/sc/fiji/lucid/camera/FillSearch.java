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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.PlaneRim;

/**
 * Finds the values that stand for no data in a stack, which is looked at once, some whole planes at a time: that of
 * slices of one value, and the one with which registration, stitching or rotation filled up planes from their rim.
 * <p>
 * A stack that another program deskewed or turned has most of its voxels in such wedges: whole rows or columns of
 * each slice. Beside them lie mixtures of fill and data, as interpolation makes them.
 * <p>
 * A dark place is not taken for one: a fill is one exact value, connected to the rim of its slices, at least
 * {@value #LEAST} voxels of one of them; next to no voxel elsewhere has that value, and it lies apart from what is
 * dark there. What is not a number is a fill where all of it is so connected; a single one inside is no fill but a
 * mistake.
 */
public final class FillSearch {

	/**
	 * Voxels that a fill has at least in one of its slices, or two whole rows or columns; what is not a number in all of
	 * them.
	 */
	private static final int LEAST = 64;
	/** Part of all other voxels that may have the value of the fill by chance. */
	private static final double CHANCE = 1e-3;
	/** A fill lies so far from the darkest hundredth of the rest, as part of how far it lies from its middle. */
	private static final double APART = 0.1;
	/** Where more than this part of a stack has one value, that is its dark, unless it is whole rows or columns. */
	private static final double MOST = 0.5;
	/** Part of a fill that whole rows or columns are at least. */
	private static final double ROWS = 0.999;
	/** Voxels beside a fill that may be mixtures: cubic interpolation makes two of them, the second by a few per cent. */
	private static final int RIM = 2;
	/**
	 * Voxels beside a fill are mixtures if their mean differs by such a part from that of those further in, counted from
	 * the fill. Straight lines make half of it, cubic interpolation half and 3 %.
	 */
	private static final double MIXED = 0.1;
	private static final int SAMPLE = 100_000;

	/**
	 * What one plane tells.
	 *
	 * @param least its darkest value
	 * @param isBlank whether it has no other
	 * @param dark how many voxels have the darkest value
	 * @param fromRim how many of those are connected to the rim by their like
	 * @param seen a sample of the others
	 * @param seenFromRim how many more the sample would hold
	 * @param inRows how many of those from the rim are whole rows or columns
	 * @param beside means of what lies 1, 2, ... voxels beside those from the rim; null if there are none
	 */
	private record Look(float least, boolean isBlank, long dark, long fromRim, float[] seen, int seenFromRim,
		long inRows, double[] beside)
	{}

	private final Extent stack;
	private final int step;
	private final List<Look> looks = new ArrayList<>();
	/** Voxels that are not a number, and those of them that no fill from the rim explains. */
	private long missing, astray;

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
		final BitSet[] none = new BitSet[found.length];
		Planes.forEach(found.length, z -> {
			none[z] = new BitSet();
			found[z] = look(plane(planes, z, none[z]), first + z);
		});
		for (int z = 0; z < found.length; z++) {
			if (found[z] != null) looks.add(found[z]);
			missing += none[z].cardinality();
			if (!none[z].isEmpty()) astray += none[z].cardinality() - fromRim(none[z]).cardinality();
		}
	}

	/** @return what stands for no data, and how far it reaches into the data beside it */
	public NoData found() {
		final List<Float> fills = fills();
		return fills.isEmpty() ? NoData.NONE : new NoData(fills, List.of(), rim(fills));
	}

	/** How many voxels beside a fill differ from those further in. */
	private int rim(final List<Float> fills) {
		final double[] means = new double[RIM + 1];
		for (final Look l : looks)
			if (l.beside != null && fills.contains(l.least)) for (int i = 0; i <= RIM; i++)
				means[i] += l.beside[i] - l.least;
		int rim = RIM;
		while (rim > 0 && Math.abs(means[rim - 1] - means[RIM]) <= MIXED * Math.abs(means[RIM]))
			rim--;
		return rim;
	}

	/** @return the values that stand for no data, not a number among them; none if all or nothing has them */
	public List<Float> fills() {
		final List<Float> fills = new ArrayList<>(numbers());
		if (missing >= LEAST && astray == 0 && missing < stack.voxels()) fills.add(Float.NaN);
		return List.copyOf(fills);
	}

	private List<Float> numbers() {
		final int enough = Math.min(LEAST, 2 * Math.min(stack.nx(), stack.ny()));
		final float least = (float) looks.stream().mapToDouble(Look::least).min().orElse(0);
		final List<Float> candidates = looks.stream()
			.filter(l -> l.isBlank || l.least == least && l.fromRim >= enough)
			.map(Look::least)
			.distinct()
			.toList();
		// Most stacks have none, and what is sorted for nothing takes longer than all else here.
		if (candidates.isEmpty()) return List.of();
		final float[] rest = rest(least);
		if (rest.length == 0) return List.of();
		final List<Float> fills = candidates.stream().filter(v -> isForeign(v, rest)).sorted().toList();
		final long voxels = looks.stream().filter(l -> fills.contains(l.least)).mapToLong(Look::dark).sum();
		final long rows = looks.stream().filter(l -> fills.contains(l.least)).mapToLong(Look::inRows).sum();
		return voxels > MOST * stack.voxels() && rows < ROWS * voxels ? List.of() : fills;
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

	/**
	 * The values of a plane, NaN where they have no weight.
	 *
	 * @param none gets those that are no number themselves
	 */
	private static float[] plane(final Recording recorded, final int z, final BitSet none) {
		final Extent e = recorded.extent();
		final float[] plane = new float[e.nx() * e.ny()], row = new float[e.nx()];
		for (int y = 0; y < e.ny(); y++) {
			recorded.read(y, z, row);
			if (recorded.bytesPerVoxel() == Float.BYTES) for (int x = 0; x < row.length; x++)
				if (Float.isNaN(row[x])) none.set(y * row.length + x);
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
		if (least == most) return new Look(least, true, plane.length, 0, new float[0], 0, plane.length, null);
		final BitSet rim = rim(plane, least);
		final float[] seen = new float[plane.length / step + 1];
		int n = 0, fromRim = 0;
		long dark = 0;
		for (final float v : plane)
			if (v == least) dark++;
		for (int i = (int) Math.floorMod(-(long) z * plane.length, (long) step); i < plane.length; i += step) {
			if (plane[i] != plane[i]) continue;
			if (rim.get(i)) fromRim++;
			else seen[n++] = plane[i];
		}
		return new Look(least, false, dark, rim.cardinality(), Arrays.copyOf(seen, n), fromRim, inRows(rim),
			rim.isEmpty() ? null : beside(plane, rim));
	}

	/** How many voxels are in rows, or else in columns, that are full of them. */
	private long inRows(final BitSet voxels) {
		final int nx = stack.nx(), ny = stack.ny();
		final int[] columns = new int[nx];
		long rows = 0;
		for (int y = 0; y < ny && !voxels.isEmpty(); y++) {
			if (voxels.nextClearBit(y * nx) >= (y + 1) * nx) rows += nx;
			for (int i = voxels.nextSetBit(y * nx); i >= 0 && i < (y + 1) * nx; i = voxels.nextSetBit(i + 1))
				columns[i % nx]++;
		}
		return Math.max(rows, (long) ny * Arrays.stream(columns).filter(n -> n == ny).count());
	}

	/** Means of the voxels that lie 1, 2, ... beside some, 0 where there are none. */
	private double[] beside(final float[] plane, final BitSet voxels) {
		final double[] means = new double[RIM + 1];
		final BitSet reached = (BitSet) voxels.clone();
		for (int i = 0; i <= RIM; i++) {
			final BitSet next = NoData.around(reached, stack.nx(), stack.ny());
			means[i] = next.stream().mapToDouble(j -> Float.isNaN(plane[j]) ? 0 : plane[j]).average().orElse(0);
			reached.or(next);
		}
		return means;
	}

	/** What has this value and is connected to the rim by voxels that have it. */
	private BitSet rim(final float[] plane, final float fill) {
		if (!isOnRim(plane, fill)) return new BitSet();
		final BitSet alike = new BitSet(plane.length);
		for (int i = 0; i < plane.length; i++)
			if (plane[i] == fill) alike.set(i);
		return fromRim(alike);
	}

	private boolean isOnRim(final float[] plane, final float value) {
		final int nx = stack.nx(), last = plane.length - nx;
		for (int x = 0; x < nx; x++)
			if (plane[x] == value || plane[last + x] == value) return true;
		for (int i = 0; i < plane.length; i += nx)
			if (plane[i] == value || plane[i + nx - 1] == value) return true;
		return false;
	}

	private BitSet fromRim(final BitSet alike) {
		return PlaneRim.connected(alike, stack.nx(), stack.ny());
	}
}
