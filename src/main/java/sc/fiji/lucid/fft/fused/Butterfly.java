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
 * One butterfly of a {@link LinePlan}: the short Fourier transform of a few
 * lines, with the twiddle factors that belong to it. Forward it transforms and
 * then twiddles (decimation in frequency); inverse it untwiddles and then
 * transforms back (decimation in time), without the factor 1/radix.
 */
abstract class Butterfly {

	private static final float SIN_60 = (float) Math.sin(Math.PI / 3);
	private static final float SIN_72 = (float) Math.sin(2 * Math.PI / 5);
	private static final float SIN_144 = (float) Math.sin(4 * Math.PI / 5);
	private static final float ROOT_5_BY_4 = (float) (Math.sqrt(5) / 4);

	/** Minus one, not as a constant, which the compiler would fold into another node. */
	private static float minusOne = -1;

	/** The lines it works on, ascending. */
	final int[] lines;
	/** Real and imaginary parts of the forward twiddle factors of {@code lines[1], lines[2]} … */
	final float[] re;
	final float[] im;
	/** All twiddle factors are 1. */
	final boolean plain;
	/** Of the forward twiddle factors. */
	final double[] angles;

	Butterfly(final int[] lines, final double[] angles) {
		this.lines = lines;
		this.angles = angles;
		re = new float[angles.length];
		im = new float[angles.length];
		boolean allZero = true;
		for (int i = 0; i < angles.length; i++) {
			re[i] = (float) Math.cos(angles[i]);
			im[i] = (float) Math.sin(angles[i]);
			allZero &= angles[i] == 0;
		}
		plain = allZero;
	}

	/**
	 * @param lines the lines it works on, 2 to 5 of them, ascending
	 * @param angles of the forward twiddle factors of all but the first line
	 */
	static Butterfly of(final int[] lines, final double[] angles) {
		return switch (lines.length) {
			case 2 -> new Two(lines, angles);
			case 3 -> new Three(lines, angles);
			case 4 -> new Four(lines, angles);
			case 5 -> new Five(lines, angles);
			default -> throw new IllegalArgumentException("There is no butterfly of " + lines.length + " lines.");
		};
	}

	/** Transforms elements {@code [0, n)} of its lines. */
	abstract void forward(float[][] re, float[][] im, int n);

	/** Transforms back. */
	abstract void inverse(float[][] re, float[][] im, int n);

	/**
	 * @return the same for the first half of its lines alone, the others being zero
	 *         before a forward, not asked for after an inverse one; null if there is
	 *         none
	 */
	Butterfly firstHalf() {
		return null;
	}

	/** @return -1 as a variable, for the kernels that ask for it */
	static float minusOne() {
		return minusOne;
	}

	final void twiddleForward(final float[][] r, final float[][] i, final int n) {
		if (plain) return;
		for (int k = 1; k < lines.length; k++)
			LineKernels.twiddle(r[lines[k]], i[lines[k]], n, re[k - 1], im[k - 1], -re[k - 1]);
	}

	final void twiddleInverse(final float[][] r, final float[][] i, final int n) {
		if (plain) return;
		for (int k = 1; k < lines.length; k++)
			LineKernels.twiddle(r[lines[k]], i[lines[k]], n, re[k - 1], -im[k - 1], -re[k - 1]);
	}

	private static final class Two extends Butterfly {

		Two(final int[] lines, final double[] angles) {
			super(lines, angles);
		}

		@Override
		void forward(final float[][] r, final float[][] i, final int n) {
			final int a = lines[0], b = lines[1];
			if (plain) LineKernels.butterfly(r[a], i[a], r[b], i[b], n);
			else LineKernels.butterflyTwiddle(r[a], i[a], r[b], i[b], n, re[0], im[0], -re[0]);
		}

		@Override
		void inverse(final float[][] r, final float[][] i, final int n) {
			final int a = lines[0], b = lines[1];
			if (plain) LineKernels.butterfly(r[a], i[a], r[b], i[b], n);
			else LineKernels.twiddleButterfly(r[a], i[a], r[b], i[b], n, re[0], -im[0], -re[0], minusOne);
		}

		@Override
		Butterfly firstHalf() {
			return new HalfTwo(lines, angles);
		}
	}

	/** Two lines of which only the first is given (forward) or asked for (inverse). */
	private static final class HalfTwo extends Butterfly {

		HalfTwo(final int[] lines, final double[] angles) {
			super(lines, angles);
		}

		@Override
		void forward(final float[][] r, final float[][] i, final int n) {
			final int a = lines[0], b = lines[1];
			LineKernels.spread(r[a], i[a], r[b], i[b], n, re[0], im[0], -re[0]);
		}

		@Override
		void inverse(final float[][] r, final float[][] i, final int n) {
			final int a = lines[0], b = lines[1];
			LineKernels.gather(r[a], i[a], r[b], i[b], n, -re[0], -im[0], im[0]);
		}
	}

	private static class Four extends Butterfly {

		Four(final int[] lines, final double[] angles) {
			super(lines, angles);
		}

