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
package sc.fiji.lucid.deconvolution.method;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.Test;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.deconvolution.Restoration;
import sc.fiji.lucid.deconvolution.model.Boundary;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.testing.Volumes;

/** The laws of Richardson–Lucy. */
public class RichardsonLucyTest {

	private static final Extent SIZE = new Extent(30, 24, 12);
	private static final DeconvolutionOptions PERIODIC = DeconvolutionOptions.DEFAULT.withMethod(Method.RICHARDSON_LUCY)
		.withBoundary(Boundary.PERIODIC)
		.withBackground(OptionalDouble.of(0))
		.withIterations(10);
	private static final DeconvolutionOptions PADDED = PERIODIC.withBoundary(Boundary.PADDED);

	private static Volume noisy(final double background) {
		final Random random = new Random(7);
		return Volumes.of(SIZE, (x, y, z) -> background + 50 * random.nextDouble() +
			(x > 8 && x < 14 && y > 6 && z > 3 ? 400 * random.nextDouble() : 0));
	}

	private static Volume restore(final Volume v, final Psf psf, final DeconvolutionOptions options) {
		return Deconvolution.restore(Volumes.observed(v), psf, options, Progress.NONE).estimate();
	}

	@Test
	public void deltaPsfGivesTheData() {
		final Volume data = noisy(20);
		final Psf delta = new Psf(Volumes.of(new Extent(1, 1, 1), (x, y, z) -> 1),
			Volumes.gaussian(SIZE, 2, 2, 0).voxelSize());
		final Volume twenty = Volumes.of(SIZE, (x, y, z) -> data.row(y, z)[x] - 20);
		assertEquals(0, Volumes.relativeDifference(restore(data, delta, PADDED), data), 1e-5);
		assertEquals(0, Volumes.relativeDifference(
			restore(data, delta, PADDED.withIterations(200).withBackground(OptionalDouble.of(20))), twenty), 1e-3);
	}

	@Test
	public void periodicEdgesKeepTheFlux() {
		final Volume data = noisy(0);
		// With no counts under the signal, not even those of read noise, each iteration keeps the flux.
		final Volume restored = restore(data, Volumes.lopsided(new Extent(5, 4, 6), 3),
			PERIODIC.with("gain", "1e6").with("offset", "0"));
		assertEquals(1, restored.sum() / data.sum(), 1e-5);
	}

	@Test
	public void estimateStaysPositive() {
		for (final Boundary boundary : Boundary.values()) {
			final Volume restored = restore(noisy(100), Volumes.gaussian(new Extent(9, 9, 7), 1.5, 2, 0),
				PERIODIC.withBoundary(boundary).withBackground(OptionalDouble.of(100)));
			for (int z = 0; z < SIZE.nz(); z++)
				for (int y = 0; y < SIZE.ny(); y++)
					for (final float v : restored.row(y, z))
						assertTrue(v >= 0 && v < 1e6);
		}
	}

	@Test
	public void likelihoodNeverFalls() {
		for (final Boundary boundary : Boundary.values()) {
			final double[] divergence = Deconvolution
				.restore(Volumes.observed(noisy(10)), Volumes.lopsided(new Extent(6, 5, 4), 2),
					PERIODIC.withBoundary(boundary).withIterations(40).withBackground(OptionalDouble.of(10)),
					Progress.NONE)
				.divergence();
			for (int k = 1; k < divergence.length; k++)
				assertTrue(boundary + " " + k, divergence[k] <= divergence[k - 1] * (1 + 1e-6));
			assertTrue(divergence[39] < divergence[0] / 2);
		}
	}

	@Test
	public void mirroredDataAndPsfGiveTheMirroredResult() {
		final Volume data = noisy(0);
		final Psf psf = Volumes.lopsided(new Extent(5, 5, 3), 4);
		final Psf mirroredPsf = new Psf(mirrored(psf.volume()), psf.voxelSize());
		for (final Boundary boundary : Boundary.values()) {
			final DeconvolutionOptions options = PERIODIC.withBoundary(boundary);
			assertEquals(0, Volumes.relativeDifference(restore(mirrored(data), mirroredPsf, options),
				mirrored(restore(data, psf, options))), 1e-4);
		}
	}

	private static Volume mirrored(final Volume v) {
		final int nx = v.extent().nx(), nz = v.extent().nz();
		return Volumes.of(v.extent(), (x, y, z) -> v.row(y, nz - 1 - z)[nx - 1 - x]);
	}

