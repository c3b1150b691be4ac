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
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Model.CommandSpec;

import sc.fiji.lucid.cli.flags.CommonFlags;
import sc.fiji.lucid.cli.flags.ConsoleProgress;
import sc.fiji.lucid.cli.flags.MemoryConverter;
import sc.fiji.lucid.cli.flags.SettingsFlags;
import sc.fiji.lucid.job.preview.PlanJob;

/** {@code lucid plan IN.tif} */
@Command(name = "plan", description = "Tells the tiles, the memory and the time that restoring a stack takes.",
	mixinStandardHelpOptions = true, sortOptions = false)
final class PlanCli implements Callable<Integer> {

	@Parameters(paramLabel = "IN", description = "stack, as for 'lucid deconvolve'")
	private Path input;

	@Option(names = "--memory", paramLabel = "N", converter = MemoryConverter.class,
		description = "memory to use, as 1500M or 8G (default: what Java may use)")
	private long memory = Long.MAX_VALUE;

	@Mixin
	private SettingsFlags settings;

	@Mixin
	private CommonFlags common;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws Exception {
		settings.checked();
		return common.withThreads(() -> {
			try (ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), common.quiet())) {
				PlanJob.run(input, settings.settings(), memory, progress,
					line -> spec.commandLine().getOut().println(CommonFlags.plain(line)));
			}
			return Main.DONE;
		});
	}
}
