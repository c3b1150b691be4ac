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
package sc.fiji.lucid.job.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.SeriesInfo;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.job.settings.Settings;

/** The series of a file, each as an entry of its own: what {@code series=all} asks for. */
public final class EachSeries {

	private EachSeries() {}

	/** @return the entries; in place of one that asks for all series of its file, one for each */
	static List<BatchEntry> of(final List<BatchEntry> entries) {
		final List<BatchEntry> all = new ArrayList<>();
		for (final BatchEntry entry : entries)
			try {
				for (final Settings each : of(entry.input(), entry.settings(), Progress.NONE))
					all.add(new BatchEntry(entry.input(), each, entry.files()));
			}
			catch (final IOException | RuntimeException e) {
				// Told again when its turn comes, so that the others are restored.
				all.add(new BatchEntry(entry.input(), entry.settings().without("series"), entry.files()));
			}
		return all;
	}

	/**
	 * @return the settings for each series of a file, where they ask for all; else these
	 * @throws IOException in one line, if the file cannot be read
	 */
	public static List<Settings> of(final Path input, final Settings settings, final Progress progress)
		throws IOException
	{
		if (!settings.isAllSeries()) return List.of(settings);
		return StackReader.series(input, progress)
			.stream()
			.map(SeriesInfo::number)
			.map(number -> settings.with("series", String.valueOf(number)))
			.toList();
	}

	/** @return the name of the result of a series, as {@code OUT-s2.tif} where {@code OUT.tif} was asked for */
	public static Path output(final Path output, final int series) {
		return output.resolveSibling(
			output.getFileName().toString().replaceFirst("(?i)((\\.ome)?\\.(tiff?|zarr))?$", "-s" + series + "$1"));
	}
}
