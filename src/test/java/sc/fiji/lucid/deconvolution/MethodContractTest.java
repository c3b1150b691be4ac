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
import static org.junit.Assert.fail;
import static org.junit.Assume.assumeTrue;

import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.deconvolution.method.Iteration;
import sc.fiji.lucid.deconvolution.method.Task;
import sc.fiji.lucid.deconvolution.method.Trait;
import sc.fiji.lucid.deconvolution.model.Boundary;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.penalty.PenaltyKind;
import sc.fiji.lucid.deconvolution.stopping.StopReason;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.testing.Volumes;

/** The laws that every method keeps. */
@RunWith(Parameterized.class)
public class MethodContractTest {

	private static final Extent SIZE = new Extent(30, 24, 12);

	@Parameters(name = "{0}")
	public static Object[] methods() {
		return Method.values();
	}

	private final Method method;
	private final DeconvolutionOptions padded;
	private final DeconvolutionOptions periodic;

	public MethodContractTest(final Method method) {
		this.method = method;
		padded = DeconvolutionOptions.DEFAULT.withMethod(method)
			.withBackground(OptionalDouble.of(10))
			.withIterations(8);
		periodic = padded.withBoundary(Boundary.PERIODIC);
	}

	private static Volume noisy(final double background) {
		final Random random = new Random(7);
		return Volumes.of(SIZE, (x, y, z) -> Math.round(background + 50 * random.nextDouble() +
			(x > 8 && x < 14 && y > 6 && z > 3 ? 400 * random.nextDouble() : 0)));
	}

	private static Psf psf() {
		return Volumes.gaussian(new Extent(9, 9, 7), 1.3, 1.5, 0);
	}

	private static Restoration restored(final Volume v, final Psf psf, final DeconvolutionOptions options) {
		return Deconvolution.restore(Volumes.observed(v), psf, options, Progress.NONE);
	}

	private static Volume restore(final Volume v, final Psf psf, final DeconvolutionOptions options) {
		return restored(v, psf, options).estimate();
	}

	private boolean has(final Trait trait) {
		return method.declaration().has(trait);
	}

	@Test
	public void estimateIsFiniteAndPositiveWherePromised() {
		for (final DeconvolutionOptions options : new DeconvolutionOptions[] { padded, periodic }) {
			final Volume v = restore(noisy(10), psf(), options);
			for (int z = 0; z < SIZE.nz(); z++)
				for (int y = 0; y < SIZE.ny(); y++)
					for (final float value : v.row(y, z))
						assertTrue(options.boundary() + ": " + value,
							Float.isFinite(value) && (value >= 0 || !has(Trait.POSITIVE)));
		}
	}

	@Test
	public void costNeverRisesWherePromised() {
		assumeTrue(has(Trait.MONOTONE));
		for (final Boundary boundary : Boundary.values()) {
			final double[] costs = restored(noisy(10), Volumes.lopsided(new Extent(6, 5, 4), 2),
				padded.withBoundary(boundary).withIterations(40)).divergence();
			assertEquals(40, costs.length);
			for (int k = 1; k < costs.length; k++)
				assertTrue(boundary + " " + k, costs[k] <= costs[k - 1] + 1e-6 * Math.abs(costs[0]));
			assertTrue(costs[39] < costs[0] / 2);
		}
	}

	@Test
	public void mirroredDataAndPsfGiveTheMirroredResult() {
		final Psf psf = Volumes.lopsided(new Extent(5, 5, 3), 4);
		final Volume data = noisy(10);
		final Psf mirroredPsf = new Psf(mirrored(psf.volume()), psf.voxelSize());
		final DeconvolutionOptions options = periodic.withIterations(4);
		final Volume a = restore(mirrored(data), mirroredPsf, options), b = mirrored(restore(data, psf, options));
		assertEquals(0, Volumes.relativeDifference(a, b), has(Trait.DRAWS_PHOTONS) ? 0.1 : 1e-3);
	}

	private static Volume mirrored(final Volume v) {
		final int nx = v.extent().nx(), nz = v.extent().nz();
		return Volumes.of(v.extent(), (x, y, z) -> v.row(y, nz - 1 - z)[nx - 1 - x]);
	}

