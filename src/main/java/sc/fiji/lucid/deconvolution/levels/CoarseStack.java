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

import sc.fiji.lucid.deconvolution.model.Boundary;
import sc.fiji.lucid.deconvolution.model.Rim;
import sc.fiji.lucid.image.Binning;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.TileContext;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;

/**
 * What the coarse levels found of a whole stack, from which each of its tiles goes on in the finest voxels.
 *
 * @param binning of the finest of those levels
 * @param light part of all light that falls within that level's PSF; the estimate is the object times that
 * @param background counts of a single voxel under the signal, above the zero of the noise
 * @param estimate on the level's grid, counts of a coarse voxel
 * @param explained what the level expects of the recording, background aside: its estimate, blurred, and what even
 *          coarser levels know from beyond its PSF's reach; on its view, counts of a coarse voxel
 */
public record CoarseStack(Binning binning, double light, double background, Volume estimate, Volume explained) {

	/**
	 * @param psf for the finest voxels, which knows what part of all light it holds
	 * @param place of the tile in its stack
	 * @param view size of the tile
	 * @param boundary what is assumed beyond the stack's edges
	 * @param progress asked whether to stop
	 * @return where the tile starts
	 */
	public FineStart start(final Psf psf, final TileContext place, final Extent view, final Boundary boundary,
		final Progress progress)
	{
		final Psf core = core(psf);
		final double part = psf.light() * LevelPsf.share(psf, core);
		final Rim rim = rim(psf.extent(), boundary);
		final Volume haze = new TileHaze(this, place, view, CoarseToFine.rim(core.extent(), boundary)).of(core, part,
			progress);
		return new FineStart(core, part, haze, background, grid -> {
			final Volume start = new Interpolation(binning, explained.extent(), estimate.extent(), view, grid,
				place.x(), place.y(), place.z()).of(estimate, part / light / binning.voxels());
			if (rim != null) rim.clear(start, view);
			return start;
		}, null, 0, 0, "from " + binning + " voxels in one of the whole stack, ", rim);
	}

	/** @return the part of a PSF that a tile is restored with */
	public static Psf core(final Psf psf) {
		return LevelPsf.cut(psf, CoarseToFine.REACH);
	}

	/** @return size of the part of a PSF that a tile is restored with */
	public static Extent core(final Extent psf) {
		final int most = 2 * CoarseToFine.REACH + 1;
		return new Extent(Math.min(most, psf.nx()), Math.min(most, psf.ny()), Math.min(most, psf.nz()));
	}

	/**
	 * @return how far beyond a tile the object is restored; null, as far as the PSF reaches, where the core is all of
	 *         it
	 */
	public static Rim rim(final Extent psf, final Boundary boundary) {
		final Extent core = core(psf);
		return core.equals(psf) ? null : CoarseToFine.rim(core, boundary);
	}
}
