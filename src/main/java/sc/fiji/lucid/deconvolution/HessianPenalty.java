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
final class HessianPenalty implements Penalty {

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
		scratch = ThreadLocal.withInitial(() -> new float[4][nx]);
	}

	@Override
	public double add(final Neighbourhood estimate, final int y, final int z, final float[] gradient) {
		final float[][] s = scratch.get();
		final float[] dx = s[0], dy = s[1], dz = s[2], factor = s[3];
		final int n = dx.length;
		final double price = own(estimate, y, z, gradient);
		againAlongX(gradient, factor, dx, weight, n);
		addFlux(gradient, factor, dy, -2 * weight * inverse[1], n);
		addFlux(gradient, factor, dz, -2 * weight * inverse[2], n);
		for (int step = -1; step <= 1; step += 2) {
			flux(estimate, y + step, z);
			addFlux(gradient, factor, dy, weight * inverse[1], n);
			flux(estimate, y, z + step);
			addFlux(gradient, factor, dz, weight * inverse[2], n);
		}
		return price;
	}

	/** As {@link #flux}, with the price and the derivative by x itself. */
	private double own(final Neighbourhood estimate, final int y, final int z, final float[] gradient) {
		final float[] factor = scratch.get()[3], x = estimate.row(y, z);
		curvature(estimate, y, z);
		final double price = Rows.logarithms(factor, x, RELATIVE, epsilonSquared, x.length);
		ownDerivative(gradient, x, factor, weight * RELATIVE, epsilonSquared, x.length);
		reciprocals(factor, x, epsilonSquared, x.length);
		return weight * price / 2;
	}

	private static void ownDerivative(final float[] gradient, final float[] x, final float[] u, final float factor,
		final float epsilonSquared, final int n)
	{
		for (int i = 0; i < n; i++) {
			final float a = RELATIVE * x[i] * x[i] + epsilonSquared;
			gradient[i] -= factor * x[i] * u[i] / (a * (a + u[i]));
		}
	}

	private static void reciprocals(final float[] u, final float[] x, final float epsilonSquared, final int n) {
		for (int i = 0; i < n; i++)
			u[i] = 1 / (RELATIVE * x[i] * x[i] + epsilonSquared + u[i]);
	}

	/** Leaves second differences and the factor φ'(u) of a row in the scratch rows. */
	private void flux(final Neighbourhood estimate, final int y, final int z) {
		final float[] factor = scratch.get()[3], x = estimate.row(y, z);
		curvature(estimate, y, z);
		reciprocals(factor, x, epsilonSquared, x.length);
	}

	private void curvature(final Neighbourhood estimate, final int y, final int z) {
		final float[][] s = scratch.get();
		final float[] x = estimate.row(y, z);
		secondAlongX(s[0], x, x.length);
		second(s[1], estimate.row(y + 1, z), x, estimate.row(y - 1, z), inverse[1], x.length);
		second(s[2], estimate.row(y, z + 1), x, estimate.row(y, z - 1), inverse[2], x.length);
		squares(s[3], s[0], s[1], s[2], x.length);
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

	private static void squares(final float[] u, final float[] dx, final float[] dy, final float[] dz, final int n) {
		for (int i = 0; i < n; i++)
			u[i] = dx[i] * dx[i] + dy[i] * dy[i] + dz[i] * dz[i];
	}

	private static void addFlux(final float[] g, final float[] factor, final float[] d, final float f, final int n) {
		for (int i = 0; i < n; i++)
			g[i] += f * factor[i] * d[i];
	}

	private static void againAlongX(final float[] g, final float[] factor, final float[] d, final float f, final int n) {
		for (int i = 0; i < n; i++)
			d[i] *= f * factor[i];
		for (int i = 1; i < n - 1; i++)
			g[i] += d[i + 1] - 2 * d[i] + d[i - 1];
		g[0] += d[n > 1 ? 1 : 0] - 2 * d[0] + d[n - 1];
		if (n > 1) g[n - 1] += d[0] - 2 * d[n - 1] + d[n - 2];
	}
}
