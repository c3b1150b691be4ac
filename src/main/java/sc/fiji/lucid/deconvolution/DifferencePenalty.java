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

import sc.fiji.lucid.optics.VoxelSize;

/**
 * A penalty on the differences p = x₊ − x and m = x₋ − x of a voxel x to its neighbours
 * along each axis, h the voxel size by that along X: on the steepness
 * u = Σ ½ (p² + m²)/h², on the curvature v = Σ (p + m)²/h⁴, or on both:
 * <ul>
 * <li>total variation (Rudin, Osher &amp; Fatemi 1992; Dey et al. 2006, Microsc.
 * Res. Tech. 69:260): λ √(u + ε²),</li>
 * <li>logarithm of the gradient: λ s ½ log(1 + u/ε²), which spares edges,</li>
 * <li>the same relative to the estimate: λ s ½ log(1 + u/(a x² + ε²)), which
 * asks as much of dim parts as of bright ones,</li>
 * <li>the same of the curvature: ridges and sheets stay,</li>
 * <li>the sum of the last two: neither ramps nor speckles.</li>
 * </ul>
 * What is not asked for has coefficients of 0. With the weights w = 2 dφ/du and
 * ω = 2 dφ/dv of a voxel the derivative by p is ½ w p/h² + ω (p + m)/h⁴, and that by m
 * likewise; each goes to both voxels of its difference.
 */
final class DifferencePenalty extends Penalty {

	/** Differences are allowed relative to this part of the estimate's square. */
	private static final float RELATIVE = 0.3f;
	private static final float EPSILON = 0.3f;
	private static final float TV_EPSILON = 1e-3f;

	private final boolean norm;
	private final float weight;
	private final float epsilonSquared;
	private final float relative;
	/** ½/h² and 1/h⁴ for each axis. */
	private final float[] steep = new float[3];
	private final float[] curved = new float[3];
	private final ThreadLocal<Scratch> scratch;

	/** Rows to work in. */
	private static final class Scratch {

		/** u, then 1 + u/(a x² + ε²), then w; the same of v. */
		private final float[] u, v;
		private final float[] product, left, right, toRight, toLeft;

		Scratch(final int nx) {
			u = new float[nx];
			v = new float[nx];
			product = new float[nx];
			left = new float[nx];
			right = new float[nx];
			toRight = new float[nx];
			toLeft = new float[nx];
		}
	}

	/**
	 * @param kind one of those above
	 * @param weight λ
	 * @param scale s, the brightness of the estimate
	 * @param voxel the voxel size, of which the ratios matter
	 * @param nx length of a row
	 */
	DifferencePenalty(final PenaltyKind kind, final double weight, final double scale, final VoxelSize voxel, final int nx) {
		norm = kind == PenaltyKind.TV;
		this.weight = (float) (norm ? weight : weight * scale);
		final double epsilon = (norm ? TV_EPSILON : EPSILON) * scale;
		epsilonSquared = (float) (epsilon * epsilon);
		relative = norm || kind == PenaltyKind.GRADIENT ? 0 : RELATIVE;
		final double[] ratios = { 1, voxel.x() / voxel.y(), voxel.x() / voxel.z() };
		for (int axis = 0; axis < 3; axis++) {
			steep[axis] = kind == PenaltyKind.HESSIAN ? 0 : (float) (Math.pow(ratios[axis], 2) / 2);
			curved[axis] = kind == PenaltyKind.HESSIAN || kind == PenaltyKind.HESSIAN_AND_GRADIENT ? (float) Math.pow(
				ratios[axis], 4) : 0;
		}
		scratch = ThreadLocal.withInitial(() -> new Scratch(nx));
	}

