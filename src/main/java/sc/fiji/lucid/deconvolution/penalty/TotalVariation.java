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
package sc.fiji.lucid.deconvolution.penalty;

import java.util.Arrays;

import sc.fiji.lucid.deconvolution.model.RowKernels;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * Total variation (Rudin, Osher &amp; Fatemi 1992; for deconvolution Dey et al. 2006,
 * Microsc. Res. Tech. 69:260): with the differences p = x₊ − x and m = x₋ − x of a voxel x
 * to its neighbours along each axis and the voxel size h by that along X
 *
 * <pre>
 * λ Σ √(u + ε²) − ε,   u = Σ ½ (p² + m²)/h²
 * </pre>
 *
 * With w = λ/√(u + ε²) each pair of neighbours i, j has a weight c = ½ (wᵢ + wⱼ)/h². The
 * derivative −div(λ∇x/|∇x|) is Σ c (xᵢ − xⱼ), and the parabola Σ ½ c (xᵢ − xⱼ)², as high
 * and as steep here, is elsewhere above the penalty: 2 Σ c is the curvature of the
 * majorant.
 */
final class TotalVariation extends Penalty {

	/** ε by the scale: steps that are hardly seen count by their square, as noise does. */
	private static final double EPSILON = 0.05;

	private final float weight;
	private final float epsilonSquared;
	/** ½/h² for each axis. */
	private final float[] steep = new float[3];
	private final ThreadLocal<Scratch> scratch;

	/** Rows to work in, and the planes of w that a thread made last. */
	private static final class Scratch {

		private static final int PLANES = 3;

		private final float[] right, left, rightWeight, leftWeight, k, sum;
		private final int[] made = new int[PLANES];
		private final double[] norms = new double[PLANES];
		private float[][][] planes;
		private Slab slab;

		Scratch(final int nx) {
			right = new float[nx];
			left = new float[nx];
			rightWeight = new float[nx];
			leftWeight = new float[nx];
			k = new float[nx];
			sum = new float[nx];
		}

		/** Forgets the planes of another evaluation. */
		void begin(final Slab next, final Extent grid) {
			if (slab == next) return;
			slab = next;
			Arrays.fill(made, Integer.MIN_VALUE);
			if (planes == null) planes = new float[PLANES][grid.ny()][grid.nx()];
		}

		float[][] plane(final int z) {
			return planes[Math.floorMod(z, PLANES)];
		}

		/** @return whether plane z is not there, and is from now on */
		boolean lacks(final int z) {
			final int i = Math.floorMod(z, PLANES);
			if (made[i] == z) return false;
			made[i] = z;
			return true;
		}
	}

	/**
	 * @param weight λ
	 * @param scale the brightness of the estimate
	 * @param voxel the voxel size, of which the ratios matter
	 * @param nx length of a row
	 */
	TotalVariation(final double weight, final double scale, final VoxelSize voxel, final int nx) {
		this.weight = (float) weight;
		epsilonSquared = (float) Math.pow(EPSILON * scale, 2);
		final double[] ratios = ratios(voxel);
		for (int axis = 0; axis < 3; axis++)
			steep[axis] = (float) (Math.pow(ratios[axis], 2) / 2);
		scratch = ThreadLocal.withInitial(() -> new Scratch(nx));
	}

	/** A plane gives to its own rows alone, and takes from those beside it. */
	@Override
	int reach() {
		return 0;
	}

