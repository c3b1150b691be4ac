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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes TIFF files by hand, right and wrong ones, to test the reader. A page is one strip. */
public final class TiffBuilder {

	private final ByteOrder order;
	private final boolean big;
	private final List<byte[]> pages = new ArrayList<>();
	private final TreeMap<Integer, long[]> tags = new TreeMap<>();
	private final Map<Integer, Integer> unwritten = new HashMap<>();
	private String description = "";

	public TiffBuilder(final ByteOrder order, final boolean big, final int width, final int height, final int bits,
		final int format)
	{
		this.order = order;
		this.big = big;
		tag(256, width).tag(257, height)
			.tag(258, bits)
			.tag(259, 1)
			.tag(262, 1)
			.tag(277, 1)
			.tag(278, height)
			.tag(339, format);
	}

	/** Sets a tag of every page; no value removes it. */
	public TiffBuilder tag(final int tag, final long... values) {
		if (values.length == 0) tags.remove(tag);
		else tags.put(tag, values);
		return this;
	}

	public TiffBuilder describe(final String text) {
		description = text;
		return this;
	}

	/** Adds a page of bytes, as they are to be stored. */
	public TiffBuilder page(final byte[] bytes) {
		pages.add(bytes);
		return this;
	}

	/** Adds a page whose strip lies at byte 0 and is said to be so long, as programs leave it that end early. */
	public TiffBuilder unwritten(final int bytes) {
		unwritten.put(pages.size(), bytes);
		return page(new byte[0]);
	}

	byte[] build() {
		final int size = pages.stream().mapToInt(p -> p.length).sum() + 1000 * (pages.size() + 1) +
			description.length() * 4;
		final ByteBuffer file = ByteBuffer.allocate(size).order(order);
		file.put((byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I'))
			.put((byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I'));
		file.putShort((short) (big ? 43 : 42));
		if (big) file.putShort((short) 8).putShort((short) 0);
		int link = file.position();
		offset(file, 0);
		final byte[] text = (description + "\0").getBytes(StandardCharsets.UTF_8);
		final int textAt = file.position();
		file.put(text);
		int number = 0;
		for (final byte[] page : pages) {
			final int pageAt = file.position();
			file.put(page);
			tags.put(273, new long[] { pageAt });
			tags.put(279, new long[] { page.length });
			final Integer length = unwritten.get(number++);
			if (length != null) tags.putAll(Map.of(273, new long[] { 0 }, 279, new long[] { length }));
			final int directory = file.position();
			offset(file, link, directory);
			final boolean first = page == pages.get(0) && text.length > 1;
			final int count = tags.size() + (first ? 1 : 0);
			if (big) file.putLong(count);
			else file.putShort((short) count);
			boolean described = !first;
			for (final var tag : tags.entrySet()) {
				if (!described && tag.getKey() > 270) {
					entry(file, 270, 2, text.length, textAt);
					described = true;
				}
				entry(file, tag.getKey(), 4, 1, tag.getValue()[0]);
			}
			link = file.position();
			offset(file, 0);
		}
		final byte[] bytes = new byte[file.position()];
		file.get(0, bytes);
		return bytes;
	}

	private void entry(final ByteBuffer file, final int tag, final int type, final long count, final long value) {
		file.putShort((short) tag).putShort((short) type);
		if (big) {
			file.putLong(count);
			if (type == 4) file.putInt((int) value).putInt(0);
			else file.putLong(value);
		}
		else file.putInt((int) count).putInt((int) value);
	}

	private void offset(final ByteBuffer file, final long value) {
		if (big) file.putLong(value);
		else file.putInt((int) value);
	}

	private void offset(final ByteBuffer file, final int at, final long value) {
		if (big) file.putLong(at, value);
		else file.putInt(at, (int) value);
	}

	public Path write(final Path path) throws IOException {
		return Files.write(path, build());
	}
}
