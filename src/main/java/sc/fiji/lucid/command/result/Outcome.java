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
package sc.fiji.lucid.command.result;

import java.awt.Rectangle;
import java.awt.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ij.ImagePlus;
import ij.gui.HTMLDialog;
import sc.fiji.lucid.job.batch.BatchJob;
import sc.fiji.lucid.job.report.RunLog;

/** What is told in a window after a restoration: what happened, what to mind, and where to go on. */
public final class Outcome {

	/** More would not be read; Info has all. */
	private static final int LINES = 12;

	private static final Pattern FLUX = Pattern
		.compile("flux: (\\S+) counts above background in, (\\S+) out \\(ratio (\\S+)\\)");
	/** From here on users ask where the light comes from. */
	private static final double MORE = 1.1;
	private static final String MORE_LIGHT = ": more, as out-of-focus light that fell beyond the stack is counted where " +
		"it came from";

	private static final int WIDTH = 620;
	private static final int HEIGHT = 320;

	private Outcome() {}

	/** Opens the window. */
	public static void show(final ImagePlus raw, final ImagePlus restored, final RunLog log, final double seconds) {
		open(html(raw.getTitle(), restored.getTitle(), log.incomplete(restored.getTitle()), log.lines(), seconds));
	}

	/** Opens the window for files that were restored. */
	public static void show(final BatchJob.Summary summary, final Path results, final Path status) {
		open("<html><h2>" + summary.done() + " files were restored</h2>" +
			(summary.skipped() == 0 ? "" : summary.skipped() + " were done already.<br>") +
			(summary.busy() == 0 ? "" : summary.busy() + " are being restored by another process.<br>") +
			"The results are in " + escaped(results.toString()) + ".<br>What was done with each file is told in " +
			escaped(status.toString()) + ".</html>");
	}

	private static void open(final String html) {
		final Window window = new HTMLDialog("Lucid: done", html, false);
		// Below the images, and with room for lines that are wrapped.
		final Rectangle screen = window.getGraphicsConfiguration().getBounds();
		window.setSize(WIDTH, HEIGHT);
		window.setLocation(screen.x + screen.width - WIDTH, screen.y + screen.height - HEIGHT);
		window.validate();
	}

	/** @param incomplete the sentence that a part could not be restored, which nobody is to overlook */
	public static String html(final String raw, final String restored, final Optional<String> incomplete,
		final List<String> log, final double seconds)
	{
		final List<String> told = new ArrayList<>(), others = new ArrayList<>();
		for (final String line : log) {
			final String words = escaped(words(line));
			if (isWarning(line)) told.add("<b><font color='#b00000'>" + words + "</font></b>");
			else if (!words.isEmpty()) others.add(words);
		}
		final int warnings = told.size();
		told.addAll(others);
		if (told.size() > LINES) {
			told.subList(LINES, told.size()).clear();
			// How a movie went is told of each frame alike; of what is to be minded nothing goes unsaid.
			if (warnings > LINES) told.add(
				"<b><font color='#b00000'>... and " + (warnings - LINES) + " more warnings, which Info has</font></b>");
		}
		return "<html><h2>" +
			incomplete.map(sentence -> "<font color='#b00000'>" + escaped(sentence) + "</font>")
				.orElse(escaped(raw) + String.format(Locale.ROOT, " was restored in %.0f s", Math.max(1, seconds))) +
			"</h2>" + String.join("<br>", told) +
			"<p><b>Go on:</b> <i>Plugins &gt; Lucid &gt; Lucid Compare...</i> shows both side by side, " +
			"<i>Lucid Quality Report...</i> tells how far the result can be trusted.<br>The whole log is under " +
			"<i>Image &gt; Show Info...</i> of " + escaped(restored) + ".</html>";
	}

	/** Titles and names of files come from anybody; as HTML they could load pictures from anywhere. */
	private static String escaped(final String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

	private static boolean isWarning(final String line) {
		return RunLog.isWarning(line) || line.contains("not restored: ");
	}

	/** @return a line of the log in words for everybody; empty if it is for experts */
	private static String words(final String line) {
		if (line.contains("stopped because"))
			return line.replaceAll(" \\(\\d+ FFTs\\) on a grid of [0-9x]+; stopped because", ": it stopped because");
		final Matcher flux = FLUX.matcher(line);
		if (flux.find())
			return flux.replaceFirst("light above the background: $1 counts recorded, $2 restored (ratio $3)" +
				(Double.parseDouble(flux.group(3)) > MORE ? MORE_LIGHT : ""));
		return line.contains("background = ") || isWarning(line) ? line : "";
	}
}
