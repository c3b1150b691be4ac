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
package sc.fiji.lucid.job.check;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.ZDirection;
import sc.fiji.lucid.optics.Zernike;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.PsfPreparation;
import sc.fiji.lucid.psf.diffraction.PupilChange;

/**
 * A way in which a stack may have been recorded.
 *
 * @param microscope with the depth
 * @param voxel distances of voxels in µm
 * @param direction which slice lies at the coverslip
 */
record Candidate(Microscope microscope, VoxelSize voxel, ZDirection direction) {

	/** Light of most samples that are mounted in water or in tissue. */
	private static final double WATERY = 1.36;

	/** What the user said; its values count as given from here on, so that equal candidates are equal in words. */
	static Candidate said(final Microscope microscope, final VoxelSize voxel, final ZDirection direction) {
		return new Candidate(microscope.with(OpticalParameter.NUMERICAL_APERTURE, microscope.numericalAperture())
			.with(OpticalParameter.SAMPLE_INDEX, microscope.sampleIndex())
			.atDepth(microscope.depth()), voxel, direction);
	}

	/** @return that deep, with a medium like water if the one that is assumed would make no aberration at any depth */
	Candidate atDepth(final double depth) {
		final Microscope mismatched = Math.abs(microscope.sampleIndex() - microscope.immersionIndex()) > 0.01
			? microscope : microscope.with(OpticalParameter.SAMPLE_INDEX, WATERY);
		return new Candidate(mismatched.atDepth(depth), voxel, direction);
	}

	/** @return the same with another NA */
	Candidate withNa(final double na) {
		return new Candidate(microscope.with(OpticalParameter.NUMERICAL_APERTURE, na), voxel, direction);
	}

	/** @return the same with slices so far apart, µm */
	Candidate withStep(final double step) {
		return new Candidate(microscope, new VoxelSize(voxel.x(), voxel.y(), step), direction);
	}

	/** @return the same, recorded in this direction */
	Candidate in(final ZDirection value) {
		return new Candidate(microscope, voxel, value);
	}

	/** @return the microscope that the user said, with what the stack says of it */
	Microscope fitted(final Microscope said) {
		OpticalSettings found = OpticalSettings.of(said).with(OpticalParameter.DEPTH, microscope.depth(), Origin.FOUND);
		if (said.sampleIndex() != microscope.sampleIndex())
			found = found.with(OpticalParameter.SAMPLE_INDEX, microscope.sampleIndex(), Origin.DEFAULT);
		if (!said.zernike().toString().equals(microscope.zernike().toString()))
			found = found.with(microscope.zernike(), Origin.FOUND);
		return found.microscope();
	}

	/** @return the same with aberrations of the pupil besides what was said of it */
	Candidate plus(final Zernike zernike) {
		final Map<Integer, Double> sum = new TreeMap<>(microscope.zernike().coefficients());
		zernike.coefficients().forEach((j, c) -> sum.merge(j, c, Double::sum));
		return new Candidate(microscope.with(Zernike.of(sum)), voxel, direction);
	}

	/** @return depth and direction in words */
	String told() {
		return "depth " + Digits.of(microscope.depth()) + " µm in a medium of index " +
			Digits.of(microscope.sampleIndex()) + ", " + direction.words() +
			(microscope.zernike().coefficients().isEmpty() ? "" : ", Zernike coefficients " + microscope.zernike());
	}

	/** @return all of it in words; equal for candidates with the same PSF */
	String words() {
		return microscope.describe() + " " + voxel + " " + direction;
	}

	/**
	 * @param given null: chosen by the NA
	 * @return what gives the PSF with aberrations of the pupil besides; null where that cannot be computed quickly
	 */
	Function<Zernike, Psf> pupils(final PsfModel given, final Extent stack) {
		final PsfModel model = given != null ? given : PsfModel.forMicroscope(microscope);
		if (!microscope.zernike().isRadial() || !PupilChange.isPossible(model, microscope, voxel)) return null;
		final PupilChange change = new PupilChange(model, microscope, in(ZDirection.COVERSLIP_FIRST).psf(given, stack),
			PupilSearch.INDICES);
		return zernike -> direction == ZDirection.COVERSLIP_LAST ? change.of(zernike).mirrored() : change.of(zernike);
	}

	/**
	 * @param model null: chosen by the NA
	 * @param stack for which; a PSF of other slices is compared on the stack's grid, voxel for voxel
	 */
	Psf psf(final PsfModel model, final Extent stack) {
		final Psf psf = PsfPreparation.of(voxel, stack)
			.render(microscope, model != null ? model : PsfModel.forMicroscope(microscope))
			.psf();
		return direction == ZDirection.COVERSLIP_LAST ? psf.mirrored() : psf;
	}
}
