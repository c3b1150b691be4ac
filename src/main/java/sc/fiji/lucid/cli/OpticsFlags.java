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
package sc.fiji.lucid.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;
import sc.fiji.lucid.optics.Zernike;

/**
 * A flag for each {@link OpticalParameter}, wavelengths in nm. Where channels
 * differ, values are separated by commas: {@code --emission 525,617}.
 */
final class OpticsFlags {

	private static final double NM = 1e-3;

	@Option(names = "--modality", paramLabel = "NAME", description = "how the microscope illuminates and detects: " +
		"widefield (default), confocal, spinning-disk, two-photon, light-sheet, lattice-light-sheet")
	private String modality;

	@Option(names = "--zernike", paramLabel = "J:RAD,...", description = "aberrations of the pupil: ANSI/OSA index and " +
		"radians rms, as 12:0.5,8:-0.2")
	private String zernike;

	private final Map<OpticalParameter, String> values = new EnumMap<>(OpticalParameter.class);
	private CommandSpec spec;

	/** Adds a flag per parameter to the command that mixes this in. */
	@Spec(Spec.Target.MIXEE)
	void addTo(final CommandSpec command) {
		spec = command;
		for (final OpticalParameter p : OpticalParameter.values())
			command.addOption(OptionSpec.builder("--" + p.flag()).paramLabel(isWavelength(p) ? "NM" : "X").type(String.class)
				.description(isWavelength(p) ? p.quantity() + " (nm)" : p.label()).setter(setter(p)).build());
	}

	private ISetter setter(final OpticalParameter p) {
		return new ISetter() {

			@Override
			@SuppressWarnings("unchecked")
			public <T> T set(final T value) {
				if (value != null) values.put(p, (String) value);
				return (T) values.get(p);
			}
		};
	}

	private static boolean isWavelength(final OpticalParameter p) {
		return p == OpticalParameter.EMISSION_WAVELENGTH || p == OpticalParameter.EXCITATION_WAVELENGTH;
	}

	/**
	 * @return what was given, one entry for all channels or one per channel
	 * @throws ParameterException if a value is not a number or out of its range
	 */
	List<OpticalSettings> settings() {
		final int channels = values.values().stream().mapToInt(v -> v.split(",").length).max().orElse(1);
		final List<OpticalSettings> settings = new ArrayList<>();
		try {
			for (int c = 0; c < channels; c++)
				settings.add(settings(c, channels));
		}
		catch (final IllegalArgumentException e) {
			throw new ParameterException(spec.commandLine(), e.getMessage());
		}
		return settings;
	}

	private OpticalSettings settings(final int channel, final int channels) {
		OpticalSettings s = OpticalSettings.NONE;
		if (modality != null) s = s.with(Modality.of(modality), Origin.GIVEN);
		if (zernike != null) s = s.with(Zernike.of(zernike), Origin.GIVEN);
		for (final Map.Entry<OpticalParameter, String> entry : values.entrySet()) {
			final String[] list = entry.getValue().split(",");
			if (list.length != 1 && list.length != channels) throw new IllegalArgumentException("--" + entry.getKey()
				.flag() + " has " + list.length + " values where another option has " + channels +
				": give one, or one per channel.");
			final double value = number(entry.getKey(), list[list.length == 1 ? 0 : channel]);
			s = s.with(entry.getKey(), value, Origin.GIVEN);
		}
		return s;
	}

	private static double number(final OpticalParameter p, final String text) {
		try {
			final double value = Double.parseDouble(text.trim());
			return isWavelength(p) ? value * NM : value;
		}
		catch (final NumberFormatException e) {
			throw new IllegalArgumentException("--" + p.flag() + " takes a number, not '" + text + "'.");
		}
	}
}
