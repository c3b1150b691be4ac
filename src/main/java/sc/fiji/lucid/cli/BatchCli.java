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
import sc.fiji.lucid.cli.flags.CommonFlags;
import sc.fiji.lucid.cli.flags.ConsoleProgress;
import sc.fiji.lucid.cli.flags.MemoryConverter;
import sc.fiji.lucid.cli.flags.SettingsFlags;
import sc.fiji.lucid.cli.flags.SizeConverter;
import sc.fiji.lucid.job.batch.BatchEntry;
import sc.fiji.lucid.job.batch.BatchFiles;
import sc.fiji.lucid.job.batch.BatchJob;

/** {@code lucid batch FOLDER -o OUT} */
@Command(name = "batch", description = "Restores every stack of a folder or a table; goes on where it was stopped.",
	mixinStandardHelpOptions = true, sortOptions = false)
final class BatchCli implements Callable<Integer> {

	@Parameters(paramLabel = "IN", arity = "0..*",
		description = "folders of stacks, files, or patterns as '/data/cell*.tif'")
	private List<String> inputs = List.of();

	@Option(names = { "-o", "--output" }, required = true, paramLabel = "DIR",
		description = "folder for the results (NAME-restored.tif) and the status table (lucid-status.csv)")
	private Path output;

	@Option(names = "--format", paramLabel = "tif|ome.tif|zarr",
		description = "of the results (default tif); a killed OME-Zarr goes on with the tile it was at")
	private String format = "tif";

	@Option(names = "--pattern", paramLabel = "GLOB",
		description = "which files of folders (default " + BatchFiles.PATTERN + ")")
	private String pattern = BatchFiles.PATTERN;

	@Option(names = "--table", paramLabel = "CSV", description = "instead of a folder: a column 'file', and columns " +
		"named as settings (na, emission, ...) for single files")
	private Path table;

	@Option(names = "--shard", paramLabel = "I/N", converter = ShardConverter.class,
		description = "do part I of N of the files only: for array jobs of a cluster")
	private BatchJob.Shard shard = BatchJob.Shard.ALL;

	@Option(names = "--manifest", paramLabel = "CSV",
		description = "restore nothing: write the files and settings into this " +
			"table, for --table of all jobs of an array")
	private Path manifest;

	@Option(names = "--memory", paramLabel = "N", converter = MemoryConverter.class,
		description = "memory to use, as 1500M " +
			"or 8G (default: what Java may use); larger volumes are restored in tiles")
	private long memory = Long.MAX_VALUE;

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
		if (inputs.isEmpty() == (table == null))
			throw new ParameterException(spec.commandLine(), "Give either folders and files, or --table.");
		if (!BatchJob.FORMATS.contains(format))
			throw new ParameterException(spec.commandLine(), "--format is tif, ome.tif or zarr, not '" + format + "'.");
		return common.withThreads(() -> {
			final List<BatchEntry> entries = table != null ? BatchFiles.table(table, settings.settings())
				: BatchFiles.inputs(inputs, pattern, settings.settings());
			final BatchJob job = new BatchJob(entries, output, format, shard, CommonFlags.commandLine(spec))
				.memory(memory)
				.force(common.force());
			if (table != null) job.keep(table);
			if (manifest != null) {
				BatchFiles.manifest(entries, table, manifest, common.force());
				common.log(spec).accept("wrote " + manifest + ": " + entries.size() + " files");
				return Main.DONE;
			}
			if (table == null && pattern.equals(BatchFiles.PATTERN))
				BatchFiles.passedOver(inputs).forEach(common.log(spec));
			try (ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), common.quiet())) {
				final BatchJob.Summary summary = job.run(progress, common.log(spec),
					line -> spec.commandLine().getErr().println(CommonFlags.plain(line)));
				common.log(spec).accept(summary + "; see " + job.status());
				return summary.isWell() ? Main.DONE : Main.FAILED;
			}
		});
	}
}
