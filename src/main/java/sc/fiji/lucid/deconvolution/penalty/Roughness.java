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

import sc.fiji.lucid.deconvolution.model.RowKernels;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * Good's roughness λ Σ |∇√x|² (Good &amp; Gaskins 1971, Biometrika 58:255; Verveer
 * &amp; Jovin 1997, J. Opt. Soc. Am. A 14:1696) by forward differences over the
 * voxel size. Derivative: −λ Δ√x / √x, made for each voxel from all its neighbours.
 */
final class Roughness extends Penalty {

	private static final float LEAST = 1e-6f;

	private final float weight;
	private final float least;
	private final float[] inverse;
	private final ThreadLocal<float[][]> scratch;

	Roughness(final double weight, final double scale, final VoxelSize voxel, final int nx) {
		this.weight = (float) weight;
		least = (float) (LEAST * scale);
		final double[] ratios = ratios(voxel);
		inverse = new float[] { 1, (float) (ratios[1] * ratios[1]), (float) (ratios[2] * ratios[2]) };
		scratch = ThreadLocal.withInitial(() -> new float[4][nx]);
	}

	@Override
	int reach() {
		return 0;
	}

	@Override
	double plane(final Neighbourhood estimate, final int z, final Slab derivative) {
		final float[][] s = scratch.get();
		final float[] right = s[0], left = s[1], sum = s[2], squares = s[3];
		double price = 0;
		float[] behind = estimate.root(-1, z, least), root = estimate.root(0, z, least);
		final int n = root.length;
		for (int y = 0; y < estimate.extent().ny(); y++) {
			final float[] ahead = estimate.root(y + 1, z, least), below = estimate.root(y, z - 1, least),
				above = estimate.root(y, z + 1, least);
			RowKernels.shift(right, left, root, n);
			squares(squares, root, right, ahead, above, inverse[1], inverse[2], n);
			price += RowKernels.sum(squares, n);
			neighbours(sum, right, left, behind, ahead, below, above, inverse[1], inverse[2], n);
			slope(derivative.row(y, z), root, sum, 2 * (1 + inverse[1] + inverse[2]), weight, n);
			if (derivative.isCurved()) bend(derivative.curvature(y, z), root, sum, weight, n);
			behind = root;
			root = ahead;
		}
		return weight * price;
	}

	private static void squares(final float[] squares, final float[] root, final float[] right, final float[] ahead,
		final float[] above, final float fy, final float fz, final int n)
	{
		for (int i = 0; i < n; i++) {
			final float dx = right[i] - root[i], dy = ahead[i] - root[i], dz = above[i] - root[i];
			squares[i] = dx * dx + fy * dy * dy + fz * dz * dz;
		}
	}

	private static void neighbours(final float[] sum, final float[] right, final float[] left, final float[] behind,
		final float[] ahead, final float[] below, final float[] above, final float fy, final float fz, final int n)
	{
		for (int i = 0; i < n; i++)
			sum[i] = right[i] + left[i] + fy * (behind[i] + ahead[i]) + fz * (below[i] + above[i]);
	}

	/** −λ Δ√x / √x, Δ the neighbours less {@code f} times the voxel. */
	private static void slope(final float[] g, final float[] root, final float[] sum, final float f, final float weight,
		final int n)
	{
		for (int i = 0; i < n; i++)
			g[i] = weight * (f * root[i] - sum[i]) / root[i];
	}

	/** (√x − √o)² is convex with ∂² = ½ √o / √x³; twice that for both voxels bounds what they do together. */
	private static void bend(final float[] c, final float[] root, final float[] sum, final float weight, final int n) {
		for (int i = 0; i < n; i++)
			c[i] = weight * sum[i] / (root[i] * root[i] * root[i]);
	}
}
