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
package sc.fiji.lucid.camera;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.Test;

import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.restoration.RecordingVoxels;
import sc.fiji.lucid.testing.Volumes;

/** Which voxels are taken to hold no data, and which are not. */
public class NoDataTest {

	private static final Extent SIZE = new Extent(40, 30, 8);

	/** Whether a voxel is blank. */
	@FunctionalInterface
	private interface Blank {

		boolean at(int x, int y, int z);
	}

	private static Recording stack(final double offset, final double photons, final float fill, final Blank blank) {
		final Random random = new Random(5);
		return Volumes.observed(Volumes.of(SIZE, (x, y, z) -> {
			final double value = Math.rint(offset + photons * random.nextDouble() * 2);
			return blank.at(x, y, z) ? fill : value;
		}));
	}

	private static long leftOut(final Recording recorded) {
		final Recording counting = NoData.leftOut(recorded);
		return counting.mask() == null ? 0 : counting.mask().count();
	}

	@Test
	public void aBlankSliceHoldsNoData() {
		assertEquals(40 * 30, leftOut(stack(100, 50, 0, (x, y, z) -> z == 7)));
		assertEquals(40 * 30, leftOut(stack(100, 50, 65_535, (x, y, z) -> z == 3)));
	}

	@Test
	public void aBlackMarginHoldsNoData() {
		assertEquals(4 * 30 * 8, leftOut(stack(100, 50, 0, (x, y, z) -> x < 4)));
		assertEquals(8L * (40 * 30 - 38 * 28),
			leftOut(stack(100, 50, 0, (x, y, z) -> x < 1 || y < 1 || x > 38 || y > 28)));
	}

	/** Which rows of a slice a deskewed stack shows, from which on to which. */
	private static int first(final int z) {
		return (int) Math.round(2.6 * z);
	}

	/** Ten rows a slice, each slice 2.6 rows further on, deskewed in straight lines over zeros: two thirds are wedges. */
	private static Recording deskewed(final double mixed) {
		final Random random = new Random(6);
		return Volumes.observed(Volumes.of(SIZE, (x, y, z) -> {
			final double value = Math.rint(100 + 100 * random.nextDouble());
			final int row = y - first(z);
			return row < 0 || row > 9 ? 0 : row == 0 || row == 9 ? Math.rint(mixed * value) : value;
		}));
	}

	@Test
	public void theWedgesOfADeskewedStackHoldNoData() {
		assertEquals(40 * (8 * 30 - 8 * 10), leftOut(deskewed(1)));
		assertEquals(0, NoData.of(deskewed(1)).rim());
	}

	/** Rows in which interpolation mixed zeros with data are neither. */
	@Test
	public void whatIsMixedWithAWedgeIsLeftOutToo() {
		final NoData found = NoData.of(deskewed(0.5));
		assertEquals(1, found.rim());
		// But the first row of the first slice, beside which there is no wedge.
		assertEquals(40 * (8 * 30 - 8 * 8 - 1), leftOut(deskewed(0.5)));
		assertEquals(List.of(0f), found.fills());
	}

	@Test
	public void aDeskewedStackIsKnownByItsWedges() {
		assertTrue(NoData.isInterpolated(NoData.leftOut(deskewed(0.5))));
		assertFalse(NoData.isInterpolated(NoData.leftOut(stack(100, 50, 0, (x, y, z) -> y < 5 || z == 3))));
		assertFalse(NoData.isInterpolated(stack(100, 50, 0, (x, y, z) -> false)));
	}

	/** A cell before a black ground is no deskewed stack, however much of it is black. */
	@Test
	public void theBlackAroundASmallObjectHoldsData() {
		assertEquals(0, leftOut(stack(0, 50, 0, (x, y, z) -> Math.hypot(x - 20, y - 15) > 6 + 0.3 * z)));
	}

	@Test
	public void notANumberFromTheRimHoldsNoData() {
		assertEquals(40 * 30, leftOut(stack(100, 50, Float.NaN, (x, y, z) -> z == 7)));
		assertEquals(4 * 30 * 8, leftOut(stack(100, 50, Float.NaN, (x, y, z) -> x < 4)));
		assertEquals("however much it is", 30 * 30 * 8, leftOut(stack(100, 50, Float.NaN, (x, y, z) -> x < 30)));
	}

	/** So that it is refused by whoever restores it. */
	@Test
	public void notANumberElsewhereIsNoFill() {
		assertEquals(0, leftOut(stack(100, 50, Float.NaN, (x, y, z) -> x == 20 && y == 15 && z == 3)));
		assertEquals(0, leftOut(stack(100, 50, Float.NaN, (x, y, z) -> x < 4 || x == 20 && y == 15 && z == 3)));
		assertEquals("a few at the rim", 0, leftOut(stack(100, 50, Float.NaN, (x, y, z) -> x == 0 && y < 9 && z == 3)));
		assertEquals("nothing is left", 0, leftOut(stack(100, 50, Float.NaN, (x, y, z) -> true)));
	}

	@Test
	public void fillsSurviveARecord() {
		final List<Float> fills = List.of(0f, 100.5f, Float.NaN);
		assertEquals(fills, NoData.fills(NoData.described(fills)));
	}

	@Test
	public void aDarkPlaceHoldsData() {
		assertNull(NoData.leftOut(stack(100, 50, 0, (x, y, z) -> false)).mask());
		// Photons are few, and zeros are counts like others.
		assertEquals(0, leftOut(stack(0, 0.4, 0, (x, y, z) -> false)));
	}

	@Test
	public void theDarkOfAPictureWithoutNoiseHoldsData() {
		assertEquals(0, leftOut(
			Volumes.observed(Volumes.of(SIZE, (x, y, z) -> x > 10 && x < 20 && y > 10 && y < 20 ? 1100 : 100))));
	}

	@Test
	public void aStackOfOneValueIsLeftToOthers() {
		assertEquals(0, leftOut(stack(100, 50, 0, (x, y, z) -> true)));
	}

	/** What is known of a stack leaves out of each part what it leaves out of the whole. */
	@Test
	public void aPartHasTheSameVoxels() {
		final Recording stack = stack(100, 50, 0, (x, y, z) -> z == 7 || x + y < 12 || x == 20 && y == 15);
		final NoData noData = NoData.of(stack);
		final Mask whole = noData.leftOut(stack, 0, 0).mask();
		final Box box = new Box(3, 2, 4, new Extent(25, 20, 4));
		final Recording part = new RecordingVoxels(stack).read(box, Progress.NONE);
		final Mask own = noData.leftOut(part, 3, 2).mask();
		for (int z = 0; z < 4; z++)
			for (int y = 0; y < 20; y++) {
				final float[] expected = new float[40], seen = new float[25];
				whole.fill(y + 2, z + 4, expected, 1);
				own.fill(y, z, seen, 1);
				assertArrayEquals(Arrays.copyOfRange(expected, 3, 28), seen, 0);
			}
		assertEquals(7L * (78 + 1) + 40 * 30, whole.count());
	}

	@Test
	public void aStackThatIsSeenBitByBitTellsTheSame() {
		final Recording stack = stack(100, 50, 0, (x, y, z) -> z == 5 || y > 27);
		final FillSearch search = new FillSearch(SIZE);
		for (final int z : new int[] { 6, 0, 3 })
			search.add(z,
				new RecordingVoxels(stack).read(new Box(0, 0, z, new Extent(40, 30, z == 6 ? 2 : 3)), Progress.NONE));
		assertEquals(NoData.of(stack).fills(), search.fills());
		assertEquals(List.of(0f), search.fills());
	}
}
