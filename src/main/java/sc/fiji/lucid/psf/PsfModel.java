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
import java.util.Locale;
import java.util.stream.Collectors;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.diffraction.GaussianPsf;
import sc.fiji.lucid.psf.diffraction.PupilPsf;
import sc.fiji.lucid.psf.diffraction.RadialRenderer;

/**
 * How light is described on its way from a point to its image.
 * <p>
 * Focus: the reference voxel ⌊n/2⌋ along Z is where the point's image is
 * brightest on the axis, however deep the point lies. A restored structure hence
 * stays in the plane where it appeared in the stack; the stage's position is not
 * converted to true depth. Z grows away from the coverslip. Without index
 * mismatch this is the nominal focus.
 */
public enum PsfModel {

	/**
	 * Scalar and paraxial, no index mismatch (Born &amp; Wolf, Principles of Optics,
	 * 8.8, eq. 11). For low NA and for comparison.
	 */
	BORN_WOLF,

	/**
	 * Scalar, with the aberrations by index mismatch, depth and coverslip (Gibson
	 * &amp; Lanni, JOSA A 8, 1991). For NA below 1.
	 */
	GIBSON_LANNI,

	/**
	 * Vectorial (Richards &amp; Wolf, Proc R Soc A 253, 1959, eq. 2.31), with index
	 * mismatch, depth and coverslip (Török &amp; Varga, Appl Opt 36, 1997), for
	 * dipoles of all orientations. For NA 1 and above.
	 */
	VECTORIAL,

	/**
	 * A Gaussian on each axis with the full width at half maximum of the diffraction
	 * PSF of the same microscope.
	 */
	GAUSSIAN;

	/** @return the model for a microscope when none is asked for: vectorial from NA 1, Gibson–Lanni below */
	public static PsfModel forMicroscope(final Microscope microscope) {
		return microscope.numericalAperture() >= 1 ? VECTORIAL : GIBSON_LANNI;
	}

	/**
	 * Renders the PSF.
	 *
	 * @param microscope the optics, with the depth
	 * @param voxelSize the sampling in µm. The pupil is never clipped, however
	 *          coarse the voxels.
	 * @param extent size in voxels; the reference point is at ⌊n/2⌋
	 * @param sampling whether a voxel holds its integral or its centre's value
	 * @return the PSF, sum 1 over the extent
	 * @throws IllegalArgumentException if {@link #BORN_WOLF} is asked for an
	 *           aberrated microscope
	 */
	public Psf render(final Microscope microscope, final VoxelSize voxelSize, final Extent extent,
		final Sampling sampling)
	{
		if (this == BORN_WOLF && microscope.isAberrated()) throw new IllegalArgumentException(
			"Born-Wolf knows no index mismatch, depth or coverslip; choose gibson-lanni or vectorial (--model).");
		if (this == GAUSSIAN) return GaussianPsf.render(microscope, voxelSize, extent, sampling);
		if (!microscope.zernike().isRadial()) return PupilPsf.render(this, microscope, voxelSize, extent, sampling);
		return new RadialRenderer(this, microscope, voxelSize, extent, sampling).render();
	}

	/**
	 * The size that the PSF needs for a stack; see {@link Support}.
	 *
	 * @param image size of the stack in voxels
	 */
	public Support support(final Microscope microscope, final VoxelSize voxelSize, final Extent image) {
		return Support.of(this, microscope, voxelSize, image);
	}

	/** @return whether planes of constant energy are expected: nothing but the objective selects light by depth */
	static boolean keepsPlaneEnergy(final Microscope microscope) {
		return microscope.modality() == Modality.WIDEFIELD;
	}

	/** @return the word for options and records, as {@code gibson-lanni} */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * @param word as {@link #toString} writes it, in any case
	 * @throws IllegalArgumentException that lists the words, if there is no such model
	 */
	public static PsfModel of(final String word) {
		return Arrays.stream(values())
			.filter(m -> m.toString().equalsIgnoreCase(word.trim()))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Unknown PSF model '" + word + "'; it is one of " +
				Arrays.stream(values()).map(PsfModel::toString).collect(Collectors.joining(", ")) + "."));
	}
}
