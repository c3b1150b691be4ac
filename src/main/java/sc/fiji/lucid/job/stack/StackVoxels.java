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
import java.util.List;
import java.util.stream.IntStream;

import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.VoxelSource;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.restoration.DecidingFrame;
import sc.fiji.lucid.restoration.Series;

/** A channel and frame of a stack. */
public final class StackVoxels implements VoxelSource {

	private final Stack stack;
	private final int channel;
	private final int frame;
	private final int bytesPerVoxel;

	/**
	 * @param channel from 0
	 * @param frame from 0
	 * @throws IOException if the stack cannot be read
	 */
	public StackVoxels(final Stack stack, final int channel, final int frame) throws IOException {
		this.stack = stack;
		this.channel = channel;
		this.frame = frame;
		bytesPerVoxel = stack.bytesPerVoxel();
	}

	/** @return all frames of a channel, from 0, in the order in which they are restored: the one that decides first */
	public static List<Integer> order(final Stack stack, final int channel, final Series series) throws IOException {
		final VoxelSource[] frames = new VoxelSource[stack.frames()];
		for (int t = 0; t < frames.length; t++)
			frames[t] = new StackVoxels(stack, channel, t);
		return DecidingFrame.order(series, frames.length, t -> frames[t]);
	}

	@Override
	public List<StackVoxels> series() {
		return IntStream.range(0, stack.frames()).mapToObj(t -> new StackVoxels(this, t)).toList();
	}

	@Override
	public int frame() {
		return frame;
	}

	private StackVoxels(final StackVoxels other, final int frame) {
		stack = other.stack;
		channel = other.channel;
		this.frame = frame;
		bytesPerVoxel = other.bytesPerVoxel;
	}

	@Override
	public Extent extent() {
		return Stacks.extent(stack);
	}

	@Override
	public int bytesPerVoxel() {
		return bytesPerVoxel;
	}

	@Override
	public Recording read(final Box box, final Progress progress) {
		final List<Integer> slices = IntStream.range(box.z(), box.z() + box.size().nz()).boxed().toList();
		return box.size().nx() == stack.width() && box.size().ny() == stack.height() ? planes(slices, progress)
			: parts(box, slices, progress);
	}

	/** In the type that they are recorded in. */
	@Override
	public Recording planes(final List<Integer> slices, final Progress progress) {
		final Object[] planes = new Object[slices.size()];
		try {
			for (int z = 0; z < planes.length; z++) {
				progress.check();
				planes[z] = stack.plane(channel, slices.get(z), frame);
			}
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e.getMessage(), e);
		}
		return new Recording(new Extent(stack.width(), stack.height(), planes.length), planes);
	}

	private Recording parts(final Box box, final List<Integer> slices, final Progress progress) {
		final Object[] planes = new Object[slices.size()];
		try {
			for (int z = 0; z < planes.length; z++) {
				progress.check();
				planes[z] = stack.part(channel, slices.get(z), frame, box.x(), box.y(), box.size().nx(),
					box.size().ny());
			}
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e.getMessage(), e);
		}
		return new Recording(box.size(), planes);
	}
}
