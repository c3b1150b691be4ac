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
package sc.fiji.lucid.psf;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/** Smoothing by (1, 2, 1)/4 along each axis; borders are repeated. */
final class Binomial {

	/** What is left of the standard deviation of white noise in a volume. */
	static final double NOISE = Math.pow(6.0 / 16, 1.5);

	private Binomial() {}

	static Volume smooth(final Volume volume) {
		final Extent e = volume.extent();
		final Volume smooth = new Volume(e);
		final float[] plane = new float[e.nx()];
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				for (int x = 0; x < e.nx(); x++) {
					double sum = 0;
					for (int dz = -1; dz <= 1; dz++)
						for (int dy = -1; dy <= 1; dy++)
							sum += (2 - Math.abs(dz)) * (2 - Math.abs(dy)) *
								volume.row(inside(y + dy, e.ny()), inside(z + dz, e.nz()))[x];
					plane[x] = (float) (sum / 16);
				}
				final float[] row = smooth.row(y, z);
				for (int x = 0; x < e.nx(); x++)
					row[x] = (plane[inside(x - 1, e.nx())] + 2 * plane[x] + plane[inside(x + 1, e.nx())]) / 4;
			}
		return smooth;
	}

	private static int inside(final int i, final int n) {
		return Math.max(0, Math.min(n - 1, i));
	}
}
