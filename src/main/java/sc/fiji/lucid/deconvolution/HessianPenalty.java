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
 * A penalty on the curvature u = x_xx² + x_yy² + x_zz² of the estimate, relative
 * to its brightness, by second differences over the voxel size:
 * λ s ½ log(1 + u/(a x² + ε²)). Second differences are their own adjoint, so the
 * derivative is Σ D(φ'(u) D x) over the axes, and that by x itself.
 */
final class HessianPenalty extends Penalty {

	private static final float RELATIVE = 0.3f;
	private static final float EPSILON = 0.3f;

	private final float weight;
	private final float epsilonSquared;
	private final float[] inverse;
	private final ThreadLocal<float[][]> scratch;

	HessianPenalty(final double weight, final double scale, final VoxelSize voxel, final int nx) {
		this.weight = (float) (weight * scale);
		epsilonSquared = (float) (EPSILON * EPSILON * scale * scale);
		final double ry = voxel.x() / voxel.y(), rz = voxel.x() / voxel.z();
		inverse = new float[] { 1, (float) (ry * ry), (float) (rz * rz) };
		scratch = ThreadLocal.withInitial(() -> new float[6][nx]);
	}

	@Override
	double plane(final Neighbourhood estimate, final int z, final Slab derivative) {
		final float[][] s = scratch.get();
		final float[] dx = s[0], dy = s[1], dz = s[2], factor = s[3], ratio = s[4];
		final int n = dx.length;
		final LogSum price = new LogSum(s[5]);
		float[] behind = estimate.row(-1, z), x = estimate.row(0, z);
		for (int y = 0; y < estimate.extent().ny(); y++) {
			final float[] ahead = estimate.row(y + 1, z), own = derivative.row(y, z);
			secondAlongX(dx, x, n);
			second(dy, ahead, x, behind, inverse[1], n);
			second(dz, estimate.row(y, z + 1), x, estimate.row(y, z - 1), inverse[2], n);
			ratios(ratio, dx, dy, dz, x, epsilonSquared, n);
			factors(factor, ratio, x, epsilonSquared, weight, n);
			price.add(ratio, n);
			flux(dx, dy, dz, factor, inverse[1], inverse[2], n);
			centre(own, x, ratio, factor, dy, dz, n);
			againAlongX(own, dx, n);
			Rows.add(derivative.row(y - 1, z), 1, dy, n);
			Rows.add(derivative.row(y + 1, z), 1, dy, n);
			Rows.add(derivative.row(y, z - 1), 1, dz, n);
			Rows.add(derivative.row(y, z + 1), 1, dz, n);
			behind = x;
			x = ahead;
		}
		return weight * price.total() / 2;
	}

	private static void secondAlongX(final float[] d, final float[] x, final int n) {
		for (int i = 1; i < n - 1; i++)
			d[i] = x[i + 1] - 2 * x[i] + x[i - 1];
		d[0] = x[n > 1 ? 1 : 0] - 2 * x[0] + x[n - 1];
		if (n > 1) d[n - 1] = x[0] - 2 * x[n - 1] + x[n - 2];
	}

	private static void second(final float[] d, final float[] next, final float[] x, final float[] previous, final float f,
		final int n)
	{
		for (int i = 0; i < n; i++)
			d[i] = (next[i] - 2 * x[i] + previous[i]) * f;
	}

	/** u / (a x² + ε²) */
	private static void ratios(final float[] ratio, final float[] dx, final float[] dy, final float[] dz, final float[] x,
		final float epsilonSquared, final int n)
	{
		for (int i = 0; i < n; i++)
			ratio[i] = (dx[i] * dx[i] + dy[i] * dy[i] + dz[i] * dz[i]) / (RELATIVE * x[i] * x[i] + epsilonSquared);
	}

	/** λ / (a x² + ε² + u) */
	private static void factors(final float[] factor, final float[] ratio, final float[] x, final float epsilonSquared,
		final float weight, final int n)
	{
		for (int i = 0; i < n; i++)
			factor[i] = weight / ((RELATIVE * x[i] * x[i] + epsilonSquared) * (1 + ratio[i]));
	}

	private static void flux(final float[] dx, final float[] dy, final float[] dz, final float[] factor, final float fy,
		final float fz, final int n)
	{
		for (int i = 0; i < n; i++)
			dx[i] *= factor[i];
		for (int i = 0; i < n; i++)
			dy[i] *= fy * factor[i];
		for (int i = 0; i < n; i++)
			dz[i] *= fz * factor[i];
	}

	/** What a voxel's price depends on itself: by its brightness, and in the middle of both second differences. */
	private static void centre(final float[] g, final float[] x, final float[] ratio, final float[] factor,
		final float[] dy, final float[] dz, final int n)
	{
		for (int i = 0; i < n; i++)
			g[i] -= RELATIVE * x[i] * ratio[i] * factor[i] + 2 * (dy[i] + dz[i]);
	}

	private static void againAlongX(final float[] g, final float[] d, final int n) {
		for (int i = 1; i < n - 1; i++)
			g[i] += d[i + 1] - 2 * d[i] + d[i - 1];
		g[0] += d[n > 1 ? 1 : 0] - 2 * d[0] + d[n - 1];
		if (n > 1) g[n - 1] += d[0] - 2 * d[n - 1] + d[n - 2];
	}
}
