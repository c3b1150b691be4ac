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

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Random;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.Applied;
import sc.fiji.lucid.restoration.Decided;
import sc.fiji.lucid.restoration.RecordingVoxels;
import sc.fiji.lucid.restoration.Steps;
import sc.fiji.lucid.simulation.camera.Faults;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Volumes;
import sc.fiji.lucid.tiling.Tile;
import sc.fiji.lucid.tiling.Tiling;

/** What the camera made has no weight; what light made keeps it. */
public class BadPixelsTest {

	private static final Extent SIZE = new Extent(96, 80, 20);
	private static final Psf PSF = Volumes.gaussian(new Extent(15, 15, 11), 1.1, 1.4, 0);
	private static final Faults FAULTS = Faults.NONE.withHot(0.003).withImpulses(0.001);

	private static Simulation simulation(final Phantom phantom, final Faults faults) {
		return Simulation.of(phantom, SIZE, new VoxelSize(0.1, 0.1, 0.2), 1, v -> PSF, 300, 100, 2, 5, faults);
	}

	private static Applied applied(final Volume counts) {
		return new BadPixelsStep(PSF).whole(Volumes.observed(counts), Progress.NONE).applied();
	}

	/** Whether a voxel has no weight, or another value than was recorded. */
	private static boolean isMended(final Recording mended, final Volume counts, final int x, final int y,
		final int z)
	{
		final float[] row = new float[SIZE.nx()];
		mended.read(y, z, row);
		return mended.mask() != null && mended.mask().next(x, y, z) == x || row[x] != counts.row(y, z)[x];
	}

	/** Points are the sharpest that there is, shells and filaments are full of edges: the recording stays itself. */
	@Test
	public void nothingIsFoundInCleanStacks() {
		for (final Phantom phantom : new Phantom[] { Phantom.SPOTS, Phantom.BEADS, Phantom.MIXED }) {
			final Recording clean = Volumes.observed(simulation(phantom, Faults.NONE).observed());
			assertSame("" + phantom, clean, new BadPixelsStep(PSF).whole(clean, Progress.NONE).applied().image());
		}
	}

	@Test
	public void whatWasPlantedIsFoundAndNothingElse() {
		final Simulation s = simulation(Phantom.MIXED, FAULTS);
		final Volume planted = FAULTS.light(s.blurred(), 5);
		final Recording mended = applied(s.observed()).image();
		int all = 0, found = 0, wrong = 0;
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (int x = 0; x < SIZE.nx(); x++) {
					final boolean isPlanted = planted.row(y, z)[x] > s.blurred().row(y, z)[x] + 1;
					if (isPlanted) all++;
					if (isPlanted && isMended(mended, s.observed(), x, y, z)) found++;
					if (!isPlanted && isMended(mended, s.observed(), x, y, z)) wrong++;
				}
		assertTrue(found + " of " + all, found >= 0.95 * all);
		assertTrue("" + wrong, wrong <= 1);
	}

	/** One of them outshines the other, beside which, if nobody knew of it, all others would be dark. */
	@Test
	public void whatLiesBesideTwoHotPixelsIsNotDead() {
		final Random random = new Random(4);
		final Volume counts = Volumes.of(SIZE, (x, y, z) -> 101 + 2 * random.nextGaussian());
		for (int z = 0; z < SIZE.nz(); z++) {
			counts.row(40, z)[30] += 60000;
			counts.row(40, z)[31] += 1000;
		}
		final Recording mended = applied(counts).image();
		for (int y = 0; y < SIZE.ny(); y++)
			for (int x = 0; x < SIZE.nx(); x++)
				assertEquals(x + ", " + y, y == 40 && (x == 30 || x == 31), isMended(mended, counts, x, y, 7));
	}

	/** Rows and columns, bright and dark, and a pixel that shows one value. */
	@Test
	public void linesAndStuckPixelsAreFound() {
		final Volume counts = simulation(Phantom.MIXED, Faults.NONE).observed();
		for (int z = 0; z < SIZE.nz(); z++) {
			for (int x = 0; x < SIZE.nx(); x++)
				counts.row(30, z)[x] += 60;
			for (int y = 0; y < SIZE.ny(); y++)
				counts.row(y, z)[50] = 40;
			counts.row(12, z)[20] = 131;
		}
		final Recording mended = applied(counts).image();
		assertTrue(isMended(mended, counts, 3, 30, 4) && isMended(mended, counts, 90, 30, 19));
		assertTrue(isMended(mended, counts, 50, 3, 4) && isMended(mended, counts, 50, 70, 0));
		assertTrue(isMended(mended, counts, 20, 12, 7));
		assertEquals(SIZE.nz() * (SIZE.nx() + SIZE.ny() - 1), mended.mask().count(), 2);
	}

	/** Beside a slice without data, everything is bright. */
	@Test
	public void besideABlankSliceAndAMarginNothingIsFound() {
		final Volume counts = simulation(Phantom.MIXED, Faults.NONE).observed();
		for (int y = 0; y < SIZE.ny(); y++) {
			java.util.Arrays.fill(counts.row(y, 9), 0);
			for (int z = 0; z < SIZE.nz(); z++)
				java.util.Arrays.fill(counts.row(y, z), 0, 7, 0);
		}
		final Recording recorded = Volumes.observed(counts);
		assertSame(recorded, new BadPixelsStep(PSF).whole(recorded, Progress.NONE).applied().image());
		final Volume whole = new Volume(SIZE);
		tiles(recorded, whole, new Extent(40, 40, 20));
		assertEquals(0, Volumes.relativeDifference(counts, whole), 0);
	}

