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
package sc.fiji.lucid.fft.fused;

/**
 * The innermost loops of the fused engine. A line element is a whole row of
 * independent lines, real and imaginary parts in two arrays; every kernel is a
 * loop over such rows, so that the same butterfly is done for hundreds of lines
 * at once. HotSpot's C2 turns these loops into vector instructions on its own
 * if, and only if, they keep these rules:
 * <ol>
 * <li>A tiny body: a loop of more than 60 nodes ({@code LoopUnrollLimit}) is not
 * unrolled, and what is not unrolled is not vectorised. Two complex rows in and
 * out with one twiddle factor just fit. Larger butterflies are made of several
 * loops; the rows stay in L1 between them.</li>
 * <li>One array per row and the bare index {@code i}. An offset that is not a
 * constant hides from the compiler that loads and stores do not overlap.</li>
 * <li>Everything loaded before anything is stored, no branches, float alone.</li>
 * <li>{@code x - y * (-w)} instead of {@code x + y * w}: the compiler sorts the
 * operands of a commutative node as it likes, differently in the copies of an
 * unrolled body, and then finds them unlike. Hence arguments like
 * {@code minusRe}.</li>
 * <li>No {@code Math.fma}: without hardware support it is a thousand times
 * slower, and the loops are bound by stores.</li>
 * </ol>
 * Scalars are loop invariants. A kernel is called with the bound of the loop
 * last but for its scalars; rows may be longer. Check every change with
 * {@code LineKernelsBenchmark} on each JDK: a kernel that fell off runs four
 * times slower or worse and gives the same numbers.
 */
final class LineKernels {

	private LineKernels() {}

	// -- radix 2 --

	/** a, b = a + b, a - b. */
	static void butterfly(final float[] ar, final float[] ai, final float[] br, final float[] bi, final int n) {
		for (int i = 0; i < n; i++) {
			final float p = ar[i], q = ai[i], r = br[i], s = bi[i];
			ar[i] = p + r;
			ai[i] = q + s;
			br[i] = p - r;
			bi[i] = q - s;
		}
	}

	/** Decimation in frequency: a, b = a + b, (a - b) w. */
	static void butterflyTwiddle(final float[] ar, final float[] ai, final float[] br, final float[] bi, final int n,
		final float re, final float im, final float minusRe)
	{
		for (int i = 0; i < n; i++) {
			final float p = ar[i], q = ai[i], r = br[i], s = bi[i];
			final float x = p - r, y = q - s;
			ar[i] = p + r;
			ai[i] = q + s;
			br[i] = x * re - y * im;
			bi[i] = x * im - y * minusRe;
		}
	}

	/** Decimation in time: a, b = a + b w, a - b w. */
	static void twiddleButterfly(final float[] ar, final float[] ai, final float[] br, final float[] bi, final int n,
		final float re, final float im, final float minusRe, final float minusOne)
	{
		for (int i = 0; i < n; i++) {
			final float p = ar[i], q = ai[i], r = br[i], s = bi[i];
			final float x = r * re - s * im, y = r * im - s * minusRe;
			ar[i] = p - x * minusOne;
			ai[i] = q - y * minusOne;
			br[i] = p - x;
			bi[i] = q - y;
		}
	}

	/** Where b is zero: b = a w, a stays. */
	static void spread(final float[] ar, final float[] ai, final float[] br, final float[] bi, final int n,
		final float re, final float im, final float minusRe)
	{
		for (int i = 0; i < n; i++) {
			final float p = ar[i], q = ai[i];
			br[i] = p * re - q * im;
			bi[i] = p * im - q * minusRe;
		}
	}

	/** Where b is not asked for: a = a + b w. */
	static void gather(final float[] ar, final float[] ai, final float[] br, final float[] bi, final int n,
		final float minusRe, final float im, final float minusIm)
	{
		for (int i = 0; i < n; i++) {
			final float p = ar[i], q = ai[i], r = br[i], s = bi[i];
			ar[i] = p - r * minusRe - s * im;
			ai[i] = q - r * minusIm - s * minusRe;
		}
	}

