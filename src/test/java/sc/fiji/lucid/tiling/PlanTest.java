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

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.junit.Test;

import sc.fiji.lucid.deconvolution.model.Boundary;
import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.restoration.step.DeconvolutionCost;
import sc.fiji.lucid.testing.Volumes;

/** The plan is a function of sizes and memory: it fits, covers, and wastes little. */
public class PlanTest {

	private static final DeconvolutionOptions OPTIONS = DeconvolutionOptions.DEFAULT;
	private static final Extent PSF = new Extent(31, 31, 25);
	private static final Halo HALO = new Halo(16, 16, 12);
	private static final long GB = 1L << 30;

	private static Plan plan(final Extent stack, final long memory) {
		return Plan.of(stack, 2, new DeconvolutionCost(PSF, HALO, OPTIONS), memory);
	}

	/** As much as is said is enough, and no less. */
	@Test
	public void theMemoryForOnePieceIsTold() {
		final Extent stack = new Extent(512, 400, 64);
		final long enough = Plan.memoryForWhole(stack, 2, new DeconvolutionCost(PSF, HALO, OPTIONS));
		assertTrue(plan(stack, enough).isWhole());
		assertFalse(plan(stack, (long) (0.95 * enough)).isWhole());
	}

	/** The same cost, on a device that holds tiles whose view has so many voxels at most. */
	private record OnDevice(TileCost cost, long voxels) implements TileCost {

		@Override
		public Halo halo() {
			return cost.halo();
		}

		@Override
		public Extent grid(final Extent view) {
			return cost.grid(view);
		}

		@Override
		public long bytes(final Extent view, final int bytesPerVoxel) {
			return cost.bytes(view, bytesPerVoxel);
		}

		@Override
		public Optional<Predicate<Extent>> device(final Extent stack) {
			return Optional.of(view -> view.voxels() <= voxels);
		}

		@Override
		public String reason() {
			return cost.reason();
		}
	}

	/** Memory would do for all, but the device holds less: tiles that it holds, with all of their halo. */
	@Test
	public void tilesFitTheDevice() {
		final Extent stack = new Extent(512, 400, 64);
		final TileCost bare = new DeconvolutionCost(PSF, HALO, OPTIONS);
		final long most = 3_000_000;
		for (final TileCost cost : List.of(new OnDevice(bare, most),
			TileCost.any(List.of(bare, new OnDevice(bare, most), new OnDevice(bare, 2 * most)))))
		{
			final Plan plan = Plan.of(stack, 2, cost, 8 * GB);
			assertFalse(plan.isWhole());
			assertEquals(1, plan.haloPart(), 0);
			assertTrue(plan.tiling().largestView().voxels() <= most);
		}
		assertTrue(Plan.of(stack, 2, new OnDevice(bare, stack.voxels()), 8 * GB).isWhole());
	}

	/** What no device can hold is planned as without one, also where memory is short. */
	@Test
	public void aDeviceThatIsTooSmallChangesNothing() {
		final Extent stack = new Extent(512, 400, 64);
		final TileCost bare = new DeconvolutionCost(PSF, HALO, OPTIONS);
		for (final long memory : new long[] { 8 * GB, GB / 2, GB / 8 })
			assertEquals(Plan.of(stack, 2, bare, memory), Plan.of(stack, 2, new OnDevice(bare, 1000), memory));
	}

	/** What is held of the whole stack is no tile's. */
	@Test
	public void whatIsHeldBesideTilesIsCounted() {
		final Extent stack = new Extent(512, 400, 64);
		final TileCost bare = new DeconvolutionCost(PSF, HALO, OPTIONS);
		final long maps = GB / 8, memory = (long) (0.6 * GB);
		final TileCost with = new TileCost() {

			@Override
			public Halo halo() {
				return bare.halo();
			}

			@Override
			public Extent grid(final Extent view) {
				return bare.grid(view);
			}

			@Override
			public long bytes(final Extent view, final int bytesPerVoxel) {
				return bare.bytes(view, bytesPerVoxel);
			}

			@Override
			public long beside(final Extent all, final long asked) {
				return all.equals(stack) && asked == memory ? maps : 0;
			}

			@Override
			public String reason() {
				return bare.reason();
			}
		};
		final Plan plan = Plan.of(stack, 2, TileCost.any(List.of(bare, with)), memory);
		assertEquals(maps + bare.bytes(plan.tiling().largestView(), Float.BYTES), plan.bytes());
		assertTrue(plan.toString(), plan.bytes() <= 0.8 * memory);
		assertTrue(plan.work() >= plan(stack, memory).work());
	}

	/** Work in voxels, and a little less for each where grids are small. */
	@Test
	public void tilesTakeLongerThanOnePiece() {
		final Extent stack = new Extent(512, 400, 64);
		final Plan whole = plan(stack, 20 * GB), tiles = plan(stack, GB / 4);
		final double times = tiles.timesAsLongAs(whole), work = (double) tiles.work() / whole.work();
		assertEquals(1, whole.timesAsLongAs(whole), 1e-12);
		assertTrue(times + " " + work, times > 1 && times < work && times > 0.8 * work);
	}

