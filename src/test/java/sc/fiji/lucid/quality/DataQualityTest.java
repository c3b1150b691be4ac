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
package sc.fiji.lucid.quality;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Random;

import org.junit.Test;

import sc.fiji.lucid.camera.BackgroundEstimate;
import sc.fiji.lucid.camera.BadVoxels;
import sc.fiji.lucid.camera.PhotonTransfer;
import sc.fiji.lucid.camera.slices.Slices;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;

public class DataQualityTest {

	private static final Extent SIZE = new Extent(160, 160, 32);
	private static final int GRAINS = 60;

	/** Smooth cells on a dark ground, photons. */
	private static Volume cells(final double height, final double ground) {
		final Volume volume = new Volume(SIZE);
		volume.fill((float) ground);
		final Random random = new Random(3);
		for (int i = 0; i < 10; i++)
			Simulated.spot(volume,
				new double[] { 160 * random.nextDouble(), 160 * random.nextDouble(), 32 * random.nextDouble() },
				new double[] { 9, 7, 4 }, height * (0.3 + random.nextDouble()));
		return volume;
	}

	@Test
	public void gainAndOffsetOfACameraAreFound() {
		for (final double[] c : new double[][] { { 0.5, 100, 2 }, { 2, 400, 1.5 }, { 1, 100, 1 }, { 0.24, 50, 1.6 } }) {
			final Volume raw = Simulated.camera(cells(150, 0), c[0], c[1], c[2], 1);
			final PhotonTransfer given = PhotonTransfer.of(Recording.of(raw)).orElseThrow();
			assertEquals(c[0], given.gain(), 0.05 * c[0]);
			assertEquals(c[1], given.offset(c[2]), 0.05 * c[1]);
			final PhotonTransfer assumed = PhotonTransfer.of(Recording.of(raw)).orElseThrow();
			assertEquals(c[1], assumed.offset(PhotonTransfer.USUAL_READ_NOISE), 0.05 * c[1]);
		}
	}

	@Test
	public void noiseThatDoesNotGrowGivesNoGain() {
		final Random random = new Random(1);
		final Volume photons = cells(150, 0);
		assertTrue(PhotonTransfer
			.of(Recording.of(Simulated.volume(SIZE, (x, y, z) -> photons.row(y, z)[x] + 3 * random.nextGaussian())))
			.isEmpty());
	}

	@Test
	public void theBackgroundIsFoundUnderObjects() {
		final BackgroundEstimate background = BackgroundEstimate
			.of(Recording.of(Simulated.camera(cells(150, 0), 0.5, 100, 2, 1)));
		assertEquals(100, background.value(), 1);
		assertTrue("uncertainty " + background.uncertainty(), background.uncertainty() < 0.5);
	}

	@Test
	public void saturatedAndDeadVoxelsAreCounted() {
		final Volume raw = Simulated.camera(cells(150, 5), 1, 100, 2, 1);
		final BadVoxels good = BadVoxels.of(raw);
		assertEquals(0, good.saturated());
		assertEquals(0, good.clipped());
		assertTrue(good.deadPixels().isEmpty());
		final Volume clipped = Simulated.volume(SIZE,
			(x, y, z) -> x == 40 && y == 50 ? 100 : x == 70 && y == 80 ? 160 + z % 2 : Math.min(230, raw.row(y, z)[x]));
		clipped.row(3, 2)[1] = Float.NaN;
		final BadVoxels bad = BadVoxels.of(clipped);
		final long expected = Simulated.volume(SIZE, (x, y, z) -> raw.row(y, z)[x] >= 230 ? 1 : 0).sum() > 0
			? (long) Simulated.volume(SIZE, (x, y, z) -> raw.row(y, z)[x] >= 230 ? 1 : 0).sum() : 0;
		assertEquals(expected, bad.saturated(), 5);
		assertEquals(BadVoxels.POSITIONS, bad.saturatedAt().size());
		assertEquals(1, bad.notFinite());
		assertArrayEquals(new int[] { 1, 3, 2 }, bad.notFiniteAt().get(0));
		assertEquals(2, bad.deadPixels().size());
		assertArrayEquals(new int[] { 40, 50 }, bad.deadPixels().get(0));
	}

