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
package sc.fiji.lucid.image;

import java.util.List;

/**
 * One volume (a channel and frame of a stack) whose voxels are read when they are asked for, wherever they are kept.
 * May be read from several threads at once.
 */
public interface VoxelSource {

	/** @return size in voxels */
	Extent extent();

	/** @return bytes that a voxel takes in what is read: 1, 2 or 4 */
	int bytesPerVoxel();

	/**
	 * Reads a part of the volume.
	 *
	 * @param box the part, inside the volume
	 * @param progress asked whether to stop
	 * @return its voxels, with their mask and their background map where the volume has them; not to be changed
	 * @throws java.io.UncheckedIOException if it cannot be read; its cause says why in one line
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	Recording read(Box box, Progress progress);

	/**
	 * Reads whole planes.
	 *
	 * @param slices which, from 0
	 * @param progress asked whether to stop
	 * @return them, one upon the other in this order
	 * @throws java.io.UncheckedIOException if they cannot be read
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	Recording planes(List<Integer> slices, Progress progress);

	/** @return the volumes of the time series that this one is a frame of, in their order; itself where it is of none */
	default List<? extends VoxelSource> series() {
		return List.of(this);
	}

	/** @return which volume of its {@link #series} this one is, from 0 */
	default int frame() {
		return 0;
	}

	/** @return the whole volume as a box */
	default Box whole() {
		return new Box(0, 0, 0, extent());
	}
}
