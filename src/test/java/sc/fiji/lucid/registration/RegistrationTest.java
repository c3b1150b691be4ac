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
package sc.fiji.lucid.registration;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.Test;

import sc.fiji.lucid.image.BandedSystem;
import sc.fiji.lucid.image.Extent;

/** Shifts are measured and made as they were planted. */
public class RegistrationTest {

	/** Waves of random directions, as a function of place: it can be shifted exactly. */
	private static float[][] waves(final int n, final double dx, final double dy, final double change,
		final double noise, final long seed)
	{
		final Random random = new Random(3), own = new Random(seed);
		final float[][] rows = new float[n][n];
		for (int i = 0; i < 60; i++) {
			final double fx = 0.25 * (random.nextDouble() - 0.5), fy = 0.25 * (random.nextDouble() - 0.5);
			final double phase = 6 * random.nextDouble() + change * random.nextGaussian();
			for (int y = 0; y < n; y++)
				for (int x = 0; x < n; x++)
					rows[y][x] += Math.sin(2 * Math.PI * (fx * (x - dx) + fy * (y - dy)) + phase);
		}
		for (int y = 0; y < n; y++)
			for (int x = 0; x < n; x++)
				rows[y][x] = (float) ((rows[y][x] + noise * own.nextGaussian()) *
					Math.pow(Math.sin(Math.PI * (x + 0.5) / n) * Math.sin(Math.PI * (y + 0.5) / n), 2));
		return rows;
	}

	@Test
	public void aShiftIsMeasured() {
		for (final double[] shift : new double[][] { { 0, 0 }, { 0.37, -0.21 }, { 5.6, 3.3 } }) {
			final float[][] a = waves(64, 0, 0, 0, 1, 1), b = waves(64, shift[0], shift[1], 0, 1, 2);
			final PhaseShift found = PhaseShift.between(new Extent(64, 64, 1), (y, z, p, q) -> {
				System.arraycopy(a[y], 0, p, 0, 64);
				System.arraycopy(b[y], 0, q, 0, 64);
			}, 16, () -> false);
			// windows that do not move with the image draw large shifts towards 0
			assertEquals(shift[0], found.x(), 0.03 + 0.04 * shift[0]);
			assertEquals(shift[1], found.y(), 0.03 + 0.04 * shift[0]);
			assertTrue("" + found, found.error() < 0.1);
		}
	}

	/** Nothing in common: nothing is said. */
	@Test
	public void noiseHasNoShift() {
		final Random random = new Random(1);
		final PhaseShift found = PhaseShift.between(new Extent(64, 64, 1), (y, z, p, q) -> {
			for (int x = 0; x < 64; x++) {
				p[x] = (float) random.nextGaussian();
				q[x] = (float) random.nextGaussian();
			}
		}, 16, () -> false);
		assertTrue("" + found, found.error() > 0.1);
	}

	/** Of what lies below four fifths of the highest frequency, a thousandth is lost at most; a constant stays. */
	@Test
	public void theKernelShifts() {
		for (final double shift : new double[] { 0, 0.5, -2.3, 7.25 })
			for (final double f : new double[] { 0, 0.1, 0.3, 0.4 }) {
				final float[] row = new float[96];
				for (int i = 0; i < row.length; i++)
					row[i] = (float) Math.cos(2 * Math.PI * f * i + 0.3);
				final float[] shifted = new SincKernel(shift).shifted(row);
				for (int i = 24; i < 72; i++)
					assertEquals(Math.cos(2 * Math.PI * f * (i + shift) + 0.3), shifted[i], 1e-3);
			}
	}

	@Test
	public void aWholeShiftIsExact() {
		final float[] row = { 5, 1, 4, 2, 9, 7, 8 };
		assertArrayEquals(new float[] { 4, 2, 9, 7, 8, 7, 9 }, new SincKernel(2).shifted(row), 1e-6f);
	}

	@Test
	public void aBandedSystemIsSolved() {
		final BandedSystem s = new BandedSystem(4, 2);
		final double[][] a = new double[4][4];
		for (int i = 0; i < 4; i++)
			for (int j = i; j < Math.min(4, i + 3); j++) {
				final double v = i == j ? 6 + i : -1.5 / (j - i) + 0.1 * i;
				s.add(j, i, v);
				a[i][j] = a[j][i] = v;
			}
		final double[] x = { 1, -2, 3, 0.5 }, right = new double[4];
		for (int i = 0; i < 4; i++)
			for (int j = 0; j < 4; j++)
				right[i] += a[i][j] * x[j];
		assertArrayEquals(x, s.solve(right), 1e-12);
		assertEquals(
			new org.apache.commons.math3.linear.LUDecomposition(
				new org.apache.commons.math3.linear.Array2DRowRealMatrix(a)).getDeterminant(),
			Math.exp(s.logDeterminant()), 1e-9);
	}

