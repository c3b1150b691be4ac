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
package sc.fiji.lucid.image;

import java.util.BitSet;

/**
 * Voxels of a recorded stack that say nothing about the object: saturated, dead
 * or missing. They have weight 0 in every method.
 */
public final class Mask {

	/** Whether a voxel of a recorded value is to be left out. */
	@FunctionalInterface
	public interface Rule {

		boolean excludes(int x, int y, int z, float value);
	}

	private final Extent extent;
	private final BitSet[] excluded;

	/** Leaves out the voxels that a rule excludes. */
	public Mask(final Recording observed, final Rule rule) {
		extent = observed.extent();
		excluded = new BitSet[extent.nz()];
		final float[] row = new float[extent.nx()];
		for (int z = 0; z < extent.nz(); z++) {
			excluded[z] = new BitSet();
			for (int y = 0; y < extent.ny(); y++) {
				observed.read(y, z, row);
				for (int x = 0; x < extent.nx(); x++)
					if (rule.excludes(x, y, z, row[x])) excluded[z].set(y * extent.nx() + x);
			}
		}
	}

	/** @return a mask of the voxels that are NaN or infinite */
	public static Mask ofBroken(final Recording observed) {
		return new Mask(observed, (x, y, z, value) -> !Float.isFinite(value));
	}

	/** @return a mask that leaves out, of each plane, the voxels y·nx + x; taken over, not copied */
	public static Mask of(final Extent extent, final BitSet[] planes) {
		return new Mask(extent, planes);
	}

	private Mask(final Extent extent, final BitSet[] excluded) {
		this.extent = extent;
		this.excluded = excluded;
	}

	/** @return a mask of what this one or another of the same size leaves out; the other may be null */
	public Mask or(final Mask other) {
		if (other == null) return this;
		final BitSet[] all = new BitSet[excluded.length];
		for (int z = 0; z < all.length; z++) {
			all[z] = (BitSet) excluded[z].clone();
			all[z].or(other.excluded[z]);
		}
		return new Mask(extent, all);
	}

	/** @return the number of voxels left out */
	public long count() {
		long count = 0;
		for (final BitSet plane : excluded)
			count += plane.cardinality();
		return count;
	}

	Extent extent() {
		return extent;
	}

	/** Sets {@code row} to {@code value} at the voxels left out. */
	public void fill(final int y, final int z, final float[] row, final float value) {
		final int start = y * extent.nx(), end = start + extent.nx();
		for (int i = excluded[z].nextSetBit(start); i >= 0 && i < end; i = excluded[z].nextSetBit(i + 1))
			row[i - start] = value;
	}

	/** Copies the voxels left out from one row to another. */
	public void copy(final int y, final int z, final float[] from, final float[] to) {
		final int start = y * extent.nx(), end = start + extent.nx();
		for (int i = excluded[z].nextSetBit(start); i >= 0 && i < end; i = excluded[z].nextSetBit(i + 1))
			to[i - start] = from[i - start];
	}

	/** @return the first voxel left out of the row at (y, z), from x on; -1 if there is none */
	public int next(final int x, final int y, final int z) {
		if (x >= extent.nx()) return -1;
		final int start = y * extent.nx(), i = excluded[z].nextSetBit(start + x);
		return i < 0 || i >= start + extent.nx() ? -1 : i - start;
	}

	/** @return the number of voxels left out of the row at (y, z) */
	public int count(final int y, final int z) {
		return excluded[z].get(y * extent.nx(), (y + 1) * extent.nx()).cardinality();
	}
}
