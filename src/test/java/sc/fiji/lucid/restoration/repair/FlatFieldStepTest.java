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
package sc.fiji.lucid.restoration.repair;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.util.List;
import java.util.OptionalDouble;

import org.junit.Test;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.RecordingVoxels;
import sc.fiji.lucid.restoration.StackSample;
import sc.fiji.lucid.restoration.Steps;
import sc.fiji.lucid.restoration.step.DeconvolutionStep;
import sc.fiji.lucid.simulation.camera.Faults;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.testing.Volumes;

/** A camera whose pixels differ, known by its dark and flat. */
public class FlatFieldStepTest {

	private static final Extent SIZE = new Extent(64, 56, 12);
	private static final Psf PSF = Volumes.gaussian(new Extent(11, 11, 9), 1.1, 1.4, 0);
	private static final Faults FAULTS = Faults.NONE.withShading(0.5).withOffsets(4).withHot(0.002);
	private static final int SEED = 5, BLOCK = 8;

	private static Simulation simulation(final Faults faults) {
		return Simulation.of(Phantom.MIXED, SIZE, new VoxelSize(0.1, 0.1, 0.25), 1, v -> PSF, 20_000, 100, 2, SEED,
			faults);
	}

	private static ReferenceImages references() {
		return new ReferenceImages.Planes(FAULTS.reference(SIZE, 0, 20_000, 100, 1, 2, SEED),
			FAULTS.reference(SIZE, 10_000, 20_000, 100, 1, 2, SEED));
	}

	private static Volume restored(final Volume counts, final Repair repair) {
		final DeconvolutionOptions options = DeconvolutionOptions.DEFAULT.withMethod(Method.RICHARDSON_LUCY)
			.withIterations(10)
			.withBackground(OptionalDouble.of(100))
			.with("gain", "1");
		final Volume result = new Volume(SIZE);
		repair.before(new DeconvolutionStep(PSF, options), 0, PSF, options)
			.whole(new RecordingVoxels(Volumes.observed(counts)), (z, x, y, width, height, part) -> {
				for (int i = 0; i < height; i++)
					System.arraycopy(part, i * width, result.row(y + i, z), x, width);
			}, Progress.NONE);
		return result;
	}

	private static double[] blocks(final Volume volume) {
		final double[] sums = new double[BLOCK * BLOCK];
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (int x = 0; x < SIZE.nx(); x++)
					sums[y * BLOCK / SIZE.ny() * BLOCK + x * BLOCK / SIZE.nx()] += volume.row(y, z)[x];
		return sums;
	}

	/**
	 * How much of the planted shading is in one volume and not in the other, 1 if it all is: a = c b (1 + s (f/f̄ −
	 * 1)).
	 */
	private static double left(final Volume with, final Volume without) {
		final double[] a = blocks(with), b = blocks(without), f = blocks(PLANTED);
		final double mean = java.util.Arrays.stream(f).average().orElseThrow();
		double bb = 0, bg = 0, gg = 0, ab = 0, ag = 0;
		for (int i = 0; i < f.length; i++) {
			final double g = b[i] * (f[i] / mean - 1);
			bb += b[i] * b[i];
			bg += b[i] * g;
			gg += g * g;
			ab += a[i] * b[i];
			ag += a[i] * g;
		}
		return (ag * bb - ab * bg) / (ab * gg - ag * bg);
	}

	private static final Volume PLANTED = FAULTS.withHot(0).light(Volumes.of(SIZE, (x, y, z) -> 1), SEED);

	@Test
	public void knownShadingIsGoneAndTheLightIsKept() {
		final Volume clean = restored(simulation(Faults.NONE).observed(), Repair.NONE),
			shaded = simulation(FAULTS).observed();
		final Volume told = restored(shaded, Repair.NONE.withReferences(references()));
		final double untold = left(restored(simulation(FAULTS.withHot(0)).observed(), Repair.NONE), clean);
		assertTrue("the test tells it: " + untold, untold > 0.8);
		assertEquals(0, left(told, clean), 0.01);
		final double mean = PLANTED.sum() / SIZE.voxels();
		assertEquals(mean, told.sum() / clean.sum(), 0.01);
	}

	/** What is subtracted is no light: whole counts less a number for each pixel, whose noise is what it was. */
	@Test
	public void countsKeepTheirNoise() {
		final Volume shaded = simulation(FAULTS.withHot(0)).observed();
		final ReferenceImages references = references();
		final FlatFieldStep step = new FlatFieldStep(references, 0, DeconvolutionOptions.DEFAULT);
		final Recording recorded = Volumes.observed(shaded);
		final FlatFieldStep.Decision decided = step
			.decide(new StackSample(new RecordingVoxels(recorded), Long.MAX_VALUE, Progress.NONE), Progress.NONE);
		final Recording even = step.apply(recorded, decided, Progress.NONE).image();
		final float[] row = new float[SIZE.nx()];
		final java.util.BitSet bad = new java.util.BitSet();
		decided.bad().forEach(p -> bad.set(p[1] * SIZE.nx() + p[0]));
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++) {
				even.read(y, z, row);
				for (int x = 0; x < row.length; x++)
					if (!bad.get(y * SIZE.nx() + x))
						assertEquals(shaded.row(y, z)[x] - decided.offset().row(y, 0)[x], row[x], 1e-3);
			}
		assertEquals(100, even.light().unlit(), 1);
		assertEquals(decided.response().row(9, 0)[8], even.light().pixels().row(9, 0)[8], 0);
	}

	/** Clipped voxels and voxels without data are known by their values. */
	@Test
	public void whatIsKnownByItsValueKeepsIt() {
		final Volume counts = simulation(FAULTS.withHot(0)).observed();
		for (int y = 20; y < 30; y++)
			for (int z = 0; z < SIZE.nz(); z++)
				java.util.Arrays.fill(counts.row(y, z), 20, 40, 65535);
		for (int y = 0; y < SIZE.ny(); y++)
			java.util.Arrays.fill(counts.row(y, 3), 0);
		final FlatFieldStep step = new FlatFieldStep(references(), 0, DeconvolutionOptions.DEFAULT);
		final Recording even = step.whole(Volumes.observed(counts), Progress.NONE).applied().image();
		final float[] row = new float[SIZE.nx()];
		even.read(25, 1, row);
		assertEquals(65535, row[30], 0);
		even.read(25, 3, row);
		assertEquals(0, row[10], 0);
	}

	@Test
	public void aDarkOfOtherSizeOrWithLightIsRefused() {
		final Volume small = Volumes.of(new Extent(32, 32, 1), (x, y, z) -> 100 + x);
		refused(new ReferenceImages.Planes(small, null),
			"dark has 32x32 pixels, and the slices of the stack have 64x56");
		refused(new ReferenceImages.Planes(Volumes.of(new Extent(64, 56, 1), (x, y, z) -> 5000 + x), null),
			"The dark shows 5031");
	}

	private static void refused(final ReferenceImages references, final String why) {
		try {
			new Steps(List.of(new FlatFieldStep(references, 0, DeconvolutionOptions.DEFAULT))).decide(
				new RecordingVoxels(Volumes.observed(simulation(FAULTS).observed())), Long.MAX_VALUE, Progress.NONE);
			fail();
		}
		catch (final IllegalArgumentException e) {
			assertTrue(e.getMessage(), e.getMessage().startsWith(why));
		}
	}
}
