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
package sc.fiji.lucid.simulation;

/** A complex plane that can be transformed; rows are along X. */
final class PlaneFourier {

	final double[][] re;
	final double[][] im;
	private final Fourier alongX;
	private final Fourier alongY;

	PlaneFourier(final int nx, final int ny) {
		alongX = new Fourier(nx);
		alongY = new Fourier(ny);
		re = new double[ny][nx];
		im = new double[ny][nx];
	}

	/** Replaces the plane by its transform with positive exponent, not divided by the number of points. */
	void back() {
		final int nx = alongX.length(), ny = alongY.length();
		final Fourier.Line row = new Fourier.Line(nx), column = new Fourier.Line(ny);
		for (int y = 0; y < ny; y++) {
			System.arraycopy(re[y], 0, row.re, 0, nx);
			System.arraycopy(im[y], 0, row.im, 0, nx);
			alongX.back(row);
			System.arraycopy(row.re, 0, re[y], 0, nx);
			System.arraycopy(row.im, 0, im[y], 0, nx);
		}
		for (int x = 0; x < nx; x++) {
			for (int y = 0; y < ny; y++) {
				column.re[y] = re[y][x];
				column.im[y] = im[y][x];
			}
			alongY.back(column);
			for (int y = 0; y < ny; y++) {
				re[y][x] = column.re[y];
				im[y][x] = column.im[y];
			}
		}
	}
}
