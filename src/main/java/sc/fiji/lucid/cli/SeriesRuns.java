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
import java.io.PrintWriter;
import java.nio.file.Path;

import sc.fiji.lucid.cli.flags.CommonFlags;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.job.batch.EachSeries;
import sc.fiji.lucid.job.settings.Settings;

/** Work on a file, or on each of its series into a result of its own. */
final class SeriesRuns {

	private SeriesRuns() {}

	/** What is done to one series. */
	@FunctionalInterface
	interface Run {

		/** @return the exit code */
		int run(Path output, Settings settings) throws IOException;
	}

	/**
	 * Does the work. One series that fails, as a coloured overview does, does not keep the others from their results.
	 *
	 * @param err is told of those that fail
	 * @return the exit code of all
	 * @throws IOException what the work throws, where a single series is asked for
	 */
	static int run(final Path input, final Path output, final Settings settings, final Progress progress,
		final PrintWriter err, final Run run) throws IOException
	{
		if (!settings.isAllSeries()) return run.run(output, settings);
		int code = Main.DONE;
		for (final Settings each : EachSeries.of(input, settings, progress))
			try {
				code = Math.max(code, run.run(EachSeries.output(output, each.series()), each));
			}
			catch (final IOException | IllegalArgumentException e) {
				err.println("lucid: series " + each.series() + " of " + input.getFileName() + ": " +
					CommonFlags.plain(String.valueOf(e.getMessage())));
				code = Main.FAILED;
			}
		return code;
	}
}