	@Test
	public void lostRepeatedAndBlankSlicesAreNamed() {
		final Volume raw = Simulated.camera(cells(150, 5), 1, 100, 2, 1);
		final Slices good = Slices.of(raw, 100);
		assertTrue(good.blank().isEmpty() && good.repeated().isEmpty() && good.gaps().isEmpty());
		assertEquals(List.of(14), Slices.of(without(raw, 14), 100).gaps());
		assertEquals(List.of(14),
			Slices.of(Simulated.volume(SIZE, (x, y, z) -> raw.row(y, z == 14 ? 13 : z)[x]), 100).repeated());
		assertEquals(List.of(14),
			Slices.of(Simulated.volume(SIZE, (x, y, z) -> z == 14 ? 100 : raw.row(y, z)[x]), 100).blank());
	}

	private static Volume without(final Volume raw, final int slice) {
		return Simulated.volume(new Extent(SIZE.nx(), SIZE.ny(), SIZE.nz() - 1),
			(x, y, z) -> raw.row(y, z < slice ? z : z + 1)[x]);
	}

	/** Blurred grains all over the stack, of this size in voxels; photons. */
	private static Volume grains(final double lateral, final double axial) {
		final Volume volume = new Volume(SIZE);
		final Random random = new Random(7);
		for (int i = 0; i < GRAINS; i++)
			Simulated.spot(volume,
				new double[] { 160 * random.nextDouble(), 160 * random.nextDouble(), 40 * random.nextDouble() - 4 },
				new double[] { lateral, lateral, axial }, 100 * (0.3 + random.nextDouble()));
		return volume;
	}

	private static Volume recorded(final Volume photons) {
		return Simulated.camera(photons, 1, 100, 2, 5);
	}

	private static void assertNoGap(final String what, final Volume raw) {
		assertEquals(what, List.of(), Slices.of(raw, 100).gaps());
	}

	@Test
	public void aMissingSliceIsFoundInItsPlaceOrNotAtAll() {
		int found = 0, tried = 0;
		for (final Volume photons : List.of(cells(150, 5), grains(2, 2), grains(6, 3))) {
			final Volume raw = recorded(photons);
			assertNoGap("whole", raw);
			for (final int z : new int[] { 8, 11, 14, 17, 20, 23 }) {
				final List<Integer> gaps = Slices.of(without(raw, z), 100).gaps();
				assertTrue("without " + z + ": " + gaps, gaps.isEmpty() || gaps.equals(List.of(z)));
				found += gaps.size();
				tried++;
			}
		}
		assertTrue(found + " of " + tried, found > 0.7 * tried);
	}

	@Test
	public void aMissingSliceIsFoundWhateverTheGain() {
		final Volume photons = grains(2, 2);
		for (final double gain : new double[] { 0.1, 10 })
			assertEquals(List.of(12), Slices.of(without(Simulated.camera(photons, gain, 100, 2, 5), 12), 100).gaps());
	}

	@Test
	public void slicesTooFarApartToTellTellNothing() {
		final Volume coarse = recorded(grains(2, 0.3));
		assertNoGap("whole", coarse);
		for (final int z : new int[] { 10, 15, 20 })
			assertNoGap("without " + z, without(coarse, z));
	}

	@Test
	public void whatChangesBySomethingElseIsNoMissingSlice() {
		final Volume photons = grains(2, 2), smooth = cells(150, 5);
		final Random random = new Random(6);
		final double[] flicker = random.doubles(SIZE.nz(), 0.9, 1.1).toArray();
		for (final Volume v : List.of(photons, smooth)) {
			assertNoGap("bleaching",
				recorded(Simulated.volume(SIZE, (x, y, z) -> v.row(y, z)[x] * Math.exp(-z / 20.0))));
			assertNoGap("flicker", recorded(Simulated.volume(SIZE, (x, y, z) -> v.row(y, z)[x] * flicker[z])));
			assertNoGap("a lamp that dims",
				recorded(Simulated.volume(SIZE, (x, y, z) -> v.row(y, z)[x] * (z < 15 ? 1 : 0.7))));
			assertNoGap("a dim slice",
				recorded(Simulated.volume(SIZE, (x, y, z) -> v.row(y, z)[x] * (z == 15 ? 0.7 : 1))));
			assertNoGap("a copy", recordedTwice(recorded(v), 15));
			assertNoGap("an object that begins",
				recorded(Simulated.volume(SIZE, (x, y, z) -> z < 12 ? 0 : v.row(y, z)[x])));
		}
		assertNoGap("a tilted slab",
			recorded(Simulated.volume(SIZE, (x, y, z) -> Math.abs(z - 8 - 0.1 * x) < 5 ? 80 : 0)));
	}

