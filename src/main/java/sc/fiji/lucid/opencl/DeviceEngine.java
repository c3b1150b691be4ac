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

import java.util.Optional;
import java.util.function.BooleanSupplier;

import sc.fiji.lucid.fft.DeviceRoom;
import sc.fiji.lucid.fft.EngineFailure;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.fft.ProcessorBacked;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.opencl.device.Device;
import sc.fiji.lucid.opencl.device.KernelSource;

/** The engine on one device. */
record DeviceEngine(Device device) implements ProcessorBacked {

	@Override
	public FilterEngine create(final Extent grid, final BooleanSupplier cancelled) {
		if (!KernelSource.supports(grid, device.info())) throw new EngineFailure(device.info().name() +
			" cannot transform a grid of " + grid + " voxels: sizes must be products of 2, 3, 5 and " +
			"7, even along Y, and work groups share 2 KB or more");
		return new OpenClEngine(device, grid, cancelled);
	}

	@Override
	public Optional<DeviceRoom> room() {
		return Optional.of(new DeviceMemory(device.info()));
	}

	@Override
	public boolean supports(final Extent grid) {
		return KernelSource.supports(grid, device.info());
	}

	@Override
	public String toString() {
		return device.info().toString();
	}
}
