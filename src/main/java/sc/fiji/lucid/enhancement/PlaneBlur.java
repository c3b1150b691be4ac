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
package sc.fiji.lucid.enhancement;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.GaussianBlur;
import sc.fiji.lucid.image.Volume;

/** Gaussian smoothing of one plane, for any width, around voxels without a value. */
final class PlaneBlur {

	/** Wider blurs are made of means of squares, whose side is a quarter of the width: the kernel stays short. */
	private static final double WIDE = 8;

	private PlaneBlur() {}

	/** @return the weighted means of the finite voxels; what has none near keeps its value */
	static float[] of(final float[] plane, final int width, final double sigma) {
		final int height = plane.length / width;
		final int side = sigma > WIDE ? (int) (sigma / 4) : 1;
		final int nx = (width + side - 1) / side, ny = (height + side - 1) / side;
		final Volume sums = new Volume(new Extent(nx, ny, 1)), counts = new Volume(new Extent(nx, ny, 1));
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++) {
				if (!Float.isFinite(plane[y * width + x])) continue;
				sums.row(y / side, 0)[x / side] += plane[y * width + x];
				counts.row(y / side, 0)[x / side]++;
			}
		// Squares and the lines between their centres widen a blur, too; the latter by little.
		final double rest = Math.sqrt(sigma * sigma - (side * side - 1) / 12.0) / side;
		final Volume s = GaussianBlur.of(sums, rest, rest, 0), n = GaussianBlur.of(counts, rest, rest, 0);
		for (int y = 0; y < ny; y++)
			for (int x = 0; x < nx; x++)
				s.row(y, 0)[x] /= n.row(y, 0)[x];
		return between(s, plane, width, side);
	}

	private static float[] between(final Volume means, final float[] plane, final int width, final int side) {
		final float[] blurred = new float[plane.length];
		for (int y = 0; y < plane.length / width; y++) {
			final double v = Math.min(Math.max((y + 0.5) / side - 0.5, 0), means.extent().ny() - 1);
			final float[] above = means.row((int) v, 0), below = means.row((int) Math.ceil(v), 0);
			for (int x = 0; x < width; x++) {
				final double u = Math.min(Math.max((x + 0.5) / side - 0.5, 0), means.extent().nx() - 1);
				final int i = (int) u, j = (int) Math.ceil(u);
				final double top = above[i] + (u - i) * (above[j] - above[i]),
					low = below[i] + (u - i) * (below[j] - below[i]);
				final float value = (float) (top + (v - (int) v) * (low - top));
				blurred[y * width + x] = Float.isNaN(value) ? plane[y * width + x] : value;
			}
		}
		return blurred;
	}
}
