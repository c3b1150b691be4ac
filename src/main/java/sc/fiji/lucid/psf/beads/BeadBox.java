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
package sc.fiji.lucid.psf.beads;

import java.util.Arrays;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.FourierShift;

/**
 * The surroundings of a bead, shifted so that the bead lies in the middle of
 * voxel ⌊n/2⌋, background subtracted, amplitude 1; and which of its voxels lie
 * inside the stack and away from other beads.
 */
public final class BeadBox {

	/** Voxels cut beyond the box, so that the shift does not see its border. */
	private static final int MARGIN = 2;

	private final Volume values;
	private final boolean[][][] valid;
	private final double weight;

	/**
	 * @param reach voxels to either side of the bead
	 * @param width of a bead in voxels: other beads are masked to this distance
	 * @param others the centres of all other beads of the stack
	 */
	public BeadBox(final Volume stack, final Bead bead, final double background, final int[] reach,
		final double[] width, final Iterable<double[]> others)
	{
		final int[] voxel = new int[3], size = new int[3];
		final double[] rest = new double[3], centre = bead.centre();
		for (int axis = 0; axis < 3; axis++) {
			voxel[axis] = (int) Math.rint(centre[axis]);
			rest[axis] = voxel[axis] - centre[axis];
			size[axis] = 2 * (reach[axis] + MARGIN) + 1;
		}
		final Volume cut = new Volume(new Extent(size[0], size[1], size[2]));
		final Extent box = new Extent(2 * reach[0] + 1, 2 * reach[1] + 1, 2 * reach[2] + 1), e = stack.extent();
		valid = new boolean[box.nz()][box.ny()][box.nx()];
		for (int z = 0; z < size[2]; z++)
			for (int y = 0; y < size[1]; y++)
				for (int x = 0; x < size[0]; x++) {
					final int sx = voxel[0] - reach[0] - MARGIN + x, sy = voxel[1] - reach[1] - MARGIN + y,
						sz = voxel[2] - reach[2] - MARGIN + z;
					final boolean inside = sx >= 0 && sy >= 0 && sz >= 0 && sx < e.nx() && sy < e.ny() && sz < e.nz();
					if (inside) cut.row(y, z)[x] = (float) ((stack.row(sy, sz)[sx] - background) / bead.amplitude());
					final int bx = x - MARGIN, by = y - MARGIN, bz = z - MARGIN;
					if (inside && bx >= 0 && by >= 0 && bz >= 0 && bx < box.nx() && by < box.ny() && bz < box.nz())
						valid[bz][by][bx] = isFree(sx, sy, sz, width, others);
				}
		values = FourierShift.by(cut, rest).crop(MARGIN, MARGIN, MARGIN, box);
		weight = bead.amplitude();
	}

	/** A box all of which counts. */
	public BeadBox(final Volume values) {
		final Extent e = values.extent();
		this.values = values;
		valid = new boolean[e.nz()][e.ny()][e.nx()];
		for (final boolean[][] plane : valid)
			for (final boolean[] row : plane)
				Arrays.fill(row, true);
		weight = 1;
	}

	private static boolean isFree(final int x, final int y, final int z, final double[] width,
		final Iterable<double[]> others)
	{
		for (final double[] o : others) {
			final double dx = (x - o[0]) / width[0], dy = (y - o[1]) / width[1], dz = (z - o[2]) / width[2];
			if (dx * dx + dy * dy + dz * dz < 2.25) return false;
		}
		return true;
	}

	Volume values() {
		return values;
	}

	boolean isValid(final int x, final int y, final int z) {
		return valid[z][y][x];
	}

	/** @return its share in the mean: photon noise over amplitude falls with the amplitude */
	double weight() {
		return weight;
	}
}
