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

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.job.preview.TimeLeft;

/**
 * A bar with the time left, on a terminal; nothing elsewhere. Ctrl-C asks the
 * work to stop, and waits until it has cleaned up.
 */
public final class ConsoleProgress implements Progress, AutoCloseable {

	private static final int WIDTH = 30;
	private static final long EVERY_NS = 200_000_000;
	private static final long CLEAN_UP_MS = 5000;
	private static final long LAST_WORDS_MS = 100;

	private final PrintWriter err;
	private final boolean visible;
	private final TimeLeft time = new TimeLeft();
	private final Thread worker = Thread.currentThread();
	private final CountDownLatch cleanedUp = new CountDownLatch(1);
	private final Thread onInterrupt = new Thread(this::interrupt);
	private volatile boolean cancelled;
	private long last;

	public ConsoleProgress(final PrintWriter err, final boolean quiet) {
		this.err = err;
		visible = !quiet && System.console() != null;
		Runtime.getRuntime().addShutdownHook(onInterrupt);
	}

	private void interrupt() {
		cancelled = true;
		try {
			// The worker itself never ends: it calls exit, which waits for this.
			if (cleanedUp.await(CLEAN_UP_MS, TimeUnit.MILLISECONDS)) worker.join(LAST_WORDS_MS);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void report(final double fraction, final String what) {
		final long now = System.nanoTime();
		if (!visible || now - last < EVERY_NS) return;
		last = now;
		final int full = (int) (WIDTH * fraction);
		err.print("\r[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + (int) (100 * fraction) + " %  " + what +
			time.after(fraction) + "\u001b[K");
		err.flush();
	}

	@Override
	public boolean isCancelled() {
		return cancelled;
	}

	/** Clears the bar. */
	@Override
	public void close() {
		if (visible) err.print("\r\u001b[K");
		err.flush();
		cleanedUp.countDown();
		if (!cancelled) Runtime.getRuntime().removeShutdownHook(onInterrupt);
	}
}
