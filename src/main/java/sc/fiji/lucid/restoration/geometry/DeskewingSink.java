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
package sc.fiji.lucid.restoration.geometry;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import sc.fiji.lucid.registration.SincKernel;
import sc.fiji.lucid.restoration.VoxelSink;

/**
 * Puts the restored voxels of a skewed stage scan upright as they come, each slice along Y by cubic interpolation, and
 * passes them on. Of what comes in tiles, the few rows that hang on two of them wait for the second. Voxels of the
 * upright box that the scan does not show become NaN; beyond its ends a slice is mirrored, so that its rim does not
 * ring. May be called from many threads.
 */
public final class DeskewingSink implements VoxelSink {

	private final SkewedGrid grid;
	private final VoxelSink result;
	private final Map<Strip, Map<Integer, Row>> waiting = new HashMap<>();

	/** Rows of a slice that lie in the same columns. */
	private record Strip(int z, int x, int width) {}

	/** A row of which some old rows are missing. */
	private static final class Row {

		final double[] sums;
		int taps;

		Row(final int width) {
			sums = new double[width];
		}
	}

	/**
	 * @param grid of the scan
	 * @param result takes the voxels of the upright box
	 */
	public DeskewingSink(final SkewedGrid grid, final VoxelSink result) {
		this.grid = grid;
		this.result = result;
	}

	@Override
	public synchronized void part(final int z, final int x, final int y, final int width, final int height,
		final float[] voxels)
	{
		final int first = grid.firstSeen(z), last = first + grid.scan().ny();
		final CubicKernel kernel = new CubicKernel(-grid.first(z));
		final Strip strip = new Strip(z, x, width);
		final Map<Integer, Row> rows = waiting.computeIfAbsent(strip, s -> new HashMap<>());
		final int from = Math.max(first, first + y - CubicKernel.TAPS),
			to = Math.min(last, first + y + height + CubicKernel.TAPS);
		for (int i = from; i < to; i++)
			add(i, kernel, y, height, voxels, strip, rows);
		pass(from, to, strip, rows);
		if (rows.isEmpty()) waiting.remove(strip);
		if (y == 0) unseen(0, first, strip);
		if (y + height == grid.scan().ny()) unseen(last, grid.extent().ny(), strip);
	}

	/** Adds to a row of the box what it has of the part. */
	private void add(final int i, final CubicKernel kernel, final int y, final int height, final float[] voxels,
		final Strip strip, final Map<Integer, Row> rows)
	{
		for (int k = 0; k < CubicKernel.TAPS; k++) {
			final int j = SincKernel.mirrored(kernel.from(i, k), grid.scan().ny()) - y;
			if (j < 0 || j >= height) continue;
			final Row row = rows.computeIfAbsent(i, n -> new Row(strip.width));
			final double weight = kernel.weight(k);
			row.taps++;
			if (weight != 0) for (int n = 0; n < strip.width; n++)
				row.sums[n] += weight * voxels[j * strip.width + n];
		}
	}

	/** Passes on the rows that are complete, neighbours together. */
	private void pass(final int from, final int to, final Strip strip, final Map<Integer, Row> rows) {
		for (int i = from; i < to; i++) {
			int end = i;
			while (end < to && rows.containsKey(end) && rows.get(end).taps == CubicKernel.TAPS)
				end++;
			if (end == i) continue;
			final float[] part = new float[(end - i) * strip.width];
			for (int j = i; j < end; j++) {
				final double[] sums = rows.remove(j).sums;
				for (int n = 0; n < strip.width; n++)
					part[(j - i) * strip.width + n] = (float) sums[n];
			}
			result.part(strip.z, strip.x, i, strip.width, end - i, part);
			i = end;
		}
	}

	private void unseen(final int from, final int to, final Strip strip) {
		if (from == to) return;
		final float[] none = new float[(to - from) * strip.width];
		Arrays.fill(none, Float.NaN);
		result.part(strip.z, strip.x, from, strip.width, to - from, none);
	}
}
