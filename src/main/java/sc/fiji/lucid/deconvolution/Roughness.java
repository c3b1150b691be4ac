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

import java.util.Arrays;

import sc.fiji.lucid.optics.VoxelSize;

/**
 * Good's roughness λ Σ |∇√x|² (Good &amp; Gaskins 1971, Biometrika 58:255; Verveer
 * &amp; Jovin 1997, J. Opt. Soc. Am. A 14:1696) by forward differences over the
 * voxel size. Derivative: −λ Δ√x / √x.
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
		final double ry = voxel.x() / voxel.y(), rz = voxel.x() / voxel.z();
		inverse = new float[] { 1, (float) (ry * ry), (float) (rz * rz) };
		scratch = ThreadLocal.withInitial(() -> new float[4][nx]);
	}

	@Override
	double plane(final Neighbourhood estimate, final int z, final Slab derivative) {
		final float[][] s = scratch.get();
		final float[] root = s[0], next = s[1], step = s[2], squares = s[3];
		final int n = root.length;
		double price = 0;
		for (int y = 0; y < estimate.extent().ny(); y++) {
			final float[] own = derivative.row(y, z);
			root(root, estimate.row(y, z), least, n);
			Arrays.fill(squares, 0);
			root(next, estimate.row(y + 1, z), least, n);
			step(step, squares, root, next, inverse[1], n);
			divide(own, step, root, -weight, n);
			divide(derivative.row(y + 1, z), step, next, weight, n);
			root(next, estimate.row(y, z + 1), least, n);
			step(step, squares, root, next, inverse[2], n);
			divide(own, step, root, -weight, n);
			divide(derivative.row(y, z + 1), step, next, weight, n);
			shift(next, root, n);
			step(step, squares, root, next, 1, n);
			divide(own, step, root, -weight, n);
			unshift(own, step, root, weight, n);
			price += Rows.sum(squares, n);
		}
		return weight * price;
	}

	private static void root(final float[] root, final float[] x, final float least, final int n) {
		for (int i = 0; i < n; i++)
			root[i] = (float) Math.sqrt(Math.max(x[i], least));
	}

	/** step ← f (next − root), and its price. */
	private static void step(final float[] step, final float[] squares, final float[] root, final float[] next,
		final float f, final int n)
	{
		for (int i = 0; i < n; i++) {
			final float d = next[i] - root[i];
			step[i] = f * d;
			squares[i] += f * d * d;
		}
	}

	private static void divide(final float[] g, final float[] step, final float[] root, final float f, final int n) {
		for (int i = 0; i < n; i++)
			g[i] += f * step[i] / root[i];
	}

	private static void shift(final float[] next, final float[] root, final int n) {
		for (int i = 0; i < n - 1; i++)
			next[i] = root[i + 1];
		next[n - 1] = root[0];
	}

	/** As {@link #divide} for the neighbours behind. */
	private static void unshift(final float[] g, final float[] step, final float[] root, final float f, final int n) {
		for (int i = 1; i < n; i++)
			g[i] += f * step[i - 1] / root[i];
		g[0] += f * step[n - 1] / root[0];
	}
}
