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
package sc.fiji.lucid;

import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Skew;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.VoxelUnit;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.PsfPreparation;
import sc.fiji.lucid.psf.PsfPreparation.Prepared;

/** Where a PSF comes from. */
@FunctionalInterface
interface PsfChoice {

	/**
	 * @param channel from 0
	 * @param channels of the image
	 * @param voxels of the image
	 * @param extent of a volume
	 * @param skew of the scan
	 * @return the PSF of the channel, and what was done to get it
	 */
	Prepared of(int channel, int channels, VoxelSize voxels, Extent extent, Skew skew);

	/** A PSF as it is, but for its voxel size. */
	static PsfChoice of(final Psf psf) {
		return (channel, channels, voxels, extent, skew) -> {
			if (psf.voxelSize().equals(voxels))
				return new Prepared(psf, List.of("PSF: as given, " + psf.extent() + " voxels"));
			if (psf.isChanging())
				throw new IllegalArgumentException("A PSF that changes with depth must have the image's voxels of " +
					voxels + " µm, not " + psf.voxelSize() + ": give PSFs of these to Psf.changing.");
			return PsfPreparation.of(voxels, extent).asIs().prepare(psf.volume(), psf.voxelSize());
		};
	}

	/** A recorded or computed PSF, with the voxel size of the image unless another is given. */
	static PsfChoice of(final RandomAccessibleInterval<? extends RealType<?>> image, final VoxelSize own) {
		final int n = image.numDimensions();
		if (n != 2 && n != 3) throw new IllegalArgumentException(
			"A PSF must have the axes X, Y, Z (or X, Y), but has " + n + " axes: give one channel and frame of it.");
		return (channel, channels, voxels, extent, skew) -> PsfPreparation.of(voxels, extent)
			.prepare(ImageVoxels.volume(n == 3 ? image : Views.addDimension(image, 0, 0)), own == null ? voxels : own);
	}

	/** Computed from optics, one microscope for all channels or one a channel. */
	static PsfChoice of(final List<Microscope> microscopes) {
		return (channel, channels, voxels, extent, skew) -> {
			if (microscopes.size() != 1 && microscopes.size() != channels)
				throw new IllegalArgumentException("The image has " + channels + " channels, but " +
					microscopes.size() + " microscopes were given: give one, or one a channel.");
			final Microscope microscope = microscopes.get(microscopes.size() == 1 ? 0 : channel);
			VoxelUnit.refuseOther(microscope, voxels, extent.nz() > 1, "the VoxelSize");
			return PsfPreparation.of(voxels, extent)
				.skewed(skew)
				.render(microscope, PsfModel.forMicroscope(microscope));
		};
	}
}
