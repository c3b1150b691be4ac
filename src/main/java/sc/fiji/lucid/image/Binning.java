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
package sc.fiji.lucid.image;

import java.util.Arrays;

/**
 * How many voxels along X, Y and Z are counted together as one. Photons add up: the sum of Poisson counts is one.
 *
 * @param x along X
 * @param y along Y
 * @param z along Z
 */
public record Binning(int x, int y, int z) {

	/** Each voxel by itself. */
	public static final Binning NONE = new Binning(1, 1, 1);

	/** @return voxels in one */
	public int voxels() {
		return x * y * z;
	}

	/** @return how many voxels of a finer binning are one of this */
	public Binning over(final Binning finer) {
		return new Binning(x / finer.x, y / finer.y, z / finer.z);
	}

	/** @return the size of a binned volume; what is left over at the far ends is dropped */
	public Extent of(final Extent fine) {
		return new Extent(Math.max(1, fine.nx() / x), Math.max(1, fine.ny() / y), Math.max(1, fine.nz() / z));
	}

	/** @return the sums of the voxels of a volume of this size */
	public Volume sums(final Extent extent, final RowSource rows) {
		final Extent e = of(extent);
		final Volume sums = new Volume(e);
		Planes.forEach(e.nz(), k -> {
			final float[] row = new float[extent.nx()];
			for (int z = k * z(); z < (k + 1) * z(); z++)
				for (int y = 0; y < e.ny() * y(); y++) {
					rows.read(y, z, row);
					add(row, sums.row(y / y(), k));
				}
		});
		return sums;
	}

	/**
	 * @param recorded counts
	 * @return their sums over those of its background map, without voxels of which less than half has weight; what has
	 *         none is taken to be like the rest of its voxel
	 */
	public Recording sum(final Recording recorded) {
		final Extent e = recorded.extent();
		final Recording even = sum(recorded, recorded);
		final Recording binned = recorded.light() == null ? even
			: even.withLight(recorded.light().binned(this, recorded.extent()));
		final Recording seen = recorded.clipped() == null ? binned : binned.withClipped(clipped(recorded, binned));
		return recorded.backgroundMap() == null ? seen : seen.withBackground(sums(e, recorded.backgroundMap()));
	}

	/** @return the sums of a part of a recording's counts, as of photons held out, where its own are weighed as above */
	public Recording sum(final Recording recorded, final RowSource part) {
		final Extent e = recorded.extent();
		final Mask mask = recorded.mask();
		final Volume sums = sums(e, masked(recorded, mask, part));
		return mask == null ? recording(sums)
			: weighed(sums, sums(e, masked(recorded, mask, (y, z, row) -> Arrays.fill(row, 1))));
	}

	/** With one voxel of them, at least as much light as was recorded fell on all. */
	private Clipped clipped(final Recording recorded, final Recording binned) {
		final Volume any = sums(recorded.extent(), (y, z, row) -> {
			Arrays.fill(row, 0);
			recorded.clipped().voxels().fill(y, z, row, 1);
		});
		return new Clipped(new Mask(binned, (i, y, z, v) -> v > 0 && any.row(y, z)[i] > 0), recorded.clipped().gain());
	}

	private static RowSource masked(final Recording recorded, final Mask mask, final RowSource rows) {
		return mask == null ? rows : (y, z, row) -> {
			rows.read(y, z, row);
			mask.fill(y, z, row, 0);
		};
	}

	private void add(final float[] row, final float[] sums) {
		for (int i = 0; i < sums.length; i++) {
			float sum = 0;
			for (int j = i * x; j < (i + 1) * x; j++)
				sum += row[j];
			sums[i] += sum;
		}
	}

	/** Sums of which {@code weights} voxels counted, raised to the level of all. */
	private Recording weighed(final Volume sums, final Volume weights) {
		final Extent e = sums.extent();
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				final float[] sum = sums.row(y, z), weight = weights.row(y, z);
				for (int i = 0; i < sum.length; i++)
					sum[i] = 2 * weight[i] < voxels() ? 0 : sum[i] * voxels() / weight[i];
			}
		final Recording binned = recording(sums);
		return binned.withMask(new Mask(binned, (i, y, z, v) -> 2 * weights.row(y, z)[i] < voxels()));
	}

	/** @return the volume's voxels as counts, copied */
	private static Recording recording(final Volume volume) {
		final Extent e = volume.extent();
		final Object[] planes = new Object[e.nz()];
		for (int z = 0; z < e.nz(); z++) {
			final float[] plane = new float[e.nx() * e.ny()];
			for (int y = 0; y < e.ny(); y++)
				System.arraycopy(volume.row(y, z), 0, plane, y * e.nx(), e.nx());
			planes[z] = plane;
		}
		return new Recording(e, planes);
	}

	/** @return as {@code 4x4x1} */
	@Override
	public String toString() {
		return x + "x" + y + "x" + z;
	}
}
