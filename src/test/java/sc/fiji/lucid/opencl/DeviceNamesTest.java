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

import java.util.List;
import java.util.Optional;

import org.junit.Test;

import sc.fiji.lucid.fft.EngineFailure;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.opencl.device.DeviceInfo;

/** What devices are called, and that nobody looks for them before they are needed. */
public class DeviceNamesTest {

	private static final List<DeviceInfo> MIXED = List.of(info("pthread-EPYC", true), info("NVIDIA H200", false),
		info("AMD Radeon", false));
	private static final List<DeviceInfo> PROCESSORS = List.of(info("pthread-a", true), info("pthread-b", true));

	private static DeviceInfo info(final String name, final boolean isProcessor) {
		return new DeviceInfo("platform", name, "1", "OpenCL 1.2", isProcessor, 1 << 30, 1 << 28, 1 << 15, 256);
	}

	@Test
	public void aNumberOrAPartOfTheName() {
		assertEquals(1, OpenClDevices.number("", MIXED));
		assertEquals(0, OpenClDevices.number("0", MIXED));
		assertEquals(2, OpenClDevices.number("radeon", MIXED));
		// Not the one before, whose name has a 2.
		assertEquals(2, OpenClDevices.number("2", MIXED));
		assertEquals(1, OpenClDevices.number("200", MIXED));
		assertEquals(2, OpenClDevices.number("radeon,0", MIXED));
		final EngineFailure none = assertThrows(EngineFailure.class, () -> OpenClDevices.number("geforce", MIXED));
		assertTrue(none.getMessage(), none.getMessage().contains("no OpenCL device 'geforce'"));
		assertThrows(EngineFailure.class, () -> OpenClDevices.number("", List.of()));
	}

	@Test
	public void inTurnThroughTheCardsElseTheProcessors() {
		for (int i = 0; i < 6; i++) {
			assertEquals(1 + i % 2, OpenClDevices.number("#" + i, MIXED));
			assertEquals(i % 2, OpenClDevices.number("#" + i, PROCESSORS));
		}
	}

	/** To look for devices takes longer than to restore a small stack. */
	@Test
	public void forSmallGridsNobodyLooks() {
		final OpenClDevices devices = new OpenClDevices(() -> {
			throw new AssertionError("looked for");
		}, 1000);
		assertEquals(Optional.empty(), devices.faster(new Extent(256, 256, 32), ""));
		assertEquals(Optional.empty(), devices.faster(new Extent(256, 256, 32), "#1"));
	}

	/** Where there are none, {@code auto} is the processor and nothing is thrown. */
	@Test
	public void withoutDevicesAutoIsTheProcessor() {
		final OpenClDevices devices = new OpenClDevices(() -> {
			throw new EngineFailure("no driver");
		}, 1000);
		assertFalse(devices.faster(new Extent(512, 512, 128), "").isPresent());
		assertFalse(devices.faster(new Extent(512, 512, 128), "#1").isPresent());
		assertEquals(0, devices.count());
		assertEquals("no driver", assertThrows(EngineFailure.class, devices::described).getMessage());
	}
}
