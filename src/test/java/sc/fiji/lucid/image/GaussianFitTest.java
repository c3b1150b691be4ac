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
package sc.fiji.lucid.image;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;

import org.junit.Test;

import sc.fiji.lucid.quality.Simulated;

public class GaussianFitTest {

	private static final Extent SIZE = new Extent(24, 22, 18);
	private static final double[] CENTRE = { 11.3, 10.8, 8.6 }, SIGMA = { 1.3, 1.5, 1.9 };

	private static Volume spot() {
		final Volume volume = Simulated.volume(SIZE, (x, y, z) -> 20);
		Simulated.spot(volume, CENTRE, SIGMA, 300);
		return volume;
	}

	private static GaussianFit guess() {
		return GaussianFit.guess(0, 200, new double[] { 11, 11, 9 }, new double[] { 1, 1, 1 });
	}

	@Test
	public void aGaussianIsFoundExactly() {
		final GaussianFit fit = guess().to(spot(), new Box(4, 4, 2, new Extent(15, 14, 14))).orElseThrow();
		assertEquals(20, fit.background(), 1e-3);
		assertEquals(300, fit.amplitude(), 1e-2);
		assertArrayEquals(CENTRE, fit.centre(), 1e-5);
		assertArrayEquals(SIGMA, fit.sigma(), 1e-5);
		assertEquals(0, fit.misfit(), 1e-6);
	}

	@Test
	public void anAxisOfOneVoxelKeepsTheGuess() {
		final GaussianFit fit = guess().to(spot(), new Box(4, 4, 8, new Extent(15, 14, 1))).orElseThrow();
		assertEquals(CENTRE[0], fit.centre()[0], 1e-5);
		assertEquals(SIGMA[1], fit.sigma()[1], 1e-5);
		assertEquals(9, fit.centre()[2], 0);
		assertEquals(1, fit.sigma()[2], 0);
	}

	@Test
	public void whatIsNoNumberIsNoSpot() {
		final Volume volume = spot();
		volume.row(10, 8)[11] = Float.NaN;
		assertTrue(guess().to(volume, new Box(4, 4, 2, new Extent(15, 14, 14))).isEmpty());
	}

	@Test
	public void maximaAreFoundBrightestFirstAlsoAtTheBorder() {
		final Volume volume = spot();
		volume.row(0, 0)[0] = 400;
		volume.row(21, 17)[23] = 50;
		// a plateau has one maximum, its first voxel
		volume.row(3, 3)[5] = volume.row(3, 3)[6] = 60;
		final List<int[]> found = LocalMaxima.above(volume, 30);
		assertEquals(4, found.size());
		assertArrayEquals(new int[] { 0, 0, 0 }, found.get(0));
		assertArrayEquals(new int[] { 11, 11, 9 }, found.get(1));
		assertArrayEquals(new int[] { 5, 3, 3 }, found.get(2));
		assertArrayEquals(new int[] { 23, 21, 17 }, found.get(3));
	}
}
