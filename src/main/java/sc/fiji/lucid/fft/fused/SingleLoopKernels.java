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
 * Butterflies of three, four and five lines with their twiddle factors, each in
 * one loop: half the loads and stores of those that {@link Butterfly} puts
 * together from {@link LineKernels}. Their bodies have up to 150 nodes, so that
 * HotSpot unrolls and vectorises them only where it is told to; without
 * {@code -XX:LoopUnrollLimit=160} they are ten times slower ({@link KernelSet}).
 * <p>
 * The rules are those of {@link LineKernels}, and stricter: all rows are loaded
 * first, and which sums are written {@code x + y}, which {@code x - y * minusOne},
 * was found by trying all ways on JDK 17 and 25. Small letters are real parts,
 * capitals imaginary ones; {@code re1, im1, minusRe1} belong to line b, and so on.
 */
final class SingleLoopKernels {

	private static final float SIN_60 = (float) Math.sin(Math.PI / 3);
	private static final float SIN_72 = (float) Math.sin(2 * Math.PI / 5);
	private static final float SIN_144 = (float) Math.sin(4 * Math.PI / 5);
	private static final float MINUS_SIN_144 = -SIN_144;
	private static final float ROOT_5_BY_4 = (float) (Math.sqrt(5) / 4);

	private SingleLoopKernels() {}

	/** Three lines, decimation in frequency. */
	static void threeForward(final float[] ar, final float[] ai, final float[] br, final float[] bi, final float[] cr,
		final float[] ci, final int n, final float re1, final float im1, final float minusRe1, final float re2,
		final float im2, final float minusRe2)
	{
		for (int i = 0; i < n; i++) {
			final float a = ar[i], b = br[i], c = cr[i];
			final float A = ai[i], B = bi[i], C = ci[i];
			final float t = b + c, T = B + C, s = SIN_60 * (b - c), S = SIN_60 * (B - C);
			final float m = a - 0.5f * t, M = A - 0.5f * T;
			ar[i] = a + t;
			ai[i] = A + T;
			final float x = m + S, X = M - s;
			br[i] = x * re1 - X * im1;
			bi[i] = x * im1 - X * minusRe1;
			final float y = m - S, Y = M + s;
			cr[i] = y * re2 - Y * im2;
			ci[i] = y * im2 - Y * minusRe2;
		}
	}

	/** Three lines, decimation in time. */
	static void threeInverse(final float[] ar, final float[] ai, final float[] br, final float[] bi, final float[] cr,
		final float[] ci, final int n, final float re1, final float im1, final float minusRe1, final float re2,
		final float im2, final float minusRe2, final float minusOne)
	{
		for (int i = 0; i < n; i++) {
			final float a = ar[i], A = ai[i];
			final float b0 = br[i], B0 = bi[i], c0 = cr[i], C0 = ci[i];
			final float b = b0 * re1 - B0 * im1, B = b0 * im1 - B0 * minusRe1;
			final float c = c0 * re2 - C0 * im2, C = c0 * im2 - C0 * minusRe2;
			final float t = b - c * minusOne, T = B - C * minusOne, s = SIN_60 * (b - c), S = SIN_60 * (B - C);
			final float m = a - 0.5f * t, M = A - 0.5f * T;
			ar[i] = a + t;
			ai[i] = A + T;
			br[i] = m - S;
			bi[i] = M - s * minusOne;
			cr[i] = m + S;
			ci[i] = M - s;
		}
	}

	/** Four lines, decimation in frequency. */
	static void fourForward(final float[] ar, final float[] ai, final float[] br, final float[] bi, final float[] cr,
		final float[] ci, final float[] dr, final float[] di, final int n, final float re1, final float im1,
		final float minusRe1, final float re2, final float im2, final float minusRe2, final float re3, final float im3,
		final float minusRe3)
	{
		for (int i = 0; i < n; i++) {
			final float a = ar[i], b = br[i], c = cr[i], d = dr[i];
			final float A = ai[i], B = bi[i], C = ci[i], D = di[i];
			final float s = a + c, S = A + C, t = a - c, T = A - C;
			final float u = b + d, U = B + D, v = b - d, V = B - D;
			ar[i] = s + u;
			ai[i] = S + U;
			final float x = s - u, X = S - U;
			cr[i] = x * re2 - X * im2;
			ci[i] = x * im2 - X * minusRe2;
			final float y = t + V, Y = T - v;
			br[i] = y * re1 - Y * im1;
			bi[i] = y * im1 - Y * minusRe1;
			final float z = t - V, Z = T + v;
			dr[i] = z * re3 - Z * im3;
			di[i] = z * im3 - Z * minusRe3;
		}
	}

