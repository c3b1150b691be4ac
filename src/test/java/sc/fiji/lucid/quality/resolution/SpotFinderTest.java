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
package sc.fiji.lucid.quality.resolution;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Random;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.GaussianFit;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.quality.Simulated;

public class SpotFinderTest {

	private static final VoxelSize VOXELS = new VoxelSize(0.1, 0.1, 0.25);
	private static final double[] SIGMA = { 1.3, 1.4, 1.8 };

	/** Twelve spots at odd places in 128x96x40 voxels. */
	private static Volume spots(final double height) {
		final Volume volume = new Volume(new Extent(128, 96, 40));
		final Random random = new Random(1);
		for (int i = 0; i < 12; i++)
			Simulated.spot(volume, new double[] { 16 + 32 * (i % 4) + random.nextDouble(),
				16 + 32 * (i / 4) + random.nextDouble(), 20 + 3 * random.nextDouble() }, SIGMA, height);
		return volume;
	}

	private static void assertWidths(final List<Spot> found, final double tolerance) {
		final SpotWidths widths = SpotWidths.of(found);
		assertEquals(GaussianFit.FWHM * SIGMA[0] * 0.1, widths.fwhmX(), tolerance * widths.fwhmX());
		assertEquals(GaussianFit.FWHM * SIGMA[1] * 0.1, widths.fwhmY(), tolerance * widths.fwhmY());
		assertEquals(GaussianFit.FWHM * SIGMA[2] * 0.25, widths.fwhmZ(), tolerance * widths.fwhmZ());
	}

	@Test
	public void cleanSpotsAreAllFoundAndExact() {
		final List<Spot> found = SpotFinder.find(spots(1000), VOXELS);
		assertEquals(12, found.size());
		assertWidths(found, 1e-3);
		assertEquals(1000, found.get(0).height(), 1);
	}

	@Test
	public void noisySpotsAreWithinTwoPercent() {
		final List<Spot> found = SpotFinder.find(Simulated.camera(spots(200), 1, 100, 2, 7), VOXELS);
		assertEquals(12, found.size(), 1);
		assertWidths(found, 0.02);
		assertEquals(100, found.get(0).background(), 3);
	}

	@Test
	public void spotsInOnePlaneHaveNoDepth() {
		final Volume plane = new Volume(new Extent(64, 64, 1));
		Simulated.spot(plane, new double[] { 30.3, 31.2, 0 }, new double[] { 1.5, 1.5, 1 }, 100);
		final List<Spot> found = SpotFinder.find(plane, VOXELS);
		assertEquals(1, found.size());
		assertEquals(GaussianFit.FWHM * 0.15, found.get(0).fwhmX(), 1e-4);
		assertEquals(0, found.get(0).fwhmZ(), 0);
	}

	@Test
	public void neighboursAndNoiseAreNotMeasured() {
		final Volume pair = new Volume(new Extent(64, 64, 32));
		Simulated.spot(pair, new double[] { 30, 30, 16 }, SIGMA, 100);
		Simulated.spot(pair, new double[] { 35, 30, 16 }, SIGMA, 90);
		assertTrue(SpotFinder.find(pair, VOXELS).isEmpty());
		final Volume dark = Simulated.volume(new Extent(64, 64, 32), (x, y, z) -> 20);
		assertTrue(SpotFinder.find(Simulated.camera(dark, 1, 100, 2, 3), VOXELS).isEmpty());
		assertTrue(SpotFinder.find(dark, VOXELS).isEmpty());
	}
}
