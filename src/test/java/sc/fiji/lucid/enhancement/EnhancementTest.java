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
package sc.fiji.lucid.enhancement;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;

import org.junit.Test;

import ij.process.FloatProcessor;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.GaussianBlur;
import sc.fiji.lucid.image.Volume;

/** What enhancements do to grey values: laws first, then ImageJ's own as oracle. */
public class EnhancementTest {

	private static final int WIDTH = 96;
	private static final int HEIGHT = 80;

	private static float[] cells(final long seed) {
		final Random random = new Random(seed);
		final float[] plane = new float[WIDTH * HEIGHT];
		Arrays.fill(plane, 100);
		for (int n = 0; n < 40; n++) {
			final double x0 = WIDTH * random.nextDouble(), y0 = HEIGHT * random.nextDouble();
			final double peak = 50 + 1500 * random.nextDouble();
			for (int i = 0; i < plane.length; i++)
				plane[i] += peak * Math.exp(-(Math.pow(i % WIDTH - x0, 2) + Math.pow(i / WIDTH - y0, 2)) / 18);
		}
		for (int i = 0; i < plane.length; i++)
			plane[i] += (float) (Math.sqrt(plane[i]) * random.nextGaussian());
		return plane;
	}

	private static float[] enhanced(final EnhancementMethod method, final float[] plane,
		final Map<EnhancementParameter, Double> values)
	{
		return method.with(values).of(plane, WIDTH, GreyRange.of(plane));
	}

	@Test
	public void thePlaneStaysAndWhatHasNoValueTouchesNothing() {
		for (final EnhancementMethod method : EnhancementMethod.values()) {
			final float[] plane = cells(1);
			final GreyRange range = GreyRange.of(plane);
			final float[] whole = method.with(Map.of()).of(plane.clone(), WIDTH, range);
			plane[40 * WIDTH + 40] = Float.NaN;
			plane[7] = Float.POSITIVE_INFINITY;
			final float[] before = plane.clone(), shown = method.with(Map.of()).of(plane, WIDTH, range);
			assertArrayEquals(method + "", before, plane, 0);
			assertTrue(method + "", Float.isNaN(shown[40 * WIDTH + 40]) && shown[7] == Float.POSITIVE_INFINITY);
			for (int i = 0; i < shown.length; i++)
				if (i != 7 && i != 40 * WIDTH + 40) assertTrue(method + " at " + i, Float.isFinite(shown[i]));
			// Far away nothing changes, but for what one voxel does to a tile.
			assertEquals(method + "", whole[plane.length - 1], shown[plane.length - 1],
				2e-3 * Math.abs(whole[plane.length - 1]) + 2e-3);
		}
	}

	@Test
	public void whatIsNeutralGivesTheImageBack() {
		final float[] plane = cells(2);
		final double[] ends = GreyRange.of(plane).ends(0.0005);
		final float[] same = enhanced(EnhancementMethod.CLAHE, plane, Map.of(EnhancementParameter.LIMIT, 1.0));
		for (int i = 0; i < plane.length; i++)
			assertEquals(Math.min(Math.max(plane[i], ends[0]), ends[1]), same[i], 1e-3 * ends[1]);
		final double black = GreyRange.of(plane).ends(0.001)[0];
		final float[] light = enhanced(EnhancementMethod.HOMOMORPHIC, plane,
			Map.of(EnhancementParameter.LIGHT, 1.0, EnhancementParameter.DETAIL, 1.0));
		for (int i = 0; i < plane.length; i++)
			assertEquals(Math.max(plane[i], black), light[i], 1e-3 * ends[1]);
	}

	@Test
	public void contrastIsStretchedOverThePartThatWasAskedFor() {
		final float[] plane = new float[WIDTH * HEIGHT];
		for (int i = 0; i < plane.length; i++)
			plane[i] = 1000 + i;
		final float[] shown = enhanced(EnhancementMethod.CONTRAST, plane, Map.of(EnhancementParameter.SATURATED, 10.0));
		int black = 0, white = 0;
		for (int i = 0; i < shown.length; i++) {
			black += shown[i] == 0 ? 1 : 0;
			white += shown[i] == 1 ? 1 : 0;
			assertTrue(i == 0 || shown[i] >= shown[i - 1]);
		}
		assertEquals(0.05 * shown.length, black, 2);
		assertEquals(0.05 * shown.length, white, 2);
		assertEquals(0.5, shown[shown.length / 2], 1e-3);
		assertEquals(0.25, enhanced(EnhancementMethod.CONTRAST, plane,
			Map.of(EnhancementParameter.SATURATED, 10.0, EnhancementParameter.GAMMA, 2.0))[shown.length / 2], 1e-3);
	}

