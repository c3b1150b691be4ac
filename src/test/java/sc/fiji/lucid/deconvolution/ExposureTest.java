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
package sc.fiji.lucid.deconvolution;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.OptionalDouble;

import org.junit.Test;

import sc.fiji.lucid.deconvolution.method.Trait;
import sc.fiji.lucid.image.Binning;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.testing.Volumes;

/** A slice that has a part of its light is expected to have that part, and the object stays what it is. */
public class ExposureTest {

	private static final Extent SIZE = new Extent(24, 20, 12);
	private static final Psf PSF = Volumes.gaussian(new Extent(9, 9, 7), 1.2, 1.4, 0);
	private static final double BACKGROUND = 10;

	private static Recording recorded(final float[] exposure) {
		final Volume light = Volumes.of(SIZE,
			(x, y, z) -> 300 * Math.exp(-0.1 * ((x - 12) * (x - 12) + (y - 9) * (y - 9) + (z - 6) * (z - 6))));
		return Volumes.observed(Volumes.of(SIZE, (x, y, z) -> exposure[z] * light.row(y, z)[x] + BACKGROUND))
			.withExposure(exposure);
	}

	private static Restoration restored(final Recording recorded, final Method method, final double background) {
		return Deconvolution.restore(recorded, PSF,
			DeconvolutionOptions.DEFAULT.withMethod(method)
				.withIterations(12)
				.withBackground(OptionalDouble.of(background))
				.with("gain", "1")
				.with("offset", "0"),
			Progress.NONE);
	}

	private static float[] all(final double part) {
		final float[] exposure = new float[SIZE.nz()];
		Arrays.fill(exposure, (float) part);
		return exposure;
	}

	/** y ~ c Hx + b is y / c ~ Hx + b / c: every iteration of Richardson and Lucy is the same. */
	@Test
	public void aPartInAllSlicesIsAUnitOfCounts() {
		final Volume half = restored(recorded(all(0.5)), Method.RICHARDSON_LUCY, BACKGROUND).estimate();
		final Recording whole = Volumes.observed(Volumes.of(SIZE, (x, y, z) -> {
			final float[] row = new float[SIZE.nx()];
			recorded(all(0.5)).read(y, z, row);
			return 2 * row[x];
		}));
		final Volume twice = restored(whole, Method.RICHARDSON_LUCY, 2 * BACKGROUND).estimate();
		assertTrue("" + Volumes.relativeDifference(twice, half), Volumes.relativeDifference(twice, half) < 0.02);
	}

	/** Whatever the parts are, what is restored is what would be restored of an even stack; without them it is not. */
	@Test
	public void theObjectStaysWhatItIs() {
		final float[] lamp = all(1);
		lamp[4] = 0.5f;
		lamp[8] = 1.4f;
		for (final Method method : Method.values()) {
			if (!method.declaration().has(Trait.KNOWS_EXPOSURE) || method.isStaged() || method == Method.LANDWEBER)
				continue;
			final Volume even = restored(recorded(all(1)), method, BACKGROUND).estimate(),
				told = restored(recorded(lamp), method, BACKGROUND).estimate(),
				untold = restored(recorded(lamp).withExposure(null), method, BACKGROUND).estimate();
			final double error = Volumes.relativeDifference(even, told),
				before = Volumes.relativeDifference(even, untold);
			assertTrue(method + ": " + error + ", " + before, error < 0.35 * before);
		}
	}

	/** Monotone methods climb the likelihood of the exposed model: their adjoint is that of what they blur by. */
	@Test
	public void theLikelihoodNeverFalls() {
		final float[] lamp = all(1);
		for (int z = 0; z < lamp.length; z++)
			lamp[z] = 0.3f + 0.7f * (z * 5 % 7) / 7;
		for (final Method method : new Method[] { Method.RICHARDSON_LUCY, Method.QUASI_NEWTON, Method.LANDWEBER }) {
			final double[] cost = restored(recorded(lamp), method, BACKGROUND).divergence();
			for (int i = 1; i < cost.length; i++)
				assertTrue(method + " " + i + ": " + Arrays.toString(cost), cost[i] <= cost[i - 1] * (1 + 1e-5));
		}
	}

