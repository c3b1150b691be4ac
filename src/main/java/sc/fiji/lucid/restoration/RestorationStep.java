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

import java.util.Map;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.image.VoxelSource;
import sc.fiji.lucid.tiling.TileCost;

/**
 * One thing that is done to every volume of a stack: it decides once, on a sample, and is then applied alike to every
 * tile. Tiles, shards, Spark tasks, lazily read cells and previews are written over steps and know none of them by
 * name; every step passes {@code RestorationStepContract}. Immutable; used by many threads at once.
 *
 * @param <D> what is decided: an immutable value that is all a tile needs to know of the rest of the stack. What is
 *          small goes as texts and numbers into the run record and the journal of tiles ({@link #describe}); what is
 *          large (a coarse map of the whole stack) goes beside them ({@link #maps})
 */
public interface RestorationStep<D> {

	/** @return the step's name in records, in lower case with hyphens: {@code deconvolution} */
	String name();

	/**
	 * Decides what must be the same for all tiles of a volume.
	 *
	 * @param sample of the volume, as the steps before this one leave it
	 * @param progress told how far it is, asked whether to stop
	 * @return what holds for the volume
	 * @throws IllegalArgumentException naming what is wrong with the volume or the step's options
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	D decide(StackSample sample, Progress progress);

	/** @return what is known before anything is decided: enough for {@link #cost}, not for {@link #apply} */
	D undecided();

	/**
	 * @param decided for the volume, or {@link #undecided}
	 * @return what a tile takes
	 */
	TileCost cost(D decided);

	/**
	 * Does the step to a tile: the same voxels whoever does it, in however many threads.
	 *
	 * @param tile a part of a volume; where it lies there, its {@link Recording#place} says
	 * @param decided for the volume
	 * @param progress told how far it is, asked whether to stop
	 * @return the tile after the step, of the same size; right inside the halo
	 * @throws IllegalArgumentException naming what is wrong with the tile
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	Applied apply(Recording tile, D decided, Progress progress);

	/**
	 * Decides on a volume that is in memory in one piece, and does the step to it. A step that finds its decision by
	 * doing its work does it once.
	 *
	 * @param volume the whole volume
	 * @param progress told how far it is, asked whether to stop
	 * @return the volume after the step, and the step for the volumes like it
	 * @throws IllegalArgumentException naming what is wrong with the volume
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	default AppliedWhole whole(final Recording volume, final Progress progress) {
		final VoxelSource source = new RecordingVoxels(volume);
		final D decided = decide(new StackSample(source, Long.MAX_VALUE, progress), progress.part(0, 0.5, ""));
		return new AppliedWhole(apply(volume, decided, progress.part(0.5, 1, "")), alike(decided));
	}

	/**
	 * As the other, for a step that looks at more than the volume.
	 *
	 * @param source what the volume was before any step, and the series that it is of
	 */
	default AppliedWhole whole(final Recording volume, final VoxelSource source, final Progress progress) {
		return whole(volume, progress);
	}

	/**
	 * @param decided for one frame of a series
	 * @return the step by which the other frames are restored so that they can be compared with it; what changes from
	 *         frame to frame, as a background that bleaches, it decides anew
	 */
	default RestorationStep<D> alike(final D decided) {
		return this;
	}

	/** @return the decision as texts, numbers, lists and maps, exactly; without what {@link #maps} tells */
	Map<String, Object> describe(D decided);

	/**
	 * The large part of a decision: volumes that span the whole stack on a coarser grid, of which a tile takes what
	 * lies under it (its {@link Recording#place} says where). They are kept in files beside the journal of tiles and
	 * sent to each machine once, not with each tile.
	 *
	 * @return them by name, in lower case; none for most steps
	 */
	default Map<String, Volume> maps(final D decided) {
		return Map.of();
	}

	/**
	 * @param device one of several that share the tiles, as {@code --engine opencl:DEVICE} takes it
	 * @return the same decision; where it leaves open which device computes, that one does
	 */
	default D on(final D decided, final String device) {
		return decided;
	}

	/**
	 * @param description as {@link #describe} made it, perhaps in another process
	 * @param maps as {@link #maps} made them
	 * @return the decision
	 * @throws RuntimeException if it is damaged
	 */
	D decided(Map<?, ?> description, Map<String, Volume> maps);
}
