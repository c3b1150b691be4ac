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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.VoxelRange;
import sc.fiji.lucid.io.imagej.ImageJMetadata;
import sc.fiji.lucid.io.imagej.ImageJProperties;

/**
 * What stands before the voxels of a TIFF file in ImageJ's layout. Its size is
 * fixed when writing starts; its contents, which tell the display range and what
 * was done, are known when writing ends.
 */
final class TiffHeader implements TiffFrame {

	private static final int SHORT = 3;
	private static final int LONG = 4;
	private static final int OTHER_ENTRIES = 12;
	/** Offsets in TIFF have 32 bits. */
	private static final long LIMIT = 0xffffffffL;
	/** Room for numbers that are longer in the end than in the beginning. */
	private static final int SLACK = 128;

	private final StackShape shape;
	private final StackMetadata metadata;
	private final int size;

	/** @param moreInfo bytes to be kept free for an Info that grows */
	TiffHeader(final StackShape shape, final StackMetadata metadata, final int moreInfo) {
		this.shape = shape;
		this.metadata = metadata;
		final double[] ranges = new double[2 * shape.channels()];
		final ImageJMetadata.Encoded encoded = ImageJMetadata.encode(properties(ranges, "."));
		size = (1024 + description(ranges).length + SLACK + 1536 + 4 * encoded.sizes().length + encoded.block().length +
			moreInfo + 15) / 16 * 16;
	}

	@Override
	public long size() {
		return size;
	}

	/** The record goes beside the file. */
	@Override
	public List<Piece> pieces(final VoxelRange range, final String info, final RunRecord record) {
		final long end = size + 4L * shape.planeSize() * shape.planes();
		if (end + otherDirectories() > LIMIT) return List.of(new Piece(0, first(range, info, 0)));
		final Piece first = new Piece(0, first(range, info, end));
		return shape.planes() == 1 ? List.of(first) : List.of(first, new Piece(end, others(end)));
	}

	/** @return the bytes of all directories but the first */
	private long otherDirectories() {
		return (shape.planes() - 1) * (2 + 12 * OTHER_ENTRIES + 4);
	}

	private ImageJProperties properties(final double[] ranges, final String moreInfo) {
		final ImageJProperties p = metadata.imagej();
		final String info = moreInfo.isEmpty() || p.info().isEmpty() || p.info().endsWith("\n") ? p.info() + moreInfo
			: p.info() + "\n" + moreInfo;
		return new ImageJProperties(info, p.sliceLabels().size() == shape.planes() ? p.sliceLabels() : List.of(),
			luts(), shape.channels() > 1 ? ranges : new double[0], p.mode(), p.overlay(), p.roi(), p.properties(),
			p.description());
	}

	/** A single channel's table is a colour map. */
	private List<byte[]> luts() {
		final List<byte[]> luts = metadata.imagej().luts();
		return shape.channels() > 1 && luts.size() == shape.channels() ? luts : List.of();
	}

	private byte[] description(final double[] ranges) {
		final StringBuilder text = new StringBuilder("ImageJ=1.54p\n");
		if (shape.planes() > 1) text.append("images=").append(shape.planes()).append('\n');
		line(text, "channels", shape.channels());
		line(text, "slices", shape.slices());
		line(text, "frames", shape.frames());
		if (shape.channels() > 1 || shape.frames() > 1) text.append("hyperstack=true\n");
		if (shape.channels() > 1) text.append("mode=")
			.append(metadata.imagej().mode().isEmpty() ? "composite" : metadata.imagej().mode())
			.append('\n');
		if (isCalibrated()) {
			text.append("unit=\\u00B5m\n");
			metadata.voxelZ().ifPresent(z -> text.append("spacing=").append(z).append('\n'));
		}
		metadata.frameInterval().ifPresent(t -> text.append("finterval=").append(t).append('\n'));
		final Map<String, String> kept = metadata.imagej().description();
		for (final String key : new String[] { "xorigin", "yorigin", "zorigin" })
			if (kept.containsKey(key)) text.append(key).append('=').append(kept.get(key)).append('\n');
		text.append("loop=false\nmin=").append(ranges[0]).append("\nmax=").append(ranges[1]).append("\n\0");
		return text.toString().getBytes(StandardCharsets.US_ASCII);
	}

	private static void line(final StringBuilder text, final String key, final int count) {
		if (count > 1) text.append(key).append('=').append(count).append('\n');
	}

	private boolean isCalibrated() {
		return metadata.voxelX().isPresent() && metadata.voxelY().isPresent();
	}

	/** A tag whose values are elsewhere (bytes), or in the directory itself (a number). */
	private record Entry(int tag, int type, int count, long value, ByteBuffer bytes) {}

