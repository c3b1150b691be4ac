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

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.util.Random;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.testing.Volumes;

/** What reference images tell is what the camera was made with. */
public class FlatFieldTest {

	private static final Extent PLANE = new Extent(40, 30, 1);
	private static final Volume RESPONSE = Volumes.of(PLANE, (x, y, z) -> 1 - 4e-4 * ((x - 18) * (x - 18) + y * y));
	private static final Volume OFFSET = random(3, 1);

	private static Volume random(final double deviation, final long seed) {
		final Random random = new Random(seed);
		return Volumes.of(PLANE, (x, y, z) -> deviation * random.nextGaussian());
	}

	private static Volume dark() {
		return Volumes.of(PLANE, (x, y, z) -> 100 + OFFSET.row(y, 0)[x]);
	}

	private static Volume flat(final double light) {
		return Volumes.of(PLANE, (x, y, z) -> 100 + OFFSET.row(y, 0)[x] + light * RESPONSE.row(y, 0)[x]);
	}

	@Test
	public void pixelsAreWhatTheyAreHoweverBrightTheFlat() {
		final double mean = RESPONSE.sum() / PLANE.voxels();
		for (final double light : new double[] { 50, 20_000 }) {
			final FlatField field = FlatField.of(dark(), flat(light), Double.NaN);
			assertTrue(field.bad().isEmpty());
			assertEquals(1, field.response().sum() / PLANE.voxels(), 1e-5);
			assertEquals(100, field.level(), 0.3);
			for (int y = 0; y < PLANE.ny(); y++)
				for (int x = 0; x < PLANE.nx(); x++) {
					assertEquals(RESPONSE.row(y, 0)[x] / mean, field.response().row(y, 0)[x], 1e-4);
					assertEquals(100 + OFFSET.row(y, 0)[x], field.level() + field.offset().row(y, 0)[x], 1e-4);
				}
		}
	}

	/** Hot in the dark, dead or stuck in the flat: found, and what they would show is what those beside them do. */
	@Test
	public void badPixelsAreFound() {
		final Volume dark = dark(), flat = flat(1000);
		dark.row(7, 0)[9] += 80;
		flat.row(7, 0)[9] += 80;
		flat.row(20, 0)[30] = dark.row(20, 0)[30];
		flat.row(11, 0)[5] += 3000;
		final FlatField field = FlatField.of(dark, flat, Double.NaN);
		assertEquals("[9, 7][5, 11][30, 20]",
			field.bad().stream().map(java.util.Arrays::toString).reduce("", String::concat));
		assertEquals(RESPONSE.row(20, 0)[30] * PLANE.voxels() / RESPONSE.sum(), field.response().row(20, 0)[30], 0.02);
		assertEquals(0, field.offset().row(7, 0)[9], 6);
	}

	@Test
	public void oneOfThemIsEnough() {
		assertNull(FlatField.of(dark(), null, Double.NaN).response());
		final FlatField field = FlatField.of(null, flat(1000), 100);
		assertNull(field.offset());
		assertEquals(RESPONSE.row(3, 0)[4] * PLANE.voxels() / RESPONSE.sum(), field.response().row(3, 0)[4], 0.02);
	}

	@Test
	public void aNoisyFlatIsRough() {
		final Volume flat = flat(1000), noise = random(50, 2);
		for (int y = 0; y < PLANE.ny(); y++)
			for (int x = 0; x < PLANE.nx(); x++)
				flat.row(y, 0)[x] += noise.row(y, 0)[x];
		assertEquals(0.05, FlatField.of(dark(), flat, Double.NaN).roughness(), 0.015);
		assertTrue(FlatField.of(dark(), flat(1000), Double.NaN).roughness() < 0.01);
	}

	@Test
	public void aFlatWithoutLightIsRefused() {
		try {
			FlatField.of(flat(1000), dark(), Double.NaN);
			fail();
		}
		catch (final IllegalArgumentException e) {
			assertTrue(e.getMessage(), e.getMessage().startsWith("The flat is not brighter than the dark"));
		}
	}
}
