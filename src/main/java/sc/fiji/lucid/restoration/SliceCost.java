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
package sc.fiji.lucid.restoration;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.tiling.Halo;
import sc.fiji.lucid.tiling.TileCost;

/**
 * The cost of a step that tells the model a number for each slice, and leaves the voxels alone.
 *
 * @param reason what takes the memory, in words
 * @param halo what of the slices beside is looked at
 */
public record SliceCost(String reason, Halo halo) implements TileCost {

	/** Each slice is by itself. */
	public SliceCost(final String reason) {
		this(reason, Halo.NONE);
	}

	@Override
	public Extent grid(final Extent view) {
		return view;
	}

	/** The tile, and a slice that is looked at. */
	@Override
	public long bytes(final Extent view, final int bytesPerVoxel) {
		return view.voxels() * bytesPerVoxel + Float.BYTES * view.nx() * (long) view.ny();
	}

	@Override
	public int bytesAfter(final int bytesPerVoxel) {
		return bytesPerVoxel;
	}
}
