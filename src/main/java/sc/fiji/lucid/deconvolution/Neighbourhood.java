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
package sc.fiji.lucid.deconvolution;

import sc.fiji.lucid.fft.Extent;
import sc.fiji.lucid.fft.Volume;

/** The rows of an estimate that is kept as itself or as its square root; periodic along Y and Z. */
final class Neighbourhood {

	private static final int RING = 16;

	private final Volume volume;
	private final boolean squared;
	private final ThreadLocal<Squares> squares;

	/** The rows squared last by a thread. */
	private static final class Squares {

		private final float[][] rows;
		private int next;

		Squares(final int nx) {
			rows = new float[RING][nx];
		}

		float[] of(final float[] row) {
			final float[] square = rows[next++ % RING];
			Rows.square(square, row, row.length);
			return square;
		}
	}

	/** @param squared whether the volume holds the square root of the estimate */
	Neighbourhood(final Volume volume, final boolean squared) {
		this.volume = volume;
		this.squared = squared;
		squares = ThreadLocal.withInitial(() -> new Squares(volume.extent().nx()));
	}

	Extent extent() {
		return volume.extent();
	}

	/** @return the estimate's row, valid until the same thread has asked for 15 more */
	float[] row(final int y, final int z) {
		final Extent e = volume.extent();
		final float[] row = volume.row(Math.floorMod(y, e.ny()), Math.floorMod(z, e.nz()));
		return squared ? squares.get().of(row) : row;
	}
}
