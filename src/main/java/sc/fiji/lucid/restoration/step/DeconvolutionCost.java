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
package sc.fiji.lucid.restoration.step;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import sc.fiji.lucid.deconvolution.ComputingDevice;
import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.model.Boundary;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.tiling.Halo;
import sc.fiji.lucid.tiling.TileCost;

/**
 * What deconvolving a tile takes.
 *
 * @param psf size of the PSF
 * @param psfs how many there are, for points at different depths
 * @param halo how far its light reaches
 * @param options how it is done
 */
public record DeconvolutionCost(Extent psf, int psfs, Halo halo, DeconvolutionOptions options) implements TileCost {

	/** With one PSF for all depths. */
	public DeconvolutionCost(final Extent psf, final Halo halo, final DeconvolutionOptions options) {
		this(psf, 1, halo, options);
	}

	/** @return the cost with this PSF */
	public static DeconvolutionCost of(final Psf psf, final DeconvolutionOptions options) {
		return new DeconvolutionCost(psf.extent(), psf.planes().length, Halo.of(psf), options);
	}

	@Override
	public Extent grid(final Extent view) {
		return ForwardModel.grid(view, psf, options);
	}

	@Override
	public long bytes(final Extent view, final int bytesPerVoxel) {
		return bytes(view, bytesPerVoxel, grid(view));
	}

	/** @param grid on which it is restored */
	long bytes(final Extent view, final int bytesPerVoxel, final Extent grid) {
		return Deconvolution.bytes(view, bytesPerVoxel, psf, grid, options) +
			Deconvolution.depthBytes(view, grid, psfs, options);
	}

	@Override
	public Optional<Predicate<Extent>> device(final Extent stack) {
		if (psfs > 1) return Optional.empty();
		return ComputingDevice.of(grid(stack), options).map(device -> view -> device.holds(view, grid(view)));
	}

	@Override
	public List<String> devices(final Extent view) {
		return psfs > 1 ? List.of() : ComputingDevice.sharing(grid(view), options);
	}

	@Override
	public boolean isDivisible() {
		return options.boundary() != Boundary.PERIODIC;
	}

	@Override
	public String reason() {
		return "with a PSF of " + psf;
	}
}
