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
package sc.fiji.lucid.restoration.geometry;

import java.util.Arrays;
import java.util.BitSet;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.registration.SincKernel;

/**
 * A slice that lies off by some voxels, put back. Voxels without weight are filled from beside before, so that they
 * do not ring.
 */
final class ShiftedPlane {

	private final Recording tile;
	private final int z;
	private final double dx;
	private final double dy;
	private final Extent e;

	ShiftedPlane(final Recording tile, final int z, final double dx, final double dy) {
		this.tile = tile;
		this.z = z;
		this.dx = dx;
		this.dy = dy;
		e = tile.extent();
	}

	/** Writes the slice where it belongs. */
	void write(final Volume result) {
		final float[][] rows = new float[e.ny()][e.nx()];
		for (int y = 0; y < e.ny(); y++) {
			tile.read(y, z, rows[y]);
			if (tile.mask() != null) tile.mask().fill(y, z, rows[y], Float.NaN);
			filled(rows, y);
		}
		final SincKernel alongX = new SincKernel(dx), alongY = new SincKernel(dy);
		for (int y = 0; y < e.ny(); y++)
			rows[y] = alongX.shifted(rows[y]);
		for (int y = 0; y < e.ny(); y++) {
			final float[] row = result.row(y, z);
			for (int k = 0; k < alongY.length(); k++) {
				final float weight = alongY.weight(k);
				final float[] from = rows[SincKernel.mirrored(alongY.from(y, k), e.ny())];
				for (int x = 0; x < row.length; x++)
					row[x] += weight * from[x];
			}
		}
	}

	/** What is missing in a row becomes the nearest to its left, else to its right, else what the row above has. */
	private static void filled(final float[][] rows, final int y) {
		final float[] row = rows[y];
		int first = 0;
		while (first < row.length && !Float.isFinite(row[first]))
			first++;
		if (first == row.length) {
			if (y > 0) System.arraycopy(rows[y - 1], 0, row, 0, row.length);
			else Arrays.fill(row, 0);
			return;
		}
		Arrays.fill(row, 0, first, row[first]);
		for (int x = first + 1; x < row.length; x++)
			if (!Float.isFinite(row[x])) row[x] = row[x - 1];
	}

	/** @return voxels that lie nearest to one without weight or outside the stack, y·nx + x */
	BitSet without(final int x0, final int y0, final Extent stack) {
		final BitSet without = new BitSet();
		final float[] row = new float[e.nx()];
		for (int y = 0; y < e.ny(); y++) {
			final double at = y0 + y + dy;
			final boolean isOutside = at < -0.5 || at > stack.ny() - 0.5;
			final int from = (int) Math.max(0, Math.min(e.ny() - 1, Math.round(y + dy)));
			Arrays.fill(row, 0);
			if (tile.mask() != null) tile.mask().fill(from, z, row, 1);
			for (int x = 0; x < row.length; x++) {
				final double there = x0 + x + dx;
				final int nearest = (int) Math.max(0, Math.min(e.nx() - 1, Math.round(x + dx)));
				if (isOutside || there < -0.5 || there > stack.nx() - 0.5 || row[nearest] != 0)
					without.set(y * e.nx() + x);
			}
		}
		return without;
	}
}
