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
package sc.fiji.lucid.command.dialog;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import ij.gui.HTMLDialog;

/** A chapter of the guide for Fiji, which the jar carries, as a page in ImageJ's window. */
public final class GuidePage {

	private static final String GUIDE = "/sc/fiji/lucid/command/fiji.md";

	private GuidePage() {}

	/** Opens a chapter in a window, which is modal: it can be scrolled while a dialog is open. */
	public static void show(final String chapter) {
		if (!GraphicsEnvironment.isHeadless()) new HTMLDialog(chapter, html(chapter), true);
	}

	/**
	 * @param chapter the words of its heading
	 * @return its text; a note where there is none
	 */
	public static String html(final String chapter) {
		final StringBuilder html = new StringBuilder("<html>");
		boolean inside = false;
		for (final String line : lines()) {
			if (line.startsWith("## ")) inside = line.substring(3).equals(chapter);
			if (inside) html.append(line(line)).append('\n');
		}
		return html.append("</html>").toString();
	}

	private static String line(final String line) {
		final String text = line.replace("&", "&amp;")
			.replace("<", "&lt;")
			.replaceAll("!\\[[^\\]]*\\]\\([^)]*\\)", "")
			.replaceAll("\\[([^\\]]*)\\]\\((http[^)]*)\\)", "<a href='$2'>$1</a>")
			.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
			.replaceAll("\\*\\*([^*]+)\\*\\*", "<b>$1</b>")
			.replaceAll("\\*([^*]+)\\*", "<i>$1</i>")
			.replaceAll("`([^`]+)`", "<code>$1</code>");
		if (text.startsWith("## ")) return "<h2>" + text.substring(3) + "</h2>";
		if (text.startsWith("### ")) return "<h3>" + text.substring(4) + "</h3>";
		if (text.startsWith("- ")) return "<br>&bull; " + text.substring(2);
		return text.isBlank() ? "<p>" : text;
	}

	private static List<String> lines() {
		try (InputStream guide = GuidePage.class.getResourceAsStream(GUIDE)) {
			return new String(guide.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
		}
		catch (final IOException e) {
			throw new IllegalStateException("The guide cannot be read from the jar: " + e.getMessage(), e);
		}
	}
}
