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
import sc.fiji.lucid.deconvolution.StackLevels;
import sc.fiji.lucid.deconvolution.levels.CoarseStack;
import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.psf.LightCone;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.tiling.Halo;
import sc.fiji.lucid.tiling.TileCost;

/**
 * What a tile takes that starts from coarse levels of the whole stack: it is restored with the core of the PSF, and
 * knows the light from beyond.
 *
 * @param flat what it takes with the whole PSF
 * @param halo how far its neighbours are seen
 * @param psf at the stack's voxel size
 */
record CoarseCost(DeconvolutionCost flat, Halo halo, Psf psf) implements TileCost {

	/** Part of the memory that a sample may take by which the coarse levels are chosen. */
	private static final int SAMPLE_PART = 4;

	/** Haze in each voxel, and what the level before holds in four times larger ones where a stack is in one piece. */
	private static final int VOLUMES = 4;
	/** Stacks narrower than this have no levels that see all of a widefield PSF's light. */
	private static final int NARROW = 5 * LightCone.FACTOR;

	static CoarseCost of(final DeconvolutionCost flat, final Psf psf) {
		return new CoarseCost(flat, Halo.of(CoarseStack.core(psf)), psf);
	}

	@Override
	public Extent grid(final Extent view) {
		if (Math.min(view.nx(), view.ny()) < NARROW) return flat.grid(view);
		return ForwardModel.grid(view, CoarseStack.core(flat.psf()), flat.options().boundary(),
			CoarseStack.rim(flat.psf(), flat.options().boundary()), flat.options());
	}

	@Override
	public long bytes(final Extent view, final int bytesPerVoxel) {
		return flat.bytes(view, bytesPerVoxel, grid(view)) + VOLUMES * Float.BYTES * view.voxels();
	}

	@Override
	public Optional<Predicate<Extent>> device(final Extent stack) {
		if (flat.psfs() > 1) return Optional.empty();
		return ComputingDevice.of(grid(stack), flat.options()).map(device -> view -> device.holds(view, grid(view)));
	}

	@Override
	public List<String> devices(final Extent view) {
		return flat.psfs() > 1 ? List.of() : ComputingDevice.sharing(grid(view), flat.options());
	}

	@Override
	public long beside(final Extent stack, final long memory) {
		return StackLevels.mapBytes(psf, flat.options(), stack, memory / SAMPLE_PART);
	}

	@Override
	public String reason() {
		return flat.reason();
	}
}
