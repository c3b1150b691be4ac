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

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;

/**
 * The plainest numbers of a volume.
 *
 * @param voxels how many
 * @param minimum smallest finite value
 * @param maximum largest finite value
 * @param mean mean of the finite values
 * @param meanSquare mean of their squares
 * @param notFinite how many voxels are infinite or not a number; left out of all else
 */
public record VolumeStatistics(long voxels, double minimum, double maximum, double mean, double meanSquare,
	long notFinite)
{

	/** Measures a volume. */
	public static VolumeStatistics of(final Volume volume) {
		final Extent e = volume.extent();
		final double[][] planes = new double[e.nz()][];
		Planes.forEach(e.nz(), z -> planes[z] = plane(volume, z));
		double least = Double.POSITIVE_INFINITY, most = Double.NEGATIVE_INFINITY, sum = 0, squares = 0, bad = 0;
		for (final double[] p : planes) {
			least = Math.min(least, p[0]);
			most = Math.max(most, p[1]);
			sum += p[2];
			squares += p[3];
			bad += p[4];
		}
		final double n = e.voxels() - bad;
		return new VolumeStatistics(e.voxels(), least, most, sum / n, squares / n, (long) bad);
	}

	private static double[] plane(final Volume volume, final int z) {
		float least = Float.POSITIVE_INFINITY, most = Float.NEGATIVE_INFINITY;
		double sum = 0, squares = 0, bad = 0;
		for (int y = 0; y < volume.extent().ny(); y++)
			for (final float v : volume.row(y, z)) {
				if (!(Math.abs(v) <= Float.MAX_VALUE)) {
					bad++;
					continue;
				}
				least = Math.min(least, v);
				most = Math.max(most, v);
				sum += v;
				squares += (double) v * v;
			}
		return new double[] { least, most, sum, squares, bad };
	}

	/** @return largest minus smallest value */
	public double range() {
		return maximum - minimum;
	}

	/** @return the standard deviation */
	public double deviation() {
		return Math.sqrt(Math.max(0, meanSquare - mean * mean));
	}
}
