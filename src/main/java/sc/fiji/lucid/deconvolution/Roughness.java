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
 * Good's roughness λ Σ |∇√x|² (Good &amp; Gaskins 1971, Biometrika 58:255; Verveer
 * &amp; Jovin 1997, J. Opt. Soc. Am. A 14:1696) by forward differences over the
 * voxel size. Derivative: −λ Δ√x / √x.
 */
final class Roughness implements Penalty {

	private static final float LEAST = 1e-6f;

	private final float weight;
	private final float least;
	private final float[] inverse;
	private final ThreadLocal<float[]> roots;

	Roughness(final double weight, final double scale, final VoxelSize voxel, final int nx) {
		this.weight = (float) weight;
		least = (float) (LEAST * scale);
		final double ry = voxel.x() / voxel.y(), rz = voxel.x() / voxel.z();
		inverse = new float[] { 1, (float) (ry * ry), (float) (rz * rz) };
		roots = ThreadLocal.withInitial(() -> new float[nx]);
	}

	@Override
	public double add(final Neighbourhood estimate, final int y, final int z, final float[] gradient) {
		final float[] root = roots.get();
		root(root, estimate.row(y, z), least);
		double price = along(estimate.row(y + 1, z), estimate.row(y - 1, z), inverse[1], root, gradient);
		price += along(estimate.row(y, z + 1), estimate.row(y, z - 1), inverse[2], root, gradient);
		return weight * (price + alongX(root, gradient));
	}

	private static void root(final float[] root, final float[] x, final float least) {
		for (int i = 0; i < root.length; i++)
			root[i] = (float) Math.sqrt(Math.max(x[i], least));
	}

	private double along(final float[] next, final float[] previous, final float f, final float[] root,
		final float[] gradient)
	{
		double price = 0;
		for (int i = 0; i < root.length; i++) {
			final float a = (float) Math.sqrt(Math.max(next[i], least)) - root[i];
			final float b = (float) Math.sqrt(Math.max(previous[i], least)) - root[i];
			price += a * a;
			gradient[i] -= weight * f * (a + b) / root[i];
		}
		return f * price;
	}

	private double alongX(final float[] root, final float[] gradient) {
		final int n = root.length;
		double price = 0;
		for (int i = 0; i < n; i++) {
			final float a = root[i + 1 < n ? i + 1 : 0] - root[i], b = root[i > 0 ? i - 1 : n - 1] - root[i];
			price += a * a;
			gradient[i] -= weight * (a + b) / root[i];
		}
		return price;
	}
}
