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
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import sc.fiji.lucid.camera.NoData;
import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.image.VoxelSource;
import sc.fiji.lucid.registration.SincKernel;
import sc.fiji.lucid.registration.SlicePath;
import sc.fiji.lucid.restoration.Applied;
import sc.fiji.lucid.restoration.RestorationStep;
import sc.fiji.lucid.restoration.SliceCost;
import sc.fiji.lucid.restoration.StackSample;
import sc.fiji.lucid.tiling.Halo;
import sc.fiji.lucid.tiling.TileCost;

/**
 * Puts slices that jump sideways back on the smooth course of their neighbours, by windowed-sinc interpolation. The
 * course itself is left: a sample may lean. What comes into view at a rim has no weight.
 */
public final class JitterStep implements RestorationStep<SliceShifts> {

	/** Less than this, in voxels root mean square, is found in stacks that lie still: 0.12 (docs/notebook/repair.md). */
	private static final double LEAST = 0.2;
	/** Jitter is believed if it is so many times its error. */
	private static final double SURE = 2;
	/** Part of a field in which slices must all hold data to be compared. */
	private static final double COMMON = 0.5;
	/** Sides of the part in the middle of the slices that is compared, and where it is only looked at. */
	private static final int SIDE = 512, LOOK = 128;

	private final boolean isReport;

	private JitterStep(final boolean isReport) {
		this.isReport = isReport;
	}

	/** Corrects what is found. */
	public JitterStep() {
		this(false);
	}

	/** @return a step that says what it finds, and how it is corrected, and changes nothing */
	public static JitterStep report() {
		return new JitterStep(true);
	}

	@Override
	public String name() {
		return isReport ? "jitter-report" : "jitter";
	}

	@Override
	public SliceShifts undecided() {
		return SliceShifts.NONE;
	}

	@Override
	public SliceShifts decide(final StackSample sample, final Progress progress) {
		progress.check();
		final VoxelSource source = sample.source();
		final Extent e = source.extent();
		if (e.nz() < SlicePath.LEAST_SLICES) return SliceShifts.NONE;
		final int most = (int) Math.min(isReport ? LOOK : SIDE,
			Math.sqrt(sample.memory() / (2.0 * Float.BYTES * e.nz())));
		final Extent part = new Extent(Math.min(e.nx(), most), Math.min(e.ny(), most), e.nz());
		final Recording raw = source.read(new Box((e.nx() - part.nx()) / 2, (e.ny() - part.ny()) / 2, 0, part),
			progress);
		final NoData without = new NoData(NoData.fills(raw), List.of());
		final Recording present = without.leftOut(raw, 0, 0);
		if (inCommon(present) < COMMON) return SliceShifts.ELSEWHERE;
		final Volume faded = faded(present, progress);
		final int[] held = IntStream.range(0, e.nz()).filter(z -> isLit(faded, z)).toArray();
		final SlicePath path = SlicePath.of(held, new Extent(part.nx(), part.ny(), 1), z -> rows(faded, z), !isReport,
			progress::isCancelled);
		progress.check();
		final SliceShifts shifts = SliceShifts.of(path, held, e.nz(), without.fills());
		return path.rms() < Math.max(LEAST, SURE * path.error()) ? shifts.still() : shifts;
	}

	/** @return the part of the field in which all slices hold data, those that hold none aside */
	private static double inCommon(final Recording raw) {
		final Extent e = raw.extent();
		if (raw.mask() == null) return 1;
		final BitSet missing = new BitSet();
		final float[] row = new float[e.nx()];
		for (int z = 0; z < e.nz(); z++) {
			final BitSet here = new BitSet();
			for (int y = 0; y < e.ny(); y++) {
				Arrays.fill(row, 0);
				raw.mask().fill(y, z, row, Float.NaN);
				for (int x = 0; x < e.nx(); x++)
					if (Float.isNaN(row[x])) here.set(y * e.nx() + x);
			}
			if (here.cardinality() < e.nx() * e.ny()) missing.or(here);
		}
		return 1 - missing.cardinality() / (double) (e.nx() * e.ny());
	}

	/** Whether a slice holds anything: a blank one says nothing of where it lies. */
	private static boolean isLit(final Volume faded, final int z) {
		for (int y = 0; y < faded.extent().ny(); y++)
			for (final float v : faded.row(y, z))
				if (v != 0) return true;
		return false;
	}

	private static float[][] rows(final Volume v, final int z) {
		final float[][] rows = new float[v.extent().ny()][];
		for (int y = 0; y < rows.length; y++)
			rows[y] = v.row(y, z);
		return rows;
	}

