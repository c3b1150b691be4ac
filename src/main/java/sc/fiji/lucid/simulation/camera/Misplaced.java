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
package sc.fiji.lucid.simulation.camera;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * What of a simulated recording lies where it should not. Immutable.
 *
 * @param jitter standard deviation of the slices' place along X and Y, in voxels
 */
public record Misplaced(double jitter) {

	/** Everything lies where it should. */
	public static final Misplaced NONE = new Misplaced(0);

	/** Slices draw their own random numbers. */
	private static final long OWN = 0x2545F4914F6CDD1DL;
	/** Points of the polynomial that values between voxels are taken from. */
	private static final int POINTS = 12;

	/** @throws IllegalArgumentException naming the number that is out of its range */
	public Misplaced {
		if (!(jitter >= 0 && jitter <= 8))
			throw new IllegalArgumentException("'jitter' takes 0 to 8 voxels, not " + jitter + ".");
	}

	/** @return along X and Y, how far each slice lies from where it should, in voxels */
	public double[][] jitter(final int slices, final long seed) {
		final Random random = new Random(seed ^ OWN);
		final double[][] place = new double[2][slices];
		for (int z = 0; z < slices; z++)
			for (int axis = 0; axis < 2; axis++)
				place[axis][z] = jitter * random.nextGaussian();
		return place;
	}

	/** @return photons expected where they come to lie; the same volume if that is where they should */
	Volume light(final Volume photons, final long seed) {
		if (jitter == 0) return photons;
		final Extent e = photons.extent();
		final double[][] place = jitter(e.nz(), seed);
		final Volume moved = new Volume(e);
		for (int z = 0; z < e.nz(); z++) {
			final float[][] rows = new float[e.ny()][];
			for (int y = 0; y < e.ny(); y++)
				rows[y] = between(photons.row(y, z), -place[0][z]);
			final float[] column = new float[e.ny()];
			for (int x = 0; x < e.nx(); x++) {
				for (int y = 0; y < e.ny(); y++)
					column[y] = rows[y][x];
				final float[] there = between(column, -place[1][z]);
				for (int y = 0; y < e.ny(); y++)
					moved.row(y, z)[x] = Math.max(0, there[y]);
			}
		}
		return moved;
	}

	/** The values at i + shift, by Lagrange's polynomial; beyond the ends, the last. */
	static float[] between(final float[] row, final double shift) {
		final int whole = (int) Math.floor(shift);
		final double part = shift - whole;
		final double[] weights = new double[POINTS];
		for (int k = 0; k < POINTS; k++) {
			weights[k] = 1;
			for (int j = 0; j < POINTS; j++)
				if (j != k) weights[k] *= (part - (j - POINTS / 2 + 1)) / (k - j);
		}
		final float[] result = new float[row.length];
		for (int i = 0; i < row.length; i++) {
			double sum = 0;
			for (int k = 0; k < POINTS; k++)
				sum += weights[k] * row[Math.max(0, Math.min(row.length - 1, i + whole + k - POINTS / 2 + 1))];
			result[i] = (float) sum;
		}
		return result;
	}

	/** @return those that there are, for the record; 0 where there is nothing */
	Map<String, Object> describe() {
		final Map<String, Object> map = new LinkedHashMap<>();
		map.put("jitter", jitter);
		return map;
	}
}
