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
import static org.junit.Assert.assertThrows;

import java.util.OptionalDouble;
import java.util.Random;

import org.junit.Test;

import sc.fiji.lucid.camera.Thinning;
import sc.fiji.lucid.deconvolution.method.HeavyBall;
import sc.fiji.lucid.deconvolution.model.Boundary;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.model.HeldOut;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.testing.Volumes;

/** A slice or a margin without data leaves the rest as it is, and what went wrong is never handed on in silence. */
public class VoxelsWithoutDataTest {

	private static final Extent SIZE = new Extent(48, 48, 16);
	private static final Psf PSF = Volumes.gaussian(new Extent(9, 9, 7), 1.3, 1.5, 0);

	private static Volume stack() {
		final Random random = new Random(11);
		return Volumes.of(SIZE, (x, y, z) -> {
			final double r = Math.hypot(Math.hypot(x - 24, y - 24), 2 * (z - 8)) / 9,
				light = 20 + 400 * Math.exp(-r * r);
			return Math.rint(100 + light + Math.sqrt(light) * random.nextGaussian());
		});
	}

	private static Volume restore(final Volume data) {
		return Deconvolution.restore(Volumes.observed(data), PSF, DeconvolutionOptions.DEFAULT, Progress.NONE)
			.estimate();
	}

	/** Sum of what lies well inside. */
	private static double inside(final Volume v) {
		return v.crop(12, 12, 4, new Extent(24, 24, 8)).sum();
	}

	@Test
	public void aBlankSliceOrMarginHardlyChangesTheRest() {
		final Volume data = stack();
		final double whole = inside(restore(data));
		assertEquals(whole, inside(restore(Volumes.of(SIZE, (x, y, z) -> z == 15 ? 0 : data.row(y, z)[x]))),
			0.05 * whole);
		assertEquals(whole, inside(restore(Volumes.of(SIZE, (x, y, z) -> z == 0 || z == 15 ? 0 : data.row(y, z)[x]))),
			0.05 * whole);
		assertEquals(whole, inside(restore(Volumes.of(SIZE, (x, y, z) -> x < 4 || y < 1 ? 0 : data.row(y, z)[x]))),
			0.05 * whole);
	}

	/** Registration leaves NaN or 0 beyond the field; they say as little. */
	@Test
	public void notANumberIsLeftOutAsAFillIs() {
		final Volume data = stack();
		final Volume restored = restore(filled(data, Float.NaN));
		assertEquals(0, Volumes.relativeDifference(restore(filled(data, 0)), restored), 0);
		assertEquals(inside(restore(data)), inside(restored), 0.05 * inside(restored));
		final Volume astray = filled(data, Float.NaN);
		astray.row(20, 8)[20] = Float.NaN;
		assertThrows("one that stands alone is a mistake", IllegalArgumentException.class, () -> restore(astray));
	}

	/** A rim that is aslant, and a blank slice. */
	private static Volume filled(final Volume data, final float fill) {
		return Volumes.of(SIZE, (x, y, z) -> z == 15 || x + y < 8 + z ? fill : data.row(y, z)[x]);
	}

	/** A hot column, which has no weight, came out as far below zero as the background was high. */
	@Test
	public void theIdentityWritesWhatTheFileHolds() {
		final Volume data = stack();
		final Volume hot = Volumes.of(SIZE,
			(x, y, z) -> z == 15 ? 0 : data.row(y, z)[x] + (x == 30 && y == 20 ? 50000 : 0));
		final Restoration same = Deconvolution.restore(Volumes.observed(hot), PSF,
			DeconvolutionOptions.DEFAULT.withMethod(Method.IDENTITY).withBackground(OptionalDouble.of(0)),
			Progress.NONE);
		assertEquals(SIZE.nx() * SIZE.ny() + SIZE.nz() - 1, same.excluded());
		assertEquals(0, Volumes.relativeDifference(hot, same.estimate()), 1e-6);
	}

	/**
	 * What has no weight is no structure to the photons held out, over however much background: their error is told in
	 * parts of it.
	 */
	@Test
	public void aMaskChangesNoScale() {
		final Recording data = Volumes.observed(stack());
		assertEquals(1, heldOut(data.withMask(new Mask(data, (x, y, z, v) -> z == 15))) / heldOut(data), 0.3);
	}

	private static double heldOut(final Recording data) {
		final ForwardModel model = new ForwardModel(data, PSF, 100, Boundary.SHARED, Engine.FUSED, Progress.NONE);
		final HeldOut photons = new HeldOut(new Thinning(data, 1, 0.1, 1), model);
		return new HeavyBall(model.holdingOut(photons), model.initialEstimate(InitialEstimate.FLAT)).next()
			.misfit()
			.heldOut();
	}

	/** Columns of single voxels, which no PSF makes. */
	@Test
	public void hotPixelsOfTheCameraHardlyChangeTheRest() {
		final Volume data = stack();
		final double whole = inside(restore(data));
		final Volume hot = Volumes.of(SIZE, (x, y, z) -> data.row(y, z)[x] + (x % 12 == 7 && y % 12 == 5 ? 4000 : 0));
		final Restoration restoration = Deconvolution.restore(Volumes.observed(hot), PSF, DeconvolutionOptions.DEFAULT,
			Progress.NONE);
		assertEquals(16 * SIZE.nz(), restoration.excluded());
		assertEquals(whole, inside(restoration.estimate()), 0.05 * whole);
		assertEquals(0,
			Deconvolution.restore(Volumes.observed(data), PSF, DeconvolutionOptions.DEFAULT, Progress.NONE).excluded());
	}

	/** A point in one slice is no pixel of the camera, however bright. */
	@Test
	public void aBrightPointIsKept() {
		final Volume data = stack();
		final Volume point = Volumes.of(SIZE,
			(x, y, z) -> data.row(y, z)[x] + (x == 9 && y == 10 && z == 8 ? 30000 : 0));
		assertEquals(0, Deconvolution.restore(Volumes.observed(point), PSF, DeconvolutionOptions.DEFAULT, Progress.NONE)
			.excluded());
	}

	@Test
	public void aRecordingBelowItsBackgroundIsAnError() {
		final DeconvolutionOptions wrong = DeconvolutionOptions.DEFAULT.withMethod(Method.HEAVY_BALL)
			.withIterations(5)
			.withBackground(OptionalDouble.of(1000));
		assertThrows(IllegalStateException.class,
			() -> Deconvolution.restore(Volumes.observed(stack()), PSF, wrong, Progress.NONE));
	}
}