	/** Each slice without its mean, faded to the rims by a Hann window; 0 where it holds no data. */
	private static Volume faded(final Recording raw, final Progress progress) {
		final Extent e = raw.extent();
		final Volume faded = new Volume(e);
		final double[] across = hann(e.nx()), down = hann(e.ny());
		Planes.forEach(e.nz(), z -> {
			progress.check();
			double sum = 0;
			long count = 0;
			for (int y = 0; y < e.ny(); y++) {
				final float[] row = faded.row(y, z);
				raw.read(y, z, row);
				if (raw.mask() != null) raw.mask().fill(y, z, row, Float.NaN);
				for (final float v : row)
					if (Float.isFinite(v)) {
						sum += v;
						count++;
					}
			}
			for (int y = 0; y < e.ny(); y++) {
				final float[] row = faded.row(y, z);
				for (int x = 0; x < row.length; x++)
					row[x] = Float.isFinite(row[x]) ? (float) ((row[x] - sum / count) * across[x] * down[y]) : 0;
			}
		});
		return faded;
	}

	private static double[] hann(final int n) {
		return IntStream.range(0, n).mapToDouble(i -> Math.pow(Math.sin(Math.PI * (i + 0.5) / n), 2)).toArray();
	}

	@Override
	public TileCost cost(final SliceShifts decided) {
		return isReport ? new SliceCost("to look at where slices lie") : new Cost(halo(decided == SliceShifts.NONE
			? SlicePath.LARGEST : decided.isNone() ? -SincKernel.REACH : decided.largest()));
	}

	private static Halo halo(final int largest) {
		return new Halo(largest + SincKernel.REACH, largest + SincKernel.REACH, 0);
	}

	/** What is recorded, what is shifted, bits of voxels without weight, and some planes for each thread. */
	private record Cost(Halo halo) implements TileCost {

		private static final int THREADS = 16;

		@Override
		public Extent grid(final Extent view) {
			return view;
		}

		@Override
		public long bytes(final Extent view, final int bytesPerVoxel) {
			return view.voxels() * (bytesPerVoxel + Float.BYTES) + view.voxels() / 2 +
				3L * THREADS * Float.BYTES * view.nx() * view.ny();
		}

		@Override
		public int bytesAfter(final int bytesPerVoxel) {
			return Float.BYTES;
		}

		@Override
		public String reason() {
			return "to shift slices";
		}
	}

	@Override
	public Applied apply(final Recording tile, final SliceShifts decided, final Progress progress) {
		progress.check();
		if (isReport) return new Applied(tile, 0,
			decided.isNone() ? List.of() : List.of(name() + ": " + decided + "; --repair auto,jitter puts them back"),
			values(decided));
		if (decided.isNone()) return new Applied(tile, 0, List.of(name() + ": " + decided), values(decided));
		return new Applied(shifted(tile, decided, progress), 0,
			List.of(name() + ": " + decided + "; they are put back by windowed-sinc interpolation"), values(decided));
	}

	private Map<String, Object> values(final SliceShifts decided) {
		final Map<String, Object> values = new LinkedHashMap<>();
		if (isReport && decided.isNone()) return values;
		values.put("step", name());
		values.put("resampled", !isReport && !decided.isNone());
		values.putAll(describe(decided));
		return values;
	}

	private static Recording shifted(final Recording tile, final SliceShifts decided, final Progress progress) {
		final Extent e = tile.extent();
		final int x0 = tile.place() == null ? 0 : tile.place().x(), y0 = tile.place() == null ? 0 : tile.place().y(),
			z0 = tile.place() == null ? 0 : tile.place().z();
		final Extent stack = tile.place() == null ? e : tile.place().stack();
		final Recording present = new NoData(decided.fills(), List.of()).leftOut(tile, x0, y0);
		final Volume shifted = new Volume(e);
		final BitSet[] without = new BitSet[e.nz()];
		Planes.forEach(e.nz(), z -> {
			progress.check();
			final ShiftedPlane plane = new ShiftedPlane(present, z, decided.x().get(z0 + z), decided.y().get(z0 + z));
			plane.write(shifted);
			without[z] = plane.without(x0, y0, stack);
		});
		Recording result = Recording.of(shifted).withLight(tile.light());
		for (final BitSet plane : without)
			if (!plane.isEmpty()) {
				result = result.withMask(Mask.of(e, without));
				break;
			}
		return tile.place() == null ? result : result.asTile(tile.place());
	}

	@Override
	public Map<String, Object> describe(final SliceShifts decided) {
		final Map<String, Object> map = new LinkedHashMap<>();
		map.put("shiftX", decided.x());
		map.put("shiftY", decided.y());
		map.put("lean", decided.lean());
		map.put("fills", NoData.described(decided.fills()));
		return map;
	}

	@Override
	public SliceShifts decided(final Map<?, ?> description, final Map<String, Volume> maps) {
		return new SliceShifts(numbers(description.get("shiftX")), numbers(description.get("shiftY")),
			numbers(description.get("lean")), NoData.fills(description.get("fills")));
	}

	private static List<Double> numbers(final Object list) {
		return ((List<?>) list).stream().map(v -> ((Number) v).doubleValue()).toList();
	}

	@Override
	public String toString() {
		return name();
	}
}
