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
package sc.fiji.lucid.camera.shading;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/** Cosines on a square of pixels, orthonormal (DCT-II): smooth shading has few of them. */
final class CosineBasis {

	private final int side;
	private final double[][] cosines;

	/** @param side pixels along each axis */
	CosineBasis(final int side) {
		this.side = side;
		cosines = new double[side][side];
		for (int k = 0; k < side; k++)
			for (int x = 0; x < side; x++)
				cosines[k][x] = norm(k) * Math.cos(Math.PI * k * (x + 0.5) / side);
	}

	private double norm(final int order) {
		return Math.sqrt((order == 0 ? 1.0 : 2.0) / side);
	}

	/** @return coefficients of an image, y·side + x, by order along y·side + order along x */
	double[] coefficients(final double[] image) {
		return along(along(image, true, true), false, true);
	}

	/** @return the image of coefficients */
	double[] image(final double[] coefficients) {
		return along(along(coefficients, true, false), false, false);
	}

	private double[] along(final double[] from, final boolean isX, final boolean isForward) {
		final double[] to = new double[from.length];
		final int step = isX ? 1 : side, line = isX ? side : 1;
		for (int l = 0; l < side; l++)
			for (int i = 0; i < side; i++) {
				double sum = 0;
				for (int j = 0; j < side; j++)
					sum += from[l * line + j * step] * (isForward ? cosines[i][j] : cosines[j][i]);
				to[l * line + i * step] = sum;
			}
		return to;
	}

	/** @return the same cosines in finer pixels */
	Volume finer(final double[] coefficients, final int nx, final int ny) {
		final Volume plane = new Volume(new Extent(nx, ny, 1));
		final double[] inY = new double[side];
		for (int y = 0; y < ny; y++) {
			for (int k = 0; k < side; k++) {
				inY[k] = 0;
				for (int l = 0; l < side; l++)
					if (coefficients[l * side + k] != 0)
						inY[k] += coefficients[l * side + k] * norm(l) * Math.cos(Math.PI * l * (y + 0.5) / ny);
			}
			final float[] row = plane.row(y, 0);
			for (int k = 0; k < side; k++) {
				if (inY[k] == 0) continue;
				for (int x = 0; x < nx; x++)
					row[x] += inY[k] * norm(k) * Math.cos(Math.PI * k * (x + 0.5) / nx);
			}
		}
		return plane;
	}
}