		@Override
		void forward(final float[][] r, final float[][] i, final int n) {
			final int a = lines[0], b = lines[1], c = lines[2], d = lines[3];
			sumsForward(r[a], r[b], r[c], r[d], n);
			sumsForward(i[a], i[b], i[c], i[d], n);
			if (plain) LineKernels.turn(r[b], i[b], r[d], i[d], n);
			else {
				LineKernels.turnTwiddle(r[b], i[b], r[d], i[d], n, re[0], im[0], -re[0], re[2], im[2], -re[2]);
				LineKernels.twiddle(r[c], i[c], n, re[1], im[1], -re[1]);
			}
		}

		@Override
		void inverse(final float[][] r, final float[][] i, final int n) {
			final int a = lines[0], b = lines[1], c = lines[2], d = lines[3];
			if (plain) LineKernels.turnBack(r[b], i[b], r[d], i[d], n, 1, -1);
			else {
				LineKernels.twiddleTurn(r[b], i[b], r[d], i[d], n, re[0], -im[0], -re[0], re[2], -im[2], -re[2],
					minusOne);
				LineKernels.twiddle(r[c], i[c], n, re[1], -im[1], -re[1]);
			}
			sumsInverse(r[a], r[b], r[c], r[d], n);
			sumsInverse(i[a], i[b], i[c], i[d], n);
		}

		void sumsForward(final float[] a, final float[] b, final float[] c, final float[] d, final int n) {
			LineKernels.fourForward(a, b, c, d, n);
		}

		void sumsInverse(final float[] a, final float[] b, final float[] c, final float[] d, final int n) {
			LineKernels.fourInverse(a, b, c, d, n);
		}

		@Override
		Butterfly firstHalf() {
			return new HalfFour(lines, angles);
		}
	}

	/** Four lines of which only the first two are given (forward) or asked for (inverse). */
	private static final class HalfFour extends Four {

		HalfFour(final int[] lines, final double[] angles) {
			super(lines, angles);
		}

		@Override
		void sumsForward(final float[] a, final float[] b, final float[] c, final float[] d, final int n) {
			LineKernels.fourForwardHalf(a, b, c, d, n);
		}

		@Override
		void sumsInverse(final float[] a, final float[] b, final float[] c, final float[] d, final int n) {
			LineKernels.fourInverseHalf(a, b, c, d, n);
		}
	}

	private static final class Three extends Butterfly {

		Three(final int[] lines, final double[] angles) {
			super(lines, angles);
		}

		@Override
		void forward(final float[][] r, final float[][] i, final int n) {
			final int a = lines[0], b = lines[1], c = lines[2];
			LineKernels.threeForward(r[a], r[b], r[c], n, SIN_60);
			LineKernels.threeForward(i[a], i[b], i[c], n, SIN_60);
			LineKernels.turn(r[b], i[b], r[c], i[c], n);
			twiddleForward(r, i, n);
		}

		@Override
		void inverse(final float[][] r, final float[][] i, final int n) {
			final int a = lines[0], b = lines[1], c = lines[2];
			twiddleInverse(r, i, n);
			LineKernels.turnBack(r[b], i[b], r[c], i[c], n, SIN_60, -SIN_60);
			LineKernels.threeInverse(r[a], r[b], r[c], n);
			LineKernels.threeInverse(i[a], i[b], i[c], n);
		}
	}

	private static final class Five extends Butterfly {

		Five(final int[] lines, final double[] angles) {
			super(lines, angles);
		}

		@Override
		void forward(final float[][] r, final float[][] i, final int n) {
			sumsFirst(r, n);
			sumsFirst(i, n);
			LineKernels.turn(r[lines[1]], i[lines[1]], r[lines[4]], i[lines[4]], n);
			LineKernels.turn(r[lines[2]], i[lines[2]], r[lines[3]], i[lines[3]], n);
			twiddleForward(r, i, n);
		}

		@Override
		void inverse(final float[][] r, final float[][] i, final int n) {
			twiddleInverse(r, i, n);
			LineKernels.turnBack(r[lines[1]], i[lines[1]], r[lines[4]], i[lines[4]], n, 1, -1);
			LineKernels.turnBack(r[lines[2]], i[lines[2]], r[lines[3]], i[lines[3]], n, 1, -1);
			sumsLast(r, n);
			sumsLast(i, n);
		}

		private void sumsFirst(final float[][] v, final int n) {
			LineKernels.fiveSums(v[lines[1]], v[lines[2]], v[lines[3]], v[lines[4]], n);
			LineKernels.fiveCosines(v[lines[0]], v[lines[1]], v[lines[2]], n, ROOT_5_BY_4);
			LineKernels.fiveSines(v[lines[3]], v[lines[4]], n, SIN_72, SIN_144, -SIN_144);
		}

		private void sumsLast(final float[][] v, final int n) {
			LineKernels.fiveCosines(v[lines[0]], v[lines[1]], v[lines[2]], n, ROOT_5_BY_4);
			LineKernels.fiveSines(v[lines[3]], v[lines[4]], n, SIN_72, SIN_144, -SIN_144);
			LineKernels.fiveSums(v[lines[1]], v[lines[2]], v[lines[3]], v[lines[4]], n);
		}
	}
}
