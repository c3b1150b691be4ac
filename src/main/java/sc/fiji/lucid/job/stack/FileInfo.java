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
package sc.fiji.lucid.job.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The Info property of a file. A TIFF has room for some thousand characters of it, as its voxels begin behind them; see
 * {@link sc.fiji.lucid.io.StackWriter#appendInfo}. An image that is open holds any text.
 */
public final class FileInfo {

	private static final int LONGEST = 3900;

	/** Of the log; the rows of the list of what is absent begin with blanks. */
	private static final Pattern TO_MIND = Pattern.compile("^  |warning|not restored");

	private static final String LEFT_OUT = "(%d lines are left out, for which a file has no room here: the run record " +
		"has the whole log)";

	private FileInfo() {}

	/** @return the text, or as many of its lines as a file holds: what is to be minded, then the first ones */
	public static String of(final String text) {
		if (text.length() <= LONGEST) return text;
		final List<String> lines = text.lines().toList();
		final TreeSet<Integer> kept = new TreeSet<>();
		int room = LONGEST - LEFT_OUT.length() - 8;
		for (final boolean toMind : new boolean[] { true, false })
			for (int i = 0; i < lines.size(); i++) {
				final int length = lines.get(i).length() + 1;
				// Of the rest, those up to the first that has no room; later ones would seem to follow it.
				if (TO_MIND.matcher(lines.get(i)).find() != toMind) continue;
				if (length > room && !toMind) break;
				if (length > room) continue;
				kept.add(i);
				room -= length;
			}
		final List<String> told = new ArrayList<>(kept.stream().map(lines::get).toList());
		told.add(String.format(LEFT_OUT, lines.size() - kept.size()));
		return String.join("\n", told);
	}
}
