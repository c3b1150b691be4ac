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
package sc.fiji.lucid.command.image;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.settings.StackSettings;

/**
 * What the image said into the fields of a dialog. A field that still holds it was
 * not said by the user, so that records and logs give its true origin.
 */
public final class FilledFields {

	/** Of these, the dialog shows what the image says. */
	public static final List<String> NAMES = List.of("na", "emission", "excitation", "voxel");

	private final Map<String, String> before = new HashMap<>();
	private Map<String, String> now = Map.of();

	/** Takes the words of another image, or of the same again. */
	public void from(final Stack stack) {
		before.putAll(now);
		now = StackSettings.of(stack).texts();
	}

	/** @return what a field that holds {@code text} is to show */
	public String fill(final String name, final String text) {
		return text == null || text.isBlank() || text.equals(before.get(name)) ? now.getOrDefault(name, "") : text;
	}

	/** @return the text as a setting, unless it is the image's own */
	public Settings said(final String name, final String text) {
		return Settings.NONE.with(name, holds(name, text) ? "" : text);
	}

	/** @return whether the text is the image's own for a setting */
	public boolean holds(final String name, final String text) {
		return text != null && text.equals(now.get(name));
	}
}
