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

import java.util.Map;

import sc.fiji.lucid.job.settings.Heeded;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.settings.SettingsText;

/** Settings that have no field of their own, as users write them: {@code pinhole=1 dark='my dark.tif'}. */
public final class MoreSettings {

	private MoreSettings() {}

	/**
	 * @param key of the macro that gives them
	 * @throws IllegalArgumentException in one line, if the text is not of that form, or there is no such setting
	 */
	public static Settings of(final String text, final String key) {
		Settings settings = Settings.NONE;
		for (final Map.Entry<String, String> setting : read(text, key).entrySet()) {
			final String name = setting.getKey();
			if (Settings.names().keySet().stream().noneMatch(n -> n.equals(name) || Settings.key(n).equals(name)))
				throw new IllegalArgumentException("There is no setting '" + name + "' (" + key +
					"=): Plugins > Lucid > About Lucid and Help lists all.");
			settings = settings.with(name, setting.getValue());
		}
		return settings;
	}

	/**
	 * @param heeded what the command heeds
	 * @param command in words, for messages
	 * @throws IllegalArgumentException in one line, also if the command does not heed one of them
	 */
	public static Settings of(final String text, final String key, final Heeded heeded, final String command) {
		final Settings settings = of(text, key);
		heeded.check(settings, command, key);
		return settings;
	}

	/**
	 * @param fields what the fields of the command say
	 * @param more what is said beside them
	 * @return both
	 * @throws IllegalArgumentException in one line, if something is said twice in two ways
	 */
	public static Settings beside(final Settings fields, final Settings more, final String key) {
		more.texts().forEach((name, text) -> {
			final String said = fields.texts().getOrDefault(name, text);
			if (!said.equals(text)) throw new IllegalArgumentException(
				"'" + Settings.key(name) + "=" + text + "' (" + key + "=) would not be heeded, as " +
					Settings.key(name) + " has a field of its own, which says '" + said + "': give it there.");
		});
		return fields.orElse(more);
	}

	private static Map<String, String> read(final String text, final String key) {
		try {
			return SettingsText.read(text);
		}
		catch (final IllegalArgumentException e) {
			throw new IllegalArgumentException(e.getMessage().replaceFirst("\\.$", " (" + key + "=)."), e);
		}
	}
}
