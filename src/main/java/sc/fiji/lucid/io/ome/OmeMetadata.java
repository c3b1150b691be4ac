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
package sc.fiji.lucid.io.ome;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

import org.w3c.dom.Element;

import sc.fiji.lucid.io.DisplayStamp;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.imagej.ImageJProperties;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;

/** What OME-XML says of sampling and microscope (OME schema 2016-06; older ones give the same names in µm and nm). */
public final class OmeMetadata {

	/** Nominal indices of the words of {@code Immersion} and {@code Medium}, at 546 nm and 23 °C. */
	private static final Map<String, Double> INDEX = Map.of("oil", 1.518, "water", 1.333, "waterdipping", 1.333, "air",
		1.0, "glycerol", 1.473, "glycerin", 1.473);
	/** By the words of OME's {@code AcquisitionMode} and those of Nikon, letters only. */
	private static final Map<String, Modality> MODALITY = Map.of("widefield", Modality.WIDEFIELD,
		"widefieldfluorescence", Modality.WIDEFIELD, "laserscanningconfocalmicroscopy", Modality.CONFOCAL,
		"laserscanconfocal", Modality.CONFOCAL, "spinningdiskconfocal", Modality.SPINNING_DISK, "multiphotonmicroscopy",
		Modality.TWO_PHOTON, "spim", Modality.LIGHT_SHEET, "sted", Modality.STED);

	private final OmeXml ome;
	private final StackMetadata.Builder metadata;

	private OmeMetadata(final OmeXml ome, final StackMetadata.Builder metadata) {
		this.ome = ome;
		this.metadata = metadata;
	}

	/** Adds everything that the text says; a senseless value is left out and noted. */
	public static void describe(final OmeXml ome, final StackMetadata.Builder metadata) {
		final OmeMetadata reader = new OmeMetadata(ome, metadata);
		reader.voxel();
		reader.interval();
		reader.channels();
		metadata.zRise(ome.zRise()).forDisplay(DisplayStamp.isIn(ome.description()));
	}

	private void voxel() {
		final String[] axes = { "X", "Y", "Z" };
		for (int axis = 0; axis < 3; axis++) {
			final String attribute = "PhysicalSize" + axes[axis];
			final OptionalDouble size = length(ome.pixels(), attribute, "µm");
			number(ome.pixels(), attribute).ifPresent(given -> {
				if (given <= 0) metadata.note("OME-XML gives " + attribute + " as " +
					ome.pixels().getAttribute(attribute).trim() + ", which is no length: it is not used");
			});
			if (size.isEmpty()) continue;
			metadata.voxel(axis, size.getAsDouble());
			metadata.voxelSource("OME-XML");
		}
	}

	private void interval() {
		final double seconds = switch (ome.pixels().getAttribute("TimeIncrementUnit")) {
			case "ms" -> 1e-3;
			case "min" -> 60;
			case "h" -> 3600;
			default -> 1;
		};
		number(ome.pixels(), "TimeIncrement").ifPresent(t -> metadata.frameInterval(t * seconds));
	}

	private void channels() {
		OpticalSettings objective = objective();
		final List<byte[]> luts = new ArrayList<>();
		final Set<String> refusals = new LinkedHashSet<>();
		final List<Element> channels = OmeXml.children(ome.pixels(), "Channel");
		for (final Element channel : channels) {
			OpticalSettings optics = with(objective, OpticalParameter.EMISSION_WAVELENGTH,
				length(channel, "EmissionWavelength", "nm"));
			optics = with(optics, OpticalParameter.EXCITATION_WAVELENGTH,
				length(channel, "ExcitationWavelength", "nm"));
			optics = modality(optics, channel.getAttribute("AcquisitionMode"));
			refusals.addAll(Modality.refusal(channel.getAttribute("AcquisitionMode")).stream().toList());
			length(channel, "PinholeSize", "µm").ifPresent(d -> metadata
				.note(String.format(Locale.ROOT, "OME-XML gives a pinhole of %.4g µm across at the pinhole plane", d)));
			metadata.channel(channel.getAttribute("Name"), optics);
			lut(channel, luts);
		}
		refusals.forEach(why -> metadata.note("warning: OME-XML names the kind of microscope. " + why));
		if (channels.isEmpty()) metadata.channel("", objective);
		if (!luts.isEmpty() && luts.size() == channels.size())
			metadata.imagej(ImageJProperties.NONE.withLuts(luts).withMode(luts.size() > 1 ? "composite" : ""));
	}

