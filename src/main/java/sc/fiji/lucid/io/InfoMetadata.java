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
package sc.fiji.lucid.io;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;

/**
 * What an image's Info property says of the microscope: it is OME-XML, or the
 * lines {@code key = value} in which Bio-Formats gives a microscope maker's
 * metadata. A line counts only if its key has one meaning and all lines with that
 * key agree.
 */
final class InfoMetadata {

	private static final String START = "(?im)^(?:[^=\\r\\n]*[| .])?";
	private static final String VALUE = "(?: #?(\\d+))?\\s*=\\s*([0-9.]+)\\s*(?:nm)?\\s*$";
	private static final Pattern APERTURE = Pattern.compile(START + "(?:LensNA|NumericalAperture|Numerical Aperture)" +
		VALUE);
	private static final Pattern INDEX = Pattern.compile(START + "(?:RefractiveIndex|RefractionIndex|Refractive Index)" +
		VALUE);
	private static final Pattern EMISSION = Pattern.compile(START + "(?:EmissionWavelength|Emission Wavelength)" + VALUE);
	private static final Pattern EXCITATION = Pattern.compile(START +
		"(?:ExcitationWavelength|Excitation Wavelength)" + VALUE);

	private InfoMetadata() {}

	/** Adds channels and optics; the voxel size of ImageJ's own tags is preferred, a difference noted. */
	static void describe(final String info, final int channels, final StackMetadata.Builder metadata) {
		if (OmeXml.isOne(info)) ome(info, metadata);
		else if (!info.isEmpty()) lines(info, channels, metadata);
	}

	private static void ome(final String info, final StackMetadata.Builder metadata) {
		try {
			final OmeXml ome = OmeXml.parse(info, "Info");
			if (!ome.hasPixels()) return;
			final StackMetadata.Builder other = new StackMetadata.Builder();
			OmeMetadata.describe(ome, other);
			final StackMetadata said = other.build();
			VoxelConflict.note(metadata, "ImageJ's calibration", said, "OME-XML in Info");
			said.frameInterval().ifPresent(t -> {
				if (metadata.build().frameInterval().isEmpty()) metadata.frameInterval(t);
			});
			for (int c = 0; c < ome.shape().channels(); c++)
				metadata.channel(said.channelName(c).orElse(""), said.optics(c));
			said.notes().forEach(metadata::note);
		}
		catch (final IOException | NumberFormatException exc) {
			metadata.note("Info looks like OME-XML and cannot be read: it is not used");
		}
	}

	private static void lines(final String info, final int channels, final StackMetadata.Builder metadata) {
		OpticalSettings objective = with(OpticalSettings.NONE, OpticalParameter.NUMERICAL_APERTURE, only(values(APERTURE,
			info)), 1);
		objective = with(objective, OpticalParameter.IMMERSION_INDEX, only(values(INDEX, info)), 1);
		final Map<Integer, Double> emission = values(EMISSION, info);
		final Map<Integer, Double> excitation = values(EXCITATION, info);
		for (int c = 0; c < channels; c++) {
			// Makers give nm.
			final OpticalSettings emitted = with(objective, OpticalParameter.EMISSION_WAVELENGTH, channel(emission, c,
				channels), 1e-3);
			metadata.channel("", with(emitted, OpticalParameter.EXCITATION_WAVELENGTH, channel(excitation, c, channels), 1e-3));
		}
	}

	/** @return the values of a key by their number (0 for none); empty if two lines with the same number differ */
	private static Map<Integer, Double> values(final Pattern pattern, final String info) {
		final Map<Integer, Double> values = new TreeMap<>();
		for (final Matcher matcher = pattern.matcher(info); matcher.find();)
			try {
				final int number = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
				final double value = Double.parseDouble(matcher.group(2));
				final Double before = values.put(number, value);
				if (before != null && before != value) return Map.of();
			}
			catch (final NumberFormatException exc) {
				return Map.of();
			}
		return values;
	}

	private static Optional<Double> only(final Map<Integer, Double> values) {
		return new TreeSet<>(values.values()).size() == 1 ? Optional.of(values.values().iterator().next()) : Optional
			.empty();
	}

	/** A value without a number is the one of a single channel; numbers must be exactly those of the channels. */
	private static Optional<Double> channel(final Map<Integer, Double> values, final int channel, final int channels) {
		if (channels == 1 && values.size() == 1) return only(values);
		for (int c = 1; c <= channels; c++)
			if (!values.containsKey(c)) return Optional.empty();
		return values.size() == channels ? Optional.of(values.get(channel + 1)) : Optional.empty();
	}

	private static OpticalSettings with(final OpticalSettings optics, final OpticalParameter parameter,
		final Optional<Double> value, final double factor)
	{
		try {
			return value.isEmpty() ? optics : optics.with(parameter, value.get() * factor, Origin.FILE);
		}
		catch (final IllegalArgumentException exc) {
			// Out of range: the line meant something else.
			return optics;
		}
	}
}
