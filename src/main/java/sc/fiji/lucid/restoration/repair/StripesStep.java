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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.lucid.camera.Clipping;
import sc.fiji.lucid.camera.LineOffsets;
import sc.fiji.lucid.camera.NoData;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Percentiles;
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
 * Takes away what a camera adds to the counts of whole rows and columns: the same in all slices, and of rows also what
 * differs from slice to slice. An offset is no light, so that subtracting it leaves the noise what it is.
 */
public final class StripesStep implements RestorationStep<StripesStep.Decision> {

	private static final String ROWS = "rows", COLUMNS = "columns";
	/** Slices that tell what all have in common: more would add less than a tenth to what neighbours tell. */
	private static final int SLICES = 32;
	/** Voxels of a piece of a line, unless that makes more pieces than suffice. */
	private static final int PIECE = 8, PIECES = 64;
	/** Of memory that a piece takes at each line while it is weighed: seven numbers, and whether it is there. */
	private static final long BYTES = 30;

	private final DeconvolutionOptions options;

	/** @param options of which the limit of counts is heeded, where it is told */
	public StripesStep(final DeconvolutionOptions options) {
		this.options = options;
	}

	/**
	 * What holds for a stack.
	 *
	 * @param rows counts that each row (x) has too many, in all slices or in each (z); null if none
	 * @param columns the same of columns, in all slices
	 * @param limit counts from which on voxels are clipped, and stay what they are
	 * @param fills values of voxels without data, which stay what they are
	 * @param told what users want to know
	 */
	public record Decision(Volume rows, Volume columns, double limit, List<Float> fills, String told) {

		static final Decision NONE = new Decision(null, null, Double.POSITIVE_INFINITY, List.of(),
			"no rows or columns have offsets");

		@Override
		public String toString() {
			return told;
		}
	}

	@Override
	public String name() {
		return "stripes";
	}

	@Override
	public Decision undecided() {
		return Decision.NONE;
	}