	/** Counts of an offset that nobody told. */
	@Test
	public void aConstantChangesNothing() {
		final Volume counts = simulation(Phantom.MIXED, FAULTS).observed();
		final Volume more = Volumes.of(SIZE, (x, y, z) -> counts.row(y, z)[x] + 1000);
		assertEquals(applied(counts).values().get("voxels"), applied(more).values().get("voxels"));
		assertEquals(applied(counts).values().get("pixels"), applied(more).values().get("pixels"));
	}

	private static void tiles(final Recording recorded, final Volume target, final Extent core) {
		final RecordingVoxels source = new RecordingVoxels(recorded);
		final Decided decided = Repair.AUTO
			.before(new MendedVoxelsStep(), 0, PSF, sc.fiji.lucid.deconvolution.DeconvolutionOptions.DEFAULT)
			.decide(source, Long.MAX_VALUE, Progress.NONE);
		for (final Tile tile : new Tiling(SIZE, core, decided.cost().halo()).tiles())
			decided.apply(source, tile.core(), tile.view(), (z, x, y, width, height, part) -> {
				for (int i = 0; i < height; i++)
					System.arraycopy(part, i * width, target.row(y + i, z), x, width);
			}, Progress.NONE);
	}

	/** Also where a cluster lies across the border of two tiles. */
	@Test
	public void tilesAreTheWhole() {
		final Recording recorded = Volumes.observed(simulation(Phantom.MIXED, FAULTS.withHot(0.01)).observed());
		final Volume whole = new Volume(SIZE), tiled = new Volume(SIZE);
		tiles(recorded, whole, SIZE);
		tiles(recorded, tiled, new Extent(33, 17, 6));
		assertEquals(0, Volumes.relativeDifference(whole, tiled), 0);
	}

	/** What has no weight is the median beside it; the rest stays, exactly. */
	@Test
	public void aRepairWithoutRestorationMendsVoxels() {
		final Random random = new Random(3);
		final Volume flat = Volumes.of(SIZE, (x, y, z) -> 200 + Math.rint(10 * random.nextGaussian()));
		final Volume hot = flat.copy();
		hot.row(40, 6)[33] = 2000;
		final Volume mended = new Volume(SIZE);
		new Steps(java.util.List.of(new BadPixelsStep(PSF), new MendedVoxelsStep()))
			.whole(new RecordingVoxels(Volumes.observed(hot)), (z, x, y, width, height, part) -> {
				for (int i = 0; i < height; i++)
					System.arraycopy(part, i * width, mended.row(y + i, z), x, width);
			}, Progress.NONE);
		final float value = mended.row(40, 6)[33];
		assertFalse(value == 2000);
		assertEquals(200, value, 15);
	}

	/** A slice says what is alone in it; those before and after say so when they are back. */
	@Test
	public void whereSlicesJumpVoxelsAreComparedWithThoseBesideTheirSlicesLast() {
		assertEquals(List.of("bad-pixels", "jitter", "single-voxels"), names("bad-pixels,jitter"));
		assertEquals(List.of("bad-pixels"), names("bad-pixels"));
		final Extent size = new Extent(96, 96, 16);
		final Psf psf = Volumes.gaussian(new Extent(13, 13, 13), 1.6, 2.5, 0);
		final Volume moved = Simulation
			.of(Phantom.SPOTS, size, new VoxelSize(0.1, 0.1, 0.1), 1, v -> psf, 3000, 100, 2, 4,
				Faults.NONE.withMisplaced(new sc.fiji.lucid.simulation.camera.Misplaced(1.5)))
			.observed();
		assertTrue(single(moved, "bad-pixels") > 20);
		assertEquals(0, single(moved, "bad-pixels,jitter"), 3);
		final java.util.Random random = new java.util.Random(1);
		for (int i = 0; i < 100; i++)
			moved.row(random.nextInt(96), random.nextInt(16))[random.nextInt(96)] += 4000;
		assertEquals(100, single(moved, "bad-pixels,jitter"), 10);
	}

	private static List<String> names(final String faults) {
		return Repair.of(faults)
			.steps(0, Volumes.gaussian(new Extent(13, 13, 13), 1.6, 2.5, 0),
				sc.fiji.lucid.deconvolution.DeconvolutionOptions.DEFAULT)
			.stream()
			.map(sc.fiji.lucid.restoration.RestorationStep::name)
			.toList();
	}

	/** How many single voxels all steps take for a fault. */
	private static long single(final Volume counts, final String faults) {
		Recording now = Volumes.observed(counts);
		long found = 0;
		for (final sc.fiji.lucid.restoration.RestorationStep<?> step : Repair.of(faults)
			.steps(0, Volumes.gaussian(new Extent(13, 13, 13), 1.6, 2.5, 0),
				sc.fiji.lucid.deconvolution.DeconvolutionOptions.DEFAULT))
		{
			final sc.fiji.lucid.restoration.Applied applied = step.whole(now, Progress.NONE).applied();
			if (applied.values().get("voxels") instanceof Number voxels) found += voxels.longValue();
			now = applied.image();
		}
		return found;
	}
}
