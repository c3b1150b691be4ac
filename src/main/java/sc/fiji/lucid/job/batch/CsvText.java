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
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as spreadsheets save it: cells parted by commas, semicolons or tabs, in quotes where they hold such or
 * line ends; in UTF-8, UTF-16 or the code page of Western Windows; perhaps with a line {@code sep=;} before all others.
 */
final class CsvText {

	/** Larger than any table of files. */
	private static final long MAX_BYTES = 64 << 20;

	/**
	 * @param line on which it starts, from 1
	 * @param cells at least one that is not blank
	 */
	record Row(int line, List<String> cells) {}

	private final Path file;
	private final String text;
	private final char separator;
	private int at;
	private int line = 1;

	private CsvText(final Path file, final String text, final char separator) {
		this.file = file;
		this.text = text;
		this.separator = separator;
	}

	/** @throws IOException in one line, if the file cannot be read */
	static List<Row> read(final Path file) throws IOException {
		if (!Files.isRegularFile(file)) throw new IOException(file + " does not exist. Check the path.");
		if (Files.size(file) > MAX_BYTES) throw new IOException(file + " is too large for a table of files.");
		final String text = decoded(Files.readAllBytes(file));
		final boolean said = text.matches("(?is)\"?sep=[,;\t]\"?\\R.*");
		final String first = text.lines().findFirst().orElse("");
		final char separator = said ? first.replace("\"", "").charAt(4) : separator(first);
		final List<Row> rows = new CsvText(file, text, separator).rows();
		return said ? rows.subList(1, rows.size()) : rows;
	}

	private static String decoded(final byte[] bytes) {
		final boolean little = bytes.length > 1 && bytes[0] == -1 && bytes[1] == -2,
			big = bytes.length > 1 && bytes[0] == -2 && bytes[1] == -1;
		if (little || big) return new String(bytes, 2, bytes.length - 2,
			little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
		try {
			return StandardCharsets.UTF_8.newDecoder()
				.decode(ByteBuffer.wrap(bytes))
				.toString()
				.replaceFirst("^\ufeff", "");
		}
		catch (final CharacterCodingException e) {
			return new String(bytes, Charset.forName("windows-1252"));
		}
	}

	/** The one that is most often in the first line. */
	private static char separator(final String first) {
		char best = ',';
		for (final char each : new char[] { ';', '\t' })
			if (count(first, each) > count(first, best)) best = each;
		return best;
	}

	private static long count(final String text, final char each) {
		return text.chars().filter(c -> c == each).count();
	}

	private List<Row> rows() throws IOException {
		final List<Row> rows = new ArrayList<>();
		while (at < text.length()) {
			final int start = line;
			final List<String> cells = new ArrayList<>();
			do
				cells.add(cell());
			while (at++ < text.length() && text.charAt(at - 1) == separator);
			if (at <= text.length() && text.charAt(at - 1) == '\r' && at < text.length() && text.charAt(at) == '\n')
				at++;
			line++;
			if (cells.stream().anyMatch(cell -> !cell.isBlank())) rows.add(new Row(start, cells));
		}
		return rows;
	}

	/**
	 * Ends at a separator, the end of the line or of the text. A quote in quotes is doubled; one behind other
	 * characters, as in <code>5" lens</code>, is a character as they are.
	 */
	private String cell() throws IOException {
		final int start = line;
		final StringBuilder cell = new StringBuilder();
		boolean quoted = false;
		for (; at < text.length(); at++) {
			final char c = text.charAt(at);
			if (!quoted && (c == separator || c == '\n' || c == '\r')) break;
			if (c == '\n') line++;
			if (c != '"' || !quoted && !cell.toString().isBlank()) cell.append(c);
			else if (quoted && at + 1 < text.length() && text.charAt(at + 1) == '"') {
				cell.append('"');
				at++;
			}
			else quoted = !quoted;
		}
		if (quoted)
			throw new IOException("Line " + start + " of " + file + ": a quote is opened and never closed. Close it.");
		return cell.toString();
	}
}
