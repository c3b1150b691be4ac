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
package sc.fiji.lucid.job.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import sc.fiji.lucid.io.SeriesInfo;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;

/** PSFs as users name them: paths separated by commas. */
public final class PsfFiles {

	/** Settings that name files so. */
	public static final List<String> SETTINGS = List.of("psf", "dark", "flat");

	private PsfFiles() {}

	/** @throws IOException in one line, if one of the files is not there */
	public static void refuseMissing(final String setting, final String names) throws IOException {
		for (final String name : names(names))
			if (!Files.exists(Path.of(name)))
				throw new IOException(name + " does not exist (--" + setting + "). Check the path.");
	}

	/**
	 * @param opened takes each stack as it is opened, to be closed by the caller
	 * @return {@code opened}
	 * @throws IOException in one line, if one cannot be opened
	 */
	public static List<Stack> open(final String names, final List<Stack> opened) throws IOException {
		for (final String name : names(names))
			opened.add(one(Path.of(name)));
		return opened;
	}

	/**
	 * @return the PSF in a file
	 * @throws IOException in one line, if it cannot be read or holds several series
	 */
	public static Stack one(final Path path) throws IOException {
		try {
			return StackReader.open(path);
		}
		catch (final SeriesInfo.SeveralException e) {
			throw new IOException(e.which() + " Save the one that is the PSF as a TIFF of its own.", e);
		}
	}

	/** A path may itself hold a comma. */
	static List<String> names(final String names) {
		if (names.isEmpty()) return List.of();
		if (Files.exists(Path.of(names))) return List.of(names);
		final List<String> list = Arrays.stream(names.split(",", -1)).map(String::trim).toList();
		if (list.contains("")) throw new IllegalArgumentException(
			"'" + names + "' lacks the name of a file before or behind a comma: give one file, or one per channel.");
		return list;
	}

	/** @return the same with absolute paths */
	public static String absolute(final String names) {
		return names(names).stream()
			.map(name -> Path.of(name).toAbsolutePath().normalize().toString())
			.collect(Collectors.joining(","));
	}
}
