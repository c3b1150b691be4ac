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
package sc.fiji.lucid.restoration.denoise;

import java.util.List;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.TileContext;
import sc.fiji.lucid.image.Volume;

/**
 * Takes white noise of standard deviation one out of a volume by shrinking the cosine coefficients of overlapping
 * blocks (Yaroslavsky 1996; Coifman and Donoho 1995 for why blocks overlap). A first pass leaves out coefficients
 * that noise alone could make; two more weigh each by what was found before, as Wiener's filter does (Ghael, Sayeed
 * and Baraniuk 1997). Each block counts by how little noise it has left (Guleryuz 2007, as in BM3D of Dabov et al.
 * 2007, eq. 10 and 11) and less at its rim. The mean of a block is never shrunk.
 */
final class BlockShrinkage {

	/** Sides of a block, and the steps between blocks: found on seed 1 by {@code DenoiseBenchmark}, 29 November 2026. */
	static final int SIDE = 16, DEPTH = 8;
	private static final int STEP = 4, STEP_Z = 2;

	/**
	 * Standard deviations below which a coefficient is noise, of slow waves, and how much more of fast ones, which optics
	 * pass less: found there, too. Dabov et al. take 2.7 of all.
	 */
	private static final double THRESHOLD = 2.4, RISE = 1.2;

	/** The first finds what there is, the others weigh by what was found before them. */
	static final int PASSES = 3;

	/** By how many standard deviations of the window a block's rim is away from its middle. */
	private static final double WINDOW = 1.5;

	private final Volume noisy;
	private final Positions x, y, z;
	private final Cosines cosines;
	private final float[] window;
	private final float[] thresholds;
	private final Progress progress;

	private BlockShrinkage(final Volume noisy, final TileContext place, final Progress progress) {
		this.noisy = noisy;
		this.progress = progress;
		final Extent e = noisy.extent(), whole = place == null ? e : place.stack();
		x = Positions.of(place == null ? 0 : place.x(), e.nx(), whole.nx(), SIDE, STEP);
		y = Positions.of(place == null ? 0 : place.y(), e.ny(), whole.ny(), SIDE, STEP);
		z = Positions.of(place == null ? 0 : place.z(), e.nz(), whole.nz(), DEPTH, STEP_Z);
		cosines = new Cosines(x.side(), y.side(), z.side());
		window = new float[x.side() * y.side() * z.side()];
		thresholds = new float[window.length];
		for (int i = 0; i < window.length; i++)
			window[i] = (float) (bell(i % x.side(), x.side()) * bell(i / x.side() % y.side(), y.side()) *
				bell(i / x.side() / y.side(), z.side()));
		for (int i = 0; i < window.length; i++)
			thresholds[i] = (float) (THRESHOLD + RISE * Math.min(1,
				Math.hypot(
					Math.hypot((double) (i % x.side()) / x.side(), (double) (i / x.side() % y.side()) / y.side()),
					(double) (i / x.side() / y.side()) / z.side())));
	}

	private static double bell(final int i, final int side) {
		final double d = WINDOW * (2 * (i + 0.5) / side - 1);
		return Math.exp(-d * d / 2);
	}

	/**
	 * @param noisy of which voxels that say nothing are NaN
	 * @param place of the tile in its stack; null for a whole stack
	 * @return without the noise; 0 where blocks have nothing but NaN
	 */
	static Volume of(final Volume noisy, final TileContext place, final Progress progress) {
		final BlockShrinkage shrinkage = new BlockShrinkage(noisy, place, progress);
		final Volume weights = new Volume(noisy.extent());
		Volume found = null;
		for (int i = 0; i < PASSES; i++) {
			weights.fill(0);
			found = shrinkage.pass(found, weights, progress.part((double) i / PASSES, (i + 1.0) / PASSES, ""));
		}
		return found;
	}

	private Volume pass(final Volume pilot, final Volume weights, final Progress part) {
		final Volume sums = new Volume(noisy.extent());
		final List<Integer> layers = z.all();
		for (int i = 0; i < layers.size(); i++) {
			part.check();
			part.report((double) i / layers.size(), "denoising");
			final int z0 = layers.get(i);
			for (final List<Integer> apart : y.groups())
				Parallelization.getTaskExecutor().forEach(apart, y0 -> {
					progress.check();
					row(y0, z0, pilot, sums, weights);
				});
		}
		final Extent e = noisy.extent();
		for (int k = 0; k < e.nz(); k++)
			for (int j = 0; j < e.ny(); j++) {
				final float[] sum = sums.row(j, k), weight = weights.row(j, k);
				for (int i = 0; i < sum.length; i++)
					if (weight[i] > 0) sum[i] /= weight[i];
			}
		return sums;
	}

	private void row(final int y0, final int z0, final Volume pilot, final Volume sums, final Volume weights) {
		final float[] block = new float[window.length], guide = new float[window.length],
			spare = new float[window.length];
		for (final int x0 : x.all()) {
			read(noisy, x0, y0, z0, block);
			if (pilot != null) read(pilot, x0, y0, z0, guide);
			if (!fill(block, pilot == null ? null : guide)) continue;
			cosines.forward(block, spare);
			if (pilot != null) cosines.forward(guide, spare);
			final double noise = pilot == null ? threshold(block) : weigh(block, guide);
			cosines.backward(block, spare);
			add(block, (float) (1 / noise), x0, y0, z0, sums, weights);
		}
	}

	private void read(final Volume from, final int x0, final int y0, final int z0, final float[] block) {
		for (int k = 0, at = 0; k < z.side(); k++)
			for (int j = 0; j < y.side(); j++, at += x.side())
				System.arraycopy(from.row(y0 + j, z0 + k), x0, block, at, x.side());
	}

	/**
	 * Puts the mean of the others, or what was found before, where voxels say nothing. @return whether any says
	 * something
	 */
	private static boolean fill(final float[] block, final float[] guide) {
		double sum = 0;
		int count = 0;
		for (final float v : block)
			if (v == v) {
				sum += v;
				count++;
			}
		if (count == block.length) return true;
		for (int i = 0; i < block.length; i++)
			if (block[i] != block[i]) block[i] = guide == null ? (float) (sum / count) : guide[i];
		return count > 0;
	}

	/** @return how much of the noise is left: the number of coefficients that stay */
	private double threshold(final float[] block) {
		int left = 1;
		for (int i = 1; i < block.length; i++)
			if (Math.abs(block[i]) < thresholds[i]) block[i] = 0;
			else left++;
		return left;
	}

	private static double weigh(final float[] block, final float[] guide) {
		double left = 1;
		for (int i = 1; i < block.length; i++) {
			final float power = guide[i] * guide[i], weight = power / (power + 1);
			block[i] *= weight;
			left += weight * weight;
		}
		return left;
	}

	private void add(final float[] block, final float weight, final int x0, final int y0, final int z0,
		final Volume sums, final Volume weights)
	{
		for (int k = 0, at = 0; k < z.side(); k++)
			for (int j = 0; j < y.side(); j++) {
				final float[] sum = sums.row(y0 + j, z0 + k), all = weights.row(y0 + j, z0 + k);
				for (int i = 0; i < x.side(); i++, at++) {
					final float w = weight * window[at];
					sum[x0 + i] += w * block[at];
					all[x0 + i] += w;
				}
			}
	}
}
