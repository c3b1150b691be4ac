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
package sc.fiji.lucid.job.tiles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

import sc.fiji.lucid.io.PartFile;

/**
 * What processes that share a result leave for the one that completes it: small files beside the journal.
 *
 * @param output the result
 */
record TileNotes(Path output) {

	private static final String ABSENT = ".absent-";
	private static final String ENGINE = ".engine-";

	/** Says why a tile is written as absent. */
	void absent(final int tile, final String why) throws IOException {
		write(file(ABSENT + tile), why);
	}

	/** @return why a tile is absent, if it is */
	Optional<String> absent(final int tile) throws IOException {
		final Path file = file(ABSENT + tile);
		return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
	}

	/** Says who computed a tile; once for each. */
	void engine(final String who) throws IOException {
		final Path file = file(ENGINE + Integer.toHexString(who.hashCode()));
		if (!Files.exists(file)) write(file, who);
	}

	/** @return who computed tiles, by name */
	List<String> engines() throws IOException {
		final TreeSet<String> engines = new TreeSet<>();
		for (final Path file : all(ENGINE))
			engines.add(Files.readString(file));
		return List.copyOf(engines);
	}

	/** Deletes all of them. */
	void delete() throws IOException {
		for (final String kind : new String[] { ABSENT, ENGINE })
			for (final Path file : all(kind))
				Files.deleteIfExists(file);
	}

	private List<Path> all(final String kind) throws IOException {
		final String start = output.getFileName() + kind;
		try (Stream<Path> beside = Files.list(output.toAbsolutePath().getParent())) {
			return beside.filter(file -> file.getFileName().toString().startsWith(start)).toList();
		}
	}

	private static void write(final Path file, final String text) throws IOException {
		PartFile.write(file, text.getBytes(StandardCharsets.UTF_8));
	}

	private Path file(final String kind) {
		return output.resolveSibling(output.getFileName() + kind);
	}
}
