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
package sc.fiji.lucid.job.check;

import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.VoxelSource;

/**
 * The part of a volume with the most detail: of all windows of at most 128x128 voxels the one whose planes change most
 * from one voxel to the next but one, beyond what noise does. Of a deep volume the 64 slices about the middle of that
 * detail.
 */
final class DetailedPart {

	/** Wide enough for the light cone of most objects, small enough for seven converged fits in a minute. */
	static final int SIDE = 128;
	static final int DEPTH = 64;
	private static final int BLOCK = 32;

	private DetailedPart() {}

	static Recording of(final VoxelSource volume, final Progress progress) {
		return of(volume, SIDE, progress);
	}

	/** @param side most voxels along X and Y */
	static Recording of(final VoxelSource volume, final int side, final Progress progress) {
		final Extent e = volume.extent();
		final int across = (e.nx() + BLOCK - 1) / BLOCK, down = (e.ny() + BLOCK - 1) / BLOCK;
		final double[][][] detail = new double[e.nz()][down][across];
		for (int z = 0; z < e.nz(); z++) {
			progress.check();
			add(volume.read(new Box(0, 0, z, new Extent(e.nx(), e.ny(), 1)), progress), detail[z]);
		}
		final int wide = Math.min(side / BLOCK, across), high = Math.min(side / BLOCK, down);
		double most = Double.NEGATIVE_INFINITY;
		int bestX = 0, bestY = 0;
		for (int y = 0; y + high <= down; y++)
			for (int x = 0; x + wide <= across; x++) {
				double sum = 0;
				for (final double[][] plane : detail)
					sum += window(plane, x, y, wide, high);
				if (sum <= most) continue;
				most = sum;
				bestX = x;
				bestY = y;
			}
		final int nx = Math.min(side, e.nx()), ny = Math.min(side, e.ny()), nz = Math.min(DEPTH, e.nz());
		final int z = Math.max(0, Math.min(e.nz() - nz, middle(detail, bestX, bestY, wide, high) - nz / 2));
		return volume.read(new Box(Math.min(bestX * BLOCK, e.nx() - nx), Math.min(bestY * BLOCK, e.ny() - ny), z,
			new Extent(nx, ny, nz)), progress);
	}

	private static double window(final double[][] plane, final int x0, final int y0, final int wide, final int high) {
		double sum = 0;
		for (int y = y0; y < y0 + high; y++)
			for (int x = x0; x < x0 + wide; x++)
				sum += plane[y][x];
		return sum;
	}

	/** The slice about which the detail lies. */
	private static int middle(final double[][][] detail, final int x, final int y, final int wide, final int high) {
		double sum = 0, moment = 0;
		for (int z = 0; z < detail.length; z++) {
			final double here = Math.max(0, window(detail[z], x, y, wide, high));
			sum += here;
			moment += z * here;
		}
		return sum > 0 ? (int) Math.round(moment / sum) : detail.length / 2;
	}

	/** Squared steps over two voxels less those over one: white noise has as much of both. */
	private static void add(final Recording plane, final double[][] blocks) {
		final int nx = plane.extent().nx();
		final float[] row = new float[nx];
		for (int y = 0; y < plane.extent().ny(); y++) {
			plane.read(y, 0, row);
			for (int x = 2; x < nx; x++) {
				final double two = row[x] - row[x - 2], one = row[x] - row[x - 1], d = two * two - one * one;
				if (Double.isFinite(d)) blocks[y / BLOCK][x / BLOCK] += d;
			}
		}
	}
}
