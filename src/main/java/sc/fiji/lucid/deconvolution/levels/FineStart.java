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
package sc.fiji.lucid.deconvolution.levels;

import java.util.function.Function;
import java.util.function.UnaryOperator;

import sc.fiji.lucid.deconvolution.model.Rim;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;

/**
 * From where the finest level goes on.
 *
 * @param core the PSF as far as this level needs it, of sum 1
 * @param light part of all light that the core holds; the level's estimate is the object times that
 * @param haze light from beyond the core's reach, counts under the signal of each voxel; null if there is none
 * @param background counts under signal and haze
 * @param estimate makes the first estimate on a grid; null for a flat one
 * @param refresh makes the haze of a better estimate; null where there is none
 * @param gain of the last coarse iteration, parts of its structure's energy: what a longer coarse level would have
 *          found; 0 where that is not known
 * @param work what 3-D FFTs cost until here, as {@link Engine#cost}
 * @param explanation what was done, in words
 * @param rim beyond which coarser levels explain the light; null if the whole PSF is restored with
 */
public record FineStart(Psf core, double light, Volume haze, double background, Function<Extent, Volume> estimate,
	UnaryOperator<Volume> refresh, double gain, double work, String explanation, Rim rim)
{

	/** @return a start from nothing, with the PSF as it is for all light */
	public static FineStart none(final Psf psf, final double background) {
		return new FineStart(psf, 1, null, background, null, null, 0, 0, "", null);
	}
}
