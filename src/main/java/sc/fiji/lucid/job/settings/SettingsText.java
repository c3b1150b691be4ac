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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Settings in one line, as in macros and dialogs: {@code na=1.4 dark='my folder/dark.tif'}. A value, or a part of
 * it after a comma, may stand in single or double quotes, and then hold blanks.
 */
public final class SettingsText {

	private static final List<String> QUOTES = List.of("", "'", "\"");

	private final String text;
	private int at;

	private SettingsText(final String text) {
		this.text = text;
	}

	/**
	 * @return values by name, as they were written
	 * @throws IllegalArgumentException in one line, if something is no {@code name=value} or a quote is not closed
	 */
	public static Map<String, String> read(final String text) {
		final SettingsText rest = new SettingsText(text);
		final Map<String, String> values = new LinkedHashMap<>();
		for (String word = rest.next(); !word.isEmpty(); word = rest.next()) {
			final String[] pair = word.split("=", 2);
			if (pair.length != 2) throw new IllegalArgumentException("'" + word +
				"' must have the form name=value, separated by blanks; values with blanks stand in quotes.");
			values.put(pair[0], pair[1]);
		}
		return values;
	}

	/** @return what comes next, as far as a blank outside of quotes, and without the quotes; empty at the end */
	private String next() {
		while (at < text.length() && Character.isWhitespace(text.charAt(at)))
			at++;
		final StringBuilder word = new StringBuilder();
		boolean begins = false, valued = false;
		for (; at < text.length() && !Character.isWhitespace(text.charAt(at)); at++) {
			final char c = text.charAt(at);
			if (begins && isQuote(c)) {
				final int end = closing(text, at);
				if (end < 0) throw new IllegalArgumentException("The quote after '" + word +
					"' is not closed: values with blanks are written dark='my folder/dark.tif'.");
				word.append(text, at + 1, end);
				at = end;
				begins = false;
			}
			else {
				word.append(c);
				begins = c == '=' && !valued || c == ',' && valued;
				valued |= c == '=';
			}
		}
		return word.toString();
	}

	private static boolean isQuote(final char c) {
		return c == '\'' || c == '"';
	}

	/** Names of files have apostrophes, too: a quote ends before a blank, a comma or the end of the text. */
	private static int closing(final String text, final int open) {
		for (int i = text.indexOf(text.charAt(open), open + 1); i >= 0; i = text.indexOf(text.charAt(open), i + 1))
			if (i + 1 == text.length() || text.charAt(i + 1) == ',' || Character.isWhitespace(text.charAt(i + 1)))
				return i;
		return -1;
	}

	/**
	 * @param settings values by name
	 * @return them in one line, with the names of macros; {@link #read} gives the same
	 * @throws IllegalArgumentException in one line, if a value holds quotes of both kinds and cannot be written
	 */
	public static String write(final Map<String, String> settings) {
		return settings.entrySet()
			.stream()
			.map(setting -> Settings.key(setting.getKey()) + "=" + quoted(setting.getKey(), setting.getValue()))
			.collect(Collectors.joining(" "));
	}

	/** @return whether a value can be written: with blanks, and quotes of both kinds before commas or blanks, it cannot */
	public static boolean canHold(final String value) {
		return QUOTES.stream().anyMatch(quote -> isReadAs(value, quote + value + quote));
	}

	/** Single quotes are preferred: a macro's own texts stand in double ones. */
	private static String quoted(final String name, final String value) {
		for (final String quote : QUOTES)
			if (isReadAs(value, quote + value + quote)) return quote + value + quote;
		throw new IllegalArgumentException("'" + name + "=" + value +
			"' has blanks and quotes of both kinds, and cannot be written in one line: rename the file.");
	}

	private static boolean isReadAs(final String value, final String written) {
		try {
			return read("x=" + written + " y=").equals(Map.of("x", value, "y", ""));
		}
		catch (final IllegalArgumentException e) {
			return false;
		}
	}
}
