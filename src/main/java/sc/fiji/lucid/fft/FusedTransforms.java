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

import java.util.function.BooleanSupplier;

import sc.fiji.lucid.fft.fused.FusedEngine;
import sc.fiji.lucid.fft.fused.GridSizes;
import sc.fiji.lucid.image.Extent;

/** {@link Engine#FUSED}. */
final class FusedTransforms implements Engine {

	@Override
	public FilterEngine create(final Extent grid, final BooleanSupplier cancelled) {
		return new FusedEngine(grid, cancelled);
	}

	@Override
	public boolean supports(final Extent grid) {
		return FusedEngine.supports(grid);
	}

	@Override
	public Extent grid(final Extent minimum) {
		return GridSizes.cheapest(minimum);
	}

	@Override
	public long fieldBytes(final Extent grid) {
		return FusedEngine.spectrumBytes(grid, grid.nz());
	}

	@Override
	public long otfBytes(final Extent grid) {
		return FusedEngine.spectrumBytes(grid, grid.nz());
	}

	@Override
	public long workspaceBytes(final Extent grid) {
		return FusedEngine.workspaceBytes(grid);
	}

	@Override
	public long depthWorkspaceBytes(final Extent grid) {
		return FusedEngine.depthWorkspaceBytes(grid);
	}

	@Override
	public String toString() {
		return "fused";
	}
}
