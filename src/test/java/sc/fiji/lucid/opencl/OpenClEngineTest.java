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

import java.util.function.BooleanSupplier;

import org.junit.BeforeClass;
import org.junit.Test;

import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.EngineChoice;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.fft.FilterEngineContract;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.opencl.device.Device;

/** The contract of engines on a device. */
public class OpenClEngineTest extends FilterEngineContract {

	/** Engines are made when a test needs one: there may be no device. */
	private static final Engine OPENCL = Engine.of(new EngineChoice("opencl"));

	public OpenClEngineTest() {
		super(OPENCL);
	}

	@BeforeClass
	public static void deviceIsThere() {
		OnDevice.engine();
	}

	@Override
	protected FilterEngine create(final Extent grid, final BooleanSupplier cancelled) {
		return OnDevice.engine().create(grid, cancelled);
	}

	/** Bytes are those of the processor, which takes over; on the device all are given back. */
	@Override
	@Test
	public void theStatedBytesAreHeld() {
		checkGivenBack(OnDevice.device(), create(new Extent(100, 128, 90), () -> false));
	}

	static void checkGivenBack(final Device device, final FilterEngine created) {
		final long empty = device.held();
		try (FilterEngine filters = created) {
			filters.field();
			assertTrue(device.held() > empty);
		}
		assertTrue(device.held() < empty);
	}

	@Override
	protected boolean knowsKernelsThatChange() {
		return false;
	}
}
