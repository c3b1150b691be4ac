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
package sc.fiji.lucid.deconvolution.model;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.SplittableRandom;

import org.junit.Test;

import sc.fiji.lucid.camera.Thinning;
import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.testing.Volumes;

/** Laws of the forward model, its derivative and its noise. */
public class ForwardModelTest {

	private static final Extent SIZE = new Extent(20, 16, 9);

	private static ForwardModel model(final Recording observed, final double background, final Boundary boundary) {
		return new ForwardModel(observed, Volumes.lopsided(new Extent(6, 5, 4), 2), background, boundary, Engine.FUSED,
			Progress.NONE);
	}

	private static Recording counts() {
		final SplittableRandom random = new SplittableRandom(4);
		return Volumes.observed(Volumes.of(SIZE, (x, y, z) -> random.nextInt(200)));
	}

	@Test
	public void adjointIsExact() {
		for (final Boundary boundary : Boundary.values()) {
			final ForwardModel model = model(counts(), 0, boundary);
			final Volume x = Volumes.random(model.grid(), 1), y = Volumes.random(SIZE, 2),
				back = new Volume(model.grid());
			final double forward = Volumes.dot(model.blur(x), y);
			model.backprojectLast(model.field(y),
				(j, k, row, s) -> System.arraycopy(row, 0, back.row(j, k), 0, back.extent().nx()));
			assertEquals(boundary.toString(), forward, Volumes.dot(x, back), 1e-4 * forward);
		}
	}

	@Test
	public void slopeIsTheDerivativeOfTheCost() {
		final Recording observed = counts().withMask(new Mask(counts(), (x, y, z, v) -> v > 180));
		final ForwardModel model = model(observed, 7, Boundary.PADDED);
		final Volume x = Volumes.of(model.grid(), (i, j, k) -> 50 + (i * 7 + j * 5 + k * 3) % 40);
		final Volume d = Volumes.random(model.grid(), 3), gradient = new Volume(model.grid());
		final Field field = model.field(x);
		model.blurTo(Residual.SLOPE, field);
		model.backprojectLast(field, (y, z, row, s) -> System.arraycopy(row, 0, gradient.row(y, z), 0,
			row.length >= gradient.extent().nx() ? gradient.extent().nx() : 0));
		final double h = 0.5, slope = Volumes.dot(gradient, d);
		final double up = model.blurToRatio(model.field(moved(x, d, h))).cost();
		final double down = model.blurToRatio(model.field(moved(x, d, -h))).cost();
		assertEquals(slope, (up - down) / (2 * h), 1e-3 * Math.abs(slope));
	}

	private static Volume moved(final Volume x, final Volume d, final double h) {
		return Volumes.of(x.extent(), (i, j, k) -> x.row(j, k)[i] + h * d.row(j, k)[i]);
	}

	@Test
	public void perfectModelCostsNothing() {
		final ForwardModel blurring = model(counts(), 0, Boundary.PADDED);
		final Volume x = Volumes.of(blurring.grid(), (i, j, k) -> 30 + (i * 7 + j * 5 + k * 3) % 40);
		final Volume y = blurring.blur(x), over = Volumes.of(SIZE, (i, j, k) -> y.row(j, k)[i] + 5 + 0.1 * i);
		final Volume map = Volumes.of(SIZE, (i, j, k) -> 0.1 * i);
		final ForwardModel model = model(Volumes.observed(over).withBackground(map), 5, Boundary.PADDED);
		assertEquals(0, model.blurToRatio(model.field(x)).cost(), 1e-2);
	}

	@Test
	public void sharedMarginIsHalfThePaddedOne() {
		final Psf psf = Volumes.gaussian(new Extent(65, 65, 33), 2, 2, 0);
		final Recording observed = Volumes.observed(Volumes.of(new Extent(64, 64, 32), (x, y, z) -> 1));
		assertTrue(
			new ForwardModel(observed, psf, 0, Boundary.SHARED, Engine.FUSED, Progress.NONE).grid().voxels() < 0.6 *
				new ForwardModel(observed, psf, 0, Boundary.PADDED, Engine.FUSED, Progress.NONE).grid().voxels());
	}

