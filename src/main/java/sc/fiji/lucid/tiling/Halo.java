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
package sc.fiji.lucid.tiling;

import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;

/**
 * The margin of real data around the core of a tile, in voxels on either side.
 *
 * @param x along X
 * @param y along Y
 * @param z along Z
 */
public record Halo(int x, int y, int z) {

	/** None: a stack in one piece. */
	public static final Halo NONE = new Halo(0, 0, 0);

	/** A tile must see all but the last of the light that its core sends, */
	private static final double ALL = 0.99;
	/** and where that light is explained from, which spreads by the bulk of the PSF. */
	private static final double BULK = 0.9;
	private static final double SPREAD = 3;

	/**
	 * The halo at which a tile's core differs from the stack restored as a whole by
	 * less than a thousandth of the local signal in 95 of 100 voxels: the half-width
	 * of the PSF that holds 99 % of its light, and 3 times that which holds 90 %.
	 * Measured, from 10 to 200 iterations, which matter little: see
	 * {@code docs/notebook/tiling.md}.
	 */
	public static Halo of(final Psf psf) {
		final Extent e = psf.extent();
		final double[][] light = { new double[e.nx()], new double[e.ny()], new double[e.nz()] };
		final Volume volume = psf.volume();
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				final float[] row = volume.row(y, z);
				for (int x = 0; x < e.nx(); x++) {
					light[0][x] += row[x];
					light[1][y] += row[x];
					light[2][z] += row[x];
				}
			}
		return new Halo(width(light[0]), width(light[1]), width(light[2]));
	}

	private static int width(final double[] light) {
		return (int) Math.ceil(reach(light, ALL) + SPREAD * reach(light, BULK));
	}

	/** @return a halo that is as wide as both together, for what is done one after the other */
	public Halo plus(final Halo other) {
		return new Halo(x + other.x, y + other.y, z + other.z);
	}

	/**
	 * @param core the part of a stack that is kept
	 * @param stack size of the stack
	 * @return what a tile must see: the core and this halo, as far as the stack reaches
	 */
	public Box around(final Box core, final Extent stack) {
		final int x0 = Math.max(0, core.x() - x), y0 = Math.max(0, core.y() - y), z0 = Math.max(0, core.z() - z);
		return new Box(x0, y0, z0,
			new Extent(Math.min(stack.nx(), core.x() + core.size().nx() + x) - x0,
				Math.min(stack.ny(), core.y() + core.size().ny() + y) - y0,
				Math.min(stack.nz(), core.z() + core.size().nz() + z) - z0));
	}

	/** @return a halo that is as wide as both */
	public Halo and(final Halo other) {
		return new Halo(Math.max(x, other.x), Math.max(y, other.y), Math.max(z, other.z));
	}

	/** @return a smaller halo, where memory does not allow this one */
	Halo times(final double factor) {
		return new Halo((int) Math.ceil(factor * x), (int) Math.ceil(factor * y), (int) Math.ceil(factor * z));
	}

	/** @return how large this is in parts of another, along the axis where it is smallest; at most 1 */
	double partOf(final Halo whole) {
		double part = 1;
		if (x < whole.x) part = Math.min(part, (double) x / whole.x);
		if (y < whole.y) part = Math.min(part, (double) y / whole.y);
		if (z < whole.z) part = Math.min(part, (double) z / whole.z);
		return part;
	}

	/** @return voxels along x, y and z */
	@Override
	public String toString() {
		return x + "x" + y + "x" + z;
	}

	/** @return the half-width about the middle that holds a part of the light */
	static int reach(final double[] light, final double energy) {
		final int middle = light.length / 2;
		double inside = light[middle];
		int reach = 0;
		while (inside < energy && reach < middle) {
			reach++;
			inside += light[middle - reach] + (middle + reach < light.length ? light[middle + reach] : 0);
		}
		return reach;
	}
}