	@Test
	public void turnedDataGiveTheTurnedResult() {
		assumeTrue(!has(Trait.DRAWS_PHOTONS));
		final Volume data = noisy(10);
		for (final Boundary boundary : Boundary.values()) {
			final DeconvolutionOptions options = padded.withBoundary(boundary).withIterations(4);
			assertEquals(boundary.toString(), 0, Volumes.relativeDifference(restore(turned(data), psf(), options),
				turned(restore(data, psf(), options))), has(Trait.JUDGES_SPECTRUM) ? 0.1 : 2e-3);
		}
	}

	private static Volume turned(final Volume v) {
		final Extent e = v.extent();
		return Volumes.of(new Extent(e.ny(), e.nx(), e.nz()), (x, y, z) -> v.row(x, z)[y]);
	}

	@Test
	public void resultDoesNotDependOnTheNumberOfThreads() {
		final Volume data = noisy(10);
		final Volume one = Parallelization.runWithNumThreads(1, () -> restore(data, psf(), padded));
		for (final int threads : new int[] { 2, 3 })
			assertEquals(0, Volumes.relativeDifference(
				Parallelization.runWithNumThreads(threads, () -> restore(data, psf(), padded)), one), 0);
	}

	@Test
	public void deltaPsfGivesTheSignal() {
		final Psf delta = new Psf(Volumes.of(new Extent(1, 1, 1), (x, y, z) -> 1), psf().voxelSize());
		final Volume data = noisy(100), signal = Volumes.of(SIZE, (x, y, z) -> data.row(y, z)[x] - 100);
		final DeconvolutionOptions options = padded.withBackground(OptionalDouble.of(100))
			.with("weight", "0")
			.withIterations(300);
		final DeconvolutionOptions noiseless = has(Trait.JUDGES_SPECTRUM) ? options.with("gain", "1e6") : options;
		// Halves of the photons go where both agree; the second stage leads from nine tenths of them to all.
		final double drawn = method.isStaged() ? 0.03 : 0.2;
		final double exact = has(Trait.KEEPS_FLUX) ? 2e-3 : 0.05;
		assertEquals(0, Volumes.relativeDifference(restore(data, delta, noiseless), signal),
			has(Trait.DRAWS_PHOTONS) ? drawn : exact);
	}

	/** Least squares come to the flux more slowly. */
	@Test
	public void fluxOfWhatLiesInsideIsKept() {
		assumeTrue(has(Trait.KEEPS_FLUX));
		final Volume object = Volumes.of(SIZE,
			(x, y, z) -> Math.abs(x - 15) < 5 && Math.abs(y - 12) < 4 && Math.abs(z - 6) < 2 ? 500 : 0);
		final Volume blurred = blurred(object);
		final Volume data = Volumes.of(SIZE, (x, y, z) -> blurred.row(y, z)[x] + 10);
		final double flux = restore(data, psf(), padded.withIterations(30)).sum() / object.sum();
		assertEquals(1, flux, has(Trait.LEAST_SQUARES) ? 0.08 : 0.03);
	}

	/** What the camera adds carries no photons. */
	@Test
	public void aConstantAddedChangesNothing() {
		final Volume data = noisy(10), result = restore(data, psf(), padded);
		float peak = 0;
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (final float v : result.row(y, z))
					peak = Math.max(peak, v);
		for (final int constant : new int[] { 1000, 10_000, 32_768 }) {
			final Volume added = restore(Volumes.of(SIZE, (x, y, z) -> data.row(y, z)[x] + constant), psf(),
				padded.withBackground(OptionalDouble.of(10 + constant)));
			for (int z = 0; z < SIZE.nz(); z++)
				for (int y = 0; y < SIZE.ny(); y++)
					for (int x = 0; x < SIZE.nx(); x++)
						assertEquals("+" + constant, result.row(y, z)[x], added.row(y, z)[x], 1e-3 * peak);
		}
	}

	private static Volume blurred(final Volume object) {
		final Recording anything = Volumes.observed(Volumes.of(object.extent(), (x, y, z) -> 1));
		return new ForwardModel(anything, psf(), 0, Boundary.PERIODIC, Engine.FUSED, Progress.NONE).blur(object);
	}

