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
package sc.fiji.lucid.fft.fused;

import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.fft.FilterEngineContract;
import sc.fiji.lucid.fft.Otf;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/** One Richardson–Lucy iteration to repeat; for benchmarks. */
final class RichardsonLucyLoop {

	private RichardsonLucyLoop() {}

	/** @return what does one iteration on a field of the size of the grid */
	static Runnable on(final FilterEngine filters, final Volume observed) {
		final Extent grid = filters.grid();
		final Otf otf = filters.otf(FilterEngineContract.kernel(new Extent(15, 15, 15), 2));
		final Volume estimate = new Volume(grid);
		estimate.fill(1);
		final Field field = filters.field();
		field.load(grid, FilterEngineContract.reading(estimate));
		final int nx = observed.extent().nx();
		return () -> {
			field.filter(otf, Direction.APPLY, observed.extent(),
				(y, z, row, sums) -> ratio(row, observed.row(y, z), nx));
			field.filter(otf, Direction.ADJOINT, grid, (y, z, row, sums) -> update(row, estimate.row(y, z), grid.nx()));
		};
	}

	private static void ratio(final float[] row, final float[] observed, final int nx) {
		for (int x = 0; x < nx; x++)
			row[x] = observed[x] / Math.max(row[x], 1e-6f);
	}

	private static void update(final float[] row, final float[] estimate, final int nx) {
		for (int x = 0; x < nx; x++) {
			final float v = estimate[x] * row[x];
			row[x] = v;
			estimate[x] = v;
		}
	}
}
