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
package sc.fiji.lucid.io.imagej;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * ImageJ's metadata block in a TIFF file: tag 50839 holds a header and items, tag
 * 50838 the bytes of each. The header is the word {@code IJIJ}, then type and
 * count of each kind of item. Texts are UTF-16 in the file's byte order.
 */
public final class ImageJMetadata {

	private static final int MAGIC = 0x494a494a;
	private static final int INFO = 0x696e666f;
	private static final int LABELS = 0x6c61626c;
	private static final int RANGES = 0x72616e67;
	private static final int LUTS = 0x6c757473;
	private static final int ROI = 0x726f6920;
	private static final int OVERLAY = 0x6f766572;
	private static final int PROPERTIES = 0x70726f70;

	private ImageJMetadata() {}

	/** @return the properties; what is damaged or unknown is left out, since no voxel depends on it */
	public static ImageJProperties parse(final long[] sizes, final ByteBuffer block,
		final ImageJDescription description)
	{
		final Map<Integer, List<byte[]>> items = items(sizes, block);
		final Charset utf16 = block.order() == ByteOrder.BIG_ENDIAN ? StandardCharsets.UTF_16BE
			: StandardCharsets.UTF_16LE;
		final List<String> pairs = texts(items.get(PROPERTIES), utf16);
		final Map<String, String> properties = new LinkedHashMap<>();
		for (int i = 0; i + 1 < pairs.size(); i += 2)
			properties.put(pairs.get(i), pairs.get(i + 1));
		final List<String> info = texts(items.get(INFO), utf16);
		final List<byte[]> rois = items.getOrDefault(ROI, List.of());
		final List<byte[]> luts = items.getOrDefault(LUTS, List.of())
			.stream()
			.filter(lut -> lut.length == 768)
			.toList();
		return new ImageJProperties(info.isEmpty() ? "" : info.get(0), texts(items.get(LABELS), utf16), luts,
			doubles(items.getOrDefault(RANGES, List.of()), block.order()), description.get("mode"),
			items.getOrDefault(OVERLAY, List.of()), rois.isEmpty() ? new byte[0] : rois.get(0), properties,
			description.lines());
	}

	private static Map<Integer, List<byte[]>> items(final long[] sizes, final ByteBuffer block) {
		final Map<Integer, List<byte[]>> items = new LinkedHashMap<>();
		if (sizes.length == 0 || sizes[0] < 4 || sizes[0] > block.remaining() || block.getInt(0) != MAGIC) return items;
		int size = 1;
		long at = sizes[0];
		for (int entry = 4; entry + 8 <= sizes[0]; entry += 8) {
			final int count = block.getInt(entry + 4);
			for (int i = 0; i < count && size < sizes.length; i++, size++) {
				if (at + sizes[size] > block.remaining()) return items;
				final byte[] item = new byte[(int) sizes[size]];
				block.get((int) at, item);
				items.computeIfAbsent(block.getInt(entry), type -> new ArrayList<>()).add(item);
				at += item.length;
			}
		}
		return items;
	}

	private static List<String> texts(final List<byte[]> items, final Charset charset) {
		return items == null ? List.of() : items.stream().map(item -> new String(item, charset)).toList();
	}

	private static double[] doubles(final List<byte[]> items, final ByteOrder order) {
		if (items.isEmpty()) return new double[0];
		final ByteBuffer bytes = ByteBuffer.wrap(items.get(0)).order(order);
		final double[] doubles = new double[items.get(0).length / 8];
		Arrays.setAll(doubles, i -> bytes.getDouble(8 * i));
		return doubles;
	}

	/** The two tags' values, big-endian. */
	public record Encoded(int[] sizes, byte[] block) {}

	/** @return the block for a big-endian file; empty if there is nothing to keep */
	public static Encoded encode(final ImageJProperties p) {
		final Map<Integer, List<byte[]>> items = new LinkedHashMap<>();
		// ImageJ's reader counts on this order of types.
		if (!p.info().isEmpty()) items.put(INFO, List.of(utf16(p.info())));
		if (!p.sliceLabels().isEmpty()) items.put(LABELS, p.sliceLabels().stream().map(ImageJMetadata::utf16).toList());
		if (p.displayRanges().length > 0) {
			final ByteBuffer ranges = ByteBuffer.allocate(8 * p.displayRanges().length);
			for (final double limit : p.displayRanges())
				ranges.putDouble(limit);
			items.put(RANGES, List.of(ranges.array()));
		}
		if (!p.luts().isEmpty()) items.put(LUTS, p.luts());
		if (p.roi().length > 0) items.put(ROI, List.of(p.roi()));
		if (!p.overlay().isEmpty()) items.put(OVERLAY, p.overlay());
		if (!p.properties().isEmpty()) items.put(PROPERTIES,
			p.properties()
				.entrySet()
				.stream()
				.flatMap(e -> List.of(utf16(e.getKey()), utf16(e.getValue())).stream())
				.toList());
		return pack(items);
	}

	private static Encoded pack(final Map<Integer, List<byte[]>> items) {
		final List<byte[]> all = items.values().stream().flatMap(List::stream).toList();
		final int header = 4 + 8 * items.size();
		final int[] sizes = new int[1 + all.size()];
		sizes[0] = header;
		int bytes = header;
		for (int i = 0; i < all.size(); i++)
			bytes += sizes[i + 1] = all.get(i).length;
		final ByteBuffer block = ByteBuffer.allocate(bytes).putInt(MAGIC);
		items.forEach((type, list) -> block.putInt(type).putInt(list.size()));
		all.forEach(block::put);
		return items.isEmpty() ? new Encoded(new int[0], new byte[0]) : new Encoded(sizes, block.array());
	}

	private static byte[] utf16(final String text) {
		return text.getBytes(StandardCharsets.UTF_16BE);
	}
}
