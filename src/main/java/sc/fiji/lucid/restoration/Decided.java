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
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.TileContext;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.image.VoxelSource;
import sc.fiji.lucid.tiling.TileCost;

/**
 * Steps that have decided for a volume: any box of it can be restored, by whoever has this. The same box gives the
 * same voxels wherever and however often it is done. Immutable.
 */
public final class Decided {

	private final List<Decision<?>> decisions;

	Decided(final List<Decision<?>> decisions) {
		this.decisions = List.copyOf(decisions);
	}

	/** @return what a tile takes */
	public TileCost cost() {
		return new ChainCost(decisions.stream().map(Decision::cost).toList());
	}

	/**
	 * Restores a box of a volume: reads what it must see, does the steps, writes the box.
	 *
	 * @param volume the recorded volume
	 * @param core the box, inside the volume
	 * @param view what it must see: the core and the halo of {@link #cost}, as far as the volume reaches; less where
	 *          memory is short
	 * @param sink takes the voxels of the box, where they lie in the volume
	 * @param progress told how far it is, asked whether to stop
	 * @return what the last step did
	 * @throws IllegalArgumentException naming what is wrong with the voxels
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	public Applied apply(final VoxelSource volume, final Box core, final Box view, final VoxelSink sink,
		final Progress progress)
	{
		final TileContext place = new TileContext(volume.extent(), view.x(), view.y(), view.z(), null);
		Recording image = volume.read(view, progress);
		Applied applied = null;
		for (int i = 0; i < decisions.size(); i++) {
			applied = decisions.get(i)
				.apply(image.asTile(place),
					progress.part((double) i / decisions.size(), (i + 1.0) / decisions.size(), ""));
			image = applied.image();
		}
		write(image, view, core, sink, progress);
		return applied;
	}

	/** Writes the core of what was restored, plane by plane. */
	static void write(final Recording restored, final Box view, final Box core, final VoxelSink sink,
		final Progress progress)
	{
		final int nx = core.size().nx(), ny = core.size().ny();
		final float[] row = new float[view.size().nx()];
		for (int z = 0; z < core.size().nz(); z++) {
			progress.check();
			final float[] part = new float[nx * ny];
			for (int y = 0; y < ny; y++) {
				restored.read(core.y() - view.y() + y, core.z() - view.z() + z, row);
				System.arraycopy(row, core.x() - view.x(), part, y * nx, nx);
			}
			sink.part(core.z() + z, core.x(), core.y(), nx, ny, part);
		}
	}

	/**
	 * @param device one of several that share the tiles, as {@code --engine opencl:DEVICE} takes it
	 * @return the same; where it is left open which device computes, that one does
	 */
	public Decided on(final String device) {
		return new Decided(decisions.stream().<Decision<?>>map(d -> d.on(device)).toList());
	}

	/** @return the steps by which other frames of the series are restored alike */
	public Steps alike() {
		return new Steps(decisions.stream().<RestorationStep<?>>map(Decision::alike).toList());
	}

	/** @return each step's decision as texts, numbers, lists and maps, exactly; without {@link #maps} */
	public List<Map<String, Object>> describe() {
		return decisions.stream().map(Decision::describe).toList();
	}

	/** @return for the run record: what the last step decided, and what those before it did, if there were any */
	public Map<String, Object> record() {
		final List<Map<String, Object>> all = describe();
		final Map<String, Object> record = new LinkedHashMap<>(all.get(all.size() - 1));
		if (all.size() > 1) record.put("before", all.subList(0, all.size() - 1));
		return record;
	}

	/** @return the large parts of the decisions, by the number of the step (from 0), a dot and their name */
	public Map<String, Volume> maps() {
		final Map<String, Volume> all = new LinkedHashMap<>();
		for (int i = 0; i < decisions.size(); i++)
			for (final Map.Entry<String, Volume> map : decisions.get(i).maps().entrySet())
				all.put(i + "." + map.getKey(), map.getValue());
		return all;
	}

	static Decided of(final List<RestorationStep<?>> steps, final List<?> descriptions,
		final Map<String, Volume> maps)
	{
		if (steps.size() != descriptions.size()) throw new IllegalArgumentException(
			"What was decided is of " + descriptions.size() + " steps, not of " + steps.size() + ".");
		final List<Decision<?>> decisions = new ArrayList<>();
		for (int i = 0; i < steps.size(); i++)
			decisions.add(Decision.of(steps.get(i), (Map<?, ?>) descriptions.get(i), named(i + ".", maps)));
		return new Decided(decisions);
	}

	private static Map<String, Volume> named(final String prefix, final Map<String, Volume> maps) {
		return maps.entrySet()
			.stream()
			.filter(m -> m.getKey().startsWith(prefix))
			.collect(Collectors.toMap(m -> m.getKey().substring(prefix.length()), Map.Entry::getValue));
	}

	/** @return what users want to know */
	@Override
	public String toString() {
		return decisions.stream().map(Decision::toString).collect(Collectors.joining("; "));
	}
}
