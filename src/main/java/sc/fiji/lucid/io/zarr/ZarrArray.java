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
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import sc.fiji.lucid.io.PartFile;

/** A Zarr array in a folder: chunks in and out. */
final class ZarrArray {

	/** What compression may add to bytes that it cannot compress, beside their number again. */
	private static final int OVERHEAD = 1 << 16;
	private static final long MOST_COUNTED = 200_000;

	private final Path folder;
	/** Where a thousandth of the chunks are fewer, the rest is soon gone through. */
	private static final int FEW = 10;

	private final ZarrLayout layout;

	private ZarrArray(final Path folder, final ZarrLayout layout) {
		this.folder = folder;
		this.layout = layout;
	}

	static ZarrArray open(final Path folder) throws IOException {
		return new ZarrArray(folder, ZarrLayout.read(folder));
	}

	/** Makes the folder and its metadata; chunks that are there stay. */
	static ZarrArray create(final Path folder, final ZarrLayout layout, final List<String> axisNames)
		throws IOException
	{
		Files.createDirectories(folder);
		layout.write(folder, axisNames);
		return new ZarrArray(folder, layout);
	}

	ZarrLayout layout() {
		return layout;
	}

	/** @return the file of a chunk, or of the shard that holds it */
	Path file(final int[] index) {
		return stored(layout.shard() == null ? index : layout.shard().shardOf(index));
	}

	/** @return a file, of a chunk or of a shard, by its index among files */
	Path stored(final int[] stored) {
		final StringBuilder name = new StringBuilder(layout.prefix());
		for (int i = 0; i < stored.length; i++)
			name.append(i == 0 ? "" : layout.separator()).append(stored[i]);
		return folder.resolve(name.toString());
	}

	/**
	 * @return how many files of chunks, or of shards, there are, as far as they can be counted, and how many there
	 *         should be
	 */
	long[] stored() throws IOException {
		final long expected = expected();
		// Of more, walking takes minutes on a share.
		return new long[] { expected > MOST_COUNTED ? expected : found(Long.MAX_VALUE), expected };
	}

	/** @return whether there should be many files of chunks, and there is not one in a thousand: the shape is wrong */
	boolean isHollow() throws IOException {
		final long expected = expected(), few = expected / 1000;
		return few >= FEW && found(few + 1) <= few;
	}

	private long expected() {
		final int[] grid = layout.grid();
		long expected = 1;
		for (int i = 0; i < grid.length; i++)
			expected *= layout.shard() == null ? grid[i] : (layout.shape()[i] - 1) / layout.shard().shard()[i] + 1;
		return expected;
	}

	private long found(final long most) throws IOException {
		try (Stream<Path> all = Files.walk(folder)) {
			return all
				.filter(file -> file.getFileName().toString().matches("[c0-9][0-9./]*") && Files.isRegularFile(file))
				.limit(most)
				.count();
		}
	}

	/** @return whether a file, of a chunk or of a shard, is there */
	boolean has(final int[] stored) {
		return Files.isRegularFile(stored(stored));
	}

	/**
	 * Whether a file, of a chunk or of a shard, holds what was written: without a codec its size tells, else it is
	 * decoded, which takes as long as reading it.
	 */
	boolean isWhole(final int[] stored) {
		try {
			if (!has(stored)) return false;
			if (layout.shard() != null) {
				for (final int[] index : layout.shard().chunksOf(stored))
					if (isInside(index) && read(index) == null) return false;
				return true;
			}
			return layout.codecs().isEmpty() ? Files.size(stored(stored)) == 4L * layout.chunkVoxels()
				: read(stored) != null;
		}
		catch (final IOException exc) {
			return false;
		}
	}

	/** Whether a chunk is in the array: at its far edges a shard has others, beyond it. */
	private boolean isInside(final int[] index) {
		final int[] grid = layout.grid();
		return IntStream.range(0, grid.length).allMatch(i -> index[i] < grid[i]);
	}

