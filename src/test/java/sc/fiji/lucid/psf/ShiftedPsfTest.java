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

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.OptionalDouble;

import org.junit.Test;

import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.deconvolution.model.Boundary;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.testing.Volumes;

/** A PSF off its reference point, and what is restored with it. */
public class ShiftedPsfTest {

	private static final Extent STACK = new Extent(64, 64, 24);
	private static final Psf PSF = Volumes.gaussian(new Extent(21, 21, 15), 1.5, 1.7, 0);

	/** In voxels. */
	private static Psf shifted(final Psf psf, final double x, final double y, final double z) {
		return psf.shifted(x * 0.1, y * 0.1, z * 0.2, STACK);
	}

	@Test
	public void noShiftIsTheSame() {
		assertSame(PSF, PSF.shifted(0, 0, 0, STACK));
		assertSame(PSF, PSF.still());
	}

	@Test
	public void wholeVoxelsAreMovedExactly() {
		final Psf moved = shifted(PSF, 2, -1, 1);
		assertEquals(new Extent(25, 23, 17), moved.extent());
		for (int z = 0; z < 15; z++)
			for (int y = 0; y < 21; y++)
				for (int x = 0; x < 21; x++)
					assertEquals(PSF.volume().row(y, z)[x], moved.volume().row(y + 1 - 1, z + 1 + 1)[x + 2 + 2], 1e-9);
		assertEquals(1, moved.volume().sum(), 1e-5);
		assertSame(PSF, moved.still());
	}

	/** What was computed off the middle, by another formula. */
	@Test
	public void partsOfAVoxel() {
		final Psf there = Volumes.gaussian(new Extent(23, 23, 17), 1.5, 1.7, 0.4), moved = shifted(PSF, 0.4, 0.4, 0.4);
		assertTrue(Volumes.relativeDifference(moved.volume(), there.volume()) < 2e-3);
	}

	@Test
	public void thereAndBack() {
		final Psf back = shifted(shifted(PSF, 0.3, -0.6, 0.45), -0.3, 0.6, -0.45);
		final int dx = (back.extent().nx() - 21) / 2, dy = (back.extent().ny() - 21) / 2,
			dz = (back.extent().nz() - 15) / 2;
		assertTrue(Volumes.relativeDifference(back.volume().crop(dx, dy, dz, PSF.extent()), PSF.volume()) < 2e-3);
	}

	/** The stack needs no PSF that is wider, and planes have none before and after. */
	@Test
	public void itGrowsAsFarAsItIsOfUse() {
		final Psf flat = Volumes.gaussian(new Extent(21, 21, 1), 1.5, 1, 0);
		assertEquals(new Extent(21, 21, 1), flat.shifted(0.05, 0, 3, new Extent(11, 11, 1)).extent());
		// a small PSF may be moved farther than it reaches
		assertEquals(new Extent(21 + 40, 21, 15), PSF.shifted(2, 0, 0, STACK).extent());
		assertThrows(IllegalArgumentException.class, () -> PSF.shifted(5, 0, 0, STACK));
		assertThrows(IllegalArgumentException.class, () -> PSF.shifted(Double.NaN, 0, 0, STACK));
	}

	private static Volume restored(final Volume observed, final Psf psf, final Boundary boundary) {
		return Deconvolution
			.restore(Volumes.observed(observed), psf,
				DeconvolutionOptions.DEFAULT.withMethod(Method.RICHARDSON_LUCY)
					.withIterations(12)
					.withBackground(OptionalDouble.of(0))
					.withGain(OptionalDouble.of(1))
					.withBoundary(boundary),
				Progress.NONE)
			.estimate();
	}

	/** Some blobs, whose middle lies so far off, in voxels; drawn there. */
	private static Volume blobs(final double dx, final double dy, final double dz) {
		final double[][] p = { { 20, 22, 9 }, { 40, 30, 14 }, { 30, 45, 11 }, { 27, 25, 12 } };
		return Volumes.of(STACK, (x, y, z) -> {
			double sum = 5;
			for (int i = 0; i < p.length; i++)
				sum += (100 + 50 * i) * Math.exp(-(Math.pow(x - p[i][0] - dx, 2) + Math.pow(y - p[i][1] - dy, 2)) / 6 -
					Math.pow(z - p[i][2] - dz, 2) / 8);
			return sum;
		});
	}

	/** Where opposite edges are neighbours, a PSF-shifted restoration is the restoration, shifted. */
	@Test
	public void aPsfShiftedChannelIsAShiftedRestoration() {
		final Volume observed = Volumes.of(STACK, (x, y, z) -> 50 + (x * 7 + y * 13 + z * 5) % 11 * (x + y) % 17);
		final Volume still = restored(observed, PSF, Boundary.PERIODIC),
			moved = restored(observed, shifted(PSF, 3, -2, 1), Boundary.PERIODIC);
		final Volume expected = Volumes.of(STACK,
			(x, y, z) -> still.row((y - 2 + 64) % 64, (z + 1) % 24)[(x + 3) % 64]);
		assertTrue("" + Volumes.relativeDifference(moved, expected),
			Volumes.relativeDifference(moved, expected) < 1e-4);
	}

	/** By parts of a voxel: what was recorded there is restored where the other channel has it. */
	@Test
	public void channelsComeToLieUponEachOther() {
		final Volume here = restored(blobs(0, 0, 0), PSF, Boundary.PADDED),
			there = restored(blobs(1.3, -0.7, 0.6), PSF, Boundary.PADDED),
			back = restored(blobs(1.3, -0.7, 0.6), shifted(PSF, 1.3, -0.7, 0.6), Boundary.PADDED);
		final Extent inner = new Extent(48, 48, 14);
		final double before = Volumes.relativeDifference(there.crop(8, 8, 5, inner), here.crop(8, 8, 5, inner)),
			after = Volumes.relativeDifference(back.crop(8, 8, 5, inner), here.crop(8, 8, 5, inner));
		assertTrue(before + " " + after, before > 0.3 && after < 0.01);
	}
}
