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
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.VoxelRange;

/**
 * The coarser levels of an OME-Zarr: means of two voxels along X and Y, and along
 * Z once the slices are as near as the pixels. For viewers; no result is computed
 * from them.
 */
final class ZarrPyramid {

	/** Viewers show the last level as a whole. */
	private static final int SMALL = 256;

	private final Path folder;
	private final List<String> axes;
	private final double[] voxel;
	private ZarrLayout layout;

	ZarrPyramid(final Path folder, final ZarrLayout first, final List<String> axes, final StackMetadata metadata) {
		this.folder = folder;
		this.axes = axes;
		layout = first;
		voxel = new double[] { metadata.voxelX().orElse(1), metadata.voxelY().orElse(1), metadata.voxelZ().orElse(1) };
	}

	/** @return the indices of all chunks */
	static List<int[]> chunks(final ZarrLayout layout) {
		return indices(layout.grid());
	}

	/** @return all indices into an array of this size, the last axis fastest */
	static List<int[]> indices(final int[] grid) {
		final List<int[]> all = new ArrayList<>();
		final int[] index = new int[grid.length];
		while (true) {
			all.add(index.clone());
			int axis = grid.length - 1;
			while (axis >= 0 && ++index[axis] == grid[axis])
				index[axis--] = 0;
			if (axis < 0) return all;
		}
	}

	/**
	 * Writes the levels after the first, chunk by chunk, by the caller's threads.
	 *
	 * @param range filled with the voxels of the first level
	 * @return how much coarser each level is than the first, along x, y and z
	 */
	List<int[]> write(final VoxelRange range) throws IOException {
		measure(range);
		final List<int[]> factors = new ArrayList<>(List.of(new int[] { 1, 1, 1 }));
		for (int level = 1; layout.shape()[4] > SMALL || layout.shape()[3] > SMALL; level++) {
			final int[] last = factors.get(factors.size() - 1);
			final int[] step = { layout.shape()[4] > 1 ? 2 : 1, layout.shape()[3] > 1 ? 2 : 1,
				layout.shape()[2] > 1 && voxel[2] * last[2] <= voxel[0] * last[0] * 1.5 ? 2 : 1 };
			final ZarrStack fine = open(level - 1);
			layout = coarser(layout, step);
			final ZarrArray coarse = ZarrArray.create(folder.resolve(String.valueOf(level)), layout, axes);
			each(chunks(layout.files()),
				index -> coarse.write(index, chunk -> mean(fine, coarse.layout(), chunk, step)));
			factors.add(new int[] { last[0] * step[0], last[1] * step[1], last[2] * step[2] });
		}
		return factors;
	}

	private ZarrStack open(final int level) throws IOException {
		return new ZarrStack(folder.getFileName().toString(), List.of(),
			ZarrArray.open(folder.resolve(String.valueOf(level))), axes, StackMetadata.NONE);
	}

	private static ZarrLayout coarser(final ZarrLayout fine, final int[] step) {
		final int[] shape = fine.shape().clone();
		final int[] chunk = fine.chunk().clone();
		final int[] shard = fine.files().chunk().clone();
		for (int i = 0; i < 3; i++) {
			shape[4 - i] = (shape[4 - i] + step[i] - 1) / step[i];
			chunk[4 - i] = Math.min(chunk[4 - i], shape[4 - i]);
			shard[4 - i] = Math.min(shard[4 - i] / chunk[4 - i], (shape[4 - i] - 1) / chunk[4 - i] + 1) * chunk[4 - i];
		}
		return new ZarrLayout(fine.version(), shape, chunk, fine.order(), fine.type(), fine.endian(), fine.fill(),
			fine.prefix(), fine.separator(), fine.codecs(),
			fine.shard() == null ? null : ZarrShard.written(shard, chunk, fine.codecs()));
	}

	private void measure(final VoxelRange range) throws IOException {
		final ZarrArray first = ZarrArray.open(folder.resolve("0"));
		each(chunks(layout), index -> {
			final float[] voxels = (float[]) first.read(index);
			if (voxels == null) throw new IOException("Chunk " + first.file(index) + " is missing.");
			range.add(index[1], inside(voxels, index));
		});
	}

	/** @return the voxels of a chunk that are in the array */
	private float[] inside(final float[] voxels, final int[] index) {
		final int[] chunk = layout.chunk();
		final int[] valid = new int[5];
		for (int i = 0; i < 5; i++)
			valid[i] = Math.min(chunk[i], layout.shape()[i] - index[i] * chunk[i]);
		if (valid[2] * valid[3] * valid[4] == voxels.length) return voxels;
		final float[] inside = new float[valid[2] * valid[3] * valid[4]];
		for (int z = 0; z < valid[2]; z++)
			for (int y = 0; y < valid[3]; y++)
				System.arraycopy(voxels, (z * chunk[3] + y) * chunk[4], inside, (z * valid[3] + y) * valid[4],
					valid[4]);
		return inside;
	}

	/** @return a chunk of the coarser level */
	private static float[] mean(final ZarrStack fine, final ZarrLayout coarse, final int[] index, final int[] step)
		throws IOException
	{
		final int[] chunk = coarse.chunk();
		final float[] result = new float[chunk[2] * chunk[3] * chunk[4]];
		final int x0 = index[4] * chunk[4] * step[0];
		final int y0 = index[3] * chunk[3] * step[1];
		final int width = Math.min(chunk[4] * step[0], fine.width() - x0);
		final int height = Math.min(chunk[3] * step[1], fine.height() - y0);
		for (int z = 0; z < chunk[2] && index[2] * chunk[2] + z < coarse.shape()[2]; z++) {
			final int first = (index[2] * chunk[2] + z) * step[2];
			final int slices = Math.min(step[2], fine.slices() - first);
			final double[] sums = new double[chunk[3] * chunk[4]];
			for (int s = 0; s < slices; s++) {
				final float[] part = fine.part(index[1], first + s, index[0], x0, y0, width, height);
				for (int i = 0; i < part.length; i++)
					sums[i / width / step[1] * chunk[4] + i % width / step[0]] += part[i];
			}
			for (int y = 0; y * step[1] < height; y++)
				for (int x = 0; x * step[0] < width; x++) {
					// At the far edge a mean may have fewer voxels.
					final int count = slices * Math.min(step[1], height - y * step[1]) *
						Math.min(step[0], width - x * step[0]);
					result[(z * chunk[3] + y) * chunk[4] + x] = (float) (sums[y * chunk[4] + x] / count);
				}
		}
		return result;
	}

	private interface ChunkTask {

		void run(int[] index) throws IOException;
	}

	private static void each(final List<int[]> chunks, final ChunkTask task) throws IOException {
		try {
			Parallelization.getTaskExecutor().forEach(chunks, index -> {
				try {
					task.run(index);
				}
				catch (final IOException exc) {
					throw new UncheckedIOException(exc);
				}
			});
		}
		catch (final RuntimeException exc) {
			// Executors wrap what a task throws, some of them twice.
			for (Throwable cause = exc; cause != null; cause = cause.getCause())
				if (cause instanceof IOException io) throw io;
			throw exc;
		}
	}
}
