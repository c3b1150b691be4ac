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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sc.fiji.lucid.cli.flags.CommonFlags;
import sc.fiji.lucid.cli.flags.ConsoleProgress;
import sc.fiji.lucid.cli.flags.CountConverter;
import sc.fiji.lucid.cli.flags.OutputName;
import sc.fiji.lucid.cli.flags.SettingsFlags;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.ResultFiles;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.job.QualityJob;
import sc.fiji.lucid.job.settings.KnownResult;
import sc.fiji.lucid.job.settings.PsfFiles;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.quality.report.QualityAssessment;

/** {@code lucid quality RAW RESTORED -o report.html} */
@Command(name = "quality", description = "Tells how far a restored stack can be trusted, whoever restored it.",
	mixinStandardHelpOptions = true, sortOptions = false)
final class QualityCli implements Callable<Integer> {

	@Parameters(index = "0", paramLabel = "RAW", description = "the recording")
	private Path raw;

	@Parameters(index = "1", paramLabel = "RESTORED", description = "the restored stack")
	private Path restored;

	@Option(names = { "-o", "--output" }, required = true, paramLabel = "HTML", converter = OutputName.Html.class,
		description = "page to write; every number goes beside it as JSON")
	private Path output;

	@Option(names = "--repeat", paramLabel = "FILE",
		description = "a second recording of the same field: resolution by what both have in common")
	private Path repeat;

	@Option(names = "--restored-repeat", paramLabel = "FILE",
		description = "the second recording, restored in the same way")
	private Path restoredRepeat;

	@Option(names = "--offset", paramLabel = "N",
		description = "counts without light, of the camera (default: estimated)")
	private Double offset;

	@Option(names = "--frame", paramLabel = "N", converter = CountConverter.class,
		description = "frame of the result to judge, from 1 (default 1)")
	private int frame = 1;

	@Option(names = "--truth", paramLabel = "FILE", description = "the true object, if it is known")
	private Path truth;

	@Option(names = "--channel", paramLabel = "N", converter = CountConverter.class,
		description = "channel of the result to judge, from 1 (default 1)")
	private int channel = 1;

	/** Not those that say how to restore. */
	@Mixin
	private SettingsFlags settings = new SettingsFlags(KnownResult.SETTINGS::contains);

	@Mixin
	private CommonFlags common;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws Exception {
		settings.checked();
		ResultFiles
			.claim(output, common.force(),
				Stream.of(raw, restored, repeat, restoredRepeat, truth).filter(Objects::nonNull).toList())
			.close();
		return common.withThreads(() -> {
			final Consumer<String> log = common.log(spec);
			final List<Stack> opened = new ArrayList<>(), psfs = new ArrayList<>();
			try (ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), common.quiet())) {
				final KnownResult known = KnownResult.of(restored, settings.settings(), log);
				final Request request = known.settings().request(names -> PsfFiles.open(names, psfs));
				final Stack recording = recording(known.settings(), opened, progress);
				final QualityJob job = new QualityJob(recording, open(restored, opened).orElseThrow(), request)
					.of(channel - 1, frame - 1)
					.truth(open(truth, opened))
					.repeats(open(repeat, opened), open(restoredRepeat, opened))
					.offset(offset == null ? OptionalDouble.empty() : OptionalDouble.of(offset))
					.record(known.record());
				final QualityAssessment.Result judged = job.run(progress, log);
				QualityJob.write(judged, output, restored.getFileName().toString(), common.force());
				QualityJob.lines(judged).forEach(log);
				log.accept("wrote " + output);
			}
			finally {
				for (final Stack stack : opened)
					stack.close();
				for (final Stack psf : psfs)
					psf.close();
			}
			return Main.DONE;
		});
	}

	private Stack recording(final Settings known, final List<Stack> opened, final Progress progress)
		throws java.io.IOException
	{
		opened.add(known.open(raw, progress));
		return opened.get(opened.size() - 1);
	}

	private static Optional<Stack> open(final Path path, final List<Stack> opened) throws java.io.IOException {
		if (path == null) return Optional.empty();
		opened.add(StackReader.open(path));
		return Optional.of(opened.get(opened.size() - 1));
	}
}
