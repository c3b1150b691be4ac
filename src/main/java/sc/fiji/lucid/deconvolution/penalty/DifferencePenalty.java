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

import java.util.Optional;

import sc.fiji.lucid.deconvolution.model.LogSum;
import sc.fiji.lucid.deconvolution.model.RowKernels;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * A penalty on the differences p = x₊ − x and m = x₋ − x of a voxel x to its neighbours
 * along each axis, h the voxel size by that along X: on the steepness
 * u = Σ ½ (p² + m²)/h², on the curvature v = Σ (p + m)²/h⁴, or on both:
 * <ul>
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

	private final float weight;
	private final float epsilonSquared;
	private final float relative;
	/** ½/h² and 1/h⁴ for each axis. */
	private final float[] steep = new float[3];
	private final float[] curved = new float[3];
	private final ThreadLocal<Scratch> scratch;

	/** Rows to work in. */
	private static final class Scratch {

		/** u, then w; the same of v. */
		private final float[] u, v;
		/** Of {@link #weights}. */
		private final float[] product, itself;
		private final float[] right, left, next, previous;

		Scratch(final int nx) {
			u = new float[nx];
			v = new float[nx];
			product = new float[nx];
			itself = new float[nx];
			right = new float[nx];
			left = new float[nx];
			next = new float[nx];
			previous = new float[nx];
		}
	}

	/**
	 * @param kind one of those above
	 * @param weight λ
	 * @param scale s, the brightness of the estimate
	 * @param voxel the voxel size, of which the ratios matter
	 * @param nx length of a row
	 */
	DifferencePenalty(final PenaltyKind kind, final double weight, final double scale, final VoxelSize voxel,
		final int nx)
	{
		this.weight = (float) (weight * scale);
		final double epsilon = EPSILON * scale;
		epsilonSquared = (float) (epsilon * epsilon);
		relative = kind == PenaltyKind.GRADIENT ? 0 : RELATIVE;
		final double[] ratios = ratios(voxel);
		for (int axis = 0; axis < 3; axis++) {
			steep[axis] = kind == PenaltyKind.HESSIAN ? 0 : (float) (Math.pow(ratios[axis], 2) / 2);
			curved[axis] = kind == PenaltyKind.HESSIAN || kind == PenaltyKind.HESSIAN_AND_GRADIENT
				? (float) Math.pow(ratios[axis], 4) : 0;
		}
		scratch = ThreadLocal.withInitial(() -> new Scratch(nx));
	}

	@Override
	public Optional<Differences> differences() {
		return Optional.of(new Differences(weight, epsilonSquared, relative, steep, curved));
	}

	@Override
	double plane(final Neighbourhood estimate, final int z, final Slab derivative) {
		final Scratch s = scratch.get();
		final LogSum logarithms = new LogSum();
		float[] behind = estimate.row(-1, z), x = estimate.row(0, z);
		final int n = x.length, ny = estimate.extent().ny();
		for (int y = 0; y < ny; y++) {
			final float[] ahead = estimate.row(y + 1, z), below = estimate.row(y, z - 1),
				above = estimate.row(y, z + 1);
			RowKernels.shift(s.right, s.left, x, n);
			differences(s.u, s.v, x, s.right, s.left, steep[0], curved[0], n);
			addDifferences(s.u, s.v, x, ahead, behind, steep[1], curved[1], n);
			addDifferences(s.u, s.v, x, above, below, steep[2], curved[2], n);
			weights(s.u, s.v, s.product, s.itself, x, relative, epsilonSquared, weight, n);
			// A plane beside the slab is visited for what it gives along Z alone.
			if (derivative.holds(z)) {
				logarithms.add(s.product, n);
				alongX(s, derivative.row(y, z), x, n);
				alongY(s, derivative, y, z, x, ahead, behind);
			}
			alongZ(s, derivative, y, z, x, above, below);
			if (derivative.isCurved()) bend(derivative, y, z, x);
			behind = x;
			x = ahead;
		}
		return weight * logarithms.total() / 2;
	}

	/** What a row gives to itself. */
	private void alongX(final Scratch s, final float[] own, final float[] x, final int n) {
		give(s.next, s.previous, x, s.right, s.left, s.u, s.v, steep[0], curved[0], n);
		System.arraycopy(s.next, 0, s.left, 1, n - 1);
		s.left[0] = s.next[n - 1];
		System.arraycopy(s.previous, 1, s.right, 0, n - 1);
		s.right[n - 1] = s.previous[0];
		addAlong(own, s.left, s.right, s.next, s.previous, s.itself, n);
	}

	private void alongY(final Scratch s, final Slab derivative, final int y, final int z, final float[] x,
		final float[] ahead, final float[] behind)
	{
		final int n = x.length;
		final float[] own = derivative.row(y, z), next = derivative.row(y + 1, z), previous = derivative.row(y - 1, z);
		give(s.next, s.previous, x, ahead, behind, s.u, s.v, steep[1], curved[1], n);
		if (next != previous) takeBoth(own, next, previous, s.next, s.previous, n);
		else {
			// Two of the rows are one, or all, and the loop would forget what it added first.
			take(own, s.right, s.next, s.previous, n);
			RowKernels.add(next, 1, s.next, n);
			RowKernels.add(previous, 1, s.previous, n);
		}
	}

	/** The row above holds nothing yet: it is given to by this one first. */
	private void alongZ(final Scratch s, final Slab derivative, final int y, final int z, final float[] x,
		final float[] above, final float[] below)
	{
		final int n = x.length;
		final float[] toAbove = derivative.row(y, z + 1);
		give(toAbove, s.previous, x, above, below, s.u, s.v, steep[2], curved[2], n);
		take(derivative.row(y, z), derivative.row(y, z - 1), s.previous, toAbove, n);
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
		float steepness = 0, curvedness = 0;
		for (int axis = 0; axis < 3; axis++) {
			steepness += 4 * steep[axis];
			curvedness += 8 * curved[axis];
		}
		RowKernels.add(own, steepness, s.u, n);
		if (curvedness > 0) RowKernels.add(own, curvedness, s.v, n);
		if (relative > 0) ownCurvature(own, x, s.u, s.v, steep[0] > 0 ? relative : 0, curved[0] > 0 ? relative : 0,
			relative, epsilonSquared, weight, n);
		combine(c, s.u, 2 * steep[0], s.v, 4 * curved[0], n);
		RowKernels.addBeside(own, c, 1, n);
		combine(c, s.u, 2 * steep[1], s.v, 4 * curved[1], n);
		addToBoth(slab.curvature(y - 1, z), slab.curvature(y + 1, z), c, n);
		final float[] above = slab.curvature(y, z + 1);
		combine(above, s.u, 2 * steep[2], s.v, 4 * curved[2], n);
		RowKernels.add(slab.curvature(y, z - 1), 1, above, n);
	}

	private static void addToBoth(final float[] one, final float[] other, final float[] c, final int n) {
		if (one == other) RowKernels.add(one, 2, c, n);
		else for (int i = 0; i < n; i++) {
			one[i] += c[i];
			other[i] += c[i];
		}
	}

	/**
	 * Here and in the other loops m is x − x₋, and what is multiplied or added is in part
	 * loaded or constant where that can be: of two operands that are both computed the
	 * compiler may take either first, and then finds the copies of an unrolled body unlike
	 * ({@code fft.LineKernels}; at times half of these loops were no vector instructions).
	 */
	private static void differences(final float[] u, final float[] v, final float[] x, final float[] next,
		final float[] previous, final float steep, final float curved, final int n)
	{
		for (int i = 0; i < n; i++) {
			final float p = next[i] - x[i], m = x[i] - previous[i], d = p - m;
			u[i] = steep * (p * p + m * m);
			v[i] = curved * d * d;
		}
	}

	private static void addDifferences(final float[] u, final float[] v, final float[] x, final float[] next,
		final float[] previous, final float steep, final float curved, final int n)
	{
		for (int i = 0; i < n; i++) {
			final float p = next[i] - x[i], m = x[i] - previous[i], d = p - m;
			u[i] = u[i] + steep * (p * p + m * m);
			v[i] = v[i] + curved * d * d;
		}
	}

	/**
	 * With e = a x² + ε²: u ← w = λ / (e + u) and v likewise, by one division; the product
	 * of 1 + u/e and 1 + v/e; and how a voxel's price falls with its own brightness,
	 * a x (w u/e + ω v/e), in which w u/e is λ/e − w.
	 */
	private static void weights(final float[] u, final float[] v, final float[] product, final float[] itself,
		final float[] x, final float relative, final float epsilonSquared, final float weight, final int n)
	{
		final float twice = 2 * weight;
		for (int i = 0; i < n; i++) {
			final float ax = relative * x[i], e = ax * x[i] + epsilonSquared, inverse = 1 / e;
			final float r = u[i] + e, t = v[i] + e, q = weight / (r * t), w = q * t, omega = q * r;
			itself[i] = ax * (twice * inverse - w - omega);
			product[i] = inverse * inverse * (r * t);
			u[i] = w;
			v[i] = omega;
		}
	}

	/** The derivative by the differences to both neighbours. */
	private static void give(final float[] toNext, final float[] toPrevious, final float[] x, final float[] next,
		final float[] previous, final float[] w, final float[] omega, final float steep, final float curved,
		final int n)
	{
		for (int i = 0; i < n; i++) {
			final float p = next[i] - x[i], m = x[i] - previous[i], d = omega[i] * (curved * (p - m)), s = steep * w[i];
			toNext[i] = d + s * p;
			toPrevious[i] = d - s * m;
		}
	}

	/** What comes from both sides, less what goes there. */
	private static void addAlong(final float[] own, final float[] fromLeft, final float[] fromRight,
		final float[] toRight, final float[] toLeft, final float[] itself, final int n)
	{
		for (int i = 0; i < n; i++)
			own[i] = own[i] + (fromLeft[i] - toRight[i]) + (fromRight[i] - toLeft[i]) - itself[i];
	}

	/** other ← other + a, own ← own − a − b. */
	private static void take(final float[] own, final float[] other, final float[] a, final float[] b, final int n) {
		for (int i = 0; i < n; i++) {
			final float g = own[i], o = other[i], p = a[i], q = b[i];
			own[i] = g - p - q;
			other[i] = o + p;
		}
	}

	/** next ← next + a, previous ← previous + b, own ← own − a − b. */
	private static void takeBoth(final float[] own, final float[] next, final float[] previous, final float[] a,
		final float[] b, final int n)
	{
		for (int i = 0; i < n; i++) {
			final float g = own[i], s = next[i], t = previous[i], p = a[i], q = b[i];
			own[i] = g - p - q;
			next[i] = s + p;
			previous[i] = t + q;
		}
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
			c[i] += steep * w[i] + curved * omega[i] +
				(steep + curved) * weight / (relative * x[i] * x[i] + epsilonSquared);
	}
}
