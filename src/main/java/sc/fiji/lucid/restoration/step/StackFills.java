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
package sc.fiji.lucid.restoration.step;

import java.io.UncheckedIOException;

import sc.fiji.lucid.camera.FillSearch;
import sc.fiji.lucid.camera.NoData;
import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.VoxelSource;

/** The values that stand for no data in a stack that does not fit into memory: a single blank slice is in no sample. */
final class StackFills {

	private StackFills() {}

	/**
	 * @param memory bytes that may be held of what is read
	 * @return the values, and how far they reach into the data; what cannot be read tells of none
	 */
	static NoData of(final VoxelSource source, final long memory, final Progress progress) {
		final Extent e = source.extent();
		final FillSearch search = new FillSearch(e);
		final int most = (int) Math.max(1, Math.min(e.nz(), memory / (Float.BYTES * (long) e.nx() * e.ny())));
		for (int z = 0; z < e.nz(); z += most) {
			progress.report((double) z / e.nz(), "reading");
			try {
				search.add(z,
					source.read(new Box(0, 0, z, new Extent(e.nx(), e.ny(), Math.min(most, e.nz() - z))), progress));
			}
			catch (final UncheckedIOException absent) {
				// The tiles that need it will say so.
			}
		}
		return search.found();
	}
}
