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
package sc.fiji.lucid.spark;

import java.io.Serializable;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;

/** A PSF on its way to the executors, bit for bit. */
final class PsfData implements Serializable {

	private static final long serialVersionUID = 1;

	private final int[] size;
	private final double[] voxel;
	private final double light;
	private final float[][] rows;
	/** Before it was moved; null if it was not. */
	private final PsfData still;

	PsfData(final Psf psf) {
		final Extent e = psf.extent();
		size = new int[] { e.nx(), e.ny(), e.nz() };
		voxel = new double[] { psf.voxelSize().x(), psf.voxelSize().y(), psf.voxelSize().z() };
		light = psf.light();
		still = psf.still() == psf ? null : new PsfData(psf.still());
		rows = new float[e.ny() * e.nz()][];
		for (int i = 0; i < rows.length; i++)
			rows[i] = psf.volume().row(i % e.ny(), i / e.ny());
	}

	Psf psf() {
		final Volume volume = new Volume(new Extent(size[0], size[1], size[2]));
		for (int i = 0; i < rows.length; i++)
			System.arraycopy(rows[i], 0, volume.row(i % size[1], i / size[1]), 0, size[0]);
		// The light beyond the extent is for the coarse levels, which were restored before.
		final Psf psf = new Psf(volume, new VoxelSize(voxel[0], voxel[1], voxel[2])).withLight(light, null);
		return still == null ? psf : psf.movedFrom(still.psf());
	}
}
