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

import java.util.Arrays;
import java.util.List;

import sc.fiji.lucid.image.Volume;

/**
 * What the darkest parts of a stack show: the most frequent brightness among
 * the darker half of blocks of 8×8 voxels. Camera offset, stray light and haze together.
 *
 * @param level counts
 * @param uncertainty standard error, from eight interleaved parts of the stack, counts
 */
public record DarkLevel(double level, double uncertainty) {

	private static final int PARTS = 8;

	/** @return the background of a volume */
	public static DarkLevel of(final Volume raw) {
		return of(PhotonTransfer.blocks(raw), raw);
	}

	static DarkLevel of(final List<PhotonTransfer.Block> blocks, final Volume raw) {
		if (blocks.size() < 4 * PARTS)
			return new DarkLevel(Sample.quantile(Sample.sorted(raw, 100_000), 0.1), Double.NaN);
		final double level = mode(blocks.stream().mapToDouble(PhotonTransfer.Block::mean).toArray());
		double sum = 0, squares = 0;
		for (int part = 0; part < PARTS; part++) {
			final double[] means = new double[(blocks.size() - part + PARTS - 1) / PARTS];
			for (int i = 0; i < means.length; i++)
				means[i] = blocks.get(part + i * PARTS).mean();
			final double m = mode(means) - level;
			sum += m;
			squares += m * m;
		}
		final double variance = Math.max(0, squares - sum * sum / PARTS) / (PARTS - 1);
		return new DarkLevel(level, Math.sqrt(variance / PARTS));
	}

	/** The half-sample mode (Bickel & Frühwirth 2006) of the lower half, then the mean of what lies around it. */
	private static double mode(final double[] values) {
		Arrays.sort(values);
		int from = 0, n = Math.max(1, values.length / 2);
		while (n > Math.max(16, values.length / 50)) {
			final int half = (n + 1) / 2;
			int best = from;
			for (int i = from; i + half <= from + n; i++)
				if (values[i + half - 1] - values[i] < values[best + half - 1] - values[best]) best = i;
			from = best;
			n = half;
		}
		double mode = values[from + n / 2];
		// Symmetric around the mode as far as the darker side reaches, so that objects do not pull it.
		final double reach = mode - values[(int) (0.02 * from)];
		for (int round = 0; round < 3; round++) {
			double sum = 0, count = 0;
			for (final double v : values)
				if (Math.abs(v - mode) <= 0.7 * reach) {
					sum += v;
					count++;
				}
			if (count > 0) mode = sum / count;
		}
		return mode;
	}
}