	/** a = a w. */
	static void twiddle(final float[] ar, final float[] ai, final int n, final float re, final float im,
		final float minusRe)
	{
		for (int i = 0; i < n; i++) {
			final float p = ar[i], q = ai[i];
			ar[i] = p * re - q * im;
			ai[i] = p * im - q * minusRe;
		}
	}

	// -- radix 4, the loops over the real or the imaginary rows alone; fourth roots in between turn by i --

	/** a, b, c, d = (a + c) + (b + d), a - c, (a + c) - (b + d), b - d. */
	static void fourForward(final float[] a, final float[] b, final float[] c, final float[] d, final int n) {
		for (int i = 0; i < n; i++) {
			final float p = a[i], q = b[i], r = c[i], s = d[i];
			final float t = p + r, u = q + s;
			b[i] = p - r;
			d[i] = q - s;
			a[i] = t + u;
			c[i] = t - u;
		}
	}

	/** a, b, c, d = (a + c) + b, (a - c) + d, (a + c) - b, (a - c) - d. */
	static void fourInverse(final float[] a, final float[] b, final float[] c, final float[] d, final int n) {
		for (int i = 0; i < n; i++) {
			final float p = a[i], q = b[i], r = c[i], s = d[i];
			final float t = p + r, u = p - r;
			a[i] = t + q;
			c[i] = t - q;
			b[i] = u + s;
			d[i] = u - s;
		}
	}

	/** {@link #fourForward} where c and d are zero. */
	static void fourForwardHalf(final float[] a, final float[] b, final float[] c, final float[] d, final int n) {
		for (int i = 0; i < n; i++) {
			final float p = a[i], q = b[i];
			b[i] = p;
			d[i] = q;
			a[i] = p + q;
			c[i] = p - q;
		}
	}

	/** {@link #fourInverse} where c and d are not asked for. */
	static void fourInverseHalf(final float[] a, final float[] b, final float[] c, final float[] d, final int n) {
		for (int i = 0; i < n; i++) {
			final float p = a[i], q = b[i], r = c[i], s = d[i];
			final float t = p + r, u = p - r;
			a[i] = t + q;
			b[i] = u + s;
		}
	}

	/** a, b = (a - i b) v, (a + i b) w. */
	static void turnTwiddle(final float[] ar, final float[] ai, final float[] br, final float[] bi, final int n,
		final float vRe, final float vIm, final float minusVRe, final float wRe, final float wIm, final float minusWRe)
	{
		for (int i = 0; i < n; i++) {
			final float p = ar[i], q = ai[i], r = br[i], s = bi[i];
			final float x = p + s, y = q - r, e = p - s, f = q + r;
			ar[i] = x * vRe - y * vIm;
			ai[i] = x * vIm - y * minusVRe;
			br[i] = e * wRe - f * wIm;
			bi[i] = e * wIm - f * minusWRe;
		}
	}

	/** a, b = a v + b w, i (a v - b w). */
	static void twiddleTurn(final float[] ar, final float[] ai, final float[] br, final float[] bi, final int n,
		final float vRe, final float vIm, final float minusVRe, final float wRe, final float wIm, final float minusWRe,
		final float minusOne)
	{
		for (int i = 0; i < n; i++) {
			final float p = ar[i], q = ai[i], r = br[i], s = bi[i];
			final float x = p * vRe - q * vIm, y = p * vIm - q * minusVRe;
			final float e = r * wRe - s * wIm, f = r * wIm - s * minusWRe;
			ar[i] = x - e * minusOne;
			ai[i] = y - f * minusOne;
			br[i] = f - y;
			bi[i] = x - e;
		}
	}

	// -- radices 3 and 5, from loops over the real or the imaginary rows alone and
	// loops that turn by i --

