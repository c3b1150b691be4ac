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
import static org.junit.Assert.assertTrue;

import java.util.Optional;
import java.util.OptionalDouble;

import org.junit.Test;

import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.deconvolution.method.Iteration;
import sc.fiji.lucid.deconvolution.method.MethodEngine;
import sc.fiji.lucid.deconvolution.method.RichardsonLucy;
import sc.fiji.lucid.deconvolution.method.Task;
import sc.fiji.lucid.deconvolution.model.Boundary;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.EngineFailure;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.fft.Otf;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.testing.Volumes;

/**
 * The seam for a device, with a stand-in for one: an engine that runs Richardson–Lucy itself, on voxels of its own,
 * and counts how often voxels come and go.
 */
public class MethodEngineTest {

	private static final Extent SIZE = new Extent(30, 24, 12);

	/** Stands for a device. */
	private static final class Device implements MethodEngine {

		private final FilterEngine inside = Engine.FUSED.create(SIZE, () -> false);
		private int uploads;
		private int steps;
		private int downloads;

		@Override
		public Optional<Iteration> richardsonLucy(final ForwardModel fitted, final Volume estimate) {
			uploads++;
			final Iteration there = new RichardsonLucy(fitted, estimate.copy());
			return Optional.of(new Iteration() {

				@Override
				public Step next() {
					steps++;
					return there.next();
				}

				@Override
				public Volume estimate() {
					downloads++;
					return there.estimate().copy();
				}
			});
		}

		@Override
		public Extent grid() {
			return inside.grid();
		}

		@Override
		public Otf otf(final Volume psf) {
			return inside.otf(psf);
		}

		@Override
		public Field field() {
			return inside.field();
		}
	}

	private static final Psf PSF = Volumes.gaussian(new Extent(9, 9, 7), 1.3, 1.5, 0);
	private static final Recording OBSERVED = Volumes
		.observed(Volumes.of(SIZE, (x, y, z) -> 20 + (x > 8 && x < 14 && y > 6 && z > 3 ? 400 : 7 * (x % 3))));

	private static SolverResult run(final Method method, final ForwardModel model, final String iterations) {
		final DeconvolutionOptions options = DeconvolutionOptions.DEFAULT.withMethod(method)
			.withBoundary(Boundary.PERIODIC)
			.withBackground(OptionalDouble.of(10))
			.with("iterations", iterations);
		return new MethodRunner(new Task(OBSERVED, model, options, new NoiseModel(1, 0, true), PSF), null,
			Progress.NONE).run();
	}

	private static ForwardModel here() {
		return new ForwardModel(OBSERVED, PSF, 10, Boundary.PERIODIC, Engine.FUSED, Progress.NONE);
	}

	private static ForwardModel on(final Device device) {
		return new ForwardModel(OBSERVED, PSF, 10, Boundary.PERIODIC, device);
	}

	@Test
	public void voxelsComeAndGoOnceWhateverTheNumberOfIterations() {
		final Device device = new Device();
		final SolverResult there = run(Method.RICHARDSON_LUCY, on(device), "12");
		final SolverResult here = run(Method.RICHARDSON_LUCY, here(), "12");
		assertEquals(1, device.uploads);
		assertEquals(12, device.steps);
		assertEquals(1, device.downloads);
		assertEquals(0, Volumes.relativeDifference(there.estimate(), here.estimate()), 0);
		assertEquals(here.trace().points(), there.trace().points());
	}

	/** The rules see nothing but the scalars: they stop a device where they stop everybody. */
	@Test
	public void stopsByItsScalars() {
		final Device device = new Device();
		final SolverResult there = run(Method.RICHARDSON_LUCY, on(device), "auto");
		final SolverResult here = run(Method.RICHARDSON_LUCY, here(), "auto");
		assertEquals("the trial, and the run on all photons", 2, device.uploads);
		assertEquals(2, device.downloads);
		assertEquals(here.iterations(), there.iterations());
		assertEquals(here.reason(), there.reason());
		assertTrue(device.steps > there.iterations());
	}

	/** Who asks for the engine hears that it cannot; nothing crosses over row by row, and nothing is done halfway. */
	@Test
	public void whatItDoesNotOfferIsSaid() {
		final Device device = new Device();
		for (final Method method : new Method[] { Method.GOLD, Method.HEAVY_BALL, Method.WIENER }) {
			final EngineFailure said = assertThrows(EngineFailure.class, () -> run(method, on(device), "5"));
			assertEquals("it does not run '" + method + "' with these options", said.getMessage());
		}
		assertEquals(0, device.uploads);
	}
}
