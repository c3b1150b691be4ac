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
package sc.fiji.lucid.quality;

import java.util.Random;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/** Volumes with a known truth. */
public final class Simulated {

	private Simulated() {}

	/** A value at a voxel. */
	@FunctionalInterface
	public interface Scene {

		double at(int x, int y, int z);
	}

	public static Volume volume(final Extent extent, final Scene scene) {
		final Volume volume = new Volume(extent);
		for (int z = 0; z < extent.nz(); z++)
			for (int y = 0; y < extent.ny(); y++)
				for (int x = 0; x < extent.nx(); x++)
					volume.row(y, z)[x] = (float) scene.at(x, y, z);
		return volume;
	}

	/** Adds a Gaussian spot, centre and standard deviations in voxels. */
	public static void spot(final Volume volume, final double[] centre, final double[] sigma, final double height) {
		final Extent e = volume.extent();
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++)
					volume.row(y, z)[x] += (float) (height * Math.exp(-0.5 * (square((x - centre[0]) / sigma[0]) +
						square((y - centre[1]) / sigma[1]) + square((z - centre[2]) / sigma[2]))));
	}

	/**
	 * A camera: Poisson photons, then {@code counts = offset + (photons + N(0, readNoise²)) / gain}, gain in e-/count.
	 */
	public static Volume camera(final Volume photons, final double gain, final double offset, final double readNoise,
		final long seed)
	{
		final Random random = new Random(seed);
		final Extent e = photons.extent();
		return volume(e,
			(x, y, z) -> offset + (poisson(photons.row(y, z)[x], random) + readNoise * random.nextGaussian()) / gain);
	}

	public static double poisson(final double mean, final Random random) {
		if (mean > 200) return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
		final double limit = Math.exp(-mean);
		double product = random.nextDouble();
		int k = 0;
		for (; product > limit; k++)
			product *= random.nextDouble();
		return k;
	}

	private static double square(final double v) {
		return v * v;
	}
}
