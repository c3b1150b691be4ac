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
package sc.fiji.lucid.io.tiff;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import sc.fiji.lucid.io.SampleType;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;

/**
 * A stack in one or several TIFF files. A plane is either a directory of a file,
 * or, in ImageJ's files of more than 4 GB, one of the planes that follow the first
 * without directories of their own.
 */
final class TiffStack implements Stack {

	/** Finds a plane in the files. */
	interface Planes {

		/**
		 * @param index of the plane in XYCZT order
		 * @return the voxels of the part that starts at (x, y)
		 */
		Object read(int index, int x, int y, int width, int height) throws IOException;

		/** @return the files */
		List<Path> files();

		/** Closes the files. */
		void close() throws IOException;
	}

	private final String name;
	private final StackShape shape;
	private final StackMetadata metadata;
	private final Planes planes;
	private final float offset;
	private final SampleType type;

	/** @param offset added to every voxel: ImageJ stores signed 16 bits as unsigned with an offset of -32768 */
	TiffStack(final Path path, final StackShape shape, final StackMetadata metadata, final Planes planes,
		final SampleType type, final float offset)
	{
		name = path.getFileName().toString();
		this.shape = shape;
		this.metadata = metadata;
		this.planes = planes;
		this.type = type;
		this.offset = offset;
	}

	@Override
	public String name() {
		return name;
	}

	@Override
	public StackShape shape() {
		return shape;
	}

	@Override
	public StackMetadata metadata() {
		return metadata;
	}

	@Override
	public List<Path> files() {
		return planes.files();
	}

	@Override
	public int bytesPerVoxel() {
		return offset == 0 ? type.bytesInMemory() : 4;
	}

	@Override
	public Object plane(final int channel, final int slice, final int frame) throws IOException {
		return read(channel, slice, frame, 0, 0, shape.width(), shape.height());
	}

	@Override
	public float[] part(final int channel, final int slice, final int frame, final int x, final int y, final int width,
		final int height) throws IOException
	{
		shape.checkPart(x, y, width, height);
		final Object part = read(channel, slice, frame, x, y, width, height);
		return part instanceof float[] floats ? floats : SampleType.toFloats(part);
	}

	private Object read(final int channel, final int slice, final int frame, final int x, final int y, final int width,
		final int height) throws IOException
	{
		final Object part = planes.read((int) shape.planeIndex(channel, slice, frame), x, y, width, height);
		if (offset == 0) return part;
		final float[] signed = SampleType.toFloats(part);
		for (int i = 0; i < signed.length; i++)
			signed[i] += offset;
		return signed;
	}

	@Override
	public void close() throws IOException {
		planes.close();
	}

	/** Planes without directories, one behind the other from {@code first} on. */
	record Contiguous(TiffFile file, SampleType type, int planeWidth, int planeSize, long first) implements Planes {

		@Override
		public Object read(final int index, final int x, final int y, final int width, final int height)
			throws IOException
		{
			final Object part = type.allocate(width * height);
			final long start = first + type.bytes() * (index * (long) planeSize + (long) y * planeWidth + x);
			// Whole rows are one stretch; in pieces, so that little memory is needed beside the plane.
			final int rows = width == planeWidth ? Math.max(1, (1 << 20) / width) : 1;
			for (int row = 0; row < height; row += rows) {
				final int count = Math.min(rows, height - row) * width;
				type.copy(file.read(start + (long) row * planeWidth * type.bytes(), count * type.bytes()), 0, part,
					row * width, count);
			}
			return part;
		}

		@Override
		public List<Path> files() {
			return List.of(file.path());
		}

		@Override
		public void close() throws IOException {
			file.close();
		}
	}
}
