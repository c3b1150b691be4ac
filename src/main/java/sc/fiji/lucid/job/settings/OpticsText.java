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
package sc.fiji.lucid.job.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.lucid.optics.Immersion;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.Mountant;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;
import sc.fiji.lucid.optics.Zernike;

/**
 * Optics as users write them: texts by parameter, wavelengths in nm, indices also
 * as the name of a medium, coverslips in µm or, with their unit, in mm, one value or one per channel separated by
 * commas. Empty texts count as not given.
 */
public final class OpticsText {

	private static final double NM = 1e-3;

	private final Map<OpticalParameter, String> values = new EnumMap<>(OpticalParameter.class);
	private String modality = "";
	private String zernike = "";

	/** @return whether users write this parameter in nm */
	public static boolean isWavelength(final OpticalParameter p) {
		return p.isWavelength();
	}

	/** Sets a parameter. */
	public OpticsText put(final OpticalParameter parameter, final String text) {
		if (text != null && !text.isBlank()) values.put(parameter, text.trim());
		return this;
	}

	/** Sets the modality by its word. */
	public OpticsText modality(final String word) {
		modality = word == null ? "" : word.trim();
		return this;
	}

	/** Sets the aberrations, as {@code 12:0.5,8:-0.2}. */
	public OpticsText zernike(final String text) {
		zernike = text == null ? "" : text.trim();
		return this;
	}

	/**
	 * @return what was given, one entry for all channels or one per channel
	 * @throws IllegalArgumentException if a value is not a number or out of its
	 *           range, the numbers of channels differ, or two parameters say the same in two ways
	 */
	public List<OpticalSettings> settings() {
		refuseBoth(OpticalParameter.PINHOLE, OpticalParameter.PINHOLE_DIAMETER, "how wide the pinhole is");
		// In a lattice the NA says something else, and the thickness nothing.
		if (!modality.equals(Modality.LATTICE_LIGHT_SHEET.toString()))
			refuseBoth(OpticalParameter.SHEET_NA, OpticalParameter.SHEET_THICKNESS, "how thick the light sheet is");
		final int channels = values.values().stream().mapToInt(v -> list(v).length).max().orElse(1);
		final List<OpticalSettings> settings = new ArrayList<>();
		for (int c = 0; c < channels; c++)
			settings.add(settings(c, channels));
		return settings;
	}

	/** Only one would be heeded. */
	private void refuseBoth(final OpticalParameter one, final OpticalParameter other, final String what) {
		if (values.containsKey(one) && values.containsKey(other)) throw new IllegalArgumentException(
			"'" + one.flag() + "' and '" + other.flag() + "' both say " + what + ": give one of them.");
	}

	/** Also what lies before the first comma and behind the last one, so that nothing there is no value. */
	private static String[] list(final String values) {
		return values.split(",", -1);
	}

	private OpticalSettings settings(final int channel, final int channels) {
		OpticalSettings s = OpticalSettings.NONE;
		if (!modality.isEmpty()) s = s.with(Modality.of(modality), Origin.GIVEN);
		if (!zernike.isEmpty()) s = s.with(Zernike.of(zernike), Origin.GIVEN);
		for (final Map.Entry<OpticalParameter, String> entry : values.entrySet()) {
			final String[] list = list(entry.getValue());
			if (list.length != 1 && list.length != channels)
				throw new IllegalArgumentException(entry.getKey().flag() + " has " + list.length +
					" values where another parameter has " + channels + ": give one, or one per channel.");
			try {
				s = s.with(entry.getKey(), number(entry.getKey(), list[list.length == 1 ? 0 : channel]), Origin.GIVEN);
			}
			catch (final IllegalArgumentException e) {
				if (list.length == 1) throw e;
				throw new IllegalArgumentException(e.getMessage() + " Commas part the values of channels; for '" +
					entry.getValue() + "' as one number write a point.", e);
			}
		}
		return s;
	}

	private static String media() {
		return Stream
			.concat(Arrays.stream(Immersion.values()).map(m -> m.name().toLowerCase(Locale.ROOT)),
				Arrays.stream(Mountant.values()).map(Mountant::toString))
			.collect(Collectors.joining(", "));
	}

	private static boolean isCoverslip(final OpticalParameter p) {
		return p == OpticalParameter.COVERSLIP_THICKNESS || p == OpticalParameter.DESIGN_COVERSLIP_THICKNESS;
	}

	private static double number(final OpticalParameter p, final String text) {
		final boolean medium = p == OpticalParameter.IMMERSION_INDEX || p == OpticalParameter.SAMPLE_INDEX ||
			p == OpticalParameter.DESIGN_IMMERSION_INDEX;
		final OptionalDouble known = medium ? Mountant.index(text) : OptionalDouble.empty();
		if (known.isPresent()) return known.getAsDouble();
		final boolean glass = isCoverslip(p), millimetres = glass && text.trim().matches("(?i).*mm");
		final double value;
		try {
			value = Double.parseDouble(millimetres ? text.trim().replaceFirst("\\s*..$", "") : text.trim());
		}
		catch (final NumberFormatException e) {
			throw new IllegalArgumentException("The " + p.quantity() + " (" + p.flag() + ") must be a number" +
				(medium ? ", or one of " + media() + " (water, glycerol and oil also with °C, as water@37)"
					: glass ? " of µm, as 170, or of mm with the unit, as 0.17mm" : "") +
				", not '" + text + "'.");
		}
		// A wavelength in µm is a slip that would pass for a tiny one in nm.
		if (isWavelength(p) && value < 10) throw new IllegalArgumentException(
			"The " + p.quantity() + " (" + p.flag() + ") is given in nm, as 520, not " + text + ".");
		// No glass is thinner than 1 µm: 0.17 is what is printed on the box, in mm.
		if (glass && !millimetres && value > 0 && value < 1) throw new IllegalArgumentException("The " + p.quantity() +
			" (" + p.flag() + ") is given in µm, as 170, or with its unit in mm: " + text.trim() + "mm.");
		// to the nm, so that 0.17mm is the design's 170 µm and nothing beside it
		if (millimetres) return Math.rint(value * 1e6) * NM;
		return isWavelength(p) ? value * NM : value;
	}
}
