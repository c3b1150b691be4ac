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

/**
 * The storage of a half spectrum ({@link SpectrumLayout}), plane by plane: the
 * planes that are never written are never allocated.
 */
public final class HalfSpectrum {

	/** Real and imaginary parts, {@code [z][chunk][]}. */
	public final float[][][] re;
	public final float[][][] im;
	private final SpectrumLayout layout;
	private int planes;

	public HalfSpectrum(final SpectrumLayout layout) {
		this.layout = layout;
		re = new float[layout.nz][layout.chunks][];
		im = new float[layout.nz][layout.chunks][];
	}

	/** Makes sure that the first {@code count} planes have memory. */
	public void reserve(final int count, final Workers<?> workers) {
		if (count <= planes) return;
		final int first = planes;
		workers.forEach(layout.chunks, (workspace, chunk) -> {
			for (int z = first; z < count; z++) {
				re[z][chunk] = AlignedRows.make(layout.length(chunk));
				im[z][chunk] = AlignedRows.make(layout.length(chunk));
			}
		});
		planes = count;
	}
}
