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

import static sc.fiji.lucid.optics.OpticalParameter.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A microscope of which everything that matters is known. Immutable. Lengths are
 * in µm, the pinhole in Airy units or µm, aberrations in radians rms.
 * <p>
 * What nobody said takes a default, and keeps that origin: widefield; the
 * immersion {@linkplain Immersion#likely likely} for the NA; a sample of the
 * immersion's index and depth 0, hence no mismatch; coverslip 170 µm of index
 * 1.515; everything as the objective was designed for; pinhole 1 Airy unit; a
 * sheet of NA 0.1 (a lattice: 0.55 and 0.44); an array detector 1.25 Airy units wide
 * with elements of 0.2; no share immune to depletion. NA, the wavelengths that the
 * modality needs and the strength of a depletion are never guessed.
 */
public final class Microscope {

	private final OpticalSettings settings;

	private Microscope(final OpticalSettings settings) {
		this.settings = settings;
	}

	/**
	 * @param known what is known
	 * @throws IllegalArgumentException if something needed is not known (all of it
	 *           is named, with the option to give), or values contradict each other
	 */
	static Microscope of(final OpticalSettings known) {
		final OpticalSettings settings = known.modality().isPresent() ? known
			: known.with(Modality.WIDEFIELD, Origin.DEFAULT);
		refuseMissing(settings);
		final Microscope microscope = new Microscope(withDefaults(settings));
		microscope.refuseContradictions();
		return microscope;
	}

	/**
	 * @param numericalAperture NA of the objective
	 * @return a builder of a widefield microscope; give the emission
	 */
	public static MicroscopeBuilder widefield(final double numericalAperture) {
		return new MicroscopeBuilder(Modality.WIDEFIELD, numericalAperture);
	}

	/**
	 * @param numericalAperture NA of the objective
	 * @return a builder of a laser scanning confocal microscope; give emission and excitation
	 */
	public static MicroscopeBuilder confocal(final double numericalAperture) {
		return new MicroscopeBuilder(Modality.CONFOCAL, numericalAperture);
	}

	/**
	 * @param numericalAperture NA of the objective
	 * @return a builder of a spinning-disk microscope; give emission and excitation
	 */
	public static MicroscopeBuilder spinningDisk(final double numericalAperture) {
		return new MicroscopeBuilder(Modality.SPINNING_DISK, numericalAperture);
	}

	/**
	 * @param numericalAperture NA of the objective
	 * @return a builder of a two-photon microscope; give the excitation
	 */
	public static MicroscopeBuilder twoPhoton(final double numericalAperture) {
		return new MicroscopeBuilder(Modality.TWO_PHOTON, numericalAperture);
	}

	/**
	 * @param numericalAperture NA of the objective that detects
	 * @return a builder of a light-sheet microscope; give emission and excitation (or the sheet's thickness)
	 */
	public static MicroscopeBuilder lightSheet(final double numericalAperture) {
		return new MicroscopeBuilder(Modality.LIGHT_SHEET, numericalAperture);
	}

	/**
	 * @param numericalAperture NA of the objective that detects
	 * @return a builder of a dithered lattice light-sheet microscope; give emission and excitation
	 */
	public static MicroscopeBuilder latticeLightSheet(final double numericalAperture) {
		return new MicroscopeBuilder(Modality.LATTICE_LIGHT_SHEET, numericalAperture);
	}

	/**
	 * @param numericalAperture NA of the objective
	 * @return a builder of a STED microscope; give emission and excitation, {@code DEPLETION_WAVELENGTH} and
	 *         {@code DEPLETION_STRENGTH}
	 */
	public static MicroscopeBuilder sted(final double numericalAperture) {
		return new MicroscopeBuilder(Modality.STED, numericalAperture);
	}

	/**
	 * @param numericalAperture NA of the objective
	 * @return a builder of a scanning microscope with an array detector; give emission and excitation
	 */
	public static MicroscopeBuilder arrayDetector(final double numericalAperture) {
		return new MicroscopeBuilder(Modality.ARRAY_DETECTOR, numericalAperture);
	}

	private static void refuseMissing(final OpticalSettings known) {
		final Modality modality = known.modality().orElseThrow();
		final List<OpticalParameter> needed = new ArrayList<>(List.of(NUMERICAL_APERTURE));
		if (modality != Modality.TWO_PHOTON) needed.add(EMISSION_WAVELENGTH);
		if (needsExcitation(known)) needed.add(EXCITATION_WAVELENGTH);
		if (modality == Modality.STED) needed.addAll(List.of(DEPLETION_WAVELENGTH, DEPLETION_STRENGTH));
		needed.removeIf(p -> known.get(p).isPresent());
		if (!needed.isEmpty())
			throw new IllegalArgumentException("A " + modality + " PSF needs what neither you nor the file gave: " +
				String.join(", ", needed.stream().map(p -> "the " + p.quantity() + " (--" + p.flag() + ")").toList()) +
				".");
	}

	private static boolean needsExcitation(final OpticalSettings known) {
		return switch (known.modality().orElseThrow()) {
			case WIDEFIELD -> false;
			case LIGHT_SHEET -> known.get(SHEET_THICKNESS).isEmpty();
			case CONFOCAL, SPINNING_DISK, TWO_PHOTON, LATTICE_LIGHT_SHEET, STED, ARRAY_DETECTOR -> true;
		};
	}

	private static OpticalSettings withDefaults(final OpticalSettings known) {
		OpticalSettings s = known;
		final Modality modality = s.modality().orElseThrow();
		s = or(s, IMMERSION_INDEX, Immersion.likely(value(s, NUMERICAL_APERTURE)).index());
		s = or(s, SAMPLE_INDEX, value(s, IMMERSION_INDEX));
		s = or(s, DEPTH, 0);
		s = or(s, DESIGN_IMMERSION_INDEX, value(s, IMMERSION_INDEX));
		s = or(s, DESIGN_COVERSLIP_INDEX, 1.515);
		s = or(s, COVERSLIP_INDEX, value(s, DESIGN_COVERSLIP_INDEX));
		s = or(s, DESIGN_COVERSLIP_THICKNESS, 170);
		s = or(s, COVERSLIP_THICKNESS, value(s, DESIGN_COVERSLIP_THICKNESS));
		s = or(s, WORKING_DISTANCE, 150);
		if (modality == Modality.TWO_PHOTON)
			s = or(s, EMISSION_WAVELENGTH, Math.max(0.2, 0.6 * value(s, EXCITATION_WAVELENGTH)));
		if (modality.hasPinhole() && s.get(PINHOLE_DIAMETER).isEmpty()) s = or(s, PINHOLE, 1);
		if (modality == Modality.STED) s = or(s, DEPLETION_IMMUNITY, 0);
		if (modality == Modality.ARRAY_DETECTOR) s = withArray(s);
		if (modality == Modality.LATTICE_LIGHT_SHEET)
			s = or(or(s, SHEET_NA, 0.55), SHEET_INNER_NA, 0.8 * value(or(s, SHEET_NA, 0.55), SHEET_NA));
		if (modality == Modality.LIGHT_SHEET && s.get(SHEET_THICKNESS).isEmpty()) s = or(s, SHEET_NA, 0.1);
		return s;
	}

	/** 1.25 and 0.2 Airy units: Huff, Nature Methods 12 (2015), i, of 32 elements. */
	private static OpticalSettings withArray(final OpticalSettings known) {
		final OpticalSettings s = or(known, ARRAY_DIAMETER, 1.25);
		return or(s, ARRAY_ELEMENT, Math.min(0.2, value(s, ARRAY_DIAMETER)));
	}

	private static OpticalSettings or(final OpticalSettings s, final OpticalParameter parameter, final double value) {
		return s.get(parameter).isPresent() ? s : s.with(parameter, value, Origin.DEFAULT);
	}

	private static double value(final OpticalSettings s, final OpticalParameter parameter) {
		return s.get(parameter).orElseThrow();
	}

	private void refuseContradictions() {
		final double na = numericalAperture();
		for (final OpticalParameter medium : List.of(IMMERSION_INDEX, DESIGN_IMMERSION_INDEX, COVERSLIP_INDEX,
			DESIGN_COVERSLIP_INDEX))
			if (na >= value(settings, medium))
				throw new IllegalArgumentException("The numerical aperture " + na + " (--na) must be less than the " +
					medium.quantity() + ", " + value(settings, medium) + " (--" + medium.flag() + ").");
		if (modality() == Modality.ARRAY_DETECTOR && get(ARRAY_ELEMENT) > get(ARRAY_DIAMETER))
			throw new IllegalArgumentException(
				"An element of the array detector (--array-element) cannot be larger than all of it (--array-diameter).");
		if ((modality() == Modality.STED || modality() == Modality.ARRAY_DETECTOR) && !zernike().isRadial())
			throw new IllegalArgumentException("The PSF of " + modality() +
				" is computed for aberrations that are alike in all directions: --zernike can be 4, 12, 24, ...");
		if (modality() != Modality.LATTICE_LIGHT_SHEET) return;
		if (value(settings, SHEET_INNER_NA) >= value(settings, SHEET_NA)) throw new IllegalArgumentException(
			"The inner NA of the lattice (--sheet-inner-na) must be less than its outer NA (--sheet-na).");
	}

	/** @return a microscope that differs in one value, given by the caller */
	public Microscope with(final OpticalParameter parameter, final double value) {
		return of(settings.with(parameter, value, Origin.GIVEN));
	}

	/** @return this microscope, for a structure {@code depth} µm below the coverslip */
	public Microscope atDepth(final double depth) {
		return with(DEPTH, depth);
	}

	/** @return a microscope with these aberrations */
	public Microscope with(final Zernike aberrations) {
		return of(settings.with(aberrations, Origin.GIVEN));
	}

	/**
	 * @param parameter one that microscopes of this modality have
	 * @return its value, in the parameter's unit; given or by default
	 * @throws java.util.NoSuchElementException if this modality has none
	 */
	public double get(final OpticalParameter parameter) {
		return settings.get(parameter)
			.orElseThrow(() -> new NoSuchElementException("This microscope (" + modality() + ") has no " +
				parameter.quantity() + ": ask for what its modality has, or give it."));
	}

	/** @return all values and their origins, defaults filled in */
	OpticalSettings settings() {
		return settings;
	}

	/** @return how it illuminates and detects */
	public Modality modality() {
		return settings.modality().orElseThrow();
	}

	/** @return the aberrations of the pupil besides those that follow from the indices */
	public Zernike zernike() {
		return settings.zernike().orElse(Zernike.NONE);
	}

	/** @return NA of the objective */
	public double numericalAperture() {
		return value(settings, NUMERICAL_APERTURE);
	}

	/** @return refractive index of the immersion */
	public double immersionIndex() {
		return value(settings, IMMERSION_INDEX);
	}

	/** @return refractive index of the sample */
	public double sampleIndex() {
		return value(settings, SAMPLE_INDEX);
	}

	/** @return refractive index of the coverslip */
	public double coverslipIndex() {
		return value(settings, COVERSLIP_INDEX);
	}

	/** @return depth of the structure below the coverslip in µm */
	public double depth() {
		return value(settings, DEPTH);
	}

	/** @return emission wavelength in vacuum in µm */
	public double emissionWavelength() {
		return value(settings, EMISSION_WAVELENGTH);
	}

	/**
	 * @return excitation wavelength in vacuum in µm
	 * @throws java.util.NoSuchElementException if the modality does not need it and nobody gave it
	 */
	public double excitationWavelength() {
		return get(EXCITATION_WAVELENGTH);
	}

	/**
	 * @return diameter of the pinhole projected back into the sample in µm; one Airy unit is 1.22 λ/NA of the emission
	 * @throws java.util.NoSuchElementException if the modality has no pinhole and nobody gave one
	 */
	public double pinholeDiameter() {
		return settings.get(PINHOLE_DIAMETER)
			.orElseGet(() -> get(PINHOLE) * 1.22 * emissionWavelength() / numericalAperture());
	}

	/**
	 * @return full width at half maximum of a Gaussian light sheet at its waist in
	 *         µm: as given, or √(2 ln 2) λ/(π NA) of the sheet (Saleh &amp; Teich,
	 *         Fundamentals of Photonics, eq. 3.1-19 and 3.1-12)
	 * @throws java.util.NoSuchElementException if the modality has no sheet and nobody gave one
	 */
	public double sheetThickness() {
		return settings.get(SHEET_THICKNESS)
			.orElseGet(() -> Math.sqrt(2 * Math.log(2)) * excitationWavelength() / (Math.PI * get(SHEET_NA)));
	}

	/** @return whether light from the structure is aberrated by the indices and thicknesses */
	public boolean isAberrated() {
		return depth() > 0 && sampleIndex() != immersionIndex() ||
			immersionIndex() != value(settings, DESIGN_IMMERSION_INDEX) ||
			coverslipIndex() != value(settings, DESIGN_COVERSLIP_INDEX) ||
			value(settings, COVERSLIP_THICKNESS) != value(settings, DESIGN_COVERSLIP_THICKNESS);
	}

	/** @return whether the image of a point differs above and below its focus, so that the direction of z matters */
	public boolean isLopsided() {
		return isAberrated() || !zernike().coefficients().isEmpty();
	}

	/** @return what the user gave and this modality does not take, so that it has no effect */
	public List<OpticalParameter> unheeded() {
		return Arrays.stream(OpticalParameter.values())
			.filter(p -> settings.origin(p).equals(Optional.of(Origin.GIVEN)) && !p.isTakenBy(modality()))
			.toList();
	}

	/** @return warnings of {@link #unheeded}, with the modalities that take it, and of what no such microscope does */
	public List<String> warnings() {
		final List<String> warnings = new ArrayList<>(withoutEffect());
		final double excitation = settings.get(EXCITATION_WAVELENGTH).orElse(0);
		if (modality() != Modality.TWO_PHOTON && excitation > emissionWavelength())
			warnings.add("warning: the excitation (" + nm(excitation) + ") is longer than the emission (" +
				nm(emissionWavelength()) + "), which takes two photons: check --excitation, --emission and --modality");
		return warnings;
	}

	private static String nm(final double micrometres) {
		return Digits.of(Math.rint(micrometres * 1e4) / 10) + " nm";
	}

	private List<String> withoutEffect() {
		return unheeded().stream().map(p -> {
			final List<Modality> takers = Arrays.stream(Modality.values()).filter(p::isTakenBy).toList();
			return "warning: '" + p.flag() + "' has no effect, since " + modality() +
				" does not take it: give --modality " +
				takers.stream().map(Modality::toString).collect(Collectors.joining(" or ")) + " if " +
				(takers.size() == 1 ? "the recording is such" : "it is one of these");
		}).toList();
	}

	/** @return one line a value, {@code name = value unit (origin)}, for logs and records */
	public List<String> describe() {
		final List<String> lines = new ArrayList<>();
		lines.add("modality = " + modality() + " (" + settings.modalityOrigin().orElseThrow() + ")");
		for (final OpticalParameter p : OpticalParameter.values())
			settings.get(p)
				.ifPresent(v -> lines.add(p.quantity() + " = " + Digits.of(v) +
					(p.unit().isEmpty() ? "" : " " + p.unit()) + " (" + settings.origin(p).orElseThrow() + ")"));
		settings.zernike()
			.ifPresent(z -> lines
				.add("Zernike coefficients = " + z + " rad rms (" + settings.zernikeOrigin().orElseThrow() + ")"));
		return lines;
	}
}