	@Override
	double plane(final Neighbourhood estimate, final int z, final Slab derivative) {
		final Scratch s = scratch.get();
		final Extent grid = estimate.extent();
		s.begin(derivative, grid);
		for (int near = z - 1; near <= z + 1; near++)
			if (s.lacks(near)) weights(estimate, near, s);
		final float[][] w = s.plane(z), above = s.plane(z + 1), below = s.plane(z - 1);
		float[] behind = estimate.row(-1, z), x = estimate.row(0, z);
		for (int y = 0; y < grid.ny(); y++) {
			final float[] ahead = estimate.row(y + 1, z);
			final float[] weightAhead = w[Neighbourhood.inside(y + 1, grid.ny())],
				weightBehind = w[Neighbourhood.inside(y - 1, grid.ny())];
			RowKernels.shift(s.right, s.left, x, grid.nx());
			RowKernels.shift(s.rightWeight, s.leftWeight, w[y], grid.nx());
			final float[] curvature = derivative.isCurved() ? derivative.curvature(y, z) : s.k;
			scaled(curvature, 4 * (steep[0] + steep[1] + steep[2]), w[y], grid.nx());
			Arrays.fill(s.sum, 0);
			along(0, s, curvature, w[y], s.right, s.left, s.rightWeight, s.leftWeight);
			along(1, s, curvature, w[y], ahead, behind, weightAhead, weightBehind);
			along(2, s, curvature, w[y], estimate.row(y, z + 1), estimate.row(y, z - 1), above[y], below[y]);
			derivative(derivative.row(y, z), curvature, x, s.sum, grid.nx());
			behind = x;
			x = ahead;
		}
		return weight * (s.norms[Math.floorMod(z, Scratch.PLANES)] - grid.nx() * grid.ny() * Math.sqrt(epsilonSquared));
	}

	/** The plane of w at z, which may be outside the grid, and its Σ √(u + ε²). */
	private void weights(final Neighbourhood estimate, final int z, final Scratch s) {
		final float[][] plane = s.plane(z);
		float[] behind = estimate.row(-1, z), x = estimate.row(0, z);
		final int n = x.length, ny = plane.length;
		double norms = 0;
		for (int y = 0; y < ny; y++) {
			final float[] ahead = estimate.row(y + 1, z), u = s.k;
			RowKernels.shift(s.right, s.left, x, n);
			Arrays.fill(u, epsilonSquared);
			addSquares(u, x, s.right, s.left, steep[0], n);
			addSquares(u, x, ahead, behind, steep[1], n);
			addSquares(u, x, estimate.row(y, z + 1), estimate.row(y, z - 1), steep[2], n);
			if (y % TOGETHER == 0) Arrays.fill(s.sum, 0);
			weights(plane[y], s.sum, u, weight, n);
			if ((y + 1) % TOGETHER == 0 || y + 1 == ny) norms += RowKernels.sum(s.sum, n);
			behind = x;
			x = ahead;
		}
		s.norms[Math.floorMod(z, Scratch.PLANES)] = norms;
	}

	/** Adds 2 Σ c and Σ c xⱼ over both neighbours, the first but for a voxel's own w. */
	private void along(final int axis, final Scratch s, final float[] curvature, final float[] w, final float[] next,
		final float[] previous, final float[] nextWeight, final float[] previousWeight)
	{
		addSum(curvature, nextWeight, previousWeight, 2 * steep[axis], w.length);
		addProducts(s.sum, next, w, nextWeight, steep[axis], w.length);
		addProducts(s.sum, previous, w, previousWeight, steep[axis], w.length);
	}

	private static void addSquares(final float[] u, final float[] x, final float[] next, final float[] previous,
		final float steep, final int n)
	{
		for (int i = 0; i < n; i++) {
			final float p = next[i] - x[i], m = x[i] - previous[i];
			u[i] = u[i] + steep * (p * p + m * m);
		}
	}

	/** u ← √u, sum ← sum + √u, w ← λ/√u. */
	private static void weights(final float[] w, final float[] sum, final float[] u, final float weight, final int n) {
		for (int i = 0; i < n; i++) {
			final float norm = (float) Math.sqrt(u[i]);
			sum[i] = sum[i] + norm;
			w[i] = weight / norm;
		}
	}

	private static void scaled(final float[] c, final float factor, final float[] w, final int n) {
		for (int i = 0; i < n; i++)
			c[i] = factor * w[i];
	}

	private static void addSum(final float[] c, final float[] a, final float[] b, final float factor, final int n) {
		for (int i = 0; i < n; i++)
			c[i] = c[i] + factor * (a[i] + b[i]);
	}

	private static void addProducts(final float[] sum, final float[] x, final float[] a, final float[] b,
		final float factor, final int n)
	{
		for (int i = 0; i < n; i++)
			sum[i] = sum[i] + x[i] * (factor * (a[i] + b[i]));
	}

	private static void derivative(final float[] derivative, final float[] curvature, final float[] x,
		final float[] sum, final int n)
	{
		for (int i = 0; i < n; i++)
			derivative[i] = 0.5f * curvature[i] * x[i] - sum[i];
	}
}
