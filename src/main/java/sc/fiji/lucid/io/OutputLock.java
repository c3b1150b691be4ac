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
package sc.fiji.lucid.io;

import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The right of one process to write an output. It is held by a lock of the operating system on the file
 * {@code OUT.lock} beside the output, in which process, host and time stand for people; it ends with the process,
 * however that ends, so that a file that a killed process left is taken over. Where a file system knows no locks, the
 * process that is named must be known to be dead, or the file be deleted by hand.
 */
public final class OutputLock implements Closeable {

	/** Beyond the text, since Windows lets nobody read bytes that are locked. */
	private static final long FIRST = 1L << 30;
	private static final long LENGTH = 1L << 29;
	private static final int TRIES = 20;
	private static final String ME = ManagementFactory.getRuntimeMXBean().getName();

	/** Shared within this Java: closing a second channel on a file would end the locks of the first (POSIX). */
	private static final Map<Path, OpenFile> OPEN = new HashMap<>();

	private static final class OpenFile {

		private final FileChannel channel;
		private int users;

		OpenFile(final FileChannel channel) {
			this.channel = channel;
		}
	}

	/** Another process writes the output. */
	public static final class BusyException extends IOException {

		BusyException(final String message) {
			super(message);
		}
	}

	private final Path file;
	private final OpenFile open;
	private final FileLock lock;

	private OutputLock(final Path file, final OpenFile open, final FileLock lock) {
		this.file = file;
		this.open = open;
		this.lock = lock;
	}

	/** @return the lock file of an output */
	public static Path pathFor(final Path output) {
		return output.resolveSibling(output.getFileName() + ".lock");
	}

	/**
	 * @return the right to write an output, of which no other process writes even a part
	 * @throws BusyException in one line that names who does
	 * @throws IOException if the lock file cannot be written
	 */
	public static OutputLock whole(final Path output) throws IOException {
		return take(output, FIRST, LENGTH, "");
	}

	/**
	 * @return the right to write part {@code index} of {@code count} (from 1) of an output
	 * @throws BusyException in one line that names the process that writes the same part, or the whole
	 * @throws IOException if the lock file cannot be written
	 */
	public static OutputLock part(final Path output, final int index, final int count) throws IOException {
		final long from = LENGTH * (index - 1) / count, end = LENGTH * index / count;
		return take(output, FIRST + from, end - from, count == 1 ? "" : " (part " + index + " of " + count + ")");
	}

	private static OutputLock take(final Path output, final long from, final long size, final String part)
		throws IOException
	{
		final Path absolute = output.toAbsolutePath();
		final Path file = pathFor(absolute.getParent().toRealPath().resolve(absolute.getFileName()));
		synchronized (OPEN) {
			for (int i = 0; i < TRIES; i++) {
				final OpenFile open = OPEN.containsKey(file) ? OPEN.get(file) : new OpenFile(FileChannel.open(file,
					StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
				final OutputLock taken = tried(output, file, open, from, size, part);
				if (taken != null) return taken;
			}
		}
		throw new IOException(file + " is made and deleted by other processes all the time: try again.");
	}

	/** @return null if the file was deleted by its owner meanwhile */
	private static OutputLock tried(final Path output, final Path file, final OpenFile open, final long from,
		final long size, final String part) throws IOException
	{
		OutputLock taken = null;
		try {
			final FileLock lock = lock(output, open.channel, from, size, part);
			signed(file, open, lock, part, size == LENGTH);
			if (isAt(file, open.channel)) {
				taken = new OutputLock(file, open, lock);
				open.users++;
				OPEN.put(file, open);
			}
			return taken;
		}
		finally {
			if (taken == null && open.users == 0) open.channel.close();
		}
	}

	/** @return null where the file system knows no locks, and the one who signed is dead */
	private static FileLock lock(final Path output, final FileChannel channel, final long from, final long size,
		final String part) throws IOException
	{
		FileLock lock = null;
		try {
			lock = channel.tryLock(from, size, false);
			if (lock != null) return lock;
		}
		catch (final OverlappingFileLockException e) {
			// Held by another thread of this process.
		}
		catch (final IOException e) {
			if (!mayLive(owner(channel, part))) return null;
		}
		throw new BusyException(output + " is being written by " + owner(channel, part) +
			". Wait for it, or choose another output; if it is dead, delete " + pathFor(output) + ".");
	}

	/** A disk that is full is told by the name of the file, which is not left there. */
	private static void signed(final Path file, final OpenFile open, final FileLock lock, final String part,
		final boolean whole) throws IOException
	{
		try {
			sign(open.channel, part, whole);
		}
		catch (final IOException e) {
			if (lock != null) lock.release();
			if (open.users == 0 && isAlone(open.channel)) Files.deleteIfExists(file);
			throw PartFile.failed(file, e);
		}
	}

	/** Of a random length, by which the file can be told from another of the same name. */
	private static void sign(final FileChannel channel, final String part, final boolean alone) throws IOException {
		if (alone) channel.truncate(0);
		final String line = "process " + ME + " since " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + part +
			" ".repeat(ThreadLocalRandom.current().nextInt(1, 2000)) + "\n";
		channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)), channel.size());
	}

	/** Whether the open file is still the one that stands under its name. */
	private static boolean isAt(final Path file, final FileChannel channel) throws IOException {
		try {
			return Files.size(file) == channel.size();
		}
		catch (final NoSuchFileException e) {
			return false;
		}
	}

	/** @return the last line of the file, or the last about that part */
	private static String owner(final FileChannel channel, final String part) throws IOException {
		final ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
		channel.read(bytes, Math.max(0, channel.size() - bytes.capacity()));
		final List<String> lines = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).lines()
			.map(String::strip)
			.filter(line -> line.matches("process [\\p{Graph} ]{1,200}"))
			.toList();
		return lines.stream()
			.filter(line -> line.endsWith(part))
			.reduce((a, b) -> b)
			.orElse(lines.isEmpty() ? "another process" : lines.get(lines.size() - 1));
	}

	private static boolean mayLive(final String owner) {
		final String[] name = owner.replaceFirst("^process (\\S*).*", "$1").split("@", 2);
		final boolean here = name.length == 2 && ME.endsWith("@" + name[1]) && name[0].matches("\\d{1,18}");
		return name.length == 2 && (!here || ProcessHandle.of(Long.parseLong(name[0])).isPresent());
	}

	/** Gives the right up, and deletes the file if nobody else writes a part. */
	@Override
	public void close() throws IOException {
		synchronized (OPEN) {
			if (lock != null) lock.release();
			if (--open.users > 0) return;
			OPEN.remove(file);
			try (FileChannel channel = open.channel) {
				if (isAlone(channel) && isAt(file, channel)) Files.deleteIfExists(file);
			}
		}
	}

	private static boolean isAlone(final FileChannel channel) {
		try {
			return channel.tryLock(FIRST, LENGTH, false) != null;
		}
		catch (final IOException | OverlappingFileLockException e) {
			return true;
		}
	}
}
