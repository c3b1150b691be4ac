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
package sc.fiji.lucid.deconvolution.penalty;

import sc.fiji.lucid.optics.VoxelSize;

/** What is asked of an estimate besides fitting the data. */
public enum PenaltyKind {
	/** The method's own; the default. */
	AUTO("auto"),
	/** Nothing. */
	NONE("none"),
	/** Small total variation: flat parts with sharp edges. */
	TV("tv"),
	/** Good's roughness: a smooth square root (Good &amp; Gaskins 1971; Verveer &amp; Jovin 1997). */
	ROUGHNESS("roughness"),
	/** Small logarithm of the gradient. */
	GRADIENT("gradient"),
	/** The same relative to the local brightness. */
	RELATIVE_GRADIENT("relative-gradient"),
	/** Small second differences relative to the local brightness: ridges and sheets stay. */
	HESSIAN("hessian"),
	/** Both, each with the weight: neither ramps nor speckles. */
	HESSIAN_AND_GRADIENT("hessian-and-gradient"),
	/** Large entropy: no voxel far from the mean. */
	ENTROPY("entropy");

	private final String word;

	PenaltyKind(final String word) {
		this.word = word;
	}

	/** @return the word for options and records */
	@Override
	public String toString() {
		return word;
	}

	/** @return whether devices have it ({@link Penalty#differences}), or it is none */
	public boolean isOnDevices() {
		return this != TV && this != ROUGHNESS && this != ENTROPY;
	}

	/**
	 * @param weight λ
	 * @param scale brightness of the estimate, counts
	 * @param nx length of a row
	 * @return the penalty, or null for none
	 */
	public Penalty penalty(final double weight, final double scale, final VoxelSize voxel, final int nx) {
		if (weight == 0) return null;
		return switch (this) {
			case AUTO, NONE -> null;
			case TV -> new TotalVariation(weight, scale, voxel, nx);
			case GRADIENT, RELATIVE_GRADIENT, HESSIAN, HESSIAN_AND_GRADIENT ->
				new DifferencePenalty(this, weight, scale, voxel, nx);
			case ROUGHNESS -> new Roughness(weight, scale, voxel, nx);
			case ENTROPY -> new Entropy(weight, scale, nx);
		};
	}
}
