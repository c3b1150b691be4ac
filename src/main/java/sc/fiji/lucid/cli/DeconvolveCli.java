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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sc.fiji.lucid.cli.flags.CommonFlags;
import sc.fiji.lucid.cli.flags.ConsoleProgress;
import sc.fiji.lucid.cli.flags.SettingsFlags;
import sc.fiji.lucid.cli.flags.StackFlags;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.StackWriter;
import sc.fiji.lucid.job.FileJob;
import sc.fiji.lucid.job.batch.BatchJob;
import sc.fiji.lucid.job.settings.Settings;

/** {@code lucid deconvolve IN.tif -o OUT.tif} */
@Command(name = "deconvolve", description = "Restores a stack: every channel and frame.",
	mixinStandardHelpOptions = true, sortOptions = false)
final class DeconvolveCli implements Callable<Integer> {

	@Mixin
	private StackFlags files = new StackFlags();

	@Option(names = "--shard", paramLabel = "I/N", converter = BatchCli.ShardConverter.class,
		description = "restore only " +
			"part I of N of the tiles of OUT.zarr; a last call with --finish, or without, completes it")
	private BatchJob.Shard shard = BatchJob.Shard.ALL;

	@Option(names = "--finish",
		description = "restore nothing: check that all tiles of OUT.zarr are there, and complete it")
	private boolean finish;

	@Option(names = "--report", paramLabel = "DIR",
		description = "write a quality report of the first frame of each channel (HTML and " +
			"JSON), and pictures before and after of all, into this folder")
	private Path reports;

	@Option(names = "--json", description = "print the run record to the standard output")
	private boolean json;

	@Mixin
	private SettingsFlags settings;

	@Mixin
	private CommonFlags common;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws Exception {
		settings.checked();
		final boolean shared = finish || shard.count() > 1;
		if (shared && !StackWriter.isZarr(files.output())) throw new ParameterException(spec.commandLine(),
			"Several processes can share an OME-Zarr only: give an output that ends in .zarr, not " + files.output() +
				".");
		if (finish && shard.count() > 1) throw new ParameterException(spec.commandLine(),
			"--finish completes what all shards have restored: give it without --shard, after the last.");
		if (shared && common.force())
			throw new ParameterException(spec.commandLine(), "--force would delete what the other shards did: delete " +
				files.output() + ".part before the first is started.");
		return common.withThreads(() -> {
			try (ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), common.quiet())) {
				return SeriesRuns.run(files.input(), files.output(), settings.settings(), progress,
					spec.commandLine().getErr(), (to, said) -> restore(to, said, progress));
			}
		});
	}

	private int restore(final Path to, final Settings said, final Progress progress) throws IOException {
		final FileJob job = new FileJob(files.input(), to, said).force(common.force())
			.memory(files.memory())
			.shard(shard)
			.onlyFinish(finish)
			.reports(reports)
			.commandLine(CommonFlags.commandLine(spec));
		final RunRecord record = job.run(progress, common.log(spec));
		if (json) spec.commandLine().getOut().print(record);
		return Main.told(record, to, spec.commandLine().getErr());
	}
}
