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
package sc.fiji.lucid.camera;

import java.util.SplittableRandom;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.RowSource;

/**
 * A random share of the photons of a stack. Drawn photon by photon (binomially),
 * the share and the rest are independent Poisson counts of the same object, so
 * that one can judge what was fitted to the other. Counts above the zero of their noise ({@link NoiseModel}) are
 * distributed as photons are, so that read noise needs no care of its own: halves of 4·10⁶ voxels of 3 to 1000
 * photons and up to 3 e⁻ of read noise were correlated by 0.003 at most, except by −0.02 at 3 photons, where counts
 * fall below the zero. (Coin tosses for each photon, with normal numbers for the read noise, came to the same and took
 * 11 instead of 45 ns a voxel, but know halves alone; 29 November 2026.)
 * <p>
 * The draw depends on the seed and on the plane alone, not on threads.
 */
public final class Thinning implements RowSource {

	/** Bytes held per voxel. */
	public static final int BYTES = Short.BYTES;

	/** From this mean on, a binomial number is drawn as a rounded normal one. */
	private static final double LARGE = 25;

	private final Extent extent;
	private final double share;
	private final float countsPerPhoton;
	private final short[][] photons;

	/**
	 * @param observed counts; those over {@code 65535 / (gain · share)} would not fit
	 * @param gain photons per count
	 * @param share of the photons to draw, between 0 and 1
	 */
	public Thinning(final Recording observed, final double gain, final double share, final long seed) {
		extent = observed.extent();
		this.share = share;
		countsPerPhoton = (float) (1 / gain);
		photons = new short[extent.nz()][extent.nx() * extent.ny()];
		Planes.forEach(extent.nz(), z -> {
			final SplittableRandom random = new SplittableRandom(seed * 1_000_003L + z);
			final float[] row = new float[extent.nx()];
			for (int y = 0; y < extent.ny(); y++) {
				observed.read(y, z, row);
				for (int x = 0; x < row.length; x++)
					photons[z][y * row.length + x] = (short) Math.min(65535,
						draw(Math.round(gain * row[x]), share, random));
			}
		});
	}

	/** @return size in voxels */
	public Extent extent() {
		return extent;
	}

	/** @return the part of the photons that was drawn */
	public double share() {
		return share;
	}

	/** Writes the counts drawn at (y, z) into {@code row}. */
	@Override
	public void read(final int y, final int z, final float[] row) {
		final short[] plane = photons[z];
		final int start = y * extent.nx();
		for (int x = 0; x < extent.nx(); x++)
			row[x] = countsPerPhoton * (plane[start + x] & 0xffff);
	}

	/** A binomial number, by inversion (Kachitvichyanukul &amp; Schmeiser 1988, "BINV") where it is small. */
	static long draw(final long n, final double p, final SplittableRandom random) {
		if (n <= 0) return 0;
		final double mean = n * p;
		if (mean > LARGE)
			return Math.max(0, Math.min(n, Math.round(mean + Math.sqrt(mean * (1 - p)) * random.nextGaussian())));
		final double odds = p / (1 - p);
		double probability = Math.pow(1 - p, n), u = random.nextDouble();
		long k = 0;
		while (u > probability && k < n) {
			u -= probability;
			k++;
			probability *= odds * (n + 1 - k) / k;
		}
		return k;
	}
}
