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

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;

import sc.fiji.lucid.command.dialog.EntryWidget;
import sc.fiji.lucid.command.dialog.LiveMessageWidget;
import sc.fiji.lucid.command.result.LastRun;
import sc.fiji.lucid.command.result.Outcome;
import sc.fiji.lucid.command.words.Messages;
import sc.fiji.lucid.command.words.MoreSettings;
import sc.fiji.lucid.job.batch.BatchEntry;
import sc.fiji.lucid.job.batch.BatchFiles;
import sc.fiji.lucid.job.batch.BatchJob;
import sc.fiji.lucid.job.settings.Settings;

/** Plugins &gt; Lucid &gt; Lucid Batch Deconvolve...: restores every stack of a folder or a table. */
@Plugin(type = Command.class, menuPath = "Plugins>Lucid>Lucid Batch Deconvolve...", headless = true,
	initializer = "begin")
public final class BatchCommand extends LucidCommand {

	@Parameter(label = "Folder of stacks", persist = false, required = false, style = EntryWidget.FOLDER,
		description = "Or give a table below")
	private String folder = "";

	@Parameter(label = "Which files of the folder", persist = false, required = false,
		description = "* stands for any letters")
	private String pattern = BatchFiles.PATTERN;

	@Parameter(label = "Table of files (CSV)", persist = false, required = false, style = EntryWidget.FILE,
		description = "Instead of a folder: a column 'file', and columns named as settings (na, emission, ...)")
	private String table = "";

	@Parameter(label = "Folder for the results", persist = false, style = EntryWidget.FOLDER,
		description = "Is made if there is none. What is done already is not done again")
	private String output = "";

	@Parameter(label = "Format of the results", persist = false, choices = { "tif", "ome.tif", "zarr" },
		description = "tif opens everywhere; ome.tif holds the record of the run, for OMERO; zarr is for large " +
			"results, and goes on within a file that was interrupted")
	private String format = "tif";

	@Parameter(label = "Part of the files", persist = false, required = false,
		description = "For computer clusters: 3/16 does the third of 16 parts. Empty: all")
	private String shard = "";

	@Parameter(label = "Settings of all files", persist = false, required = false,
		description = "Separated by blanks: na=1.4 emission=520 iterations=50. What is left out is taken from each file. " +
			"All settings are listed under About Lucid and Help")
	private String settings = "";

	@Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false, style = LiveMessageWidget.STYLE)
	private String missing = "";

	@Parameter(label = "Help", callback = "help", persist = false, required = false,
		description = "Explains every field")
	private Button help;

	/** Made by SciJava. */
	public BatchCommand() {
		super("Lucid Batch Deconvolve");
	}

	/** Fills in the settings of the last restoration: a batch is often the same for all of its kind. */
	protected void begin() {
		if (!asks() || !settings.isBlank()) return;
		LastRun.get().ifPresent(run -> {
			settings = run.optionsOfFiles();
			missing = Messages.warning(run.missing());
			if (!run.missing().isEmpty()) log(run.missing());
		});
	}

	@Override
	void work(final FijiProgress progress) throws IOException {
		if (output.isBlank()) throw new IllegalArgumentException("Give a folder for the results (output=).");
		if (folder.isBlank() == table.isBlank())
			throw new IllegalArgumentException("Give either a folder of stacks (folder=) or a table (table=).");
		final Settings common = MoreSettings.of(settings, "settings");
		common.request();
		final List<BatchEntry> entries = table.isBlank() ? BatchFiles.folder(Path.of(folder), pattern, common)
			: BatchFiles.table(Path.of(table), common);
		final BatchJob job = new BatchJob(entries, Path.of(output), format,
			shard.isBlank() ? BatchJob.Shard.ALL : BatchJob.Shard.of(shard), "Lucid Batch Deconvolve...")
			.words(this::inWordsOfMacros);
		if (table.isBlank() && pattern.equals(BatchFiles.PATTERN))
			BatchFiles.passedOver(List.of(folder)).forEach(this::log);
		final BatchJob.Summary summary = job.run(progress, this::log);
		if (!summary.isWell()) throw new IllegalStateException(summary + "; see " + job.status());
		if (isAtTheScreen()) Outcome.show(summary, Path.of(output), job.status());
	}
}
