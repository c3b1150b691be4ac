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

import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Modality;

/**
 * What the right PSF may be worse than the best without being blamed, beside chance: fits follow noise the more, the
 * sharper their PSF is, and no computed PSF is exactly the microscope's.
 *
 * @param structure part of what structure adds to the deviance of an even image
 * @param even deviance of an image that is even, photoelectrons
 */
record Allowance(double structure, double even) {

	/**
	 * Part of the best's deviance, whatever the photons: widefield nuclei whose PSF was computed by another path were
	 * explained worse by 0.14 % by the right depth than by a wrong one (seed 1, 29 November 2026).
	 */
	private static final double NOISE = 1e-3;

	/**
	 * What a model's error costs grows with the photons that tell of it, as if 1.4 % of the structure were wrong. Of 3000
	 * photons, filaments and nuclei 3 µm deep were explained worse by up to 0.04 % by the right depth (confocal and
	 * widefield, seed 1, 29 November 2026).
	 */
	private static final double WIDEFIELD = 2e-4;

	/**
	 * Fits without penalty follow more of the noise where light is sectioned, and less with a blunter PSF, which
	 * therefore looks better: confocal nuclei 3 µm deep and of 300 photons were explained worse by 0.02 to 0.05 % by the
	 * right depth than by 4 to 6 µm (seeds 1 to 3, 29 November 2026).
	 */
	private static final double SECTIONED = 3.5e-4;

	/** @param even deviance of an image that is even, photoelectrons */
	static Allowance of(final Microscope microscope, final double even) {
		return new Allowance(microscope.modality() == Modality.WIDEFIELD ? WIDEFIELD : SECTIONED, even);
	}

	/** As {@link #of}, where four errors are asked for and not two: the lesser part in all microscopes. */
	static Allowance ofPupil(final double even) {
		return new Allowance(WIDEFIELD, even);
	}

	/** @return one standard error, photoelectrons, where the best leaves this deviance */
	double error(final double best) {
		return Math.hypot(NOISE * best, structure * Math.max(0, even - best));
	}
}
