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
final class GradientPenalty extends Penalty {

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
	double plane(final Neighbourhood estimate, final int z, final Slab derivative) {
		final float[][] s = scratch.get();
		final float[] u = s[0], w = s[1], product = s[2];
		final LogSum logarithms = new LogSum(product);
		double norms = 0;
		float[] behind = estimate.row(-1, z), x = estimate.row(0, z);
		for (int y = 0; y < estimate.extent().ny(); y++) {
			final float[] ahead = estimate.row(y + 1, z), below = estimate.row(y, z - 1), above = estimate.row(y, z + 1);
			final float[] own = derivative.row(y, z);
			final int n = u.length;
			squaresAlongX(u, x, n);
			squares(u, x, behind, ahead, inverse[1] / 2, n);
			squares(u, x, below, above, inverse[2] / 2, n);
			if (kind == PenaltyKind.TV) {
				norms(u, w, weight, epsilonSquared, n);
				norms += Rows.sum(u, n);
			}
			else {
				ratios(u, x, relative, epsilonSquared, n);
				factors(w, u, x, relative, epsilonSquared, weight, n);
				logarithms.add(u, n);
				own(own, x, u, w, relative, n);
			}
			if (derivative.isCurved()) bend(derivative, y, z, w, u);
			alongX(own, x, w, 0.5f, n);
			across(own, x, behind, ahead, w, inverse[1] / 2, n);
			across(own, x, below, above, w, inverse[2] / 2, n);
			pull(derivative.row(y - 1, z), x, behind, w, inverse[1] / 2, n);
			pull(derivative.row(y + 1, z), x, ahead, w, inverse[1] / 2, n);
			pull(derivative.row(y, z - 1), x, below, w, inverse[2] / 2, n);
			pull(derivative.row(y, z + 1), x, above, w, inverse[2] / 2, n);
			behind = x;
			x = ahead;
		}
		return weight * (kind == PenaltyKind.TV ? norms : logarithms.total() / 2);
	}

	/** Each difference has two voxels, Σ |c| = 2. */
	private void bend(final Slab slab, final int y, final int z, final float[] w, final float[] ratio) {
		final float fy = inverse[1], fz = inverse[2];
		final float[] own = slab.curvature(y, z);
		final int n = w.length;
		Rows.add(own, 2 * (1 + fy + fz), w, n);
		if (relative > 0) ownCurvature(own, w, ratio, relative, n);
		Rows.addBeside(own, w, 1, n);
		Rows.add(slab.curvature(y - 1, z), fy, w, n);
		Rows.add(slab.curvature(y + 1, z), fy, w, n);
		Rows.add(slab.curvature(y, z - 1), fz, w, n);
		Rows.add(slab.curvature(y, z + 1), fz, w, n);
	}

	private static void ownCurvature(final float[] c, final float[] w, final float[] ratio, final float relative,
		final int n)
	{
		for (int i = 0; i < n; i++)
			c[i] += relative * w[i] * (2 + ratio[i]);
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

	/** u ← √(u + ε²), w ← λ / u. */
	private static void norms(final float[] u, final float[] w, final float weight, final float epsilonSquared,
		final int n)
	{
		for (int i = 0; i < n; i++)
			u[i] = (float) Math.sqrt(u[i] + epsilonSquared);
		for (int i = 0; i < n; i++)
			w[i] = weight / u[i];
	}

	/** u ← u / (a x² + ε²). */
	private static void ratios(final float[] u, final float[] x, final float relative, final float epsilonSquared,
		final int n)
	{
		for (int i = 0; i < n; i++)
			u[i] /= relative * x[i] * x[i] + epsilonSquared;
	}

	/** w ← λ / ( (a x² + ε²)(1 + ratio) ). */
	private static void factors(final float[] w, final float[] ratio, final float[] x, final float relative,
		final float epsilonSquared, final float weight, final int n)
	{
		for (int i = 0; i < n; i++)
			w[i] = weight / (relative * x[i] * x[i] + epsilonSquared) / (1 + ratio[i]);
	}

	/** What a voxel's price depends on its own brightness. */
	private static void own(final float[] g, final float[] x, final float[] ratio, final float[] w, final float relative,
		final int n)
	{
		for (int i = 0; i < n; i++)
			g[i] -= relative * x[i] * ratio[i] * w[i];
	}

	/** Adds f w (x − a) and f w (x − b). */
	private static void across(final float[] g, final float[] x, final float[] a, final float[] b, final float[] w,
		final float f, final int n)
	{
		for (int i = 0; i < n; i++)
			g[i] += f * w[i] * (2 * x[i] - a[i] - b[i]);
	}

	/** Adds the opposite of f w (x − other) to the derivative by the other row. */
	private static void pull(final float[] g, final float[] x, final float[] other, final float[] w, final float f,
		final int n)
	{
		for (int i = 0; i < n; i++)
			g[i] += f * w[i] * (other[i] - x[i]);
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
