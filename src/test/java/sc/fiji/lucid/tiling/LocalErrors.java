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
package sc.fiji.lucid.tiling;

import java.util.Arrays;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/** Differences between two restorations, relative to the local signal. */
public final class LocalErrors {

	private LocalErrors() {}

	/**
	 * @return |a − b| over the mean of b in a box of 7×7×3 voxels (and a hundredth of
	 *         its mean over all, for the dark parts), from the smallest to the largest
	 */
	public static double[] sorted(final Volume a, final Volume b) {
		final Extent e = b.extent();
		final double[] errors = new double[(int) e.voxels()];
		final double least = 0.01 * b.sum() / e.voxels();
		int i = 0;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++)
					errors[i++] = Math.abs(a.row(y, z)[x] - b.row(y, z)[x]) / (localMean(b, x, y, z) + least);
		Arrays.sort(errors);
		return errors;
	}

	private static double localMean(final Volume v, final int x, final int y, final int z) {
		final Extent e = v.extent();
		double sum = 0;
		int n = 0;
		for (int k = Math.max(0, z - 1); k <= Math.min(e.nz() - 1, z + 1); k++)
			for (int j = Math.max(0, y - 3); j <= Math.min(e.ny() - 1, y + 3); j++)
				for (int i = Math.max(0, x - 3); i <= Math.min(e.nx() - 1, x + 3); i++, n++)
					sum += v.row(j, k)[i];
		return sum / n;
	}

	public static double percentile(final double[] sorted, final double part) {
		return sorted[(int) (part * (sorted.length - 1))];
	}
}