	@Test
	public void resultIsNearerToTheObjectThanTheData() {
		assumeTrue(!has(Trait.IGNORES_NOISE));
		final Random random = new Random(3);
		final Volume object = Volumes.of(SIZE,
			(x, y, z) -> x % 10 / 3 == 1 && y % 12 / 3 == 1 && z / 3 == 1 ? 3000 : 20);
		final Volume blurred = blurred(object);
		final Volume data = Volumes.of(SIZE, (x, y, z) -> Math.max(0,
			Math.round(10 + blurred.row(y, z)[x] + Math.sqrt(10 + blurred.row(y, z)[x]) * random.nextGaussian())));
		final Volume signal = Volumes.of(SIZE, (x, y, z) -> data.row(y, z)[x] - 10);
		final double before = Volumes.relativeDifference(signal, object);
		// A preview is good for a few iterations only.
		final DeconvolutionOptions options = padded.withPenalty(PenaltyKind.TV, 0.05)
			.withIterations(Math.min(8, method.declaration().ceiling() / 2));
		final double after = Volumes.relativeDifference(restore(data, psf(), method.isDirect() ? padded : options),
			object);
		assertTrue(after + " of " + before, after < before);
	}

	/** From the object itself, an iteration on what the microscope gives of it leads not far. */
	@Test
	public void goesOnFromAnEstimateWherePromised() {
		assumeTrue(has(Trait.RESUMES));
		final Volume object = Volumes.of(SIZE,
			(x, y, z) -> 50 + (Math.abs(x - 15) < 5 && Math.abs(y - 12) < 4 && Math.abs(z - 6) < 2 ? 500 : 0));
		final Volume blurred = blurred(object);
		final Recording observed = Volumes.observed(Volumes.of(SIZE, (x, y, z) -> blurred.row(y, z)[x] + 10));
		final DeconvolutionOptions options = periodic.withWeight(OptionalDouble.of(0));
		final ForwardModel model = new ForwardModel(observed, psf(), 10, Boundary.PERIODIC, Engine.FUSED,
			Progress.NONE);
		final Task task = new Task(observed, model, options, new NoiseModel(1, 0, true), psf());
		final Iteration iteration = method.declaration().begin(task, model, object.copy());
		iteration.next();
		assertEquals(0, Volumes.relativeDifference(iteration.estimate(), object), 0.01);
	}

	@Test
	public void voxelsWithoutWeightHaveNoInfluence() {
		final Volume data = noisy(10);
		final Volume spoiled = Volumes.of(SIZE,
			(x, y, z) -> x == 9 && y > 5 && y < 9 ? y == 7 ? Double.NaN : 60000 : data.row(y, z)[x]);
		final Recording a = Volumes.observed(data), b = Volumes.observed(spoiled);
		final Mask.Rule rule = (x, y, z, value) -> x == 9 && y > 5 && y < 9;
		for (final DeconvolutionOptions options : new DeconvolutionOptions[] { padded, periodic }) {
			final Volume one = Deconvolution.restore(a.withMask(new Mask(a, rule)), psf(), options, Progress.NONE)
				.estimate();
			final Volume two = Deconvolution.restore(b.withMask(new Mask(b, rule)), psf(), options, Progress.NONE)
				.estimate();
			// The identity shows what it was given, there too.
			final Volume shown = method != Method.IDENTITY ? two
				: Volumes.of(SIZE, (x, y, z) -> (rule.excludes(x, y, z, 0) ? one : two).row(y, z)[x]);
			assertEquals(0, Volumes.relativeDifference(one, shown), has(Trait.POSITIVE) ? 0 : 1e-3);
		}
	}

	/** Counts of another unit: what is counted in halves is restored in halves. */
	@Test
	public void unitsOfTheCountsDoNotMatter() {
		final Volume data = noisy(10), halves = Volumes.of(SIZE, (x, y, z) -> 2 * data.row(y, z)[x]);
		final Volume one = restore(data, psf(), padded.with("gain", "1"));
		final Volume two = restore(halves, psf(), padded.with("gain", "0.5").with("background", "20"));
		assertEquals(0, Volumes.relativeDifference(Volumes.of(SIZE, (x, y, z) -> two.row(y, z)[x] / 2), one), 2e-3);
	}

	@Test
	public void cancelledWorkEnds() {
		final Progress cancelled = new Progress() {

			@Override
			public void report(final double fraction, final String what) {}

			@Override
			public boolean isCancelled() {
				return true;
			}
		};
		try {
			Deconvolution.restore(Volumes.observed(noisy(10)), psf(), padded, cancelled);
			fail();
		}
		catch (final CancellationException expected) {
			// that is what a cancelled job does
		}
	}

	@Test
	public void numberOfIterationsIsKept() {
		final Restoration r = restored(noisy(10), psf(), padded);
		assertEquals(method.resolved(), r.method());
		if (method.isDirect()) assertEquals(StopReason.DIRECT, r.reason());
		else if (!method.isStaged()) assertEquals(8, r.iterations());
	}
}