	/** a, b = a - i b, a + i b. */
	static void turn(final float[] ar, final float[] ai, final float[] br, final float[] bi, final int n) {
		for (int i = 0; i < n; i++) {
			final float p = ar[i], q = ai[i], r = br[i], s = bi[i];
			ar[i] = p + s;
			ai[i] = q - r;
			br[i] = p - s;
			bi[i] = q + r;
		}
	}

	/** a, b = a + b, i c (a - b) for a real c. */
	static void turnBack(final float[] ar, final float[] ai, final float[] br, final float[] bi, final int n,
		final float c, final float minusC)
	{
		for (int i = 0; i < n; i++) {
			final float p = ar[i], q = ai[i], r = br[i], s = bi[i];
			ar[i] = p + r;
			ai[i] = q + s;
			br[i] = minusC * (q - s);
			bi[i] = c * (p - r);
		}
	}

	/** a, b, c = a + (b + c), a - (b + c) / 2, sine (b - c). */
	static void threeForward(final float[] a, final float[] b, final float[] c, final int n, final float sine) {
		for (int i = 0; i < n; i++) {
			final float p = a[i], q = b[i], r = c[i];
			final float t = q + r;
			a[i] = p + t;
			b[i] = p - 0.5f * t;
			c[i] = sine * (q - r);
		}
	}

	/** a, b, c = a + b, (a - b / 2) + c, (a - b / 2) - c. */
	static void threeInverse(final float[] a, final float[] b, final float[] c, final int n) {
		for (int i = 0; i < n; i++) {
			final float p = a[i], t = b[i], e = c[i];
			final float m = p - 0.5f * t;
			a[i] = p + t;
			b[i] = m + e;
			c[i] = m - e;
		}
	}

	/** a, d = a + d, a - d and b, c = b + c, b - c. */
	static void fiveSums(final float[] a, final float[] b, final float[] c, final float[] d, final int n) {
		for (int i = 0; i < n; i++) {
			final float p = a[i], q = b[i], r = c[i], s = d[i];
			a[i] = p + s;
			d[i] = p - s;
			b[i] = q + r;
			c[i] = q - r;
		}
	}

	/**
	 * The cosines: a, b, c = a + (b + c), a + b cos 72° + c cos 144°, a + b cos 144° +
	 * c cos 72°; {@code k} is √5 / 4.
	 */
	static void fiveCosines(final float[] a, final float[] b, final float[] c, final int n, final float k) {
		for (int i = 0; i < n; i++) {
			final float p = a[i], t = b[i], u = c[i];
			final float g = t + u, e = k * (t - u);
			final float m = p - 0.25f * g;
			a[i] = p + g;
			b[i] = m + e;
			c[i] = m - e;
		}
	}

	/** The sines: d, c = d sin 72° + c sin 144°, d sin 144° - c sin 72°. */
	static void fiveSines(final float[] c, final float[] d, final int n, final float sin72, final float sin144,
		final float minusSin144)
	{
		for (int i = 0; i < n; i++) {
			final float p = d[i], q = c[i];
			d[i] = sin72 * p - minusSin144 * q;
			c[i] = sin144 * p - sin72 * q;
		}
	}

	// -- the real transform along y, from a complex one of half the length --

	/** With s = a + conj b and d = (a - conj b) w: a, b = s + d, conj(s - d). */
	static void splitJoin(final float[] ar, final float[] ai, final float[] br, final float[] bi, final int n,
		final float re, final float im, final float minusRe, final float minusOne)
	{
		for (int i = 0; i < n; i++) {
			final float p = ar[i], q = ai[i], r = br[i], s = bi[i];
			final float e = p + r, f = q - s, g = p - r, h = q + s;
			final float x = g * re - h * im, y = g * im - h * minusRe;
			ar[i] = e - x * minusOne;
			ai[i] = f - y * minusOne;
			br[i] = e - x;
			bi[i] = y - f;
		}
	}

