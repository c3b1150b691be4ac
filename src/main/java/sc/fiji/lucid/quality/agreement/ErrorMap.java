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
package sc.fiji.lucid.quality.agreement;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;

/**
 * The resolution-scaled error map in the manner of SQUIRREL (Culley et al. 2018, Nat. Methods 15:263), with the
 * PSF in the place of their fitted resolution-scaling function: root mean square of
 * recording minus reblurred estimate, over the axis that is not shown.
 *
 * @param xy counts, {@code [y][x]}
 * @param xz counts, {@code [z][x]}
 */
public record ErrorMap(float[][] xy, float[][] xz) {

	/** @param difference recording minus model, counts */
	static ErrorMap of(final Volume difference) {
		final Extent e = difference.extent();
		final float[][] xy = new float[e.ny()][], xz = new float[e.nz()][];
		Planes.forEach(e.ny(), y -> {
			final double[] sum = new double[e.nx()];
			for (int z = 0; z < e.nz(); z++)
				addSquares(sum, difference.row(y, z));
			xy[y] = roots(sum, e.nz());
		});
		Planes.forEach(e.nz(), z -> {
			final double[] sum = new double[e.nx()];
			for (int y = 0; y < e.ny(); y++)
				addSquares(sum, difference.row(y, z));
			xz[z] = roots(sum, e.ny());
		});
		return new ErrorMap(xy, xz);
	}

	private static void addSquares(final double[] sum, final float[] row) {
		for (int x = 0; x < sum.length; x++)
			sum[x] += (double) row[x] * row[x];
	}

	private static float[] roots(final double[] sum, final int n) {
		final float[] roots = new float[sum.length];
		for (int x = 0; x < roots.length; x++)
			roots[x] = (float) Math.sqrt(sum[x] / n);
		return roots;
	}
}
