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
package sc.fiji.lucid.deconvolution;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.simulation.Phantom;

/**
 * Axial two-point resolution on {@link Phantom#PAIRS}: the distance from which on
 * all pairs of points, one above the other, show as two, with a dip of 26 % between
 * them (Rayleigh's).
 */
final class TwoPoints {

	private static final double DIP = 0.735;

	private TwoPoints() {}

	/** @return µm; NaN if not even the farthest pair shows as two */
	static double axialResolution(final Volume truth, final Volume restored, final double voxelZ) {
		final Extent e = truth.extent();
		double farthestMissed = 0, nearestResolved = Double.POSITIVE_INFINITY;
		for (int pass = 0; pass < 2; pass++)
			for (int y = 2; y < e.ny() - 2; y++)
				for (int x = 2; x < e.nx() - 2; x++) {
					if (!isPair(truth, x, y)) continue;
					final double[] pair = pair(truth, x, y, voxelZ);
					final boolean two = isTwo(column(restored, x, y), pair[0], pair[1] / voxelZ);
					if (pass == 0 && !two) farthestMissed = Math.max(farthestMissed, pair[1]);
					if (pass == 1 && two && pair[1] > farthestMissed)
						nearestResolved = Math.min(nearestResolved, pair[1]);
				}
		return nearestResolved < Double.POSITIVE_INFINITY ? nearestResolved : Double.NaN;
	}

	private static boolean isPair(final Volume truth, final int x, final int y) {
		final double here = sum(column(truth, x, y, 0));
		if (here == 0) return false;
		for (int j = -2; j <= 2; j++)
			for (int i = -2; i <= 2; i++)
				if ((i != 0 || j != 0) &&
					sum(column(truth, x + i, y + j, 0)) >= here * (j < 0 || j == 0 && i < 0 ? 1 : 1 + 1e-9))
					return false;
		return true;
	}

	/** @return centre in voxels and distance in µm, from the moments of the column */
	private static double[] pair(final Volume truth, final int x, final int y, final double voxelZ) {
		final double[] p = column(truth, x, y);
		final double sum = sum(p);
		double mean = 0, square = 0;
		for (int z = 0; z < p.length; z++) {
			mean += z * p[z] / sum;
			square += (double) z * z * p[z] / sum;
		}
		return new double[] { mean, 2 * Math.sqrt(square - mean * mean - 1 / 12.0) * voxelZ };
	}

	private static boolean isTwo(final double[] p, final double centre, final double distance) {
		final int reach = (int) Math.ceil(distance / 2 + 1), middle = (int) Math.round(centre);
		int below = middle, above = middle;
		for (int z = Math.max(0, middle - reach); z <= Math.min(p.length - 1, middle + reach); z++) {
			if (z <= centre && p[z] > p[below]) below = z;
			if (z >= centre && p[z] > p[above]) above = z;
		}
		double dip = Double.POSITIVE_INFINITY;
		for (int z = below; z <= above; z++)
			dip = Math.min(dip, p[z]);
		return dip < DIP * Math.min(p[below], p[above]);
	}

	private static double[] column(final Volume v, final int x, final int y) {
		return column(v, x, y, 1);
	}

	/** Sums over the neighbours up to {@code reach} away. */
	private static double[] column(final Volume v, final int x, final int y, final int reach) {
		final double[] p = new double[v.extent().nz()];
		for (int z = 0; z < p.length; z++)
			for (int j = -reach; j <= reach; j++)
				for (int i = -reach; i <= reach; i++)
					p[z] += v.row(y + j, z)[x + i];
		return p;
	}

	private static double sum(final double[] p) {
		double sum = 0;
		for (final double v : p)
			sum += v;
		return sum;
	}
}
