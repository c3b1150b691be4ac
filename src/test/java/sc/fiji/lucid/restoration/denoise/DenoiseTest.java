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
package sc.fiji.lucid.restoration.denoise;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Random;

import org.junit.Test;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.camera.Camera;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.restoration.Applied;
import sc.fiji.lucid.testing.Volumes;

/** What holds for denoising whatever is in the image. */
public class DenoiseTest {

	private static final Extent SIZE = new Extent(40, 36, 12);
	private static final DenoiseStep STEP = new DenoiseStep(DeconvolutionOptions.DEFAULT);
	private static final DenoiseStep.Noise PHOTONS = new DenoiseStep.Noise(Camera.PHOTONS, true, List.of());

	private static int poisson(final double mean, final Random random) {
		final double end = Math.exp(-mean);
		int k = 0;
		for (double p = random.nextDouble(); p > end; p *= random.nextDouble())
			k++;
		return k;
	}

	private static Volume light() {
		return Volumes.of(SIZE, (x, y, z) -> 4 +
			60 * Math.exp(-((x - 20) * (x - 20) + (y - 15) * (y - 15)) / 60.0 - (z - 6) * (z - 6) / 12.0));
	}

	private static Volume counted(final Volume light, final double offset, final long seed) {
		final Random random = new Random(seed);
		return Volumes.of(light.extent(), (x, y, z) -> offset + poisson(light.row(y, z)[x], random));
	}

	private static Volume denoised(final Volume counts) {
		return volume(STEP.whole(Recording.of(counts), Progress.NONE).applied());
	}

	private static Volume denoised(final Volume counts, final DenoiseStep.Noise noise) {
		return volume(STEP.apply(Recording.of(counts), noise, Progress.NONE));
	}

	private static Volume volume(final Applied applied) {
		final Recording image = applied.image();
		final Volume clean = new Volume(image.extent());
		for (int z = 0; z < clean.extent().nz(); z++)
			for (int y = 0; y < clean.extent().ny(); y++)
				image.read(y, z, clean.row(y, z));
		return clean;
	}

	@Test
	public void aConstantAddedComesBackAdded() {
		final Volume plain = denoised(counted(light(), 0, 1)), raised = denoised(counted(light(), 500, 1));
		final Volume lowered = Volumes.of(SIZE, (x, y, z) -> raised.row(y, z)[x] - 500.0);
		assertEquals(0, Volumes.relativeDifference(plain, lowered), 1e-4);
	}

	/** Of a camera that is told; a flat stack that is asked tells little of it. */
	@Test
	public void aFlatFieldKeepsItsMean() {
		for (final double mean : new double[] { 2, 20, 400 }) {
			final Volume counts = counted(Volumes.of(SIZE, (x, y, z) -> mean), 0, 2);
			assertEquals("" + mean, 1, denoised(counts, PHOTONS).sum() / counts.sum(), 0.005);
			assertEquals("asked " + mean, 1, denoised(counts).sum() / counts.sum(), 0.01);
		}
	}

	@Test
	public void errorsAreLessThanAThird() {
		final Volume counts = counted(light(), 100, 3), clean = denoised(counts);
		final Volume light = light(), raised = Volumes.of(SIZE, (x, y, z) -> 100 + light.row(y, z)[x]);
		final double before = Volumes.relativeDifference(raised, counts),
			after = Volumes.relativeDifference(raised, clean);
		assertTrue(after + " of " + before, after < before / 3);
	}

	@Test
	public void threadsChangeNothing() {
		final Volume counts = counted(light(), 100, 4);
		final Volume[] clean = new Volume[2];
		Parallelization.runSingleThreaded(() -> clean[0] = denoised(counts, PHOTONS));
		Parallelization.runWithNumThreads(3, () -> clean[1] = denoised(counts, PHOTONS));
		assertEquals(0, Volumes.relativeDifference(clean[0], clean[1]), 0);
	}

	/** Beside them nothing becomes dark, either. */
	@Test
	public void voxelsWithoutDataStay() {
		final Volume counts = counted(Volumes.of(SIZE, (x, y, z) -> 50), 100, 5);
		counts.row(9, 4)[7] = Float.NaN;
		counts.row(9, 4)[8] = Float.POSITIVE_INFINITY;
		for (int y = 0; y < SIZE.ny(); y++)
			java.util.Arrays.fill(counts.row(y, 7), 0);
		final Volume clean = denoised(counts);
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (int x = 0; x < SIZE.nx(); x++) {
					final float was = counts.row(y, z)[x], is = clean.row(y, z)[x];
					if (!Float.isFinite(was) || z == 7) assertEquals(was, is, 0);
					else assertEquals(150, is, 15);
				}
	}

	/** Down to a single voxel. */
	@Test
	public void smallStacksAreDone() {
		for (final Extent size : new Extent[] { new Extent(1, 1, 1), new Extent(30, 3, 1), new Extent(5, 17, 3) }) {
			final Volume counts = counted(Volumes.of(size, (x, y, z) -> 100), 0, 6);
			assertEquals(size.toString(), 1, denoised(counts, PHOTONS).sum() / counts.sum(), 0.02);
		}
	}

	/** The mean of the transform, drawn at random, leads back to the light. */
	@Test
	public void theInverseIsWithoutBias() {
		final Random random = new Random(7);
		for (final double read : new double[] { 0, 1.6, 5 })
			for (final double light : new double[] { 0.5, 3, 30, 300 }) {
				final StableNoise noise = new StableNoise(new Camera(0.5, 100, read));
				double sum = 0;
				final int n = 100_000;
				for (int i = 0; i < n; i++)
					sum += noise.of((float) (100 + 2 * (poisson(light, random) + read * random.nextGaussian())));
				final double error = 4 * 2 * Math.sqrt((light + read * read + 1) / n);
				assertEquals(light + " " + read, 100 + 2 * light, noise.inverse(sum / n), error);
			}
	}

	/** Mäkitalo and Foi 2011, fig. 2: the closed form of photons alone errs little. */
	@Test
	public void theInverseOfPhotonsIsTheClosedForm() {
		final StableNoise noise = new StableNoise(Camera.PHOTONS);
		for (double mean = 1.3; mean < 60; mean += 0.1)
			assertEquals(StableNoise.closedForm(mean), noise.inverse(mean), 0.02 + 1e-4 * mean * mean);
	}
}
