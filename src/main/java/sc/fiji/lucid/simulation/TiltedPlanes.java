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
package sc.fiji.lucid.simulation;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Skew;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * The slices of a skewed stage scan, cut from an upright image of finer voxels: a pixel gathers what the image holds
 * within it, the fine voxels at its ends in part. A restoration skews the PSF instead, and interpolates its result.
 */
final class TiltedPlanes {

	private final Extent scan;
	private final double step;

	/**
	 * @param scan size of the recording
	 * @param voxel its voxel size, whose Z is the step of the stage
	 */
	TiltedPlanes(final Extent scan, final VoxelSize voxel, final Skew skew) {
		this.scan = scan;
		step = skew.shift(voxel.z()) / voxel.y();
	}

	/** @return the size of the upright image of the same voxels that holds the scan */
	Extent upright() {
		return new Extent(scan.nx(), scan.ny() + (int) Math.ceil((scan.nz() - 1) * Math.abs(step) - 1e-6), scan.nz());
	}

	/** At which row of the upright image the first row of a slice begins. */
	private double first(final int z) {
		return z * step - Math.min(0, (scan.nz() - 1) * step);
	}

	/**
	 * @param fine upright
	 * @param n fine voxels along each axis in one
	 * @param x first fine voxel of the upright image; y and z likewise
	 * @return the scan
	 */
	Volume cut(final Volume fine, final int n, final int x, final int y, final int z) {
		final Volume cut = new Volume(scan);
		Planes.forEach(scan.nz(), k -> {
			for (int j = 0; j < scan.ny(); j++) {
				final double from = n * (j + first(k)), to = from + n;
				for (int i = (int) Math.floor(from); i < to; i++) {
					final double part = Math.min(i + 1, to) - Math.max(i, from);
					for (int s = 0; s < n && i < n * upright().ny(); s++)
						add(part, fine.row(y + i, z + n * k + s), x, n, cut.row(j, k));
				}
			}
		});
		return cut;
	}

	private static void add(final double part, final float[] fine, final int x, final int n, final float[] row) {
		for (int i = 0; i < n * row.length; i++)
			row[i / n] += (float) (part * Math.max(0, fine[x + i]));
	}

	/** @return the scan as programs deskew it: straight lines between rows, zeros where there is nothing, whole counts */
	Volume deskewed(final Volume recorded) {
		final Extent e = upright();
		final Volume deskewed = new Volume(e);
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				final double at = y - first(z);
				final int j = (int) Math.floor(at);
				final double part = at - j;
				final float[] low = row(recorded, j, z), high = row(recorded, part == 0 ? j : j + 1, z),
					row = deskewed.row(y, z);
				for (int x = 0; x < row.length; x++)
					row[x] = Math.round((1 - part) * low[x] + part * high[x]);
			}
		return deskewed;
	}

	private float[] row(final Volume recorded, final int j, final int z) {
		return j < 0 || j >= scan.ny() ? new float[scan.nx()] : recorded.row(j, z);
	}
}
