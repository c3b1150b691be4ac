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
package sc.fiji.lucid.deconvolution;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

import sc.fiji.lucid.camera.BackgroundEstimate;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.simulation.Objective;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;

/** The default on tissue that fills and exceeds the field, with all light of the PSF, as a real camera records it. */
public class HonestLightTest {

	@Test
	public void fluxAndBackgroundAreThoseOfTheTissue() {
		final HonestCase c = new HonestCase(Objective.OIL, Phantom.TISSUE, 1000, new Extent(96, 96, 32));
		final Simulation s = c.exposure(2).record(c.photons(), HonestCase.CAMERA);
		final Restoration auto = Deconvolution.restore(c.recording(s), c.psf(), DeconvolutionOptions.DEFAULT,
			Progress.NONE);
		assertEquals(HonestCase.CAMERA.gain(), auto.gain(), 0.05 * HonestCase.CAMERA.gain());
		// The tissue's own haze lies over the darkest place, and most of it is not taken for background.
		final double darkest = BackgroundEstimate.of(c.recording(s)).value(), offset = HonestCase.CAMERA.offset();
		assertTrue(darkest + " " + auto.background(),
			auto.background() > offset - 10 && auto.background() - offset < 0.7 * (darkest - offset));
		final double flux = auto.estimate().sum() * HonestCase.CAMERA.gain() / s.truth().sum();
		assertEquals(1, flux, 0.25);
		assertTrue(auto.explanation(), auto.explanation().startsWith("coarse to fine"));
	}

	/** A field too small for large voxels knows nothing of the light beyond its PSF, and is not divided by its part. */
	@Test
	public void aSmallFieldIsNotMadeBrighterByLightThatNoLevelExplains() {
		final HonestCase c = new HonestCase(Objective.OIL, Phantom.TISSUE, 1000, new Extent(16, 16, 24));
		final Simulation s = c.exposure(2).record(c.photons(), HonestCase.CAMERA);
		assertTrue("" + c.psf().light(), c.psf().light() < 1);
		final Restoration auto = Deconvolution.restore(c.recording(s), c.psf(), DeconvolutionOptions.DEFAULT,
			Progress.NONE);
		assertTrue(auto.explanation(), !auto.explanation().startsWith("coarse to fine"));
	}
}
