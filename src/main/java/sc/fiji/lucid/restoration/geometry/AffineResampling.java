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
package sc.fiji.lucid.restoration.geometry;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.registration.Affine;
import sc.fiji.lucid.registration.SincKernel;
import sc.fiji.lucid.tiling.Halo;

/**
 * A volume taken to where an affine says, by windowed-sinc interpolation along one axis after the other: any affine
 * that hardly turns is a stretch and shear along Z, one along Y and one along X (Catmull &amp; Smith 1980, Computer Graphics
 * 14:279). What an axis does not change, it does not interpolate; whole voxels are moved exactly.
 */
final class AffineResampling {

	/** Parts of a voxel for which kernels are kept: between two of them lies 1/8192 of a voxel. */
	private static final int PHASES = 4096;
	/** What they take: a row of weights each. */
	static final long KERNEL_BYTES = (PHASES + 1L) * (Float.BYTES * (2 * SincKernel.REACH + 1) + 24);
	/** Displacements in the passes differ from those of the affine by products of small angles. */
	private static final int MORE = 1;
	/** Matrices that differ by less do not move a voxel of any stack. */
	private static final double SAME = 1e-9;

	private static volatile float[][] kernels;

	private final Extent stack;
	/** A row for each pass, along X, Y and Z: factors of the place along X, Y and Z, and a constant; in voxels. */
	private final double[][] passes;
	private final double[][] whole;

	/**
	 * @param affine where a voxel of the result lies in the volume, µm from the middle of the stack
	 * @param voxel size in µm
	 * @param stack its size, of which volumes may be parts
	 */
	AffineResampling(final Affine affine, final VoxelSize voxel, final Extent stack) {
		this.stack = stack;
		final double[] size = { voxel.x(), voxel.y(), voxel.z() };
		final int[] n = { stack.nx(), stack.ny(), stack.nz() };
		whole = new double[3][4];
		for (int k = 0; k < 3; k++) {
			double constant = 0.5 * (n[k] - 1) + affine.shift().get(k) / size[k];
			for (int j = 0; j < 3; j++) {
				whole[k][j] = (k == j ? 1 : 0) + affine.linear().get(k).get(j) * size[j] / size[k];
				constant -= whole[k][j] * 0.5 * (n[j] - 1);
			}
			whole[k][3] = Math.abs(constant - Math.rint(constant)) < SAME ? Math.rint(constant) : constant;
		}
		passes = factors(whole);
	}

	/** S_z ∘ S_y ∘ S_x is the affine, each changing the place along one axis; S_z is applied to the volume first. */
	private static double[][] factors(final double[][] m) {
		final double[][] s = { m[0].clone(), new double[4], new double[4] };
		final double p = m[1][0] / m[0][0];
		s[1][0] = p;
		for (int j = 1; j < 4; j++)
			s[1][j] = m[1][j] - p * m[0][j];
		// place along Z by the new X, the new Y and the old z
		final double q = (m[2][1] - m[2][0] * m[0][1] / m[0][0]) / s[1][1], r = m[2][0] / m[0][0];
		s[2][0] = r - q * s[1][0];
		s[2][1] = q;
		s[2][2] = m[2][2] - r * m[0][2] - q * s[1][2];
		s[2][3] = m[2][3] - r * m[0][3] - q * s[1][3];
		return s;
	}

	/** @return how far around a tile the volume is needed */
	Halo halo() {
		final int[] n = { stack.nx(), stack.ny(), stack.nz() }, halo = new int[3];
		for (int k = 0; k < 3; k++) {
			if (isStill(k)) continue;
			double middle = whole[k][3] - 0.5 * (n[k] - 1), most = 0;
			for (int j = 0; j < 3; j++) {
				middle += whole[k][j] * 0.5 * (n[j] - 1);
				most += Math.abs(whole[k][j] - (k == j ? 1 : 0)) * 0.5 * (n[j] - 1);
			}
			halo[k] = (int) Math.ceil(Math.abs(middle) + most) + MORE + SincKernel.REACH;
		}
		return new Halo(halo[0], halo[1], halo[2]);
	}

	private boolean isStill(final int k) {
		for (int j = 0; j < 4; j++)
			if (Math.abs(passes[k][j] - (k == j ? 1 : 0)) > SAME) return false;
		return true;
	}

