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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import sc.fiji.lucid.io.TextFile;
import sc.fiji.lucid.job.settings.Settings;

/**
 * A CSV table of files to restore: a column {@code file}, and columns named as
 * settings whose cells apply to that file alone. Empty cells say nothing.
 */
final class BatchTable {

	private static final String FILE = "file";

	private BatchTable() {}

	/**
	 * @param common settings of all files
	 * @return what the table lists; relative paths are relative to the table
	 * @throws IOException if the table cannot be read
	 * @throws IllegalArgumentException that names the line that is wrong
	 */
	static List<BatchEntry> read(final Path table, final Settings common) throws IOException {
		final List<String> lines = Files.readAllLines(table).stream().filter(l -> !l.isBlank()).toList();
		if (lines.isEmpty()) throw new IllegalArgumentException(table + " is empty: its first line must name the columns, '" +
			FILE + "' and settings.");
		final List<String> columns = cells(lines.get(0)).stream().map(String::trim).toList();
		final int file = columns.indexOf(FILE);
		if (file < 0) throw new IllegalArgumentException(table + " has no column '" + FILE + "'; its columns are " + String
			.join(", ", columns) + ".");
		final List<BatchEntry> entries = new ArrayList<>();
		for (int i = 1; i < lines.size(); i++) {
			final List<String> cells = cells(lines.get(i));
			if (cells.size() > columns.size() || cells.size() <= file) throw new IllegalArgumentException("Line " + (i + 1) +
				" of " + table + " has " + cells.size() + " cells, its first line has " + columns.size() + ".");
			Settings own = Settings.NONE;
			for (int c = 0; c < cells.size(); c++)
				if (c != file) own = own.with(columns.get(c), cells.get(c));
			entries.add(new BatchEntry(table.toAbsolutePath().resolveSibling(cells.get(file).trim()), own.orElse(common)));
		}
		return entries;
	}

	/** Writes what {@link #read} reads. */
	static void write(final List<BatchEntry> entries, final Path table, final boolean force) throws IOException {
		final Set<String> settings = new TreeSet<>();
		entries.forEach(entry -> settings.addAll(entry.settings().texts().keySet()));
		final List<Object> columns = new ArrayList<>(List.of(FILE));
		columns.addAll(settings);
		final List<String> lines = new ArrayList<>(List.of(line(columns.toArray())));
		for (final BatchEntry entry : entries) {
			final List<Object> cells = new ArrayList<>(List.of(entry.input().toAbsolutePath().normalize()));
			settings.forEach(name -> cells.add(entry.settings().texts().getOrDefault(name, "")));
			lines.add(line(cells.toArray()));
		}
		TextFile.write(table, String.join("\n", lines) + "\n", force);
	}

	/** The cells of a line; a cell in quotes may hold commas, and quotes that are doubled. */
	static List<String> cells(final String line) {
		final List<String> cells = new ArrayList<>();
		final StringBuilder cell = new StringBuilder();
		boolean quoted = false;
		for (int i = 0; i < line.length(); i++) {
			final char c = line.charAt(i);
			if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
				cell.append('"');
				i++;
			}
			else if (c == '"') quoted = !quoted;
			else if (c == ',' && !quoted) {
				cells.add(cell.toString());
				cell.setLength(0);
			}
			else cell.append(c);
		}
		cells.add(cell.toString());
		return cells;
	}

	/** @return a line of these cells, in quotes where needed */
	static String line(final Object... cells) {
		final List<String> texts = new ArrayList<>();
		for (final Object cell : cells) {
			final String text = String.valueOf(cell).replace('\n', ' ').replace('\r', ' ');
			texts.add(text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text);
		}
		return String.join(",", texts);
	}
}