	@Test
	public void slicesThatAreCountedTogetherHaveTheMean() {
		final float[] lamp = all(1);
		lamp[2] = 0.5f;
		final Recording binned = new Binning(2, 2, 2).sum(recorded(lamp));
		assertEquals(0.75, binned.exposure()[1], 1e-6);
		assertEquals(1, binned.exposure()[0], 1e-6);
	}

	private static final double UNLIT = 4;
	private static final Volume PLANE = Volumes.of(new Extent(SIZE.nx(), SIZE.ny(), 1),
		(x, y, z) -> 1.3 - 0.7 * (x * x + y * y) / (24 * 24 + 20 * 20.0));

	/** All light is shaded, that of the background too; counts without light are not. */
	private static Recording shaded(final float[] lamp) {
		final Volume even = Volumes.of(SIZE, (x, y, z) -> {
			final float[] row = new float[SIZE.nx()];
			recorded(all(1)).read(y, z, row);
			return UNLIT + lamp[z] * PLANE.row(y, 0)[x] * (row[x] - UNLIT);
		});
		return Volumes.observed(even).withExposure(lamp).withShading(PLANE).withUnlit(UNLIT);
	}

	@Test
	public void aShadedObjectStaysWhatItIs() {
		final float[] lamp = all(1);
		lamp[4] = 0.6f;
		for (final Method method : Method.values()) {
			if (method.isStaged() || method == Method.LANDWEBER || method == Method.AUTO) continue;
			final Volume even = restored(recorded(all(1)), method, BACKGROUND).estimate(),
				told = restored(shaded(lamp), method, BACKGROUND).estimate(),
				untold = restored(shaded(lamp).withLight(null), method, BACKGROUND).estimate();
			final double error = Volumes.relativeDifference(even, told),
				before = Volumes.relativeDifference(even, untold);
			assertTrue(method + ": " + error + ", " + before, error < 0.35 * before);
		}
	}

	@Test
	public void whoeverDoesNotKnowExposuresDividesAndSaysSo() {
		final Volume even = restored(recorded(all(1)), Method.WIENER, BACKGROUND).estimate();
		final Restoration divided = restored(shaded(all(1)), Method.WIENER, BACKGROUND);
		assertTrue("" + Volumes.relativeDifference(even, divided.estimate()),
			Volumes.relativeDifference(even, divided.estimate()) < 1e-3);
		assertTrue(divided.explanation(), divided.explanation().startsWith("the light is divided"));
	}

	@Test
	public void aShadedStackHasItsBackground() {
		final Recording even = shaded(all(1)).evened(0);
		final float[] row = new float[SIZE.nx()], expected = new float[SIZE.nx()];
		for (int y = 0; y < SIZE.ny(); y++) {
			even.read(y, 3, row);
			recorded(all(1)).read(y, 3, expected);
			org.junit.Assert.assertArrayEquals(expected, row, 1e-4f);
			even.above(2).read(y, 3, row);
			for (int x = 0; x < row.length; x++)
				assertEquals(expected[x] - 2, row[x], 1e-4);
		}
	}

	@Test
	public void pixelsThatAreCountedTogetherHaveTheMean() {
		final Recording binned = new Binning(2, 2, 3).sum(shaded(all(1)));
		assertEquals(12 * UNLIT, binned.light().unlit(), 1e-9);
		assertEquals((PLANE.row(2, 0)[4] + PLANE.row(2, 0)[5] + PLANE.row(3, 0)[4] + PLANE.row(3, 0)[5]) / 4,
			binned.light().pixels().row(1, 0)[2], 1e-6);
		assertEquals(1, binned.exposure()[1], 1e-6);
	}
}
