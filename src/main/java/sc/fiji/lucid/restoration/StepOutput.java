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

import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.TileContext;
import sc.fiji.lucid.image.VoxelSource;

/**
 * A volume as a decided step leaves it, made box by box when it is read: what the next step's sample is taken from.
 * The step sees each box with its halo.
 */
final class StepOutput implements VoxelSource {

	private final VoxelSource source;
	private final Decision<?> decision;

	StepOutput(final VoxelSource source, final Decision<?> decision) {
		this.source = source;
		this.decision = decision;
	}

	@Override
	public Extent extent() {
		return source.extent();
	}

	/** As they were recorded: the step decided for this volume alone. */
	@Override
	public List<? extends VoxelSource> series() {
		return source.series();
	}

	@Override
	public int frame() {
		return source.frame();
	}

	/** Float32, whatever was recorded. */
	@Override
	public int bytesPerVoxel() {
		return Float.BYTES;
	}

	@Override
	public Recording read(final Box core, final Progress progress) {
		final Box view = decision.cost().halo().around(core, extent());
		final TileContext place = new TileContext(extent(), view.x(), view.y(), view.z(), null);
		final Recording image = decision.apply(source.read(view, progress).asTile(place), progress)
			.image()
			.asTile(null);
		return core.equals(view) ? image : new RecordingVoxels(image)
			.read(new Box(core.x() - view.x(), core.y() - view.y(), core.z() - view.z(), core.size()), progress);
	}

	@Override
	public Recording planes(final List<Integer> slices, final Progress progress) {
		return GatheredPlanes.of(slices.stream()
			.map(z -> read(new Box(0, 0, z, new Extent(extent().nx(), extent().ny(), 1)), progress))
			.toList());
	}
}
