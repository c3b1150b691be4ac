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

import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.VoxelSource;
import sc.fiji.lucid.tiling.Plan;
import sc.fiji.lucid.tiling.Tile;

/** How one volume passes the steps as its plan says: in one piece, or in tiles that are decided for on a sample. */
public final class VolumeRestoration {

	/** Part of the memory that a sample may take. */
	private static final int SAMPLE_PART = 4;

	private final Steps steps;
	private final VoxelSource volume;
	private final Plan plan;
	private final long memory;
	private final Consumer<String> log;
	private BiConsumer<Tile, RuntimeException> absent;

	/**
	 * What was done.
	 *
	 * @param alike the steps by which other frames of the series are restored alike
	 * @param values for the run record
	 */
	public record Outcome(Steps alike, Map<String, Object> values) {}

	/**
	 * @param steps that the volume passes
	 * @param volume the recorded volume
	 * @param plan made by {@link Steps#plan} for this memory
	 * @param memory bytes that may be used
	 * @param log takes lines for the user as they arise
	 */
	public VolumeRestoration(final Steps steps, final VoxelSource volume, final Plan plan, final long memory,
		final Consumer<String> log)
	{
		this.steps = steps;
		this.volume = volume;
		this.plan = plan;
		this.memory = memory;
		this.log = log;
	}

	/**
	 * @param taker takes the tiles that cannot be restored, and why, after the others are done; without it, or if none
	 *          can, the work ends there
	 * @return this
	 */
	public VolumeRestoration absent(final BiConsumer<Tile, RuntimeException> taker) {
		absent = taker;
		return this;
	}

	/**
	 * Restores the volume.
	 *
	 * @param sink takes the restored voxels
	 * @param progress told how far it is, asked whether to stop
	 * @return what was done
	 * @throws IllegalArgumentException naming what is wrong with the volume
	 * @throws UncheckedIOException if it cannot be read
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	public Outcome run(final VoxelSink sink, final Progress progress) {
		if (!plan.isWhole()) return inTiles(sink, progress);
		final Steps.Whole whole = steps.whole(volume, sink, progress);
		whole.applied().lines().forEach(log);
		return new Outcome(whole.alike(), whole.applied().values());
	}

	private Outcome inTiles(final VoxelSink sink, final Progress progress) {
		final Decided decided = steps.decide(volume, memory / SAMPLE_PART, progress);
		log.accept("decided on a sample, for all tiles: " + decided);
		final List<Tile> tiles = plan.tiles();
		final TileLog done = new TileLog(plan, decided);
		final Map<Tile, RuntimeException> failed = new TreeMap<>(Comparator.comparingInt(Tile::index));
		final VoxelSink one = (z, x, y, width, height, voxels) -> {
			synchronized (done) {
				sink.part(z, x, y, width, height, voxels);
			}
		};
		SharedTiles.of(decided.cost(), plan, memory)
			.forEach(IntStream.range(0, tiles.size()).boxed().toList(), tiles.size(), progress, (i, device, part) -> {
				try {
					final Decided on = device.isEmpty() ? decided : decided.on(device);
					done.add(on.apply(volume, tiles.get(i).core(), tiles.get(i).view(), one, part));
				}
				catch (final IllegalArgumentException | UncheckedIOException e) {
					add(failed, tiles, tiles.get(i), e);
				}
			});
		failed.forEach((tile, why) -> absent.accept(tile, why));
		done.lines().forEach(log);
		return new Outcome(decided.alike(), done.values());
	}

	private void add(final Map<Tile, RuntimeException> failed, final List<Tile> tiles, final Tile tile,
		final RuntimeException e)
	{
		synchronized (failed) {
			failed.put(tile, e);
			if (absent == null || failed.size() == tiles.size()) throw named(tile, e);
		}
	}

	private static RuntimeException named(final Tile tile, final RuntimeException e) {
		return e instanceof UncheckedIOException ? e : new IllegalArgumentException(
			"tile " + (tile.index() + 1) + " (" + tile.core() + "): " + e.getMessage(), e);
	}
}
