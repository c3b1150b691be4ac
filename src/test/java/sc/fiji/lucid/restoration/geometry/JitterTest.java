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

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.junit.Test;

import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.Decided;
import sc.fiji.lucid.restoration.RecordingVoxels;
import sc.fiji.lucid.restoration.Steps;
import sc.fiji.lucid.simulation.camera.Faults;
import sc.fiji.lucid.simulation.camera.Misplaced;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Volumes;
import sc.fiji.lucid.tiling.Tile;
import sc.fiji.lucid.tiling.Tiling;

/** Slices that a stage moved are put back, and nothing else is. */
public class JitterTest {

	private static final Extent SIZE = new Extent(96, 96, 16);
	private static final Psf PSF = Volumes.gaussian(new Extent(13, 13, 13), 1.6, 2.5, 0);
	private static final Volume CLEAN = recorded(0), MOVED = recorded(0.8);
	/** The same as the clean one, each slice a voxel further along X than the one before. */
	private static final Volume LEANING = Volumes.of(SIZE,
		(x, y, z) -> CLEAN.row(y, z)[(x - z + SIZE.nx()) % SIZE.nx()]);
	/** The last slice, the outer ones, the one in the middle. */
	private static final int[][] BLANK = { { 15 }, { 0, 15 }, { 8 } };

	private static Volume recorded(final double jitter) {
		return Simulation
			.of(Phantom.SPOTS, SIZE, new VoxelSize(0.1, 0.1, 0.1), 1, v -> PSF, 3000, 100, 2, 4,
				Faults.NONE.withMisplaced(new Misplaced(jitter)))
			.observed();
	}

	private static double difference(final Recording a, final int... blank) {
		final List<Integer> aside = Arrays.stream(blank).boxed().toList();
		double sum = 0, all = 0;
		final float[] row = new float[SIZE.nx()];
		for (int z = 1; z < SIZE.nz() - 1; z++)
			for (int y = 8; y < SIZE.ny() - 8 && !aside.contains(z); y++) {
				a.read(y, z, row);
				for (int x = 8; x < SIZE.nx() - 8; x++) {
					sum += Math.pow(row[x] - CLEAN.row(y, z)[x], 2);
					all += Math.pow(CLEAN.row(y, z)[x] - 100, 2);
				}
			}
		return Math.sqrt(sum / all);
	}

	@Test
	public void movedSlicesArePutBack() {
		final Recording moved = Volumes.observed(MOVED);
		final var applied = new JitterStep().whole(moved, Progress.NONE).applied();
		final double before = difference(moved), after = difference(applied.image());
		assertTrue(before + " " + after, after < 0.5 * before);
		assertTrue(applied.lines().toString(), applied.lines().get(0).contains("windowed-sinc interpolation"));
		assertEquals(true, applied.values().get("resampled"));
	}

	/** What comes into view has no weight. */
	@Test
	public void rimsHaveNoWeight() {
		final Recording back = new JitterStep().whole(Volumes.observed(MOVED), Progress.NONE).applied().image();
		assertTrue(back.mask().count() > 0);
		assertTrue(back.mask().count() < 0.1 * SIZE.voxels());
	}

	@Test
	public void aStackThatLiesStillStaysItself() {
		final Recording clean = Volumes.observed(CLEAN);
		assertSame(clean, new JitterStep().whole(clean, Progress.NONE).applied().image());
		assertEquals(List.of(), JitterStep.report().whole(clean, Progress.NONE).applied().lines());
	}

	/** A deskewed stack, whose slices lie further and further along Y over zeros, was advised to be put back. */
	@Test
	public void slicesThatHoldDataInDifferentPlacesAreNotCompared() {
		final int most = 5 * SIZE.nz();
		final Recording deskewed = Volumes
			.observed(Volumes.of(new Extent(SIZE.nx(), SIZE.ny() + most, SIZE.nz()), (x, y, z) -> {
				final int row = y - 5 * z;
				return row < 0 || row >= SIZE.ny() ? 0 : MOVED.row(row, z)[x];
			}));
		assertEquals(List.of(), JitterStep.report().whole(deskewed, Progress.NONE).applied().lines());
		final var asked = new JitterStep().whole(deskewed, Progress.NONE).applied();
		assertSame(deskewed, asked.image());
		assertTrue(asked.lines().toString(), asked.lines().get(0).contains("different places"));
	}

	/** A blank slice was taken for one that lies elsewhere, and its neighbours for jitter. */
	@Test
	public void aBlankSliceIsNoJitter() {
		for (final Volume stack : List.of(CLEAN, LEANING))
			for (final int[] blank : BLANK) {
				final Recording still = without(stack, blank);
				assertEquals(List.of(), JitterStep.report().whole(still, Progress.NONE).applied().lines());
				assertSame(still, new JitterStep().whole(still, Progress.NONE).applied().image());
			}
	}

	/** With blank slices the others are put back as without, and those stay where they are. */
	@Test
	public void jitterIsFoundBesideABlankSlice() {
		for (final int[] blank : BLANK) {
			final Recording moved = without(MOVED, blank);
			final var applied = new JitterStep().whole(moved, Progress.NONE).applied();
			final double before = difference(moved, blank), after = difference(applied.image(), blank);
			assertTrue(before + " " + after, after < 0.5 * before);
			for (final int z : blank)
				assertEquals(0.0, ((List<?>) applied.values().get("shiftX")).get(z));
		}
	}

	private static Recording without(final Volume stack, final int[] blank) {
		final List<Integer> slices = Arrays.stream(blank).boxed().toList();
		return Volumes.observed(Volumes.of(SIZE, (x, y, z) -> slices.contains(z) ? 0 : stack.row(y, z)[x]));
	}

	/** The look that is part of auto changes nothing, and names the remedy. */
	@Test
	public void aReportOnlySaysIt() {
		final Recording moved = Volumes.observed(MOVED);
		final var applied = JitterStep.report().whole(moved, Progress.NONE).applied();
		assertSame(moved, applied.image());
		assertTrue(applied.lines().toString(), applied.lines().get(0).contains("--repair auto,jitter"));
	}

	/** Tiles give the very voxels of the whole: the kernel reaches as far as the halo. */
	@Test
	public void tilesAreTheWhole() {
		final RecordingVoxels source = new RecordingVoxels(Volumes.observed(MOVED));
		final Decided decided = Steps.of(new JitterStep()).decide(source, Long.MAX_VALUE, Progress.NONE);
		assertFalse(decided.describe().toString().contains("shiftX=[]"));
		final Volume whole = new Volume(SIZE), tiled = new Volume(SIZE);
		final Box all = new Box(0, 0, 0, SIZE);
		decided.apply(source, all, all, (z, x, y, w, h, v) -> put(whole, z, x, y, w, h, v), Progress.NONE);
		for (final Tile t : new Tiling(SIZE, new Extent(40, 40, 8), decided.cost().halo()).tiles())
			decided.apply(source, t.core(), t.view(), (z, x, y, w, h, v) -> put(tiled, z, x, y, w, h, v),
				Progress.NONE);
		assertEquals(0, Volumes.relativeDifference(whole, tiled), 0);
	}

	private static void put(final Volume to, final int z, final int x, final int y, final int w, final int h,
		final float[] voxels)
	{
		for (int i = 0; i < h; i++)
			System.arraycopy(voxels, i * w, to.row(y + i, z), x, w);
	}
}
