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
package sc.fiji.lucid.io.zarr;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The chunks of an array that were used last, up to an eighth of Java's memory. For several threads. */
final class ChunkCache {

	private final ZarrArray array;
	private final int[] grid;
	private final long mostChunks;
	private final Map<Long, Object> chunks = new LinkedHashMap<>(16, 0.75f, true);
	private Object fill;

	ChunkCache(final ZarrArray array) {
		this.array = array;
		grid = array.layout().grid();
		final long bytes = (long) array.layout().chunkVoxels() * Math.min(4, array.layout().type().bytes());
		mostChunks = Math.max(1, Runtime.getRuntime().maxMemory() / 8 / bytes);
	}

	/** @return the voxels of a chunk, the fill value if it is missing; to be left unchanged */
	Object get(final int[] index) throws IOException {
		long key = 0;
		for (int i = 0; i < index.length; i++)
			key = key * grid[i] + index[i];
		synchronized (chunks) {
			final Object known = chunks.get(key);
			if (known != null) return known;
		}
		// Outside the lock, so that threads decode side by side; two may rarely decode the same chunk.
		final Object read = array.read(index);
		synchronized (chunks) {
			if (read == null && fill == null) fill = array.fill();
			chunks.put(key, read == null ? fill : read);
			for (final Iterator<Object> oldest = chunks.values().iterator(); chunks.size() > mostChunks;) {
				oldest.next();
				oldest.remove();
			}
			return read == null ? fill : read;
		}
	}

	void clear() {
		synchronized (chunks) {
			chunks.clear();
		}
	}
}
