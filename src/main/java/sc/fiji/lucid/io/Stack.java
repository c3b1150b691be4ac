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
package sc.fiji.lucid.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A hyperstack of single-valued voxels: channels, slices and frames of planes.
 * Planes of files are read when asked for, and may be asked for from several
 * threads at once. Indices are counted from 0.
 */
public interface Stack extends Closeable {

	/** @return the file's or the image's name, for logs and titles */
	String name();

	/** @return the size */
	StackShape shape();

	/** @return what is known about the stack */
	StackMetadata metadata();

	/** @return the files and folders that hold the stack; none if it is in memory */
	default List<Path> files() {
		return List.of();
	}

	/**
	 * Reads a plane.
	 *
	 * @return width·height voxels, x fastest: {@code byte[]} (unsigned),
	 *         {@code short[]} (unsigned) or {@code float[]}; to be left unchanged
	 * @throws IOException in one line that names the file, what is wrong and the
	 *           remedy
	 * @throws IllegalArgumentException if there is no such plane
	 */
	Object plane(int channel, int slice, int frame) throws IOException;

	/** @return as {@link #plane}, every voxel converted to float32 (exact for 8 and 16 bits), in an array of its own */
	default float[] floats(final int channel, final int slice, final int frame) throws IOException {
		return SampleType.toFloats(plane(channel, slice, frame));
	}

	/**
	 * Reads the part of a plane whose first voxel is (x, y); stacks in chunks read
	 * no more than that takes.
	 *
	 * @return width·height voxels as float32, x fastest
	 * @throws IOException as {@link #plane}
	 * @throws IllegalArgumentException if the part is not inside the stack
	 */
	default float[] part(final int channel, final int slice, final int frame, final int x, final int y, final int width,
		final int height) throws IOException
	{
		shape().checkPart(x, y, width, height);
		final float[] part = new float[width * height];
		final Object plane = plane(channel, slice, frame);
		for (int row = 0; row < height; row++)
			SampleType.copyToFloats(plane, (y + row) * width() + x, part, row * width, width);
		return part;
	}

	/**
	 * @return what looks wrong in how the stack is stored, a line each; may look at all files of it
	 * @throws IOException in one line, if hardly anything of it is there
	 */
	default List<String> doubts() throws IOException {
		return List.of();
	}

	/** @return 1 or 2 where planes are {@code byte[]} or {@code short[]}, else 4 */
	default int bytesPerVoxel() throws IOException {
		final Object plane = plane(0, 0, 0);
		return plane instanceof byte[] ? 1 : plane instanceof short[] ? 2 : 4;
	}

	/** @return voxels along X */
	default int width() {
		return shape().width();
	}

	/** @return voxels along Y */
	default int height() {
		return shape().height();
	}

	/** @return voxels along Z */
	default int slices() {
		return shape().slices();
	}

	/** @return number of channels */
	default int channels() {
		return shape().channels();
	}

	/** @return number of time points */
	default int frames() {
		return shape().frames();
	}

	/** @return which channel of the file, from 1, a channel, from 0, is: another where a part is a stack of its own */
	default int channelNumber(final int channel) {
		return channel + 1;
	}

	/** @return which frame of the file, from 1, a frame, from 0, is */
	default int frameNumber(final int frame) {
		return frame + 1;
	}

	/** @return number of channels of the file that the stack is, or is a part of */
	default int channelsOfFile() {
		return channels();
	}

	/** @return number of frames of the file that the stack is, or is a part of */
	default int framesOfFile() {
		return frames();
	}
}
