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

/**
 * What the right PSF may be worse than the best without being blamed, beside chance: no computed PSF is exactly the
 * microscope's, and fits without penalty follow noise, less so with a blunter PSF, which therefore looks better.
 *
 * @param even deviance of an image that is even, photoelectrons
 */
record Allowance(double even) {

	/**
	 * Part of the best's deviance, whatever the photons: widefield nuclei whose PSF was computed by another path were
	 * explained worse by 0.14 % by the right depth than by a wrong one (seed 1, 29 November 2026).
	 */
	private static final double NOISE = 1e-3;

	/**
	 * Part of what structure adds to the deviance of an even image: it grows with the photons that tell of a model's
	 * error, as if 1.9 % of the structure were wrong. Confocal nuclei 3 µm deep of 300 photons were explained worse by
	 * 0.02 to 0.05 % of it by the right depth than by 4 to 6 µm (seeds 1 to 3), widefield nuclei at the glass by 0.06 %
	 * (seed 34), filaments of 3000 photons by 0.04 % (29 November 2026).
	 */
	private static final double STRUCTURE = 3.5e-4;

	/** Part where a pupil is compared with that of the other sign, which is as blunt. */
	private static final double PUPIL = 2e-4;

	/** @return one standard error where a pupil is compared with that of the other sign, photoelectrons */
	double pupil(final double best) {
		return PUPIL * Math.max(0, even - best);
	}

	/** @return one standard error, photoelectrons, where the best leaves this deviance */
	double error(final double best) {
		return Math.hypot(NOISE * best, STRUCTURE * Math.max(0, even - best));
	}
}
