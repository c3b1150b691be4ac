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
package sc.fiji.lucid.cli.flags;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

import net.imglib2.parallel.Parallelization;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Flags that every working command takes. */
public final class CommonFlags {

	@Option(names = "--threads", paramLabel = "N", converter = CountConverter.Threads.class,
		description = "threads to use; all cores if not given")
	private int threads;

	@Option(names = { "-q", "--quiet" }, description = "no log and no progress; errors only")
	private boolean quiet;

	@Option(names = "--force", description = "replace an existing output")
	private boolean force;

	public boolean quiet() {
		return quiet;
	}

	public boolean force() {
		return force;
	}

	/** @return takes lines for the user */
	public Consumer<String> log(final CommandSpec spec) {
		return quiet ? line -> {} : line -> spec.commandLine().getErr().println(plain(line));
	}

	/** @return what the user typed */
	public static String commandLine(final CommandSpec spec) {
		return "lucid " + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
	}

	/**
	 * Does {@code work} with as many threads as asked for.
	 *
	 * @throws Exception what the work throws
	 */
	public <T> T withThreads(final Callable<T> work) throws Exception {
		final Exception[] thrown = new Exception[1];
		try (TaskExecutor executor = TaskExecutors
			.fixedThreadPool(threads == 0 ? Runtime.getRuntime().availableProcessors() : threads))
		{
			final T result = Parallelization.runWithExecutor(executor, () -> {
				try {
					return work.call();
				}
				catch (final Exception e) {
					// Parallelization would wrap it.
					thrown[0] = e;
					return null;
				}
			});
			if (thrown[0] != null) throw thrown[0];
			return result;
		}
	}

	/** @return the text in one line, without what files of strangers would do to a terminal */
	public static String plain(final String text) {
		return text.replaceAll("[\\p{Cntrl}\u0080-\u009f]+", " ");
	}
}
