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
import java.util.function.UnaryOperator;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.method.Trait;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.RestorationStep;

/**
 * The PSFs of a channel: one for all depths, or one for each slab.
 *
 * @param psf for all depths; where there are slabs, that of the slice at the coverslip
 * @param cut where the slabs lie; null: one PSF for all depths
 * @param slabs as many as the cut has, from the first slice on
 */
public record SlabPsfs(Psf psf, DepthSlabs cut, List<DepthSlabsStep.Slab> slabs) {

	/** @throws IllegalArgumentException if the slabs are not as many as the cut has */
	public SlabPsfs {
		slabs = List.copyOf(slabs);
		if (slabs.size() != (cut == null ? 0 : cut.count()))
			throw new IllegalArgumentException(slabs.size() + " PSFs for " + cut);
	}

	/** @return one PSF for all depths */
	public static SlabPsfs of(final Psf psf) {
		return new SlabPsfs(psf, null, List.of());
	}

	/** @return whether there is more than one */
	public boolean isChanging() {
		return cut != null;
	}

	/** @return deconvolution with them: in one piece by a method that can, or else slab by slab */
	public RestorationStep<DeconvolutionDecision> step(final DeconvolutionOptions options) {
		return isInSlabs(options) ? new DepthSlabsStep(cut, slabs, psf, options) : timed(options);
	}

	private boolean isInSlabs(final DeconvolutionOptions options) {
		return cut != null && !options.method().declaration().has(Trait.KNOWS_DEPTH);
	}

	/** @return what is to be timed: deconvolution in one piece, or of one slab */
	public DeconvolutionStep timed(final DeconvolutionOptions options) {
		return new DeconvolutionStep(isInSlabs(options) ? psf : mixed(UnaryOperator.identity()), options);
	}

	/** @return what is made of each, as the one that changes with depth; where there is a single PSF, of that */
	public Psf mixed(final UnaryOperator<Psf> change) {
		return cut == null ? change.apply(psf)
			: Psf.changing(slabs.stream().map(slab -> change.apply(slab.psf())).toList(), cut.centres());
	}

	/** @return bytes that the PSFs of all depths take, by themselves and in one */
	public long bytes() {
		return 2 * slabs.stream().mapToLong(s -> s.psf().bytes()).sum();
	}

	/** @return how many times as much work there is as is {@link #timed} */
	public double work(final DeconvolutionOptions options) {
		return isInSlabs(options) ? cut.work() : 1;
	}
}
