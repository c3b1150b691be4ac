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

import java.util.Arrays;

/** Numbers as half the world writes them: {@code 1,4} for 1.4. Lists, one number a channel, keep their commas. */
public final class DecimalComma {

	/** No NA and no refractive index is larger. */
	private static final double LARGEST_INDEX = 2;

	private DecimalComma() {}

	/** @return a number, or several joined by {@code x}, with points */
	public static String inNumbers(final String text) {
		return text == null ? "" : text.replaceAll("(\\d),(?=\\d)", "$1.");
	}

	/**
	 * @return an NA or refractive index, or one for each channel, with points
	 * @throws IllegalArgumentException if it may be either: {@code 1,2} of two channels
	 */
	public static String inIndices(final String text, final int channels) {
		if (!isList(text, channels) ||
			!Arrays.stream(text.split(",")).allMatch(part -> part.isBlank() || number(part) <= LARGEST_INDEX))
			return inNumbers(text);
		if (text.trim().matches("\\d,\\d")) throw new IllegalArgumentException(
			"'" + text.trim() + "' may be " + inNumbers(text.trim()) + " or one number for each channel: write " +
				inNumbers(text.trim()) + ", or " + text.trim().replaceAll("(\\d)", "$1.0") + ".");
		return text;
	}

	/**
	 * @param key of macros, for the message
	 * @return counts, with a point
	 * @throws IllegalArgumentException if the comma may divide thousands, or channels
	 */
	public static String inCounts(final String text, final String key) {
		if (text != null && text.matches(".*\\d,(\\d{3}|\\d*,).*")) throw new IllegalArgumentException(
			"'" + text.trim() + "' (" + key + "=) has a comma that may be a decimal one or not: " +
				"write one number, for all channels, with a point.");
		return inNumbers(text);
	}

	/** @return a wavelength, or one for each channel, with points: {@code 520,5} but {@code 460,520} */
	public static String inWavelengths(final String text, final int channels) {
		return text == null || isList(text, channels) ? text : text.replaceAll("(\\d{3}),(?=\\d{1,2}(?!\\d))", "$1.");
	}

	private static boolean isList(final String text, final int channels) {
		return text != null && (text.contains(".") || channels > 1 && text.split(",").length == channels);
	}

	private static double number(final String text) {
		try {
			return Double.parseDouble(text.trim());
		}
		catch (final NumberFormatException e) {
			return 0;
		}
	}
}
