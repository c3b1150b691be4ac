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
package sc.fiji.lucid.deconvolution.model;

import java.util.Arrays;

import sc.fiji.lucid.fft.RowStep;

/**
 * Inner products of volumes, made row by row in the sweep of a {@link RowStep}: floats
 * voxel by voxel over a few rows, as vector instructions do it, then doubles.
 */
public final class RowProducts {

	private static final int ROWS = 8;

	private final float[][] lanes;

	/**
	 * @param count how many products
	 * @param nx length of a row
	 */
	public RowProducts(final int count, final int nx) {
		lanes = new float[count][nx];
	}

	/**
	 * @param planes that are visited, each by one thread: nobody needs to look for its own
	 * @return products for each plane
	 */
	public static RowProducts[] ofPlanes(final int planes, final int count, final int nx) {
		final RowProducts[] all = new RowProducts[planes];
		Arrays.setAll(all, z -> new RowProducts(count, nx));
		return all;
	}

	/** To be called before the first row of a plane: one that was cancelled leaves something behind. */
	public RowProducts startOfRow(final int y) {
		if (y == 0) for (final float[] lane : lanes)
			Arrays.fill(lane, 0);
		return this;
	}

	/** Adds Σ (a − b)² and Σ b². */
	public void addChange(final float[] a, final float[] b) {
		change(lanes[0], lanes[1], a, b, lanes[0].length);
	}

	private static void change(final float[] change, final float[] square, final float[] a, final float[] b,
		final int n)
	{
		for (int i = 0; i < n; i++) {
			final float d = a[i] - b[i];
			change[i] += d * d;
			square[i] += b[i] * b[i];
		}
	}

	/** Adds Σ a·b to the product of this index. */
	public void add(final int index, final float[] a, final float[] b) {
		multiply(lanes[index], a, b, lanes[index].length);
	}

	private static void multiply(final float[] lane, final float[] a, final float[] b, final int n) {
		for (int i = 0; i < n; i++)
			lane[i] += a[i] * b[i];
	}

	/** To be called at the end of each row of a plane of {@code rows}, for the plane's sums. */
	public void endOfRow(final int y, final int rows, final double[] sums) {
		if (y % ROWS != ROWS - 1 && y != rows - 1) return;
		for (int i = 0; i < lanes.length; i++) {
			sums[i] += RowKernels.sum(lanes[i], lanes[i].length);
			Arrays.fill(lanes[i], 0);
		}
	}
}
