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
package sc.fiji.lucid.io.vendor;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import sc.fiji.lucid.image.Progress;

/**
 * A program that is waited for. It ends with this process, when it is cancelled, and when it gives no sign of life: no
 * output and no growth of what it writes.
 */
final class ChildProcess {

	private static final long TICK_MILLISECONDS = 50;
	/** Looking through a folder of many chunks takes time, too. */
	private static final int LOOKS = 20;

	private final List<String> command;
	private final Path log;
	private final Path growing;
	private final Duration patience;
	/** Guarded by this. */
	private Process process;
	private boolean ending;

	/** What is done while the program runs. */
	@FunctionalInterface
	interface Watch {

		/** @throws IOException which ends the program, and is passed on */
		void look() throws IOException;
	}

	/**
	 * @param log takes what the program prints
	 * @param growing file or folder that it writes
	 * @param patience how long it may be silent
	 */
	ChildProcess(final List<String> command, final Path log, final Path growing, final Duration patience) {
		this.command = command;
		this.log = log;
		this.growing = growing;
		this.patience = patience;
	}

	/**
	 * Runs the program to its end.
	 *
	 * @param what it does, for people, as {@code bioformats2raw, converting a.czi}
	 * @throws IOException in one line with the exit code and the last line that it printed, unless that code is 0
	 * @throws CancellationException if {@code progress} says so
	 */
	void run(final String what, final Progress progress, final Watch watch) throws IOException {
		final Thread end = new Thread(this::end);
		try {
			// Before it starts: else it would outlive a process that ends meanwhile.
			Runtime.getRuntime().addShutdownHook(end);
		}
		catch (final IllegalStateException e) {
			throw new CancellationException("Cancelled.");
		}
		try {
			await(start(what), what, progress, watch);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Cancelled.");
		}
		finally {
			end();
			unhook(end);
		}
		if (process.exitValue() != 0)
			throw new IOException(what + ", failed with exit code " + process.exitValue() + ": " + lastLine());
	}

	private synchronized Process start(final String what) throws IOException {
		if (ending) throw new CancellationException("Cancelled.");
		try {
			process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(log.toFile())
				// Whoever asks a question is told that there is nobody.
				.redirectInput(new File(File.separatorChar == '\\' ? "NUL" : "/dev/null"))
				.start();
			return process;
		}
		catch (final IOException e) {
			throw new IOException(what + ", could not be started: " + e.getMessage() + ".", e);
		}
	}

	private void await(final Process started, final String what, final Progress progress, final Watch watch)
		throws IOException, InterruptedException
	{
		long size = -1, moved = System.nanoTime(), looked = moved;
		final long most = patience.toNanos();
		progress.report(0, what);
		while (!started.waitFor(TICK_MILLISECONDS, TimeUnit.MILLISECONDS)) {
			progress.check();
			watch.look();
			final long now = System.nanoTime();
			if (now - looked < most / LOOKS) continue;
			looked = now;
			final long is = size(log) + size(growing);
			progress.report(0, what + " (" + (is >> 20) + " MB)");
			if (is != size) moved = now;
			size = is;
			if (now - moved > most) throw new IOException(what + ", gave no sign of life for " + words() +
				": it was ended. The last that it said: " + lastLine());
		}
	}

	private String words() {
		return patience.toMinutes() > 0 ? patience.toMinutes() + " minutes" : patience.toMillis() / 1000.0 + " s";
	}

	private static long size(final Path path) {
		if (!Files.exists(path)) return 0;
		try (Stream<Path> all = Files.walk(path)) {
			return all.mapToLong(file -> file.toFile().length()).sum();
		}
		catch (final IOException | java.io.UncheckedIOException e) {
			// Files come and go meanwhile.
			return System.nanoTime();
		}
	}

	/** @return the last line that the program printed; the words that there is none, if it printed nothing */
	String lastLine() throws IOException {
		final List<String> lines = text().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
		// What Java adds to the message of an exception says where in the program it was.
		return lines.stream()
			.filter(line -> !line.matches("at [\\w.$/]+\\(.*\\)|\\.\\.\\. \\d+ more"))
			.reduce((a, b) -> b)
			.orElse("it printed nothing.");
	}

	/** @return what the program printed */
	String text() throws IOException {
		return Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
	}

	/** With the programs that it started itself, as scripts do. */
	private synchronized void end() {
		ending = true;
		if (process == null) return;
		process.descendants().forEach(ProcessHandle::destroyForcibly);
		process.destroyForcibly();
		try {
			process.waitFor(10, TimeUnit.SECONDS);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private static void unhook(final Thread end) {
		try {
			Runtime.getRuntime().removeShutdownHook(end);
		}
		catch (final IllegalStateException e) {
			// This process is ending: the hook runs.
		}
	}
}
