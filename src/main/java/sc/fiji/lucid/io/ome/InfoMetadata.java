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

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.VoxelConflict;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;

/**
 * What an image's Info property says of the microscope: it is OME-XML, or the
 * lines {@code key = value} in which Bio-Formats gives a microscope maker's
 * metadata. A line counts only if its key has one meaning and all lines with that
 * key agree.
 */
public final class InfoMetadata {

	private static final String START = "(?im)^(?:[^=\\r\\n]*[| .])?";
	private static final String VALUE = "(?: #?(\\d+))?\\s*=\\s*([0-9.]+)\\s*(?:nm)?\\s*$";
	private static final String WORD = "(?: #?(\\d+))?\\s*=\\s*([A-Za-z][A-Za-z -]*?)\\s*$";
	private static final Pattern APERTURE = Pattern
		.compile(START + "(?:LensNA|NumericalAperture|Numerical Aperture|dObjectiveNA)" + VALUE);
	private static final Pattern INDEX = Pattern
		.compile(START + "(?:RefractiveIndex|RefractionIndex|Refractive Index|dRefractIndex1)" + VALUE);
	private static final Pattern PINHOLE = Pattern.compile(START + "(?:PinholeSizeAiry|PinholeAiry)" + VALUE);
	private static final Pattern IMMERSION = Pattern.compile(START + "Immersion" + WORD);
	private static final Pattern MODALITY = Pattern.compile(START + "(?:AcquisitionMode|Modality)" + WORD);
	private static final Pattern EMISSION = Pattern
		.compile(START + "(?:EmissionWavelength|Emission Wavelength)" + VALUE);
	private static final Pattern EXCITATION = Pattern
		.compile(START + "(?:ExcitationWavelength|Excitation Wavelength)" + VALUE);

	/** ImageJ's own reader puts this before a TIFF's description. */
	private static final Pattern DESCRIPTION = Pattern.compile("(?s)\\s*ImageDescription: (.*OME>).*");

	private InfoMetadata() {}

	/** Adds channels and optics; the voxel size of ImageJ's own tags is preferred, a difference noted. */
	public static void describe(final String info, final int channels, final StackMetadata.Builder metadata) {
		final Matcher description = DESCRIPTION.matcher(info);
		final String text = description.matches() ? description.group(1) : info;
		if (OmeXml.isOne(text)) ome(text, channels, metadata);
		else if (!info.isEmpty()) lines(info, channels, metadata);
	}

	private static void ome(final String info, final int channels, final StackMetadata.Builder metadata) {
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
			if (!ome.hasOneImage()) metadata.note("OME-XML in Info tells of several images; the first is taken");
			if (ome.shape().channels() > channels) metadata.note(
				"OME-XML in Info tells of " + ome.shape().channels() + " channels, and the image has " + channels +
					": if they lie one after the other, use Image > Hyperstacks > Stack to Hyperstack first");
		}
		catch (final IOException | NumberFormatException exc) {
			metadata.note("Info looks like OME-XML and cannot be read: it is not used");
		}
	}

	private static void lines(final String info, final int channels, final StackMetadata.Builder metadata) {
		final OpticalSettings objective = objective(info, metadata);
		final Map<Integer, Double> emission = numbers(EMISSION, info), excitation = numbers(EXCITATION, info);
		final Map<Integer, Double> pinhole = numbers(PINHOLE, info);
		boolean read = !objective.equals(OpticalSettings.NONE);
		for (int c = 0; c < channels; c++) {
			// Makers give nm.
			OpticalSettings optics = with(objective, OpticalParameter.EMISSION_WAVELENGTH,
				channel(emission, c, channels), 1e-3);
			optics = with(optics, OpticalParameter.EXCITATION_WAVELENGTH, channel(excitation, c, channels), 1e-3);
			optics = with(optics, OpticalParameter.PINHOLE, only(pinhole), 1);
			read |= !optics.equals(objective);
			metadata.channel("", optics);
		}
		if (read) metadata.note("Optics are read from the microscope's own metadata in the image's Info");
	}

	/** What holds for all channels. */
	private static OpticalSettings objective(final String info, final StackMetadata.Builder metadata) {
		OpticalSettings optics = with(OpticalSettings.NONE, OpticalParameter.NUMERICAL_APERTURE,
			only(numbers(APERTURE, info)), 1);
		optics = OmeMetadata.modality(optics, only(values(MODALITY, info, word -> word)).orElse(""));
		final Optional<Double> index = only(numbers(INDEX, info));
		if (index.isPresent()) return with(optics, OpticalParameter.IMMERSION_INDEX, index, 1);
		final String medium = only(values(IMMERSION, info, word -> word)).orElse("");
		if (OmeMetadata.index(medium) == null) return optics;
		metadata.note("Info gives the immersion as '" + medium + "': its nominal index " + OmeMetadata.index(medium) +
			" is used");
		return with(optics, OpticalParameter.IMMERSION_INDEX, Optional.of(OmeMetadata.index(medium)), 1);
	}

	private static Map<Integer, Double> numbers(final Pattern pattern, final String info) {
		return values(pattern, info, Double::valueOf);
	}

	/** @return the values of a key by their number (0 for none); empty if two lines with the same number differ */
	private static <T> Map<Integer, T> values(final Pattern pattern, final String info,
		final Function<String, T> parser)
	{
		final Map<Integer, T> values = new TreeMap<>();
		for (final Matcher matcher = pattern.matcher(info); matcher.find();)
			try {
				final int number = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
				final T value = parser.apply(matcher.group(2));
				final T before = values.put(number, value);
				if (before != null && !before.equals(value)) return Map.of();
			}
			catch (final NumberFormatException exc) {
				return Map.of();
			}
		return values;
	}

	private static <T> Optional<T> only(final Map<Integer, T> values) {
		return Set.copyOf(values.values()).size() == 1 ? Optional.of(values.values().iterator().next())
			: Optional.empty();
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
