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
package sc.fiji.lucid.job.report;

import java.io.IOException;
import java.util.BitSet;

import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;

/**
 * A stack whose planes of one channel and frame are projected as others read them, so that pictures cost no reading of
 * their own.
 */
public final class ProjectedStack implements Stack {

	private final Stack stack;
	private final int channel;
	private final int frame;
	private final Projections projections;
	private final BitSet seen = new BitSet();

	public ProjectedStack(final Stack stack, final int channel, final int frame) {
		this.stack = stack;
		this.channel = channel;
		this.frame = frame;
		projections = new Projections(stack.width(), stack.height(), stack.slices());
	}

	/** @return the projections of all planes; what nobody has read is read now */
	public Projections projections() throws IOException {
		for (int z = seen.nextClearBit(0); z < slices(); z = seen.nextClearBit(z))
			plane(channel, z, frame);
		return projections;
	}

	@Override
	public synchronized Object plane(final int c, final int slice, final int t) throws IOException {
		if (c != channel || t != frame || seen.get(slice)) return stack.plane(c, slice, t);
		final float[] plane = stack.floats(c, slice, t);
		projections.add(slice, 0, 0, stack.width(), plane);
		seen.set(slice);
		return plane;
	}

	@Override
	public String name() {
		return stack.name();
	}

	@Override
	public StackShape shape() {
		return stack.shape();
	}

	@Override
	public int channelNumber(final int c) {
		return stack.channelNumber(c);
	}

	@Override
	public int frameNumber(final int t) {
		return stack.frameNumber(t);
	}

	@Override
	public int channelsOfFile() {
		return stack.channelsOfFile();
	}

	@Override
	public int framesOfFile() {
		return stack.framesOfFile();
	}

	@Override
	public StackMetadata metadata() {
		return stack.metadata();
	}

	/** Does nothing: the stack is closed by its owner. */
	@Override
	public void close() {}
}