	/** Slices of an object that changes a little and leans by a third of a voxel from slice to slice. */
	private static SlicePath path(final double[][] jitter, final boolean isFar) {
		final int n = jitter[0].length;
		final float[][][] slices = new float[n][][];
		for (int z = 0; z < n; z++)
			slices[z] = waves(64, 0.33 * z + jitter[0][z], jitter[1][z], 0.1, 1, z);
		return SlicePath.of(IntStream.range(0, n).toArray(), new Extent(64, 64, 1), z -> slices[z], isFar, () -> false);
	}

	private static double[][] jitter(final double size) {
		final Random random = new Random(5);
		final double[][] jitter = new double[2][16];
		for (int z = 0; z < 16; z++)
			for (int axis = 0; axis < 2; axis++)
				jitter[axis][z] = size * random.nextGaussian();
		return jitter;
	}

	/** What of the jitter is no straight line is found, to a tenth of a voxel; the lean is told and not taken for it. */
	@Test
	public void jitterIsFoundAndALeanIsNot() {
		for (final double size : new double[] { 0.5, 2 }) {
			final double[][] planted = jitter(size);
			final SlicePath path = path(planted, true);
			for (int axis = 0; axis < 2; axis++) {
				double sum = 0;
				for (int z = 2; z < 14; z++) {
					final double a = planted[axis][z - 1] - path.jitter()[axis][z - 1],
						b = planted[axis][z] - path.jitter()[axis][z],
						c = planted[axis][z + 1] - path.jitter()[axis][z + 1];
					sum += Math.pow(b - 0.5 * (a + c), 2) / 12 / 1.5;
				}
				assertTrue(size + ": " + Math.sqrt(sum), Math.sqrt(sum) < 0.1);
			}
			assertEquals(0.33, path.lean()[0], 0.25 * size);
		}
	}

	/** Over a gap a lean is no jitter, and jitter is still found on both sides of it. */
	@Test
	public void slicesBesideAGapAreCompared() {
		final int[] held = IntStream.range(0, 16).filter(z -> z != 6 && z != 7 && z != 15).toArray();
		for (final double size : new double[] { 0, 1 }) {
			final double[][] planted = jitter(size);
			final SlicePath path = SlicePath.of(held, new Extent(64, 64, 1),
				z -> waves(64, 0.33 * z + planted[0][z], planted[1][z], 0.1, 1, z), true, () -> false);
			assertEquals(0.33, path.lean()[0], 0.25 * size + 0.05);
			for (int axis = 0; axis < 2; axis++)
				for (int i = 2; i < held.length - 2; i++) {
					final double before = (held[i + 1] - held[i]) / (double) (held[i + 1] - held[i - 1]);
					double off = 0;
					for (int k = -1; k <= 1; k++)
						off += (k == 0 ? 1 : k < 0 ? -before : before - 1) *
							(planted[axis][held[i + k]] - path.jitter()[axis][i + k]);
					assertEquals(size + ": " + held[i], 0, off, 0.3);
				}
		}
	}

	/**
	 * Of dark slices, above and below what a stack shows, nothing is told. Taken for slices that do not move they made
	 * jitter of 1.4 voxels out of an object that bends (second differences of a confocal phantom, as they were found).
	 */
	@Test
	public void slicesThatTellNothingAreLeftOut() {
		final double no = Double.POSITIVE_INFINITY;
		final double[] bends = { 0, 0, 0, 2.13, 0, 0, -2.67, -2.64, -1.84, 0.8, -0.01, 2.3, 2.18, 1.57, 0, 0, 0, 0, 0,
			-0.55, -0.04 };
		final double[] errors = { no, no, no, 0.76, no, no, 0.51, 0.16, 0.12, 0.1, 0.09, 0.1, 0.21, 0.71, no, no, no,
			no, no, 0.35, 0.12 };
		final double[] halves = new double[bends.length];
		Arrays.fill(halves, 0.5);
		assertArrayEquals(new double[23], SlicePath.rough(bends, errors, halves), 0);
	}

	/** No straight line is ever in the jitter: what is put back does not drift. */
	@Test
	public void noDriftIsIntroduced() {
		final SlicePath path = path(jitter(1), true);
		for (final double[] jitter : path.jitter()) {
			double sum = 0, slope = 0;
			for (int z = 0; z < 16; z++) {
				sum += jitter[z];
				slope += (z - 7.5) * jitter[z];
			}
			assertEquals(0, sum / 16, 1e-6);
			assertEquals(0, slope / 340, 1e-6);
		}
	}

	@Test
	public void slicesThatLieStillAreLeft() {
		assertEquals(0, path(new double[2][16], true).rms(), 0.05);
		assertEquals(0, path(new double[2][16], false).rms(), 0.05);
		assertEquals(0, path(new double[2][4], true).rms(), 0);
	}
}
