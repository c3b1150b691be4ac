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
package sc.fiji.lucid.restoration.step;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;

/**
 * How a volume is cut along z so that each part is restored with the PSF of its
 * own depth. Slabs overlap from centre to centre of their neighbours, and their
 * weights there rise and fall linearly and add up to 1: the restored volume passes
 * from one PSF to the next without a seam.
 *
 * @param planes of the volume
 * @param centres the plane of each slab, from 0 and perhaps between two, whose depth its PSF has; ascending
 * @param halo planes beyond the weighted ones that are restored and dropped, so
 *          that a slab's ends are not edges
 */
public record DepthSlabs(int planes, double[] centres, int halo) implements Serializable {

	/** @throws IllegalArgumentException unless there are 1 to {@code planes} slabs in their order */
	public DepthSlabs {
		if (centres.length < 1 || centres.length > planes) refuse(centres.length, planes);
		for (int i = 1; i < centres.length; i++)
			if (!(centres[i] > centres[i - 1]))
				throw new IllegalArgumentException("Slabs must ascend, not " + Arrays.toString(centres) + ".");
	}

	/** @throws IllegalArgumentException that names the setting */
	public static void refuse(final int count, final int planes) {
		throw new IllegalArgumentException(
			"'slabs' takes " +
				(planes == 1 ? "1 alone for a single slice"
					: "a whole number from 1 to " + planes + ", the number of slices") +
				", or auto, not " + count + ".");
	}

	/** @return slabs of equal thickness, each with the PSF of its middle */
	public static DepthSlabs equal(final int planes, final int count, final int halo) {
		return new DepthSlabs(planes,
			IntStream.range(0, count).mapToDouble(i -> (i + 0.5) * planes / count - 0.5).toArray(), halo);
	}

	/** @return number of slabs */
	public int count() {
		return centres.length;
	}

	/** @return the plane, from 0 and perhaps between two, whose depth the slab's PSF has */
	public double centre(final int slab) {
		return centres[slab];
	}

	/** @return planes that are restored for each plane of the volume */
	double work() {
		return IntStream.range(0, count()).map(i -> end(i) - first(i)).sum() / (double) planes;
	}

	/** @return the first plane that is restored */
	int first(final int slab) {
		return slab == 0 ? 0 : Math.max(0, (int) Math.floor(centre(slab - 1)) - halo);
	}

	/** @return the plane after the last that is restored */
	int end(final int slab) {
		return slab == count() - 1 ? planes : Math.min(planes, (int) Math.ceil(centre(slab + 1)) + 1 + halo);
	}

	/** @return the share that a slab has in plane z, from 0 to 1 */
	double weight(final int slab, final int z) {
		final double c = centre(slab);
		if (z <= c) return slab == 0 ? 1 : rise(z, centre(slab - 1), c);
		return slab == count() - 1 ? 1 : 1 - rise(z, c, centre(slab + 1));
	}

	/**
	 * Adds restored planes of a slab, weighted, to those of a tile that they share in.
	 *
	 * @param restored planes from {@code first} on, counted in the stack
	 * @param tile whose planes begin at {@code start}
	 */
	void add(final int slab, final Recording restored, final int first, final Volume tile, final int start) {
		final float[] from = new float[tile.extent().nx()];
		for (int z = first; z < first + restored.extent().nz(); z++) {
			final float weight = (float) weight(slab, z);
			for (int y = 0; weight > 0 && y < tile.extent().ny(); y++) {
				restored.read(y, z - first, from);
				final float[] to = tile.row(y, z - start);
				for (int x = 0; x < to.length; x++)
					to[x] += weight * from[x];
			}
		}
	}

	private static double rise(final double z, final double from, final double to) {
		return Math.max(0, Math.min(1, (z - from) / (to - from)));
	}
}