	@Test
	public void whatFitsStaysWhole() {
		final Plan plan = plan(new Extent(256, 256, 64), 4 * GB);
		assertTrue(plan.isWhole());
		assertEquals(
			List.of(
				new Tile(0, new Box(0, 0, 0, new Extent(256, 256, 64)), new Box(0, 0, 0, new Extent(256, 256, 64)))),
			plan.tiles());
	}

	@Test
	public void tilesFitInTheMemory() {
		final Extent stack = new Extent(1024, 1024, 256);
		for (final double memory : new double[] { 0.2, 0.5, 1, 1.5, 3, 6 }) {
			final Plan plan = plan(stack, (long) (memory * GB));
			assertFalse(plan.isWhole());
			for (final Tile tile : plan.tiles())
				assertTrue(plan.toString(), Deconvolution.bytes(tile.view().size(), 4, PSF, OPTIONS) <= memory * GB);
		}
	}

	@Test
	public void moreMemoryNeverMeansMoreWork() {
		long last = Long.MAX_VALUE;
		for (double memory = 0.2; memory < 20; memory *= 1.5) {
			final long work = plan(new Extent(1000, 700, 150), (long) (memory * GB)).work();
			assertTrue(work <= last);
			last = work;
		}
	}

	@Test
	public void coresCoverTheStackOnceAndViewsHoldThem() {
		final Extent stack = new Extent(70, 50, 41);
		final Tiling tiling = new Tiling(stack, new Extent(32, 16, 24), new Halo(5, 7, 3));
		final int[][][] seen = new int[41][50][70];
		int index = 0;
		for (final Tile tile : tiling.tiles()) {
			assertEquals(index++, tile.index());
			final Box c = tile.core(), v = tile.view();
			assertEquals(Math.max(0, c.x() - 5), v.x());
			assertEquals(Math.min(50, c.y() + c.size().ny() + 7), v.y() + v.size().ny());
			assertEquals(Math.max(0, c.z() - 3), v.z());
			assertTrue(tiling.largestView().contains(v.size()));
			for (int z = c.z(); z < c.z() + c.size().nz(); z++)
				for (int y = c.y(); y < c.y() + c.size().ny(); y++)
					for (int x = c.x(); x < c.x() + c.size().nx(); x++)
						seen[z][y][x]++;
		}
		for (final int[][] plane : seen)
			for (final int[] row : plane)
				for (final int n : row)
					assertEquals(1, n);
	}

	@Test
	public void aTerabyteIsPlannedAtOnce() {
		final Plan plan = plan(new Extent(16384, 16384, 2000), 8 * GB);
		assertTrue(plan.toString(), plan.overhead() < 2);
	}

	/** Of a tiling that was begun before. */
	@Test
	public void aSmallerHaloIsToldOfATilingThatIsGiven() {
		final Extent stack = new Extent(300, 200, 40);
		final TileCost cost = new DeconvolutionCost(PSF, HALO, OPTIONS);
		int told = 0;
		for (int part = 1; part < 20; part++) {
			final Plan plan;
			try {
				plan = Plan.of(stack, 4, cost, Plan.memoryForWhole(stack, 4, cost) * part / 20);
			}
			catch (final IllegalStateException tooLittle) {
				continue;
			}
			assertEquals(plan.haloPart(), Plan.of(plan.tiling(), 4, cost).haloPart(), 0.1);
			assertEquals(plan.haloPart() < 1, plan.toString().contains("may leave seams"));
			if (plan.haloPart() < 1) told++;
		}
		assertTrue("" + told, told > 0);
	}

	@Test
	public void tooLittleMemorySaysHowMuchWouldDo() {
		try {
			plan(new Extent(1000, 1000, 100), 2 << 20);
			throw new AssertionError("planned in 2 MB");
		}
		catch (final IllegalStateException e) {
			assertTrue(e.getMessage(), e.getMessage().contains("--memory") && e.getMessage().contains("1000x1000x100"));
		}
	}

	@Test
	public void periodicStacksAreNeverCut() {
		assertTrue(Plan.of(new Extent(1024, 1024, 256), 2,
			new DeconvolutionCost(PSF, HALO, OPTIONS.withBoundary(Boundary.PERIODIC)), GB / 2).isWhole());
	}

	@Test
	public void theHaloFollowsThePsf() {
		final Halo narrow = Halo.of(Volumes.gaussian(new Extent(41, 41, 21), 1.5, 2, 0));
		final Halo wide = Halo.of(Volumes.gaussian(new Extent(41, 41, 21), 3, 2, 0));
		assertTrue(wide.x() > 1.5 * narrow.x());
		assertEquals(narrow.z(), wide.z());
		assertEquals(0, Halo.of(Volumes.gaussian(new Extent(41, 41, 1), 3, 2, 0)).z());
	}
}
