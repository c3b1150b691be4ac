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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import net.imglib2.parallel.Parallelization;

/** What files hold, as a SHA-256: of a folder, of all names and contents in it. */
public final class Fingerprint {

	/** What file managers leave in folders. */
	private static final String LITTER = "\\._.*|\\.DS_Store|Thumbs\\.db|desktop\\.ini";

	private Fingerprint() {}

	/** @return differs when the contents of a file or of a folder do, wherever it lies and whatever its name is */
	public static String of(final Path path) throws IOException {
		if (!Files.isDirectory(path)) return RunRecord.sha256(path);
		final List<Path> files = files(path);
		return RunRecord.sha256(String.join("\n",
			each(files, file -> path.relativize(file).toString().replace('\\', '/') + "\0" + RunRecord.sha256(file))));
	}

	/** @return differs when one of the contents does, or their order */
	public static String of(final List<Path> paths) throws IOException {
		return RunRecord.sha256(String.join("\n", each(paths, Fingerprint::of)));
	}

	/**
	 * @return names, sizes and times of files and of what is in folders: quickly told, and hardly ever the same by
	 *         chance
	 */
	public static String stamp(final List<Path> paths) throws IOException {
		final StringBuilder text = new StringBuilder();
		for (final Path path : paths)
			for (final Path file : Files.isDirectory(path) ? files(path) : List.of(path))
				text.append(path.relativize(file))
					.append('\0')
					.append(Files.size(file))
					.append('\0')
					.append(Files.getLastModifiedTime(file))
					.append('\n');
		return RunRecord.sha256(text.toString());
	}

	private static List<Path> files(final Path folder) throws IOException {
		try (Stream<Path> all = Files.walk(folder)) {
			return all.filter(file -> Files.isRegularFile(file) && !file.getFileName().toString().matches(LITTER))
				.sorted()
				.toList();
		}
		catch (final UncheckedIOException e) {
			throw e.getCause();
		}
	}

	private interface Told {

		String of(Path path) throws IOException;
	}

	private static List<String> each(final List<Path> paths, final Told told) throws IOException {
		try {
			return Parallelization.getTaskExecutor().forEachApply(paths, path -> {
				try {
					return told.of(path);
				}
				catch (final IOException e) {
					throw new UncheckedIOException(e);
				}
			});
		}
		catch (final RuntimeException e) {
			// Executors wrap what a task throws, some of them twice.
			for (Throwable cause = e; cause != null; cause = cause.getCause())
				if (cause instanceof IOException io) throw io;
			throw e;
		}
	}
}
