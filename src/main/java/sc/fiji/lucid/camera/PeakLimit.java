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
 * <p>
 * Where the light around a voxel is even, a sum of PSFs is still less free: what a point adds to a voxel it adds to
 * those beside, too. With {@code m1} and {@code m2} the means of two neighbours on opposite sides, one and two voxels
 * away, it is {@code max (h - m2) / (m1 - m2)} that limits how far a voxel rises over {@code m2}. That is a law of
 * single points and not of all sums; {@link Impulses} says where it is asked.
 *
 * @param beside most light of a voxel, in means of its 8 neighbours in the slice
 * @param nearest most light of a voxel, in means of its 2 nearest neighbours along X or along Y
 * @param over most light of a voxel over even light, in what its 2 nearest neighbours along X or along Y have over it
 * @param along most light of a voxel, in means of its 2 neighbours in the slices before and after
 */
public record PeakLimit(double beside, double nearest, double over, double along) {

	/**
	 * Where nobody knows the PSF: one whose half-width is 1.5 voxels along each axis is no sharper (ratios of a
	 * Gaussian: 5.3, 3.4, 3.5 and 3.4).
	 */
	public static final PeakLimit UNKNOWN = new PeakLimit(6, 4, 4, 4);

	/**
	 * A real PSF may be sharper than the one that is known, as by a tenth of its width: ratios grow by half of what
	 * they exceed 1.
	 */
	private static final double SHARPER = 1.5;
	/** Of a PSF of one voxel, beside which nothing is: a number, as records hold no infinity. */
	private static final double MOST = 1e6;
	/** Where a PSF has less than this part of its peak, its rings are sharper than the peak; but noise drowns them. */
	private static final double SEEN = 0.05;
	/**
	 * Where a PSF rises by less over what is two voxels away, as on its slopes, its curvature says nothing about peaks.
	 */
	private static final double RISES = 0.1;

	/** @param psf a PSF, its reference point in the middle */
	public static PeakLimit of(final Volume psf) {
		final Extent e = psf.extent();
		if (e.nx() < 5 || e.ny() < 5) return UNKNOWN;
		final double seen = SEEN * psf.row(e.ny() / 2, e.nz() / 2)[e.nx() / 2];
		double beside = 1, nearest = 1, over = 1, along = 1;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 2; y < e.ny() - 2; y++)
				for (int x = 2; x < e.nx() - 2; x++) {
					final double h = psf.row(y, z)[x];
					if (h <= seen) continue;
					beside = Math.max(beside, h / beside(psf, x, y, z));
					final double x1 = alongX(psf, x, y, z, 1), y1 = alongY(psf, x, y, z, 1);
					nearest = Math.max(nearest, h / Math.min(x1, y1));
					over = Math.max(over,
						Math.max(over(h, x1, alongX(psf, x, y, z, 2)), over(h, y1, alongY(psf, x, y, z, 2))));
					if (z > 0 && z < e.nz() - 1)
						along = Math.max(along, 2 * h / (psf.row(y, z - 1)[x] + psf.row(y, z + 1)[x]));
				}
		return new PeakLimit(sharper(beside), sharper(nearest), sharper(over),
			e.nz() < 3 ? UNKNOWN.along : sharper(along));
	}

	private static double sharper(final double ratio) {
		return Math.min(MOST, 1 + SHARPER * (ratio - 1));
	}

	private static double over(final double h, final double m1, final double m2) {
		return h - m2 < RISES * h ? 1 : (h - m2) / Math.max(0, m1 - m2);
	}

	private static double alongX(final Volume psf, final int x, final int y, final int z, final int away) {
		return (psf.row(y, z)[x - away] + psf.row(y, z)[x + away]) / 2.0;
	}

	private static double alongY(final Volume psf, final int x, final int y, final int z, final int away) {
		return (psf.row(y - away, z)[x] + psf.row(y + away, z)[x]) / 2.0;
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
		return new PeakLimit(2 * beside - 1, 2 * nearest - 1, 2 * over - 1, 2 * along - 1);
	}
}