	@Test
	public void resultDoesNotDependOnTheNumberOfThreads() {
		final Volume data = noisy(10);
		final Psf psf = Volumes.gaussian(new Extent(9, 9, 7), 1.5, 2, 0);
		final Volume one = Parallelization.runWithNumThreads(1, () -> restore(data, psf, PADDED));
		for (final int threads : new int[] { 2, 3 })
			assertEquals(0, Volumes.relativeDifference(
				Parallelization.runWithNumThreads(threads, () -> restore(data, psf, PADDED)), one), 0);
	}

	/** A bright object just outside the field of view must not ring inside, nor pile up at the edge. */
	@Test
	public void lightFromOutsideIsExplainedFromOutside() {
		final Extent large = new Extent(64, 48, 12);
		final Psf psf = Volumes.gaussian(new Extent(17, 17, 9), 2.5, 2, 0);
		final Volume object = Volumes.of(large, (x, y, z) -> x > 34 && x < 44 ? 1000 : x > 14 && x < 18 ? 200 : 5);
		final Volume blurred = restoreInput(object, psf);
		final Extent view = new Extent(32, 48, 12);
		final Volume seen = blurred.crop(0, 0, 0, view), truth = object.crop(0, 0, 0, view);
		final double padded = Volumes.relativeDifference(restore(seen, psf, PADDED.withIterations(100)), truth);
		final double periodic = Volumes.relativeDifference(restore(seen, psf, PERIODIC.withIterations(100)), truth);
		assertTrue(padded + " against " + periodic, padded < 0.75 * periodic);
	}

	/** The object blurred on its own periodic grid. */
	private static Volume restoreInput(final Volume object, final Psf psf) {
		final Recording anything = Volumes.observed(Volumes.of(object.extent(), (x, y, z) -> 1));
		final ForwardModel model = new ForwardModel(anything, psf, 0, Boundary.PERIODIC, Engine.FUSED, Progress.NONE);
		return model.blur(object);
	}

	@Test
	public void negativeValuesAreModelledNotCut() {
		final Volume data = noisy(0), shifted = Volumes.of(SIZE, (x, y, z) -> data.row(y, z)[x] - 60);
		final Psf psf = Volumes.gaussian(new Extent(9, 9, 7), 1.5, 2, 0);
		final Restoration a = Deconvolution.restore(Volumes.observed(data), psf,
			PADDED.withBackground(OptionalDouble.of(10)), Progress.NONE);
		final Restoration b = Deconvolution.restore(Volumes.observed(shifted), psf,
			PADDED.withBackground(OptionalDouble.of(-50)), Progress.NONE);
		assertEquals(-50, b.background(), 1e-9);
		assertTrue(b.noise().zero() <= -50);
		assertEquals(a.observedFlux(), b.observedFlux(), 1e-3 * a.observedFlux());
	}

	@Test
	public void stopsWhenCancelled() {
		final Progress cancelled = new Progress() {

			@Override
			public void report(final double fraction, final String what) {}

			@Override
			public boolean isCancelled() {
				return true;
			}
		};
		try {
			Deconvolution.restore(Volumes.observed(noisy(0)), Volumes.gaussian(new Extent(9, 9, 7), 1.5, 2, 0), PADDED,
				cancelled);
			fail();
		}
		catch (final CancellationException expected) {
			// that is what a cancelled job does
		}
	}

	@Test
	public void refusesWhatCannotBeRestored() {
		final Psf psf = Volumes.gaussian(new Extent(9, 9, 7), 1.5, 2, 0);
		refused("2 of 8640 voxels are NaN or infinite, the first at x=3, y=2, z=1",
			Volumes.of(SIZE, (x, y, z) -> y == 2 && x == 3 && (z == 1 || z == 4) ? Double.NaN : 1), psf, PADDED);
		refused("Every voxel is zero", new Volume(SIZE), psf, PADDED);
		refused("larger than the stack", noisy(0), Volumes.gaussian(new Extent(31, 9, 7), 1.5, 2, 0), PERIODIC);
	}

	private static void refused(final String words, final Volume v, final Psf psf, final DeconvolutionOptions options) {
		try {
			restore(v, psf, options);
			fail(words);
		}
		catch (final IllegalArgumentException e) {
			assertTrue(e.getMessage(), e.getMessage().contains(words));
		}
	}
}
