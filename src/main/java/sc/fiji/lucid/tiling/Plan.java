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
package sc.fiji.lucid.tiling;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import sc.fiji.lucid.image.Extent;

/**
 * How a volume is restored within a given memory, known before anything is
 * allocated: in one piece if that fits, otherwise in the tiles that take the
 * fewest voxels of FFT grids in all.
 *
 * @param tiling how the volume is cut
 * @param grid size on which the largest tile is computed
 * @param bytes memory that restoring the largest tile takes, with what is held of the whole volume beside it
 * @param work voxels of the grids of all tiles
 * @param haloPart 1, or the part of the halo that memory allows
 */
public record Plan(Tiling tiling, Extent grid, long bytes, long work, double haloPart) {

	private static final double GB = 1 << 30;

	/** Where cores are cut, so that chunks of a result can follow them. */
	static final int STEP_XY = 16;
	static final int STEP_Z = 8;

	/** Tiles are read as float32, whatever the stack holds. */
	private static final int TILE_BYTES = Float.BYTES;

	/** Part of the memory that is left to the tile itself: the rest is for garbage, chunks and the program. */
	private static final double SHARE = 0.8;

	/** Tried one after the other where memory is short. */
	private static final double[] SMALLER_HALOS = { 1, 0.7, 0.5, 0.35, 0.25 };

	/**
	 * Where a device restores the volume, tiles fit there, too; where it holds not even small ones, it is planned for the
	 * processor.
	 *
	 * @param stack size of the volume
	 * @param bytesPerVoxel of the recorded stack: 1, 2 or 4
	 * @param cost of a tile
	 * @param memory bytes that may be used
	 * @throws IllegalStateException that says how much would do, if not even small
	 *           tiles fit
	 */
	public static Plan of(final Extent stack, final int bytesPerVoxel, final TileCost cost, final long memory) {
		final Plan whole = of(Tiling.whole(stack), bytesPerVoxel, cost);
		final long all = (long) (SHARE * memory);
		final Optional<Plan> onDevice = cost.device(stack).flatMap(holds -> onDevice(whole, cost, memory, holds));
		if (onDevice.isPresent()) return onDevice.get();
		if (whole.bytes <= all || !cost.isDivisible()) return whole;
		final long beside = cost.beside(stack, memory), usable = all - beside;
		for (final double part : SMALLER_HALOS) {
			final Tiling tiling = tiled(stack, cost.halo().times(part), cost, usable, view -> true);
			if (tiling != null) return tiles(tiling, cost, beside, part);
		}
		throw tooLittle(stack, cost,
			bytes(
				new Tiling(stack,
					new Extent(Math.min(STEP_XY, stack.nx()), Math.min(STEP_XY, stack.ny()),
						Math.min(STEP_Z, stack.nz())),
					cost.halo().times(SMALLER_HALOS[SMALLER_HALOS.length - 1])),
				cost) + beside,
			all);
	}

	/** @return in one piece, or in tiles with all of their halo, if the device holds such */
	private static Optional<Plan> onDevice(final Plan whole, final TileCost cost, final long memory,
		final Predicate<Extent> holds)
	{
		final Extent stack = whole.tiling.stack();
		final long all = (long) (SHARE * memory);
		if (whole.bytes <= all && holds.test(stack)) return Optional.of(whole);
		if (!cost.isDivisible()) return Optional.empty();
		final long beside = cost.beside(stack, memory);
		return Optional.ofNullable(tiled(stack, cost.halo(), cost, all - beside, holds))
			.map(tiling -> tiles(tiling, cost, beside, 1));
	}

	private static Plan tiles(final Tiling tiling, final TileCost cost, final long beside, final double part) {
		return new Plan(tiling, cost.grid(tiling.largestView()), beside + bytes(tiling, cost), Axes.work(tiling, cost),
			part);
	}

	/** @return bytes of memory with which the volume is restored in one piece */
	public static long memoryForWhole(final Extent stack, final int bytesPerVoxel, final TileCost cost) {
		return (long) Math.ceil(cost.bytes(stack, bytesPerVoxel) / SHARE) + 1;
	}

	/** @return the plan for a tiling that is given, of which the halo may be smaller than that of the cost */
	public static Plan of(final Tiling tiling, final int bytesPerVoxel, final TileCost cost) {
		final Extent view = tiling.largestView();
		return new Plan(tiling, cost.grid(view), cost.bytes(view, bytesPerVoxel), Axes.work(tiling, cost),
			tiling.largestView().equals(tiling.stack()) ? 1 : tiling.halo().partOf(cost.halo()));
	}

	/** @return the tiling that fits with the least work, or null */
	private static Tiling tiled(final Extent stack, final Halo halo, final TileCost cost, final long usable,
		final Predicate<Extent> holds)
	{
		final Axes axes = new Axes(stack, halo, cost);
		final List<Cut> alongX = axes.cuts(0, STEP_XY), alongY = axes.cuts(1, STEP_XY), alongZ = axes.cuts(2, STEP_Z);
		Tiling best = null;
		long least = Long.MAX_VALUE;
		for (final Cut z : alongZ)
			for (final Cut y : alongY)
				for (final Cut x : alongX) {
					final long work = x.work * y.work * z.work;
					// One float of the grid alone, before the full account is asked for.
					if (work >= least || Float.BYTES * (long) x.grid * y.grid * z.grid > usable) continue;
					final Tiling tiling = new Tiling(stack, new Extent(x.core, y.core, z.core), halo);
					if (bytes(tiling, cost) > usable || !holds.test(tiling.largestView())) continue;
					best = tiling;
					least = work;
				}
		return best;
	}

