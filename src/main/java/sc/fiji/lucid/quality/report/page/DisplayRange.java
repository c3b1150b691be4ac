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
package sc.fiji.lucid.quality.report.page;

import java.util.Arrays;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * What is shown black and white.
 *
 * @param low shown as the first colour
 * @param high shown as the last colour
 */
public record DisplayRange(double low, double high) {

	private static final int SAMPLE = 400_000;

	/** The range between two shares of the voxels, sorted by brightness. */
	public static DisplayRange of(final Volume volume, final double lowShare, final double highShare) {
		final Extent e = volume.extent();
		final int every = (int) Math.max(1, e.ny() * (long) e.nz() * e.nx() / SAMPLE);
		final float[] values = new float[(int) (e.voxels() / every + e.ny() * (long) e.nz())];
		int n = 0;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = (y * 7 + z * 3) % every; x < e.nx(); x += every) {
					final float v = volume.row(y, z)[x];
					if (Math.abs(v) <= Float.MAX_VALUE) values[n++] = v;
				}
		return of(values, n, lowShare, highShare);
	}

	/** The same of a picture. */
	public static DisplayRange of(final float[][] rows, final double lowShare, final double highShare) {
		final float[] values = new float[rows.length * rows[0].length];
		int n = 0;
		for (final float[] row : rows)
			for (final float v : row)
				if (Math.abs(v) <= Float.MAX_VALUE) values[n++] = v;
		return of(values, n, lowShare, highShare);
	}

	private static DisplayRange of(final float[] values, final int n, final double lowShare, final double highShare) {
		if (n == 0) return new DisplayRange(0, 1);
		Arrays.sort(values, 0, n);
		final double low = values[(int) (lowShare * (n - 1))], high = values[(int) (highShare * (n - 1))];
		return new DisplayRange(low, high > low ? high : low + 1);
	}
}
