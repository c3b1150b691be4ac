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
package sc.fiji.lucid.testing;

import java.util.List;
import java.util.Map;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.TileContext;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.restoration.Applied;
import sc.fiji.lucid.restoration.RestorationStep;
import sc.fiji.lucid.restoration.StackSample;
import sc.fiji.lucid.tiling.Halo;
import sc.fiji.lucid.tiling.TileCost;

/** A step that decides a map of the whole stack on a coarser grid, and divides each tile by what lies under it. */
public final class ShadingStep implements RestorationStep<ShadingStep.Shading> {

	private static final int COARSER = 16;

	/** Mean brightness of the sampled planes, in squares, relative to all; null while nothing is decided. */
	public record Shading(Volume map) implements TileCost {

		@Override
		public Halo halo() {
			return Halo.NONE;
		}

		@Override
		public Extent grid(final Extent view) {
			return view;
		}

		@Override
		public long bytes(final Extent view, final int bytesPerVoxel) {
			return view.voxels() * (bytesPerVoxel + Float.BYTES);
		}

		@Override
		public String reason() {
			return "less its shading";
		}
	}

	@Override
	public String name() {
		return "shading";
	}

	@Override
	public Shading decide(final StackSample sample, final Progress progress) {
		final Volume planes = sample.volume();
		final Extent e = planes.extent();
		final Volume sums = new Volume(new Extent((e.nx() - 1) / COARSER + 1, (e.ny() - 1) / COARSER + 1, 1));
		for (int z = 0; z < e.nz(); z++) {
			progress.check();
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++)
					if (Float.isFinite(planes.row(y, z)[x]))
						sums.row(y / COARSER, 0)[x / COARSER] += planes.row(y, z)[x];
		}
		final double mean = sums.sum() / sums.extent().voxels();
		return new Shading(Volumes.of(sums.extent(), (x, y, z) -> 0.5 + 0.5 * sums.row(y, z)[x] / mean));
	}

	@Override
	public Shading undecided() {
		return new Shading(null);
	}

	@Override
	public TileCost cost(final Shading decided) {
		return decided;
	}

	@Override
	public Applied apply(final Recording tile, final Shading decided, final Progress progress) {
		final TileContext place = tile.place();
		final int x0 = place == null ? 0 : place.x(), y0 = place == null ? 0 : place.y();
		final Volume even = new Volume(tile.extent());
		for (int z = 0; z < tile.extent().nz(); z++) {
			progress.check();
			for (int y = 0; y < tile.extent().ny(); y++) {
				final float[] row = even.row(y, z), under = decided.map().row((y0 + y) / COARSER, 0);
				tile.read(y, z, row);
				for (int x = 0; x < row.length; x++)
					row[x] /= under[(x0 + x) / COARSER];
			}
		}
		return new Applied(Recording.of(even), 0, List.of("shading: even"), Map.of());
	}

	@Override
	public Map<String, Object> describe(final Shading decided) {
		return Map.of("coarser", COARSER);
	}

	@Override
	public Map<String, Volume> maps(final Shading decided) {
		return Map.of("shading", decided.map());
	}

	@Override
	public Shading decided(final Map<?, ?> description, final Map<String, Volume> maps) {
		return new Shading(maps.get("shading"));
	}
}
