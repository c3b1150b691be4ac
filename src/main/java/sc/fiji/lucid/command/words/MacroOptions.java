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
package sc.fiji.lucid.command.words;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The options of a macro's line, as ImageJ writes them: {@code key=value}, {@code key=[a value with blanks]},
 * {@code key='the same'}, or a word alone for what is switched on. ImageJ itself looks for {@code na=} anywhere and
 * finds it inside {@code more=[sheet-na=0.1]}, too.
 */
public final class MacroOptions {

	/** What a word alone means. */
	public static final String ON = "true";

	private final String text;
	private int at;

	private MacroOptions(final String text) {
		this.text = text;
	}

	/**
	 * @param text of the whole line
	 * @return what is said of each key, in their order
	 * @throws IllegalArgumentException that names the key, if it is said twice in two ways, or its bracket is not closed
	 */
	public static Map<String, String> of(final String text) {
		return new MacroOptions(text).all();
	}

	private Map<String, String> all() {
		final Map<String, String> said = new LinkedHashMap<>();
		for (skipBlanks(); at < text.length(); skipBlanks()) {
			final String key = key(), value = at < text.length() && text.charAt(at) == '=' ? value(key) : ON;
			final String before = said.putIfAbsent(key, value);
			if (before != null && !before.equals(value)) throw new IllegalArgumentException(
				"'" + key + "' is said twice: '" + before + "' and '" + value + "'. Leave out one.");
		}
		return said;
	}

	private void skipBlanks() {
		while (at < text.length() && Character.isWhitespace(text.charAt(at)))
			at++;
	}

	private String key() {
		final int begin = at;
		while (at < text.length() && text.charAt(at) != '=' && !Character.isWhitespace(text.charAt(at)))
			at++;
		return text.substring(begin, at);
	}

	private String value(final String key) {
		at++;
		if (at == text.length()) return "";
		return switch (text.charAt(at)) {
			case '[' -> bracketed(key);
			case '\'' -> quoted(key);
			default -> plain();
		};
	}

	/** Brackets within are part of the value. */
	private String bracketed(final String key) {
		final int begin = at + 1;
		int open = 0;
		for (; at < text.length(); at++) {
			if (text.charAt(at) == '[') open++;
			if (text.charAt(at) == ']' && --open == 0) return text.substring(begin, at++);
		}
		throw new IllegalArgumentException("The bracket of '" + key + "=[' is not closed.");
	}

	private String quoted(final String key) {
		final int begin = at + 1, end = text.indexOf('\'', begin);
		if (end < 0) throw new IllegalArgumentException("The quotation mark of '" + key + "='' is not closed.");
		at = end + 1;
		return text.substring(begin, end);
	}

	private String plain() {
		final int begin = at;
		while (at < text.length() && !Character.isWhitespace(text.charAt(at)))
			at++;
		return text.substring(begin, at);
	}
}
