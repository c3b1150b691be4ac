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

import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.Restoration;
import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.TileContext;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.ResultSink;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.tiling.Tile;

/**
 * Restores one tile of one channel and frame: reads its view, restores it, writes
 * its core. The same tile gives the same voxels wherever and however often it is
 * done.
 *
 * @param channel from 0
 * @param frame from 0
 */
public record TileTask(int channel, int frame, Tile tile) {

	/**
	 * @param decisions of this channel and frame
	 * @return what was done
	 */
	public Restoration run(final Stack stack, final Psf psf, final Decisions decisions, final ResultSink sink,
		final Progress progress) throws IOException
	{
		final Box view = tile.view();
		final TileContext place = new TileContext(new Extent(stack.width(), stack.height(), stack.slices()), view.x(), view.y(), view
			.z(), decisions.statistics());
		final Restoration restoration;
		try {
			restoration = Deconvolution.restore(read(stack, progress).asTile(place), psf, decisions.options(), progress);
		}
		catch (final IllegalArgumentException e) {
			throw new IllegalArgumentException(stack.name() + ": " + this + ": " + e.getMessage(), e);
		}
		write(restoration.estimate(), sink, progress);
		return restoration;
	}

	private Recording read(final Stack stack, final Progress progress) throws IOException {
		final Box view = tile.view();
		final Object[] planes = new Object[view.size().nz()];
		for (int z = 0; z < planes.length; z++) {
			progress.check();
			planes[z] = stack.part(channel, view.z() + z, frame, view.x(), view.y(), view.size().nx(), view.size().ny());
		}
		return new Recording(view.size(), planes);
	}

	private void write(final Volume estimate, final ResultSink sink, final Progress progress) throws IOException {
		final Box core = tile.core(), view = tile.view();
		final int nx = core.size().nx(), ny = core.size().ny();
		for (int z = 0; z < core.size().nz(); z++) {
			progress.check();
			final float[] part = new float[nx * ny];
			for (int y = 0; y < ny; y++)
				System.arraycopy(estimate.row(core.y() - view.y() + y, core.z() - view.z() + z), core.x() - view.x(), part, y *
					nx, nx);
			sink.part(channel, core.z() + z, frame, core.x(), core.y(), nx, ny, part);
		}
	}

	/** @return as {@code channel 1, frame 1, tile 3 (64x64x32 at (0, 64, 0))}, counted from 1 */
	@Override
	public String toString() {
		return "channel " + (channel + 1) + ", frame " + (frame + 1) + ", tile " + (tile.index() + 1) + " (" + tile.core() +
			")";
	}
}
