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

/**
 * Shading that is found without a reference, from images of different places.
 *
 * @param flat what part of the mean light each pixel shows, one plane of mean 1
 * @param dark counts that each pixel shows without light, one plane; null if they were not looked for
 * @param baselines light of each image that lies evenly in it, over that of all
 */
public record FoundShading(Volume flat, Volume dark, double[] baselines) {

	/** Pixels along each side, in which shading is looked for; it is smooth. */
	static final int SIDE = 48;

	/** The least that a pixel shows, of the mean: what shows less has no shading but an edge. */
	static final double LEAST = 0.02;

	/**
	 * @param image one plane
	 * @return the means of the pixels that lie in each coarse one: all that is needed of an image
	 * @throws IllegalArgumentException if the image is too small
	 */
	public static Volume reduced(final Volume image) {
		final double[] means = coarse(image);
		final Volume reduced = new Volume(new Extent(SIDE, SIDE, 1));
		for (int i = 0; i < means.length; i++)
			reduced.row(i / SIDE, 0)[i % SIDE] = (float) means[i];
		return reduced;
	}

	static double[] coarse(final Volume image) {
		final Extent e = image.extent();
		if (e.nx() < SIDE || e.ny() < SIDE) throw new IllegalArgumentException("Images of " + e.nx() + "x" + e.ny() +
			" pixels are too small to find shading in: it takes " + SIDE + " along each side.");
		final double[] sums = new double[SIDE * SIDE];
		final int[] counts = new int[sums.length];
		for (int y = 0; y < e.ny(); y++) {
			final float[] row = image.row(y, 0);
			for (int x = 0; x < e.nx(); x++) {
				final int i = y * SIDE / e.ny() * SIDE + x * SIDE / e.nx();
				sums[i] += row[x];
				counts[i]++;
			}
		}
		for (int i = 0; i < sums.length; i++)
			sums[i] /= counts[i];
		return sums;
	}

	/** @return the flat of mean 1 in all pixels */
	static Volume flat(final CosineBasis basis, final double[] coefficients, final int nx, final int ny) {
		final Volume flat = basis.finer(coefficients, nx, ny);
		final double mean = flat.sum() / flat.extent().voxels();
		for (int y = 0; y < ny; y++) {
			final float[] row = flat.row(y, 0);
			for (int x = 0; x < nx; x++)
				row[x] = (float) Math.max(LEAST, row[x] / mean);
		}
		return flat;
	}
}
