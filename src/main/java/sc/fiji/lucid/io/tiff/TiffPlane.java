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
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;

import sc.fiji.lucid.io.SampleType;

/** Reads the voxels of one directory of a TIFF file: strips or tiles, compressed or not. */
final class TiffPlane {

	/** Java's arrays hold no more. */
	private static final int MOST_BYTES = Integer.MAX_VALUE - 16;

	private final TiffFile file;
	private final TiffLayout layout;
	private final long[] offsets;
	private final long[] counts;

	/** @throws IOException in one line, if the file cannot hold what the directory promises */
	TiffPlane(final TiffDirectory directory) throws IOException {
		file = directory.file();
		layout = TiffLayout.of(directory);
		final long blocks = (long) layout.blocksAcross() * layout.blocksDown();
		offsets = directory.numbers(layout.tiled() ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS);
		if (offsets.length < blocks) throw file.problem("is damaged: a plane needs " + blocks +
			(layout.tiled() ? " tiles" : " strips") + " and has " + offsets.length);
		final long[] given = directory.numbers(layout.tiled() ? TiffTag.TILE_BYTE_COUNTS : TiffTag.STRIP_BYTE_COUNTS);
		counts = new long[(int) blocks];
		for (int i = 0; i < blocks; i++)
			// Writers get the counts of uncompressed data wrong; what is needed is known.
			counts[i] = layout.codec() == TiffCodec.NONE ? blockBytes(i / layout.blocksAcross())
				: i < given.length ? given[i] : file.length() - offsets[i];
		check(directory);
	}

	TiffLayout layout() {
		return layout;
	}

	/** @return the byte where the voxels start */
	long firstByte() {
		return offsets[0];
	}

	/**
	 * Refuses what is cut off, what was never written, and sizes that the bytes of the file can never unpack to. A
	 * place of 0 is what programs leave that reserve room for all pages, or write the directory first, and end early.
	 * Some of maps mean zeros by it; no microscope does.
	 */
	private void check(final TiffDirectory directory) throws IOException {
		long stored = 0;
		for (int i = 0; i < counts.length; i++) {
			if (offsets[i] < file.firstFree() || counts[i] < 0 || offsets[i] > Long.MAX_VALUE - counts[i])
				throw file.damaged(file.page(directory) + " has no place for its voxels" +
					(counts.length == 1 ? "" : " (" + (layout.tiled() ? "tile " : "strip ") + (i + 1) + ")"));
			if (offsets[i] + counts[i] > file.length()) throw file.truncated(offsets[i] + counts[i]);
			stored += counts[i];
		}
		if (layout.bytes() > layout.codec().mostBytes(stored))
			throw file.damaged(stored + " compressed bytes cannot hold a plane of " + layout.bytes() + " bytes");
	}

	/** Of an uncompressed strip only the rows are read that are wanted. */
	private void checkMemory(final int columns, final int rows) throws IOException {
		final int high = layout.codec() == TiffCodec.NONE ? Math.min(rows, layout.blockHeight()) : layout.blockHeight();
		final long needed = (long) columns * rows * layout.type().bytes() + 2L * layout.rowBytes() * high;
		if (needed > Runtime.getRuntime().maxMemory())
			throw file.problem("has planes that need " + (needed >> 20) + " MB of memory, and Java may use " +
				(Runtime.getRuntime().maxMemory() >> 20) + " MB. Give it more with -Xmx");
	}

	private long blockBytes(final int down) {
		return (long) layout.rowBytes() * layout.rows(down);
	}

	/**
	 * Reads the part whose first voxel is (x, y), and no more of the file than its
	 * blocks; of an uncompressed strip, its rows.
	 *
	 * @return columns·rows voxels: {@code byte[]}, {@code short[]} or {@code float[]}
	 */
	Object read(final int x, final int y, final int columns, final int rows) throws IOException {
		checkMemory(columns, rows);
		final Object part = layout.type().allocate(columns * rows);
		final int across = layout.blocksAcross();
		for (int down = y / layout.blockHeight(); down * layout.blockHeight() < y + rows; down++) {
			final int top = down * layout.blockHeight();
			final int y0 = Math.max(y, top);
			final int y1 = Math.min(y + rows, top + layout.blockHeight());
			for (int i = x / layout.blockWidth(); i * layout.blockWidth() < x + columns; i++) {
				final int left = i * layout.blockWidth();
				final int x0 = Math.max(x, left);
				final int count = Math.min(x + columns, left + layout.blockWidth()) - x0;
				final ByteBuffer stored = rows(down * across + i, down, y0 - top, y1 - y0);
				for (int row = y0; row < y1; row++)
					copyRow(stored, row - y0, x0 - left, part, (row - y) * columns + x0 - x, count);
			}
		}
		return part;
	}

	/** @return the rows of a block from row {@code first} on */
	private ByteBuffer rows(final int index, final int down, final int first, final int count) throws IOException {
		final long skipped = (long) first * layout.rowBytes();
		final long wanted = (long) count * layout.rowBytes();
		final long size = blockBytes(down);
		if (wanted > MOST_BYTES || layout.codec() != TiffCodec.NONE && Math.max(size, counts[index]) > MOST_BYTES)
			throw file.problem("stores more than 2 GB in one strip. Save it with smaller strips");
		if (layout.codec() == TiffCodec.NONE) return file.read(offsets[index] + skipped, (int) wanted);
		final ByteBuffer block = decode(file.read(offsets[index], (int) counts[index]), (int) size, index);
		return block.slice((int) skipped, (int) wanted).order(block.order());
	}

	private ByteBuffer decode(final ByteBuffer packed, final int size, final int index) throws IOException {
		final byte[] bytes = new byte[size];
		try {
			final int filled = layout.codec().decode(packed.array(), bytes);
			if (filled < size) throw file.problem("is truncated or damaged: a block unpacks to " + filled +
				" bytes instead of " + size + ". Copy it again");
		}
		catch (final DataFormatException exc) {
			throw file.damaged("block " + (index + 1) + " of a plane cannot be unpacked (" + exc.getMessage() + ")");
		}
		final ByteBuffer block = ByteBuffer.wrap(bytes).order(file.order());
		if (layout.predictor() == 2) TiffPredictor.sum(block, layout.rowBytes(), layout.bits() / 8);
		if (layout.predictor() == 3) return TiffPredictor.sumFloatingPoint(bytes, layout.rowBytes(), layout.bits() / 8);
		return block;
	}

	private void copyRow(final ByteBuffer block, final int row, final int x, final Object part, final int position,
		final int columns)
	{
		final int start = row * layout.rowBytes();
		if (layout.bits() % 8 == 0)
			layout.type().copy(block, start + x * layout.type().bytes(), part, position, columns);
		else layout.type().copy(unpack(block, start, x, columns), 0, part, position, columns);
	}

	/** Spreads voxels of an odd number of bits, most significant bit first, over whole bytes. */
	private ByteBuffer unpack(final ByteBuffer block, final int start, final int x, final int columns) {
		final int bits = layout.bits();
		final ByteBuffer whole = ByteBuffer.allocate(columns * layout.type().bytes()).order(ByteOrder.BIG_ENDIAN);
		for (int i = x; i < x + columns; i++) {
			int value = 0;
			for (long b = (long) i * bits; b < (i + 1L) * bits; b++)
				value = value << 1 | block.get(start + (int) (b >> 3)) >> 7 - (b & 7) & 1;
			if (layout.type() == SampleType.UINT8) whole.put((byte) value);
			else whole.putShort((short) value);
		}
		return whole;
	}
}
