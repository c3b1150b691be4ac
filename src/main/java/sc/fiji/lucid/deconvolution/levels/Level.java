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

import java.util.stream.IntStream;

import sc.fiji.lucid.deconvolution.model.Rim;
import sc.fiji.lucid.deconvolution.model.RowKernels;
import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.fft.Kernel;
import sc.fiji.lucid.image.Binning;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;

/**
 * What a coarse level found of the object, from which a finer one goes on: its estimate; the light in the recording
 * that even coarser ones explain, whose sources lie beyond its PSF's reach; and the background.
 *
 * @param binning of its voxels
 * @param view size of the binned recording
 * @param psf of the level, of sum 1
 * @param light part of all light that falls within the PSF's extent; the estimate is the object times that
 * @param estimate on the level's grid, counts of a coarse voxel
 * @param haze light from beyond the PSF's reach, on the view, counts of a coarse voxel; null if there is none
 * @param background counts of a single voxel under the signal
 */
record Level(Binning binning, Extent view, Psf psf, double light, Volume estimate, Volume haze, double background) {

	/** @return a first estimate for a finer level of another PSF */
	Volume start(final Binning finer, final Extent fineView, final Extent grid, final double fineLight) {
		return new Interpolation(binning.over(finer), view, estimate.extent(), fineView, grid).of(estimate,
			(double) finer.voxels() / binning.voxels() * fineLight / light);
	}

	/**
	 * The light in a finer level's counts that this level explains and the finer one's PSF does not reach, or whose
	 * sources lie beyond its rim: {@code h * x - h_core * (x within the rim) + haze}, h this level's PSF and h_core the
	 * finer one's.
	 *
	 * @param rim of the finer level; null if it restores as far as its PSF reaches
	 */
	Volume haze(final Binning finer, final Psf core, final double coreLight, final Extent fineView, final Rim rim) {
		final Binning ratio = binning.over(finer);
		final Kernel near = LevelPsf.bin(core.kernel(), ratio);
		final Volume far = new Volume(view);
		final FilterEngine filters = Engine.FUSED.create(estimate.extent(), () -> false);
		final float part = (float) (coreLight / light);
		if (rim == null) blur(filters, difference(psf.kernel(), near, part), null, 1, far);
		else {
			blur(filters, psf.kernel(), null, 1, far);
			blur(filters, near, rim.in(ratio.x(), ratio.y(), ratio.z()), -part, far);
		}
		for (int z = 0; z < view.nz(); z++)
			for (int y = 0; y < view.ny(); y++) {
				RowKernels.raise(far.row(y, z), 0, view.nx());
				if (haze != null) RowKernels.add(far.row(y, z), 1, haze.row(y, z), view.nx());
			}
		return new Interpolation(ratio, view, view, fineView, fineView).of(far,
			(double) finer.voxels() / binning.voxels());
	}

	/** @return the same, within the field of view with the light of a finer level's estimate */
	Level refreshed(final Binning finer, final Volume fine, final double fineLight) {
		final Binning ratio = binning.over(finer);
		final Volume sums = ratio.sums(fine.extent(), fine), better = estimate.copy();
		final float factor = (float) (light / fineLight);
		for (int z = 0; z < view.nz(); z++)
			for (int y = 0; y < view.ny(); y++)
				for (int x = 0; x < view.nx(); x++)
					better.row(y, z)[x] = factor * sums.row(y, z)[x];
		return new Level(binning, view, psf, light, better, haze, background);
	}

	/**
	 * @return what the recording holds in this level's view: the light of the estimate, and what even coarser ones
	 *         explain
	 */
	Volume explained() {
		final Volume sum = haze == null ? new Volume(view) : haze.copy();
		blur(Engine.FUSED.create(estimate.extent(), () -> false), psf.kernel(), null, 1, sum);
		return sum;
	}

	/** The same of kernels that change alike. */
	private static Kernel difference(final Kernel w, final Kernel c, final double factor) {
		return new Kernel(IntStream.range(0, w.parts().size())
			.mapToObj(k -> difference(w.parts().get(k), c.parts().get(k), factor))
			.toList(), w.planes());
	}

	/** w − factor · c, not below 0, the middle of c upon that of w. */
	private static Volume difference(final Volume w, final Volume c, final double factor) {
		final Volume difference = w.copy();
		final Extent e = w.extent(), f = c.extent();
		final int dx = e.nx() / 2 - f.nx() / 2, dy = e.ny() / 2 - f.ny() / 2, dz = e.nz() / 2 - f.nz() / 2;
		for (int z = Math.max(0, -dz); z < f.nz() && z + dz < e.nz(); z++)
			for (int y = Math.max(0, -dy); y < f.ny() && y + dy < e.ny(); y++) {
				final float[] to = difference.row(y + dy, z + dz), from = c.row(y, z);
				for (int x = Math.max(0, -dx); x < f.nx() && x + dx < e.nx(); x++)
					to[x + dx] = Math.max(0, to[x + dx] - (float) factor * from[x]);
			}
		return difference;
	}

	/** Adds the blurred estimate, as far as a rim if there is one, to a volume of the view's size. */
	private void blur(final FilterEngine filters, final Kernel kernel, final Rim within, final float factor,
		final Volume sum)
	{
		final Extent grid = estimate.extent();
		final Field field = filters.field();
		field.load(grid, (y, z, row, sums) -> {
			System.arraycopy(estimate.row(y, z), 0, row, 0, grid.nx());
			if (within != null) within.clear(y, z, view, grid, row);
		});
		field.finish(filters.otf(kernel, view.nz()), Direction.APPLY, view,
			(y, z, row, sums) -> RowKernels.add(sum.row(y, z), factor, row, view.nx()));
	}
}
