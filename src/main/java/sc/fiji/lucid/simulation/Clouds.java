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
 * A smooth random function of place: random numbers at the corners of cubes that are
 * turned against the voxels, and between them Perlin's fade 3t² − 2t³ along each axis
 * (value noise).
 */
final class Clouds {

	/** Rows of a rotation, by 40° about Z and then 30° about X: clouds show no squares along the voxels. */
	private static final double[][] TURN = { { 0.766, 0.643, 0 }, { -0.557, 0.663, 0.5 }, { 0.321, -0.383, 0.866 } };

	private final double cell;
	private final long seed;

	/** @param cell edge of the cubes in µm */
	Clouds(final double cell, final Random random) {
		this.cell = cell;
		seed = random.nextLong();
	}

	/** @return the value at a place in µm, about normal with mean 0 and a standard deviation of 0.4 to 1 */
	double at(final double x, final double y, final double z) {
		final double p = along(0, x, y, z), q = along(1, x, y, z), r = along(2, x, y, z);
		final int i = (int) Math.floor(p), j = (int) Math.floor(q), k = (int) Math.floor(r);
		final double u = fade(p - i), v = fade(q - j), w = fade(r - k);
		return mean(mean(edge(i, j, k, u), edge(i, j + 1, k, u), v),
			mean(edge(i, j, k + 1, u), edge(i, j + 1, k + 1, u), v), w);
	}

	private double along(final int axis, final double x, final double y, final double z) {
		return (TURN[axis][0] * x + TURN[axis][1] * y + TURN[axis][2] * z) / cell;
	}

	private double edge(final int i, final int j, final int k, final double u) {
		return mean(corner(i, j, k), corner(i + 1, j, k), u);
	}

	/**
	 * The sum of four uniform numbers out of the mixed bits of the place (Steele, Lea &amp; Flood, OOPSLA 2014, mix64).
	 */
	private double corner(final int i, final int j, final int k) {
		long bits = seed + i * 0x9e3779b97f4a7c15L + j * 0xc2b2ae3d27d4eb4fL + k * 0x165667b19e3779f9L;
		bits = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
		bits = (bits ^ bits >>> 27) * 0x94d049bb133111ebL;
		bits ^= bits >>> 31;
		final long sum = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
		// mean 2 and variance 4/12
		return (sum / 65535.0 - 2) * Math.sqrt(3);
	}

	private static double fade(final double t) {
		return t * t * (3 - 2 * t);
	}

	private static double mean(final double a, final double b, final double t) {
		return a + t * (b - a);
	}
}
