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
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.lucid.io.SampleType;

/**
 * How a Zarr array is stored: the contents of {@code .zarray} (version 2) or
 * {@code zarr.json} (version 3). Axes are in the order of the metadata, the last
 * fastest.
 *
 * @param version 2 or 3
 * @param shape the array's size
 * @param chunk a chunk's size
 * @param order the axes of a chunk as they are stored, the last fastest
 * @param type what a voxel becomes
 * @param endian byte order of a voxel
 * @param fill the value of voxels whose chunk is missing
 * @param prefix of a chunk's name
 * @param separator between the numbers of a chunk's name
 * @param codecs in the order in which they were applied
 * @param shard how chunks are gathered in one file, null if each has its own
 */
record ZarrLayout(int version, int[] shape, int[] chunk, int[] order, SampleType type, ByteOrder endian, double fill,
	String prefix, String separator, List<ZarrCodec> codecs, ZarrShard shard)
{

	private static final Map<String, SampleType> TYPES = Map.ofEntries(Map.entry("uint8", SampleType.UINT8),
		Map.entry("int8", SampleType.INT8), Map.entry("uint16", SampleType.UINT16),
		Map.entry("int16", SampleType.INT16), Map.entry("uint32", SampleType.UINT32),
		Map.entry("int32", SampleType.INT32), Map.entry("uint64", SampleType.UINT64),
		Map.entry("int64", SampleType.INT64), Map.entry("float16", SampleType.FLOAT16),
		Map.entry("float32", SampleType.FLOAT32), Map.entry("float64", SampleType.FLOAT64),
		Map.entry("bool", SampleType.UINT8));
	private static final Map<String, String> TYPES_2 = Map.ofEntries(Map.entry("u1", "uint8"), Map.entry("i1", "int8"),
		Map.entry("u2", "uint16"), Map.entry("i2", "int16"), Map.entry("u4", "uint32"), Map.entry("i4", "int32"),
		Map.entry("u8", "uint64"), Map.entry("i8", "int64"), Map.entry("f2", "float16"), Map.entry("f4", "float32"),
		Map.entry("f8", "float64"), Map.entry("b1", "bool"));

	/** @throws IOException in one line, if the folder is no array, or one that cannot be read right */
	static ZarrLayout read(final Path folder) throws IOException {
		final Path three = folder.resolve("zarr.json");
		final ZarrLayout layout = Files.exists(three) ? version3(ZarrJson.read(three))
			: version2(ZarrJson.read(folder.resolve(".zarray")));
		long voxels = 1;
		double chunks = 1;
		for (int i = 0; i < layout.chunk.length; i++) {
			if (layout.chunk[i] < 1 || layout.shape[i] < 1) throw new IOException(folder + " is damaged: its size is " +
				Arrays.toString(layout.shape) + " in chunks of " + Arrays.toString(layout.chunk) + ".");
			// Larger than any that is read, and never so large that it starts anew.
			voxels = voxels > (1L << 40) / layout.chunk[i] ? 1L << 40 : voxels * layout.chunk[i];
			chunks *= (layout.shape[i] - 1) / layout.chunk[i] + 1;
		}
		if (chunks > 1L << 60) throw new IOException(folder + " is damaged: its size is " +
			Arrays.toString(layout.shape) + " in chunks of " + Arrays.toString(layout.chunk) + ".");
		final long needed = 3 * voxels * Math.max(4, layout.type.bytes());
		if (voxels * layout.type.bytes() > Integer.MAX_VALUE - 16 || needed > Runtime.getRuntime().maxMemory())
			throw new IOException(folder + " has chunks of " + voxels +
				" voxels, too large for the memory that Java may use, " + (Runtime.getRuntime().maxMemory() >> 20) +
				" MB. Give it more with -Xmx, or write it with smaller chunks.");
		return layout;
	}

	private static ZarrLayout version2(final ZarrJson json) throws IOException {
		if (json.integer("zarr_format", 0) != 2) throw json.damaged("zarr_format");
		final int[] shape = json.integers("shape");
		final int[] chunk = json.integers("chunks");
		if (chunk.length != shape.length) throw json.damaged("chunks");
		final String dtype = json.text("dtype");
		final SampleType type = dtype.length() == 3 ? TYPES.get(TYPES_2.getOrDefault(dtype.substring(1), "")) : null;
		if (type == null) throw json.problem("holds voxels of type '" + dtype + "', which are not read");
		if (!json.children("filters").isEmpty())
			throw json.problem("uses filters, which are not read. Write it without");
		final List<ZarrCodec> codecs = json.has("compressor")
			? List.of(ZarrCodec.of(json.child("compressor").text("id"), json)) : List.of();
		final int[] order = axes(shape.length);
		if (json.text("order", "C").equals("F")) for (int i = 0; i < order.length; i++)
			order[i] = order.length - 1 - i;
		return new ZarrLayout(2, shape, chunk, order, type,
			dtype.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, fill(json), "",
			separator(json.text("dimension_separator", "."), json), codecs, null);
	}

	private static ZarrLayout version3(final ZarrJson json) throws IOException {
		if (json.integer("zarr_format", 0) != 3 || !json.text("node_type", "").equals("array"))
			throw json.damaged("node_type");
		final int[] shape = json.integers("shape");
		final SampleType type = TYPES.get(json.text("data_type"));
		if (type == null)
			throw json.problem("holds voxels of type '" + json.text("data_type") + "', which are not read");
		if (!json.child("chunk_grid").text("name").equals("regular")) throw json.problem("has no regular chunks");
		final int[] grid = json.child("chunk_grid").child("configuration").integers("chunk_shape");
		if (grid.length != shape.length) throw json.damaged("chunk_grid");
		final ZarrJson keys = json.child("chunk_key_encoding");
		final boolean plain = keys.text("name").equals("v2");
		final String separator = separator(keys.has("configuration")
			? keys.child("configuration").text("separator", plain ? "." : "/") : plain ? "." : "/", json);
		if (!json.children("storage_transformers").isEmpty())
			throw json.problem("uses storage transformers, which are not read");
		final Pipeline codecs = Pipeline.of(json, shape.length);
		if (codecs.shard == null) return new ZarrLayout(3, shape, grid, codecs.order, type, codecs.endian, fill(json),
			plain ? "" : "c" + separator, separator, codecs.codecs, null);
		final ZarrShard shard = codecs.shard.of(grid);
		final Pipeline inner = shard.codecs();
		return new ZarrLayout(3, shape, shard.chunk(), inner.order, type, inner.endian, fill(json),
			plain ? "" : "c" + separator, separator, inner.codecs, shard);
	}

	/** The codecs of version 3: permutation of axes, voxels to bytes, then bytes to bytes. */
	record Pipeline(int[] order, ByteOrder endian, List<ZarrCodec> codecs, ZarrShard shard) {

		/** @return axes as they are, little endian, no shards */
		static Pipeline plain(final int dimensions, final List<ZarrCodec> codecs) {
			return new Pipeline(axes(dimensions), ByteOrder.LITTLE_ENDIAN, codecs, null);
		}

		/** @return the codecs as metadata name them, of voxels of so many bytes */
		List<Object> json(final int voxelBytes) {
			final List<Object> list = new ArrayList<>();
			list.add(ZarrJson.map("name", "bytes", "configuration",
				ZarrJson.map("endian", endian == ByteOrder.BIG_ENDIAN ? "big" : "little")));
			for (final ZarrCodec one : codecs)
				list.add(one == ZarrCodec.CRC32C ? ZarrJson.map("name", "crc32c")
					: ZarrJson.map("name", one.id(), "configuration", one.settings(3, voxelBytes)));
			return list;
		}

		static Pipeline of(final ZarrJson json, final int dimensions) throws IOException {
			int[] order = axes(dimensions);
			ByteOrder endian = ByteOrder.LITTLE_ENDIAN;
			ZarrShard shard = null;
			final List<ZarrCodec> codecs = new ArrayList<>();
			for (final ZarrJson codec : json.children("codecs")) {
				final String name = codec.text("name");
				if (name.equals("transpose")) {
					order = codec.child("configuration").integers("order");
					final int[] sorted = order.clone();
					Arrays.sort(sorted);
					if (!Arrays.equals(sorted, axes(dimensions))) throw json.damaged("order");
				}
				else if (name.equals("bytes")) endian = codec.has("configuration") &&
					codec.child("configuration").text("endian", "little").equals("big") ? ByteOrder.BIG_ENDIAN
						: ByteOrder.LITTLE_ENDIAN;
				else if (name.equals("sharding_indexed"))
					shard = ZarrShard.read(codec.child("configuration"), dimensions);
				else codecs.add(ZarrCodec.of(name, json));
			}
			if (shard != null && !codecs.isEmpty()) throw json.problem("compresses whole shards, which is not read");
			return new Pipeline(order, endian, codecs, shard);
		}
	}

	private static int[] axes(final int dimensions) {
		final int[] axes = new int[dimensions];
		Arrays.setAll(axes, i -> i);
		return axes;
	}

	private static String separator(final String text, final ZarrJson json) throws IOException {
		if (text.equals(".") || text.equals("/")) return text;
		throw json.damaged("separator");
	}

	private static double fill(final ZarrJson json) throws IOException {
		final String text = json.text("fill_value", "0");
		if (text.equals("true")) return 1;
		if (text.equals("false")) return 0;
		try {
			return Double.parseDouble(text);
		}
		catch (final NumberFormatException exc) {
			throw json.damaged("fill_value");
		}
	}

	/** @return the distance in a stored chunk between neighbours on each axis */
	int[] strides() {
		final int[] strides = new int[chunk.length];
		int stride = 1;
		for (int i = order.length - 1; i >= 0; i--) {
			strides[order[i]] = stride;
			stride *= chunk[order[i]];
		}
		return strides;
	}

	int chunkVoxels() {
		int voxels = 1;
		for (final int side : chunk)
			voxels *= side;
		return voxels;
	}

	/** @return the same as it lies in files: what is a shard here is a chunk there */
	ZarrLayout files() {
		return shard == null ? this
			: new ZarrLayout(version, shape, shard.shard(), order, type, endian, fill, prefix, separator, codecs, null);
	}

	/** @return the number of chunks on each axis */
	int[] grid() {
		final int[] grid = new int[shape.length];
		Arrays.setAll(grid, i -> (shape[i] - 1) / chunk[i] + 1);
		return grid;
	}

	/** Writes the metadata of an array whose axes have the given names. */
	void write(final Path folder, final List<String> axisNames) throws IOException {
		final Map<String, Object> json = new LinkedHashMap<>();
		json.put("zarr_format", version);
		if (version == 2) {
			final Map<String, Object> codec = new LinkedHashMap<>();
			final ZarrCodec only = codecs.isEmpty() ? null : codecs.get(0);
			if (only != null) codec.put("id", only.id());
			if (only != null) codec.putAll(only.settings(2, type.bytes()));
			json.put("shape", shape);
			json.put("chunks", chunk);
			json.put("dtype", endian == ByteOrder.BIG_ENDIAN ? ">f4" : "<f4");
			json.put("compressor", only == null ? null : codec);
			json.put("fill_value", fill);
			json.put("order", "C");
			json.put("filters", null);
			json.put("dimension_separator", separator);
			ZarrJson.write(folder.resolve(".zarray"), json);
			return;
		}
		json.put("node_type", "array");
		json.put("shape", shape);
		json.put("data_type", "float32");
		json.put("chunk_grid",
			ZarrJson.map("name", "regular", "configuration", ZarrJson.map("chunk_shape", files().chunk)));
		json.put("chunk_key_encoding",
			ZarrJson.map("name", "default", "configuration", ZarrJson.map("separator", separator)));
		json.put("fill_value", fill);
		json.put("codecs", shard != null ? List.of(shard.json(type.bytes()))
			: new Pipeline(order, endian, codecs, null).json(type.bytes()));
		json.put("attributes", ZarrJson.map());
		json.put("dimension_names", axisNames);
		ZarrJson.write(folder.resolve("zarr.json"), json);
	}
}
