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

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * Makes the transfer functions and fields of one grid. An engine belongs to a
 * job; its plans, workspaces and transfer functions are garbage once the job
 * drops it.
 * <p>
 * Filtering is circular on the grid. A step that must not see the wrap-around
 * pads: the grid is then larger than the domain it reads.
 */
public interface FilterEngine extends AutoCloseable {

	/** @return the size of the grid that the transforms run on */
	Extent grid();

	/**
	 * Makes the transfer function of a point-spread function (or of any real
	 * convolution kernel).
	 *
	 * @param psf the kernel, its reference point at voxel ⌊n/2⌋ on each axis. What
	 *          lies beyond the grid is wrapped around, as circular filtering asks.
	 */
	Otf otf(Volume psf);

	/**
	 * As the other, of a kernel that may change along z. What is asked for frequency by frequency ({@link Otf#map}, {@link
	 * Field#measure}) is told of the kernel in the middle.
	 *
	 * @param view planes of the field of view, which lies at the grid's origin
	 * @throws EngineFailure if the engine knows no kernels that change
	 */
	default Otf otf(final Kernel kernel, final int view) {
		if (kernel.isConstant()) return otf(kernel.middle());
		throw new EngineFailure("it knows only one PSF for all depths");
	}

	/** @return a new field, to be loaded before it is filtered */
	Field field();

	/** Gives back what is held outside of Java's memory. The engine and all it made are of no use then. */
	@Override
	default void close() {}
}