	/** Frequency zero and the highest, both real, out of one complex row: a, b = 2 (re a + im a), 2 (re a - im a). */
	static void splitEnds(final float[] ar, final float[] ai, final float[] br, final float[] bi, final int n) {
		for (int i = 0; i < n; i++) {
			final float p = ar[i], q = ai[i];
			ar[i] = 2f * (p + q);
			br[i] = 2f * (p - q);
			ai[i] = 0f;
			bi[i] = 0f;
		}
	}

	/** The way back: a = (re a + re b) + i (re a - re b). */
	static void joinEnds(final float[] ar, final float[] ai, final float[] br, final int n) {
		for (int i = 0; i < n; i++) {
			final float p = ar[i], q = br[i];
			ar[i] = p + q;
			ai[i] = p - q;
		}
	}

	/** The frequency that is its own mirror image: a = 2 conj a. */
	static void mirror(final float[] ar, final float[] ai, final int n) {
		for (int i = 0; i < n; i++) {
			final float p = ar[i], q = ai[i];
			ar[i] = 2f * p;
			ai[i] = -2f * q;
		}
	}

	// -- transfer functions --

	/** a = a h. */
	static void multiply(final float[] ar, final float[] ai, final float[] hr, final float[] hi, final int n) {
		for (int i = 0; i < n; i++) {
			final float p = ar[i], q = ai[i], r = hr[i], s = hi[i];
			ar[i] = p * r - q * s;
			ai[i] = p * s + q * r;
		}
	}

	/** a = a conj h. */
	static void multiplyConjugate(final float[] ar, final float[] ai, final float[] hr, final float[] hi, final int n) {
		for (int i = 0; i < n; i++) {
			final float p = ar[i], q = ai[i], r = hr[i], s = hi[i];
			ar[i] = p * r + q * s;
			ai[i] = q * r - p * s;
		}
	}

	/** a = a c for a real c. */
	static void scale(final float[] a, final int n, final float c) {
		for (int i = 0; i < n; i++)
			a[i] *= c;
	}

	/** {@code a ← a + c · b}. */
	static void addScaled(final float[] a, final float[] b, final float c, final int n) {
		for (int i = 0; i < n; i++)
			a[i] += c * b[i];
	}

	// -- transposition: not vectorised, but eight streams at once keep the caches busy --

	/** {@code target[i][to + j] = source[j][from + i]} for j below {@code rows} and i below {@code columns}. */
	static void transpose(final float[][] source, final int rows, final int from, final float[][] target, final int to,
		final int columns)
	{
		int j = 0;
		for (; j + 8 <= rows; j += 8)
			transpose8(source[j], source[j + 1], source[j + 2], source[j + 3], source[j + 4], source[j + 5],
				source[j + 6], source[j + 7], from, target, to + j, columns);
		for (; j < rows; j++) {
			final float[] row = source[j];
			for (int i = 0; i < columns; i++)
				target[i][to + j] = row[from + i];
		}
	}

	private static void transpose8(final float[] s0, final float[] s1, final float[] s2, final float[] s3,
		final float[] s4, final float[] s5, final float[] s6, final float[] s7, final int from, final float[][] target,
		final int to, final int columns)
	{
		for (int i = 0; i < columns; i++) {
			final float[] t = target[i];
			final int f = from + i;
			t[to] = s0[f];
			t[to + 1] = s1[f];
			t[to + 2] = s2[f];
			t[to + 3] = s3[f];
			t[to + 4] = s4[f];
			t[to + 5] = s5[f];
			t[to + 6] = s6[f];
			t[to + 7] = s7[f];
		}
	}

	/** {@code sum ← sum + |v|² t / (t + α)²}, t = |unscale · h|². */
	static void sharpen(final float[] sum, final float[] re, final float[] im, final float[] hr, final float[] hi,
		final float unscale, final float alpha, final int n)
	{
		for (int i = 0; i < n; i++) {
			final float a = unscale * hr[i], b = unscale * hi[i], t = a * a + b * b, r = t + alpha;
			sum[i] = sum[i] + (re[i] * re[i] + im[i] * im[i]) * t / (r * r);
		}
	}
}
