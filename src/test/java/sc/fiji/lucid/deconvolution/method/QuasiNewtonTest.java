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

import org.junit.Test;

import sc.fiji.lucid.deconvolution.InitialEstimate;
import sc.fiji.lucid.deconvolution.model.Boundary;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.testing.Volumes;

/** What holds for quasi-Newton steps and where they start. */
public class QuasiNewtonTest {

	private static final Extent SIZE = new Extent(20, 18, 12);

	private static ForwardModel model() {
		final Volume observed = Volumes.of(SIZE,
			(x, y, z) -> Math
				.round(12 + 90 * Math.exp(-((x - 8) * (x - 8) + (y - 9) * (y - 9) + (z - 6) * (z - 6)) / 12.0) +
					3 * Math.sin(x * 37 + y * 91 + z * 53)));
		return new ForwardModel(Volumes.observed(observed), Volumes.gaussian(new Extent(7, 7, 7), 1.4, 1.5, 0), 10,
			Boundary.SHARED, Engine.FUSED, Progress.NONE);
	}

	private static QuasiNewton flat(final ForwardModel model) {
		return new QuasiNewton(model, model.initialEstimate(InitialEstimate.FLAT), null, 3);
	}

	@Test
	public void lookingChangesNothing() {
		final QuasiNewton seen = flat(model()), unseen = flat(model());
		assertTrue(seen.look().sum() > 0);
		for (int k = 0; k < 12; k++) {
			assertEquals(unseen.next().misfit().cost(), seen.next().misfit().cost(), 0);
			seen.look();
		}
		assertEquals(0, Volumes.relativeDifference(seen.look(), unseen.estimate()), 0);
	}

	@Test
	public void backprojectionHoldsTheSignal() {
		final ForwardModel model = model();
		final Volume start = model.initialEstimate(InitialEstimate.FLAT);
		Backprojection.sharpen(model, start);
		final Volume seen = start.crop(0, 0, 0, SIZE);
		final double signal = (model.mean() - model.background()) * SIZE.voxels();
		assertEquals(signal, seen.sum(), 1e-4 * signal);
		assertTrue(seen.row(9, 6)[8] > 10 * seen.row(0, 0)[19] && seen.row(0, 0)[19] > 0);
	}

	@Test
	public void backprojectionIsAhead() {
		final ForwardModel model = model();
		final QuasiNewton flat = flat(model), ahead = backprojected(model, false);
		double slow = 0, fast = 0;
		int transforms = 0;
		for (int k = 0; k < 5; k++) {
			slow = flat.next().misfit().cost();
			final Iteration.Step step = ahead.next();
			fast = step.misfit().cost();
			transforms += step.transforms();
		}
		assertTrue(fast + " < " + slow, fast < slow);
		assertTrue(transforms >= 4 * 5 + 2 + Backprojection.TRANSFORMS);
	}

	private static QuasiNewton backprojected(final ForwardModel model, final boolean stretched) {
		return QuasiNewton.backprojected(model, model.initialEstimate(InitialEstimate.FLAT), null, 0, 3, stretched);
	}

	@Test
	public void stretchedIsFasterWhereLightComesFromOutside() {
		final Psf psf = Volumes.gaussian(new Extent(9, 9, 7), 2, 1.2, 0);
		final Volume object = Volumes.of(new Extent(32, 18, 12),
			(x, y, z) -> x > 1 && x < 5 ? 900 : x == 16 && y == 9 ? 200 : 0);
		final Volume seen = new ForwardModel(Volumes.observed(object), psf, 0, Boundary.PERIODIC, Engine.REFERENCE,
			Progress.NONE).blur(object).crop(6, 0, 0, SIZE);
		final ForwardModel model = new ForwardModel(
			Volumes.observed(Volumes.of(SIZE, (x, y, z) -> Math.max(0, seen.row(y, z)[x]) + 20)), psf, 20,
			Boundary.PADDED, Engine.FUSED, Progress.NONE);
		final QuasiNewton plain = backprojected(model, false), stretched = backprojected(model, true);
		for (int k = 0; k < 8; k++) {
			plain.next();
			stretched.next();
		}
		final double slow = plain.next().misfit().cost(), fast = stretched.next().misfit().cost();
		assertTrue(fast + " < " + slow, fast < 0.9 * slow);
	}

	@Test
	public void stretchedIsPlainWhereAllIsSeenFully() {
		final ForwardModel model = new ForwardModel(
			Volumes.observed(Volumes.of(SIZE, (x, y, z) -> 20 + (x == 12 ? 200 : 0))),
			Volumes.gaussian(new Extent(9, 9, 7), 1.6, 1.2, 0), 20, Boundary.PERIODIC, Engine.REFERENCE, Progress.NONE);
		final QuasiNewton plain = backprojected(model, false), stretched = backprojected(model, true);
		for (int k = 0; k < 4; k++)
			assertEquals(plain.next().misfit().cost(), stretched.next().misfit().cost(), 0);
	}
}
