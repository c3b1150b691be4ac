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
package sc.fiji.lucid.psf;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.registration.SincKernel;

/**
 * The voxels of a PSF, moved by a part of a voxel or by several, on a volume that has room for it. Where the PSF ends,
 * the moved one does; what interpolation leaves below 0 there, or where voxels are too large for the optics, is 0.
 */
final class ShiftedPsf {

	private ShiftedPsf() {}

	/**
	 * @param volume of a PSF, its reference point at ⌊n/2⌋
	 * @param voxels by which it is moved along X, Y and Z
	 * @param isFine whether voxels are as small as the optics ask for; else what lies between two is shared among them
	 *          along X and Y
	 * @param most size that is of use
	 * @return a larger volume, whose voxel ⌊n/2⌋ is the reference point before it was moved
	 */
	static Volume of(final Volume volume, final double[] voxels, final boolean isFine, final Extent most) {
		final Extent e = volume.extent();
		final int[] room = { room(e.nx(), voxels[0], most.nx()), room(e.ny(), voxels[1], most.ny()),
			room(e.nz(), voxels[2], most.nz()) };
		final Volume alongX = alongX(volume, new Taps(voxels[0], isFine, e.nx()), room[0]);
		final Volume alongY = across(alongX, new Taps(voxels[1], isFine, e.ny()), room[1], true);
		return across(alongY, new Taps(voxels[2], true, e.nz()), room[2], false);
	}

	/** Voxels that are added at either end; an axis of one voxel stays as it is. */
	private static int room(final int n, final double shift, final int most) {
		return n == 1 ? 0 : Math.max(0, Math.min((int) Math.ceil(Math.abs(shift)), (most - n) / 2));
	}

	/** Weights of the voxels that a moved one is made of. */
	private static final class Taps {

		private final double shift;
		private final int n;
		private final SincKernel kernel;

		Taps(final double shift, final boolean isFine, final int n) {
			this.shift = n == 1 ? 0 : shift;
			this.n = n;
			kernel = isFine ? new SincKernel(-this.shift) : null;
		}

		int length() {
			return kernel == null ? 2 : kernel.length();
		}

		/** @return whether the PSF reaches to the voxel, counted from the first before it was moved */
		boolean isInside(final int i) {
			return i - shift >= -0.5 && i - shift < n - 0.5;
		}

		int from(final int i, final int k) {
			return SincKernel.mirrored(kernel == null ? (int) Math.floor(i - shift) + k : kernel.from(i, k), n);
		}

		float weight(final int k) {
			if (kernel != null) return kernel.weight(k);
			final double part = -shift - Math.floor(-shift);
			return (float) (k == 0 ? 1 - part : part);
		}
	}

	private static Volume alongX(final Volume v, final Taps taps, final int room) {
		final Extent e = v.extent();
		final Volume moved = new Volume(new Extent(e.nx() + 2 * room, e.ny(), e.nz()));
		Planes.forEach(e.nz(), z -> {
			for (int y = 0; y < e.ny(); y++) {
				final float[] from = v.row(y, z), to = moved.row(y, z);
				for (int x = 0; x < to.length; x++) {
					if (!taps.isInside(x - room)) continue;
					float sum = 0;
					for (int k = 0; k < taps.length(); k++)
						sum += taps.weight(k) * from[taps.from(x - room, k)];
					to[x] = Math.max(0, sum);
				}
			}
		});
		return moved;
	}

	/** Along Y or Z: rows are added. */
	private static Volume across(final Volume v, final Taps taps, final int room, final boolean isY) {
		final Extent e = v.extent();
		final Extent f = isY ? new Extent(e.nx(), e.ny() + 2 * room, e.nz())
			: new Extent(e.nx(), e.ny(), e.nz() + 2 * room);
		final Volume moved = new Volume(f);
		Planes.forEach(f.nz(), z -> {
			for (int y = 0; y < f.ny(); y++) {
				final int i = (isY ? y : z) - room;
				if (!taps.isInside(i)) continue;
				final float[] to = moved.row(y, z);
				for (int k = 0; k < taps.length(); k++) {
					final float[] from = isY ? v.row(taps.from(i, k), z) : v.row(y, taps.from(i, k));
					final float weight = taps.weight(k);
					for (int x = 0; x < to.length; x++)
						to[x] += weight * from[x];
				}
				for (int x = 0; x < to.length; x++)
					to[x] = Math.max(0, to[x]);
			}
		});
		return moved;
	}
}
