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

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;

import ij.ImagePlus;
import ij.io.FileInfo;
import ij.plugin.BrowserLauncher;
import sc.fiji.lucid.command.dialog.EntryWidget;
import sc.fiji.lucid.command.image.ImageCheck;
import sc.fiji.lucid.command.image.ImageLock;
import sc.fiji.lucid.command.image.PsfImages;
import sc.fiji.lucid.command.result.ImageRecord;
import sc.fiji.lucid.command.result.LastRun;
import sc.fiji.lucid.command.words.MoreSettings;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.imagej.ImageJStack;
import sc.fiji.lucid.job.QualityJob;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.quality.report.QualityAssessment;

/** Plugins &gt; Lucid &gt; Lucid Quality Report...: judges a restored image against its recording. */
@Plugin(type = Command.class, menuPath = "Plugins>Lucid>Lucid Quality Report...", headless = true,
	initializer = "begin")
public final class QualityCommand extends LucidCommand {

	@Parameter(label = "Recorded image", persist = false, autoFill = false, required = false,
		description = "As the microscope gave it")
	private ImagePlus raw;

	@Parameter(label = "Restored image", persist = false, autoFill = false, required = false,
		description = "As Lucid or another program made it")
	private ImagePlus restored;

	@Parameter(label = "Report to write (.html)", persist = false, style = EntryWidget.NEW_FILE,
		description = "Path of the page; numbers go beside it as .json")
	private String output = "";

	@Parameter(label = "Channel", persist = false, min = "1", description = "Which is judged, from 1")
	private int channel = 1;

	@Parameter(label = "Measured PSF", persist = false, required = false, style = EntryWidget.IMAGE,
		description = "Title of an open image or path of a TIFF. Empty: computed from the optics, if these are known")
	private String psf = "";

	@Parameter(label = "Optics and other settings", persist = false, required = false,
		description = "Separated by blanks: na=1.4 emission=520 background=100")
	private String settings = "";

	@Parameter(label = "Second recording", persist = false, required = false, style = EntryWidget.IMAGE,
		description = "Image or file of the same field, for the resolution by what both have in common")
	private String repeat = "";

	@Parameter(label = "Second restoration", persist = false, required = false, style = EntryWidget.IMAGE,
		description = "The second recording, restored in the same way")
	private String restoredrepeat = "";

	@Parameter(label = "Truth", persist = false, required = false, style = EntryWidget.IMAGE,
		description = "Image or file of the true object, where it is known")
	private String truth = "";

	@Parameter(label = "Help", callback = "help", persist = false, required = false,
		description = "Explains every field")
	private Button help;

	@Parameter(type = ItemIO.OUTPUT, label = "Findings")
	private String findings;

	/** Made by SciJava. */
	public QualityCommand() {
		super("Lucid Quality Report");
	}

	/** Fills in the last restoration. */
	protected void begin() {
		if (!asks()) return;
		LastRun.get().ifPresent(run -> {
			raw = raw == null ? run.raw() : raw;
			restored = restored == null ? run.restored() : restored;
			if (raw != run.raw() || restored != run.restored()) return;
			settings = settings.isBlank() ? run.options() : settings;
			psf = psf.isBlank() ? run.psf() : psf;
			output = output.isBlank() ? page(run) : output;
		});
	}

	/** @return a page beside the recording, or in the user's folder where that has no file */
	private static String page(final LastRun run) {
		final FileInfo file = run.raw().getOriginalFileInfo();
		final String folder = file == null || file.directory == null || file.directory.isBlank()
			? System.getProperty("user.home") : file.directory;
		return Path.of(folder, run.restored().getTitle().replaceAll("[^\\p{L}\\p{N}._ -]", "_") + ".html").toString();
	}

	@Override
	void work(final FijiProgress progress) throws IOException {
		final List<Stack> psfs = new ArrayList<>(), opened = new ArrayList<>();
		ImageCheck.pair(raw, restored);
		try (ImageLock first = ImageLock.of(raw); ImageLock second = ImageLock.of(restored)) {
			final ImageJStack recording = ImageJStack.of(raw), result = ImageJStack.of(restored);
			if (output.isBlank()) throw new IllegalArgumentException("Give the page to write (output=).");
			final ImageRecord of = ImageRecord.of(recording, restored,
				MoreSettings.beside(Settings.NONE.with("psf", psf), MoreSettings.of(settings, "settings"), "settings"),
				this::log);
			final Request request = of.known().settings().request(names -> PsfImages.open(names, psfs));
			final QualityAssessment.Result judged = new QualityJob(of.recording(), result, request)
				.of(channel - 1, of.frame(raw.getFrame(), restored.getFrame() - 1))
				.record(of.known().record())
				.truth(open(truth, opened))
				.repeats(open(repeat, opened), open(restoredrepeat, opened))
				.run(progress, this::log);
			QualityJob.write(judged, new File(output).toPath(), restored.getTitle(), true);
			findings = inWordsOfMacros(String.join("\n", QualityJob.lines(judged)));
			log(findings);
			if (isAtTheScreen()) BrowserLauncher.openURL(new File(output).toURI().toString());
		}
		finally {
			PsfImages.close(psfs);
			PsfImages.close(opened);
		}
	}

	private static Optional<Stack> open(final String name, final List<Stack> opened) throws IOException {
		return name.isBlank() ? Optional.empty()
			: Optional.of(PsfImages.open(name, new ArrayList<>()).stream().peek(opened::add).toList().get(0));
	}
}