	@Override
	public Decision decide(final StackSample sample, final Progress progress) {
		progress.check();
		final Recording planes = sample.planes();
		final NoData without = new NoData(NoData.fills(planes), List.of());
		final double limit = Clipping.limit(options.saturation(), planes);
		final Extent e = sample.extent();
		final long bytes = BYTES * PIECES * (e.nx() + e.ny());
		final int count = (int) Math.max(1, Math.min(Math.min(SLICES, e.nz()), sample.memory() / bytes));
		final List<float[][]> rows = new ArrayList<>(), columns = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			progress.check();
			final Recording slice = slice(sample, without, (int) ((i + 0.5) * e.nz() / count), progress);
			rows.add(pieces(slice, limit, true));
			columns.add(pieces(slice, limit, false));
		}
		progress.check();
		final LineOffsets row = offsets(rows, progress), column = offsets(columns, progress);
		progress.check();
		final Volume each = each(sample, without, limit, row, progress);
		if (!row.isFound() && !column.isFound() && each == null) return Decision.NONE;
		return new Decision(each != null ? each : row.isFound() ? course(row) : null,
			column.isFound() ? course(column) : null, limit, without.fills(), told(row, column, each));
	}

	private static Recording slice(final StackSample sample, final NoData without, final int z,
		final Progress progress)
	{
		return without.leftOut(sample.source().planes(List.of(z), progress), 0, 0);
	}

	private static LineOffsets offsets(final List<float[][]> slices, final Progress progress) {
		return LineOffsets.of(slices.stream().flatMap(Arrays::stream).toArray(float[][]::new), slices.get(0).length,
			progress);
	}

	private static Volume course(final LineOffsets offsets) {
		final Volume course = new Volume(new Extent(offsets.counts().length, 1, 1));
		System.arraycopy(offsets.counts(), 0, course.row(0, 0), 0, offsets.counts().length);
		return course;
	}

	/** What rows have in each slice by itself, with what they have in all; null if it is the same in all. */
	private static Volume each(final StackSample sample, final NoData without, final double limit,
		final LineOffsets common, final Progress progress)
	{
		final Extent e = sample.extent();
		final Volume all = new Volume(new Extent(e.ny(), 1, e.nz()));
		final double[] found = new double[e.nz()];
		for (int z = 0; z < e.nz(); z++) {
			progress.check();
			final float[][] pieces = pieces(slice(sample, without, z, progress), limit, true);
			for (final float[] piece : pieces)
				for (int y = 0; y < piece.length; y++)
					piece[y] -= common.counts()[y];
			final LineOffsets own = LineOffsets.of(pieces, pieces.length, progress);
			found[z] = own.isFound() ? 1 : 0;
			for (int y = 0; y < e.ny(); y++)
				all.row(0, z)[y] = common.counts()[y] + own.counts()[y];
		}
		// Single slices may stand out by chance; a camera's rows do in most.
		return Percentiles.median(found) == 1 ? all : null;
	}

	/** Mean counts of the pieces of a slice's lines; not a number where there are too few. */
	private static float[][] pieces(final Recording slice, final double limit, final boolean ofRows) {
		final Extent e = slice.extent();
		final int along = ofRows ? e.nx() : e.ny(), across = ofRows ? e.ny() : e.nx();
		final int piece = Math.max(PIECE, along / PIECES), count = along / piece;
		final float[][] sums = new float[count][across];
		final int[][] voxels = new int[count][across];
		final float[] row = new float[e.nx()];
		for (int y = 0; y < e.ny(); y++) {
			slice.read(y, 0, row);
			if (slice.mask() != null) slice.mask().fill(y, 0, row, Float.NaN);
			for (int x = 0; x < row.length; x++) {
				final int p = (ofRows ? x : y) / piece, v = ofRows ? y : x;
				if (p >= count || !Float.isFinite(row[x]) || row[x] >= limit) continue;
				sums[p][v] += row[x];
				voxels[p][v]++;
			}
		}
		for (int p = 0; p < count; p++)
			for (int v = 0; v < across; v++)
				sums[p][v] = 2 * voxels[p][v] < piece ? Float.NaN : sums[p][v] / voxels[p][v];
		return sums;
	}

	private static String told(final LineOffsets row, final LineOffsets column, final Volume each) {
		final List<String> parts = new ArrayList<>();
		if (row.isFound()) parts.add("rows have offsets of " + Digits.of(rounded(row.rms())) + " counts in all slices");
		if (column.isFound())
			parts.add("columns have offsets of " + Digits.of(rounded(column.rms())) + " counts in all slices");
		if (each != null) parts.add("rows have offsets of their own in each slice");
		return String.join("; ", parts) + ", which are subtracted";
	}

	private static double rounded(final double counts) {
		return Math.round(10 * counts) / 10.0;
	}

	@Override
	public TileCost cost(final Decision decided) {
		return new Cost();
	}

	/** The tile as it is recorded and as float32. */
	private record Cost() implements TileCost {

		@Override
		public Halo halo() {
			return Halo.NONE;
		}

		@Override
		public Extent grid(final Extent view) {
			return view;
		}

		@Override
		public long bytes(final Extent view, final int bytesPerVoxel) {
			return view.voxels() * (bytesPerVoxel + Float.BYTES);
		}

		/** What is kept; what it is sought by fits into the memory of the sample. */
		@Override
		public long beside(final Extent stack, final long memory) {
			return (long) Float.BYTES * (stack.ny() * (long) stack.nz() + stack.nx());
		}

		@Override
		public String reason() {
			return "to take stripes away";
		}
	}

	@Override
	public Applied apply(final Recording tile, final Decision decided, final Progress progress) {
		progress.check();
		final Map<String, Object> values = new LinkedHashMap<>();
		values.put("step", name());
		values.put("told", decided.told);
		final boolean isClean = decided.rows == null && decided.columns == null;
		return new Applied(isClean ? tile : tile.changed(without(tile, decided, progress)), 0,
			List.of(name() + ": " + decided), values);
	}

	/** Clipped voxels and those without data stay what they are, so that they are known. */
	private static Recording.Change without(final Recording tile, final Decision decided, final Progress progress) {
		final int x0 = tile.place() == null ? 0 : tile.place().x(), y0 = tile.place() == null ? 0 : tile.place().y(),
			z0 = tile.place() == null ? 0 : tile.place().z();
		return (y, z, row) -> {
			progress.check();
			final float own = decided.rows == null ? 0
				: decided.rows.row(0, decided.rows.extent().nz() == 1 ? 0 : z0 + z)[y0 + y];
			final float[] columns = decided.columns == null ? null : decided.columns.row(0, 0);
			for (int x = 0; x < row.length; x++)
				if (row[x] < decided.limit && !NoData.isFill(decided.fills, row[x]))
					row[x] -= own + (columns == null ? 0 : columns[x0 + x]);
		};
	}

	@Override
	public Map<String, Object> describe(final Decision decided) {
		final Map<String, Object> map = new LinkedHashMap<>();
		// JSON has no infinity.
		map.put("limit", Double.isInfinite(decided.limit) ? "none" : decided.limit);
		map.put("fills", NoData.described(decided.fills));
		map.put("told", decided.told);
		return map;
	}

	@Override
	public Map<String, Volume> maps(final Decision decided) {
		final Map<String, Volume> maps = new LinkedHashMap<>();
		if (decided.rows != null) maps.put(ROWS, decided.rows);
		if (decided.columns != null) maps.put(COLUMNS, decided.columns);
		return maps;
	}

	@Override
	public Decision decided(final Map<?, ?> description, final Map<String, Volume> maps) {
		return new Decision(maps.get(ROWS), maps.get(COLUMNS),
			description.get("limit") instanceof Number limit ? limit.doubleValue() : Double.POSITIVE_INFINITY,
			NoData.fills(description.get("fills")), String.valueOf(description.get("told")));
	}

	@Override
	public String toString() {
		return name();
	}
}
