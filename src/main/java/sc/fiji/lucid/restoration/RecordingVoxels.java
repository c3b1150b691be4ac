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

import java.util.List;
import java.util.stream.IntStream;

import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.VoxelSource;

/** A volume that is in memory, read box by box like any other. */
public final class RecordingVoxels implements VoxelSource {

	private final Recording recording;

	/** @param recording the whole volume */
	public RecordingVoxels(final Recording recording) {
		this.recording = recording;
	}

	@Override
	public Extent extent() {
		return recording.extent();
	}

	@Override
	public int bytesPerVoxel() {
		return recording.bytesPerVoxel();
	}

	@Override
	public Recording read(final Box box, final Progress progress) {
		progress.check();
		return box.equals(whole()) ? recording : GatheredPlanes.of(recording, box.x(), box.y(), box.size().nx(),
			box.size().ny(), IntStream.range(box.z(), box.z() + box.size().nz()).boxed().toList());
	}

	@Override
	public Recording planes(final List<Integer> slices, final Progress progress) {
		progress.check();
		return GatheredPlanes.of(recording, 0, 0, extent().nx(), extent().ny(), slices);
	}
}
