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

import sc.fiji.lucid.image.Volume;

/**
 * Splits one recording into two with independent noise: each photo-electron goes
 * to either half by the toss of a coin (binomial splitting; Rieger, Droste, Gerritsma,
 * ten Brink, Stallinga 2024, Opt. Express 32:21767), and the read noise is shared out by a
 * normal number of a quarter of its variance, which makes the halves
 * uncorrelated. Both add up to the recording.
 */
public final class PhotonSplit {

	/** Above this the binomial distribution is as good as normal. */
	private static final int MANY = 512;

	private final Volume counts;
	private final Camera camera;
	private final long seed;

	public PhotonSplit(final Volume counts, final Camera camera, final long seed) {
		this.counts = counts;
		this.camera = camera;
		this.seed = seed;
	}

	/** Writes one row of each half, in e⁻. Each row has random numbers of its own, whichever thread asks. */
	public void fill(final int y, final int z, final float[] first, final float[] second) {
		// Twice seeded, because the streams of nearby seeds overlap.
		final SplittableRandom random = new SplittableRandom(
			new SplittableRandom(seed + (long) z * counts.extent().ny() + y).nextLong());
		final float[] row = counts.row(y, z);
		for (int x = 0; x < row.length; x++) {
			final double electrons = camera.electrons(row[x]);
			final long whole = Math.max(0, Math.round(electrons));
			double half = binomial(whole, random) + 0.5 * (electrons - whole);
			if (camera.readNoise() > 0) half += 0.5 * camera.readNoise() * random.nextGaussian();
			first[x] = (float) half;
			second[x] = (float) (electrons - half);
		}
	}

	/** Heads among {@code n} tosses of a fair coin. */
	private static double binomial(final long n, final SplittableRandom random) {
		if (n > MANY) return 0.5 * n + 0.5 * Math.sqrt(n) * random.nextGaussian();
		int heads = 0;
		long left = n;
		for (; left >= Long.SIZE; left -= Long.SIZE)
			heads += Long.bitCount(random.nextLong());
		if (left > 0) heads += Long.bitCount(random.nextLong() >>> (Long.SIZE - left));
		return heads;
	}
}
