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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.OutputLock;
import sc.fiji.lucid.io.PartFile;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.SeriesInfo;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.io.ome.OmeXml;

/**
 * A file that a converter turns into what Lucid reads, in a cache where it is found again as long as path, size and
 * time of the file are the same. An entry of the cache gets its name when it is complete; several processes that want
 * the same wait for the one that makes it.
 */
final class Conversion {

	private static final int KEY_LENGTH = 32;
	private static final long WAIT_MILLISECONDS = 200;

	private final Converter converter;
	private final Path input;
	private final Surroundings around;
	private final Progress progress;
	private final String what;

	Conversion(final Converter converter, final Path input, final Surroundings around, final Progress progress) {
		this.converter = converter;
		this.input = input.toAbsolutePath();
		this.around = around;
		this.progress = progress;
		what = converter.name() + ", converting " + input.getFileName();
	}

	/**
	 * @param series from 1; 0: the only one
	 * @throws SeriesInfo.SeveralException in one line that lists them, if there are several and none was named
	 */
	Stack open(final int series) throws IOException {
		final Path cache = folder();
		final int wanted = series == 1 && Files.isDirectory(entry(cache, 0)) ? 0 : series;
		final Path entry = entry(cache, wanted);
		if (!Files.isDirectory(entry)) make(entry, listed(cache), wanted);
		final Path result = result(entry);
		try {
			return new ConvertedStack(StackReader.open(result, 0, progress), input,
				"Converted by " + converter.name() + " into " + result);
		}
		catch (final SeriesInfo.SeveralException e) {
			throw e;
		}
		catch (final IOException e) {
			throw new IOException(what + ", wrote what cannot be read: " + e.getMessage() + " Delete " + entry +
				" to have it made again.", e);
		}
	}

	private Path folder() throws IOException {
		final Path cache = around.cache();
		try {
			return Files.createDirectories(cache);
		}
		catch (final IOException e) {
			throw new IOException("The folder " + cache + " for converted files cannot be made: name another by " +
				Surroundings.CACHE + ".", e);
		}
	}

	private String key(final int series) throws IOException {
		return RunRecord
			.sha256(input.toRealPath() + "\n" + Files.size(input) + "\n" + Files.getLastModifiedTime(input).toMillis() +
				"\n" + series + "\n" + converter.name())
			.substring(0, KEY_LENGTH);
	}

	private Path entry(final Path cache, final int series) throws IOException {
		return cache.resolve(key(series));
	}

	/** Holds what the file was found to hold, where that was several series. */
	private Path listed(final Path cache) throws IOException {
		return cache.resolve(key(0) + ".ome.xml");
	}

	private Path result(final Path entry) {
		return entry.resolve(input.getFileName() + converter.kind().suffix());
	}

	private void make(final Path entry, final Path listed, final int series) throws IOException {
		try (OutputLock lock = lock(entry)) {
			if (Files.isDirectory(entry)) return;
			if (Files.isRegularFile(listed)) refuse(Files.readString(listed), listed, series);
			final PartFile part = PartFile.shared(entry, true);
			part.discard();
			Files.createDirectories(part.part());
			try {
				final Optional<String> told = told(part.part());
				if (told.isPresent()) refuse(told.get(), listed, series);
				convert(part.part(), listed, series);
				part.commitFolder();
			}
			finally {
				part.discard();
			}
		}
	}

	/** Waits for whoever makes the same. */
	private OutputLock lock(final Path entry) throws IOException {
		while (true)
			try {
				return OutputLock.whole(entry);
			}
			catch (final OutputLock.BusyException e) {
				progress.check();
				progress.report(0, "another process converts " + input.getFileName());
				try {
					Thread.sleep(WAIT_MILLISECONDS);
				}
				catch (final InterruptedException interrupted) {
					Thread.currentThread().interrupt();
					throw new java.util.concurrent.CancellationException("Cancelled.");
				}
			}
	}

	/** @return what a program beside the converter tells of the file */
	private Optional<String> told(final Path part) throws IOException {
		final Optional<List<String>> command = converter.listing(input);
		if (command.isEmpty()) return Optional.empty();
		final ChildProcess lister = new ChildProcess(command.get(), part.resolve("series.txt"), part,
			around.patience());
		lister.run("showinf, looking into " + input.getFileName(), progress, () -> {});
		final String text = lister.text();
		final int start = Math.max(text.indexOf("<?xml"), 0);
		return OmeXml.isOne(text.substring(start)) ? Optional.of(text.substring(start)) : Optional.empty();
	}

	private void convert(final Path part, final Path listed, final int series) throws IOException {
		final Path output = result(part);
		final Path early = converter.early(output);
		final ChildProcess program = new ChildProcess(converter.command(input, output, series), part.resolve("log.txt"),
			part, around.patience());
		final boolean[] known = { series > 0 || early == null };
		program.run(what, progress, () -> {
			if (!known[0] && Files.isRegularFile(early)) known[0] = isOne(early, listed);
		});
		if (!known[0] && Files.isRegularFile(early)) isOne(early, listed);
		if (!Files.exists(output))
			throw new IOException(what + ", wrote nothing. The last that it said: " + program.lastLine());
	}

	/** @return whether the file that is being converted holds one series; false while its text is incomplete */
	private boolean isOne(final Path early, final Path listed) throws IOException {
		final String text = new String(Files.readAllBytes(early), StandardCharsets.UTF_8);
		if (!text.stripTrailing().endsWith("OME>")) return false;
		refuse(text, listed, 0);
		return true;
	}

	/** @throws SeriesInfo.SeveralException if the file holds several, which are remembered */
	private void refuse(final String xml, final Path listed, final int series) throws IOException {
		final OmeXml ome = OmeXml.parse(xml, input.getFileName().toString());
		if (ome.images() > 1 && !Files.exists(listed)) PartFile.write(listed, xml.getBytes(StandardCharsets.UTF_8));
		SeriesInfo.chosen(input.getFileName().toString(), ome.images(), series, ome::series);
	}
}