	@Override
	double plane(final Neighbourhood estimate, final int z, final Slab derivative) {
		final Scratch s = scratch.get();
		final LogSum logarithms = new LogSum();
		double norms = 0;
		float[] behind = estimate.row(-1, z), x = estimate.row(0, z);
		final int n = x.length, ny = estimate.extent().ny();
		for (int y = 0; y < ny; y++) {
			final float[] ahead = estimate.row(y + 1, z), below = estimate.row(y, z - 1), above = estimate.row(y, z + 1);
			final float[] own = derivative.row(y, z);
			Rows.shift(s.right, s.left, x, n);
			differences(s.u, s.v, x, s.right, s.left, steep[0], curved[0], n);
			addDifferences(s.u, s.v, x, ahead, behind, steep[1], curved[1], n);
			addDifferences(s.u, s.v, x, above, below, steep[2], curved[2], n);
			if (norm) {
				norms(s.u, s.v, weight, epsilonSquared, n);
				norms += Rows.sum(s.v, n);
			}
			else {
				ratios(s.u, s.v, s.product, x, relative, epsilonSquared, n);
				logarithms.add(s.product, n);
				weights(s.u, s.v, own, s.product, x, relative, epsilonSquared, weight, n);
			}
			if (derivative.isCurved()) bend(derivative, y, z, x);
			alongX(s, own, x, n);
			if (ny > 2) push(own, derivative.row(y + 1, z), derivative.row(y - 1, z), x, ahead, behind, s.u, s.v, steep[1],
				curved[1], n);
			else pushApart(s, derivative, y, z, x, ahead, behind);
			push(own, derivative.row(y, z + 1), derivative.row(y, z - 1), x, above, below, s.u, s.v, steep[2], curved[2], n);
			behind = x;
			x = ahead;
		}
		return weight * (norm ? norms : logarithms.total() / 2);
	}

	/** What a row gives to itself. */
	private void alongX(final Scratch s, final float[] own, final float[] x, final int n) {
		give(own, s.toRight, s.toLeft, x, s.right, s.left, s.u, s.v, steep[0], curved[0], n);
		System.arraycopy(s.toRight, 0, s.left, 1, n - 1);
		s.left[0] = s.toRight[n - 1];
		System.arraycopy(s.toLeft, 1, s.right, 0, n - 1);
		s.right[n - 1] = s.toLeft[0];
		add(own, s.left, s.right, n);
	}

	/** Where the rows ahead and behind are one, or this one, which {@link #push} must not be given. */
	private void pushApart(final Scratch s, final Slab derivative, final int y, final int z, final float[] x,
		final float[] ahead, final float[] behind)
	{
		final int n = x.length;
		give(derivative.row(y, z), s.toRight, s.toLeft, x, ahead, behind, s.u, s.v, steep[1], curved[1], n);
		Rows.add(derivative.row(y + 1, z), 1, s.toRight, n);
		Rows.add(derivative.row(y - 1, z), 1, s.toLeft, n);
	}

	/**
	 * Curvature of the majorant. Of ½ (p² + m²)/h² each difference has two voxels,
	 * Σ |c| = 2; of (p + m)²/h⁴ a voxel is −2 times in its own and once in those beside
	 * it, Σ |c| = 4.
	 */
	private void bend(final Slab slab, final int y, final int z, final float[] x) {
		final Scratch s = scratch.get();
		final float[] own = slab.curvature(y, z), c = s.product;
		final int n = x.length;
		if (relative > 0) ownCurvature(own, x, s.u, s.v, steep[0] > 0 ? relative : 0, curved[0] > 0 ? relative : 0, relative,
			epsilonSquared, weight, n);
		for (int axis = 0; axis < 3; axis++) {
			combine(c, s.u, 2 * steep[axis], s.v, 4 * curved[axis], n);
			Rows.add(own, 2, c, n);
			if (axis == 0) Rows.addBeside(own, c, 1, n);
			else {
				final int j = axis == 1 ? 1 : 0;
				Rows.add(slab.curvature(y - j, z - 1 + j), 1, c, n);
				Rows.add(slab.curvature(y + j, z + 1 - j), 1, c, n);
			}
		}
	}

	private static void differences(final float[] u, final float[] v, final float[] x, final float[] next,
		final float[] previous, final float steep, final float curved, final int n)
	{
		for (int i = 0; i < n; i++) {
			final float p = next[i] - x[i], m = previous[i] - x[i], d = p + m;
			u[i] = steep * (p * p + m * m);
			v[i] = curved * d * d;
		}
	}

