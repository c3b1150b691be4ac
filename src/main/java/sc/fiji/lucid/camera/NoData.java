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
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Recording;

/**
 * How a stack shows that voxels hold no data: by values that stand for nothing, and on dead pixels of the camera. Such
 * voxels say nothing of the object, and have no weight in anything. What is known of a stack holds for each part of it,
 * so that a tile leaves out the same voxels as the whole.
 *
 * @param fills values of blank slices and of what was filled up from the rim ({@link FillSearch}), wherever they occur
 * @param pixels dead ones of the camera ({@link DeadPixels}), x, y
 * @param rim how many voxels beside a fill are a mixture of it and of data, as a slice has them that was interpolated
 *          over a ground of the fill: they are left out, too
 */
public record NoData(List<Float> fills, List<int[]> pixels, int rim) {

	/** Fills that end sharply. */
	public NoData(final List<Float> fills, final List<int[]> pixels) {
		this(fills, pixels, 0);
	}

	/** Every voxel holds data. */
	public static final NoData NONE = new NoData(List.of(), List.of());

	/** Rows or columns that one slice lacks more than another: fewer are chance. */
	private static final int WEDGE = 3;
	/** Where more pixels of a camera stand out it is no fault of single ones. */
	private static final double MOST = 0.02;

	/** @return what a whole stack tells */
	public static NoData of(final Recording stack) {
		return of(found(stack), stack);
	}

	/** @return the values that stand for nothing in a whole stack, and what was mixed with them */
	public static NoData found(final Recording stack) {
		final FillSearch search = new FillSearch(stack.extent());
		search.add(0, stack);
		return search.found();
	}

	/** @return the values that stand for nothing in a whole stack */
	public static List<Float> fills(final Recording stack) {
		return found(stack).fills();
	}

	/**
	 * @param found what {@link FillSearch} found of the stack
	 * @param planes of the stack, at equal distances
	 * @return them, and the dead pixels of the camera
	 */
	public static NoData of(final NoData found, final Recording planes) {
		final List<int[]> dead = DeadPixels.of(found.leftOut(planes, 0, 0));
		final Extent e = planes.extent();
		return new NoData(found.fills, dead.size() > MOST * e.nx() * e.ny() ? List.of() : dead, found.rim);
	}

	/** @return a whole stack without the voxels that hold no data; itself if all do */
	public static Recording leftOut(final Recording stack) {
		return of(stack).leftOut(stack, 0, 0);
	}

	/**
	 * @param part of the stack
	 * @param x0 where in the stack it starts
	 * @param y0 where in the stack it starts
	 * @return the part without the voxels that hold no data; itself if all do
	 */
	public Recording leftOut(final Recording part, final int x0, final int y0) {
		if (fills.isEmpty() && pixels.isEmpty()) return part;
		final Extent e = part.extent();
		final boolean[][] dead = new boolean[e.ny()][e.nx()];
		for (final int[] p : pixels) {
			final int x = p[0] - x0, y = p[1] - y0;
			if (x >= 0 && x < e.nx() && y >= 0 && y < e.ny()) dead[y][x] = true;
		}
		final Mask pixelsAndFills = new Mask(part, (x, y, z, v) -> dead[y][x] || isFill(v));
		final Mask mask = rim == 0 ? pixelsAndFills : pixelsAndFills.or(beside(part));
		return mask.count() == 0 ? part : part.withMask(mask.or(part.mask()));
	}

	/** What lies beside a fill; a slice of nothing else has nothing beside it. */
	private Mask beside(final Recording part) {
		final Extent e = part.extent();
		final BitSet[] planes = new BitSet[e.nz()];
		final float[] row = new float[e.nx()];
		for (int z = 0; z < e.nz(); z++) {
			planes[z] = new BitSet();
			for (int y = 0; y < e.ny(); y++) {
				part.read(y, z, row);
				for (int x = 0; x < e.nx(); x++)
					if (isFill(row[x])) planes[z].set(y * e.nx() + x);
			}
			for (int i = 0; i < rim; i++)
				planes[z].or(around(planes[z], e.nx(), e.ny()));
		}
		return Mask.of(e, planes);
	}

	/**
	 * @param planes of which voxels without data have no weight
	 * @return whether rows, or columns, at the rims of slices have none, more of them in some slices than in others: the
	 *         slices were deskewed or turned, and so interpolated
	 */
	static boolean isInterpolated(final Recording planes) {
		if (planes.mask() == null) return false;
		final Extent e = planes.extent();
		int leastX = e.nx(), mostX = 0, leastY = e.ny(), mostY = 0;
		for (int z = 0; z < e.nz(); z++) {
			int x = e.nx(), y = 0;
			while (y < e.ny() && planes.mask().count(y, z) == e.nx())
				y++;
			if (y == e.ny()) continue;
			for (int j = y; j < e.ny() && x > 0; j++)
				x = Math.min(x, first(planes.mask(), j, z, x));
			leastX = Math.min(leastX, x);
			mostX = Math.max(mostX, x);
			leastY = Math.min(leastY, y);
			mostY = Math.max(mostY, y);
		}
		return mostX - leastX >= WEDGE || mostY - leastY >= WEDGE;
	}

	/** The first voxel of a row that has weight, at most {@code most}. */
	private static int first(final Mask mask, final int y, final int z, final int most) {
		int x = 0;
		while (x < most && mask.next(x, y, z) == x)
			x++;
		return x;
	}

	/** @return the neighbours of some voxels of a plane, along X and Y */
	static BitSet around(final BitSet voxels, final int nx, final int ny) {
		final BitSet around = new BitSet(nx * ny);
		for (int i = voxels.nextSetBit(0); i >= 0; i = voxels.nextSetBit(i + 1)) {
			if (i % nx > 0) around.set(i - 1);
			if (i % nx < nx - 1) around.set(i + 1);
			if (i >= nx) around.set(i - nx);
			if (i < nx * (ny - 1)) around.set(i + nx);
		}
		around.andNot(voxels);
		return around;
	}

	private boolean isFill(final float value) {
		return isFill(fills, value);
	}

	/** @return whether a value is one of those that stand for nothing, as not a number may be */
	public static boolean isFill(final List<Float> fills, final float value) {
		for (int i = 0; i < fills.size(); i++)
			if (fills.get(i) == value || value != value && fills.get(i).isNaN()) return true;
		return false;
	}

	/** @return the values for a record, which knows no number that is none: that one as a text */
	public static List<Object> described(final Collection<Float> fills) {
		return fills.stream().<Object>map(v -> v.isNaN() ? v.toString() : v).toList();
	}

	/**
	 * @param described as {@link #described} made them
	 * @return the values
	 * @throws RuntimeException if they are damaged
	 */
	public static List<Float> fills(final Object described) {
		return ((List<?>) described).stream()
			.map(v -> v instanceof Number ? ((Number) v).floatValue() : Float.parseFloat((String) v))
			.toList();
	}

	/** @return the pixels as numbers: x, y, x, y ... */
	public List<Integer> coordinates() {
		final List<Integer> flat = new ArrayList<>();
		pixels.forEach(p -> flat.addAll(List.of(p[0], p[1])));
		return flat;
	}
}
