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
package sc.fiji.lucid.deconvolution.penalty;

import sc.fiji.lucid.deconvolution.model.RowKernels;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/** The rows of an estimate that is kept as itself or as its square root; periodic along Y and Z. */
public final class Neighbourhood {

	private static final int RING = 12;

	private final Volume volume;
	private final boolean squared;
	private final ThreadLocal<Ring> rings;

	/** The rows made last by a thread. */
	private static final class Ring {

		private final float[][] rows;
		private int next;

		Ring(final int nx) {
			rows = new float[RING][nx];
		}

		float[] next() {
			next = (next + 1) % RING;
			return rows[next];
		}
	}

	/** @param squared whether the volume holds the square root of the estimate, of either sign */
	public Neighbourhood(final Volume volume, final boolean squared) {
		this.volume = volume;
		this.squared = squared;
		rings = ThreadLocal.withInitial(() -> new Ring(volume.extent().nx()));
	}

	Extent extent() {
		return volume.extent();
	}

	/** @return i mod n, without a division where i is inside already */
	static int inside(final int i, final int n) {
		return i >= 0 && i < n ? i : Math.floorMod(i, n);
	}

	private float[] kept(final int y, final int z) {
		return volume.row(inside(y, volume.extent().ny()), inside(z, volume.extent().nz()));
	}

	/** @return the estimate's row, not to be changed, valid until the same thread has asked for 11 more */
	float[] row(final int y, final int z) {
		final float[] kept = kept(y, z);
		if (!squared) return kept;
		final float[] row = rings.get().next();
		RowKernels.square(row, kept, row.length);
		return row;
	}

	/** @return the square root of the estimate's row, of either sign, not to be changed, valid as {@link #row} */
	float[] root(final int y, final int z) {
		return squared ? kept(y, z) : root(y, z, 0);
	}

	/** @return the square root of max(x, least) for a row x of the estimate, valid as {@link #row} */
	float[] root(final int y, final int z, final float least) {
		final float[] row = rings.get().next();
		if (squared) magnitude(row, kept(y, z), (float) Math.sqrt(least), row.length);
		else root(row, kept(y, z), least, row.length);
		return row;
	}

	private static void magnitude(final float[] row, final float[] root, final float least, final int n) {
		for (int i = 0; i < n; i++)
			row[i] = Math.max(Math.abs(root[i]), least);
	}

	private static void root(final float[] row, final float[] x, final float least, final int n) {
		for (int i = 0; i < n; i++)
			row[i] = (float) Math.sqrt(Math.max(x[i], least));
	}
}
