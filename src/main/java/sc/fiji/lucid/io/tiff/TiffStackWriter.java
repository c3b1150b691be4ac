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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import sc.fiji.lucid.io.PartFile;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.StackFileWriter;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.VoxelRange;

/** A 32-bit TIFF file, in ImageJ's layout or as OME-TIFF: a frame before and behind, and the planes in between. */
public final class TiffStackWriter implements StackFileWriter {

	private static final int MAX_INFO = 4000;

	private final StackShape shape;
	private final PartFile file;
	private final FileChannel channel;
	private final TiffFrame around;
	private final VoxelRange range;
	private final int[] written;
	private final StringBuilder info = new StringBuilder();
	private RunRecord record;
	private boolean complete;
	private boolean finished;

	/** @param ome whether it becomes an OME-TIFF */
	public TiffStackWriter(final Path target, final StackShape shape, final StackMetadata metadata, final boolean ome,
		final boolean force) throws IOException
	{
		this(target, shape,
			ome ? new OmeTiffFrame(nameOf(target), shape, metadata) : new TiffHeader(shape, metadata, 2 * MAX_INFO),
			force);
	}

	TiffStackWriter(final Path target, final StackShape shape, final TiffFrame around, final boolean force)
		throws IOException
	{
		this.shape = shape;
		this.around = around;
		if (4L * shape.planeSize() > Integer.MAX_VALUE)
			throw new IOException(target.getFileName() + " cannot be a TIFF file: planes of " + shape.width() + "x" +
				shape.height() + " are too large. Write OME-Zarr.");
		file = new PartFile(target, force);
		range = new VoxelRange(shape.channels());
		written = new int[Math.toIntExact(shape.planes())];
		final long size = around.size() + 4L * shape.planeSize() * shape.planes();
		final long free = Files.getFileStore(file.part().getParent()).getUsableSpace();
		if (size > free) throw new IOException(target + " needs " + (size >> 10) + " kB, and the disk has " +
			(free >> 10) + " kB free. Make room there, or choose another output.");
		channel = FileChannel.open(file.part(), StandardOpenOption.CREATE, StandardOpenOption.WRITE,
			StandardOpenOption.TRUNCATE_EXISTING);
	}

	private static String nameOf(final Path target) {
		return target.getFileName().toString();
	}

	@Override
	public StackShape shape() {
		return shape;
	}

	@Override
	public void write(final int c, final int slice, final int frame, final int x, final int y, final int width,
		final int height, final float[] voxels) throws IOException
	{
		final int plane = (int) shape.planeIndex(c, slice, frame);
		shape.checkPart(x, y, width, height, voxels);
		final long start = around.size() + 4L * plane * shape.planeSize();
		// Whole rows are one stretch of the file.
		final int rows = width == shape.width() ? Math.max(1, (1 << 18) / width) : 1;
		for (int row = 0; row < height; row += rows) {
			final int count = Math.min(rows, height - row) * width;
			final ByteBuffer bytes = ByteBuffer.allocate(4 * count);
			bytes.asFloatBuffer().put(voxels, row * width, count);
			put(bytes, start + 4L * ((long) (y + row) * shape.width() + x));
		}
		range.add(c, voxels);
		synchronized (written) {
			written[plane] += voxels.length;
		}
	}

	@Override
	public void appendInfo(final String lines) {
		synchronized (info) {
			if (info.length() + lines.length() + 1 > MAX_INFO) throw new IllegalArgumentException(
				"Info takes " + MAX_INFO + " more characters, not " + (info.length() + lines.length()) + ".");
			info.append(lines).append(lines.endsWith("\n") ? "" : "\n");
		}
	}

	@Override
	public void record(final RunRecord run) {
		record = run;
	}

	@Override
	public void complete() throws IOException {
		if (complete) return;
		for (int i = 0; i < written.length; i++)
			if (written[i] != shape.planeSize()) throw new IOException(
				"Plane " + (i + 1) + " of " + written.length + " was not written completely: the result is not kept.");
		for (final TiffFrame.Piece piece : around.pieces(range, info.toString(), record))
			put(piece.bytes(), piece.at());
		try {
			channel.force(false);
			channel.close();
		}
		catch (final IOException exc) {
			throw PartFile.failed(file.part(), exc);
		}
		complete = true;
	}

	@Override
	public Path part() {
		return file.part();
	}

	@Override
	public void finish() throws IOException {
		complete();
		file.commit();
		finished = true;
	}

	private void put(final ByteBuffer bytes, final long position) throws IOException {
		bytes.rewind();
		try {
			while (bytes.hasRemaining())
				channel.write(bytes, position + bytes.position());
		}
		catch (final java.nio.channels.ClosedChannelException exc) {
			throw exc;
		}
		catch (final IOException exc) {
			throw PartFile.failed(file.part(), exc);
		}
	}

	@Override
	public void close() throws IOException {
		channel.close();
		if (!finished) file.discard();
	}
}
