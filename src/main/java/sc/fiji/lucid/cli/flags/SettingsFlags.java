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
package sc.fiji.lucid.cli.flags;

import java.util.Map;
import java.util.function.Predicate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.settings.Settings;

/** A flag for every setting, named as in tables and records. */
@Command
public class SettingsFlags {

	private final Predicate<String> names;
	private Settings settings = Settings.NONE;
	private CommandSpec spec;

	/** All settings. */
	public SettingsFlags() {
		this(name -> true);
	}

	/** The settings whose names are asked for. */
	public SettingsFlags(final Predicate<String> names) {
		this.names = names;
	}

	/** Adds a flag per setting to the command that mixes this in. */
	@Spec(Spec.Target.MIXEE)
	public void addTo(final CommandSpec command) {
		spec = command;
		for (final Map.Entry<String, String> entry : Settings.names().entrySet())
			if (names.test(entry.getKey())) command.addOption(option(entry.getKey(), entry.getValue()));
	}

	private OptionSpec option(final String name, final String help) {
		final OptionSpec.Builder builder = OptionSpec.builder("--" + name)
			.description(help.replace("%", "%%"))
			.setter(setter(name));
		if (help.startsWith("true: "))
			return builder.type(Boolean.class).arity("0..1").fallbackValue("true").paramLabel("true|false").build();
		return builder.type(String.class).paramLabel("VALUE").build();
	}

	private ISetter setter(final String name) {
		return new ISetter() {

			@Override
			public <T> T set(final T value) {
				if (value != null) settings = settings.with(name, value.toString());
				return null;
			}
		};
	}

	/** @return what was given, as texts */
	public Settings settings() {
		return settings;
	}

	/**
	 * @return what was given, as values
	 * @throws ParameterException if one is wrong
	 */
	public Request checked() {
		try {
			return settings.request();
		}
		catch (final IllegalArgumentException e) {
			throw new ParameterException(spec.commandLine(), e.getMessage());
		}
	}
}
