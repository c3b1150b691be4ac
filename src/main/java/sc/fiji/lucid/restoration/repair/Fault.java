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
package sc.fiji.lucid.restoration.repair;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import sc.fiji.lucid.camera.PeakLimit;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.RestorationStep;
import sc.fiji.lucid.restoration.geometry.JitterStep;

/** Faults of a recording that can be repaired, in the order in which they are. */
public enum Fault {

	/** What the camera adds to all counts of a row or column. */
	STRIPES(false) {

		@Override
		RestorationStep<?> step(final Psf psf, final DeconvolutionOptions options) {
			return new StripesStep(options);
		}
	},

	/** Hot, dead and stuck pixels, rows and columns of the camera; single voxels no light made. */
	BAD_PIXELS(true) {

		@Override
		RestorationStep<?> step(final Psf psf, final DeconvolutionOptions options) {
			return new BadPixelsStep(psf == null ? PeakLimit.UNKNOWN : PeakLimit.of(psf.volume()), options);
		}
	},

	/** Slices that a stage moved sideways. */
	JITTER(false) {

		@Override
		RestorationStep<?> step(final Psf psf, final DeconvolutionOptions options) {
			return new JitterStep();
		}

		@Override
		RestorationStep<?> report(final Psf psf, final DeconvolutionOptions options) {
			return JitterStep.report();
		}
	},

	/** Slices that a lamp lit more or less than those around them. */
	ODD_SLICES(true) {

		@Override
		RestorationStep<?> step(final Psf psf, final DeconvolutionOptions options) {
			return new OddSlicesStep(psf, options);
		}
	};

	private final boolean isSafe;

	Fault(final boolean isSafe) {
		this.isSafe = isSafe;
	}

	/** @param psf null where nobody knows it */
	abstract RestorationStep<?> step(Psf psf, DeconvolutionOptions options);

	/**
	 * @param psf null where nobody knows it
	 * @return says whether there is such a fault and how it is repaired, and changes nothing; null where nobody looks
	 *         for it unasked
	 */
	RestorationStep<?> report(final Psf psf, final DeconvolutionOptions options) {
		return null;
	}

	/** @return whether it is repaired unless somebody says otherwise: nothing but the fault looks like it */
	public boolean isSafe() {
		return isSafe;
	}

	/** @return the word for settings and records */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** @throws IllegalArgumentException that lists the words, if there is no such one */
	static Fault of(final String word) {
		return Arrays.stream(values())
			.filter(f -> f.toString().equals(word))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
				"'repair' takes auto, none, or some of " + words() + ", separated by commas, not '" + word + "'."));
	}

	/** @return all words */
	public static String words() {
		return Arrays.stream(values()).map(Object::toString).collect(Collectors.joining(", "));
	}
}
