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
package sc.fiji.lucid.camera;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Volumes;

/** Which pixels of a camera are dead or hot, and that no structure is taken for one. */
public class DeadPixelsTest {

	private static final Extent SIZE = new Extent(48, 44, 40);
	/** As wide as two pixels at half its height: Nyquist's distance. */
	private static final Psf PSF = Volumes.gaussian(new Extent(9, 9, 7), 0.85, 1.5, 0);
	private static final int[][] PIXELS = { { 7, 9 }, { 0, 20 }, { 47, 43 }, // alone, at the edge, in the corner
		{ 20, 20 }, { 21, 20 }, { 30, 11 }, { 30, 12 }, { 12, 33 }, { 13, 34 }, { 35, 35 }, { 34, 36 } };

	private static Volume recorded(final Phantom phantom, final double photons, final long seed) {
		return Simulation.of(phantom, SIZE, new VoxelSize(0.1, 0.1, 0.2), 1, v -> PSF, photons, 100, 2, seed)
			.observed();
	}

	private static Recording with(final Volume v, final int[][] pixels, final double counts) {
		return Volumes.observed(Volumes.of(SIZE,
			(x, y, z) -> v.row(y, z)[x] + (Arrays.stream(pixels).anyMatch(p -> p[0] == x && p[1] == y) ? counts : 0)));
	}

	private static String text(final List<int[]> pixels) {
		return pixels.stream().map(Arrays::toString).sorted().collect(Collectors.joining());
	}

	@Test
	public void hotAndDeadPixelsAreFoundAloneAndInPairs() {
		final Volume nuclei = recorded(Phantom.NUCLEI, 300, 1);
		final String all = text(List.of(PIXELS));
		assertEquals(all, text(DeadPixels.of(with(nuclei, PIXELS, 4000))));
		assertEquals(all, text(DeadPixels.of(with(recorded(Phantom.NUCLEI, 3, 1), PIXELS, -90))));
	}

	@Test
	public void structuresAreNone() {
		for (final Phantom phantom : Phantom.values())
			for (final double photons : new double[] { 20, 1000 })
				assertEquals(phantom + " " + photons, "",
					text(DeadPixels.of(with(recorded(phantom, photons, 1), PIXELS, 0))));
	}

	/** A drawing has no noise, and a point of it that is the same in all slices is what somebody drew. */
	@Test
	public void aDrawingHasNone() {
		assertEquals("", text(DeadPixels.of(with(Volumes.of(SIZE, (x, y, z) -> 100), PIXELS, 800))));
	}

	/** Through the whole depth, between two pixels, as no structure of a sample is. */
	@Test
	public void aFilamentAlongZIsNone() {
		final Random random = new Random(3);
		final Volume filament = Volumes.of(SIZE, (x, y, z) -> {
			final double r2 = (x - 20.5) * (x - 20.5) + (y - 20) * (y - 20),
				light = 20 + 2000 * Math.exp(-r2 / 2 / 0.72);
			return Math.rint(100 + light + Math.sqrt(light) * random.nextGaussian());
		});
		assertEquals("", text(DeadPixels.of(Volumes.observed(filament))));
	}

	/** A margin or slice without data neither hides them nor is full of them. */
	@Test
	public void whatHoldsNoDataIsNotLookedAt() {
		final Recording hot = with(recorded(Phantom.NUCLEI, 300, 1), PIXELS, 4000);
		final Recording masked = hot.withMask(new Mask(hot, (x, y, z, v) -> x < 5 || z == 7 || z > 33));
		final List<int[]> seen = Arrays.stream(PIXELS).filter(p -> p[0] >= 5).toList();
		assertEquals(text(seen), text(DeadPixels.of(masked)));
		assertTrue(DeadPixels.of(hot.withMask(new Mask(hot, (x, y, z, v) -> z > 3))).isEmpty());
	}
}
