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
 * A penalty on the steepness u of the estimate, the mean square of the
 * differences to its neighbours on both sides over the voxel size, summed over the
 * axes; the same mirrored and turned:
 * <ul>
 * <li>total variation (Rudin, Osher &amp; Fatemi 1992; Dey et al. 2006, Microsc.
 * Res. Tech. 69:260): λ √(u + ε²),</li>
 * <li>logarithm of the gradient: λ s ½ log(1 + u/ε²), which spares edges,</li>
 * <li>the same relative to the estimate: λ s ½ log(1 + u/(a x² + ε²)), which
 * asks as much of dim parts as of bright ones.</li>
 * </ul>
 * With w = 2 dφ/du at every voxel the derivative is Σ ½ (wᵢ + wⱼ)(xᵢ − xⱼ)/h² over
 * the neighbours j of i, and that by x itself.
 */
final class GradientPenalty implements Penalty {

	/** Steepness is allowed relative to this part of the estimate's square. */
	private static final float RELATIVE = 0.3f;
	private static final float EPSILON = 0.3f;
	private static final float TV_EPSILON = 1e-3f;

	private final PenaltyKind kind;
	private final float weight;
	private final float epsilonSquared;
	private final float relative;
	private final float[] inverse;
	private final ThreadLocal<float[][]> scratch;

	/**
	 * @param weight λ
	 * @param scale s, the brightness of the estimate
	 * @param voxel the voxel size, of which the ratios matter
	 * @param nx length of a row
	 */
	GradientPenalty(final PenaltyKind kind, final double weight, final double scale, final VoxelSize voxel, final int nx) {
		this.kind = kind;
		final boolean tv = kind == PenaltyKind.TV;
		this.weight = (float) (tv ? weight : weight * scale);
		final double epsilon = (tv ? TV_EPSILON : EPSILON) * scale;
		epsilonSquared = (float) (epsilon * epsilon);
		relative = kind == PenaltyKind.RELATIVE_GRADIENT ? RELATIVE : 0;
		final double ry = voxel.x() / voxel.y(), rz = voxel.x() / voxel.z();
		inverse = new float[] { 1, (float) (ry * ry), (float) (rz * rz) };
		scratch = ThreadLocal.withInitial(() -> new float[3][nx]);
	}

	@Override
	public double add(final Neighbourhood estimate, final int y, final int z, final float[] gradient) {
		final float[] own = scratch.get()[0], other = scratch.get()[1], allowed = scratch.get()[2];
		final int n = own.length;
		final float[] x = estimate.row(y, z);
		steepness(estimate, y, z, own);
		double price;
		if (kind == PenaltyKind.TV) price = norms(own, epsilonSquared, n);
		else {
			allowed(allowed, x, relative, epsilonSquared, n);
			price = logarithms(own, allowed, n);
			ownDerivative(gradient, x, own, allowed, weight * relative, n);
			reciprocals(own, allowed, n);
		}
		alongX(gradient, x, own, weight / 2, n);
		for (int step = -1; step <= 1; step += 2) {
			factors(estimate, y + step, z, other, allowed);
			across(gradient, x, estimate.row(y + step, z), own, other, weight * inverse[1] / 2, n);
			factors(estimate, y, z + step, other, allowed);
			across(gradient, x, estimate.row(y, z + step), own, other, weight * inverse[2] / 2, n);
		}
		return weight * price;
	}

	/** w of the row at (y, z). */
	private void factors(final Neighbourhood estimate, final int y, final int z, final float[] w, final float[] allowed) {
		steepness(estimate, y, z, w);
		if (kind == PenaltyKind.TV) {
			norms(w, epsilonSquared, w.length);
			return;
		}
		allowed(allowed, estimate.row(y, z), relative, epsilonSquared, w.length);
		reciprocals(w, allowed, w.length);
	}

	private void steepness(final Neighbourhood estimate, final int y, final int z, final float[] u) {
		final float[] x = estimate.row(y, z);
		squaresAlongX(u, x, u.length);
		squares(u, x, estimate.row(y - 1, z), estimate.row(y + 1, z), inverse[1] / 2, u.length);
		squares(u, x, estimate.row(y, z - 1), estimate.row(y, z + 1), inverse[2] / 2, u.length);
	}

	private static void squaresAlongX(final float[] u, final float[] x, final int n) {
		for (int i = 1; i < n - 1; i++)
			u[i] = 0.5f * ((x[i + 1] - x[i]) * (x[i + 1] - x[i]) + (x[i] - x[i - 1]) * (x[i] - x[i - 1]));
		for (int i = 0; i < n; i += Math.max(1, n - 1)) {
			final float a = x[(i + 1) % n] - x[i], b = x[i] - x[(i + n - 1) % n];
			u[i] = 0.5f * (a * a + b * b);
		}
	}

	private static void squares(final float[] u, final float[] x, final float[] a, final float[] b, final float f,
		final int n)
	{
		for (int i = 0; i < n; i++)
			u[i] += f * ((a[i] - x[i]) * (a[i] - x[i]) + (b[i] - x[i]) * (b[i] - x[i]));
	}

	/** u ← 1/√(u + ε²); returns the sum of the roots. */
	private static double norms(final float[] u, final float epsilonSquared, final int n) {
		double sum = 0;
		for (int i = 0; i < n; i++) {
			final float norm = (float) Math.sqrt(u[i] + epsilonSquared);
			sum += norm;
			u[i] = 1 / norm;
		}
		return sum;
	}

	private static void allowed(final float[] a, final float[] x, final float relative, final float epsilonSquared,
		final int n)
	{
		for (int i = 0; i < n; i++)
			a[i] = relative * x[i] * x[i] + epsilonSquared;
	}

	private static double logarithms(final float[] u, final float[] a, final int n) {
		double sum = 0;
		for (int i = 0; i < n; i++)
			sum += Rows.log(1 + u[i] / a[i]);
		return sum / 2;
	}

	private static void ownDerivative(final float[] gradient, final float[] x, final float[] u, final float[] a,
		final float factor, final int n)
	{
		for (int i = 0; i < n; i++)
			gradient[i] -= factor * x[i] * u[i] / (a[i] * (a[i] + u[i]));
	}

	private static void reciprocals(final float[] u, final float[] a, final int n) {
		for (int i = 0; i < n; i++)
			u[i] = 1 / (a[i] + u[i]);
	}

	/** Adds f (w + v)(x − other), v being w of the other row. */
	private static void across(final float[] g, final float[] x, final float[] other, final float[] w, final float[] v,
		final float f, final int n)
	{
		for (int i = 0; i < n; i++)
			g[i] += f * (w[i] + v[i]) * (x[i] - other[i]);
	}

	private static void alongX(final float[] g, final float[] x, final float[] w, final float f, final int n) {
		for (int i = 1; i < n - 1; i++)
			g[i] += f * ((w[i] + w[i + 1]) * (x[i] - x[i + 1]) + (w[i] + w[i - 1]) * (x[i] - x[i - 1]));
		for (int i = 0; i < n; i += Math.max(1, n - 1)) {
			final int a = (i + 1) % n, b = (i + n - 1) % n;
			g[i] += f * ((w[i] + w[a]) * (x[i] - x[a]) + (w[i] + w[b]) * (x[i] - x[b]));
		}
	}
}