	/**
	 * @param volume the stack or a part of it
	 * @param x0 where it lies in the stack
	 * @return the volume where it belongs: what comes from outside the stack is 0, and so is what interpolation leaves
	 *         below
	 */
	Volume of(final Volume volume, final int x0, final int y0, final int z0) {
		final int[] origin = { x0, y0, z0 };
		Volume moved = volume;
		for (int axis = 2; axis >= 0; axis--)
			if (!isStill(axis)) moved = pass(moved, axis, origin);
		final Volume result = moved == volume ? volume.copy() : moved;
		Planes.forEach(volume.extent().nz(), z -> {
			for (int y = 0; y < volume.extent().ny(); y++)
				clear(result.row(y, z), origin, y, z);
		});
		return result;
	}

	private void clear(final float[] row, final int[] origin, final int y, final int z) {
		final int[] n = { stack.nx(), stack.ny(), stack.nz() };
		for (int x = 0; x < row.length; x++) {
			if (row[x] < 0) row[x] = 0;
			for (int k = 0; k < 3; k++) {
				final double at = whole[k][0] * (origin[0] + x) + whole[k][1] * (origin[1] + y) +
					whole[k][2] * (origin[2] + z) + whole[k][3];
				if (at < -0.5 || at > n[k] - 0.5) row[x] = 0;
			}
		}
	}

	private Volume pass(final Volume v, final int axis, final int[] origin) {
		final Extent e = v.extent();
		final Volume moved = new Volume(e);
		final Line line = new Line(v, axis, origin[axis], axis == 0 ? stack.nx() : axis == 1 ? stack.ny() : stack.nz());
		final double[] p = passes[axis];
		Planes.forEach(e.nz(), z -> {
			for (int y = 0; y < e.ny(); y++) {
				final double row = p[0] * origin[0] + p[1] * (origin[1] + y) + p[2] * (origin[2] + z) + p[3];
				if (axis > 0 && p[0] == 0) line.add(row, y, z, moved.row(y, z));
				else for (int x = 0; x < e.nx(); x++)
					moved.row(y, z)[x] = line.sum(p[0] * x + row, x, y, z);
			}
		});
		return moved;
	}

	/** Lines of a volume along an axis, between whose voxels values are asked for. */
	private static final class Line {

		private final float[][] taps = kernels();
		private final Volume v;
		private final int axis;
		private final int origin;
		private final int whole;
		private final int own;

		Line(final Volume v, final int axis, final int origin, final int whole) {
			this.v = v;
			this.axis = axis;
			this.origin = origin;
			this.whole = whole;
			own = axis == 0 ? v.extent().nx() : axis == 1 ? v.extent().ny() : v.extent().nz();
		}

		/** Which voxel a tap is for: mirrored at the ends of the stack, the last one beyond those of a part. */
		private int voxel(final int i) {
			final int j = i >= 0 && i < whole ? i : SincKernel.mirrored(i, whole);
			return Math.max(0, Math.min(own - 1, j - origin));
		}

		float sum(final double at, final int x, final int y, final int z) {
			final int floor = (int) Math.floor(at), first = floor + 1 - SincKernel.REACH;
			final float[] weights = taps[(int) Math.round((at - floor) * PHASES)];
			float sum = 0;
			for (int k = 0; k < weights.length; k++) {
				final int i = voxel(first + k);
				sum += weights[k] * (axis == 0 ? v.row(y, z)[i] : axis == 1 ? v.row(i, z)[x] : v.row(y, i)[x]);
			}
			return sum;
		}

		/** The same for a row whose voxels all lie as far along Y or Z. */
		void add(final double at, final int y, final int z, final float[] to) {
			final int floor = (int) Math.floor(at), first = floor + 1 - SincKernel.REACH;
			final float[] weights = taps[(int) Math.round((at - floor) * PHASES)];
			for (int k = 0; k < weights.length; k++) {
				if (weights[k] == 0) continue;
				final int i = voxel(first + k);
				final float[] from = axis == 1 ? v.row(i, z) : v.row(y, i);
				final float weight = weights[k];
				for (int x = 0; x < to.length; x++)
					to[x] += weight * from[x];
			}
		}
	}

	/** The last is that of the first, a voxel further. */
	private static float[][] kernels() {
		if (kernels != null) return kernels;
		final float[][] made = new float[PHASES + 1][];
		for (int phase = 0; phase < PHASES; phase++) {
			final SincKernel kernel = new SincKernel((double) phase / PHASES);
			made[phase] = new float[kernel.length() + 1];
			for (int k = 0; k < kernel.length(); k++)
				made[phase][k] = Math.abs(kernel.weight(k)) < SAME ? 0 : kernel.weight(k);
		}
		made[PHASES] = new float[made[0].length];
		System.arraycopy(made[0], 0, made[PHASES], 1, made[0].length - 1);
		kernels = made;
		return made;
	}
}
