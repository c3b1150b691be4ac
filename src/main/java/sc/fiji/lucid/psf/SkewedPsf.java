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
package sc.fiji.lucid.psf;

import java.util.Arrays;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Skew;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * The PSF of a skewed stage scan, in the coordinates of the scan: plane k is the same image plane moved by k steps of
 * the stage, so that it holds {@code H(x, y + k·step·cos(angle), k·step·sin(angle))} of the PSF H of the optics.
 * <p>
 * H is computed in pixels {@value #FINER} times finer along Y, and each pixel of the scan sums those that it covers,
 * the two at its ends in part. So the light of a plane and its middle are kept exactly wherever it falls on the grid;
 * what lies within a fine pixel is taken for even, which widens the PSF by a standard deviation of at most a tenth of
 * a pixel.
 */
final class SkewedPsf {

	/** Odd, so that the middle pixel has a middle. The width above is √(f (1 − f)) / FINER, f ≤ 1/2. */
	private static final int FINER = 5;
	/** Light that may be cropped on each axis. */
	private static final double LOSS = 5e-4;

	private SkewedPsf() {}

	/**
	 * @param scan voxel size of the recording, whose Z is the step of the stage
	 * @param image size of the recording
	 * @return how far the PSF of the optics reaches, not skewed
	 */
	static Support support(final PsfModel model, final Microscope microscope, final VoxelSize scan, final Skew skew,
		final Extent image)
	{
		final VoxelSize voxel = skew.voxel(scan);
		final int wander = (int) Math.ceil((image.nz() - 1) * Math.abs(skew.shift(scan.z())) / scan.y());
		return model.support(microscope, voxel,
			new Extent(image.nx(), (int) Math.min(Integer.MAX_VALUE / 4, (long) image.ny() + wander), image.nz()));
	}

	/**
	 * @param support as {@link #support} made it
	 * @return the PSF in the coordinates of the scan, as far as two voxels of the recording are apart
	 */
	static Psf render(final PsfModel model, final Microscope microscope, final VoxelSize scan, final Skew skew,
		final Extent image, final Support support)
	{
		final VoxelSize voxel = skew.voxel(scan);
		final Extent e = support.extent();
		final Psf fine = model.render(microscope, new VoxelSize(voxel.x(), voxel.y() / FINER, voxel.z()),
			new Extent(e.nx(), FINER * e.ny(), e.nz()), Sampling.INTEGRATED);
		final double shift = skew.shift(scan.z()) / scan.y();
		final int farthest = (int) Math.ceil(e.nz() / 2 * Math.abs(shift)) + e.ny() / 2;
		final Volume skewed = new Volume(new Extent(e.nx(), 2 * Math.min(farthest, image.ny() - 1) + 1, e.nz()));
		Planes.forEach(e.nz(), z -> skew(fine.volume(), z, (z - e.nz() / 2) * shift, skewed));
		return Psf.normalised(cropped(skewed), scan);
	}

	/** Writes a plane whose pixel j shows what lies {@code shift} pixels further along Y. */
	private static void skew(final Volume fine, final int z, final double shift, final Volume skewed) {
		final int rows = fine.extent().ny(), ny = skewed.extent().ny();
		for (int y = 0; y < ny; y++) {
			final double from = FINER * (y - ny / 2 - 0.5 + shift) + rows / 2.0, to = from + FINER;
			for (int j = Math.max(0, (int) Math.floor(from)); j < Math.min(rows, to); j++) {
				final float part = (float) (Math.min(j + 1, to) - Math.max(j, from));
				final float[] row = fine.row(j, z), sum = skewed.row(y, z);
				for (int x = 0; x < sum.length; x++)
					sum[x] += part * row[x];
			}
		}
	}

	/** Rows at the ends that hold no light cost time with every iteration. */
	private static Volume cropped(final Volume skewed) {
		final Extent e = skewed.extent();
		final int[] reach = { e.nx() / 2, Centring.reach(Centring.marginals(skewed)[1], LOSS), e.nz() / 2 };
		return Arrays.equals(reach, new int[] { e.nx() / 2, e.ny() / 2, e.nz() / 2 }) ? skewed
			: Centring.crop(skewed, reach);
	}
}
