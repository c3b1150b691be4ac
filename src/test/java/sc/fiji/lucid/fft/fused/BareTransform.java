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

import sc.fiji.lucid.fft.DoubleReference;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/** The fused engine's transforms alone, without a filter between them; for benchmarks and {@link ForwardErrorTest}. */
final class BareTransform {

	private final FusedEngine engine;
	private final HalfSpectrum spectrum;

	BareTransform(final FusedEngine engine) {
		this.engine = engine;
		spectrum = new HalfSpectrum(engine.layout);
		spectrum.reserve(engine.grid.nz(), engine.workers);
	}

	void forward(final Volume volume) {
		visit(volume, true);
		columns(true);
	}

	/** @return the relative L2 error of the spectrum, against a whole one in double */
	double error(final DoubleReference reference, final double[] expected) {
		final Extent grid = engine.grid;
		final double[] sums = new double[2];
		for (int c = 0; c < engine.layout.chunks; c++) {
			final int chunk = c;
			engine.forEachFrequency(chunk, (z, i, fx, fy, fz) -> {
				final int k = 2 * reference.index(index(fx, grid.nx()), index(fy, grid.ny()), index(fz, grid.nz()));
				final int multiplicity = fy == 0 || fy == 0.5 ? 1 : 2;
				// The planes hold twice their transform.
				final double re = 0.5 * spectrum.re[z][chunk][i] - expected[k],
					im = 0.5 * spectrum.im[z][chunk][i] - expected[k + 1];
				sums[0] += multiplicity * (re * re + im * im);
				sums[1] += multiplicity * (expected[k] * expected[k] + expected[k + 1] * expected[k + 1]);
			});
		}
		return Math.sqrt(sums[0] / sums[1]);
	}

	private static int index(final double cycles, final int n) {
		return Math.floorMod((int) Math.round(cycles * n), n);
	}

	/** Back, unscaled. */
	void inverse(final Volume volume) {
		columns(false);
		visit(volume, false);
	}

	private void visit(final Volume volume, final boolean forward) {
		final Extent grid = engine.grid;
		final PlaneTransform planes = engine.planes;
		final int group = engine.group(grid.nz());
		engine.workers.forEach(Workers.blocks(grid.nz(), group), (w, block) -> {
			final int z = block * group, members = Math.min(group, grid.nz() - z);
			if (!forward) planes.inverse(w.buffers, members, grid, spectrum, z);
			for (int m = 0; m < members; m++)
				for (int y = 0; y < grid.ny(); y++) {
					final float[] row = forward ? w.buffers.blank(m, y, grid.nx()) : w.buffers.take(m, y, grid.nx());
					if (forward) System.arraycopy(volume.row(y, z + m), 0, row, 0, grid.nx());
					else System.arraycopy(row, 0, volume.row(y, z + m), 0, grid.nx());
					if (forward) w.buffers.put(m, y, grid.nx(), row);
				}
			if (forward) planes.forward(w.buffers, members, grid, spectrum, z);
		});
	}

	private void columns(final boolean forward) {
		final LinePlan.First plan = engine.alongZ.first(engine.grid.nz());
		engine.workers.forEach(engine.layout.chunks, (w, chunk) -> {
			w.lines(spectrum, chunk, engine.grid.nz());
			if (forward) plan.forward(w.re, w.im, engine.layout.length(chunk));
			else plan.inverse(w.re, w.im, engine.layout.length(chunk));
		});
	}
}
