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
package sc.fiji.lucid.restoration.denoise;

import java.util.Arrays;

/** The orthonormal discrete cosine transform (DCT-II) of a small block, x fastest, and its inverse. */
final class Cosines {

	private final int nx, ny, nz;
	private final float[][][] forward;
	private final float[][][] backward;

	Cosines(final int nx, final int ny, final int nz) {
		this.nx = nx;
		this.ny = ny;
		this.nz = nz;
		forward = new float[][][] { matrix(nx), matrix(ny), matrix(nz) };
		backward = new float[3][][];
		for (int axis = 0; axis < 3; axis++)
			backward[axis] = transposed(forward[axis]);
	}

	/** @return for each frequency its wave */
	private static float[][] matrix(final int n) {
		final float[][] matrix = new float[n][n];
		for (int k = 0; k < n; k++)
			for (int i = 0; i < n; i++)
				matrix[k][i] = (float) (Math.sqrt((k == 0 ? 1.0 : 2.0) / n) * Math.cos(Math.PI * k * (i + 0.5) / n));
		return matrix;
	}

	private static float[][] transposed(final float[][] matrix) {
		final float[][] transposed = new float[matrix.length][matrix.length];
		for (int i = 0; i < matrix.length; i++)
			for (int j = 0; j < matrix.length; j++)
				transposed[i][j] = matrix[j][i];
		return transposed;
	}

	/** Transforms a block in place. @param spare as long as the block */
	void forward(final float[] block, final float[] spare) {
		alongX(block, spare, backward[0]);
		along(spare, block, forward[1], nx, nz);
		along(block, spare, forward[2], nx * ny, 1);
		System.arraycopy(spare, 0, block, 0, block.length);
	}

	/** Takes {@link #forward} back. */
	void backward(final float[] block, final float[] spare) {
		along(block, spare, backward[2], nx * ny, 1);
		along(spare, block, backward[1], nx, nz);
		alongX(block, spare, forward[0]);
		System.arraycopy(spare, 0, block, 0, block.length);
	}

	/** @param matrix of which row i is what a voxel at i gives to each place of the result */
	private void alongX(final float[] from, final float[] to, final float[][] matrix) {
		final float[] sums = new float[nx];
		for (int start = 0; start < from.length; start += nx) {
			Arrays.fill(sums, 0);
			for (int i = 0; i < nx; i++)
				add(from[start + i], matrix[i], 0, sums, 0, nx);
			System.arraycopy(sums, 0, to, start, nx);
		}
	}

	/** @param stride between neighbours of the axis; @param groups of such */
	private static void along(final float[] from, final float[] to, final float[][] matrix, final int stride,
		final int groups)
	{
		final int n = matrix.length;
		Arrays.fill(to, 0);
		for (int g = 0; g < groups; g++)
			for (int k = 0; k < n; k++)
				for (int i = 0; i < n; i++)
					add(matrix[k][i], from, (g * n + i) * stride, to, (g * n + k) * stride, stride);
	}

	private static void add(final float factor, final float[] from, final int at, final float[] to, final int start,
		final int count)
	{
		for (int i = 0; i < count; i++)
			to[start + i] += factor * from[at + i];
	}
}