	/** Four lines, decimation in time. */
	static void fourInverse(final float[] ar, final float[] ai, final float[] br, final float[] bi, final float[] cr,
		final float[] ci, final float[] dr, final float[] di, final int n, final float re1, final float im1,
		final float minusRe1, final float re2, final float im2, final float minusRe2, final float re3, final float im3,
		final float minusRe3, final float minusOne)
	{
		for (int i = 0; i < n; i++) {
			final float a = ar[i], A = ai[i];
			final float b0 = br[i], B0 = bi[i], c0 = cr[i], C0 = ci[i], d0 = dr[i], D0 = di[i];
			final float b = b0 * re1 - B0 * im1, B = b0 * im1 - B0 * minusRe1;
			final float c = c0 * re2 - C0 * im2, C = c0 * im2 - C0 * minusRe2;
			final float d = d0 * re3 - D0 * im3, D = d0 * im3 - D0 * minusRe3;
			final float s = a - c * minusOne, S = A - C * minusOne, t = a - c, T = A - C;
			final float u = b - d * minusOne, U = B - D * minusOne, v = b - d, V = B - D;
			ar[i] = s - u * minusOne;
			ai[i] = S - U * minusOne;
			cr[i] = s - u;
			ci[i] = S - U;
			br[i] = t - V;
			bi[i] = T + v;
			dr[i] = t + V;
			di[i] = T - v;
		}
	}

	/** {@link #fourForward} where c and d are zero. */
	static void fourForwardHalf(final float[] ar, final float[] ai, final float[] br, final float[] bi,
		final float[] cr, final float[] ci, final float[] dr, final float[] di, final int n, final float re1,
		final float im1, final float minusRe1, final float re2, final float im2, final float minusRe2, final float re3,
		final float im3, final float minusRe3, final float minusOne)
	{
		for (int i = 0; i < n; i++) {
			final float a = ar[i], b = br[i];
			final float A = ai[i], B = bi[i];
			ar[i] = a - b * minusOne;
			ai[i] = A - B * minusOne;
			final float x = a - b, X = A - B;
			cr[i] = x * re2 - X * im2;
			ci[i] = x * im2 - X * minusRe2;
			final float y = a - B * minusOne, Y = A - b;
			br[i] = y * re1 - Y * im1;
			bi[i] = y * im1 - Y * minusRe1;
			final float z = a - B, Z = A + b;
			dr[i] = z * re3 - Z * im3;
			di[i] = z * im3 - Z * minusRe3;
		}
	}

	/** {@link #fourInverse} where c and d are not asked for. */
	static void fourInverseHalf(final float[] ar, final float[] ai, final float[] br, final float[] bi,
		final float[] cr, final float[] ci, final float[] dr, final float[] di, final int n, final float re1,
		final float im1, final float minusRe1, final float re2, final float im2, final float minusRe2, final float re3,
		final float im3, final float minusRe3, final float minusOne)
	{
		for (int i = 0; i < n; i++) {
			final float a = ar[i], A = ai[i];
			final float b0 = br[i], B0 = bi[i], c0 = cr[i], C0 = ci[i], d0 = dr[i], D0 = di[i];
			final float b = b0 * re1 - B0 * im1, B = b0 * im1 - B0 * minusRe1;
			final float c = c0 * re2 - C0 * im2, C = c0 * im2 - C0 * minusRe2;
			final float d = d0 * re3 - D0 * im3, D = d0 * im3 - D0 * minusRe3;
			final float s = a - c * minusOne, S = A - C * minusOne, t = a - c, T = A - C;
			final float u = b - d * minusOne, U = B - D * minusOne, v = b - d, V = B - D;
			ar[i] = s + u;
			ai[i] = S + U;
			br[i] = t - V;
			bi[i] = T + v;
		}
	}

