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
import static org.junit.Assert.assertTrue;

import java.util.OptionalDouble;
import java.util.Random;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.testing.Volumes;

/** Gain, zero and offset belong together, whatever was told. */
public class NoiseModelTest {

	private static final OptionalDouble UNTOLD = OptionalDouble.empty();

	/** An 8-bit stack that somebody multiplied by 1000: its darkest places have less noise than a usual camera. */
	@Test
	public void theOffsetIsNoMoreThanTheDarkestPlace() {
		final NoiseModel stretched = new NoiseModel(0.00076, 684, true);
		final Camera camera = stretched.camera(UNTOLD, 730);
		assertEquals(730, camera.offset(), 1e-9);
		assertEquals(684, camera.zero(), 1e-9);
		assertEquals(684, stretched.camera(UNTOLD, 600).offset(), 1e-9);
	}

	@Test
	public void aUsualCameraIsTakenWhereNothingSpeaksAgainstIt() {
		assertEquals(1.6, new NoiseModel(0.5, 95, true).camera(UNTOLD, 120).readNoise(), 0);
	}

	@Test
	public void whatWasToldIsKept() {
		final Camera camera = new NoiseModel(0.5, 95, true).camera(OptionalDouble.of(3), 100);
		assertEquals(3, camera.readNoise(), 0);
		assertEquals(95 + 9 / 0.5, camera.offset(), 1e-9);
	}

	/**
	 * One small bright thing in a dark stack: nineteen twentieths of it have the noise of the read-out alone, and say
	 * nothing of the gain. By a normal distribution instead of photons, which Lucid's own simulation draws.
	 */
	@Test
	public void oneBrightThingInTheDarkTellsTheGain() {
		for (final double gain : new double[] { 0.5, 2 })
			for (int seed = 0; seed < 8; seed++) {
				final NoiseModel found = NoiseModel.of(Recording.of(sparse(gain, new Random(seed))));
				assertTrue("seed " + seed + ": told by the stack", found.isKnown());
				assertEquals("seed " + seed, 1, found.gain() / gain, 0.12);
				assertEquals("seed " + seed, gain, found.gain(), 4 * found.gainUncertainty());
				assertTrue("seed " + seed, found.gainUncertainty() < 0.1 * gain);
				assertEquals("seed " + seed, 100 - 2.56 / gain, found.zero(), 1.5 / gain);
			}
	}

	/**
	 * Where nearly all is dark and holds few photons, their skewness and the noise of the means must not make a line of
	 * their own. Photons are counted as arrivals in an interval, which Lucid's own simulation does not do.
	 */
	@Test
	public void fewPhotonsInTheDarkMakeNoLineOfTheirOwn() {
		for (int seed = 0; seed < 4; seed++) {
			final Random random = new Random(seed);
			final NoiseModel found = NoiseModel.of(Recording.of(Volumes.of(new Extent(96, 96, 32), (x, y, z) -> {
				final double r = Math.sqrt(Math.pow(x - 40, 2) + Math.pow(y - 50, 2) + Math.pow(2 * (z - 15), 2));
				return arrivals(4 + 16 / (1 + Math.exp((r - 7) / 2)), random);
			})));
			assertTrue("seed " + seed + ": " + found, !found.isKnown() || Math.abs(Math.log(found.gain())) < 0.25);
		}
	}

	private static float arrivals(final double mean, final Random random) {
		int n = 0;
		for (double t = -Math.log(1 - random.nextDouble()); t < mean; t -= Math.log(1 - random.nextDouble()))
			n++;
		return n;
	}

	/**
	 * A ball of wide edges that fills a quarter of a per cent of the stack, at 60 photons, over an offset of 100 and a
	 * read noise of 1.6.
	 */
	private static Volume sparse(final double gain, final Random random) {
		return Volumes.of(new Extent(96, 96, 32), (x, y, z) -> {
			final double r = Math.sqrt(Math.pow(x - 40, 2) + Math.pow(y - 50, 2) + Math.pow(2 * (z - 15), 2));
			final double photons = 60 / (1 + Math.exp((r - 7) / 2));
			return (float) Math.rint(100 + (photons + Math.sqrt(photons + 2.56) * random.nextGaussian()) / gain);
		});
	}
}
