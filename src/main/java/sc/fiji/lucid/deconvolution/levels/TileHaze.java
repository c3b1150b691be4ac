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
package sc.fiji.lucid.deconvolution.levels;

import sc.fiji.lucid.deconvolution.model.Rim;
import sc.fiji.lucid.deconvolution.model.RowKernels;
import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.fft.Kernel;
import sc.fiji.lucid.image.Binning;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.TileContext;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;

/**
 * The light in a tile's counts that its own core of the PSF does not explain, or whose sources lie beyond its rim: what
 * the coarse level of the whole stack explains, less what comes from the object within the rim by way of the core. It
 * is made on the stack's own coarse voxels under the tile, so that it does not matter where the tile begins.
 */
final class TileHaze {

	/**
	 * The coarse voxels under an axis of a tile, with those that straight lines to its first and last voxel ask for.
	 *
	 * @param first in the stack
	 * @param count of them
	 * @param from first fine voxel of the stack in which the tile restores the object
	 * @param to the one after the last
	 * @param factor fine voxels in a coarse one
	 */
	private record Stretch(int first, int count, int from, int to, int factor) {

		static Stretch of(final int start, final int size, final int factor, final int rim) {
			final int first = Math.floorDiv(2 * start + 1 - factor, 2 * factor);
			final int last = Math.floorDiv(2 * (start + size) - 1 - factor, 2 * factor) + 1;
			return new Stretch(first, last - first + 1, start - rim, start + size + rim, factor);
		}

		/** @return the coarse voxel of the stack at a place of a grid that holds the stretch at its origin */
		int coarse(final int i, final int grid) {
			return first + (i < count + (grid - count) / 2 ? i : i - grid);
		}

		/** @return the part of a coarse voxel that the tile restores itself */
		float own(final int coarse) {
			return (float) Math.max(0, Math.min(to, (coarse + 1) * factor) - Math.max(from, coarse * factor)) / factor;
		}

		/** @return voxels that the grid must have, so that nothing wraps around into the stretch */
		int grid(final int kernel) {
			return count + 2 * (Math.max(kernel / 2, (to - from) / factor + 2 - count) + 1);
		}
	}

	private final CoarseStack stack;
	private final TileContext place;
	private final Extent view;
	private final Stretch x;
	private final Stretch y;
	private final Stretch z;
	private final Extent under;

	/** @param rim in which the tile restores what lies outside */
	TileHaze(final CoarseStack stack, final TileContext place, final Extent view, final Rim rim) {
		this.stack = stack;
		this.place = place;
		this.view = view;
		final Binning b = stack.binning();
		x = Stretch.of(place.x(), view.nx(), b.x(), rim.x());
		y = Stretch.of(place.y(), view.ny(), b.y(), rim.y());
		z = Stretch.of(place.z(), view.nz(), b.z(), rim.z());
		under = new Extent(x.count, y.count, z.count);
	}

	/**
	 * @param core of the PSF
	 * @param light part of all light that it holds
	 * @return counts under the signal of each voxel of the tile
	 */
	Volume of(final Psf core, final double light, final Progress progress) {
		final Binning b = stack.binning();
		final Volume near = near(LevelPsf.bin(core.kernel(), b).from(z.first), progress), far = new Volume(under);
		final Extent all = stack.explained().extent();
		final float part = (float) (light / stack.light());
		for (int k = 0; k < under.nz(); k++)
			for (int j = 0; j < under.ny(); j++) {
				final float[] row = far.row(j, k), own = near.row(j, k),
					sum = stack.explained().row(within(y.first + j, all.ny()), within(z.first + k, all.nz()));
				for (int i = 0; i < row.length; i++)
					row[i] = sum[within(x.first + i, all.nx())] - part * own[i];
				RowKernels.raise(row, 0, row.length);
			}
		return new Interpolation(b, under, under, view, view, place.x() - x.first * b.x(), place.y() - y.first * b.y(),
			place.z() - z.first * b.z()).of(far, 1.0 / b.voxels());
	}

	/** Beyond the stack its last voxel goes on. */
	private static int within(final int i, final int size) {
		return Math.max(0, Math.min(size - 1, i));
	}

	/** @return what a kernel makes of the estimate where the tile restores the object itself */
	private Volume near(final Kernel kernel, final Progress progress) {
		final Extent k = kernel.extent(),
			grid = Engine.FUSED.grid(new Extent(x.grid(k.nx()), y.grid(k.ny()), z.grid(k.nz())));
		final FilterEngine filters = Engine.FUSED.create(grid, progress::isCancelled);
		final Field field = filters.field();
		field.load(grid, (j, i, row, sums) -> own(j, i, grid, row));
		final Volume blurred = new Volume(under);
		field.finish(filters.otf(kernel, under.nz()), Direction.APPLY, under,
			(j, i, row, sums) -> System.arraycopy(row, 0, blurred.row(j, i), 0, under.nx()));
		return blurred;
	}

	/** The stack's estimate in the row of the grid at (j, k), as far as the tile restores it. */
	private void own(final int j, final int k, final Extent grid, final float[] row) {
		final int cy = y.coarse(j, grid.ny()), cz = z.coarse(k, grid.nz());
		final float part = y.own(cy) * z.own(cz);
		final Extent all = stack.explained().extent(), margins = stack.estimate().extent();
		final float[] from = stack.estimate().row(index(cy, all.ny(), margins.ny()), index(cz, all.nz(), margins.nz()));
		for (int i = 0; i < grid.nx(); i++) {
			final int cx = x.coarse(i, grid.nx());
			final float own = part * x.own(cx);
			row[i] = own == 0 ? 0 : own * from[index(cx, all.nx(), margins.nx())];
		}
	}

	/**
	 * Where a coarse voxel of the stack lies on the level's grid, which wraps around; beyond it the last one goes on.
	 */
	private static int index(final int coarse, final int view, final int grid) {
		final int behind = view + (grid - view) / 2 - 1, before = behind + 1 - grid;
		return Math.floorMod(Math.max(before, Math.min(behind, coarse)), grid);
	}
}
