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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.apache.commons.math3.distribution.NormalDistribution;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Recording;

/**
 * Robust estimate of the constant under the signal (camera offset and haze) from
 * the darkest parts of the stack.
 * <p>
 * The planes are cut into blocks of 8×8 voxels. The mean of the darkest percent
 * of the block means lies below the background by a known share of their noise,
 * because the darkest of many noisy blocks were picked; that share is added again.
 * <p>
 * Where out-of-focus light lies everywhere, as in widefield stacks, this is the
 * background with the haze of the darkest place; the fit tells the two
 * apart.
 *
 * @param value counts under the signal
 * @param uncertainty one standard deviation of the value, in counts
 */
public record BackgroundEstimate(double value, double uncertainty) {

	private static final int BLOCK = 8;
	private static final double DARKEST = 0.01;

	private static final double SELECTION_UNCERTAINTY = 0.4;
	private static final int PASSES = 10;
	private static final double LEAST_SHARE = 0.02;

	/** Mean and standard deviation of a block's voxels. */
	private record Block(double mean, double deviation) {}

	/** @param observed counts above the zero of their noise, of which masked voxels do not count */
	public static BackgroundEstimate of(final Recording observed) {
		final List<Block> blocks = blocks(observed);
		// Registration and stitching leave borders of exactly constant voxels; they are no background.
		final List<Block> noisy = blocks.stream().filter(b -> b.deviation > 0).toList();
		final List<Block> used = new ArrayList<>(2 * noisy.size() >= blocks.size() ? noisy : blocks);
		used.sort(Comparator.comparingDouble(Block::mean));
		final List<Block> darkest = used.subList(0, Math.max(1, (int) (DARKEST * used.size())));
		final double mean = darkest.stream().mapToDouble(Block::mean).average().orElseThrow();
		final double deviation = darkest.stream()
			.mapToDouble(Block::deviation)
			.sorted()
			.skip(darkest.size() / 2)
			.findFirst()
			.orElseThrow();
		final Extent e = observed.extent();
		final double standardError = deviation / Math.sqrt((double) Math.min(BLOCK, e.nx()) * Math.min(BLOCK, e.ny()));
		return new BackgroundEstimate(
			Math.max(0,
				mean + selection(used, (double) darkest.size() / used.size(), mean, standardError) * standardError),
			SELECTION_UNCERTAINTY * standardError);
	}

	/** @return the same of counts that are so much larger */
	public BackgroundEstimate plus(final double counts) {
		return new BackgroundEstimate(value + counts, uncertainty);
	}

	/**
	 * How far below the background the darkest blocks lie by their choice, in
	 * standard errors: the mean of the lowest part p of a normal distribution is
	 * −φ(z)/p. Half of the background's blocks lie below it, which tells p.
	 */
	private static double selection(final List<Block> sorted, final double darkest, final double mean,
		final double standardError)
	{
		final NormalDistribution normal = new NormalDistribution(null, 0, 1);
		double selection = 2;
		for (int pass = 0; pass < PASSES; pass++) {
			final double background = mean + selection * standardError;
			final double below = (double) sorted.stream().filter(b -> b.mean < background).count() / sorted.size();
			final double part = Math.min(0.5, darkest / Math.max(LEAST_SHARE, Math.min(1, 2 * below)));
			selection = normal.density(normal.inverseCumulativeProbability(part)) / part;
		}
		return selection;
	}

	private static List<Block> blocks(final Recording observed) {
		final Extent e = observed.extent();
		final int height = Math.min(BLOCK, e.ny());
		final List<Block> blocks = new ArrayList<>(), parts = new ArrayList<>();
		final float[][] rows = new float[height][e.nx()];
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y + height <= e.ny(); y += height) {
				for (int j = 0; j < height; j++) {
					observed.read(y + j, z, rows[j]);
					if (observed.mask() != null) observed.mask().fill(y + j, z, rows[j], Float.NaN);
				}
				addBlocks(rows, blocks, parts);
			}
		// Bad rows of the camera may run through all blocks.
		final List<Block> all = blocks.isEmpty() ? parts : blocks;
		if (all.isEmpty()) throw new IllegalArgumentException(
			"No voxel of the stack has weight: all hold no data or are masked. Check the file, and what masks it.");
		return all;
	}

	/** @param parts gets what is there of blocks of which voxels are missing */
	private static void addBlocks(final float[][] rows, final List<Block> blocks, final List<Block> parts) {
		final int nx = rows[0].length, width = Math.min(BLOCK, nx);
		for (int x0 = 0; x0 + width <= nx; x0 += width) {
			double sum = 0, squares = 0;
			int n = 0;
			for (final float[] row : rows)
				for (int x = x0; x < x0 + width; x++) {
					if (Float.isNaN(row[x])) continue;
					sum += row[x];
					squares += (double) row[x] * row[x];
					n++;
				}
			if (n == 0) continue;
			final double mean = sum / n;
			(n == width * rows.length ? blocks : parts)
				.add(new Block(mean, Math.sqrt(Math.max(0, squares / n - mean * mean))));
		}
	}
}
