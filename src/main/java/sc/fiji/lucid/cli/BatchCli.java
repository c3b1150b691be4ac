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
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sc.fiji.lucid.job.BatchEntry;
import sc.fiji.lucid.job.BatchJob;

/** {@code lucid batch FOLDER -o OUT} */
@Command(name = "batch", description = "Restores every stack of a folder or a table; goes on where it was stopped.",
	mixinStandardHelpOptions = true, sortOptions = false)
final class BatchCli implements Callable<Integer> {

	@Parameters(paramLabel = "FOLDER", arity = "0..1", description = "folder of stacks")
	private Path input;

	@Option(names = { "-o", "--output" }, required = true, paramLabel = "DIR", description = "folder for the results " +
		"(NAME-restored.tif) and the status table (lucid-status.csv)")
	private Path output;

	@Option(names = "--pattern", paramLabel = "GLOB", description = "which files (default *.{tif,tiff,TIF,TIFF})")
	private String pattern = "*.{tif,tiff,TIF,TIFF}";

	@Option(names = "--table", paramLabel = "CSV", description = "instead of a folder: a column 'file', and columns " +
		"named as settings (na, emission, ...) for single files")
	private Path table;

	@Option(names = "--shard", paramLabel = "I/N", converter = ShardConverter.class, description = "do part I of N of " +
		"the files only: for array jobs of a cluster")
	private BatchJob.Shard shard = BatchJob.Shard.ALL;

	@Mixin
	private SettingsFlags settings;

	@Mixin
	private CommonFlags common;

	@Spec
	private CommandSpec spec;

	/** Reads {@code I/N}. */
	static final class ShardConverter implements picocli.CommandLine.ITypeConverter<BatchJob.Shard> {

		@Override
		public BatchJob.Shard convert(final String text) {
			return SizeConverter.converted(text, BatchJob.Shard::of);
		}
	}

	@Override
	public Integer call() throws Exception {
		settings.checked();
		if ((input == null) == (table == null)) throw new ParameterException(spec.commandLine(),
			"Give either a folder or --table.");
		return common.withThreads(() -> {
			final List<BatchEntry> entries = table != null ? BatchJob.table(table, settings.settings()) : BatchJob.folder(input,
				pattern, settings.settings());
			final BatchJob job = new BatchJob(entries, output, shard, CommonFlags.commandLine(spec));
			try (ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), common.quiet())) {
				final BatchJob.Summary summary = job.run(progress, common.log(spec));
				common.log(spec).accept(summary.done() + " restored, " + summary.skipped() + " done before, " + summary.failed() +
					" failed; see " + job.status());
				return summary.failed() == 0 ? Main.DONE : Main.FAILED;
			}
		});
	}
}
