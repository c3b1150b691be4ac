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
import java.io.UncheckedIOException;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.settings.Suspicions;
import sc.fiji.lucid.job.stack.ResultSink;
import sc.fiji.lucid.job.stack.StackVoxels;
import sc.fiji.lucid.restoration.Applied;
import sc.fiji.lucid.restoration.Decided;
import sc.fiji.lucid.tiling.Tile;

/**
 * Restores one tile of one channel and frame: reads its view, restores it, writes its core. The same tile gives the
 * same voxels wherever and however often it is done.
 *
 * @param channel from 0
 * @param frame from 0
 * @param tile of the volume
 */
public record TileTask(int channel, int frame, Tile tile) {

	/**
	 * @param stack that the tile is of
	 * @param decided for this channel and frame
	 * @param sink takes the tile's core
	 * @param progress told of every iteration, asked whether to stop
	 * @return what was done
	 * @throws IOException if the tile cannot be read or its core not be taken
	 */
	public Applied run(final Stack stack, final Decided decided, final ResultSink sink, final Progress progress)
		throws IOException
	{
		try {
			return decided.apply(new StackVoxels(stack, channel, frame), tile.core(), tile.view(),
				sink.volume(channel, frame), progress);
		}
		catch (final IllegalArgumentException e) {
			throw new IllegalArgumentException(Suspicions.source(stack) + ": " + words(stack) + ": " + e.getMessage(),
				e);
		}
		catch (final UncheckedIOException e) {
			throw e.getCause();
		}
	}

	/** @return as {@code channel 1, frame 1, tile 3 (64x64x32 at (0, 64, 0))}, counted from 1 as in the file */
	public String words(final Stack stack) {
		return Absence.volume(stack, channel, frame) + ", tile " + (tile.index() + 1) + " (" + tile.core() + ")";
	}
}
