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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sc.fiji.lucid.cli.flags.CommonFlags;
import sc.fiji.lucid.cli.flags.ConsoleProgress;
import sc.fiji.lucid.cli.flags.OutputName;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.FileJob;
import sc.fiji.lucid.job.batch.PastRun;

/** {@code lucid rerun RESULT.json -o OUT.tif} */
@Command(name = "rerun", description = "Repeats a restoration from its record.", mixinStandardHelpOptions = true)
final class RerunCli implements Callable<Integer> {

	@Parameters(paramLabel = "RECORD",
		description = "run record, as OUT.tif.json, or a result beside it; OME-TIFF and OME-Zarr hold their own")
	private Path record;

	@Option(names = { "-o", "--output" }, required = true, paramLabel = "OUT", converter = OutputName.Stack.class,
		description = "32-bit ImageJ TIFF, OME-TIFF (.ome.tif) or OME-Zarr to write, by its suffix")
	private Path output;

	@Mixin
	private CommonFlags common;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws Exception {
		final PastRun past = PastRun.toRepeat(record);
		past.warnings().forEach(common.log(spec));
		return common.withThreads(() -> {
			try (ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), common.quiet())) {
				final RunRecord done = new FileJob(past.input(), output, past.settings()).force(common.force())
					.memory(past.memory())
					.madeFrom(past.sources())
					.commandLine(CommonFlags.commandLine(spec))
					.run(progress, common.log(spec));
				return Main.told(done, output, spec.commandLine().getErr());
			}
		});
	}
}
