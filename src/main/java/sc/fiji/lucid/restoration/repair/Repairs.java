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
package sc.fiji.lucid.restoration.repair;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.RestorationStep;
import sc.fiji.lucid.restoration.geometry.JitterStep;

/** The repairs that Java may put before a restoration: {@code Lucid.of(img, voxels).first(Repairs.badPixels(psf))}. */
public final class Repairs {

	private Repairs() {}

	/**
	 * @param psf by which the recording is blurred
	 * @return mends hot, dead and stuck pixels of the camera, whole rows and columns, and single voxels that are
	 *         brighter beside their neighbours than the PSF allows
	 */
	public static RestorationStep<?> badPixels(final Psf psf) {
		return new BadPixelsStep(psf);
	}

	/** @return takes away what the camera adds to the counts of whole rows and columns */
	public static RestorationStep<?> stripes() {
		return new StripesStep(DeconvolutionOptions.DEFAULT);
	}

	/** @return puts slices that jump sideways back on the course of their neighbours, by windowed-sinc interpolation */
	public static RestorationStep<?> jitter() {
		return new JitterStep();
	}

	/**
	 * @param psf by which the recording is blurred
	 * @return finds slices that were lit otherwise than those about them, and tells the model by how much
	 */
	public static RestorationStep<?> oddSlices(final Psf psf) {
		return new OddSlicesStep(psf);
	}

	/**
	 * @param part of the light that is lost from the first slice to the last, from 0 to below 1; below 0: from the last to
	 *          the first
	 * @return tells the model how much of its light each slice has left
	 * @throws IllegalArgumentException if there is no light left
	 */
	public static RestorationStep<?> bleaching(final double part) {
		if (!(Math.abs(part) < 1))
			throw new IllegalArgumentException("The part of the light that is lost is below 1, not " + part + ".");
		return new BleachingStep(new Loss(part, false), null, DeconvolutionOptions.DEFAULT);
	}

	/**
	 * @param dark one plane as large as the slices, the mean of images without light; null if there is none
	 * @param flat one plane as large as the slices, the mean of images of an evenly lit field; null if there is none
	 * @return subtracts how the dark of pixels differs, and tells the model what part of the light each shows
	 */
	public static RestorationStep<?> flatField(final Volume dark, final Volume flat) {
		return new FlatFieldStep(new ReferenceImages.Planes(dark, flat), 0, DeconvolutionOptions.DEFAULT);
	}
}
