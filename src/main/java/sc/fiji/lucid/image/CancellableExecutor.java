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
package sc.fiji.lucid.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

import net.imglib2.parallel.Parallelization;
import net.imglib2.parallel.TaskExecutor;

/**
 * The caller's threads, which ask before every task whether the work is to end.
 * So all that is done plane by plane or bead by bead on the caller's threads can
 * be cancelled and need not know of it.
 */
public final class CancellableExecutor implements TaskExecutor {

	/** Work that may read and write files. */
	@FunctionalInterface
	public interface Work<T> {

		/** @throws IOException in one line */
		public T run() throws IOException;
	}

	private final TaskExecutor threads;
	private final Progress progress;

	private CancellableExecutor(final TaskExecutor threads, final Progress progress) {
		this.threads = threads;
		this.progress = progress;
	}

	/**
	 * @return what the work returns
	 * @throws IOException what it throws
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so, or the calling thread was
	 *           interrupted, which it then stays
	 */
	public static <T> T run(final Progress progress, final Work<T> work) throws IOException {
		final AtomicReference<IOException> thrown = new AtomicReference<>();
		final AtomicReference<T> result = new AtomicReference<>();
		// A Runnable, since what a Callable throws is wrapped.
		Parallelization.runWithExecutor(new CancellableExecutor(Parallelization.getTaskExecutor(), progress), () -> {
			try {
				result.set(work.run());
			}
			catch (final IOException e) {
				thrown.set(e);
			}
			catch (final UncheckedIOException e) {
				thrown.set(e.getCause());
			}
			catch (final RuntimeException e) {
				throw isInterrupted(e) ? cancelled(e) : e;
			}
		});
		if (thrown.get() != null) throw thrown.get();
		return result.get();
	}

	private static boolean isInterrupted(final Throwable thrown) {
		for (Throwable e = thrown; e != null; e = e.getCause())
			if (e instanceof InterruptedException) return true;
		return false;
	}

	/** Waiting for threads took the flag away. */
	private static RuntimeException cancelled(final RuntimeException e) {
		Thread.currentThread().interrupt();
		final CancellationException cancelled = new CancellationException("Cancelled: the thread was interrupted.");
		cancelled.initCause(e);
		return cancelled;
	}

	@Override
	public int getParallelism() {
		return threads.getParallelism();
	}

	@Override
	public int suggestNumberOfTasks() {
		return threads.suggestNumberOfTasks();
	}

	@Override
	public void runAll(final List<Runnable> tasks) {
		forEach(tasks, Runnable::run);
	}

	@Override
	public <T> void forEach(final List<? extends T> values, final Consumer<? super T> task) {
		threads.forEach(values, value -> {
			progress.check();
			task.accept(value);
		});
	}

	@Override
	public <T, R> List<R> forEachApply(final List<? extends T> values, final Function<? super T, ? extends R> task) {
		return threads.forEachApply(values, value -> {
			progress.check();
			return task.apply(value);
		});
	}

	@Override
	public ExecutorService getExecutorService() {
		return threads.getExecutorService();
	}

	/** Does nothing: the threads belong to the caller. */
	@Override
	public void close() {}
}
