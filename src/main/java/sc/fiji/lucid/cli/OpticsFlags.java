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

import java.util.List;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sc.fiji.lucid.job.OpticsText;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;

/**
 * A flag for each {@link OpticalParameter}, wavelengths in nm. Where channels
 * differ, values are separated by commas: {@code --emission 525,617}.
 */
final class OpticsFlags {

	@Option(names = "--modality", paramLabel = "NAME", description = "how the microscope illuminates and detects: " +
		"widefield (default), confocal, spinning-disk, two-photon, light-sheet, lattice-light-sheet")
	private String modality;

	@Option(names = "--zernike", paramLabel = "J:RAD,...", description = "aberrations of the pupil: ANSI/OSA index and " +
		"radians rms, as 12:0.5,8:-0.2")
	private String zernike;

	private final OpticsText texts = new OpticsText();
	private CommandSpec spec;

	/** Adds a flag per parameter to the command that mixes this in. */
	@Spec(Spec.Target.MIXEE)
	void addTo(final CommandSpec command) {
		spec = command;
		for (final OpticalParameter p : OpticalParameter.values()) {
			final boolean nm = OpticsText.isWavelength(p);
			command.addOption(OptionSpec.builder("--" + p.flag()).paramLabel(nm ? "NM" : "X").type(String.class).description(
				nm ? p.quantity() + " (nm)" : p.label()).setter(setter(p)).build());
		}
	}

	private ISetter setter(final OpticalParameter p) {
		return new ISetter() {

			@Override
			public <T> T set(final T value) {
				texts.put(p, (String) value);
				return null;
			}
		};
	}

	/**
	 * @return what was given, one entry for all channels or one per channel
	 * @throws ParameterException if a value is not a number or out of its range
	 */
	List<OpticalSettings> settings() {
		try {
			return texts.modality(modality).zernike(zernike).settings();
		}
		catch (final IllegalArgumentException e) {
			throw new ParameterException(spec.commandLine(), e.getMessage());
		}
	}
}
