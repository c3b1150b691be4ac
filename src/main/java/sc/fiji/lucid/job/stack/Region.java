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

import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;

/** A box of one channel and frame of a stack, as a stack of its own. */
public final class Region implements Stack {

	private final Stack whole;
	private final int channel;
	private final int frame;
	private final int x0;
	private final int y0;
	private final int z0;
	private final StackShape shape;

	/** The box of at most width × height × slices around a voxel, moved inside the stack where it would leave it. */
	public static Region around(final Stack whole, final int[] voxel, final int[] size, final int channel,
		final int frame)
	{
		final int[] all = { whole.width(), whole.height(), whole.slices() }, first = new int[3], part = new int[3];
		for (int axis = 0; axis < 3; axis++) {
			part[axis] = Math.min(size[axis], all[axis]);
			first[axis] = Math.max(0, Math.min(all[axis] - part[axis], voxel[axis] - part[axis] / 2));
		}
		return new Region(whole, channel, frame, first, part);
	}

	private Region(final Stack whole, final int channel, final int frame, final int[] first, final int[] part) {
		this.whole = whole;
		this.channel = channel;
		this.frame = frame;
		x0 = first[0];
		y0 = first[1];
		z0 = first[2];
		shape = new StackShape(part[0], part[1], part[2], 1, 1);
	}

	@Override
	public String name() {
		return whole.name();
	}

	@Override
	public StackShape shape() {
		return shape;
	}

	@Override
	public StackMetadata metadata() {
		final StackMetadata m = whole.metadata();
		final StackMetadata.Builder builder = new StackMetadata.Builder().voxelSource(m.voxelSource());
		m.voxelX().ifPresent(v -> builder.voxel(0, v));
		m.voxelY().ifPresent(v -> builder.voxel(1, v));
		m.voxelZ().ifPresent(v -> builder.voxel(2, v));
		return builder.channel(m.channelName(channel).orElse(""), m.optics(channel)).build();
	}

	@Override
	public Object plane(final int c, final int slice, final int t) throws IOException {
		final float[] plane = whole.floats(channel, z0 + slice, frame), part = new float[shape.planeSize()];
		for (int y = 0; y < shape.height(); y++)
			System.arraycopy(plane, (y0 + y) * whole.width() + x0, part, y * shape.width(), shape.width());
		return part;
	}

	/** Does nothing: the whole is closed by its owner. */
	@Override
	public void close() {}
}
