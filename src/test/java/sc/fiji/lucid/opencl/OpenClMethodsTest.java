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
package sc.fiji.lucid.opencl;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.function.BiFunction;

import org.junit.BeforeClass;
import org.junit.Test;

import sc.fiji.lucid.deconvolution.InitialEstimate;
import sc.fiji.lucid.deconvolution.method.HeavyBall;
import sc.fiji.lucid.deconvolution.method.Iteration;
import sc.fiji.lucid.deconvolution.method.LevelIteration;
import sc.fiji.lucid.deconvolution.method.PenalisedHeavyBall;
import sc.fiji.lucid.deconvolution.method.QuasiNewton;
import sc.fiji.lucid.deconvolution.method.RichardsonLucy;
import sc.fiji.lucid.deconvolution.model.Boundary;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.model.HeldOut;
import sc.fiji.lucid.deconvolution.model.Rim;
import sc.fiji.lucid.deconvolution.penalty.Penalty;
import sc.fiji.lucid.deconvolution.penalty.PenaltyKind;
import sc.fiji.lucid.camera.Thinning;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.testing.Volumes;

/** Each method on a device against the same method in Java, step by step. */
public class OpenClMethodsTest {

	private static final Extent VIEW = new Extent(43, 37, 21);
	private static final Psf PSF = Volumes.lopsided(new Extent(11, 9, 7), 3);
	private static final int STEPS = 20;

	@BeforeClass
	public static void deviceIsThere() {
		OnDevice.engine();
	}

	/** Lines and a sheet over a background, with noise, a masked corner and a background map that rises along Y. */
	private static Recording recording(final boolean masked, final boolean mapped) {
		final Volume noise = Volumes.random(VIEW, 5);
		final Volume counts = Volumes.of(VIEW, (x, y, z) -> Math
			.round(30 + (x % 9 == 4 ? 400 : 0) + (z > 11 && y > 9 ? 150 : 0) + 25 * noise.row(y, z)[x]));
		Recording recording = Volumes.observed(counts);
		if (masked) recording = recording.withMask(new Mask(recording, (x, y, z, v) -> x < 7 && y < 5 || z == 3));
		return mapped ? recording.withBackground(Volumes.of(VIEW, (x, y, z) -> 0.2f * y)) : recording;
	}

	private static ForwardModel model(final Recording recording, final Boundary boundary, final Engine engine) {
		return new ForwardModel(recording, PSF, 12, boundary, boundary == Boundary.SHARED ? new Rim(3, 3, 2) : null,
			engine, Progress.NONE);
	}

	private static Volume start(final ForwardModel model) {
		return model.initialEstimate(InitialEstimate.FLAT);
	}

	private interface Method extends BiFunction<ForwardModel, Volume, Iteration> {}

	private static final Method RICHARDSON_LUCY = (model, start) -> RichardsonLucy.METHOD.begin(null, model, start);

	private static final Method SWIFT = OpenClMethodsTest::swift;

	private static LevelIteration swift(final ForwardModel model, final Volume start) {
		return HeavyBall.on(model, start, HeavyBall.Pace.SWIFT);
	}

	private static void same(final Method method, final ForwardModel there, final ForwardModel here, final int steps) {
		final Iteration onDevice = method.apply(there, start(there)), inJava = method.apply(here, start(here));
		for (int k = 0; k < steps; k++) {
			final Iteration.Step a = onDevice.next(), b = inJava.next();
			assertEquals("cost of step " + k, b.misfit().cost(), a.misfit().cost(), 1e-5 * b.misfit().cost());
			assertEquals("change of step " + k, b.change(), a.change(), 1e-4 * b.change());
			assertEquals("held out in step " + k, b.misfit().heldOut(), a.misfit().heldOut(),
				1e-4 * Math.abs(b.misfit().heldOut()));
			if (b.misfit().meanRatio() != 1)
				assertEquals("ratio of step " + k, b.misfit().meanRatio(), a.misfit().meanRatio(), 1e-5);
		}
		final Volume estimate = onDevice.estimate();
		onDevice.verify();
		final double difference = difference(estimate, inJava.estimate());
		assertTrue("after " + steps + " steps they differ by " + difference, difference < 1e-5);
		onDevice.close();
	}

	/** What is hardly seen beyond the field of view takes rounding errors many times. */
	private static double difference(final Volume a, final Volume b) {
		final Extent view = new Extent(Math.min(VIEW.nx(), a.extent().nx()), Math.min(VIEW.ny(), a.extent().ny()),
			Math.min(VIEW.nz(), a.extent().nz()));
		return Volumes.relativeDifference(a.crop(0, 0, 0, view), b.crop(0, 0, 0, view));
	}

	private static void same(final Method method) {
		for (final Boundary boundary : new Boundary[] { Boundary.PADDED, Boundary.SHARED })
			for (int i = 0; i < 4; i++) {
				final Recording recording = recording(i % 2 == 1, i > 1);
				final ForwardModel there = model(recording, boundary, OnDevice.engine());
				same(method, there, model(recording, boundary, Engine.FUSED), STEPS);
				there.engine().close();
			}
	}

	@Test
	public void richardsonLucy() {
		same(RICHARDSON_LUCY);
	}

	@Test
	public void heavyBall() {
		for (final HeavyBall.Pace pace : HeavyBall.Pace.values())
			same((model, start) -> HeavyBall.on(model, start, pace));
	}

