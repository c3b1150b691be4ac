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
package sc.fiji.lucid.command.dialog;

import java.util.concurrent.CancellationException;

import sc.fiji.lucid.image.Progress;

/** Work beside a dialog: only the latest counts, what was begun before is cancelled. */
public final class LatestWork {

	/** What is done. */
	@FunctionalInterface
	public interface Work {

		/** @param progress tells when other work was begun or the dialog ended */
		void run(Progress progress);
	}

	private final String name;
	private volatile Object latest = new Object();

	/** @param name of the thread */
	public LatestWork(final String name) {
		this.name = name;
	}

	/** Begins work after a pause, unless other work is begun within it. */
	public void start(final long pauseMs, final Work work) {
		final Object own = new Object();
		latest = own;
		final Progress progress = new Progress() {

			@Override
			public void report(final double fraction, final String what) {}

			@Override
			public boolean isCancelled() {
				return latest != own;
			}
		};
		final Thread thread = new Thread(() -> run(pauseMs, work, progress), name);
		thread.setDaemon(true);
		thread.setPriority(Thread.MIN_PRIORITY);
		thread.start();
	}

	private static void run(final long pauseMs, final Work work, final Progress progress) {
		try {
			Thread.sleep(pauseMs);
			if (!progress.isCancelled()) work.run(progress);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		catch (final CancellationException e) {
			// Nobody waits for it.
		}
	}

	/** Cancels what is being done. */
	public void end() {
		latest = new Object();
	}
}
