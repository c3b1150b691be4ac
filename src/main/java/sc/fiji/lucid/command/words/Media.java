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

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import sc.fiji.lucid.optics.Immersion;
import sc.fiji.lucid.optics.Mountant;

/** Media that dialogs offer for immersion and sample, each with its refractive index: {@code ProLong Glass (1.52)}. */
public final class Media {

	private static final Pattern INDEX = Pattern.compile(".*\\((1(?:\\.\\d+)?)\\)");

	private Media() {}

	/** @return what lists offer; the first is empty and leaves it to others */
	public static String[] names() {
		return Stream
			.of(Stream.of(""),
				Stream.of(Immersion.values())
					.map(medium -> medium.name().toLowerCase(Locale.ROOT) + " (" + medium.index() + ")"),
				Stream.of(Mountant.values()).map(medium -> medium.label() + " (" + medium.index() + ")"))
			.flatMap(s -> s)
			.toArray(String[]::new);
	}

	/** @return the index in the brackets of a name from the list; any other text as it is */
	public static String setting(final String text) {
		final Matcher matcher = INDEX.matcher(text == null ? "" : text.trim());
		return matcher.matches() ? matcher.group(1) : text;
	}
}
