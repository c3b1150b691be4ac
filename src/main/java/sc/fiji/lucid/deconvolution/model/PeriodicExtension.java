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
package sc.fiji.lucid.deconvolution.model;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;

/**
 * Recorded counts above background, continued over the margin of the grid: from
 * each end by their mirror image, the one fading into the other, so that what a
 * linear filter sees as periodic has no edges.
 */
public final class PeriodicExtension {

	private PeriodicExtension() {}

	public static Volume of(final ForwardModel model) {
		final Extent view = model.fieldOfView(), grid = model.grid();
		final Volume extended = new Volume(grid);
		Planes.forEach(view.nz(), z -> {
			final float[] recorded = new float[view.nx()];
			for (int y = 0; y < view.ny(); y++) {
				final float[] row = extended.row(y, z);
				model.read(y, z, recorded);
				RowKernels.add(recorded, -1, model.background(y, z), view.nx());
				model.mask(y, z, recorded);
				System.arraycopy(recorded, 0, row, 0, view.nx());
				for (int x = view.nx(); x < grid.nx(); x++) {
					final float w = fade(x, view.nx(), grid.nx());
					row[x] = (1 - w) * row[before(x, view.nx())] + w * row[after(x, view.nx(), grid.nx())];
				}
			}
			for (int y = view.ny(); y < grid.ny(); y++)
				blend(extended.row(y, z), extended.row(before(y, view.ny()), z),
					extended.row(after(y, view.ny(), grid.ny()), z), fade(y, view.ny(), grid.ny()));
		});
		Planes.forEach(grid.nz() - view.nz(), k -> {
			final int z = view.nz() + k;
			for (int y = 0; y < grid.ny(); y++)
				blend(extended.row(y, z), extended.row(y, before(z, view.nz())),
					extended.row(y, after(z, view.nz(), grid.nz())), fade(z, view.nz(), grid.nz()));
		});
		return extended;
	}

	/** The mirror image of i at the far edge of the field of view. */
	private static int before(final int i, final int view) {
		return Math.max(0, 2 * view - 1 - i);
	}

	/** The mirror image of i at the near edge, which follows the end of the grid. */
	private static int after(final int i, final int view, final int grid) {
		return Math.min(view - 1, grid - 1 - i);
	}

	private static float fade(final int i, final int view, final int grid) {
		return (float) (0.5 - 0.5 * Math.cos(Math.PI * (i - view + 1) / (grid - view + 1)));
	}

	private static void blend(final float[] target, final float[] a, final float[] b, final float w) {
		for (int x = 0; x < target.length; x++)
			target[x] = (1 - w) * a[x] + w * b[x];
	}
}
