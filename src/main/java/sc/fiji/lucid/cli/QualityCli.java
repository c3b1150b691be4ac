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
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.job.QualityJob;
import sc.fiji.lucid.job.Request;
import sc.fiji.lucid.quality.report.QualityAssessment;

/** {@code lucid quality RAW RESTORED -o report.html} */
@Command(name = "quality", description = "Tells how far a restored stack can be trusted, whoever restored it.",
	mixinStandardHelpOptions = true, sortOptions = false)
final class QualityCli implements Callable<Integer> {

	@Parameters(index = "0", paramLabel = "RAW", description = "the recording")
	private Path raw;

	@Parameters(index = "1", paramLabel = "RESTORED", description = "the restored stack")
	private Path restored;

	@Option(names = { "-o", "--output" }, required = true, paramLabel = "HTML", description = "page to write; every number " +
		"goes beside it as JSON")
	private Path output;

	@Option(names = "--truth", paramLabel = "FILE", description = "the true object, if it is known")
	private Path truth;

	@Option(names = "--channel", paramLabel = "N", description = "channel to judge, from 1 (default 1)")
	private int channel = 1;

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
			final Consumer<String> log = common.log(spec);
			final List<Stack> opened = new ArrayList<>();
			try (ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), common.quiet())) {
				final Stack recording = open(raw, opened), result = open(restored, opened);
				final Optional<Stack> object = truth == null ? Optional.empty() : Optional.of(open(truth, opened));
				final Request request = settings.settings().request(names -> List.of(open(Path.of(names), opened)));
				final QualityAssessment.Result judged = QualityJob.of(recording, result, request, object, channel - 1, progress,
					log);
				QualityJob.write(judged, output, restored.getFileName().toString(), common.force());
				QualityJob.lines(judged).forEach(log);
				log.accept("wrote " + output);
			}
			finally {
				for (final Stack stack : opened)
					stack.close();
			}
			return Main.DONE;
		});
	}

	private static Stack open(final Path path, final List<Stack> opened) throws java.io.IOException {
		opened.add(StackReader.open(path));
		return opened.get(opened.size() - 1);
	}
}
