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

import java.util.List;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
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

	/** Of each depth its own, with the light that its extent holds, in voxels of any size. */
	@Test
	public void onePsfOfAllDepthsHoldsEach() {
		final Psf shallow = Volumes.gaussian(new Extent(9, 8, 5), 1.2, 1, 0).withLight(0.9, null),
			middle = Volumes.gaussian(new Extent(9, 9, 7), 1.4, 1.5, 0).withLight(0.6, null),
			deep = Volumes.gaussian(new Extent(11, 9, 7), 1.6, 2, 0).withLight(0.5, null);
		final Psf all = Psf.changing(List.of(shallow, middle, deep), new double[] { 0, 4, 9.5 });
		assertEquals(new Extent(11, 9, 7), all.extent());
		assertEquals(1, all.volume().sum(), 1e-6);
		assertEquals(0.6, all.light(), 0);
		final List<Volume> parts = all.kernel().parts();
		assertEquals(1.5, parts.get(0).sum(), 1e-6);
		assertEquals(0.5 / 0.6, parts.get(2).sum(), 1e-6);
		// reference points lie upon each other
		assertEquals(1.5 * shallow.volume().row(4, 2)[4], parts.get(0).row(4, 3)[5], 1e-7);
		assertEquals(middle.volume().row(2, 3)[1], parts.get(1).row(2, 3)[2], 1e-7);
		assertArrayEquals(new double[] { -3, 1, 6.5 }, all.from(3).kernel().planes(), 0);
		final Psf coarse = all.changed(v -> v.crop(1, 1, 1, new Extent(9, 7, 5)), new VoxelSize(0.1, 0.1, 0.4));
		assertArrayEquals(new double[] { -0.25, 1.75, 4.5 }, coarse.kernel().planes(), 1e-12);
		assertEquals(1, coarse.volume().sum(), 1e-6);
		assertEquals(parts.get(0).row(4, 3)[5] / parts.get(1).row(4, 3)[5],
			coarse.kernel().parts().get(0).row(3, 2)[4] / coarse.kernel().parts().get(1).row(3, 2)[4], 1e-6);
	}
}
