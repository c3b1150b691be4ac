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

import java.util.Arrays;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * The lateral frequencies below a cut-off, of planes drawn finer than the camera's
 * pixels on a canvas that repeats: from what is drawn to them, and from them to what
 * the pixels collect. Two planes go through each transform, one as its real and one
 * as its imaginary part.
 */
final class Band {

	private final int oversampling;
	private final Fourier alongX;
	private final Fourier alongY;
	private final Fourier pixelsX;
	private final Fourier pixelsY;
	private final double pitchX;
	private final double pitchY;
	private final int reachX;
	private final int reachY;

	/**
	 * @param nx pixels of the canvas along X, of a length that {@link Fourier} knows
	 * @param ny the same along Y
	 * @param pixel their size
	 * @param oversampling how much finer is drawn
	 * @param cutoff highest frequency, cycles per µm
	 */
	Band(final int nx, final int ny, final VoxelSize pixel, final int oversampling, final double cutoff) {
		this.oversampling = oversampling;
		pixelsX = new Fourier(nx);
		pixelsY = new Fourier(ny);
		alongX = new Fourier(nx * oversampling);
		alongY = new Fourier(ny * oversampling);
		pitchX = pixel.x() / oversampling;
		pitchY = pixel.y() / oversampling;
		reachX = Math.min((alongX.length() - 1) / 2, (int) Math.ceil(cutoff * alongX.length() * pitchX));
		reachY = Math.min((alongY.length() - 1) / 2, (int) Math.ceil(cutoff * alongY.length() * pitchY));
	}

	/** @return the highest frequency along X in periods a canvas */
	int reachX() {
		return reachX;
	}

	/** @return the highest frequency along Y in periods a canvas */
	int reachY() {
		return reachY;
	}

	/** @return a frequency in cycles per µm */
	double frequency(final int x, final int y) {
		return Math.hypot(x / (alongX.length() * pitchX), y / (alongY.length() * pitchY));
	}

	/** @return an empty spectrum */
	Spectrum empty() {
		return new Spectrum(reachX, reachY);
	}

	/** @return the spectra of plane z and of the next (of nothing after the last), drawn at the canvas's origin */
	Spectrum[] of(final Volume drawn, final int z) {
		final Extent e = drawn.extent();
		final int width = 2 * reachX + 1;
		final double[][] re = new double[width][e.ny()], im = new double[width][e.ny()];
		final Fourier.Line row = new Fourier.Line(alongX.length());
		for (int y = 0; y < e.ny(); y++) {
			Arrays.fill(row.re, 0);
			Arrays.fill(row.im, 0);
			for (int x = 0; x < e.nx(); x++) {
				row.re[x] = drawn.row(y, z)[x];
				row.im[x] = z + 1 < e.nz() ? drawn.row(y, z + 1)[x] : 0;
			}
			alongX.transform(row);
			for (int x = -reachX; x <= reachX; x++) {
				re[x + reachX][y] = row.re[Math.floorMod(x, row.re.length)];
				im[x + reachX][y] = row.im[Math.floorMod(x, row.re.length)];
			}
		}
		for (int x = 0; x < width; x++) {
			re[x] = columns(re[x], im[x]);
			im[x] = Arrays.copyOfRange(re[x], 2 * reachY + 1, re[x].length);
		}
		return separated(re, im);
	}

	/** The frequencies along Y of one column, real parts first, then imaginary ones. */
	private double[] columns(final double[] re, final double[] im) {
		final Fourier.Line column = new Fourier.Line(alongY.length());
		System.arraycopy(re, 0, column.re, 0, re.length);
		System.arraycopy(im, 0, column.im, 0, im.length);
		alongY.transform(column);
		final int height = 2 * reachY + 1;
		final double[] both = new double[2 * height];
		for (int y = 0; y < height; y++) {
			both[y] = column.re[Math.floorMod(y - reachY, column.re.length)];
			both[height + y] = column.im[Math.floorMod(y - reachY, column.re.length)];
		}
		return both;
	}

	/** F = A + iB of two real planes: A(k) = (F(k) + F*(−k))/2, B(k) = (F(k) − F*(−k))/2i. */
	private Spectrum[] separated(final double[][] re, final double[][] im) {
		final Spectrum a = empty(), b = empty();
		for (int x = 0; x <= reachX; x++)
			for (int y = 0; y <= 2 * reachY; y++) {
				final double r = re[reachX + x][y], i = im[reachX + x][y];
				final double mr = re[reachX - x][2 * reachY - y], mi = im[reachX - x][2 * reachY - y];
				a.re()[x][y] = (float) ((r + mr) / 2);
				a.im()[x][y] = (float) ((i - mi) / 2);
				b.re()[x][y] = (float) ((i + mi) / 2);
				b.im()[x][y] = (float) ((mr - r) / 2);
			}
		return new Spectrum[] { a, b };
	}

	/**
	 * Writes what the pixels collect of two planes into planes z and z + 1 (if there is
	 * one).
	 *
	 * @param firstX pixel of the canvas at which the planes begin
	 */
	void collect(final Spectrum first, final Spectrum second, final Volume pixels, final int z, final int firstX,
		final int firstY)
	{
		final Extent e = pixels.extent();
		final PlaneFourier canvas = folded(first, second);
		canvas.back();
		final double share = 1.0 / ((double) pixelsX.length() * pixelsY.length());
		for (int y = 0; y < e.ny(); y++)
			for (int x = 0; x < e.nx(); x++) {
				pixels.row(y, z)[x] = (float) (share * canvas.re[y + firstY][x + firstX]);
				if (z + 1 < e.nz()) pixels.row(y, z + 1)[x] = (float) (share * canvas.im[y + firstY][x + firstX]);
			}
	}

	/** Frequencies that the pixels are too coarse for appear as others. */
	private PlaneFourier folded(final Spectrum first, final Spectrum second) {
		final PlaneFourier canvas = new PlaneFourier(pixelsX.length(), pixelsY.length());
		for (int x = -reachX; x <= reachX; x++)
			for (int y = -reachY; y <= reachY; y++) {
				final int column = Math.abs(x), line = x < 0 ? reachY - y : reachY + y, sign = x < 0 ? -1 : 1;
				final double ar = first.re()[column][line], ai = sign * first.im()[column][line];
				final double br = second.re()[column][line], bi = sign * second.im()[column][line];
				final double pixel = pixel(x, alongX.length()) * pixel(y, alongY.length());
				// A pixel's centre lies between the points drawn in it.
				final double shift = Math.PI * (oversampling - 1) *
					((double) x / alongX.length() + (double) y / alongY.length());
				final double c = pixel * Math.cos(shift), s = pixel * Math.sin(shift);
				final int i = Math.floorMod(x, pixelsX.length()), j = Math.floorMod(y, pixelsY.length());
				canvas.re[j][i] += (ar - bi) * c - (ai + br) * s;
				canvas.im[j][i] += (ar - bi) * s + (ai + br) * c;
			}
		return canvas;
	}

	/** What a pixel's area leaves of a frequency. */
	private double pixel(final int frequency, final int length) {
		final double x = Math.PI * frequency * oversampling / length;
		return frequency == 0 ? 1 : Math.sin(x) / x;
	}
}
