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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.io.PartFile;
import sc.fiji.lucid.io.SampleType;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.StackFileWriter;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.VoxelRange;

/**
 * Writes a float32 OME-Zarr. Parts of planes are gathered until a block, which is a
 * file, is complete: a chunk, or a shard of many; then it is written in one step and
 * forgotten. Parts may come in any order, from several threads, and from several
 * processes if no block is shared between them: tiles whose cores follow the blocks.
 * Whole planes that come one after the other gather as many planes as a block is deep.
 * The pyramid is written at the end. Until then the folder has the suffix {@code .part}.
 */
public final class ZarrStackWriter implements StackFileWriter {

	private static final List<String> AXES = List.of("t", "c", "z", "y", "x");

	/** A chunk or shard that is being gathered. */
	private static final class Block {

		private final float[] voxels;
		private int missing;

		Block(final int size, final int missing) {
			voxels = new float[size];
			this.missing = missing;
		}
	}

	private final PartFile folder;
	private final String name;
	private final StackShape shape;
	private final StackMetadata metadata;
	private final ZarrLayout layout;
	/** The same as it lies in files. */
	private final ZarrLayout blocks;
	private final ZarrArray array;
	private final boolean keep;
	private final Map<List<Integer>, Block> gathered = new HashMap<>();
	private final StringBuilder info = new StringBuilder();
	private RunRecord record;
	private boolean complete;
	private boolean finished;

	private ZarrStackWriter(final Path target, final StackShape shape, final StackMetadata metadata,
		final ZarrOptions options, final boolean force, final boolean keep) throws IOException
	{
		this.shape = shape;
		this.metadata = metadata;
		this.keep = keep;
		folder = PartFile.shared(target, force);
		name = target.getFileName().toString();
		layout = layout(shape, options);
		blocks = layout.files();
		if (!keep) folder.discard();
		if (keep && Files.exists(folder.part())) checkSame();
		Files.createDirectories(folder.part());
		array = ZarrArray.create(folder.part().resolve("0"), layout, AXES);
		attributes(List.of(new int[] { 1, 1, 1 }), new VoxelRange(shape.channels()).displayRanges())
			.write(folder.part());
	}

	private static ZarrLayout layout(final StackShape shape, final ZarrOptions options) {
		final int[] chunk = { 1, 1, Math.min(shape.slices(), options.chunkZ()),
			Math.min(shape.height(), options.chunkY()), Math.min(shape.width(), options.chunkX()) };
		final Extent shard = options.shard();
		return new ZarrLayout(options.zarrVersion(),
			new int[] { shape.frames(), shape.channels(), shape.slices(), shape.height(), shape.width() }, chunk,
			new int[] { 0, 1, 2, 3, 4 }, SampleType.FLOAT32, ByteOrder.LITTLE_ENDIAN, 0,
			options.zarrVersion() == 2 ? "" : "c/", "/", options.codecs(),
			shard == null ? null
				: ZarrShard.written(
					new int[] { 1, 1, shard.nz() / options.chunkZ() * chunk[2],
						shard.ny() / options.chunkY() * chunk[3], shard.nx() / options.chunkX() * chunk[4] },
					chunk, options.codecs()));
	}

	/** Starts an OME-Zarr that is deleted if it is closed before it is finished. */
	public static ZarrStackWriter create(final Path target, final StackShape shape, final StackMetadata metadata,
		final ZarrOptions options, final boolean force) throws IOException
	{
		return new ZarrStackWriter(target, shape, metadata, options, force, false);
	}

	/**
	 * Starts an OME-Zarr, or goes on with one that was started before with the same
	 * size and options; several processes may do so at the same time. Closing it
	 * keeps what was written; the process that calls {@link #finish} after all others
	 * are done completes it.
	 *
	 * @throws IOException in one line, if another result was started under this name
	 */
	public static ZarrStackWriter resume(final Path target, final StackShape shape, final StackMetadata metadata,
		final ZarrOptions options, final boolean force) throws IOException
	{
		return new ZarrStackWriter(target, shape, metadata, options, force, true);
	}

	private void checkSame() throws IOException {
		final Path first = folder.part().resolve("0");
		if (!OmeZarr.isOne(first)) return;
		final ZarrLayout there = ZarrLayout.read(first);
		if (there.version() != layout.version() || !Arrays.equals(there.shape(), layout.shape()) ||
			!Arrays.equals(there.chunk(), layout.chunk()) || !there.codecs().equals(layout.codecs()) ||
			!Arrays.equals(there.files().chunk(), blocks.chunk()))
			throw new IOException(folder.part() +
				" was started with another size, version, codec, chunk or shard. Delete it to start anew.");
	}

	@Override
	public StackShape shape() {
		return shape;
	}

	/**
	 * @return the size of what a file holds, along X, Y and Z; cores that follow it can be written by several
	 * processes
	 */
	public int[] blockSize() {
		return new int[] { blocks.chunk()[4], blocks.chunk()[3], blocks.chunk()[2] };
	}

	/** @return whether all chunks of a box are written and none is damaged: such a tile can be skipped */
	public boolean isWritten(final int channel, final int frame, final Box box) {
		return blocks(channel, frame, box).stream().allMatch(array::isWhole);
	}

	/** @return whether all chunks of a box are there, be they damaged: {@link #complete} reads them anyway */
	public boolean isThere(final int channel, final int frame, final Box box) {
		return blocks(channel, frame, box).stream().allMatch(array::has);
	}

	/** Deletes all chunks of a box, so that it is not written. */
	public void delete(final int channel, final int frame, final Box box) throws IOException {
		for (final int[] index : blocks(channel, frame, box))
			Files.deleteIfExists(array.stored(index));
	}

