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
package sc.fiji.lucid.deconvolution.method;

/** What a method can promise, or must own up to. */
public enum Trait {
	/** No restored voxel is negative. */
	POSITIVE,
	/** The cost in the history never rises. */
	MONOTONE,
	/** The restored light is the recorded light, up to what lies outside the field of view. */
	KEEPS_FLUX,
	/** The iterations go on from an estimate that is handed over, wherever it came from. */
	RESUMES,
	/** Heeds that slices have different parts of their light; others take all to be lit alike. */
	KNOWS_EXPOSURE,
	/** Knows nothing of the PSF but how it blurs and its adjoint, so that it may change with depth; others need slabs. */
	KNOWS_DEPTH,
	/** Runs on devices such as graphics cards, where an engine offers it ({@link MethodEngine}). */
	ON_DEVICES,
	/** Its cost is the sum of squares instead of the I-divergence. */
	LEAST_SQUARES,
	/** Photons are split at random, so that a mirrored stack is not restored as the mirror image exactly. */
	DRAWS_PHOTONS,
	/** What looks like noise in the data's spectrum is taken away, even if it is none. */
	JUDGES_SPECTRUM,
	/** Nothing keeps noise from being amplified: for comparison, or to show what happens. */
	IGNORES_NOISE
}
