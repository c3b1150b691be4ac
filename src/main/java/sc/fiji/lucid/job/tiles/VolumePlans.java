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
import java.util.List;

import sc.fiji.lucid.image.VoxelSource;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.stack.StackVoxels;
import sc.fiji.lucid.restoration.Steps;
import sc.fiji.lucid.tiling.Plan;
import sc.fiji.lucid.tiling.TileCost;

/** Plans for the volumes of a stack. */
public final class VolumePlans {

	private VolumePlans() {}

	/**
	 * @param steps that a volume passes
	 * @param memory bytes that may be used
	 * @throws IOException if the stack cannot be read
	 * @throws IllegalStateException if the memory is too small even for small tiles
	 */
	public static Plan of(final Stack stack, final Steps steps, final long memory) throws IOException {
		return of(stack, List.of(steps), memory);
	}

	/** As the other, with one plan for all channels. */
	public static Plan of(final Stack stack, final List<Steps> channels, final long memory) throws IOException {
		final VoxelSource first = new StackVoxels(stack, 0, 0);
		return Plan.of(first.extent(), first.bytesPerVoxel(), TileCost.any(channels.stream().map(Steps::cost).toList()),
			memory);
	}
}
