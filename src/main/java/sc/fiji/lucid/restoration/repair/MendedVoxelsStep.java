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
package sc.fiji.lucid.restoration.repair;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import sc.fiji.lucid.camera.NoData;
import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.restoration.Applied;
import sc.fiji.lucid.restoration.RestorationStep;
import sc.fiji.lucid.restoration.StackSample;
import sc.fiji.lucid.tiling.Halo;
import sc.fiji.lucid.tiling.TileCost;

/**
 * The end of a repair without restoration: what deconvolution would take into its model is put into the voxels, since a
 * file holds nothing else. A voxel without weight becomes the median of the nearest in its slice that have weight, or,
 * where there is none, the mean of those before and after; the light of a slice that had a part of it, counts above the camera's offset, is divided by that part.
 */
public final class MendedVoxelsStep implements RestorationStep<MendedVoxelsStep.Offset> {

	/** So far, in voxels, neighbours are looked for. */
	private static final int FARTHEST = 3;
	/** Stands for a voxel without weight where recorded values are looked at; no fill is so far from all counts. */
	private static final float WEIGHTLESS = -Float.MAX_VALUE;

	private final DeconvolutionOptions options;

	/** The camera's offset is found, where it matters. */
	public MendedVoxelsStep() {
		this(DeconvolutionOptions.DEFAULT);
	}

	/** @param options of which the camera is heeded, where it is told */
	public MendedVoxelsStep(final DeconvolutionOptions options) {
		this.options = options;
	}

	/**
	 * What there is to decide.
	 *
	 * @param counts that the camera gives without light
	 * @param fills values of voxels without data, which stay what they are
	 */
	public record Offset(double counts, List<Float> fills) implements TileCost {

		@Override
		public Halo halo() {
			return new Halo(FARTHEST, FARTHEST, 1);
		}

		@Override
		public Extent grid(final Extent view) {
			return view;
		}

		/** What is recorded, and what is mended. */
		@Override
		public long bytes(final Extent view, final int bytesPerVoxel) {
			return view.voxels() * (bytesPerVoxel + Float.BYTES);
		}

		@Override
		public String reason() {
			return "to mend voxels";
		}

		@Override
		public String toString() {
			return "voxels without weight are mended";
		}
	}

	@Override
	public String name() {
		return "mended-voxels";
	}

	@Override
	public Offset undecided() {
		return new Offset(0, List.of());
	}

	@Override
	public Offset decide(final StackSample sample, final Progress progress) {
		progress.check();
		final Recording planes = sample.planes();
		progress.check();
		if (planes.light() == null) return new Offset(0, List.of());
		return new Offset(planes.light().unlit() == planes.light().unlit() ? planes.light().unlit()
			: NoiseModel.of(planes, options.gain(), options.offset(), options.readNoise())
				.camera(options.readNoise(), planes)
				.offset(),
			NoData.fills(planes));
	}

	@Override
	public TileCost cost(final Offset decided) {
		return decided;
	}

	@Override
	public Applied apply(final Recording tile, final Offset decided, final Progress progress) {
		progress.check();
		if (tile.mask() == null && tile.light() == null) return new Applied(tile, 0, List.of(), Map.of());
		final Volume mended = new Volume(tile.extent());
		final Recording even = tile.evened(decided.counts());
		Planes.forEach(tile.extent().nz(), z -> {
			progress.check();
			mend(tile, even, decided.fills(), z, mended);
		});
		return new Applied(Recording.of(mended), 0, List.of(
			"voxels without weight are the median of the nearest others in their slice, or, where there are none, " +
				"the mean of the slices beside" + (tile.light() == null ? "" : "; light above " +
					Digits.of(decided.counts()) + " counts is divided by the part of it that was seen")),
			Map.of());
	}

	private static void mend(final Recording tile, final Recording even, final List<Float> fills, final int z,
		final Volume mended)
	{
		final Extent e = tile.extent();
		final float[][] rows = new float[e.ny()][e.nx()], recorded = new float[e.ny()][e.nx()];
		for (int y = 0; y < e.ny(); y++) {
			tile.read(y, z, recorded[y]);
			even.read(y, z, rows[y]);
			if (tile.mask() != null) {
				tile.mask().fill(y, z, rows[y], Float.NaN);
				// Reads as 0, which may be a fill.
				tile.mask().fill(y, z, recorded[y], WEIGHTLESS);
			}
			for (int x = 0; x < e.nx(); x++)
				if (isEmpty(recorded[y][x], fills)) rows[y][x] = Float.NaN;
		}
		for (int y = 0; y < e.ny(); y++) {
			final float[] row = mended.row(y, z);
			for (int x = 0; x < e.nx(); x++)
				row[x] = isEmpty(recorded[y][x], fills) ? recorded[y][x]
					: rows[y][x] == rows[y][x] ? rows[y][x] : median(rows, x, y);
			if (hasGaps(row)) between(tile, even, fills, y, z, row, recorded[y]);
		}
	}

	private static boolean hasGaps(final float[] row) {
		for (final float v : row)
			if (v != v) return true;
		return false;
	}

	/** Puts the mean of the slices before and after where there is nothing, as far as they have weight there. */
	private static void between(final Recording tile, final Recording even, final List<Float> fills, final int y,
		final int z, final float[] row, final float[] recorded)
	{
		final float[] sums = new float[row.length], values = new float[row.length], counts = new float[row.length];
		for (int k = Math.max(0, z - 1); k <= Math.min(tile.extent().nz() - 1, z + 1); k++) {
			if (k == z) continue;
			even.read(y, k, values);
			if (tile.mask() != null) tile.mask().fill(y, k, values, Float.NaN);
			for (int x = 0; x < row.length; x++) {
				if (isEmpty(values[x], fills)) continue;
				sums[x] += values[x];
				counts[x]++;
			}
		}
		for (int x = 0; x < row.length; x++)
			if (row[x] != row[x] && !isEmpty(recorded[x], fills) && counts[x] > 0) row[x] = sums[x] / counts[x];
	}

	/** Whether nothing was recorded there: no neighbour tells what would have been. */
	private static boolean isEmpty(final float value, final List<Float> fills) {
		return value != value || NoData.isFill(fills, value);
	}

	/** Of the smallest square that has others; not a number if there are none near. */
	private static float median(final float[][] rows, final int x, final int y) {
		final double[] near = new double[(2 * FARTHEST + 1) * (2 * FARTHEST + 1)];
		for (int r = 1; r <= FARTHEST; r++) {
			int n = 0;
			for (int j = Math.max(0, y - r); j <= Math.min(rows.length - 1, y + r); j++)
				for (int i = Math.max(0, x - r); i <= Math.min(rows[j].length - 1, x + r); i++)
					if (rows[j][i] == rows[j][i]) near[n++] = rows[j][i];
			if (n > 0) return (float) Percentiles.median(Arrays.copyOf(near, n));
		}
		return Float.NaN;
	}

	@Override
	public Map<String, Object> describe(final Offset decided) {
		return Map.of("offset", decided.counts(), "fills", NoData.described(decided.fills()));
	}

	@Override
	public Offset decided(final Map<?, ?> description, final Map<String, Volume> maps) {
		return new Offset(((Number) description.get("offset")).doubleValue(), NoData.fills(description.get("fills")));
	}

	@Override
	public String toString() {
		return name();
	}
}