	private static Volume recordedTwice(final Volume raw, final int slice) {
		return Simulated.volume(SIZE, (x, y, z) -> raw.row(y, z == slice ? slice - 1 : z)[x]);
	}

	@Test
	public void stacksThatShowNothingHaveNoMissingSlice() {
		assertNoGap("constant", Simulated.volume(SIZE, (x, y, z) -> 100));
		assertNoGap("noise", recorded(new Volume(SIZE)));
		final Volume photons = grains(2, 2);
		for (final int n : new int[] { 1, 2, 7, 15 })
			for (final int width : new int[] { 1, 2, 9 })
				assertNoGap(width + " wide, " + n + " slices",
					recorded(Simulated.volume(new Extent(width, width, n), (x, y, z) -> photons.row(y, z)[x])));
	}

	@Test
	public void bleachingIsMeasured() {
		final double[] mean = new double[20];
		for (int i = 0; i < 20; i++)
			mean[i] = 50 * Math.exp(-0.03 * i);
		final double[] fit = Slices.exponential(mean);
		assertEquals(1 - Math.exp(-0.03 * 19), fit[0], 1e-9);
		assertEquals(1, fit[1], 1e-9);
	}

	@Test
	public void jitterIsMeasured() {
		final Random random = new Random(2);
		final int[][] offsets = new int[SIZE.nz()][2];
		for (final int[] o : offsets) {
			o[0] = random.nextInt(3) - 1;
			o[1] = random.nextInt(3) - 1;
		}
		final Volume photons = cells(150, 5);
		final Volume shaken = Simulated.volume(SIZE,
			(x, y, z) -> photons.row(Math.floorMod(y + offsets[z][1], 160), z)[Math.floorMod(x + offsets[z][0], 160)]);
		final Slices still = Slices.of(Simulated.camera(photons, 1, 100, 2, 1), 100);
		assertTrue("still " + still.jitter(), still.jitter() < 0.15);
		// Three equally likely positions, one voxel apart.
		final Slices moved = Slices.of(Simulated.camera(shaken, 1, 100, 2, 1), 100);
		assertEquals(Math.sqrt(2.0 / 3), moved.jitter(), 0.25);
	}

	@Test
	public void aShiftedChannelIsFound() {
		final VoxelSize voxels = new VoxelSize(0.1, 0.1, 0.25);
		final Volume photons = new Volume(SIZE), shifted = new Volume(SIZE);
		final Random random = new Random(4);
		for (int i = 0; i < 40; i++) {
			final double x = 20 + 120 * random.nextDouble(), y = 20 + 120 * random.nextDouble(),
				z = 4 + 24 * random.nextDouble();
			Simulated.spot(photons, new double[] { x, y, z }, new double[] { 2, 2, 2 }, 100);
			Simulated.spot(shifted, new double[] { x + 2.5, y - 1, z + 1 }, new double[] { 2, 2, 2 }, 70);
		}
		final ChannelShift shift = ChannelShift.between(Simulated.camera(photons, 1, 100, 2, 1),
			Simulated.camera(shifted, 1, 100, 2, 2), voxels, () -> false);
		assertEquals(0.25, shift.x(), 0.03);
		assertEquals(-0.1, shift.y(), 0.03);
		assertEquals(0.25, shift.z(), 0.08);
		assertTrue(shift.clarity() > ChannelShift.CLEAR);
		// Other spots, few and many, and cells: nothing is shared, and nothing is told.
		for (final int spots : new int[] { 4, 12, 40 }) {
			final Volume other = new Volume(SIZE);
			for (int i = 0; i < spots; i++)
				Simulated.spot(other, new double[] { 20 + 120 * random.nextDouble(), 20 + 120 * random.nextDouble(),
					4 + 24 * random.nextDouble() }, new double[] { 2, 2, 2 }, 70);
			assertNotClear(photons, other);
		}
		assertNotClear(photons, cells(100, 5));
		assertNotClear(cells(100, 6), cells(100, 5));
	}

	private static void assertNotClear(final Volume first, final Volume second) {
		final double clarity = ChannelShift
			.between(Simulated.camera(first, 1, 100, 2, 1), Simulated.camera(second, 1, 100, 2, 3),
				new VoxelSize(0.1, 0.1, 0.25), () -> false)
			.clarity();
		assertTrue("" + clarity, clarity < ChannelShift.CLEAR);
	}
}
