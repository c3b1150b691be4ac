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

import sc.fiji.lucid.image.Binning;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;

/**
 * Carries a volume from a coarse grid to a finer one, by straight lines between the centres of voxels. The field of
 * view lies at the origin of either grid, which wraps around: what follows it is, to the middle, the margin behind
 * it, and then the margin before it. Beyond the coarse grid's margins the last voxel goes on.
 */
public final class Interpolation {

	private final int[][] low;
	private final int[][] high;
	private final float[][] part;
	private final Extent grid;

	/**
	 * @param binning of the coarse grid's voxels
	 * @param coarseView field of view on the coarse grid
	 * @param coarseGrid its grid; the field of view itself if there are no margins
	 * @param view field of view on the fine grid
	 * @param grid the fine grid
	 */
	public Interpolation(final Binning binning, final Extent coarseView, final Extent coarseGrid, final Extent view,
		final Extent grid)
	{
		this(binning, coarseView, coarseGrid, view, grid, 0, 0, 0);
	}

	/** As above, for a fine view that begins (x, y, z) fine voxels after the coarse one. */
	Interpolation(final Binning binning, final Extent coarseView, final Extent coarseGrid, final Extent view,
		final Extent grid, final int x, final int y, final int z)
	{
		this.grid = grid;
		low = new int[3][];
		high = new int[3][];
		part = new float[3][];
		axis(0, binning.x(), coarseView.nx(), coarseGrid.nx(), view.nx(), grid.nx(), x);
		axis(1, binning.y(), coarseView.ny(), coarseGrid.ny(), view.ny(), grid.ny(), y);
		axis(2, binning.z(), coarseView.nz(), coarseGrid.nz(), view.nz(), grid.nz(), z);
	}

	private void axis(final int axis, final int factor, final int coarseView, final int coarse, final int view,
		final int fine, final int start)
	{
		low[axis] = new int[fine];
		high[axis] = new int[fine];
		part[axis] = new float[fine];
		final int behind = coarseView + (coarse - coarseView) / 2 - 1, before = behind + 1 - coarse;
		for (int i = 0; i < fine; i++) {
			final int position = start + (i < view + (fine - view) / 2 ? i : i - fine);
			final double c = Math.max(before, Math.min(behind, (position + 0.5) / factor - 0.5));
			final int floor = (int) Math.floor(c);
			low[axis][i] = Math.floorMod(floor, coarse);
			high[axis][i] = Math.floorMod(Math.min(floor + 1, behind), coarse);
			part[axis][i] = (float) (c - floor);
		}
	}

	/** @return the coarse volume on the fine grid, multiplied by {@code factor} */
	public Volume of(final Volume coarse, final double factor) {
		final Volume fine = new Volume(grid);
		Planes.forEach(grid.nz(), z -> {
			final float[] line = new float[coarse.extent().nx()];
			for (int y = 0; y < grid.ny(); y++) {
				mix(coarse, y, z, line);
				final float[] row = fine.row(y, z);
				for (int x = 0; x < row.length; x++)
					row[x] = (float) factor * (line[low[0][x]] + part[0][x] * (line[high[0][x]] - line[low[0][x]]));
			}
		});
		return fine;
	}

	private void mix(final Volume coarse, final int y, final int z, final float[] line) {
		final int y0 = low[1][y], y1 = high[1][y], z0 = low[2][z], z1 = high[2][z];
		final float b = part[1][y], c = part[2][z];
		final float[] r00 = coarse.row(y0, z0), r10 = coarse.row(y1, z0), r01 = coarse.row(y0, z1),
			r11 = coarse.row(y1, z1);
		for (int x = 0; x < line.length; x++)
			line[x] = (1 - c) * ((1 - b) * r00[x] + b * r10[x]) + c * ((1 - b) * r01[x] + b * r11[x]);
	}
}
