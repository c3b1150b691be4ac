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

import java.util.Map;

/**
 * What is said about a microscope before it is made: {@code Microscope.widefield(1.4).emission(0.520).build()}.
 * Immutable; each call returns a builder that knows one thing more. What nobody says takes the defaults of
 * {@link Microscope}.
 */
public final class MicroscopeBuilder {

	private final OpticalSettings settings;

	MicroscopeBuilder(final Modality modality, final double numericalAperture) {
		this(OpticalSettings.NONE.with(modality, Origin.GIVEN)
			.with(OpticalParameter.NUMERICAL_APERTURE, numericalAperture, Origin.GIVEN));
	}

	private MicroscopeBuilder(final OpticalSettings settings) {
		this.settings = settings;
	}

	/**
	 * @param micrometres emission wavelength in vacuum in µm, as 0.520
	 * @return a builder that knows it
	 * @throws IllegalArgumentException if it is not from 0.2 to 2
	 */
	public MicroscopeBuilder emission(final double micrometres) {
		return set(OpticalParameter.EMISSION_WAVELENGTH, micrometres);
	}

	/**
	 * @param micrometres excitation wavelength in vacuum in µm, as 0.488
	 * @return a builder that knows it
	 * @throws IllegalArgumentException if it is not from 0.2 to 2
	 */
	public MicroscopeBuilder excitation(final double micrometres) {
		return set(OpticalParameter.EXCITATION_WAVELENGTH, micrometres);
	}

	/**
	 * @param index refractive index of the immersion medium
	 * @return a builder that knows it
	 * @throws IllegalArgumentException if it is not from 1 to 2
	 */
	public MicroscopeBuilder immersionIndex(final double index) {
		return set(OpticalParameter.IMMERSION_INDEX, index);
	}

	/**
	 * @param index refractive index of the sample or its mounting medium
	 * @return a builder that knows it
	 * @throws IllegalArgumentException if it is not from 1 to 2
	 */
	public MicroscopeBuilder sampleIndex(final double index) {
		return set(OpticalParameter.SAMPLE_INDEX, index);
	}

	/**
	 * @param micrometres distance of the structure below the coverslip in µm
	 * @return a builder that knows it
	 * @throws IllegalArgumentException if it is not from 0 to 10000
	 */
	public MicroscopeBuilder depth(final double micrometres) {
		return set(OpticalParameter.DEPTH, micrometres);
	}

	/**
	 * @param airyUnits diameter of the pinhole in Airy units of the emission, 1.22 λ/NA
	 * @return a builder that knows it
	 * @throws IllegalArgumentException if it is not from 0 to 1000
	 */
	public MicroscopeBuilder pinhole(final double airyUnits) {
		return set(OpticalParameter.PINHOLE, airyUnits);
	}

	/**
	 * @param coefficients aberrations of the pupil in radians rms by ANSI/OSA index
	 * @return a builder that knows them
	 * @throws IllegalArgumentException if an index or a value is out of its range
	 */
	public MicroscopeBuilder zernike(final Map<Integer, Double> coefficients) {
		return new MicroscopeBuilder(settings.with(Zernike.of(coefficients), Origin.GIVEN));
	}

	/**
	 * @param parameter any other number that describes a microscope
	 * @param value in the parameter's unit; lengths are in µm
	 * @return a builder that knows it
	 * @throws IllegalArgumentException naming the parameter and its range, if the value is outside it
	 */
	public MicroscopeBuilder set(final OpticalParameter parameter, final double value) {
		return new MicroscopeBuilder(settings.with(parameter, value, Origin.GIVEN));
	}

	/**
	 * @return the microscope, defaults filled in
	 * @throws IllegalArgumentException if something needed is not known (all of it is named), or values contradict
	 *           each other
	 */
	public Microscope build() {
		return settings.microscope();
	}
}