	/** What wraps around the grid from one rim would be light from the wrong side. */
	@Test
	public void aRimSendsNoLightIntoTheOtherEndOfTheField() {
		final Rim rim = new Rim(3, 2, 1);
		final Recording observed = Volumes.observed(Volumes.of(SIZE, (x, y, z) -> 1));
		final ForwardModel model = new ForwardModel(observed, Volumes.lopsided(new Extent(13, 11, 7), 3), 0,
			Boundary.SHARED, rim, Engine.FUSED, Progress.NONE).withWeights();
		final Volume object = Volumes.of(model.grid(), (x, y, z) -> 1);
		rim.clear(object, SIZE);
		assertEquals((20 + 6) * (16 + 4) * (9 + 2), object.sum(), 0);
		for (int z = 0; z < object.extent().nz(); z++)
			for (int y = 0; y < object.extent().ny(); y++)
				for (int x = 0; x < object.extent().nx(); x++) {
					assertEquals(object.row(y, z)[x] > 0, model.weights(y, z)[x] > 0);
					if (x < model.grid().nx() - rim.x()) object.row(y, z)[x] = 0;
				}
		final Volume seen = model.blur(object);
		for (int z = 0; z < SIZE.nz(); z++)
			for (int y = 0; y < SIZE.ny(); y++)
				for (int x = 6; x < SIZE.nx(); x++)
					assertEquals(0, seen.row(y, z)[x], 1e-5);
		assertTrue(seen.row(8, 4)[0] > 0.01);
	}

	@Test
	public void logarithmIsExactEnough() {
		for (float v = 1e-6f; v < 1e9f; v *= 1.37f)
			assertEquals(Math.log(v), RowKernels.log(v), 3e-9);
	}

	@Test
	public void thinningSplitsPhotonsFairly() {
		for (final int n : new int[] { 3, 40, 2000 }) {
			final Extent e = new Extent(100, 100, 10);
			final Recording observed = Volumes.observed(Volumes.of(e, (x, y, z) -> n / 4.0));
			final Thinning thinning = new Thinning(observed, 4, 0.1, 1), again = new Thinning(observed, 4, 0.1, 1);
			final float[] row = new float[100], same = new float[100];
			double sum = 0, squares = 0;
			for (int z = 0; z < 10; z++)
				for (int y = 0; y < 100; y++) {
					thinning.read(y, z, row);
					again.read(y, z, same);
					for (int x = 0; x < 100; x++) {
						assertEquals(row[x], same[x], 0);
						final double photons = 4 * row[x];
						assertEquals(Math.rint(photons), photons, 1e-6);
						sum += photons;
						squares += photons * photons;
					}
				}
			final double mean = sum / e.voxels(), variance = squares / e.voxels() - mean * mean;
			assertEquals(0.1 * n, mean, 4 * Math.sqrt(0.09 * n / e.voxels()));
			assertEquals(0.09 * n, variance, 0.03 * 0.09 * n);
		}
	}

	/**
	 * Sharpened as they are, a tenth of the photons of so small a stack tell half the detail from all of it, not more.
	 */
	@Test
	public void heldOutErrorIsSmallestAtTheTruth() {
		final ForwardModel blurring = model(counts(), 0, Boundary.PERIODIC);
		final Volume object = Volumes.of(SIZE, (x, y, z) -> 100 + 8000 * ((x / 4 + y / 4 + z / 3) % 2));
		final Volume expected = blurring.blur(object);
		final Recording observed = Volumes.observed(Volumes.of(SIZE, (x, y, z) -> Math.round(expected.row(y, z)[x])));
		final ForwardModel model = model(observed, 0, Boundary.PERIODIC);
		final ForwardModel thinned = model.holdingOut(new HeldOut(new Thinning(observed, 1, 0.1, 1), model));
		final double[] costs = new double[3];
		for (int i = 0; i < 3; i++) {
			final double factor = 0.5 + 0.5 * i;
			final Field field = thinned.field(Volumes.of(SIZE, (x, y, z) -> factor * object.row(y, z)[x]));
			costs[i] = thinned.blurToRatio(field).heldOut();
		}
		assertTrue(costs[1] < costs[0] && costs[1] < costs[2]);
		// a background that is still to be fitted is no detail
		assertEquals(costs[1], thinned.withBackground(500).blurToRatio(thinned.field(object)).heldOut(),
			1e-4 * costs[1]);
	}

	@Test
	public void filtersInTheDirectionAsked() {
		final ForwardModel model = model(counts(), 0, Boundary.PADDED);
		final Volume point = new Volume(SIZE);
		point.row(8, 4)[10] = 1;
		final Volume psf = Volumes.lopsided(new Extent(6, 5, 4), 2).volume(), blurred = model.blur(point);
		assertEquals(psf.row(1, 0)[5], blurred.row(8 + 1 - 2, 4 - 2)[10 + 5 - 3], 1e-5);
		final Volume back = new Volume(SIZE);
		model.field(point)
			.finish(model.otf(), Direction.ADJOINT, SIZE,
				(y, z, row, s) -> System.arraycopy(row, 0, back.row(y, z), 0, SIZE.nx()));
		assertEquals(psf.row(1, 0)[5], back.row(8 - 1 + 2, 4 + 2)[10 - 5 + 3], 1e-5);
	}
}
