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

import java.util.Arrays;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;

/**
 * How far beyond the field of view the object is restored. What lies further out is 0: another explains its light.
 * A grid that is larger than the field by the PSF's reach and one rim keeps both rims apart: what wraps around the
 * grid from one rim does not reach the field's other end.
 *
 * @param x voxels along X on either side
 * @param y along Y
 * @param z along Z
 */
public record Rim(int x, int y, int z) {

	/** @return so many voxels along each axis, but no more than a PSF of this size reaches */
	public static Rim within(final Extent psf, final int voxels) {
		return new Rim(Math.min(voxels, psf.nx() / 2), Math.min(voxels, psf.ny() / 2), Math.min(voxels, psf.nz() / 2));
	}

	/** @return the same rim in voxels so many times as large, rounded up */
	public Rim in(final int factorX, final int factorY, final int factorZ) {
		return new Rim((x + factorX - 1) / factorX, (y + factorY - 1) / factorY, (z + factorZ - 1) / factorZ);
	}

	/** Sets what lies beyond the rim to 0 in a volume on the grid, at whose origin the field of view lies. */
	public void clear(final Volume v, final Extent view) {
		Planes.forEach(v.extent().nz(), z -> {
			for (int y = 0; y < v.extent().ny(); y++)
				clear(y, z, view, v.extent(), v.row(y, z));
		});
	}

	/** Sets what lies beyond the rim to 0 in the row of the grid at (y, z). */
	public void clear(final int y, final int z, final Extent view, final Extent grid, final float[] row) {
		final int from = holds(y, view.ny(), grid.ny(), this.y) && holds(z, view.nz(), grid.nz(), this.z)
			? Math.min(grid.nx(), view.nx() + x) : 0, to = from == 0 ? grid.nx() : Math.max(from, grid.nx() - x);
		Arrays.fill(row, from, to, 0);
	}

	private static boolean holds(final int i, final int view, final int grid, final int rim) {
		return i < view + rim || i >= grid - rim;
	}
}
