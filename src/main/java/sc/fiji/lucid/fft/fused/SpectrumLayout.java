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

import sc.fiji.lucid.image.AlignedRows;
import sc.fiji.lucid.image.Extent;

/**
 * How a half spectrum lies in memory. Of the real axis, y, frequencies 0 to ny/2
 * are kept, {@link #slots} of them; x and z are whole. All three are in the
 * digit-reversed order of their plans (frequency ny/2 of y comes last).
 * <p>
 * The slots of one x lie side by side, {@link #columns} x lie side by side in a
 * chunk, and chunks are arrays of their own: {@code re[z][chunk][x in chunk *
 * slots + y]}. A chunk, about 768 floats, is the row on which the transforms
 * along z work; arrays are made chunk by chunk so that the planes of one chunk
 * are neighbours in memory.
 */
public final class SpectrumLayout {

	/** Floats that a chunk should have; 256 is much slower, beyond 1024 a column leaves the second-level cache. */
	private static final int CHUNK = 768;

	final int nx;
	final int nz;
	/** Frequencies kept along y. */
	final int slots;
	/** Values of x in a chunk, but perhaps the last. */
	final int columns;
	/** Chunks in a plane. */
	public final int chunks;

	SpectrumLayout(final Extent grid) {
		nx = grid.nx();
		nz = grid.nz();
		slots = grid.ny() / 2 + 1;
		columns = Math.min(nx, Math.max(1, Math.round((float) CHUNK / slots)));
		chunks = Workers.blocks(nx, columns);
	}

	/** @return the values in a chunk */
	public int length(final int chunk) {
		return columns(chunk) * slots;
	}

	/** @return the values of x in a chunk */
	int columns(final int chunk) {
		return Math.min(columns, nx - chunk * columns);
	}

	/** @return bytes of real or imaginary parts, for so many planes */
	long bytes(final int planes) {
		long plane = 0;
		for (int chunk = 0; chunk < chunks; chunk++)
			plane += AlignedRows.bytes(length(chunk)) + Long.BYTES;
		return planes * plane;
	}

	/** Copies lines along y, {@code lines[x][from + y]}, into the chunks of a plane. */
	void pack(final float[][] lines, final int from, final float[][] plane) {
		for (int x = 0; x < nx; x++)
			System.arraycopy(lines[x], from, plane[x / columns], x % columns * slots, slots);
	}

	/** Copies the chunks of a plane into lines. */
	void unpack(final float[][] plane, final float[][] lines, final int from) {
		for (int x = 0; x < nx; x++)
			System.arraycopy(plane[x / columns], x % columns * slots, lines[x], from, slots);
	}
}