	/** Five lines, decimation in frequency. */
	static void fiveForward(final float[] ar, final float[] ai, final float[] br, final float[] bi, final float[] cr,
		final float[] ci, final float[] dr, final float[] di, final float[] er, final float[] ei, final int n,
		final float re1, final float im1, final float minusRe1, final float re2, final float im2, final float minusRe2,
		final float re3, final float im3, final float minusRe3, final float re4, final float im4, final float minusRe4,
		final float minusOne)
	{
		for (int i = 0; i < n; i++) {
			final float a = ar[i], b = br[i], c = cr[i], d = dr[i], e = er[i];
			final float A = ai[i], B = bi[i], C = ci[i], D = di[i], E = ei[i];
			final float t = b + e, T = B + E, w = c + d, W = C + D;
			final float f = b - e, F = B - E, l = c - d, L = C - D;
			final float g = t + w, G = T + W, h = ROOT_5_BY_4 * (t - w), H = ROOT_5_BY_4 * (T - W);
			final float m = a - 0.25f * g, M = A - 0.25f * G;
			ar[i] = a + g;
			ai[i] = A + G;
			final float x = m - h * minusOne, X = M - H * minusOne, y = m - h, Y = M - H;
			final float p = SIN_72 * f - MINUS_SIN_144 * l, q = SIN_144 * f - SIN_72 * l;
			final float Q = SIN_144 * F - SIN_72 * L, Z = SIN_72 * F - MINUS_SIN_144 * L;
			final float b1 = x + Z, B1 = X - p;
			br[i] = b1 * re1 - B1 * im1;
			bi[i] = b1 * im1 - B1 * minusRe1;
			final float e1 = x - Z, E1 = X + p;
			er[i] = e1 * re4 - E1 * im4;
			ei[i] = e1 * im4 - E1 * minusRe4;
			final float c1 = y + Q, C1 = Y - q;
			cr[i] = c1 * re2 - C1 * im2;
			ci[i] = c1 * im2 - C1 * minusRe2;
			final float d1 = y - Q, D1 = Y + q;
			dr[i] = d1 * re3 - D1 * im3;
			di[i] = d1 * im3 - D1 * minusRe3;
		}
	}

	/** Five lines, decimation in time. */
	static void fiveInverse(final float[] ar, final float[] ai, final float[] br, final float[] bi, final float[] cr,
		final float[] ci, final float[] dr, final float[] di, final float[] er, final float[] ei, final int n,
		final float re1, final float im1, final float minusRe1, final float re2, final float im2, final float minusRe2,
		final float re3, final float im3, final float minusRe3, final float re4, final float im4, final float minusRe4,
		final float minusOne)
	{
		for (int i = 0; i < n; i++) {
			final float a = ar[i], A = ai[i];
			final float b0 = br[i], B0 = bi[i], c0 = cr[i], C0 = ci[i], d0 = dr[i], D0 = di[i], e0 = er[i], E0 = ei[i];
			final float b = b0 * re1 - B0 * im1, B = b0 * im1 - B0 * minusRe1;
			final float c = c0 * re2 - C0 * im2, C = c0 * im2 - C0 * minusRe2;
			final float d = d0 * re3 - D0 * im3, D = d0 * im3 - D0 * minusRe3;
			final float e = e0 * re4 - E0 * im4, E = e0 * im4 - E0 * minusRe4;
			final float t = b - e * minusOne, T = B - E * minusOne, w = c - d * minusOne, W = C - D * minusOne;
			final float f = b - e, F = B - E, l = c - d, L = C - D;
			final float g = t - w * minusOne, G = T - W * minusOne, h = ROOT_5_BY_4 * (t - w),
				H = ROOT_5_BY_4 * (T - W);
			final float m = a - 0.25f * g, M = A - 0.25f * G;
			ar[i] = a + g;
			ai[i] = A + G;
			final float x = m + h, X = M + H, y = m - h, Y = M - H;
			final float p = SIN_72 * f - MINUS_SIN_144 * l, q = SIN_144 * f - SIN_72 * l;
			final float Q = SIN_144 * F - SIN_72 * L, Z = SIN_72 * F - MINUS_SIN_144 * L;
			br[i] = x - Z;
			bi[i] = X + p;
			er[i] = x + Z;
			ei[i] = X - p;
			cr[i] = y - Q;
			ci[i] = Y + q;
			dr[i] = y + Q;
			di[i] = Y - q;
		}
	}
}
