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
package sc.fiji.lucid.fft;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

public class PairSpectrumTest {

	private static final Extent SIZE = new Extent(15, 8, 6);

	private static Volume random(final long seed) {
		final Random random = new Random(seed);
		final Volume volume = new Volume(SIZE);
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (int x = 0; x < SIZE.nx(); x++)
					volume.row(y, z)[x] = random.nextFloat();
		return volume;
	}

	private static PairSpectrum pair(final Volume a, final Volume b) {
		return new PairSpectrum(SIZE, (y, z, ra, rb) -> {
			System.arraycopy(a.row(y, z), 0, ra, 0, ra.length);
			System.arraycopy(b.row(y, z), 0, rb, 0, rb.length);
		}, () -> false);
	}

	/** Parseval: sums of products are the same in both spaces. */
	@Test
	public void productsAreKept() {
		final Volume a = random(1), b = random(2);
		final double[] sums = pair(a, b).sum(3, (fx, fy, fz, m, v, s) -> {
			s[0] += m * (v[0] * v[0] + v[1] * v[1]);
			s[1] += m * (v[2] * v[2] + v[3] * v[3]);
			s[2] += m * (v[0] * v[2] + v[1] * v[3]);
		});
		final double n = SIZE.voxels();
		assertEquals(product(a, a, 0, 0, 0), sums[0] / n, 1e-3);
		assertEquals(product(b, b, 0, 0, 0), sums[1] / n, 1e-3);
		assertEquals(product(a, b, 0, 0, 0), sums[2] / n, 1e-3);
	}

	@Test
	public void theMeanIsAtFrequencyZero() {
		final Volume a = random(1), b = random(2);
		final double[] sums = pair(a, b).sum(4, (fx, fy, fz, m, v, s) -> {
			if (fx == 0 && fy == 0 && fz == 0) System.arraycopy(v, 0, s, 0, 4);
		});
		assertEquals(a.sum(), sums[0], 1e-3);
		assertEquals(0, sums[1], 1e-3);
		assertEquals(b.sum(), sums[2], 1e-3);
		assertEquals(0, sums[3], 1e-3);
	}

	@Test
	public void aWaveIsAtItsFrequency() {
		final Volume wave = new Volume(SIZE);
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (int x = 0; x < SIZE.nx(); x++)
					wave.row(y, z)[x] = (float) Math
						.cos(2 * Math.PI * (2.0 * x / SIZE.nx() + 3.0 * y / SIZE.ny() - 1.0 * z / SIZE.nz()));
		final double[] sums = pair(new Volume(SIZE), wave).sum(2, (fx, fy, fz, m, v, s) -> {
			final double power = m * (v[2] * v[2] + v[3] * v[3]);
			s[Math.abs(fx - 2.0 / 15) < 1e-9 && Math.abs(fy - 3.0 / 8) < 1e-9 && Math.abs(fz + 1.0 / 6) < 1e-9 ? 0
				: 1] += power;
		});
		assertEquals(SIZE.voxels() * SIZE.voxels() / 2.0, sums[0], 1);
		assertEquals(0, sums[1], 1e-3);
	}

	@Test
	public void theCorrelationIsThatOfTheVolumes() {
		final Volume a = random(1), b = random(2);
		final Volume correlation = pair(a, b).correlation((fx, fy, fz, magnitude) -> 1);
		for (final int[] lag : new int[][] { { 0, 0, 0 }, { 1, 0, 0 }, { -3, 2, 1 }, { 5, -4, -3 } })
			assertEquals(product(a, b, lag[0], lag[1], lag[2]), correlation.row(lag[1] + 4, lag[2] + 3)[lag[0] + 7],
				1e-2);
	}

	@Test
	public void itCanBeCancelled() {
		assertThrows(CancellationException.class, () -> new PairSpectrum(SIZE, (y, z, a, b) -> {}, () -> true));
	}

	/** Sum of a(r) b(r + lag), circular. */
	private static double product(final Volume a, final Volume b, final int lx, final int ly, final int lz) {
		double sum = 0;
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (int x = 0; x < SIZE.nx(); x++)
					sum += a.row(y, z)[x] * b.row(Math.floorMod(y + ly, SIZE.ny()),
						Math.floorMod(z + lz, SIZE.nz()))[Math.floorMod(x + lx, SIZE.nx())];
		return sum;
	}
}
