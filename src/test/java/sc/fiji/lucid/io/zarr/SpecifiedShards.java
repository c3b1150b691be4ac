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

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import com.github.luben.zstd.Zstd;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * A reader of float32 arrays in shards that shares nothing with Lucid's: written after the Zarr 3.0 core specification
 * and its codec {@code sharding_indexed} 1.0, and as strict as they are. Every shard is checked as a whole.
 */
final class SpecifiedShards {

	private final Path folder;
	private final int[] shape, shard, chunk;
	private final String codec;
	private final Map<Path, float[][]> shards = new HashMap<>();

	SpecifiedShards(final Path folder) throws IOException {
		this.folder = folder;
		final JsonObject json = JsonParser.parseString(Files.readString(folder.resolve("zarr.json"))).getAsJsonObject();
		assertEquals(3, json.get("zarr_format").getAsInt());
		assertEquals("array", json.get("node_type").getAsString());
		assertEquals("float32", json.get("data_type").getAsString());
		assertTrue(json.has("fill_value"));
		assertEquals("regular", json.getAsJsonObject("chunk_grid").get("name").getAsString());
		final JsonObject keys = json.getAsJsonObject("chunk_key_encoding");
		assertEquals("default", keys.get("name").getAsString());
		assertEquals("/", keys.getAsJsonObject("configuration").get("separator").getAsString());
		assertEquals(5, json.getAsJsonArray("dimension_names").size());
		shape = integers(json.getAsJsonArray("shape"));
		shard = integers(
			json.getAsJsonObject("chunk_grid").getAsJsonObject("configuration").getAsJsonArray("chunk_shape"));
		assertEquals("one array -> bytes codec", 1, json.getAsJsonArray("codecs").size());
		final JsonObject sharding = json.getAsJsonArray("codecs").get(0).getAsJsonObject();
		assertEquals("sharding_indexed", sharding.get("name").getAsString());
		final JsonObject inner = sharding.getAsJsonObject("configuration");
		chunk = integers(inner.getAsJsonArray("chunk_shape"));
		for (int i = 0; i < 5; i++)
			assertEquals("evenly divisible", 0, shard[i] % chunk[i]);
		assertArrayEquals(new String[] { "bytes", "crc32c" }, names(inner.getAsJsonArray("index_codecs")));
		assertEquals("end", inner.get("index_location").getAsString());
		final String[] codecs = names(inner.getAsJsonArray("codecs"));
		assertEquals("bytes", codecs[0]);
		codec = codecs.length == 1 ? "none" : codecs[1];
	}

	private static int[] integers(final JsonArray list) {
		return IntStream.range(0, list.size()).map(i -> list.get(i).getAsInt()).toArray();
	}

	private static String[] names(final JsonArray codecs) {
		return IntStream.range(0, codecs.size())
			.mapToObj(i -> codecs.get(i).getAsJsonObject().get("name").getAsString())
			.toArray(String[]::new);
	}

	int[] shape() {
		return shape;
	}

	float voxel(final int... at) throws IOException {
		final StringBuilder name = new StringBuilder("c");
		int number = 0, inside = 0;
		for (int i = 0; i < 5; i++) {
			name.append('/').append(at[i] / shard[i]);
			number = number * (shard[i] / chunk[i]) + at[i] % shard[i] / chunk[i];
			inside = inside * chunk[i] + at[i] % chunk[i];
		}
		final Path file = folder.resolve(name.toString());
		if (!shards.containsKey(file)) shards.put(file, read(file));
		return shards.get(file)[number][inside];
	}

	/** The index: a uint64 offset and length a chunk, in C order, then CRC-32C; chunks lie apart, before it. */
	private float[][] read(final Path file) throws IOException {
		int count = 1, voxels = 1;
		for (int i = 0; i < 5; i++) {
			count *= shard[i] / chunk[i];
			voxels *= chunk[i];
		}
		final byte[] bytes = Files.readAllBytes(file);
		final int end = bytes.length - 16 * count - 4;
		final ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		assertEquals(crc32c(Arrays.copyOfRange(bytes, end, bytes.length - 4)), all.getInt(bytes.length - 4));
		final TreeMap<Long, Long> places = new TreeMap<>();
		final float[][] chunks = new float[count][];
		for (int i = 0; i < count; i++) {
			final long offset = all.getLong(end + 16 * i), length = all.getLong(end + 16 * i + 8);
			if (offset == -1 && length == -1) continue;
			places.put(offset, length);
			final byte[] stored = Arrays.copyOfRange(bytes, (int) offset, (int) (offset + length));
			final byte[] plain = switch (codec) {
				case "none" -> stored;
				case "gzip" -> new GZIPInputStream(new ByteArrayInputStream(stored)).readAllBytes();
				case "zstd" -> Zstd.decompress(stored, 4 * voxels);
				default -> new byte[4 * voxels];
			};
			assertEquals(4 * voxels, plain.length);
			chunks[i] = new float[voxels];
			ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(chunks[i]);
		}
		long free = 0;
		for (final Map.Entry<Long, Long> each : places.entrySet()) {
			assertTrue("chunks overlap", each.getKey() >= free);
			free = each.getKey() + each.getValue();
		}
		assertTrue("a chunk lies in the index", free <= end);
		return chunks;
	}

	/** RFC 3720, 12.1: the polynomial 0x1EDC6F41, here with its bits in reverse, bit by bit. */
	static int crc32c(final byte[] bytes) {
		int crc = -1;
		for (final byte each : bytes) {
			crc ^= each & 0xff;
			for (int bit = 0; bit < 8; bit++)
				crc = (crc & 1) != 0 ? crc >>> 1 ^ 0x82F63B78 : crc >>> 1;
		}
		return ~crc;
	}
}
