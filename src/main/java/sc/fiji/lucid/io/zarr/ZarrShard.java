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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Several chunks in one file, with an index at its start or end: Zarr version 3,
 * codec {@code sharding_indexed} (version 1.0 of its specification).
 *
 * @param shard a shard's size in voxels; null until it is known
 * @param chunk a chunk's size in voxels
 * @param codecs of the chunks
 * @param indexCodecs of the index, after the conversion to bytes
 * @param atEnd whether the index is at the end of the file
 */
record ZarrShard(int[] shard, int[] chunk, ZarrLayout.Pipeline codecs, List<ZarrCodec> indexCodecs, boolean atEnd) {

	/** What an index says of a chunk that is missing. */
	private static final long MISSING = -1;

	/** @return shards as they are written: chunks one after the other, the index at the end, with its checksum */
	static ZarrShard written(final int[] shard, final int[] chunk, final List<ZarrCodec> codecs) {
		return new ZarrShard(shard, chunk, ZarrLayout.Pipeline.plain(chunk.length, codecs), List.of(ZarrCodec.CRC32C),
			true);
	}

	/** @return what a {@code sharding_indexed} codec is in the metadata of voxels of so many bytes */
	Map<String, Object> json(final int voxelBytes) {
		final Object bytes = ZarrJson.map("name", "bytes", "configuration", ZarrJson.map("endian", "little"));
		return ZarrJson.map("name", "sharding_indexed", "configuration",
			ZarrJson.map("chunk_shape", chunk, "codecs", codecs.json(voxelBytes), "index_codecs",
				List.of(bytes, ZarrJson.map("name", "crc32c")), "index_location", "end"));
	}

	/**
	 * @param chunks the bytes of each chunk, the last axis fastest; null where one is missing
	 * @return the bytes of a shard
	 */
	byte[] bytes(final List<byte[]> chunks) throws IOException {
		final long size = chunks.stream().mapToLong(each -> each == null ? 0 : each.length).sum() +
			16L * chunks.size() + 4;
		if (size > Integer.MAX_VALUE - 16) throw new IOException(
			"A shard would have " + (size >> 20) + " MB. Give less memory (--memory): its tile is smaller then.");
		final ByteBuffer file = ByteBuffer.allocate((int) size);
		final ByteBuffer index = ByteBuffer.allocate(16 * chunks.size()).order(ByteOrder.LITTLE_ENDIAN);
		for (final byte[] each : chunks) {
			index.putLong(each == null ? MISSING : file.position()).putLong(each == null ? MISSING : each.length);
			if (each != null) file.put(each);
		}
		byte[] table = index.array();
		for (final ZarrCodec codec : indexCodecs)
			table = codec.encode(table, Long.BYTES);
		return file.put(table).array();
	}

	/** @return the indices, in the array, of the chunks in a shard, the last axis fastest */
	List<int[]> chunksOf(final int[] index) {
		final int[] count = new int[index.length];
		Arrays.setAll(count, i -> shard[i] / chunk[i]);
		final List<int[]> all = ZarrPyramid.indices(count);
		for (final int[] each : all)
			for (int i = 0; i < each.length; i++)
				each[i] += index[i] * count[i];
		return all;
	}

	static ZarrShard read(final ZarrJson json, final int dimensions) throws IOException {
		final int[] chunk = json.integers("chunk_shape");
		if (chunk.length != dimensions) throw json.damaged("chunk_shape");
		final ZarrLayout.Pipeline codecs = ZarrLayout.Pipeline.of(json, dimensions);
		if (codecs.shard() != null) throw json.problem("has shards in shards, which are not read");
		for (final ZarrJson codec : json.children("index_codecs")) {
			final String name = codec.text("name");
			if (!name.equals("bytes") && !name.equals("crc32c"))
				throw json.problem("compresses the index of its shards with " + name + ", which is not read");
		}
		final boolean checked = json.children("index_codecs").size() > 1;
		return new ZarrShard(null, chunk, codecs, checked ? List.of(ZarrCodec.CRC32C) : List.of(),
			!json.text("index_location", "end").equals("start"));
	}

	/** @return this, with the size of a shard */
	ZarrShard of(final int[] size) throws IOException {
		for (int i = 0; i < size.length; i++)
			if (chunk[i] < 1 || size[i] % chunk[i] != 0)
				throw new IOException("The Zarr is damaged: its shards are no multiple of its chunks.");
		return new ZarrShard(size, chunk, codecs, indexCodecs, atEnd);
	}

	/** @return the index of the shard that holds a chunk */
	int[] shardOf(final int[] index) {
		final int[] result = new int[index.length];
		for (int i = 0; i < index.length; i++)
			result[i] = index[i] / (shard[i] / chunk[i]);
		return result;
	}

	/** @return the stored bytes of a chunk, null if it is missing */
	byte[] read(final Path file, final int[] index) throws IOException {
		long position = 0;
		long count = 1;
		for (int i = 0; i < index.length; i++) {
			final int chunks = shard[i] / chunk[i];
			position = position * chunks + index[i] % chunks;
			count *= chunks;
			if (16 * count > Integer.MAX_VALUE / 2)
				throw new IOException("its index would have more than a billion bytes");
		}
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
			final int indexBytes = (int) (16 * count) + 4 * indexCodecs.size();
			byte[] table = bytes(channel, atEnd ? channel.size() - indexBytes : 0, indexBytes);
			for (final ZarrCodec codec : indexCodecs)
				table = codec.decode(table, (int) (16 * count));
			final ByteBuffer entries = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
			final long offset = entries.getLong((int) (16 * position));
			final long size = entries.getLong((int) (16 * position) + 8);
			if (offset == MISSING && size == MISSING) return null;
			if (size < 0 || size > Integer.MAX_VALUE - 16) throw new IOException("the index is damaged");
			return bytes(channel, offset, (int) size);
		}
	}

	private static byte[] bytes(final FileChannel channel, final long offset, final int size) throws IOException {
		if (offset < 0 || offset > channel.size() - size)
			throw new IOException("it is truncated: " + channel.size() + " bytes found");
		final ByteBuffer bytes = ByteBuffer.allocate(size);
		while (bytes.hasRemaining())
			if (channel.read(bytes, offset + bytes.position()) < 0) throw new IOException("it is truncated");
		return bytes.array();
	}
}
