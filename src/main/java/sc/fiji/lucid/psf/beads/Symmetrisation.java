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
package sc.fiji.lucid.psf.beads;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * The mean of a volume over all rotations about Z through ⌊n/2⌋: at each radius, a
 * straight line in r fitted to the voxels less than one voxel further in or out
 * (local linear regression, which a steep flank does not bias).
 */
final class Symmetrisation {

	private Symmetrisation() {}

	/** @param aspect voxel size along X over that along Y */
	static Volume aboutZ(final Volume volume, final double aspect) {
		final Extent e = volume.extent();
		final double[][] radius = new double[e.ny()][e.nx()];
		for (int y = 0; y < e.ny(); y++)
			for (int x = 0; x < e.nx(); x++)
				radius[y][x] = Math.hypot(x - e.nx() / 2, (y - e.ny() / 2) / aspect);
		final Volume out = new Volume(e);
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++)
					out.row(y, z)[x] = (float) at(volume, z, radius, radius[y][x]);
		return out;
	}

	private static double at(final Volume volume, final int z, final double[][] radius, final double r) {
		double w = 0, wr = 0, wrr = 0, wv = 0, wrv = 0;
		for (int y = 0; y < radius.length; y++) {
			final float[] row = volume.row(y, z);
			for (int x = 0; x < row.length; x++) {
				final double d = radius[y][x] - r, weight = 1 - Math.abs(d);
				if (weight <= 0) continue;
				w += weight;
				wr += weight * d;
				wrr += weight * d * d;
				wv += weight * row[x];
				wrv += weight * d * row[x];
			}
		}
		final double spread = w * wrr - wr * wr;
		return spread > 1e-9 * w * w ? (wrr * wv - wr * wrv) / spread : wv / w;
	}
}
