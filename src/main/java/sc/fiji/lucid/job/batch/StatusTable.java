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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.PartFile;

/**
 * What became of the files of a batch, told in their order whatever the order in which they end. The table on disk is
 * written after every file, so that a batch that is killed has told how far it came. For several threads.
 */
final class StatusTable {

	private final Path path;
	private final Progress progress;
	private final Consumer<String> log, failures;
	private final StatusRow[] rows;
	private final double[] fractions;
	private int told;

	/**
	 * @param path of the table
	 * @param files how many there are
	 * @param log takes a line a file
	 * @param failures takes the lines of those that are not well
	 */
	StatusTable(final Path path, final int files, final Progress progress, final Consumer<String> log,
		final Consumer<String> failures)
	{
		this.path = path;
		this.progress = progress;
		this.log = log;
		this.failures = failures;
		rows = new StatusRow[files];
		fractions = new double[files];
	}

	/**
	 * @param index of a file, from 0
	 * @throws UncheckedIOException if the table cannot be written
	 */
	synchronized void put(final int index, final StatusRow row) {
		rows[index] = row;
		fractions[index] = 1;
		for (; told < rows.length && rows[told] != null; told++)
			(rows[told].isBad() ? failures : log).accept(rows[told].toString());
		final List<String> lines = new ArrayList<>(List.of(StatusRow.HEAD));
		ended().forEach(each -> lines.add(each.line()));
		try {
			PartFile.write(path, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private List<StatusRow> ended() {
		return Arrays.stream(rows).filter(Objects::nonNull).toList();
	}

	/** @return how it went so far */
	synchronized BatchJob.Summary summary() {
		return BatchJob.Summary.of(ended());
	}

	private synchronized void report(final int index, final double fraction, final String what) {
		fractions[index] = fraction;
		progress.report(Arrays.stream(fractions).sum() / fractions.length,
			"file " + (index + 1) + " of " + fractions.length + ": " + what);
	}

	/** @return the progress of one file, as a part of all */
	Progress progress(final int index) {
		return new Progress() {

			@Override
			public void report(final double fraction, final String what) {
				StatusTable.this.report(index, fraction, what);
			}

			@Override
			public boolean isCancelled() {
				return progress.isCancelled();
			}
		};
	}
}
