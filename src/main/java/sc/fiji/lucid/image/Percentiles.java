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
package sc.fiji.lucid.image;

import java.util.Arrays;

import org.apache.commons.math3.util.KthSelector;

/**
 * Percentiles and medians, of voxels that are sampled evenly: the one place where voxels are sorted for robust
 * numbers.
 */
public final class Percentiles {

	/** Voxels of which a percentile is taken: of a million a thousand lie above the 99.9th, which is 3 % sure. */
	public static final int SAMPLES = 1 << 20;

	private Percentiles() {}

	@FunctionalInterface
	private interface RowsOf {

		float[] row(int y, int z);
	}

	/** @return the value below which this part of the voxels lies; not a number where none of them is one */
	public static double percentile(final Recording recorded, final double part) {
		final float[] row = new float[recorded.extent().nx()];
		return select(sample(recorded.extent(), SAMPLES, (y, z) -> {
			recorded.read(y, z, row);
			return row;
		}), part);
	}

	/** As the other, of the box of size {@code view} at the origin. */
	public static double percentile(final Volume volume, final Extent view, final double part) {
		return select(sample(view, SAMPLES, volume::row), part);
	}

	private static double select(final float[] sample, final double part) {
		if (sample.length == 0) return Double.NaN;
		final double[] values = new double[sample.length];
		for (int i = 0; i < values.length; i++)
			values[i] = sample[i];
		return select(values, (int) Math.round(part * (values.length - 1)));
	}

	/**
	 * Finds one value without sorting all.
	 *
	 * @param values come out in another order
	 * @param k from 0
	 * @return the one that {@code k} of them come before
	 */
	public static double select(final double[] values, final int k) {
		return new KthSelector().select(values, null, k);
	}

	/**
	 * @param atMost about how many values to take
	 * @return finite values, ascending; at least one
	 * @throws IllegalArgumentException if the volume holds none
	 */
	public static float[] sorted(final Volume volume, final int atMost) {
		final float[] sample = sorted(volume.extent(), atMost, volume::row);
		if (sample.length == 0) throw new IllegalArgumentException("The volume holds no finite number.");
		return sample;
	}

	/** As the other. */
	public static float[] sorted(final Recording recorded, final int atMost) {
		final float[] row = new float[recorded.extent().nx()];
		final float[] sample = sorted(recorded.extent(), atMost, (y, z) -> {
			recorded.read(y, z, row);
			return row;
		});
		if (sample.length == 0) throw new IllegalArgumentException("The volume holds no finite number.");
		return sample;
	}

	private static float[] sorted(final Extent e, final int atMost, final RowsOf rows) {
		final float[] sample = sample(e, atMost, rows);
		Arrays.sort(sample);
		return sample;
	}

	/** Finite values, in the order of the voxels. */
	private static float[] sample(final Extent e, final int atMost, final RowsOf rows) {
		// An odd stride walks through all columns of rows whose length is a power of 2.
		final long stride = e.voxels() <= atMost ? 1 : e.voxels() / atMost | 1;
		final float[] sample = new float[(int) ((e.voxels() - 1) / stride + 1)];
		int n = 0;
		long next = 0, start = 0;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++, start += e.nx()) {
				if (next >= start + e.nx()) continue;
				final float[] row = rows.row(y, z);
				for (; next < start + e.nx(); next += stride) {
					final float v = row[(int) (next - start)];
					if (Math.abs(v) <= Float.MAX_VALUE) sample[n++] = v;
				}
			}
		return n == sample.length ? sample : Arrays.copyOf(sample, n);
	}

	/** @return the value below which this part of the sorted values lies */
	public static double of(final float[] sorted, final double part) {
		return sorted[(int) Math.round(part * (sorted.length - 1))];
	}

	/** @return the median; not a number if there are none */
	public static double median(final double[] values) {
		if (values.length == 0) return Double.NaN;
		final double[] sorted = values.clone();
		Arrays.sort(sorted);
		return 0.5 * (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]);
	}
}
