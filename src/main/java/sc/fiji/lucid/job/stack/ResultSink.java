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

import sc.fiji.lucid.restoration.VoxelSink;

/** Takes the restored stack, in parts of planes that do not overlap. */
@FunctionalInterface
public interface ResultSink {

	/**
	 * @param channel from 0
	 * @param slice from 0
	 * @param frame from 0
	 * @param x of the part's first voxel
	 * @param y of the part's first voxel
	 * @param voxels width·height values, x fastest
	 */
	void part(int channel, int slice, int frame, int x, int y, int width, int height, float[] voxels)
		throws IOException;

	/** @return a sink for the volume of one channel and frame */
	default VoxelSink volume(final int channel, final int frame) {
		return (z, x, y, width, height, voxels) -> {
			try {
				part(channel, z, frame, x, y, width, height, voxels);
			}
			catch (final IOException e) {
				throw new UncheckedIOException(e.getMessage(), e);
			}
		};
	}
}
