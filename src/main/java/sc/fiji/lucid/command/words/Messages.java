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

import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;

import sc.fiji.lucid.job.settings.Settings;

/** Messages of the core, which name flags of the command line, in the words of dialogs and macros. */
public final class Messages {

	/** Longer lines would make ImageJ's dialogs wider than a small screen. */
	private static final int COLUMNS = 100;

	private static final Pattern WAVELENGTH = Pattern.compile("(wavelength = )([0-9.]+) µm");

	/** With the blank before a value, of which none is in a macro: a number, a size, or one of the words of settings. */
	private static final Pattern FLAG = Pattern.compile("(?<![\\w./-])--([a-z]+(?:-[a-z]+)*)" +
		"(?: (?=[X0-9]|(?:all|auto|none|false|true|confocal|widefield|[a-z]+-[a-z-]+)(?![\\w-])))?");

	/** A setting's name in quotation marks; but what a user wrote himself is told as he wrote it. */
	private static final Pattern NAME = Pattern.compile("'([a-z]+(?:-[a-z]+)+)'(?! is no option of )");

	/** What single commands call otherwise. */
	private static final Map<String, String> KEYS = Map.of("bead-diameter", "diameter", "time-series", "series");

	private Messages() {}

	/** As the other, of commands that have all those keys. */
	public static String inWordsOfFields(final String message) {
		return inWordsOfFields(message, KEYS.values());
	}

	/**
	 * @param keys of the command
	 * @return the message for a dialog, whose fields need no flags in brackets, and whose wavelengths are in nm
	 */
	public static String inWordsOfFields(final String message, final Collection<String> keys) {
		return inWordsOfMacros(message == null ? null
			: WAVELENGTH.matcher(message)
				.replaceAll(m -> m.group(1) + Math.round(1000 * Double.parseDouble(m.group(2))) + " nm")
				.replaceAll(" \\((?:--[a-z-]+|[a-z]+=?(?:, [a-z]+=)*)\\)(?=[ .:,])", ""),
			keys);
	}

	/** As the other, of commands that have all those keys. */
	public static String inWordsOfMacros(final String message) {
		return inWordsOfMacros(message, KEYS.values());
	}

	/**
	 * @param keys of the command
	 * @return the message with flags of the command line and names of settings as keys of macros: {@code psfvoxel=} for
	 *         {@code --psf-voxel}, {@code 'psfcheck'} for {@code 'psf-check'}
	 */
	public static String inWordsOfMacros(final String message, final Collection<String> keys) {
		if (message == null) return "An error without a message";
		final String named = NAME.matcher(message)
			.replaceAll(m -> Settings.names().containsKey(m.group(1)) ? "'" + key(m.group(1), keys) + "'" : m.group());
		return FLAG.matcher(named).replaceAll(flag -> key(flag.group(1), keys) + "=");
	}

	/** @return the key of a setting in macros of a command that has these keys */
	public static String key(final String setting, final Collection<String> keys) {
		final String own = KEYS.get(setting);
		return own != null && keys.contains(own) ? own : Settings.key(setting);
	}

	/** @return the message for a dialog, in HTML: bold and red; empty if it is */
	public static String warning(final String message) {
		return message.isEmpty() ? ""
			: "<html>" + red(message.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")) + "</html>";
	}

	/** @return the message for a line of a dialog that is HTML: bold and red */
	public static String red(final String message) {
		return "<b><font color='#b00000'>" + inWordsOfFields(message) + "</font></b>";
	}

	/** @return the message in lines that fit a small screen */
	public static String wrapped(final String message) {
		final StringBuilder text = new StringBuilder();
		int column = 0;
		for (final String word : message.split(" ")) {
			final boolean fits = column + word.length() <= COLUMNS;
			text.append(column == 0 ? "" : fits ? " " : "\n").append(word);
			column = column == 0 || !fits ? word.length() : column + 1 + word.length();
		}
		return text.toString();
	}
}
