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
package sc.fiji.lucid.deconvolution.model;

import java.util.Locale;

/** What is assumed beyond the edges of the recorded stack. */
public enum Boundary {
	/**
	 * The object extends beyond the field of view: the estimate lives on a grid
	 * larger by the reach of the PSF, and voxels that were hardly seen are weighed
	 * by their sensitivity (Bertero &amp; Boccacci 2005, A&amp;A 437:369).
	 */
	PADDED {

		@Override
		int margin(final int psf) {
			return psf - 1;
		}
	},
	/**
	 * As padded, but with one margin for both ends of an axis: what lies there sends
	 * light in from either side. Half the memory and time.
	 */
	SHARED {

		@Override
		int margin(final int psf) {
			return psf / 2;
		}
	},
	/**
	 * The stack repeats itself on every side. Cheap, and wrong for real data: light
	 * that leaves on one side returns on the other.
	 */
	PERIODIC {

		@Override
		int margin(final int psf) {
			return 0;
		}
	};

	/** @return voxels that the grid needs beside the field of view, along an axis of a PSF of this size */
	abstract int margin(int psf);

	/** @return the word for options and records */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
