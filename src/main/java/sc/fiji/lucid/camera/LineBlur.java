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
package sc.fiji.lucid.camera;

import sc.fiji.lucid.image.Planes;

/** Gaussian smoothing of courses across lines, mirrored at both ends, in octaves of width. */
final class LineBlur {

	/** Lines to either side of the impulse by which gains are known. */
	private static final int REACH = 4096;

	private LineBlur() {}

	/** @return each course smoothed, in arrays of their own */
	static float[][] of(final float[][] courses, final double sigma) {
		final double[] kernel = kernel(sigma);
		final float[][] smooth = new float[courses.length][];
		Planes.forEach(courses.length, j -> smooth[j] = of(courses[j], kernel));
		return smooth;
	}

	private static float[] of(final float[] course, final double[] kernel) {
		final int n = course.length, radius = kernel.length / 2;
		final double[] mirrored = new double[n + 2 * radius], sums = new double[n];
		for (int v = 0; v < mirrored.length; v++) {
			final int at = Math.floorMod(v - radius, 2 * n);
			mirrored[v] = course[at < n ? at : 2 * n - 1 - at];
		}
		for (int k = 0; k < kernel.length; k++)
			add(sums, mirrored, k, kernel[k]);
		final float[] smooth = new float[n];
		for (int v = 0; v < n; v++)
			smooth[v] = (float) sums[v];
		return smooth;
	}

	private static void add(final double[] sums, final double[] values, final int from, final double weight) {
		for (int v = 0; v < sums.length; v++)
			sums[v] += weight * values[from + v];
	}

	private static double[] kernel(final double sigma) {
		final int radius = (int) Math.ceil(4 * sigma);
		final double[] kernel = new double[2 * radius + 1];
		double sum = 0;
		for (int i = 0; i < kernel.length; i++)
			sum += kernel[i] = Math.exp(-0.5 * Math.pow((i - radius) / sigma, 2));
		for (int i = 0; i < kernel.length; i++)
			kernel[i] /= sum;
		return kernel;
	}

	/**
	 * @return variance that white courses of variance 1 have in the octave that ends with a blur of this width, after
	 *         those of a half, a quarter and so on of it
	 */
	static double gain(final double width) {
		// Blurs one after the other are one whose variance is their sum: w²(1/4 + 1/16 + ...) = w²/3 at most.
		double before = 0;
		for (double s = width / 2; s > 0.5; s /= 2)
			before += s * s;
		double gain = 0;
		final int steps = REACH;
		for (int i = 0; i < steps; i++) {
			final double f = Math.PI * (i + 0.5) / steps;
			gain += Math.pow(Math.exp(-0.5 * before * f * f) * (1 - Math.exp(-0.5 * width * width * f * f)), 2) / steps;
		}
		return gain;
	}
}