	@Test
	public void everyVoxelSeenFullyNeedsNoWeights() {
		final Recording periodic = Volumes
			.observed(Volumes.of(new Extent(40, 36, 20), (x, y, z) -> 20 + (x > 9 && y > 9 ? 90 : 0) + x * y % 7));
		same(SWIFT, model(periodic, Boundary.PERIODIC, OnDevice.engine()),
			model(periodic, Boundary.PERIODIC, Engine.FUSED), STEPS);
	}

	@Test
	public void photonsHeldOutAreLookedAt() {
		for (final boolean masked : new boolean[] { false, true }) {
			final Recording recording = recording(masked, false);
			final ForwardModel there = model(recording, Boundary.PADDED, OnDevice.engine()),
				here = model(recording, Boundary.PADDED, Engine.FUSED);
			final Thinning photons = new Thinning(recording, 1, 0.1, 7);
			same(SWIFT, there.holdingOut(new HeldOut(photons, there)), here.holdingOut(new HeldOut(photons, here)),
				STEPS);
		}
	}

	/** 8- and 16-bit counts stay so on the device; over a zero, and with photons held out of which a voxel has fewer. */
	@Test
	public void countsInTheirOwnType() {
		final Recording floats = recording(false, false);
		final Object[] bytes = new Object[VIEW.nz()], shorts = new Object[VIEW.nz()];
		for (int z = 0; z < VIEW.nz(); z++) {
			final byte[] b = new byte[VIEW.nx() * VIEW.ny()];
			final short[] s = new short[b.length];
			final float[] row = new float[VIEW.nx()];
			for (int i = 0; i < b.length; i++) {
				if (i % VIEW.nx() == 0) floats.read(i / VIEW.nx(), z, row);
				b[i] = (byte) Math.min(255, row[i % VIEW.nx()]);
				s[i] = (short) (row[i % VIEW.nx()] * 90);
			}
			bytes[z] = b;
			shorts[z] = s;
		}
		for (final Recording recording : new Recording[] { new Recording(VIEW, bytes),
			new Recording(VIEW, shorts).above(3500.5), new Recording(VIEW, bytes).above(31) })
		{
			final ForwardModel there = model(recording, Boundary.PADDED, OnDevice.engine()),
				here = model(recording, Boundary.PADDED, Engine.FUSED);
			assertTrue(there.counts().plain().isPresent());
			same(SWIFT, there, here, 8);
			final Thinning photons = new Thinning(recording, 0.3, 0.1, 7);
			same(SWIFT, there.holdingOut(new HeldOut(photons, there)), here.holdingOut(new HeldOut(photons, here)), 8);
			there.engine().close();
		}
	}

	@Test
	public void backgroundMovesAndTheBestIsKept() {
		final ForwardModel there = model(recording(false, false), Boundary.PADDED, OnDevice.engine()),
			here = model(recording(false, false), Boundary.PADDED, Engine.FUSED);
		final LevelIteration onDevice = swift(there, start(there)), inJava = swift(here, start(here));
		for (final LevelIteration method : new LevelIteration[] { onDevice, inJava }) {
			for (int k = 0; k < 4; k++)
				method.next();
			method.setBackground(7);
			for (int k = 0; k < 4; k++)
				method.next();
			method.keep();
			method.next();
		}
		assertTrue(difference(onDevice.kept(), inJava.kept()) < 1e-5);
		assertTrue(difference(onDevice.estimate(), inJava.estimate()) < 1e-5);
		assertTrue("what was kept stays", difference(onDevice.kept(), onDevice.estimate()) > 1e-3);
		onDevice.verify();
	}

	private static Penalty penalty(final PenaltyKind kind, final ForwardModel model) {
		return kind.penalty(0.02, 400, new VoxelSize(0.1, 0.12, 0.25), model.grid().nx());
	}

	@Test
	public void penalisedHeavyBall() {
		for (final PenaltyKind kind : PenaltyKind.values())
			if (kind.isOnDevices() && kind != PenaltyKind.AUTO && kind != PenaltyKind.NONE)
				same((model, start) -> PenalisedHeavyBall.on(model, start, penalty(kind, model)),
					model(recording(true, true), Boundary.PADDED, OnDevice.engine()),
					model(recording(true, true), Boundary.PADDED, Engine.FUSED), STEPS);
	}

	/** Lines of one and two voxels, which are their own neighbours. */
	@Test
	public void penaltyOfThinGrids() {
		for (final Extent size : new Extent[] { new Extent(30, 20, 1), new Extent(30, 2, 9), new Extent(16, 12, 2) }) {
			final Recording flat = Volumes.observed(Volumes.of(size, (x, y, z) -> 20 + 9 * (x % 5) + 30 * (y % 2) + z));
			final Psf psf = Volumes.lopsided(new Extent(3, 1, 1), 2);
			final ForwardModel[] models = {
				new ForwardModel(flat, psf, 5, Boundary.PERIODIC, OnDevice.engine(), Progress.NONE),
				new ForwardModel(flat, psf, 5, Boundary.PERIODIC, Engine.FUSED, Progress.NONE) };
			same(
				(model, start) -> PenalisedHeavyBall.on(model, start, penalty(PenaltyKind.HESSIAN_AND_GRADIENT, model)),
				models[0], models[1], 6);
		}
	}

	/** Its line search looks at differences of costs: 12 steps, before rounding decides where hardly any is left. */
	@Test
	public void quasiNewton() {
		for (final boolean isPenalised : new boolean[] { false, true })
			same(
				(model, start) -> QuasiNewton.on(model, start,
					isPenalised ? penalty(PenaltyKind.HESSIAN_AND_GRADIENT, model) : null, 1),
				model(recording(true, true), Boundary.PADDED, OnDevice.engine()),
				model(recording(true, true), Boundary.PADDED, Engine.FUSED), 12);
	}
}