	private static long bytes(final Tiling tiling, final TileCost cost) {
		return cost.bytes(tiling.largestView(), TILE_BYTES);
	}

	private static IllegalStateException tooLittle(final Extent stack, final TileCost cost, final long needed,
		final long usable)
	{
		return new IllegalStateException(String.format(Locale.ROOT, "Restoring %s %s needs %s of memory " +
			"even in the smallest tiles, and Java may use only %s: give it more (command line: LUCID_OPTS=-Xmx%dg or " +
			"--memory; Fiji: Edit > Options > Memory & Threads), or crop the PSF.", stack, cost.reason(),
			size(needed / SHARE), size(usable / SHARE), (long) Math.ceil(needed / SHARE / GB)));
	}

	/** @return so many bytes in words, as {@code 3.1 MB} or {@code 2.40 GB} */
	public static String size(final double bytes) {
		return bytes < GB / 10 ? String.format(Locale.ROOT, "%.1f MB", bytes / (1 << 20))
			: String.format(Locale.ROOT, "%.2f GB", bytes / GB);
	}

	/**
	 * A way to cut an axis.
	 *
	 * @param core size of a core
	 * @param work sum of the grid's sizes over the tiles
	 * @param grid size of the largest
	 */
	private record Cut(int core, long work, int grid) {}

	/** What cutting costs along each axis. */
	private record Axes(Extent stack, Halo halo, TileCost cost) {

		static long work(final Tiling tiling, final TileCost cost) {
			final Axes axes = new Axes(tiling.stack(), tiling.halo(), cost);
			return axes.cut(0, tiling.core().nx()).work * axes.cut(1, tiling.core().ny()).work *
				axes.cut(2, tiling.core().nz()).work;
		}

		/** @return one cut for each number of tiles, as equal as the step allows */
		List<Cut> cuts(final int axis, final int step) {
			final int n = size(stack, axis);
			final Set<Integer> cores = new LinkedHashSet<>(List.of(n));
			for (int count = 2; count * step < n + step; count++)
				cores.add(((n + count - 1) / count + step - 1) / step * step);
			return cores.stream().map(core -> cut(axis, core)).toList();
		}

		Cut cut(final int axis, final int core) {
			final int margin = axis == 0 ? halo.x() : axis == 1 ? halo.y() : halo.z();
			final int[] grids = Tiling.stretches(size(stack, axis), core, margin)
				.stream()
				.mapToInt(Tiling.Stretch::viewLength)
				.map(n -> size(cost.grid(new Extent(n, n, n)), axis))
				.toArray();
			return new Cut(core, Arrays.stream(grids).asLongStream().sum(), Arrays.stream(grids).max().orElseThrow());
		}

		private static int size(final Extent e, final int axis) {
			return axis == 0 ? e.nx() : axis == 1 ? e.ny() : e.nz();
		}
	}

	/** @return whether the volume is restored in one piece */
	public boolean isWhole() {
		return tiling.isWhole();
	}

	/**
	 * @param memory bytes that may be used
	 * @return how many tiles may be restored at a time, at least one
	 */
	public int atOnce(final long memory) {
		return (int) Math.max(1, Math.min(Integer.MAX_VALUE, SHARE * memory / bytes));
	}

	/** @return the tiles */
	public List<Tile> tiles() {
		return tiling.tiles();
	}

	/** @return how many voxels are computed for one of the volume */
	public double overhead() {
		return (double) work / tiling.stack().voxels();
	}

	/**
	 * @param whole the plan for the same volume in one piece
	 * @return how many times as long as that this one takes, by its 3-D FFTs: n log n for grids of n voxels
	 */
	public double timesAsLongAs(final Plan whole) {
		return work * Math.log(grid.voxels()) / (whole.work * Math.log(whole.grid.voxels()));
	}

	/** @return bytes that Java may still use in this process; garbage is collected first, where it might matter */
	public static long availableBytes() {
		final Runtime runtime = Runtime.getRuntime();
		if (runtime.totalMemory() - runtime.freeMemory() > runtime.maxMemory() / 4) System.gc();
		return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
	}

	/**
	 * @param asked bytes that the user allows; {@link Long#MAX_VALUE}: all
	 * @return what a plan may use. It depends on what else Java holds only if the user
	 *         does not say, so that processes which share work plan alike.
	 */
	public static long usableBytes(final long asked) {
		return asked == Long.MAX_VALUE ? availableBytes() : Math.min(asked, Runtime.getRuntime().maxMemory());
	}

	/** @return as {@code 64x64x32 in one piece on a grid of 128x128x64, 0.1 GB} */
	@Override
	public String toString() {
		final String how = isWhole() ? "in one piece" : "in " + tiles().size() + " tiles with cores of " +
			tiling.core() + " and a halo of " + tiling.halo() +
			(haloPart == 1 ? "" : " (memory is short: a halo of " + Math.round(100 * haloPart) + " % may leave seams)");
		return String.format(Locale.ROOT, "%s %s on a grid of %s, %s, %.1f voxels computed for each", tiling.stack(),
			how, grid, size(bytes), overhead());
	}
}
