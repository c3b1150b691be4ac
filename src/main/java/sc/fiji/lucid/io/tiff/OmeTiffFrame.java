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
import java.nio.charset.StandardCharsets;
import java.util.List;

import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.VoxelRange;
import sc.fiji.lucid.io.ome.OmeXmlWriter;

/**
 * An OME-TIFF: a header of 16 bytes, the planes one behind the other as big-endian float32 (channels fastest, which
 * docs/guide/python.md promises), OME-XML, and a directory for each plane. From 4 GB on it is a BigTIFF, which
 * Bio-Formats and OMERO read and ImageJ alone does not.
 */
final class OmeTiffFrame implements TiffFrame {

	private static final int SHORT = 3, LONG = 4, LONG8 = 16, ASCII = 2;
	private static final int HEADER = 16;
	private static final int ENTRIES = 11;
	/** Offsets in classic TIFF have 32 bits; room for the OME-XML is kept. */
	private static final long LIMIT = 0xffffffffL - (64 << 20);

	private final StackShape shape;
	private final StackMetadata metadata;
	private final String name;
	private final boolean big;

	/** @param name of the image */
	OmeTiffFrame(final String name, final StackShape shape, final StackMetadata metadata) {
		this(name, shape, metadata, HEADER + shape.planes() * (4L * shape.planeSize() + directory(false)) > LIMIT);
	}

	/** @param big whether it is a BigTIFF */
	OmeTiffFrame(final String name, final StackShape shape, final StackMetadata metadata, final boolean big) {
		this.name = name;
		this.shape = shape;
		this.metadata = metadata;
		this.big = big;
	}

	private static int directory(final boolean isBig) {
		return isBig ? 8 + 20 * (ENTRIES + 1) + 8 : 2 + 12 * (ENTRIES + 1) + 4;
	}

	@Override
	public long size() {
		return HEADER;
	}

	@Override
	public List<Piece> pieces(final VoxelRange range, final String info, final RunRecord record) throws IOException {
		final byte[] xml = (OmeXmlWriter.write(name, shape, metadata, info, record) + "\0")
			.getBytes(StandardCharsets.US_ASCII);
		final long text = (HEADER + 4L * shape.planeSize() * shape.planes() + 7) / 8 * 8;
		final long first = (text + xml.length + 7) / 8 * 8;
		final int each = directory(big);
		final ByteBuffer directories = ByteBuffer.allocate(Math.toIntExact(shape.planes() * each));
		for (int i = 0; i < shape.planes(); i++)
			put(directories, i, text, xml.length, i + 1 < shape.planes() ? first + (i + 1L) * each : 0);
		return List.of(new Piece(text, ByteBuffer.wrap(xml)), new Piece(first, directories),
			new Piece(0, header(first)));
	}

	private ByteBuffer header(final long first) {
		final ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.BIG_ENDIAN);
		header.put((byte) 'M').put((byte) 'M').putShort((short) (big ? 43 : 42));
		return big ? header.putShort((short) 8).putShort((short) 0).putLong(first) : header.putInt((int) first);
	}

	/** In the order of the tags, as TIFF wants it; the first directory has the text. */
	private void put(final ByteBuffer to, final int plane, final long text, final int textLength, final long next) {
		final int start = to.position();
		final int count = plane == 0 ? ENTRIES + 1 : ENTRIES;
		if (big) to.putLong(count);
		else to.putShort((short) count);
		entry(to, TiffTag.NEW_SUBFILE_TYPE, LONG, 1, 0);
		entry(to, TiffTag.IMAGE_WIDTH, LONG, 1, shape.width());
		entry(to, TiffTag.IMAGE_LENGTH, LONG, 1, shape.height());
		entry(to, TiffTag.BITS_PER_SAMPLE, SHORT, 1, 32);
		entry(to, TiffTag.COMPRESSION, SHORT, 1, 1);
		entry(to, TiffTag.PHOTOMETRIC, SHORT, 1, 1);
		if (plane == 0) entry(to, TiffTag.IMAGE_DESCRIPTION, ASCII, textLength, text);
		entry(to, TiffTag.STRIP_OFFSETS, big ? LONG8 : LONG, 1, HEADER + 4L * plane * shape.planeSize());
		entry(to, TiffTag.SAMPLES_PER_PIXEL, SHORT, 1, 1);
		entry(to, TiffTag.ROWS_PER_STRIP, LONG, 1, shape.height());
		entry(to, TiffTag.STRIP_BYTE_COUNTS, LONG, 1, 4L * shape.planeSize());
		entry(to, TiffTag.SAMPLE_FORMAT, SHORT, 1, 3);
		if (big) to.putLong(next);
		else to.putInt((int) next);
		// All have the room of the first.
		to.position(start + directory(big));
	}

	private void entry(final ByteBuffer to, final int tag, final int type, final int count, final long value) {
		to.putShort((short) tag).putShort((short) type);
		if (big) to.putLong(count);
		else to.putInt(count);
		final int end = to.position() + (big ? 8 : 4);
		if (type == SHORT) to.putShort((short) value);
		else if (type == LONG || !big) to.putInt((int) value);
		else to.putLong(value);
		to.position(end);
	}
}
