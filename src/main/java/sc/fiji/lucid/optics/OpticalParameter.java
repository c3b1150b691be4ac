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
	NUMERICAL_APERTURE("na", "numerical aperture", "", 0.01, 1.7),
	/** Refractive index of the immersion medium. */
	IMMERSION_INDEX("immersion-index", "refractive index of the immersion", "", 1, 2),
	/** Refractive index of the immersion medium that the objective was designed for. */
	DESIGN_IMMERSION_INDEX("design-immersion-index", "design index of the immersion", "", 1, 2),
	/** Refractive index of the mounting medium or the sample. */
	SAMPLE_INDEX("sample-index", "refractive index of the sample", "", 1, 2),
	/** Refractive index of the coverslip. */
	COVERSLIP_INDEX("coverslip-index", "refractive index of the coverslip", "", 1, 2.5),
	/** Refractive index of the coverslip that the objective was designed for. */
	DESIGN_COVERSLIP_INDEX("design-coverslip-index", "design index of the coverslip", "", 1, 2.5),
	/** Thickness of the coverslip. */
	COVERSLIP_THICKNESS("coverslip-thickness", "coverslip thickness", "µm", 0, 5000),
	/** Thickness of the coverslip that the objective was designed for. */
	DESIGN_COVERSLIP_THICKNESS("design-coverslip-thickness", "design thickness of the coverslip", "µm", 0, 5000),
	/** Thickness of the immersion layer in the design, coverslip to front lens. */
	WORKING_DISTANCE("working-distance", "working distance", "µm", 0, 100000),
	/** Distance of the structure below the coverslip. */
	DEPTH("depth", "depth below the coverslip", "µm", 0, 10000),
	/** Wavelength of the detected light in vacuum. */
	EMISSION_WAVELENGTH("emission", "emission wavelength", "µm", 0.2, 2),
	/** Wavelength of the illumination in vacuum. */
	EXCITATION_WAVELENGTH("excitation", "excitation wavelength", "µm", 0.2, 2),
	/** Diameter of the pinhole in Airy units of the emission, 1.22 λ/NA. */
	PINHOLE("pinhole", "pinhole diameter", "Airy units", 0, 1000),
	/** Diameter of the pinhole projected back into the sample; replaces {@link #PINHOLE}. */
	PINHOLE_DIAMETER("pinhole-diameter", "back-projected pinhole diameter", "µm", 0, 1000),
	/** Full width at half maximum of the light sheet along Z. */
	SHEET_THICKNESS("sheet-thickness", "light-sheet thickness (FWHM)", "µm", 0.05, 1000),
	/** NA of the sheet; of a lattice, that of the outer rim of its annulus. */
	SHEET_NA("sheet-na", "numerical aperture of the light sheet", "", 0.005, 1.4),
	/** NA of the inner rim of a lattice sheet's annulus. */
	SHEET_INNER_NA("sheet-inner-na", "inner numerical aperture of the lattice sheet", "", 0.005, 1.4),
	/** Wavelength in vacuum of the doughnut that depletes (STED). */
	DEPLETION_WAVELENGTH("depletion", "depletion wavelength", "µm", 0.2, 2),
	/** Intensity of the doughnut's crest, in units of that which leaves half of the fluorescence (STED). */
	DEPLETION_STRENGTH("depletion-strength", "saturation factor of the depletion", "", 0, 1000),
	/** Share of the fluorescence that the doughnut does not reach, from 0 to 1 (STED). */
	DEPLETION_IMMUNITY("depletion-immunity", "share immune to the depletion", "", 0, 1),
	/** Diameter of an array detector in Airy units of the emission. */
	ARRAY_DIAMETER("array-diameter", "diameter of the array detector", "Airy units", 0, 3),
	/** Diameter of one element of an array detector in Airy units of the emission. */
	ARRAY_ELEMENT("array-element", "diameter of an element of the array detector", "Airy units", 0, 3);

	private final String flag;
	private final String quantity;
	private final String unit;
	private final double lowest;
	private final double highest;

	OpticalParameter(final String flag, final String quantity, final String unit, final double lowest,
		final double highest)
	{
		this.flag = flag;
		this.quantity = quantity;
		this.unit = unit;
		this.lowest = lowest;
		this.highest = highest;
	}

	/** @return the name on the command line, without the leading hyphens */
	public String flag() {
		return flag;
	}

	/** @return what it is, without its unit */
	public String quantity() {
		return quantity;
	}

	/** @return the unit, empty for a pure number */
	public String unit() {
		return unit;
	}

	/** @return whether it is a wavelength, which users write in nm */
	public boolean isWavelength() {
		return this == EMISSION_WAVELENGTH || this == EXCITATION_WAVELENGTH || this == DEPLETION_WAVELENGTH;
	}

	/** @return whether a modality takes it; wavelengths are told of all, and of some for the record alone */
	public boolean isTakenBy(final Modality modality) {
		return switch (this) {
			case PINHOLE, PINHOLE_DIAMETER -> modality.hasPinhole();
			case SHEET_THICKNESS -> modality == Modality.LIGHT_SHEET;
			case SHEET_NA -> modality.hasSheet();
			case SHEET_INNER_NA -> modality == Modality.LATTICE_LIGHT_SHEET;
			case DEPLETION_WAVELENGTH, DEPLETION_STRENGTH, DEPLETION_IMMUNITY -> modality == Modality.STED;
			case ARRAY_DIAMETER, ARRAY_ELEMENT -> modality == Modality.ARRAY_DETECTOR;
			default -> true;
		};
	}

	/** @return what it is, with its unit, for logs and messages */
	public String label() {
		return unit.isEmpty() ? quantity : quantity + " (" + unit + ")";
	}

	/**
	 * @return {@code value}
	 * @throws IllegalArgumentException naming the parameter and its range, if the
	 *           value is outside it or not a number
	 */
	public double check(final double value) {
		if (value >= lowest && value <= highest) return value;
		throw new IllegalArgumentException(
			"The " + label() + " must be from " + lowest + " to " + highest + ", not " + value + " (--" + flag + ").");
	}
}
