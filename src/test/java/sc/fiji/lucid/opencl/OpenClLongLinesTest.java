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

import static org.junit.Assert.assertTrue;

import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

import org.junit.BeforeClass;
import org.junit.Test;

import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Restoration;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.EngineChoice;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.fft.FilterEngineContract;
import sc.fiji.lucid.fft.Substitute;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.opencl.device.Device;
import sc.fiji.lucid.opencl.device.DeviceInfo;
import sc.fiji.lucid.opencl.device.JoclBinding;
import sc.fiji.lucid.testing.Volumes;

/**
 * The contract of engines on a device whose work groups share so little memory that lines of more than 20 numbers are
 * long; of shorter and longer ones, along each axis, the contract has some.
 */
public class OpenClLongLinesTest extends FilterEngineContract {

	private static final int SHORT = 20;
	private static final OpenClDevices DEVICES = new OpenClDevices(
		() -> new FaultyBinding(new JoclBinding(), d -> new DeviceInfo(d.platform(), d.name(), d.driver(), d.version(),
			d.isProcessor(), d.memory(), d.largest(), (2 << 10) + 8 * SHORT, d.groupSize())),
		Device.PATIENCE_MS);

	public OpenClLongLinesTest() {
		super(Engine.of(new EngineChoice("opencl")));
	}

	@BeforeClass
	public static void deviceIsThere() {
		OnDevice.engine();
	}

	@Override
	protected FilterEngine create(final Extent grid, final BooleanSupplier cancelled) {
		return DEVICES.named("").create(grid, cancelled);
	}

	/** As for other devices. */
	@Override
	@Test
	public void theStatedBytesAreHeld() {
		OpenClEngineTest.checkGivenBack(((DeviceEngine) DEVICES.named("")).device(),
			create(new Extent(100, 128, 90), () -> false));
	}

	@Test
	public void bothStagesOfAuto() {
		final DeconvolutionOptions options = DeconvolutionOptions.DEFAULT.withBackground(OptionalDouble.of(10))
			.withIterations(5);
		final Extent view = new Extent(40, 36, 26);
		final Restoration[] restored = new Restoration[2];
		for (int i = 0; i < 2; i++) {
			final EngineChoice engine = new EngineChoice(i == 0 ? "fused" : "opencl");
			restored[i] = Substitute
				.devices(DEVICES,
					() -> Deconvolution
						.restore(
							Volumes.observed(Volumes.of(view,
								(x, y, z) -> Math.round(
									20 + (x > 9 && y > 9 && z > 5 ? 200 : 9 * (y % 3)) + 8 * Math.sin(x * y + z)))),
							Volumes.gaussian(new Extent(9, 9, 7), 1.3, 1.5, 0.2), options.withEngine(engine),
							Progress.NONE));
		}
		assertTrue(restored[1].engine(), !restored[1].engine().contains("since"));
		assertTrue(Volumes.relativeDifference(restored[0].estimate(), restored[1].estimate()) < 1e-4);
	}

	@Override
	protected boolean knowsKernelsThatChange() {
		return false;
	}
}
