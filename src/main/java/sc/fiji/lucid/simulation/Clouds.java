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
package sc.fiji.lucid.simulation;

import java.util.Random;

/**
 * A smooth random function of place: normal numbers at the corners of cubes, and
 * between them Perlin's fade 3t² − 2t³ along each axis (value noise).
 */
final class Clouds {

	private final double cell;
	private final float[][][] corners;

	/**
	 * @param cell edge of the cubes in µm
	 * @param canvas whose part is covered; beyond, the function goes on as at its edge
	 */
	Clouds(final double cell, final Canvas canvas, final Random random) {
		this.cell = cell;
		corners = new float[2 + (int) (canvas.depth() / cell)][2 + (int) (canvas.height() / cell)][2 + (int) (canvas
			.width() / cell)];
		for (final float[][] plane : corners)
			for (final float[] row : plane)
				for (int x = 0; x < row.length; x++)
					row[x] = (float) random.nextGaussian();
	}

	/** @return the value at a place in µm, normal with mean 0 and a standard deviation of 0.4 to 1 */
	double at(final double x, final double y, final double z) {
		final int i = cube(x, corners[0][0].length), j = cube(y, corners[0].length), k = cube(z, corners.length);
		final double u = fade(x / cell - i), v = fade(y / cell - j), w = fade(z / cell - k);
		final float[][] near = corners[k], far = corners[k + 1];
		return mean(mean(mean(near[j][i], near[j][i + 1], u), mean(near[j + 1][i], near[j + 1][i + 1], u), v), mean(mean(
			far[j][i], far[j][i + 1], u), mean(far[j + 1][i], far[j + 1][i + 1], u), v), w);
	}

	private int cube(final double position, final int corners1) {
		return Math.max(0, Math.min(corners1 - 2, (int) (position / cell)));
	}

	private static double fade(final double t) {
		final double inside = Math.max(0, Math.min(1, t));
		return inside * inside * (3 - 2 * inside);
	}

	private static double mean(final double a, final double b, final double t) {
		return a + t * (b - a);
	}
}
