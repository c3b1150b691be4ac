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

import java.util.Arrays;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;

/** Percentiles of voxels, from at most about a million of them. */
public final class Percentiles {

	private static final int SAMPLES = 1 << 20;

	private Percentiles() {}

	public static double percentile(final Recording observed, final double part) {
		final float[] row = new float[observed.extent().nx()];
		return percentile(observed.extent(), part, (y, z) -> {
			observed.read(y, z, row);
			return row;
		});
	}

	/** Of the box of size {@code view} at the origin. */
	public static double percentile(final Volume volume, final Extent view, final double part) {
		return percentile(view, part, volume::row);
	}

	@FunctionalInterface
	private interface RowsOf {

		float[] row(int y, int z);
	}

	private static double percentile(final Extent e, final double part, final RowsOf rows) {
		final int step = (int) Math.max(1, e.voxels() / SAMPLES);
		final float[] samples = new float[(int) ((e.voxels() + step - 1) / step)];
		int n = 0;
		long i = 0;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				final float[] row = rows.row(y, z);
				for (int x = 0; x < e.nx(); x++)
					if (i++ % step == 0) samples[n++] = row[x];
			}
		Arrays.sort(samples, 0, n);
		return samples[(int) Math.min(n - 1, Math.round(part * (n - 1)))];
	}
}