	/** A channel's colour, red, green, blue and alpha in 32 bits, as a ramp from black. */
	private static void lut(final Element channel, final List<byte[]> luts) {
		final OptionalDouble colour = number(channel, "Color");
		if (colour.isEmpty()) return;
		final int rgba = (int) (long) colour.getAsDouble();
		luts.add(ramp(rgba >>> 24, rgba >> 16 & 0xff, rgba >> 8 & 0xff));
	}

	/** @return 256 reds, greens and blues that rise from black to the colour */
	public static byte[] ramp(final int red, final int green, final int blue) {
		final byte[] lut = new byte[768];
		for (int i = 0; i < 256; i++) {
			lut[i] = (byte) Math.round(red * i / 255f);
			lut[256 + i] = (byte) Math.round(green * i / 255f);
			lut[512 + i] = (byte) Math.round(blue * i / 255f);
		}
		return lut;
	}

	private OpticalSettings objective() {
		final Element settings = OmeXml.child(ome.image(), "ObjectiveSettings");
		final List<Element> objectives = OmeXml.children(ome.root(), "Instrument")
			.stream()
			.flatMap(i -> OmeXml.children(i, "Objective").stream())
			.toList();
		final Element objective = objectives.stream()
			.filter(o -> settings != null && o.getAttribute("ID").equals(settings.getAttribute("ID")))
			.findFirst()
			.orElse(objectives.size() == 1 ? objectives.get(0) : null);
		OpticalSettings optics = OpticalSettings.NONE;
		if (objective != null) optics = with(optics, OpticalParameter.NUMERICAL_APERTURE, number(objective, "LensNA"));
		if (settings != null)
			optics = with(optics, OpticalParameter.IMMERSION_INDEX, number(settings, "RefractiveIndex"));
		if (optics.get(OpticalParameter.IMMERSION_INDEX).isPresent()) return optics;
		return immersion(optics, settings == null ? "" : settings.getAttribute("Medium"),
			objective == null ? "" : objective.getAttribute("Immersion"));
	}

	private OpticalSettings immersion(final OpticalSettings optics, final String... words) {
		for (final String word : words) {
			final Double index = index(word);
			if (index == null) continue;
			metadata.note("OME-XML gives the immersion as '" + word + "': its nominal index " + index + " is used");
			return optics.with(OpticalParameter.IMMERSION_INDEX, index, Origin.FILE);
		}
		return optics;
	}

	/** @return the nominal index of an immersion's word, null if it has none */
	static Double index(final String word) {
		return INDEX.get(word.toLowerCase(Locale.ROOT));
	}

	/** @return these optics with the modality of a word, if it has one */
	static OpticalSettings modality(final OpticalSettings optics, final String mode) {
		final Modality modality = MODALITY.get(mode.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
		return modality == null ? optics : optics.with(modality, Origin.FILE);
	}

	private OpticalSettings with(final OpticalSettings optics, final OpticalParameter parameter,
		final OptionalDouble value)
	{
		if (value.isEmpty()) return optics;
		try {
			return optics.with(parameter, value.getAsDouble(), Origin.FILE);
		}
		catch (final IllegalArgumentException exc) {
			metadata
				.note("OME-XML gives a senseless " + parameter.label() + ", which is not used: " + value.getAsDouble());
			return optics;
		}
	}

	/** @return a length in µm; empty if it is absent, not positive, or in a unit that is no length */
	private OptionalDouble length(final Element element, final String attribute, final String defaultUnit) {
		final OptionalDouble value = number(element, attribute);
		final String written = element.getAttribute(attribute + "Unit");
		final OptionalDouble unit = LengthUnit.micrometres(written.isEmpty() ? defaultUnit : written);
		if (value.isEmpty() || value.getAsDouble() <= 0) return OptionalDouble.empty();
		if (unit.isEmpty()) {
			metadata.note("OME-XML gives " + attribute + " in '" + written +
				"', which is no length that Lucid knows: it is not used");
			return OptionalDouble.empty();
		}
		return OptionalDouble.of(value.getAsDouble() * unit.getAsDouble());
	}

	private static OptionalDouble number(final Element element, final String attribute) {
		try {
			final String text = element.getAttribute(attribute).trim();
			return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
		}
		catch (final NumberFormatException exc) {
			return OptionalDouble.empty();
		}
	}
}
