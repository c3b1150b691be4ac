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

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.simulation.Objective;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Volumes;

/** Where a camera could count no further, the restoration is nearer to that of what it should have counted. */
public class ClippedVoxelsTest {

	private static final Extent SIZE = new Extent(48, 48, 16);
	private static final Phantom[] KINDS = { Phantom.TISSUE, Phantom.NUCLEI, Phantom.FILAMENTS, Phantom.SHELLS,
		Phantom.BEADS };
	private static final OptionalDouble NONE = OptionalDouble.of(Double.POSITIVE_INFINITY);
	/** Told what the camera is, so that restorations differ by the clipped voxels alone. */
	private static final DeconvolutionOptions TOLD = DeconvolutionOptions.DEFAULT
		.withGain(OptionalDouble.of(HonestCase.CAMERA.gain()))
		.with("offset", "" + HonestCase.CAMERA.offset())
		.withBackground(OptionalDouble.of(HonestCase.CAMERA.offset()));

	private static Volume restore(final HonestCase c, final Recording recording, final DeconvolutionOptions options) {
		return Deconvolution.restore(recording, c.psf(), options, Progress.NONE).estimate();
	}

	private static Recording clipped(final Simulation s, final double limit) {
		return Volumes.observed(Volumes.of(SIZE, (x, y, z) -> Math.min(limit, s.observed().row(y, z)[x])));
	}

	/** @return the counts that this part of the voxels exceeds */
	private static double quantile(final Volume volume, final double part) {
		final float[] all = new float[(int) volume.extent().voxels()];
		final int nx = volume.extent().nx(), ny = volume.extent().ny();
		for (int i = 0; i < all.length; i++)
			all[i] = volume.row(i / nx % ny, i / nx / ny)[i % nx];
		Arrays.sort(all);
		return all[(int) Math.round((1 - part) * all.length)];
	}

	private static double difference(final Volume a, final Volume b) {
		double sum = 0, all = 0;
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (int x = 0; x < SIZE.nx(); x++) {
					final double d = a.row(y, z)[x] - b.row(y, z)[x];
					sum += d * d;
					all += Math.pow(a.row(y, z)[x], 2);
				}
		return Math.sqrt(sum / all);
	}

	private static void compare(final Phantom kind, final DeconvolutionOptions options, final double... parts) {
		final HonestCase c = new HonestCase(Objective.OIL, kind, 1000, SIZE);
		final Simulation s = c.exposure(4).record(c.photons(), HonestCase.CAMERA);
		final Volume whole = restore(c, clipped(s, Double.POSITIVE_INFINITY), options);
		for (final double part : parts) {
			final double limit = quantile(s.observed(), part);
			final Recording cut = clipped(s, limit), without = cut.withMask(new Mask(cut, (x, y, z, v) -> v >= limit));
			final double asItIs = difference(whole, restore(c, cut, options.withSaturation(NONE))),
				leftOut = difference(whole, restore(c, without, options.withSaturation(NONE))),
				censored = difference(whole, restore(c, cut, options.withSaturation(OptionalDouble.of(limit))));
			final String told = String.format("%s %.3f: as it is %.4f, left out %.4f, censored %.4f",
				kind + " " + options.method(), part, asItIs, leftOut, censored);
			assertTrue(told, censored < asItIs && censored < leftOut);
		}
	}

	@Test
	public void clippedVoxelsAreNearerToTheWholeThanAsTheyAreOrLeftOut() {
		for (final Phantom kind : KINDS)
			compare(kind, TOLD.withMethod(Method.HEAVY_BALL).withIterations(20), 0.001, 0.005, 0.02);
	}

	@Test
	public void soAreTheyByTheAutomaticMethod() {
		compare(Phantom.NUCLEI, TOLD, 0.005);
		compare(Phantom.BEADS, TOLD, 0.005);
	}

	/** Methods of least squares and of a penalty know of clipped voxels, too. */
	@Test
	public void soAreTheyByOtherMethods() {
		for (final String method : new String[] { "richardson-lucy", "rl-tv", "quasi-newton", "landweber" })
			compare(Phantom.NUCLEI, TOLD.with("method", method).withIterations(20), 0.02);
	}

	/** At the end of a converter of 12 bits, and nowhere else. */
	@Test
	public void theEndOfTheRangeIsFoundByItself() {
		final HonestCase c = new HonestCase(Objective.OIL, Phantom.NUCLEI, 1000, SIZE);
		final Simulation s = c.exposure(4).record(c.photons(), HonestCase.CAMERA);
		final double scale = 4095 / quantile(s.observed(), 0.005);
		final Volume bright = Volumes.of(SIZE, (x, y, z) -> Math.rint(s.observed().row(y, z)[x] * scale));
		final DeconvolutionOptions few = DeconvolutionOptions.DEFAULT.withMethod(Method.HEAVY_BALL).withIterations(2);
		final Recording cut = Volumes.observed(Volumes.of(SIZE, (x, y, z) -> Math.min(4095, bright.row(y, z)[x])));
		final long clipped = Deconvolution.restore(cut, c.psf(), few, Progress.NONE).clipped();
		assertEquals(0.005 * SIZE.voxels(), clipped, 0.001 * SIZE.voxels());
		assertEquals(4095, Deconvolution.withLevels(cut, few).saturation().getAsDouble(), 0);
		assertEquals(0, Deconvolution.restore(cut, c.psf(), few.withSaturation(NONE), Progress.NONE).clipped());
		assertEquals(0, Deconvolution.restore(Volumes.observed(bright), c.psf(), few, Progress.NONE).clipped());
		final Recording elsewhere = Volumes
			.observed(Volumes.of(SIZE, (x, y, z) -> Math.min(3000, bright.row(y, z)[x])));
		assertEquals(0, Deconvolution.restore(elsewhere, c.psf(), few, Progress.NONE).clipped());
		assertEquals("none", DeconvolutionOptions.DEFAULT.withSaturation(NONE).describe().get("saturation"));
		assertEquals("auto", DeconvolutionOptions.DEFAULT.describe().get("saturation"));
	}
}
