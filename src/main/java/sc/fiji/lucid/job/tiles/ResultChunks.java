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
package sc.fiji.lucid.job.tiles;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.io.zarr.ZarrOptions;
import sc.fiji.lucid.tiling.Tiling;

/**
 * How the result of a tiling is stored: no file has voxels of two cores, so that each tile writes files of its own. In
 * OME-Zarr 0.4 a file is a chunk, in 0.5 a shard of chunks that viewers load one by one: a core, if it is not too
 * large.
 */
final class ResultChunks {

	/** Along X and Y, of chunks in shards: with 32 along Z half a megabyte, what viewers load at a time. */
	private static final int INNER = 64;

	/** Of a shard, which is gathered in memory: a quarter of a gigabyte. */
	private static final long MOST_VOXELS = 1 << 26;

	private ResultChunks() {}

	/** @param version of OME-Zarr, {@code 0.4} or {@code 0.5} */
	static ZarrOptions of(final Tiling tiling, final String version) {
		final ZarrOptions usual = ZarrOptions.DEFAULT;
		final Extent stack = tiling.stack(), core = tiling.core();
		if (version.equals(usual.version()))
			return new ZarrOptions(version, usual.codec(), chunk(stack.nx(), core.nx(), usual.chunkX()),
				chunk(stack.ny(), core.ny(), usual.chunkY()), chunk(stack.nz(), core.nz(), usual.chunkZ()));
		final int x = chunk(stack.nx(), core.nx(), INNER), y = chunk(stack.ny(), core.ny(), INNER),
			z = chunk(stack.nz(), core.nz(), usual.chunkZ());
		return new ZarrOptions(version, usual.codec(), x, y, z, shard(stack, core, x, y, z));
	}

	/** The core, or a part of it, flat first: tiles are written slice by slice. */
	private static Extent shard(final Extent stack, final Extent core, final int x, final int y, final int z) {
		int nz = whole(stack.nz(), core.nz(), z), ny = whole(stack.ny(), core.ny(), y),
			nx = whole(stack.nx(), core.nx(), x);
		while ((long) nx * ny * nz > MOST_VOXELS)
			if (nz > z) nz = less(stack.nz(), core.nz(), z, nz);
			else if (ny >= nx && ny > y) ny = less(stack.ny(), core.ny(), y, ny);
			else nx = less(stack.nx(), core.nx(), x, nx);
		return new Extent(nx, ny, nz);
	}

	/** @return the size of a core in whole chunks; one that is the stack may go beyond it */
	private static int whole(final int stack, final int core, final int chunk) {
		return core < stack ? core : (stack - 1) / chunk * chunk + chunk;
	}

	/**
	 * @return the next smaller multiple of a chunk of which a core is a multiple; one that is the stack, in equal
	 * parts
	 */
	private static int less(final int stack, final int core, final int chunk, final int shard) {
		if (core >= stack) {
			final int chunks = (stack - 1) / chunk + 1, parts = (chunks * chunk - 1) / shard + 2;
			return Math.min(shard - chunk, ((chunks - 1) / parts + 1) * chunk);
		}
		int less = shard - chunk;
		while (core % less != 0)
			less -= chunk;
		return less;
	}

	/** @return the largest part of a core that is not larger than usual */
	static int chunk(final int stack, final int core, final int usual) {
		int chunk = Math.min(core, usual);
		while (core < stack && core % chunk != 0)
			chunk--;
		return chunk;
	}
}
