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
package sc.fiji.lucid.command;

import org.scijava.command.Command;
import org.scijava.plugin.Plugin;

import ij.gui.HTMLDialog;
import sc.fiji.lucid.job.Version;
import sc.fiji.lucid.job.settings.Settings;

/** Plugins &gt; Lucid &gt; About and Help of Lucid: opens a page that lists all settings. */
@Plugin(type = Command.class, menuPath = "Plugins>Lucid>About Lucid and Help...", headless = true)
public final class AboutCommand extends LucidCommand {

	/** Made by SciJava. */
	public AboutCommand() {
		super("About Lucid");
	}

	@Override
	void work(final FijiProgress progress) {
		// ImageJ's page scrolls, which messages of SciJava's dialogs do not.
		if (hasScreen() && hasWindows()) new HTMLDialog("About Lucid and Help", text(), false);
		else Settings.names().forEach((name, help) -> log(name + ": " + help));
	}

	private static String text() {
		final StringBuilder html = new StringBuilder("<html><h2>Lucid ").append(Version.NUMBER)
			.append("</h2><p>3-D deconvolution of fluorescence stacks: <a href='https://imagej.net/plugins/lucid'>" +
				"https://imagej.net/plugins/lucid</a></p><p>All settings. In macros and under <i>More settings</i> write " +
				"<b>name=value</b>; macros leave out the hyphens: <b>psfvoxel=0.1x0.1x0.3</b>.</p><table>");
		Settings.names()
			.forEach((name, help) -> html.append("<tr><td valign=top><b>")
				.append(name)
				.append("</b></td><td width=560>")
				.append(help)
				.append("</td></tr>"));
		return html.append("</table></html>").toString();
	}
}
