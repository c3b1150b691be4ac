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
package sc.fiji.lucid.io.zarr;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.List;

import sc.fiji.lucid.io.SampleType;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;

/**
 * An OME-Zarr image, read chunk by chunk. Chunks that were read last are kept, so
 * that the slices of a tile do not decode its chunks again.
 */
public final class ZarrStack implements Stack {

	private final String name;
	private final List<Path> folder;
	private final ZarrArray array;
	private final ZarrLayout layout;
	private final StackMetadata metadata;
	private final StackShape shape;
	private final int[] strides;
	/** Where x, y, z, c and t are among the array's axes; -1 where it has no such axis. */
	private final int[] axes = new int[5];
	private final ChunkCache cache;

	/** @param folder of the whole image; none for a level that is being written */
	ZarrStack(final String name, final List<Path> folder, final ZarrArray array, final List<String> axisNames,
		final StackMetadata metadata) throws IOException
	{
		this.name = name;
		this.folder = folder;
		this.array = array;
		layout = array.layout();
		strides = layout.strides();
		if (axisNames.size() != layout.shape().length) throw new IOException(
			name + " is damaged: it names " + axisNames + " as axes and has " + layout.shape().length + ".");
		for (int i = 0; i < 5; i++)
			axes[i] = axisNames.indexOf("xyzct".substring(i, i + 1));
		for (int i = 0; i < layout.shape().length; i++)
			if (!"xyzct".contains(axisNames.get(i)) && layout.shape()[i] > 1) throw new IOException(
				name + " has an axis '" + axisNames.get(i) + "', which is neither space, channel nor time.");
		if (axes[0] < 0 || axes[1] < 0) throw new IOException(name + " has no axes x and y.");
		try {
			shape = new StackShape(size(0), size(1), size(2), size(3), size(4));
		}
		catch (final IllegalArgumentException exc) {
			throw new IOException(name + ": " + exc.getMessage());
		}
		this.metadata = layout.type().isExact() ? metadata
			: metadata.toBuilder()
				.note("Voxels of " + 8 * layout.type().bytes() + " bits are rounded to 32-bit floating point")
				.build();
		cache = new ChunkCache(array);
	}

	/**
	 * Opens an image in a folder.
	 *
	 * @param series from 1; 0: the only one
	 */
	public static ZarrStack open(final Path folder, final int series) throws IOException {
		final OmeZarr image = OmeZarr.read(folder, series);
		return new ZarrStack(String.valueOf(folder.toAbsolutePath().normalize().getFileName()), List.of(folder),
			ZarrArray.open(image.array()), image.axes(), image.metadata());
	}

	private int size(final int axis) {
		return axes[axis] < 0 ? 1 : layout.shape()[axes[axis]];
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
		return folder;
	}

	@Override
	public List<String> doubts() throws IOException {
		if (array.isHollow()) throw new IOException(name + " is damaged: it promises " + shape +
			", and not one in a thousand of its chunks is there. Copy or write it again.");
		final long[] counts = array.stored();
		return counts[0] >= counts[1] ? List.of() : List.of("warning: " + (counts[1] - counts[0]) + " of " + counts[1] +
			" chunks of " + name + " are absent: their voxels are taken for " + layout.fill() + ", the fill value");
	}

	@Override
	public int bytesPerVoxel() {
		return layout.type().bytesInMemory();
	}

	@Override
	public Object plane(final int channel, final int slice, final int frame) throws IOException {
		final Object plane = layout.type().allocate(shape.planeSize());
		copy(new int[] { 0, 0, slice, channel, frame }, shape.width(), shape.height(),
			(row, from, to, count) -> System.arraycopy(row, from, plane, to, count));
		return plane;
	}

	@Override
	public float[] part(final int channel, final int slice, final int frame, final int x, final int y, final int width,
		final int height) throws IOException
	{
		shape.checkPart(x, y, width, height);
		final float[] part = new float[width * height];
		copy(new int[] { x, y, slice, channel, frame }, width, height,
			(row, from, to, count) -> SampleType.copyToFloats(row, from, part, to, count));
		return part;
	}

	private interface RowCopy {

		void copy(Object row, int from, int to, int count);
	}

	/** Copies the part of a plane that starts at {@code first} (x, y, z, c, t), row by row of each chunk. */
	private void copy(final int[] first, final int width, final int height, final RowCopy to) throws IOException {
		shape.planeIndex(first[3], first[2], first[4]);
		final int[] index = new int[layout.shape().length];
		int inside = 0;
		for (int i = 2; i < 5; i++)
			if (axes[i] >= 0) {
				index[axes[i]] = first[i] / chunk(i);
				inside += first[i] % chunk(i) * strides[axes[i]];
			}
		for (int cy = first[1] / chunk(1); cy * chunk(1) < first[1] + height; cy++)
			for (int cx = first[0] / chunk(0); cx * chunk(0) < first[0] + width; cx++) {
				index[axes[1]] = cy;
				index[axes[0]] = cx;
				final Object voxels = cache.get(index);
				final int x0 = Math.max(first[0], cx * chunk(0));
				final int count = Math.min(first[0] + width, (cx + 1) * chunk(0)) - x0;
				final int y1 = Math.min(first[1] + height, (cy + 1) * chunk(1));
				for (int y = Math.max(first[1], cy * chunk(1)); y < y1; y++)
					copyRow(voxels,
						inside + (y - cy * chunk(1)) * strides[axes[1]] + (x0 - cx * chunk(0)) * strides[axes[0]],
						(y - first[1]) * width + x0 - first[0], count, to);
			}
	}

	private void copyRow(final Object voxels, final int from, final int position, final int count, final RowCopy to) {
		final int stride = strides[axes[0]];
		if (stride == 1) {
			to.copy(voxels, from, position, count);
			return;
		}
		final Object row = layout.type().allocate(count);
		for (int i = 0; i < count; i++)
			Array.set(row, i, Array.get(voxels, from + i * stride));
		to.copy(row, 0, position, count);
	}

	private int chunk(final int axis) {
		return layout.chunk()[axes[axis]];
	}

	/** Forgets the chunks. */
	@Override
	public void close() {
		cache.clear();
	}
}
