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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import sc.fiji.lucid.io.TextFile;
import sc.fiji.lucid.job.settings.Settings;

/**
 * A CSV table of files to restore: a column {@code file}, and columns named as
 * settings whose cells apply to that file alone. Empty cells say nothing.
 */
final class BatchTable {

	private static final String FILE = "file";
	private static final int MOST_TOLD = 200;

	private BatchTable() {}

	/**
	 * @param common settings of all files
	 * @return what the table lists; relative paths are relative to the table
	 * @throws IOException if the table cannot be read
	 * @throws IllegalArgumentException that names the line that is wrong
	 */
	static List<BatchEntry> read(final Path table, final Settings common) throws IOException {
		final List<CsvText.Row> rows = CsvText.read(table);
		if (rows.isEmpty()) throw new IllegalArgumentException(
			table + " is empty: its first line must name the columns, '" + FILE + "' and settings.");
		final List<String> columns = columns(rows);
		final int file = columns.indexOf(FILE);
		if (file < 0) throw new IllegalArgumentException(
			table + " has no column '" + FILE + "'; its columns are " + shortened(String.join(", ", columns)) + ".");
		refuseTwice(table, columns);
		at(rows.get(0), table, () -> {
			columns.stream().filter(c -> !c.isEmpty() && !c.equals(FILE)).forEach(c -> Settings.NONE.with(c, ""));
			return null;
		});
		final List<BatchEntry> entries = new ArrayList<>();
		final Map<List<Object>, Integer> lines = new HashMap<>();
		for (final CsvText.Row row : rows.subList(1, rows.size()))
			entries.add(at(row, table, () -> {
				final BatchEntry entry = entry(row.cells(), columns, file, table).orElse(common);
				refuseAgain(entry, entries, lines, row.line());
				return entry;
			}));
		return entries;
	}

	/** What is wrong is told with its line. */
	private static <T> T at(final CsvText.Row row, final Path table, final Supplier<T> read) {
		try {
			return read.get();
		}
		catch (final IllegalArgumentException e) {
			throw new IllegalArgumentException(
				"Line " + row.line() + " of " + table + ": " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "),
				e);
		}
	}

	/** The same series of the same file has one result; with the same settings it is restored once. */
	private static void refuseAgain(final BatchEntry entry, final List<BatchEntry> entries,
		final Map<List<Object>, Integer> lines, final int line)
	{
		final List<Object> what = List.of(entry.input().normalize(),
			entry.settings().texts().getOrDefault("series", ""));
		final Integer other = lines.putIfAbsent(what, line);
		if (other != null && entries.stream()
			.anyMatch(e -> e.input().normalize().equals(what.get(0)) && !e.settings().equals(entry.settings())))
			throw new IllegalArgumentException(entry.input() + " stands in line " + other +
				" already, with other settings. Keep one, or give each a table and an output folder of its own.");
	}

	private static void refuseTwice(final Path table, final List<String> columns) {
		final Set<String> keys = new TreeSet<>();
		for (final String column : columns)
			if (!column.isEmpty() && !keys.add(Settings.key(column)))
				throw new IllegalArgumentException(table + " has two columns '" + column + "'. Delete one.");
	}

	/** What is no table may have millions of characters before the first line ends. */
	private static String shortened(final String text) {
		return text.length() > MOST_TOLD ? text.substring(0, MOST_TOLD) + "..." : text;
	}

	private static List<String> columns(final List<CsvText.Row> rows) {
		return rows.isEmpty() ? List.of()
			: rows.get(0).cells().stream().map(name -> name.trim().toLowerCase(Locale.ROOT)).toList();
	}

	private static BatchEntry entry(final List<String> cells, final List<String> columns, final int file,
		final Path table)
	{
		if (cells.size() > columns.size() || cells.size() <= file || cells.get(file).isBlank())
			throw new IllegalArgumentException("it has " + cells.size() + " cells and must have a file and at most " +
				columns.size() + " cells, as the first line.");
		Settings own = Settings.NONE;
		for (int c = 0; c < cells.size(); c++)
			if (c != file && !(columns.get(c).isEmpty() && cells.get(c).isBlank()))
				own = own.with(columns.get(c), cells.get(c));
		return new BatchEntry(table.toAbsolutePath().resolveSibling(cells.get(file).trim()), own);
	}

	/** Writes what {@link #read} reads; replaces a table of files only. */
	static void write(final List<BatchEntry> entries, final Path table, final boolean force) throws IOException {
		if (force && Files.exists(table) && columns(CsvText.read(table)).indexOf(FILE) < 0) throw new IOException(
			table + " is no table of files; it is not replaced, even with --force. Choose another name.");
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

	/** @return a line of these cells, in quotes where needed */
	static String line(final Object... cells) {
		final List<String> texts = new ArrayList<>();
		for (final Object cell : cells) {
			final String text = String.valueOf(cell);
			texts.add(text.matches("(?s).*[,;\"\r\n\t].*|\\s.*|.*\\s") ? '"' + text.replace("\"", "\"\"") + '"' : text);
		}
		return String.join(",", texts);
	}
}