	/**
	 * @return the voxels of a whole chunk in the order in which they are stored,
	 *         {@code byte[]}, {@code short[]} or {@code float[]}; null if the chunk is
	 *         missing, which means the fill value
	 * @throws IOException naming the chunk, if it is damaged
	 */
	Object read(final int[] index) throws IOException {
		final Path file = file(index);
		// A Zarr may name many millions of chunks and have a few.
		if (!file.toFile().exists()) return null;
		try {
			final int size = layout.chunkVoxels() * layout.type().bytes();
			checkFile(file, 2L * size + OVERHEAD);
			byte[] bytes = layout.shard() == null ? Files.readAllBytes(file) : layout.shard().read(file, index);
			if (bytes == null) return null;
			for (int i = layout.codecs().size() - 1; i >= 0; i--)
				// A checksum behind the codec may come between.
				bytes = layout.codecs().get(i).decode(bytes, i == 0 ? size : size + 1024);
			if (bytes.length != size) throw new IOException("it holds " + bytes.length + " bytes instead of " + size);
			final Object voxels = layout.type().allocate(layout.chunkVoxels());
			layout.type().copy(ByteBuffer.wrap(bytes).order(layout.endian()), 0, voxels, 0, layout.chunkVoxels());
			return voxels;
		}
		catch (final NoSuchFileException exc) {
			return null;
		}
		catch (final IOException exc) {
			throw new IOException("Chunk " + file + " is damaged (" + exc.getMessage() + "). Copy or write it again.",
				exc);
		}
	}

	/** A Zarr of a stranger may have pipes and devices for chunks, or links to what is none of its business. */
	private void checkFile(final Path file, final long most) throws IOException {
		final Path real = file.toRealPath();
		if (!real.startsWith(folder.toRealPath())) throw new IOException("it is a link out of the Zarr");
		if (!Files.isRegularFile(real)) throw new IOException("it is no file");
		if (layout.shard() == null && Files.size(real) > most)
			throw new IOException("it has " + Files.size(real) + " bytes, more than its voxels can take");
	}

	/** @return the voxels of a chunk that is missing */
	Object fill() {
		final Object voxels = layout.type().allocate(layout.chunkVoxels());
		if (voxels instanceof byte[] bytes) Arrays.fill(bytes, (byte) (int) layout.fill());
		else if (voxels instanceof short[] shorts) Arrays.fill(shorts, (short) (int) layout.fill());
		else Arrays.fill((float[]) voxels, (float) layout.fill());
		return voxels;
	}

	/** Makes the voxels of a whole chunk. */
	interface Chunks {

		/** @param index of the chunk in the array */
		float[] voxels(int[] index) throws IOException;
	}

	/**
	 * Writes a file of a float32 array, a chunk or a shard; it appears when it is complete, and may be written again.
	 *
	 * @param stored its index among files
	 */
	void write(final int[] stored, final Chunks chunks) throws IOException {
		final Path file = stored(stored);
		Files.createDirectories(file.getParent());
		PartFile.write(file, layout.shard() == null ? encoded(chunks.voxels(stored)) : shard(stored, chunks));
	}

	private byte[] shard(final int[] stored, final Chunks chunks) throws IOException {
		final List<byte[]> all = new ArrayList<>();
		for (final int[] index : layout.shard().chunksOf(stored))
			all.add(isInside(index) ? encoded(chunks.voxels(index)) : null);
		return layout.shard().bytes(all);
	}

	private byte[] encoded(final float[] voxels) throws IOException {
		final ByteBuffer buffer = ByteBuffer.allocate(4 * voxels.length).order(layout.endian());
		buffer.asFloatBuffer().put(voxels);
		byte[] bytes = buffer.array();
		for (final ZarrCodec codec : layout.codecs())
			bytes = codec.encode(bytes, 4);
		return bytes;
	}
}
