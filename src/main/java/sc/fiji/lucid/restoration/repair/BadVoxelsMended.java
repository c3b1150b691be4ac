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
package sc.fiji.lucid.restoration.repair;

import java.util.Arrays;
import java.util.BitSet;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Recording;

/**
 * A recording whose bad voxels are mended: those by themselves by a median, those that touch others by taking their
 * weight.
 */
final class BadVoxelsMended {

	private final Recording recorded;
	private final BitSet[] bad;

	/** @param bad of each plane, y·nx + x */
	BadVoxelsMended(final Recording recorded, final BitSet[] bad) {
		this.recorded = recorded;
		this.bad = bad;
	}

	Recording recording() {
		final Extent e = recorded.extent();
		final BitSet[] single = new BitSet[e.nz()], touching = new BitSet[e.nz()];
		for (int z = 0; z < e.nz(); z++) {
			final BitSet plane = bad[z];
			single[z] = new BitSet();
			touching[z] = new BitSet();
			final BitSet one = single[z], many = touching[z];
			plane.stream().forEach(i -> (isSingle(plane, i % e.nx(), i / e.nx(), e) ? one : many).set(i));
		}
		final Recording replaced = Arrays.stream(single).allMatch(BitSet::isEmpty) ? recorded
			: recorded.replaced(single, this::median);
		return Arrays.stream(touching).allMatch(BitSet::isEmpty) ? replaced
			: replaced.withMask(Mask.of(e, touching).or(recorded.mask()));
	}

	private static boolean isSingle(final BitSet plane, final int x, final int y, final Extent e) {
		for (int j = Math.max(0, y - 1); j <= Math.min(e.ny() - 1, y + 1); j++)
			for (int i = Math.max(0, x - 1); i <= Math.min(e.nx() - 1, x + 1); i++)
				if ((i != x || j != y) && plane.get(j * e.nx() + i)) return false;
		return true;
	}

	/** Of the neighbours in the slice, none of which is bad. */
	private float median(final int x, final int y, final int z) {
		final Extent e = recorded.extent();
		final double[] near = new double[8];
		final float[] row = new float[e.nx()];
		int n = 0;
		for (int j = Math.max(0, y - 1); j <= Math.min(e.ny() - 1, y + 1); j++) {
			recorded.read(j, z, row);
			for (int i = Math.max(0, x - 1); i <= Math.min(e.nx() - 1, x + 1); i++)
				if (i != x || j != y) near[n++] = row[i];
		}
		return (float) Percentiles.median(Arrays.copyOf(near, n));
	}
}
