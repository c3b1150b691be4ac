package sc.fiji.lucid.cli;

import java.util.concurrent.Callable;

import net.imglib2.parallel.Parallelization;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Flags that every working command takes. */
final class CommonFlags {

	@Option(names = "--threads", paramLabel = "N", description = "threads to use; all cores if not given")
	private int threads;

	@Option(names = { "-q", "--quiet" }, description = "no log and no progress; errors only")
	private boolean quiet;

	@Option(names = "--force", description = "replace an existing output")
	private boolean force;

	boolean quiet() {
		return quiet;
	}

	boolean force() {
		return force;
	}

	/** @return what the user typed */
	static String commandLine(final CommandSpec spec) {
		return "lucid " + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
	}

	/**
	 * Does {@code work} with as many threads as asked for.
	 *
	 * @throws Exception what the work throws
	 */
	<T> T withThreads(final Callable<T> work) throws Exception {
		if (threads < 0) throw new IllegalArgumentException("--threads must be 1 or more, not " + threads + ".");
		final Exception[] thrown = new Exception[1];
		try (TaskExecutor executor = TaskExecutors.fixedThreadPool(threads == 0 ? Runtime.getRuntime()
			.availableProcessors() : threads))
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
}
