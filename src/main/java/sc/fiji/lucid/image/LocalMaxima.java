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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Voxels that no neighbour exceeds, of 26, or as many as the volume has; of equal ones the first counts. */
public final class LocalMaxima {

	private LocalMaxima() {}

	/** @return x, y, z of the maxima above this threshold, brightest first */
	public static List<int[]> above(final Volume volume, final float threshold) {
		final Extent e = volume.extent();
		final List<List<int[]>> planes = IntStream.range(0, e.nz())
			.<List<int[]>>mapToObj(z -> new ArrayList<>())
			.toList();
		Planes.forEach(e.nz(), z -> {
			for (int y = 0; y < e.ny(); y++) {
				final float[] row = volume.row(y, z);
				for (int x = 0; x < e.nx(); x++)
					if (row[x] > threshold && isOne(volume, x, y, z)) planes.get(z).add(new int[] { x, y, z });
			}
		});
		return planes.stream()
			.flatMap(List::stream)
			.sorted(Comparator.comparingDouble(p -> -volume.row(p[1], p[2])[p[0]]))
			.toList();
	}

	/** @return whether this voxel is one */
	public static boolean isOne(final Volume volume, final int x, final int y, final int z) {
		final Extent e = volume.extent();
		final float own = volume.row(y, z)[x];
		for (int k = Math.max(0, z - 1); k <= Math.min(e.nz() - 1, z + 1); k++)
			for (int j = Math.max(0, y - 1); j <= Math.min(e.ny() - 1, y + 1); j++) {
				final float[] row = volume.row(j, k);
				for (int i = Math.max(0, x - 1); i <= Math.min(e.nx() - 1, x + 1); i++) {
					final boolean before = k < z || k == z && (j < y || j == y && i < x);
					if (row[i] > own || before && row[i] == own) return false;
				}
			}
		return true;
	}
}
