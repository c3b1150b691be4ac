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

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sc.fiji.lucid.cli.flags.CommonFlags;
import sc.fiji.lucid.cli.flags.ConsoleProgress;
import sc.fiji.lucid.cli.flags.OutputName;
import sc.fiji.lucid.cli.flags.SettingsFlags;
import sc.fiji.lucid.enhancement.EnhancementMethod;
import sc.fiji.lucid.enhancement.EnhancementParameter;
import sc.fiji.lucid.job.EnhanceJob;

/** {@code lucid enhance IN.tif -o OUT.tif --method clahe} */
@Command(name = "enhance",
	description = "Makes a copy of a stack for the eye: for display, not for measurement. Nothing is restored.",
	mixinStandardHelpOptions = true, sortOptions = false)
final class EnhanceCli implements Callable<Integer> {

	@Parameters(paramLabel = "IN", description = "stack, as 'lucid deconvolve' takes it, or what that made")
	private Path input;

	@Option(names = { "-o", "--output" }, required = true, paramLabel = "OUT", converter = OutputName.Stack.class,
		description = "32-bit ImageJ TIFF, OME-TIFF (.ome.tif) or OME-Zarr to write, by its suffix; " +
			"the record goes beside it as OUT.json")
	private Path output;

	@Option(names = "--method", required = true, paramLabel = "NAME",
		description = "contrast, unsharp, homomorphic or clahe")
	private String method;

	@Mixin
	private SettingsFlags settings = new SettingsFlags(List.of("series", "voxel")::contains);

	@Mixin
	private CommonFlags common;

	private final Map<EnhancementParameter, Double> values = new EnumMap<>(EnhancementParameter.class);
	private CommandSpec spec;

	/** Adds a flag for whatever can be said to a method. */
	@Spec
	void addTo(final CommandSpec command) {
		spec = command;
		for (final EnhancementMethod each : EnhancementMethod.values())
			for (final EnhancementParameter parameter : each.parameters())
				command.addOption(OptionSpec.builder("--" + parameter)
					.type(String.class)
					.paramLabel("N")
					.description(each + ": " + parameter.help().replace("%", "%%"))
					.setter(setter(parameter))
					.build());
	}

	private ISetter setter(final EnhancementParameter parameter) {
		return new ISetter() {

			@Override
			public <T> T set(final T value) {
				if (value != null) values.put(parameter, checked(() -> parameter.parse(value.toString())));
				return null;
			}
		};
	}

	private <T> T checked(final java.util.function.Supplier<T> said) {
		try {
			return said.get();
		}
		catch (final IllegalArgumentException e) {
			throw new ParameterException(spec.commandLine(), e.getMessage());
		}
	}

	@Override
	public Integer call() throws Exception {
		settings.checked();
		final EnhanceJob job = checked(() -> new EnhanceJob(EnhancementMethod.of(method), values));
		return common.withThreads(() -> {
			try (ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), common.quiet())) {
				return SeriesRuns.run(input, output, settings.settings(), progress, spec.commandLine().getErr(),
					(to, said) -> {
						job.write(input, to, said, common.force(), CommonFlags.commandLine(spec), progress,
							common.log(spec));
						return Main.DONE;
					});
			}
		});
	}
}
