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

import sc.fiji.lucid.fft.Extent;
import sc.fiji.lucid.fft.Volume;

/** The mean of a volume over all rotations about Z through ⌊n/2⌋. */
final class Symmetrisation {

	private Symmetrisation() {}

	/** @param aspect voxel size along X over that along Y */
	static Volume aboutZ(final Volume volume, final double aspect) {
		final Extent e = volume.extent();
		final int cx = e.nx() / 2, cy = e.ny() / 2, radii = (int) Math.ceil(Math.hypot(cx, cy / aspect)) + 2;
		final Volume out = new Volume(e);
		for (int z = 0; z < e.nz(); z++) {
			final double[] sum = new double[radii], weight = new double[radii];
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++) {
					final double r = Math.hypot(x - cx, (y - cy) / aspect), t = r - (int) r;
					sum[(int) r] += (1 - t) * volume.row(y, z)[x];
					sum[(int) r + 1] += t * volume.row(y, z)[x];
					weight[(int) r] += 1 - t;
					weight[(int) r + 1] += t;
				}
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++) {
					final double r = Math.hypot(x - cx, (y - cy) / aspect), t = r - (int) r;
					out.row(y, z)[x] = (float) ((1 - t) * sum[(int) r] / weight[(int) r] + (t > 0 ? t * sum[(int) r + 1] /
						weight[(int) r + 1] : 0));
				}
		}
		return out;
	}
}
