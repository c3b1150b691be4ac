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
package sc.fiji.lucid.fft.fused;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import net.imglib2.parallel.Parallelization;

/**
 * Loops over the planes or chunks of a grid on the caller's threads. Each thread
 * takes one workspace from a pool for a whole loop, and the next index whenever
 * it is done with one, so that threads meet at one atomic counter per plane.
 *
 * @param <W> what a thread works in
 */
public final class Workers<W> {

	/** What is done for one index. */
	@FunctionalInterface
	public interface Task<W> {

		void run(W workspace, int index);
	}

	private final Supplier<W> newWorkspace;
	private final boolean isAlone;
	private final BooleanSupplier cancelled;
	private final ConcurrentLinkedQueue<W> idle = new ConcurrentLinkedQueue<>();

	/**
	 * @param newWorkspace makes a workspace where all others are in use
	 * @param cancelled asked before every index
	 */
	public Workers(final Supplier<W> newWorkspace, final BooleanSupplier cancelled) {
		this(newWorkspace, cancelled, false);
	}

	/** As above. @param isAlone whether the work is so little that to hand some of it over takes longer */
	public Workers(final Supplier<W> newWorkspace, final BooleanSupplier cancelled, final boolean isAlone) {
		this.newWorkspace = newWorkspace;
		this.isAlone = isAlone;
		this.cancelled = cancelled;
	}

	/**
	 * Runs the task for every index in [0, n), in no order.
	 *
	 * @throws CancellationException if the work was cancelled
	 * @throws RuntimeException what a task threw; no further index is begun
	 */
	public void forEach(final int n, final Task<W> task) {
		final AtomicInteger next = new AtomicInteger();
		final AtomicReference<Throwable> failure = new AtomicReference<>();
		final Runnable worker = () -> work(n, next, failure, task);
		final List<Runnable> workers = Collections.nCopies(isAlone ? 1 : Math.min(n, parallelism()), worker);
		if (workers.size() == 1) worker.run();
		else Parallelization.getTaskExecutor().runAll(workers);
		final Throwable thrown = failure.get();
		if (thrown instanceof Error) throw (Error) thrown;
		if (thrown != null) throw (RuntimeException) thrown;
	}

	/** @return the threads that may work: one more than the pool has, as a caller outside a ForkJoinPool helps it */
	static int parallelism() {
		return Parallelization.getTaskExecutor().getParallelism() + 1;
	}

	private void work(final int n, final AtomicInteger next, final AtomicReference<Throwable> failure,
		final Task<W> task)
	{
		int index = next.getAndIncrement();
		if (index >= n) return;
		try {
			W workspace = idle.poll();
			if (workspace == null) workspace = newWorkspace.get();
			for (; index < n && failure.get() == null; index = next.getAndIncrement()) {
				if (cancelled.getAsBoolean()) throw new CancellationException("The work was cancelled.");
				task.run(workspace, index);
			}
			idle.add(workspace);
		}
		catch (final RuntimeException | Error e) {
			failure.compareAndSet(null, e);
		}
	}

	/** @return the indices whose blocks of {@code size} cover n */
	public static int blocks(final int n, final int size) {
		return (n + size - 1) / size;
	}
}