	/** ImageJ's kernel ends earlier, and its edges repeat the last voxel. */
	@Test
	public void theUnsharpMaskIsThatOfImageJ() {
		final float[] plane = cells(3);
		final FloatProcessor processor = new FloatProcessor(WIDTH, HEIGHT, plane.clone());
		processor.snapshot();
		new ij.plugin.filter.UnsharpMask().sharpenFloat(processor, 2, 0.6f);
		final float[] shown = enhanced(EnhancementMethod.UNSHARP, plane, Map.of(EnhancementParameter.RADIUS, 2.0));
		double difference = 0, change = 0;
		for (int y = 10; y < HEIGHT - 10; y++)
			for (int x = 10; x < WIDTH - 10; x++) {
				final int i = y * WIDTH + x;
				difference += Math.pow(processor.getf(i) - shown[i], 2);
				change += Math.pow(plane[i] - shown[i], 2);
			}
		assertTrue(Math.sqrt(difference / change) + "", difference < 1e-4 * change);
	}

	@Test
	public void wideBlursAreTheGaussian() {
		final float[] plane = cells(4);
		final Volume volume = new Volume(new Extent(WIDTH, HEIGHT, 1));
		for (int i = 0; i < plane.length; i++)
			volume.row(i / WIDTH, 0)[i % WIDTH] = plane[i];
		final Volume exact = GaussianBlur.of(volume, 13, 13, 0);
		final float[] quick = PlaneBlur.of(plane, WIDTH, 13);
		double difference = 0, course = 0;
		final double mean = exact.sum() / plane.length;
		for (int i = 0; i < plane.length; i++) {
			difference += Math.pow(exact.row(i / WIDTH, 0)[i % WIDTH] - quick[i], 2);
			course += Math.pow(exact.row(i / WIDTH, 0)[i % WIDTH] - mean, 2);
		}
		assertTrue(Math.sqrt(difference / course) + "", difference < 1e-3 * course);
	}

	/** With one tile and no limit it is the equalisation of the histogram: every grey value comes equally often. */
	@Test
	public void withoutALimitGreyValuesAreSpreadEvenly() {
		final float[] plane = cells(5);
		final float[] shown = enhanced(EnhancementMethod.CLAHE, plane,
			Map.of(EnhancementParameter.LIMIT, 100.0, EnhancementParameter.TILES, 1.0));
		final double[] ends = GreyRange.of(plane).ends(0.0005);
		final float[] sorted = shown.clone();
		Arrays.sort(sorted);
		for (double part = 0.1; part < 1; part += 0.1)
			assertEquals(part, (sorted[(int) (part * sorted.length)] - ends[0]) / (ends[1] - ends[0]), 0.01);
	}

	@Test
	public void nothingBecomesSteeperThanTheLimit() {
		final float[] plane = cells(6);
		final float[] shown = enhanced(EnhancementMethod.CLAHE, plane,
			Map.of(EnhancementParameter.LIMIT, 2.0, EnhancementParameter.TILES, 1.0));
		final Integer[] order = new Integer[plane.length];
		Arrays.setAll(order, i -> i);
		Arrays.sort(order, (a, b) -> Float.compare(plane[a], plane[b]));
		for (int i = 1; i < order.length; i++) {
			final float step = plane[order[i]] - plane[order[i - 1]], after = shown[order[i]] - shown[order[i - 1]];
			assertTrue(after >= 0 && after <= 2 * step + 1e-2);
		}
	}

	@Test
	public void unevenLightIsEvenedOut() {
		final Random random = new Random(7);
		final float[] plane = new float[WIDTH * HEIGHT];
		for (int i = 0; i < plane.length; i++)
			plane[i] = (float) ((1 + 4.0 * (i % WIDTH) / WIDTH) * (200 + 60 * random.nextGaussian()));
		final float[] shown = enhanced(EnhancementMethod.HOMOMORPHIC, plane,
			Map.of(EnhancementParameter.LIGHT, 0.0, EnhancementParameter.DETAIL, 1.0));
		assertEquals(2, side(plane, 1) / side(plane, 0), 0.05);
		assertEquals(1, side(shown, 1) / side(shown, 0), 0.05);
	}

	private static double side(final float[] plane, final int half) {
		double sum = 0;
		for (int i = 0; i < plane.length; i++)
			if (i % WIDTH / (WIDTH / 2) == half) sum += plane[i];
		return sum;
	}

	@Test
	public void whatIsWrongNamesItself() {
		wrong("'gamma' is '0'", () -> EnhancementParameter.GAMMA.parse("0"));
		wrong("'gamma' is 'NaN'", () -> EnhancementParameter.GAMMA.parse("NaN"));
		wrong("'tiles' is '2.5': give a whole number from 1 to 64.", () -> EnhancementParameter.TILES.parse("2.5"));
		wrong("'gamma' says nothing to 'clahe', which takes tiles, limit.",
			() -> EnhancementMethod.CLAHE.with(Map.of(EnhancementParameter.GAMMA, 1.0)));
		wrong("contrast, unsharp, homomorphic, clahe", () -> EnhancementMethod.of("magic"));
	}

	private static void wrong(final String words, final Runnable call) {
		try {
			call.run();
		}
		catch (final IllegalArgumentException e) {
			assertTrue(e.getMessage(), e.getMessage().contains(words));
			return;
		}
		throw new AssertionError("no error: " + words);
	}
}
