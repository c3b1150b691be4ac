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
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.Before;
import org.junit.Test;

import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.InitialEstimate;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.deconvolution.Restoration;
import sc.fiji.lucid.fft.Devices;
import sc.fiji.lucid.deconvolution.model.Boundary;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.EngineChoice;
import sc.fiji.lucid.fft.EngineFailure;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.opencl.device.Binding;
import sc.fiji.lucid.opencl.device.Device;
import sc.fiji.lucid.opencl.device.DeviceInfo;
import sc.fiji.lucid.opencl.device.JoclBinding;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.testing.Volumes;

/** What restoring holds on a device is what was said, so that a plan can trust it. */
public class DeviceMemoryTest {

	private static final Extent VIEW = new Extent(70, 60, 30);
	private static final Psf PSF = Volumes.lopsided(new Extent(13, 11, 9), 3);

	private Device device;

	@Before
	public void deviceIsThere() {
		OnDevice.engine();
		// The one that restorations use.
		device = ((DeviceEngine) Devices.INSTALLED.get().orElseThrow().named("")).device();
	}

	/** Lines and a sheet, blurred, over a background map. */
	private static Recording recording(final double brightness) {
		final Volume noise = Volumes.random(VIEW, 5);
		final Recording any = Volumes.observed(noise);
		final Volume seen = new ForwardModel(any, PSF, 0, Boundary.PERIODIC, Engine.REFERENCE, Progress.NONE)
			.blur(Volumes.of(VIEW, (x, y, z) -> brightness * ((x % 9 == 4 ? 4 : 0) + (z > 11 && y > 9 ? 1.5 : 0))));
		return Volumes
			.observed(Volumes.of(VIEW, (x, y, z) -> Math.round(30 + seen.row(y, z)[x] + 6 * noise.row(y, z)[x])))
			.withBackground(Volumes.of(VIEW, (x, y, z) -> 29 + 2 * (x & 1)));
	}

	/** Looks at the device whenever the work asks whether to stop: before each plane. */
	private static final class Peak implements Progress {

		private final Device device;
		private final AtomicLong most = new AtomicLong();

		Peak(final Device device) {
			this.device = device;
		}

		@Override
		public void report(final double fraction, final String what) {
			most.accumulateAndGet(device.held(), Math::max);
		}

		@Override
		public boolean isCancelled() {
			most.accumulateAndGet(device.held(), Math::max);
			return false;
		}
	}

	private void holds(final Recording recording, final DeconvolutionOptions options, final double least) {
		final long before = device.held();
		final Peak peak = new Peak(device);
		final Restoration restored = Deconvolution.restore(recording, PSF,
			options.withBackground(OptionalDouble.of(0)).withEngine(new EngineChoice("opencl")), peak);
		assertFalse(restored.engine(), restored.engine().contains("processor"));
		assertEquals("all is given back", before, device.held());
		final double said = new DeviceMemory(device.info()).bytes(VIEW, restored.grid(), options.method().isStaged()),
			held = peak.most.get() - before;
		assertTrue("held " + held + ", said " + said, held <= said && held >= least * said);
	}

	/** Few photons make the second stage another method; both hold the same. */
	@Test
	public void bothStagesOfAuto() {
		final DeconvolutionOptions options = DeconvolutionOptions.DEFAULT.withGain(OptionalDouble.of(1))
			.withInitialEstimate(InitialEstimate.FLAT)
			.withIterations(6);
		holds(recording(100), options, 0.99);
		holds(recording(2), options, 0.99);
	}

	/** A device that is too small says so before anything is done there, and keeps nothing. */
	@Test
	public void whatDoesNotFitIsLeftAlone() {
		final DeviceInfo all = device.info();
		final DeviceMemory memory = new DeviceMemory(all);
		final Extent grid = new Extent(84, 72, 40);
		final long needed = memory.bytes(VIEW, grid, true);
		assertTrue(memory.holds(VIEW, grid, true));
		assertFalse(limited(needed, all.largest()).holds(VIEW, grid, true));
		assertTrue(limited(2 * needed, all.largest()).holds(VIEW, grid, true));
		// The pairs of the penalty are the largest buffer.
		assertFalse(limited(2 * needed, 8 * grid.voxels() - 1).holds(VIEW, grid, true));
		assertTrue(limited(2 * needed, 8 * grid.voxels()).holds(VIEW, grid, true));
		// A grid that the kernels cannot transform.
		assertFalse(memory.holds(VIEW, new Extent(84, 73, 40), true));
		// No room for the transfer function.
		final Binding binding = new JoclBinding();
		binding.devices();
		final Device small = new Device(binding, 0, limited(1 << 20, 1 << 20).info(), 10_000);
		final EngineFailure refused = assertThrows(EngineFailure.class,
			() -> new ForwardModel(recording(100), PSF, 10, Boundary.PADDED, new DeviceEngine(small), Progress.NONE));
		assertTrue(refused.getMessage(), refused.getMessage().contains(" MB for this"));
		assertEquals(0, small.held());
	}

	private DeviceMemory limited(final long memory, final long largest) {
		final DeviceInfo i = device.info();
		return new DeviceMemory(new DeviceInfo(i.platform(), i.name(), i.driver(), i.version(), i.isProcessor(), memory,
			largest, i.localMemory(), i.groupSize()));
	}

	/** Others hold less than heavy ball with photons held out, by which all are judged. */
	@Test
	public void methodsOfOneStage() {
		holds(recording(100), DeconvolutionOptions.DEFAULT.withMethod(Method.HEAVY_BALL).withIterations(6), 0.7);
		holds(recording(100), DeconvolutionOptions.DEFAULT.withMethod(Method.HEAVY_BALL), 0.99);
		holds(recording(100), DeconvolutionOptions.DEFAULT.withMethod(Method.RICHARDSON_LUCY).withIterations(6), 0.5);
	}
}
