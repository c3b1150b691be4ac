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

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.testing.Volumes;

public class PsfTest {

	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.25);

	@Test
	public void spreadIsTheShareOfPlanesThatAreLit() {
		final Extent e = new Extent(3, 3, 5);
		assertEquals(0.2, Psf.normalised(Volumes.of(e, (x, y, z) -> z == 2 ? 1 : 0), VOXEL).spread(), 1e-6);
		assertEquals(0.4, Psf.normalised(Volumes.of(e, (x, y, z) -> z < 2 ? 1 : 0), VOXEL).spread(), 1e-6);
		assertEquals(1, Psf.normalised(Volumes.of(e, (x, y, z) -> 1), VOXEL).spread(), 1e-6);
	}

	@Test
	public void mirroredTwiceIsItself() {
		final Psf odd = Psf.normalised(Volumes.of(new Extent(3, 3, 5), (x, y, z) -> 1 + x + 3 * y + 9 * z), VOXEL);
		assertArrayEquals(odd.volume().row(1, 4), odd.mirrored().volume().row(1, 0), 1e-7f);
		assertArrayEquals(odd.volume().row(1, 2), odd.mirrored().volume().row(1, 2), 1e-7f);
		for (int z = 0; z < 5; z++)
			assertArrayEquals(odd.volume().row(2, z), odd.mirrored().mirrored().volume().row(2, z), 1e-7f);
		// of an even number of slices the first has no partner about slice n/2
		final Psf even = Psf.normalised(Volumes.of(new Extent(1, 1, 4), (x, y, z) -> z == 3 ? 1 : 0), VOXEL).mirrored();
		assertEquals(1, even.volume().row(0, 1)[0], 1e-7);
	}

	@Test
	public void widefieldLosesNoLightAlongZAndConfocalNearlyAll() {
		assertTrue(spread(Modality.WIDEFIELD) > 0.7);
		assertTrue(spread(Modality.CONFOCAL) < 0.2);
	}

	private static double spread(final Modality modality) {
		final Microscope microscope = OpticalSettings.NONE.with(modality, Origin.GIVEN)
			.with(OpticalParameter.NUMERICAL_APERTURE, 1.4, Origin.GIVEN)
			.with(OpticalParameter.IMMERSION_INDEX, 1.515, Origin.GIVEN)
			.with(OpticalParameter.SAMPLE_INDEX, 1.515, Origin.GIVEN)
			.with(OpticalParameter.EMISSION_WAVELENGTH, 0.52, Origin.GIVEN)
			.with(OpticalParameter.EXCITATION_WAVELENGTH, 0.488, Origin.GIVEN)
			.microscope();
		return PsfModel.forMicroscope(microscope)
			.render(microscope, VOXEL, new Extent(65, 65, 33), Sampling.INTEGRATED)
			.spread();
	}
}
