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
package sc.fiji.lucid.deconvolution.model;

/**
 * The loops over one row that methods share. Each is a static loop of a few
 * operations, so that HotSpot compiles it early and into vector instructions (by the
 * rules that stand in {@code fft.LineKernels}).
 */
public final class RowKernels {

	private static final double LN2 = Math.log(2);
	private static final int PARTS = 128;
	private static final double[] LOGARITHMS = new double[PARTS];
	private static final double[] INVERSES = new double[PARTS];

	static {
		for (int i = 0; i < PARTS; i++) {
			final double middle = 1 + (i + 0.5) / PARTS;
			LOGARITHMS[i] = Math.log(middle);
			INVERSES[i] = 1 / middle;
		}
	}

	private RowKernels() {}

	/** {@code row ← max(row + background, floor)}: the counts that are expected. */
	public static void expect(final float[] row, final float[] background, final int n, final float floor) {
		for (int x = 0; x < n; x++)
			row[x] = Math.max(row[x] + background[x], floor);
	}

	/** {@code row ← recorded / row}; returns the sum. */
	static double ratio(final float[] row, final float[] recorded, final int n) {
		for (int x = 0; x < n; x++)
			row[x] = recorded[x] / row[x];
		return sum(row, n);
	}

	/** {@code row ← 1 − recorded / row}: the derivative of the I-divergence by the expected counts. */
	static void slope(final float[] row, final float[] recorded, final int n) {
		for (int x = 0; x < n; x++)
			row[x] = 1 - recorded[x] / row[x];
	}

	/** {@code difference ← recorded − background − reblurred}. */
	public static void difference(final float[] difference, final float[] recorded, final float[] background,
		final float[] reblurred, final int n)
	{
		for (int x = 0; x < n; x++)
			difference[x] = recorded[x] - background[x] - reblurred[x];
	}

	/** {@code row ← row · factor}. */
	public static void multiply(final float[] row, final float[] factor, final int n) {
		for (int x = 0; x < n; x++)
			row[x] *= factor[x];
	}

	/**
	 * {@code row ← row · max(factor / 2, 1 + length · (factor − 1))}: a step {@code length} times as far as
	 * {@link #multiply} goes, but never below half of where that would arrive.
	 */
	public static void multiply(final float[] row, final float[] factor, final float length, final int n) {
		final float rest = 1 - length;
		for (int x = 0; x < n; x++)
			row[x] *= Math.max(0.5f * factor[x], rest + length * factor[x]);
	}

	/** {@code row ← max(row, least)}. */
	public static void raise(final float[] row, final float least, final int n) {
		for (int x = 0; x < n; x++)
			row[x] = Math.max(row[x], least);
	}

	/** {@code row ← min(row, most)}. */
	public static void lower(final float[] row, final float most, final int n) {
		for (int x = 0; x < n; x++)
			row[x] = Math.min(row[x], most);
	}

	/** {@code row ← row + factor · other}. */
	public static void add(final float[] row, final float factor, final float[] other, final int n) {
		for (int x = 0; x < n; x++)
			row[x] += factor * other[x];
	}

	/** The neighbours of a periodic row's voxels, as rows of their own: loops over them are vector instructions. */
	public static void shift(final float[] next, final float[] previous, final float[] row, final int n) {
		System.arraycopy(row, 1, next, 0, n - 1);
		next[n - 1] = row[0];
		System.arraycopy(row, 0, previous, 1, n - 1);
		previous[0] = row[n - 1];
	}

	/** {@code row ← row + factor · (other before + other after)}, periodic. */
	public static void addBeside(final float[] row, final float[] other, final float factor, final int n) {
		for (int x = 1; x < n - 1; x++)
			row[x] += factor * (other[x - 1] + other[x + 1]);
		for (int x = 0; x < n; x += Math.max(1, n - 1))
			row[x] += factor * (other[(x + n - 1) % n] + other[(x + 1) % n]);
	}

	/** {@code row ← factor · row}. */
	public static void scale(final float[] row, final float factor, final int n) {
		for (int x = 0; x < n; x++)
			row[x] *= factor;
	}

	/** {@code row ← other²}. */
	public static void square(final float[] row, final float[] other, final int n) {
		for (int x = 0; x < n; x++)
			row[x] = other[x] * other[x];
	}

	/** {@code row ← max(x + momentum · (x − previous), floor)}, the point from which the next step starts. */
	public static void extrapolate(final float[] row, final float[] x, final float[] previous, final float momentum,
		final float floor, final int n)
	{
		for (int i = 0; i < n; i++)
			row[i] = Math.max(x[i] + momentum * (x[i] - previous[i]), floor);
	}

	/** @return Σ a·b */
	public static double dot(final float[] a, final float[] b, final int n) {
		double sum = 0;
		for (int x = 0; x < n; x++)
			sum += (double) a[x] * b[x];
		return sum;
	}

	/** Adds Σ (a − b)² and Σ b² to {@code sums[first]} and {@code sums[first + 1]}. */
	public static void change(final float[] a, final float[] b, final int n, final double[] sums, final int first) {
		double change = 0, square = 0, otherChange = 0, otherSquare = 0;
		// Two sums of each, which do not wait for each other.
		final int even = n & ~1;
		for (int x = 0; x < even; x += 2) {
			final float d = a[x] - b[x], e = a[x + 1] - b[x + 1];
			change += d * d;
			square += b[x] * b[x];
			otherChange += e * e;
			otherSquare += b[x + 1] * b[x + 1];
		}
		if (even < n) {
			change += (a[even] - b[even]) * (a[even] - b[even]);
			square += b[even] * b[even];
		}
		sums[first] += change + otherChange;
		sums[first + 1] += square + otherSquare;
	}

	/** @return Σ expected − recorded · log(expected): the part of the I-divergence that depends on the model */
	public static double divergence(final float[] expected, final float[] recorded, final int n) {
		double sum = 0;
		for (int x = 0; x < n; x++)
			sum += expected[x] - recorded[x] * log(expected[x]);
		return sum;
	}

	/** @return the sum; four of them that do not wait for each other */
	public static double sum(final float[] row, final int n) {
		double a = 0, b = 0, c = 0, d = 0;
		final int whole = n & ~3;
		for (int x = 0; x < whole; x += 4) {
			a += row[x];
			b += row[x + 1];
			c += row[x + 2];
			d += row[x + 3];
		}
		for (int x = whole; x < n; x++)
			a += row[x];
		return a + b + (c + d);
	}

	/** @return Σ log of positive normal floats */
	static double logarithms(final float[] row, final int n) {
		double sum = 0;
		for (int i = 0; i < n; i++)
			sum += log(row[i]);
		return sum;
	}

	/**
	 * The natural logarithm of a positive normal float within 1e-10: that of the
	 * exponent, of the middle of the mantissa's 128th from a table, and the series for
	 * what is left. A fraction of the time of {@link Math#log}, which would cost as
	 * much as a transform.
	 */
	static double log(final float v) {
		final int bits = Float.floatToRawIntBits(v), part = bits >> 16 & PARTS - 1;
		final double z = Float.intBitsToFloat(bits & 0x7fffff | 0x3f800000) * INVERSES[part] - 1;
		return ((bits >> 23) - 127) * LN2 + LOGARITHMS[part] + z * (1 - z * (0.5 - z * (1 / 3.0 - z * 0.25)));
	}
}
