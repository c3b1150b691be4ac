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
package sc.fiji.lucid.job.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import sc.fiji.lucid.io.ResultFiles;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;

/** OME-TIFF sets among files: a data set that is spread over several files, of which each opens all. */
final class OmeSets {

	private OmeSets() {}

	/**
	 * @param opened which files are opened, to see if they are of a set
	 * @return the entries, links at last, without those of files that came before with the same settings, alone or in a
	 *         set: a file is restored under its own name rather than that of a link to it
	 */
	static List<BatchEntry> first(final List<BatchEntry> entries, final Predicate<Path> opened) throws IOException {
		final Set<List<Object>> known = new HashSet<>();
		final List<BatchEntry> first = new ArrayList<>();
		final List<BatchEntry> ordered = entries.stream()
			.sorted(Comparator.comparing(entry -> Files.isSymbolicLink(entry.input())))
			.toList();
		for (final BatchEntry entry : ordered) {
			final String settings = entry.settings().toString();
			final Set<Object> names = ResultFiles.identities(entry.input());
			if (names.stream().anyMatch(name -> known.contains(List.of(name, settings)))) continue;
			final List<Path> members = opened.test(entry.input()) ? members(entry.input()) : List.of();
			for (final Path member : members)
				names.addAll(ResultFiles.identities(member));
			names.forEach(name -> known.add(List.of(name, settings)));
			first.add(new BatchEntry(entry.input(), entry.settings(), Math.max(1, members.size())));
		}
		return first;
	}

	/** None but in a set; a file that cannot be opened is told when its turn comes. */
	private static List<Path> members(final Path file) {
		try {
			// What is of a microscope would be converted.
			return Files.isRegularFile(file) && StackReader.isTiff(file) ? filesOf(file) : List.of();
		}
		catch (final IOException | RuntimeException e) {
			return List.of();
		}
	}

	private static List<Path> filesOf(final Path file) throws IOException {
		try (Stack stack = StackReader.open(file)) {
			return stack.files().size() > 1 ? stack.files() : List.of();
		}
	}
}
