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
package sc.fiji.lucid.deconvolution.levels;

import sc.fiji.lucid.deconvolution.model.RowKernels;
import sc.fiji.lucid.fft.Kernel;
import sc.fiji.lucid.image.Binning;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.LightCone;
import sc.fiji.lucid.psf.Psf;

/**
 * The PSF of binned counts: what a voxel of a coarse object, in which light lies evenly, gives to a voxel of binned
 * counts. That is the PSF under a triangle as wide as two coarse voxels along each axis.
 */
final class LevelPsf {

	private LevelPsf() {}

	/** @return the PSF with all light that is known, of sum 1, for voxels of this size */
	static Psf whole(final Psf psf, final Binning binning) {
		if (!isWhole(psf, binning)) return core(psf, binning);
		final Binning rest = new Binning(binning.x() / LightCone.FACTOR, binning.y() / LightCone.FACTOR, binning.z());
		return psf.wide().changed(v -> bin(smooth(v), rest), size(psf.voxelSize(), binning));
	}

	/** @return whether the light beyond the PSF's extent is known in voxels of this size */
	static boolean isWhole(final Psf psf, final Binning binning) {
		return psf.wide() != null && binning.x() % LightCone.FACTOR == 0 && binning.y() % LightCone.FACTOR == 0;
	}

	/** @return the part of all light that {@link #whole} holds */
	static double light(final Psf psf, final Binning binning) {
		return isWhole(psf, binning) ? psf.wide().light() : psf.light();
	}

	/** @return the PSF within {@code reach} voxels of its middle along each axis, of sum 1; itself if that is all */
	static Psf cut(final Psf psf, final int reach) {
		final Extent e = psf.extent();
		final int x = Math.min(reach, e.nx() / 2), y = Math.min(reach, e.ny() / 2), z = Math.min(reach, e.nz() / 2);
		final Extent part = new Extent(size(x, e.nx()), size(y, e.ny()), size(z, e.nz()));
		if (part.equals(e)) return psf;
		return psf.changed(v -> v.crop(e.nx() / 2 - x, e.ny() / 2 - y, e.nz() / 2 - z, part), psf.voxelSize());
	}

	/** As many voxels to either side of the middle one; all of them if the volume ends sooner. */
	private static int size(final int reach, final int whole) {
		return Math.min(2 * reach + 1, whole);
	}

	/** @return the part of the light of a PSF that a part of it about its middle holds */
	static double share(final Psf whole, final Psf core) {
		final Extent e = whole.extent(), f = core.extent();
		return whole.volume().crop(e.nx() / 2 - f.nx() / 2, e.ny() / 2 - f.ny() / 2, e.nz() / 2 - f.nz() / 2, f).sum();
	}

	/** @return the PSF as far as its extent reaches, of sum 1 */
	static Psf core(final Psf psf, final Binning binning) {
		return psf.changed(v -> bin(v, binning), size(psf.voxelSize(), binning));
	}

	private static VoxelSize size(final VoxelSize v, final Binning b) {
		return new VoxelSize(v.x() * b.x(), v.y() * b.y(), v.z() * b.z());
	}

	/**
	 * Large voxels that hold the light of a point, as of one that lies evenly in a voxel: a convolution with the box
	 * of one voxel, whose variance is 1/12, by (1, 22, 1)/24 along X and Y.
	 */
	private static Volume smooth(final Volume v) {
		final Extent e = v.extent();
		final Volume wider = new Volume(new Extent(e.nx() + 2, e.ny() + 2, e.nz()));
		final double[] taps = { 1 / 24.0, 22 / 24.0, 1 / 24.0 };
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int j = 0; j < 3; j++) {
					final float[] from = v.row(y, z), to = wider.row(y + j, z);
					for (int x = 0; x < e.nx(); x++)
						for (int i = 0; i < 3; i++)
							to[x + i] += (float) (taps[i] * taps[j]) * from[x];
				}
		return wider;
	}

	/** @return kernels in larger voxels */
	static Kernel bin(final Kernel kernel, final Binning b) {
		return kernel.map(v -> bin(v, b)).binned(b.z());
	}

	/** Sums under triangles about the middle voxel. */
	private static Volume bin(final Volume v, final Binning b) {
		return alongZ(alongY(alongX(v, b.x()), b.y()), b.z());
	}

	/**
	 * To which large voxels those along an axis give: the part {@code high[i]} to the one after {@code low[i]}, the rest
	 * to that one.
	 */
	private record Triangles(int[] low, float[] high, int size) {

		static Triangles of(final int n, final int factor) {
			final int middle = n / 2, reach = (Math.max(middle, n - 1 - middle) + factor - 1) / factor;
			final int[] low = new int[n];
			final float[] high = new float[n];
			for (int i = 0; i < n; i++) {
				final int k = Math.floorDiv(i - middle, factor);
				low[i] = k + reach;
				high[i] = (float) (i - middle - k * factor) / factor;
			}
			return new Triangles(low, high, 2 * reach + 1);
		}
	}

	private static Volume alongX(final Volume v, final int factor) {
		if (factor == 1) return v;
		final Extent e = v.extent();
		final Triangles t = Triangles.of(e.nx(), factor);
		final Volume binned = new Volume(new Extent(t.size, e.ny(), e.nz()));
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				final float[] from = v.row(y, z), to = binned.row(y, z);
				for (int x = 0; x < e.nx(); x++) {
					to[t.low[x]] += (1 - t.high[x]) * from[x];
					if (t.high[x] > 0) to[t.low[x] + 1] += t.high[x] * from[x];
				}
			}
		return binned;
	}

	private static Volume alongY(final Volume v, final int factor) {
		if (factor == 1) return v;
		final Extent e = v.extent();
		final Triangles t = Triangles.of(e.ny(), factor);
		final Volume binned = new Volume(new Extent(e.nx(), t.size, e.nz()));
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				RowKernels.add(binned.row(t.low[y], z), 1 - t.high[y], v.row(y, z), e.nx());
				if (t.high[y] > 0) RowKernels.add(binned.row(t.low[y] + 1, z), t.high[y], v.row(y, z), e.nx());
			}
		return binned;
	}

	private static Volume alongZ(final Volume v, final int factor) {
		if (factor == 1) return v;
		final Extent e = v.extent();
		final Triangles t = Triangles.of(e.nz(), factor);
		final Volume binned = new Volume(new Extent(e.nx(), e.ny(), t.size));
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				RowKernels.add(binned.row(y, t.low[z]), 1 - t.high[z], v.row(y, z), e.nx());
				if (t.high[z] > 0) RowKernels.add(binned.row(y, t.low[z] + 1), t.high[z], v.row(y, z), e.nx());
			}
		return binned;
	}
}
