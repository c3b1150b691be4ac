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

import java.util.Random;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.testing.Volumes;

/**
 * The unit in which a stack counts does not matter: one that was normalised to values from 0 to 1 is restored as it was
 * recorded. Blurred spots are added up one by one, which Lucid's own model does not do.
 */
public class UnitOfCountsTest {

	private static final Extent SIZE = new Extent(48, 40, 12);
	private static final double OFFSET = 100, STRAY = 10;
	private static final Psf PSF = Volumes.gaussian(new Extent(13, 13, 9), 1.6, 1.8, 0);
	private static final Volume COUNTS = counts();
	private static final DeconvolutionOptions LUCY = DeconvolutionOptions.DEFAULT.with("method", "richardson-lucy")
		.with("iterations", "40");

	private static Volume counts() {
		final Random random = new Random(34);
		final Volume light = new Volume(SIZE);
		for (int spot = 0; spot < 30; spot++) {
			final double cx = 8 + 32 * random.nextDouble(), cy = 8 + 24 * random.nextDouble(),
				cz = 3 + 6 * random.nextDouble(), peak = 40 + 200 * random.nextDouble();
			for (int z = 0; z < SIZE.nz(); z++)
				for (int y = 0; y < SIZE.ny(); y++)
					for (int x = 0; x < SIZE.nx(); x++)
						light.row(y, z)[x] += peak *
							Math.exp(-(Math.pow(x - cx, 2) + Math.pow(y - cy, 2)) / 6 - Math.pow(z - cz, 2) / 7);
		}
		return Volumes.of(SIZE, (x, y, z) -> {
			final double photons = STRAY + light.row(y, z)[x];
			return Math.rint(OFFSET + photons + Math.sqrt(photons + 2.25) * random.nextGaussian());
		});
	}

	private static Restoration restored(final double unit, final double constant, final DeconvolutionOptions options) {
		return Deconvolution.restore(
			Volumes.observed(Volumes.of(SIZE, (x, y, z) -> unit * (COUNTS.row(y, z)[x] + constant))), PSF, options,
			Progress.NONE);
	}

	private static DeconvolutionOptions told(final DeconvolutionOptions options, final double unit) {
		return options.with("gain", Double.toString(1 / unit))
			.with("offset", Double.toString(unit * OFFSET))
			.with("read-noise", "1.5");
	}

	private static DeconvolutionOptions over(final DeconvolutionOptions options, final double unit) {
		return options.with("background", Double.toString(unit * (OFFSET + STRAY)));
	}

	/** The largest difference in parts of the peak. */
	private static double difference(final Restoration counts, final Restoration other, final double unit) {
		double most = 0, peak = 0;
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (int x = 0; x < SIZE.nx(); x++) {
					final double v = counts.estimate().row(y, z)[x];
					peak = Math.max(peak, v);
					most = Math.max(most, Math.abs(other.estimate().row(y, z)[x] / unit - v));
				}
		assertTrue(peak > 0);
		return most / peak;
	}

	private static void check(final DeconvolutionOptions[] options, final double unit, final double tolerance) {
		final Restoration counts = restored(1, 0, options[0]), other = restored(unit, 0, options[1]);
		assertEquals(options[0].method() + " x " + unit, 0, difference(counts, other, unit), tolerance);
		assertEquals("background", counts.background(), other.background() / unit, tolerance * 100);
		assertEquals("zero", counts.noise().zero(), other.noise().zero() / unit, 1 / 64.0);
	}

	/** 2⁻¹² of a number is the same number, so that nothing but the unit differs. */
	@Test
	public void partsOf4096AreRestoredAlike() {
		final double unit = Math.scalb(1.0, -12);
		for (final DeconvolutionOptions o : new DeconvolutionOptions[] { DeconvolutionOptions.DEFAULT, LUCY }) {
			check(new DeconvolutionOptions[] { o, o }, unit, 1e-6);
			check(new DeconvolutionOptions[] { told(o, 1), told(o, unit) }, unit, 1e-6);
			check(new DeconvolutionOptions[] { over(told(o, 1), 1), over(told(o, unit), unit) }, unit, 1e-6);
		}
	}

	/**
	 * The zero of whole counts is a multiple of 1/64: it may differ by half of that, and single photons that are drawn
	 * with it.
	 */
	@Test
	public void otherUnitsAreRestoredAlikeButForRounding() {
		for (final double unit : new double[] { 1e-4, 1 / 4095.0 })
			for (final DeconvolutionOptions o : new DeconvolutionOptions[] { DeconvolutionOptions.DEFAULT, LUCY }) {
				check(new DeconvolutionOptions[] { o, o }, unit, 2e-3);
				check(new DeconvolutionOptions[] { told(o, 1), told(o, unit) }, unit, 2e-3);
			}
	}

	@Test
	public void aConstantAddedChangesNoBitInWhateverUnit() {
		for (final double unit : new double[] { 1, Math.scalb(1.0, -12) })
			for (final DeconvolutionOptions o : new DeconvolutionOptions[] { DeconvolutionOptions.DEFAULT, LUCY }) {
				final Restoration counts = restored(unit, 0, o);
				for (final int constant : new int[] { 1000, 32_768 })
					assertEquals(unit + " x +" + constant, 0, difference(counts, restored(unit, constant, o), 1), 0);
			}
	}
}
