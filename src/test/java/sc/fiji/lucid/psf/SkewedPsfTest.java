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
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Skew;
import sc.fiji.lucid.optics.VoxelSize;

/** What skewing does to a PSF: it moves planes, and takes and adds no light. */
public class SkewedPsfTest {

	private static final VoxelSize SCAN = new VoxelSize(0.1, 0.1, 0.4);
	private static final Extent STACK = new Extent(64, 64, 32);

	private static Microscope sheet() {
		return Microscope.lightSheet(1.1).immersionIndex(1.33).emission(0.52).excitation(0.488).build();
	}

	private static Psf skewed(final double degrees) {
		return PsfPreparation.of(SCAN, STACK).skewed(new Skew(degrees)).render(sheet(), PsfModel.VECTORIAL).psf();
	}

	private static double[] moments(final Volume v, final int z) {
		double sum = 0, y1 = 0;
		for (int y = 0; y < v.extent().ny(); y++)
			for (final float value : v.row(y, z)) {
				sum += value;
				y1 += value * (y - v.extent().ny() / 2);
			}
		return new double[] { sum, y1 / sum };
	}

	@Test
	public void aRightAngleChangesNothing() {
		final Psf plain = PsfPreparation.of(SCAN, STACK).render(sheet(), PsfModel.VECTORIAL).psf(), right = skewed(90);
		assertEquals(plain.extent(), right.extent());
		for (int z = 0; z < plain.extent().nz(); z++)
			for (int y = 0; y < plain.extent().ny(); y++)
				org.junit.Assert.assertArrayEquals(plain.volume().row(y, z), right.volume().row(y, z), 0);
	}

	/** Plane k holds the light of the plane k·step·sin from focus, and its middle lies k·step·cos back along Y. */
	@Test
	public void planesKeepTheirLightAndMove() {
		final Psf plain = PsfPreparation.of(new Skew(31.8).voxel(SCAN), new Extent(64, 200, 32))
			.render(sheet(), PsfModel.VECTORIAL)
			.psf();
		for (final double degrees : new double[] { 31.8, -31.8 }) {
			final Psf skewed = skewed(degrees);
			assertEquals(1, skewed.volume().sum(), 1e-5);
			assertEquals(plain.extent().nz(), skewed.extent().nz());
			final int middle = skewed.extent().nz() / 2;
			final double back = -Math.signum(degrees) * 4 * Math.cos(Math.toRadians(31.8));
			for (int k = -4; k <= 4; k++) {
				final double[] moved = moments(skewed.volume(), middle + k),
					before = moments(plain.volume(), middle + k);
				assertEquals("" + k, before[0], moved[0], 2e-3 * before[0]);
				assertEquals("" + k, k * back, moved[1], 0.02);
			}
		}
	}

	/** Each pixel is the integral of the plain PSF over where it lies, taken from one that is computed finer still. */
	@Test
	public void pixelsAreIntegralsOfThePlainPsf() {
		final Skew skew = new Skew(45);
		final int n = 41;
		final VoxelSize voxel = skew.voxel(SCAN);
		final Volume fine = PsfModel.VECTORIAL
			.render(sheet(), new VoxelSize(0.1, 0.1 / n, voxel.z()), new Extent(31, 61 * n, 9), Sampling.INTEGRATED)
			.volume();
		final Psf skewed = skewed(45);
		final Volume v = skewed.volume();
		final int mx = v.extent().nx() / 2, my = v.extent().ny() / 2, mz = v.extent().nz() / 2;
		final double shift = skew.shift(0.4) / 0.1;
		double worst = 0, peak = 0, ratio = 0;
		for (int pass = 0; pass < 2; pass++)
			for (int k = -2; k <= 2; k++)
				for (int j = -8; j <= 8; j++) {
					double sum = 0;
					for (int s = 0; s < n; s++) {
						final int row = (int) Math.round(n * (j + k * shift) + s - (n - 1) / 2.0) +
							fine.extent().ny() / 2;
						if (row >= 0 && row < fine.extent().ny()) sum += fine.row(row, 4 + k)[15];
					}
					final double is = v.row(my + j, mz + k)[mx];
					if (pass == 0 && j == 0 && k == 0) ratio = is / sum;
					peak = Math.max(peak, is);
					if (pass == 1) worst = Math.max(worst, Math.abs(is - ratio * sum));
				}
		assertTrue(worst + " of " + peak, worst < 0.005 * peak);
	}

	@Test
	public void onlySheetsOfLightAreSkewed() {
		final String why = assertThrows(IllegalArgumentException.class,
			() -> PsfPreparation.of(SCAN, STACK)
				.skewed(new Skew(30))
				.render(Microscope.widefield(1.1).emission(0.52).build(), PsfModel.VECTORIAL))
			.getMessage();
		assertTrue(why, why.contains("--modality light-sheet") && why.contains("widefield"));
	}

	@Test
	public void anglesThatAreNone() {
		assertTrue(new Skew(-90).isNone());
		assertEquals(0.4, Skew.NONE.planeDistance(0.4), 0);
		assertEquals(0, Skew.NONE.shift(0.4), 0);
		for (final String wrong : new String[] { "0", "4", "91", "180", "NaN", "x", "" }) {
			final String why = assertThrows(wrong, IllegalArgumentException.class, () -> Skew.of(wrong)).getMessage();
			assertTrue(why, why.contains("'skew-angle'") && why.contains("5 to 90") && !why.contains("\n"));
		}
	}
}
