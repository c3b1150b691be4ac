package sc.fiji.lucid.cli;

import java.io.PrintWriter;
import java.util.Locale;

import sc.fiji.lucid.deconvolution.Progress;

/**
 * A bar with the time left, on a terminal; nothing elsewhere. Ctrl-C asks the
 * work to stop, and waits until it has cleaned up.
 */
final class ConsoleProgress implements Progress, AutoCloseable {

	private static final int WIDTH = 30;
	private static final long EVERY_NS = 200_000_000;
	private static final long CLEAN_UP_MS = 5000;

	private final PrintWriter err;
	private final boolean visible;
	private final long start = System.nanoTime();
	private final Thread worker = Thread.currentThread();
	private final Thread onInterrupt = new Thread(this::interrupt);
	private volatile boolean cancelled;
	private long last;

	ConsoleProgress(final PrintWriter err, final boolean quiet) {
		this.err = err;
		visible = !quiet && System.console() != null;
		Runtime.getRuntime().addShutdownHook(onInterrupt);
	}

	private void interrupt() {
		cancelled = true;
		try {
			worker.join(CLEAN_UP_MS);
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
		final double left = fraction > 0.01 ? (now - start) * 1e-9 * (1 - fraction) / fraction : Double.NaN;
		err.print("\r[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + (int) (100 * fraction) + " %  " + what +
			(Double.isNaN(left) ? "" : String.format(Locale.ROOT, ", %d:%02d left", (int) left / 60, (int) left % 60)) +
			"\u001b[K");
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
		if (!cancelled) Runtime.getRuntime().removeShutdownHook(onInterrupt);
	}
}
