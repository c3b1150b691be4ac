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
package sc.fiji.lucid.job.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

import sc.fiji.lucid.restoration.geometry.DeskewingSink;
import sc.fiji.lucid.restoration.geometry.SkewedGrid;

/** Takes the channels and frames of a skewed stage scan, and passes them on upright. */
public final class DeskewedResult implements ResultSink {

	private final SkewedGrid grid;
	private final ResultSink result;
	private final Map<Long, DeskewingSink> volumes = new HashMap<>();

	/**
	 * @param grid of each volume
	 * @param result takes the upright voxels
	 */
	public DeskewedResult(final SkewedGrid grid, final ResultSink result) {
		this.grid = grid;
		this.result = result;
	}

	@Override
	public void part(final int channel, final int slice, final int frame, final int x, final int y, final int width,
		final int height, final float[] voxels) throws IOException
	{
		final DeskewingSink volume;
		synchronized (volumes) {
			volume = volumes.computeIfAbsent((long) channel << 32 | frame,
				key -> new DeskewingSink(grid, result.volume(channel, frame)));
		}
		try {
			volume.part(slice, x, y, width, height, voxels);
		}
		catch (final UncheckedIOException e) {
			throw e.getCause();
		}
	}
}