	/**
	 * @param next where the other directories start, 0 if there are none
	 * @return the first {@link #size} bytes of the file
	 */
	private ByteBuffer first(final VoxelRange range, final String moreInfo, final long next) {
		final double[] ranges = range.displayRanges();
		final List<Entry> entries = new ArrayList<>(planeEntries(size));
		entries.add(6, elsewhere(TiffTag.IMAGE_DESCRIPTION, 2, 1, ByteBuffer.wrap(description(ranges))));
		final List<byte[]> luts = metadata.imagej().luts();
		if (shape.channels() == 1 && luts.size() == 1)
			entries.add(entries.size() - 1, elsewhere(TiffTag.COLOR_MAP, SHORT, 2, colourMap(luts.get(0))));
		final ImageJMetadata.Encoded encoded = ImageJMetadata.encode(properties(ranges, moreInfo));
		if (encoded.sizes().length > 0) {
			final ByteBuffer sizes = ByteBuffer.allocate(4 * encoded.sizes().length);
			sizes.asIntBuffer().put(encoded.sizes());
			entries.add(elsewhere(TiffTag.IMAGEJ_BYTE_COUNTS, LONG, 4, sizes));
			entries.add(elsewhere(TiffTag.IMAGEJ_METADATA, 1, 1, ByteBuffer.wrap(encoded.block())));
		}
		final ByteBuffer bytes = ByteBuffer.allocate(size);
		bytes.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8);
		int free = 8 + 2 + 12 * entries.size() + 4;
		bytes.putShort((short) entries.size());
		for (final Entry entry : entries) {
			put(bytes, entry, free);
			if (entry.bytes == null) continue;
			bytes.put(free, entry.bytes.array());
			free += (entry.bytes.capacity() + 7) / 8 * 8;
		}
		bytes.putInt(shape.planes() > 1 ? (int) next : 0);
		return bytes;
	}

	/** @return the directories of all planes but the first, to stand at byte {@code start} */
	private ByteBuffer others(final long start) {
		final int each = 2 + 12 * OTHER_ENTRIES + 4;
		final int count = (int) shape.planes() - 1;
		final ByteBuffer bytes = ByteBuffer.allocate(count * each);
		for (int i = 0; i < count; i++) {
			final List<Entry> entries = planeEntries(size + 4L * (i + 1) * shape.planeSize());
			bytes.putShort((short) OTHER_ENTRIES);
			for (final Entry entry : entries)
				put(bytes, entry, 0);
			bytes.putInt(i + 1 < count ? (int) (start + (i + 1L) * each) : 0);
		}
		return bytes;
	}

	/** In the order of the tags, as TIFF wants it. */
	private List<Entry> planeEntries(final long voxels) {
		final boolean first = voxels == size;
		final ByteBuffer x = rational(metadata.voxelX());
		final ByteBuffer y = rational(metadata.voxelY());
		final List<Entry> entries = new ArrayList<>(List.of(number(TiffTag.NEW_SUBFILE_TYPE, LONG, 0),
			number(TiffTag.IMAGE_WIDTH, LONG, shape.width()), number(TiffTag.IMAGE_LENGTH, LONG, shape.height()),
			number(TiffTag.BITS_PER_SAMPLE, SHORT, 32), number(TiffTag.COMPRESSION, SHORT, 1),
			number(TiffTag.PHOTOMETRIC, SHORT, 1), number(TiffTag.STRIP_OFFSETS, LONG, voxels),
			number(TiffTag.SAMPLES_PER_PIXEL, SHORT, 1), number(TiffTag.ROWS_PER_STRIP, LONG, shape.height()),
			number(TiffTag.STRIP_BYTE_COUNTS, LONG, 4L * shape.planeSize())));
		if (first) {
			entries.add(elsewhere(TiffTag.X_RESOLUTION, 5, 8, x));
			entries.add(elsewhere(TiffTag.Y_RESOLUTION, 5, 8, y));
		}
		entries.add(number(TiffTag.RESOLUTION_UNIT, SHORT, 1));
		entries.add(number(TiffTag.SAMPLE_FORMAT, SHORT, 3));
		return entries;
	}

	private ByteBuffer rational(final OptionalDouble micrometres) {
		final double perUnit = isCalibrated() ? 1 / micrometres.getAsDouble() : 1;
		long denominator = 1_000_000_000;
		while (denominator > 1 && perUnit * denominator > Integer.MAX_VALUE)
			denominator /= 10;
		return ByteBuffer.allocate(8).putInt((int) Math.round(perUnit * denominator)).putInt((int) denominator);
	}

	private static ByteBuffer colourMap(final byte[] lut) {
		final ByteBuffer map = ByteBuffer.allocate(2 * lut.length);
		for (final byte value : lut)
			map.put(value).put((byte) 0);
		return map;
	}

	private static Entry number(final int tag, final int type, final long value) {
		return new Entry(tag, type, 1, value, null);
	}

	private static Entry elsewhere(final int tag, final int type, final int valueBytes, final ByteBuffer bytes) {
		return new Entry(tag, type, bytes.capacity() / valueBytes, 0, bytes);
	}

	private static void put(final ByteBuffer to, final Entry entry, final int place) {
		to.putShort((short) entry.tag).putShort((short) entry.type).putInt(entry.count);
		if (entry.bytes != null) to.putInt(place);
		else if (entry.type == SHORT) to.putShort((short) entry.value).putShort((short) 0);
		else to.putInt((int) entry.value);
	}
}
