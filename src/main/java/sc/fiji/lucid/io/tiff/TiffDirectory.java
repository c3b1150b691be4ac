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
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One directory of a TIFF file: its tags, whose values are read when asked for,
 * so that a stack of a hundred thousand planes opens in little memory.
 */
public final class TiffDirectory {

	private static final int ASCII = 2;
	/** Bytes per value, by TIFF type; 0 for types that do not exist. */
	private static final int[] TYPE_BYTES = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8 };

	private final TiffFile file;
	private final ByteBuffer entries;
	private final int entryBytes;

	TiffDirectory(final TiffFile file, final ByteBuffer entries) {
		this.file = file;
		this.entries = entries;
		entryBytes = file.isBig() ? 20 : 12;
	}

	TiffFile file() {
		return file;
	}

	boolean has(final int tag) {
		return find(tag, 0) >= 0;
	}

	/** @return whether it is an image of this size, and neither a preview nor a mask */
	boolean isPlaneOf(final int width, final int height) throws IOException {
		return (number(TiffTag.NEW_SUBFILE_TYPE, 0) & 5) == 0 && number(TiffTag.IMAGE_WIDTH, 0) == width &&
			number(TiffTag.IMAGE_LENGTH, 0) == height;
	}

	/** @return the single number of a tag, {@code fallback} if it is absent */
	public long number(final int tag, final long fallback) throws IOException {
		final long[] numbers = numbers(tag);
		return numbers.length == 0 ? fallback : numbers[0];
	}

	/** @return all unsigned integers of a tag, none if it is absent */
	long[] numbers(final int tag) throws IOException {
		final int entry = find(tag, 0);
		if (entry < 0) return new long[0];
		final int type = type(entry);
		final ByteBuffer values = values(entry);
		final int bytes = TYPE_BYTES[type];
		if (type == ASCII || type == 5 || type >= 10 && type <= 12)
			throw file.problem("is damaged: its tag " + tag + " is not an integer");
		final long[] numbers = new long[values.remaining() / bytes];
		for (int i = 0; i < numbers.length; i++)
			switch (bytes) {
				case 1 :
					numbers[i] = values.get(i) & 0xff;
					break;
				case 2 :
					numbers[i] = values.getShort(2 * i) & 0xffff;
					break;
				case 4 :
					numbers[i] = values.getInt(4 * i) & 0xffffffffL;
					break;
				default :
					numbers[i] = values.getLong(8 * i);
			}
		return numbers;
	}

	/** @return a fraction, 0 if it is absent or its denominator is 0 */
	double rational(final int tag) throws IOException {
		final int entry = find(tag, 0);
		if (entry < 0 || type(entry) != 5) return 0;
		final ByteBuffer values = values(entry);
		if (values.remaining() < 8) return 0;
		final long denominator = values.getInt(4) & 0xffffffffL;
		return denominator == 0 ? 0 : (values.getInt(0) & 0xffffffffL) / (double) denominator;
	}

	/** In UTF-8; older programs wrote Latin-1, of which a micro sign is no UTF-8. */
	private static String decoded(final ByteBuffer bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
		}
		catch (final CharacterCodingException e) {
			return StandardCharsets.ISO_8859_1.decode(bytes).toString();
		}
	}

	/** @return all texts of a tag; some writers repeat the tag for a second text */
	List<String> texts(final int tag) throws IOException {
		final List<String> texts = new ArrayList<>();
		for (int entry = find(tag, 0); entry >= 0; entry = find(tag, entry + entryBytes)) {
			final ByteBuffer values = values(entry);
			int end = 0;
			while (end < values.remaining() && values.get(end) != 0)
				end++;
			texts.add(decoded(ByteBuffer.wrap(values.array(), values.arrayOffset(), end)));
		}
		return texts;
	}

	/** @return the bytes of a tag's values, none if it is absent */
	ByteBuffer bytes(final int tag) throws IOException {
		final int entry = find(tag, 0);
		return entry < 0 ? ByteBuffer.allocate(0) : values(entry);
	}

	/** @return where the entry of {@code tag} starts, looking from byte {@code from}; -1 if there is none */
	private int find(final int tag, final int from) {
		for (int entry = from; entry < entries.capacity(); entry += entryBytes)
			if ((entries.getShort(entry) & 0xffff) == tag) return entry;
		return -1;
	}

	private int type(final int entry) throws IOException {
		final int type = entries.getShort(entry + 2) & 0xffff;
		if (type >= TYPE_BYTES.length || TYPE_BYTES[type] == 0) throw file
			.problem("is damaged: its tag " + (entries.getShort(entry) & 0xffff) + " has the unknown type " + type);
		return type;
	}

	private ByteBuffer values(final int entry) throws IOException {
		final boolean big = file.isBig();
		final long count = big ? entries.getLong(entry + 4) : entries.getInt(entry + 4) & 0xffffffffL;
		final int size = TYPE_BYTES[type(entry)];
		if (count < 0 || count > Math.min(file.length(), Integer.MAX_VALUE - 16) / size)
			throw file.problem("is truncated or damaged: its tag " + (entries.getShort(entry) & 0xffff) + " claims " +
				Long.toUnsignedString(count) + " values, the file has " + file.length() + " bytes");
		final int bytes = (int) count * size;
		final int inline = entry + (big ? 12 : 8);
		if (bytes <= (big ? 8 : 4)) {
			final byte[] copy = new byte[bytes];
			entries.get(inline, copy);
			return ByteBuffer.wrap(copy).order(file.order());
		}
		return file.read(big ? entries.getLong(inline) : entries.getInt(inline) & 0xffffffffL, bytes);
	}
}
