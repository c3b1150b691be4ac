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

/**
 * A transfer function on the grid of the engine that made it: the discrete
 * Fourier transform of a real volume whose reference point is the origin. Its
 * layout is known to its engine alone.
 */
public interface Otf {

	/**
	 * A function of frequency and of a value of the transfer function.
	 */
	@FunctionalInterface
	interface Mapping {

		/**
		 * @param fx frequency along X in cycles per voxel, in (-0.5, 0.5]
		 * @param fy frequency along Y in cycles per voxel
		 * @param fz frequency along Z in cycles per voxel
		 * @param value real and imaginary part of H at this frequency (1 at
		 *          frequency zero for a PSF of sum 1), to be replaced by those of
		 *          the result. The result must be Hermitian, H(-f) = conj H(f), as
		 *          is every expression in H, |H|² and even functions of f.
		 */
		void apply(double fx, double fy, double fz, double[] value);
	}

	/** @return a new transfer function, made frequency by frequency from this one */
	Otf map(Mapping mapping);
}
