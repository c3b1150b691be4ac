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
package sc.fiji.lucid.job.tiles;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import sc.fiji.lucid.io.zarr.ZarrStackWriter;
import sc.fiji.lucid.job.stack.Sources;

/**
 * Tiles that were restored since it was last seen that the input is as it was. Where it is not, they may be of
 * something else, and are taken back, so that no later run takes them for done.
 */
final class UncheckedTiles {

	/** Work that may be lost, beside looking at all files of a Zarr on a share. */
	private static final long EVERY_NS = TimeUnit.MINUTES.toNanos(1);

	private final Sources sources;
	private final ZarrStackWriter writer;
	private final List<TileTask> tiles = new ArrayList<>();
	private long checked = System.nanoTime();

	UncheckedTiles(final Sources sources, final ZarrStackWriter writer) {
		this.sources = sources;
		this.writer = writer;
	}

	/** @throws IOException if it is time to look, and the input was changed */
	void add(final TileTask tile) throws IOException {
		tiles.add(tile);
		if (System.nanoTime() - checked > EVERY_NS) check();
	}

	/** @throws IOException in one line, if the input was changed */
	void check() throws IOException {
		try {
			sources.checkQuickly();
		}
		catch (final IOException e) {
			for (final TileTask tile : tiles)
				writer.delete(tile.channel(), tile.frame(), tile.tile().core());
			throw e;
		}
		tiles.clear();
		checked = System.nanoTime();
	}
}