	private List<int[]> blocks(final int channel, final int frame, final Box box) {
		final int[] size = blockSize();
		final List<int[]> all = new ArrayList<>();
		for (int bz = box.z() / size[2]; bz * size[2] < box.z() + box.size().nz(); bz++)
			for (int by = box.y() / size[1]; by * size[1] < box.y() + box.size().ny(); by++)
				for (int bx = box.x() / size[0]; bx * size[0] < box.x() + box.size().nx(); bx++)
					all.add(new int[] { frame, channel, bz, by, bx });
		return all;
	}

	@Override
	public void write(final int channel, final int slice, final int frame, final int x, final int y, final int width,
		final int height, final float[] voxels) throws IOException
	{
		shape.planeIndex(channel, slice, frame);
		shape.checkPart(x, y, width, height, voxels);
		final int[] size = blockSize();
		for (int by = y / size[1]; by * size[1] < y + height; by++)
			for (int bx = x / size[0]; bx * size[0] < x + width; bx++) {
				final int[] index = { frame, channel, slice / size[2], by, bx };
				final int x0 = Math.max(x, bx * size[0]);
				final int count = Math.min(x + width, (bx + 1) * size[0]) - x0;
				final int y0 = Math.max(y, by * size[1]);
				final int y1 = Math.min(y + height, (by + 1) * size[1]);
				final Block block = block(index);
				final boolean full;
				synchronized (block) {
					for (int row = y0; row < y1; row++)
						System.arraycopy(voxels, (row - y) * width + x0 - x, block.voxels,
							((slice % size[2]) * size[1] + row - by * size[1]) * size[0] + x0 - bx * size[0], count);
					block.missing -= count * (y1 - y0);
					full = block.missing == 0;
				}
				if (full) store(index, block);
			}
	}

	private Block block(final int[] index) {
		synchronized (gathered) {
			return gathered.computeIfAbsent(Arrays.stream(index).boxed().toList(), key -> {
				int valid = 1;
				for (int i = 0; i < 5; i++)
					valid *= Math.min(blocks.chunk()[i], blocks.shape()[i] - index[i] * blocks.chunk()[i]);
				return new Block(blocks.chunkVoxels(), valid);
			});
		}
	}

	private void store(final int[] index, final Block block) throws IOException {
		array.write(index, chunk -> cut(block.voxels, chunk));
		synchronized (gathered) {
			gathered.remove(Arrays.stream(index).boxed().toList());
		}
	}

	/** @return a chunk of a block */
	private float[] cut(final float[] block, final int[] index) {
		if (layout.shard() == null) return block;
		final int[] chunk = layout.chunk(), size = blocks.chunk();
		final float[] voxels = new float[layout.chunkVoxels()];
		final int[] first = new int[5];
		for (int i = 2; i < 5; i++)
			first[i] = index[i] % (size[i] / chunk[i]) * chunk[i];
		for (int z = 0; z < chunk[2]; z++)
			for (int y = 0; y < chunk[3]; y++)
				System.arraycopy(block, ((first[2] + z) * size[3] + first[3] + y) * size[4] + first[4], voxels,
					(z * chunk[3] + y) * chunk[4], chunk[4]);
		return voxels;
	}

	@Override
	public void appendInfo(final String lines) {
		synchronized (info) {
			info.append(lines).append(lines.endsWith("\n") ? "" : "\n");
		}
	}

	/** @return whether a folder, finished or not, was written by Lucid, and holds nothing else */
	public static boolean isOne(final Path folder) throws IOException {
		try (Stream<Path> inside = Files.list(folder)) {
			if (!inside.allMatch(
				file -> file.getFileName().toString().matches("\\.z[a-z]+|zarr\\.json|\\d{1,3}|\\..*\\.part")))
				return false;
		}
		try {
			return !OmeZarr.isOne(folder) || OmeZarr.isOfLucid(folder);
		}
		catch (final IOException exc) {
			return false;
		}
	}

	/**
	 * Checks that every chunk is written, and adds the pyramid.
	 *
	 * @throws IOException naming the first chunk that is missing
	 */
	@Override
	public void record(final RunRecord run) {
		record = run;
	}

	@Override
	public void complete() throws IOException {
		if (complete) return;
		checkComplete();
		clean();
		final VoxelRange range = new VoxelRange(shape.channels());
		final List<int[]> factors = new ZarrPyramid(folder.part(), layout, AXES, metadata).write(range);
		attributes(factors, range.displayRanges()).write(folder.part());
		complete = true;
	}

	@Override
	public Path part() {
		return folder.part();
	}

	@Override
	public void finish() throws IOException {
		complete();
		folder.commitFolder();
		finished = true;
	}

	/** Deletes what writers left that were killed in the middle of a chunk. */
	private void clean() throws IOException {
		final List<Path> left;
		try (Stream<Path> files = Files.walk(folder.part())) {
			left = files.filter(file -> file.getFileName().toString().endsWith(".part") && Files.isRegularFile(file))
				.toList();
		}
		for (final Path file : left)
			Files.deleteIfExists(file);
	}

	private void checkComplete() throws IOException {
		final List<int[]> missing = new ArrayList<>();
		for (final int[] index : ZarrPyramid.chunks(blocks))
			if (!array.has(index)) missing.add(index);
		if (!missing.isEmpty()) throw new IOException(name + " is not complete: " + missing.size() +
			" files were not written, the first is " + array.stored(missing.get(0)) + ".");
	}

	private OmeZarrAttributes attributes(final List<int[]> factors, final double[] ranges) {
		return new OmeZarrAttributes(layout.version(), name, metadata, shape, factors, ranges, info.toString(), record);
	}

	@Override
	public void close() throws IOException {
		if (!finished && !keep) folder.discard();
	}
}
