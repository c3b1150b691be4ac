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
package sc.fiji.lucid.optics;

/**
 * The numbers that describe a microscope. Lengths are in µm. A parameter's flag
 * is its name on the command line; macros use the same without hyphens.
 */
public enum OpticalParameter {
	/** NA of the objective. */
	NUMERICAL_APERTURE("na", "numerical aperture", 0.01, 1.7),
	/** Refractive index of the immersion medium. */
	IMMERSION_INDEX("immersion-index", "refractive index of the immersion", 1, 2),
	/** Refractive index of the mounting medium or the sample. */
	SAMPLE_INDEX("sample-index", "refractive index of the sample", 1, 2),
	/** Distance of the structure below the coverslip. */
	DEPTH("depth", "depth below the coverslip (µm)", 0, 10000),
	/** Wavelength of the detected light in vacuum. */
	EMISSION_WAVELENGTH("emission", "emission wavelength (µm)", 0.2, 2),
	/** Wavelength of the illumination in vacuum. */
	EXCITATION_WAVELENGTH("excitation", "excitation wavelength (µm)", 0.2, 2);

	private final String flag;
	private final String label;
	private final double lowest;
	private final double highest;

	OpticalParameter(final String flag, final String label, final double lowest, final double highest) {
		this.flag = flag;
		this.label = label;
		this.lowest = lowest;
		this.highest = highest;
	}

	/** @return the name on the command line, without the leading hyphens */
	public String flag() {
		return flag;
	}

	/** @return what it is, with its unit, for logs and messages */
	public String label() {
		return label;
	}

	/**
	 * @return {@code value}
	 * @throws IllegalArgumentException naming the parameter and its range, if the
	 *           value is outside it or not a number
	 */
	public double check(final double value) {
		if (value >= lowest && value <= highest) return value;
		throw new IllegalArgumentException("The " + label + " must be from " + lowest + " to " + highest + ", not " + value +
			" (--" + flag + ").");
	}
}
