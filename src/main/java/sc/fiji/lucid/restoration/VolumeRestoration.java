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
package sc.fiji.lucid.restoration;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.VoxelSource;
import sc.fiji.lucid.tiling.Plan;
import sc.fiji.lucid.tiling.Tile;

/**
 * How one volume passes the steps as its plan says: in one piece, or in tiles that are decided for on a sample.
 *
 * @param alike the steps by which other frames of the series are restored alike
 * @param values what was done, for the run record
 */
public record VolumeRestoration(Steps alike, Map<String, Object> values) {

	/** Part of the memory that a sample may take. */
	private static final int SAMPLE_PART = 4;

	/**
	 * Restores a volume.
	 *
	 * @param steps that it passes
	 * @param volume the recorded volume
	 * @param plan made by {@link Steps#plan} for this memory
	 * @param memory bytes that may be used
	 * @param sink takes the restored voxels
	 * @param progress told how far it is, asked whether to stop
	 * @param log takes lines for the user as they arise
	 * @return what was done
	 * @throws IllegalArgumentException naming what is wrong with the volume
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	public static VolumeRestoration run(final Steps steps, final VoxelSource volume, final Plan plan, final long memory,
		final VoxelSink sink, final Progress progress, final Consumer<String> log)
	{
		if (!plan.isWhole()) return inTiles(steps, volume, plan, memory, sink, progress, log);
		final Steps.Whole whole = steps.whole(volume, sink, progress);
		whole.applied().lines().forEach(log);
		return new VolumeRestoration(whole.alike(), whole.applied().values());
	}

	private static VolumeRestoration inTiles(final Steps steps, final VoxelSource volume, final Plan plan,
		final long memory, final VoxelSink sink, final Progress progress, final Consumer<String> log)
	{
		final Decided decided = steps.decide(volume, memory / SAMPLE_PART, progress);
		log.accept("decided on a sample, for all tiles: " + decided);
		final List<Tile> tiles = plan.tiles();
		final TileLog done = new TileLog(plan, decided);
		for (int i = 0; i < tiles.size(); i++) {
			final Tile tile = tiles.get(i);
			final String name = "tile " + (i + 1) + " of " + tiles.size();
			try {
				done.add(decided.apply(volume, tile.core(), tile.view(), sink, progress.part((double) i / tiles.size(), (i + 1.0) /
					tiles.size(), name + ": ")));
			}
			catch (final IllegalArgumentException e) {
				throw new IllegalArgumentException(name + " (" + tile.core() + "): " + e.getMessage(), e);
			}
		}
		done.lines().forEach(log);
		return new VolumeRestoration(decided.alike(), done.values());
	}
}
