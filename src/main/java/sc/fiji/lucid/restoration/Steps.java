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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.image.VoxelSource;
import sc.fiji.lucid.tiling.Plan;
import sc.fiji.lucid.tiling.TileCost;

/** The steps that a volume passes, one after the other. Immutable. */
public final class Steps {

	/** Part of the time that all steps before the last take. */
	private static final double BEFORE = 0.05;

	private final List<RestorationStep<?>> steps;

	/**
	 * @param steps at least one
	 * @throws IllegalArgumentException if there is none
	 */
	public Steps(final List<? extends RestorationStep<?>> steps) {
		if (steps.isEmpty()) throw new IllegalArgumentException("There is nothing to do: give at least one step.");
		this.steps = List.copyOf(steps);
	}

	/** @return a single step */
	public static Steps of(final RestorationStep<?> step) {
		return new Steps(List.of(step));
	}

	/** @return what a tile takes, as far as it is known before anything is decided */
	public TileCost cost() {
		return new ChainCost(steps.stream().map(s -> Decision.undecided(s).cost()).toList());
	}

	/**
	 * @param volume its size and the bytes of its voxels
	 * @param memory bytes that may be used
	 * @return how the volume is restored
	 * @throws IllegalStateException that says how much memory would do, if not even small tiles fit
	 */
	public Plan plan(final VoxelSource volume, final long memory) {
		return Plan.of(volume.extent(), volume.bytesPerVoxel(), cost(), memory);
	}

	/**
	 * Decides each step on a sample of the volume as the steps before it leave it.
	 *
	 * @param volume the recorded volume
	 * @param memory bytes that samples may take
	 * @param progress told how far it is, asked whether to stop
	 * @return what holds for every box of the volume
	 * @throws IllegalArgumentException naming what is wrong with the volume
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	public Decided decide(final VoxelSource volume, final long memory, final Progress progress) {
		final List<Decision<?>> decisions = new ArrayList<>();
		VoxelSource source = volume;
		for (final RestorationStep<?> step : steps) {
			final Decision<?> decision = Decision.of(step, new StackSample(source, memory, progress), progress);
			decisions.add(decision);
			source = new StepOutput(source, decision);
		}
		return new Decided(decisions);
	}

	/**
	 * @param descriptions of each step's decision, as {@link Decided#describe} made them
	 * @param maps as {@link Decided#maps} made them
	 * @return what was decided, perhaps in another process
	 * @throws IllegalArgumentException if it was decided by other steps
	 */
	public Decided decided(final List<?> descriptions, final Map<String, Volume> maps) {
		return Decided.of(steps, descriptions, maps);
	}

	/**
	 * What was made of a whole volume.
	 *
	 * @param applied by the last step, with the lines of all
	 * @param alike the steps by which other frames of the series are restored alike
	 */
	public record Whole(Applied applied, Steps alike) {}

	/**
	 * Restores a volume in one piece.
	 *
	 * @param volume the recorded volume
	 * @param sink takes the restored voxels
	 * @param progress told how far it is, asked whether to stop
	 * @return what was done
	 * @throws IllegalArgumentException naming what is wrong with the volume
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	public Whole whole(final VoxelSource volume, final VoxelSink sink, final Progress progress) {
		final List<RestorationStep<?>> alike = new ArrayList<>();
		final Extent size = volume.extent();
		Recording image = volume.read(volume.whole(), progress);
		Applied applied = null;
		final List<String> lines = new ArrayList<>();
		final List<Map<String, Object>> before = new ArrayList<>();
		for (int i = 0; i < steps.size(); i++) {
			final boolean isLast = i == steps.size() - 1;
			final AppliedWhole whole = steps.get(i).whole(image, volume, part(i, progress));
			applied = whole.applied();
			image = applied.image();
			lines.addAll(applied.lines());
			if (!isLast && !applied.values().isEmpty()) before.add(applied.values());
			alike.add(whole.alike());
		}
		final Box box = new Box(0, 0, 0, size);
		Decided.write(image, box, box, sink, progress);
		return new Whole(new Applied(image, applied.iterations(), lines, values(applied.values(), before)),
			new Steps(alike));
	}

	/** Nearly all of the time goes into the last step. */
	private Progress part(final int i, final Progress progress) {
		final double before = BEFORE / Math.max(1, steps.size() - 1);
		return steps.size() == 1 ? progress
			: i == steps.size() - 1 ? progress.part(BEFORE, 1, "") : progress.part(i * before, (i + 1) * before, "");
	}

	/** As {@link Decided#record}. */
	private static Map<String, Object> values(final Map<String, Object> last, final List<Map<String, Object>> before) {
		if (before.isEmpty()) return last;
		final Map<String, Object> values = new LinkedHashMap<>(last);
		values.put("before", before);
		return values;
	}

	/** @return the steps in words */
	@Override
	public String toString() {
		return steps.stream().map(Object::toString).collect(Collectors.joining("; "));
	}
}
