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
package sc.fiji.lucid.deconvolution.levels;

import static org.junit.Assert.assertEquals;

import java.util.Random;

import org.junit.Test;

import sc.fiji.lucid.fft.Kernel;
import sc.fiji.lucid.image.Binning;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.testing.Volumes;

/** PSFs of binned counts. */
public class LevelPsfTest {

	/** A voxel's part of the large voxel that is d of its widths away from it along an axis. */
	private static double triangle(final double d) {
		return Math.max(0, 1 - Math.abs(d));
	}

	/** By the definition, voxel by voxel: each large voxel sums what lies under its triangle along each axis. */
	@Test
	public void aLargeVoxelSumsWhatLiesUnderItsTriangles() {
		final Random random = new Random(1);
		for (final Extent e : new Extent[] { new Extent(13, 10, 7), new Extent(8, 9, 6) })
			for (final Binning b : new Binning[] { new Binning(4, 4, 1), new Binning(2, 2, 2), new Binning(3, 1, 5) }) {
				final Volume psf = Volumes.of(e, (x, y, z) -> random.nextDouble());
				final Volume binned = LevelPsf.bin(Kernel.of(psf), b).middle();
				final Extent f = binned.extent();
				assertEquals(psf.sum(), binned.sum(), 1e-5 * psf.sum());
				for (int z = 0; z < f.nz(); z++)
					for (int y = 0; y < f.ny(); y++)
						for (int x = 0; x < f.nx(); x++)
							assertEquals(under(psf, b, x - f.nx() / 2, y - f.ny() / 2, z - f.nz() / 2),
								binned.row(y, z)[x], 1e-5);
			}
	}

	private static double under(final Volume psf, final Binning b, final int x, final int y, final int z) {
		final Extent e = psf.extent();
		double sum = 0;
		for (int k = 0; k < e.nz(); k++)
			for (int j = 0; j < e.ny(); j++)
				for (int i = 0; i < e.nx(); i++)
					sum += psf.row(j, k)[i] * triangle((double) (i - e.nx() / 2) / b.x() - x) *
						triangle((double) (j - e.ny() / 2) / b.y() - y) *
						triangle((double) (k - e.nz() / 2) / b.z() - z);
		return sum;
	}
}
