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
package sc.fiji.lucid.fft;

import java.util.List;
import java.util.function.BooleanSupplier;

import sc.fiji.lucid.image.Extent;

/**
 * A choice that may come to a device ({@link Devices}) on the machine that restores.
 *
 * @param choice as the user says it
 */
record ChosenDevice(EngineChoice choice) implements ProcessorBacked {

	@Override
	public Engine resolved(final Extent grid) {
		if (choice.isAuto()) return isTooSmall(grid) ? FUSED
			: Devices.INSTALLED.get().flatMap(d -> d.faster(grid, choice.device())).orElse(FUSED);
		return Devices.INSTALLED.get()
			.orElseThrow(() -> new EngineFailure("this installation has no engine for OpenCL devices"))
			.named(choice.device());
	}

	/** Then nobody looks for devices. */
	private boolean isTooSmall(final Extent grid) {
		return choice.isAuto() && grid.voxels() < Devices.LEAST_VOXELS;
	}

	@Override
	public List<String> sharing(final Extent grid) {
		if (isTooSmall(grid)) return List.of();
		try {
			return Devices.INSTALLED.get()
				.map(d -> d.sharing(grid, choice.device(), choice.isAuto()))
				.orElse(List.of());
		}
		catch (final EngineFailure e) {
			return List.of();
		}
	}

	@Override
	public FilterEngine create(final Extent grid, final BooleanSupplier cancelled) {
		return FUSED.create(grid, cancelled);
	}

	@Override
	public String toString() {
		return choice.toString();
	}
}
