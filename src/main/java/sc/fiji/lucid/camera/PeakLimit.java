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
package sc.fiji.lucid.camera;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * How much a voxel's light can differ from that of its neighbours. What a microscope records of any object is a sum of
 * PSFs {@code h}, none of them negative; so no voxel has more than {@code max h(d) / mean h(d + n)} times the mean of
 * its neighbours {@code n}. What exceeds it was made by the camera.
 *
 * @param beside most light of a voxel, in means of its 8 neighbours in the slice
 * @param along most light of a voxel, in means of its 2 neighbours in the slices before and after
 */
public record PeakLimit(double beside, double along) {

	/**
	 * Where nobody knows the PSF: one whose half-width is 1.5 voxels along each axis is no sharper (ratios of a
	 * Gaussian: 5.3 and 3.4).
	 */
	public static final PeakLimit UNKNOWN = new PeakLimit(6, 4);

	/**
	 * A real PSF may be sharper than the one that is known, as by a tenth of its width: ratios grow by half of what
	 * they exceed 1.
	 */
	private static final double SHARPER = 1.5;
	/** Where a PSF has less than this part of its peak, its rings are sharper than the peak; but noise drowns them. */
	private static final double SEEN = 0.05;

	/** @param psf a PSF, its reference point in the middle */
	public static PeakLimit of(final Volume psf) {
		final Extent e = psf.extent();
		if (e.nx() < 3 || e.ny() < 3) return UNKNOWN;
		final double seen = SEEN * psf.row(e.ny() / 2, e.nz() / 2)[e.nx() / 2];
		double beside = 1, along = 1;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 1; y < e.ny() - 1; y++)
				for (int x = 1; x < e.nx() - 1; x++) {
					final double h = psf.row(y, z)[x];
					if (h <= seen) continue;
					beside = Math.max(beside, h / beside(psf, x, y, z));
					if (z > 0 && z < e.nz() - 1)
						along = Math.max(along, 2 * h / (psf.row(y, z - 1)[x] + psf.row(y, z + 1)[x]));
				}
		return new PeakLimit(sharper(beside), e.nz() < 3 ? UNKNOWN.along : sharper(along));
	}

	private static double sharper(final double ratio) {
		return 1 + SHARPER * (ratio - 1);
	}

	private static double beside(final Volume psf, final int x, final int y, final int z) {
		double sum = -psf.row(y, z)[x];
		for (int j = y - 1; j <= y + 1; j++)
			for (int i = x - 1; i <= x + 1; i++)
				sum += psf.row(j, z)[i];
		return sum / 8;
	}

	/**
	 * @return the same for data of which it is not known what they had been through: it takes twice as much to stand
	 *         out
	 */
	public PeakLimit doubled() {
		return new PeakLimit(2 * beside - 1, 2 * along - 1);
	}
}
