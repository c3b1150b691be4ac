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

/** Butterflies made of {@link SingleLoopKernels}: one loop each. */
abstract class SingleLoopButterfly extends Butterfly {

	private SingleLoopButterfly(final int[] lines, final double[] angles) {
		super(lines, angles);
	}

	/** @return one of {@link SingleLoopKernels}, or of {@link LineKernels} where one loop does all */
	static Butterfly of(final int[] lines, final double[] angles) {
		return switch (lines.length) {
			case 3 -> new Three(lines, angles);
			case 4 -> new Four(lines, angles);
			case 5 -> new Five(lines, angles);
			default -> Butterfly.of(lines, angles);
		};
	}

	private static final class Three extends SingleLoopButterfly {

		Three(final int[] lines, final double[] angles) {
			super(lines, angles);
		}

		@Override
		void forward(final float[][] r, final float[][] i, final int n) {
			SingleLoopKernels.threeForward(r[lines[0]], i[lines[0]], r[lines[1]], i[lines[1]], r[lines[2]], i[lines[2]],
				n, re[0], im[0], -re[0], re[1], im[1], -re[1]);
		}

		@Override
		void inverse(final float[][] r, final float[][] i, final int n) {
			SingleLoopKernels.threeInverse(r[lines[0]], i[lines[0]], r[lines[1]], i[lines[1]], r[lines[2]], i[lines[2]],
				n, re[0], -im[0], -re[0], re[1], -im[1], -re[1], minusOne());
		}
	}

	private static final class Four extends SingleLoopButterfly {

		Four(final int[] lines, final double[] angles) {
			super(lines, angles);
		}

		@Override
		void forward(final float[][] r, final float[][] i, final int n) {
			SingleLoopKernels.fourForward(r[lines[0]], i[lines[0]], r[lines[1]], i[lines[1]], r[lines[2]], i[lines[2]],
				r[lines[3]], i[lines[3]], n, re[0], im[0], -re[0], re[1], im[1], -re[1], re[2], im[2], -re[2]);
		}

		@Override
		void inverse(final float[][] r, final float[][] i, final int n) {
			SingleLoopKernels.fourInverse(r[lines[0]], i[lines[0]], r[lines[1]], i[lines[1]], r[lines[2]], i[lines[2]],
				r[lines[3]], i[lines[3]], n, re[0], -im[0], -re[0], re[1], -im[1], -re[1], re[2], -im[2], -re[2],
				minusOne());
		}

		@Override
		Butterfly firstHalf() {
			return new HalfFour(lines, angles);
		}
	}

	/** Four lines of which only the first two are given (forward) or asked for (inverse). */
	private static final class HalfFour extends SingleLoopButterfly {

		HalfFour(final int[] lines, final double[] angles) {
			super(lines, angles);
		}

		@Override
		void forward(final float[][] r, final float[][] i, final int n) {
			SingleLoopKernels.fourForwardHalf(r[lines[0]], i[lines[0]], r[lines[1]], i[lines[1]], r[lines[2]],
				i[lines[2]], r[lines[3]], i[lines[3]], n, re[0], im[0], -re[0], re[1], im[1], -re[1], re[2], im[2],
				-re[2], minusOne());
		}

		@Override
		void inverse(final float[][] r, final float[][] i, final int n) {
			SingleLoopKernels.fourInverseHalf(r[lines[0]], i[lines[0]], r[lines[1]], i[lines[1]], r[lines[2]],
				i[lines[2]], r[lines[3]], i[lines[3]], n, re[0], -im[0], -re[0], re[1], -im[1], -re[1], re[2], -im[2],
				-re[2], minusOne());
		}
	}

	private static final class Five extends SingleLoopButterfly {

		Five(final int[] lines, final double[] angles) {
			super(lines, angles);
		}

		@Override
		void forward(final float[][] r, final float[][] i, final int n) {
			SingleLoopKernels.fiveForward(r[lines[0]], i[lines[0]], r[lines[1]], i[lines[1]], r[lines[2]], i[lines[2]],
				r[lines[3]], i[lines[3]], r[lines[4]], i[lines[4]], n, re[0], im[0], -re[0], re[1], im[1], -re[1],
				re[2], im[2], -re[2], re[3], im[3], -re[3], minusOne());
		}

		@Override
		void inverse(final float[][] r, final float[][] i, final int n) {
			SingleLoopKernels.fiveInverse(r[lines[0]], i[lines[0]], r[lines[1]], i[lines[1]], r[lines[2]], i[lines[2]],
				r[lines[3]], i[lines[3]], r[lines[4]], i[lines[4]], n, re[0], -im[0], -re[0], re[1], -im[1], -re[1],
				re[2], -im[2], -re[2], re[3], -im[3], -re[3], minusOne());
		}
	}
}
