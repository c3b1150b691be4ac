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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sc.fiji.lucid.cli.flags.CommonFlags;
import sc.fiji.lucid.cli.flags.ConsoleProgress;
import sc.fiji.lucid.cli.flags.SettingsFlags;
import sc.fiji.lucid.job.check.PsfCheckJob;
import sc.fiji.lucid.job.check.Scan;

/** {@code lucid check-psf IN.tif} */
@Command(name = "check-psf",
	description = "Asks a stack whether depth, NA, direction of z or z step can be as you said.",
	mixinStandardHelpOptions = true, sortOptions = false)
final class CheckPsfCli implements Callable<Integer> {

	@Parameters(paramLabel = "IN", description = "stack, as for 'lucid deconvolve'")
	private Path input;

	@Option(names = "--scan", paramLabel = "WORDS", split = ",",
		description = "what to ask for: depth, z-direction, na, z-step " +
			"(default: depth,z-direction); each takes some fits")
	private List<String> scans = List.of("depth", "z-direction");

	@Mixin
	private SettingsFlags settings;

	@Mixin
	private CommonFlags common;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws Exception {
		settings.checked();
		final List<Scan> asked = scans.stream().map(this::scan).toList();
		return common.withThreads(() -> {
			try (ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), common.quiet())) {
				PsfCheckJob.run(input, settings.settings(), asked, progress,
					line -> spec.commandLine().getOut().println(CommonFlags.plain(line)));
			}
			return Main.DONE;
		});
	}

	private Scan scan(final String word) {
		return Arrays.stream(Scan.values())
			.filter(s -> s.toString().equals(word.trim()))
			.findFirst()
			.orElseThrow(() -> new ParameterException(spec.commandLine(),
				"--scan knows no '" + word + "'; it takes " + Arrays.toString(Scan.values()) + "."));
	}
}
