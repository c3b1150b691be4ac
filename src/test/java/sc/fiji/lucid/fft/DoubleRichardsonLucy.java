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
package sc.fiji.lucid.fft;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/** Richardson–Lucy in double on an object larger than the field of view: the oracle of the engines' drift. */
final class DoubleRichardsonLucy {

	private DoubleRichardsonLucy() {}

	/** Estimates from ones; real parts interleaved with imaginary ones, on the grid. */
	static double[] run(final Extent grid, final Volume observed, final Volume psf, final int iterations) {
		final DoubleReference reference = new DoubleReference(grid);
		final double[] h = reference.otf(psf), counts = reference.place(observed);
		final double[] estimate = new double[counts.length];
		for (int i = 0; i < estimate.length; i += 2)
			estimate[i] = 1;
		for (int iteration = 0; iteration < iterations; iteration++) {
			final double[] field = estimate.clone();
			reference.filter(field, h, Direction.APPLY);
			divide(grid, observed.extent(), reference, counts, field);
			reference.filter(field, h, Direction.ADJOINT);
			for (int i = 0; i < estimate.length; i += 2)
				estimate[i] *= field[i];
		}
		return estimate;
	}

	private static void divide(final Extent grid, final Extent view, final DoubleReference reference,
		final double[] counts, final double[] field)
	{
		for (int z = 0; z < grid.nz(); z++)
			for (int y = 0; y < grid.ny(); y++)
				for (int x = 0; x < grid.nx(); x++) {
					final int i = 2 * reference.index(x, y, z);
					final boolean inside = x < view.nx() && y < view.ny() && z < view.nz();
					field[i] = inside ? counts[i] / Math.max(field[i], 1e-6f) : 0;
					field[i + 1] = 0;
				}
	}
}
