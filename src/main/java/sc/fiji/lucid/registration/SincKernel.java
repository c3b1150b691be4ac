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

import java.util.stream.IntStream;

/**
 * Shifts rows by a part of a voxel: Fourier interpolation of finite reach, which is a sinc under a Kaiser window
 * (Kaiser 1974). Of what a microscope passes, up to four fifths of the highest frequency that voxels can hold, it
 * loses less than a thousandth ({@code RegistrationTest}); a voxel depends on those within the reach alone, so that
 * tiles give what the whole gives.
 */
public final class SincKernel {

	/** Voxels to either side that a shifted voxel is made of. */
	public static final int REACH = 12;
	/** Of the window: its side lobes are 70 dB down (Kaiser's formula 0.1102 (A − 8.7)). */
	private static final double BETA = 6.76;

	private final int whole;
	private final float[] taps;

	/** @param shift in voxels: the new row at i is the old one at i + shift */
	public SincKernel(final double shift) {
		whole = (int) Math.floor(shift);
		final double part = shift - whole;
		final double[] exact = IntStream.rangeClosed(1 - REACH, REACH)
			.mapToDouble(i -> sinc(i - part) * window((i - part) / REACH))
			.toArray();
		final double sum = IntStream.range(0, exact.length).mapToDouble(i -> exact[i]).sum();
		taps = new float[exact.length];
		for (int i = 0; i < taps.length; i++)
			taps[i] = (float) (exact[i] / sum);
	}

	private static double sinc(final double x) {
		return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
	}

	private static double window(final double x) {
		return Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA);
	}

	/** The modified Bessel function of order 0, by its series. */
	private static double bessel(final double x) {
		double sum = 1, term = 1;
		for (int k = 1; k < 50; k++) {
			term *= x * x / (4.0 * k * k);
			sum += term;
		}
		return sum;
	}

	/** @return number of taps, each a weight of an old voxel */
	public int length() {
		return taps.length;
	}

	/** @return the weight of the {@code k}-th of the old voxels that a new one is made of */
	public float weight(final int k) {
		return taps[k];
	}

	/** @return which old voxel the {@code k}-th weight at {@code i} is for; may lie outside */
	public int from(final int i, final int k) {
		return i + whole + 1 - REACH + k;
	}

	/** @return {@code i}, mirrored at the ends of {@code n} voxels */
	public static int mirrored(final int i, final int n) {
		if (n == 1) return 0;
		final int period = 2 * n - 2, m = Math.floorMod(i, period);
		return m < n ? m : period - m;
	}

	/** @return a new row, shifted; beyond its ends the old one is mirrored */
	public float[] shifted(final float[] row) {
		final float[] result = new float[row.length];
		for (int i = 0; i < row.length; i++) {
			final int first = from(i, 0);
			float sum = 0;
			if (first >= 0 && first + taps.length <= row.length) for (int k = 0; k < taps.length; k++)
				sum += taps[k] * row[first + k];
			else for (int k = 0; k < taps.length; k++)
				sum += taps[k] * row[mirrored(first + k, row.length)];
			result[i] = sum;
		}
		return result;
	}
}
