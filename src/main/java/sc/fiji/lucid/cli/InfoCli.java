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

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sc.fiji.lucid.cli.flags.CommonFlags;
import sc.fiji.lucid.cli.flags.ConsoleProgress;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.SeriesInfo;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.batch.EachSeries;
import sc.fiji.lucid.job.report.StackSummary;
import sc.fiji.lucid.job.settings.Settings;

/** {@code lucid info IN.tif} */
@Command(name = "info", description = "Prints what is known about a file.", mixinStandardHelpOptions = true)
final class InfoCli implements Callable<Integer> {

	@Parameters(paramLabel = "IN", description = "stack, as for 'lucid deconvolve'")
	private Path input;

	@Option(names = "--series", paramLabel = "N|all",
		description = "which series of a file that holds several; they are listed if not given")
	private String series = "";

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws Exception {
		final Settings said = Settings.NONE.with("series", series);
		try {
			said.request();
		}
		catch (final IllegalArgumentException e) {
			throw new ParameterException(spec.commandLine(), e.getMessage());
		}
		// What a microscope wrote may have to be converted before anything is known.
		try (ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), false)) {
			for (final Settings each : EachSeries.of(input, said, progress))
				tell(each, said.isAllSeries(), progress);
		}
		return Main.DONE;
	}

	private void tell(final Settings one, final boolean several, final Progress progress) throws IOException {
		try (Stack stack = one.open(input, progress)) {
			if (several) print("series " + one.series() + ":");
			StackSummary.lines(stack).forEach(this::print);
		}
		catch (final SeriesInfo.SeveralException e) {
			print(input.getFileName() + ": " + e.all().size() + " series; --series N tells more of one");
			e.all().forEach(series -> print("series " + series));
		}
	}

	private void print(final String line) {
		spec.commandLine().getOut().println(CommonFlags.plain(line));
	}
}