	private static void addDifferences(final float[] u, final float[] v, final float[] x, final float[] next,
		final float[] previous, final float steep, final float curved, final int n)
	{
		for (int i = 0; i < n; i++) {
			final float p = next[i] - x[i], m = previous[i] - x[i], d = p + m;
			u[i] += steep * (p * p + m * m);
			v[i] += curved * d * d;
		}
	}

	/** v ← √(u + ε²), u ← λ / v. */
	private static void norms(final float[] u, final float[] v, final float weight, final float epsilonSquared,
		final int n)
	{
		for (int i = 0; i < n; i++)
			v[i] = (float) Math.sqrt(u[i] + epsilonSquared);
		for (int i = 0; i < n; i++)
			u[i] = weight / v[i];
	}

	/** u ← 1 + u / (a x² + ε²), v likewise, and their product. */
	private static void ratios(final float[] u, final float[] v, final float[] product, final float[] x,
		final float relative, final float epsilonSquared, final int n)
	{
		for (int i = 0; i < n; i++) {
			final float inverse = 1 / (relative * x[i] * x[i] + epsilonSquared), r = 1 + u[i] * inverse, t = 1 + v[i] * inverse;
			product[i] = r * t;
			u[i] = r;
			v[i] = t;
		}
	}

	/**
	 * w = λ / ((a x² + ε²) r) for r = 1 + u/(a x² + ε²), and ω likewise, by one
	 * division; and what a voxel's price depends on its own brightness,
	 * −a x (w (r − 1) + ω (t − 1)).
	 */
	private static void weights(final float[] u, final float[] v, final float[] own, final float[] product,
		final float[] x, final float relative, final float epsilonSquared, final float weight, final int n)
	{
		for (int i = 0; i < n; i++) {
			final float ax = relative * x[i], q = weight / ((ax * x[i] + epsilonSquared) * product[i]);
			final float r = u[i], t = v[i], g = own[i];
			own[i] = g - ax * q * (2 * product[i] - r - t);
			u[i] = q * t;
			v[i] = q * r;
		}
	}

	/** Gives the derivative by the differences along an axis to their three rows, which must not be one. */
	private static void push(final float[] own, final float[] toNext, final float[] toPrevious, final float[] x,
		final float[] next, final float[] previous, final float[] w, final float[] omega, final float steep,
		final float curved, final int n)
	{
		for (int i = 0; i < n; i++) {
			final float p = next[i] - x[i], m = previous[i] - x[i], d = curved * omega[i] * (p + m), s = steep * w[i];
			final float a = s * p + d, b = s * m + d, g = own[i], ga = toNext[i], gb = toPrevious[i];
			toNext[i] = ga + a;
			toPrevious[i] = gb + b;
			own[i] = g - (a + b);
		}
	}

	/** As {@link #push} to rows that hold nothing yet. */
	private static void give(final float[] own, final float[] toNext, final float[] toPrevious, final float[] x,
		final float[] next, final float[] previous, final float[] w, final float[] omega, final float steep,
		final float curved, final int n)
	{
		for (int i = 0; i < n; i++) {
			final float p = next[i] - x[i], m = previous[i] - x[i], d = curved * omega[i] * (p + m), s = steep * w[i];
			final float a = s * p + d, b = s * m + d, g = own[i];
			toNext[i] = a;
			toPrevious[i] = b;
			own[i] = g - (a + b);
		}
	}

	private static void add(final float[] g, final float[] a, final float[] b, final int n) {
		for (int i = 0; i < n; i++)
			g[i] += a[i] + b[i];
	}

	private static void combine(final float[] c, final float[] w, final float f, final float[] omega, final float k,
		final int n)
	{
		for (int i = 0; i < n; i++)
			c[i] = f * w[i] + k * omega[i];
	}

	/** For each of both a w + a λ / (a x² + ε²), which is a w (1 + r). */
	private static void ownCurvature(final float[] c, final float[] x, final float[] w, final float[] omega,
		final float steep, final float curved, final float relative, final float epsilonSquared, final float weight,
		final int n)
	{
		for (int i = 0; i < n; i++)
			c[i] += steep * w[i] + curved * omega[i] + (steep + curved) * weight / (relative * x[i] * x[i] + epsilonSquared);
	}
}
