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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;

import ij.ImagePlus;
import sc.fiji.lucid.command.dialog.EntryWidget;
import sc.fiji.lucid.command.dialog.LiveMessageWidget;
import sc.fiji.lucid.command.dialog.PagedCommand;
import sc.fiji.lucid.command.image.FilledFields;
import sc.fiji.lucid.command.image.ImageCheck;
import sc.fiji.lucid.command.image.ImageList;
import sc.fiji.lucid.command.image.ImageLock;
import sc.fiji.lucid.command.image.PsfImages;
import sc.fiji.lucid.command.result.LastRun;
import sc.fiji.lucid.command.result.Outcome;
import sc.fiji.lucid.command.result.ResultWindow;
import sc.fiji.lucid.command.words.Choices;
import sc.fiji.lucid.command.words.DecimalComma;
import sc.fiji.lucid.command.words.Media;
import sc.fiji.lucid.command.words.MoreSettings;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.imagej.ImageJStack;
import sc.fiji.lucid.io.imagej.ImageJStackWriter;
import sc.fiji.lucid.job.DeconvolutionJob;
import sc.fiji.lucid.job.stack.ResultMetadata;
import sc.fiji.lucid.job.stack.Selection;
import sc.fiji.lucid.job.report.RunLog;
import sc.fiji.lucid.job.settings.Acquisition;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.settings.Settings;

/**
 * Plugins &gt; Lucid &gt; Lucid Deconvolve...: restores the active image.
 * <p>
 * Numbers are text fields: ImageJ macros turn what is not a number into 0 without
 * a word, and an empty field means that the image or a default decides.
 */
@Plugin(type = Command.class, menuPath = "Plugins>Lucid>Lucid Deconvolve...", headless = true, initializer = "begin")
public final class DeconvolveCommand extends LucidCommand implements PagedCommand {

	private static final String PREVIEW_ITERATIONS = "20";

	private static final Set<String> SECOND_PAGE = Set.of("sampleindex", "depth", "zdirection", "slabs", "voxel",
		"model", "psfvoxel", "channels", "frames", "series", "method", "iterations", "background", "saturation",
		"repair", "dark", "flat", "bleach", "psfcheck", "engine", "more");

	@Parameter(label = "Image", callback = "begin")
	private ImagePlus image;

	@Parameter(label = "Microscope", callback = "tell", persist = false,
		choices = { Choices.IMAGE, "widefield", "confocal", "spinning-disk", "two-photon", "light-sheet",
			"lattice-light-sheet", "sted", "array-detector" },
		description = "How it illuminates and detects. Where the image does not say, widefield is taken")
	private String modality = Choices.IMAGE;

	@Parameter(label = "Numerical aperture (NA)", callback = "tell", persist = false, required = false,
		description = "Of the objective; it is engraved on it, as 1.4. Empty: as the image says")
	private String na = "";

	@Parameter(label = "Immersion", callback = "tell", persist = false, required = false, style = EntryWidget.MEDIUM,
		description = "Between objective and coverslip: a medium or its refractive index, as 1.518. Empty: as the " +
			"image says, else the usual one for the NA")
	private String immersionindex = "";

	@Parameter(label = "Emission (nm)", callback = "tell", persist = false, required = false,
		description = "Wavelength of the light that was recorded, as 520, or one for each channel: 460,520,610")
	private String emission = "";

	@Parameter(label = "Excitation (nm)", callback = "tell", persist = false, required = false,
		description = "Wavelength of the laser; needed for all but widefield. One, or one for each channel")
	private String excitation = "";

	@Parameter(label = "Measured PSF", callback = "tell", persist = false, required = false, style = EntryWidget.IMAGE,
		description = "Title of an open image or path of a TIFF. Empty: the PSF is computed from what is said above")
	private String psf = "";

	@Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false, style = LiveMessageWidget.STYLE)
	private String known = "";

	@Parameter(label = "Preview", callback = "preview", persist = false, required = false,
		description = "Restores the stack in coarser pixels, or a small region around the selection, and shows it " +
			"from the top and the side")
	private Button preview;

	@Parameter(label = "Help", callback = "help", persist = false, required = false,
		description = "Explains every field")
	private Button help;

	// Invisible to the recorder only: it says nothing of the restoration.
	@Parameter(label = "All settings, after OK", persist = false, required = false,
		visibility = ItemVisibility.INVISIBLE,
		description = "Asks for sample, depth, channels, method, iterations, background and more in a second window")
	private boolean all;

	@Parameter(label = "Sample", callback = "tell", persist = false, required = false, style = EntryWidget.MEDIUM,
		description = "What the sample is mounted in: a medium or its refractive index, as 1.47. Empty: the same " +
			"as the immersion")
	private String sampleindex = "";

	@Parameter(label = "Depth of the slice at the coverslip (µm)", callback = "tell", persist = false, required = false,
		description = "Below the coverslip. It matters where immersion and sample differ, as oil and water. Empty: 0")
	private String depth = "";

	@Parameter(label = "Slice nearest to the coverslip", callback = "tell", persist = false,
		choices = { "coverslip-first", "coverslip-last" },
		description = "coverslip-first: the first slice lies at the coverslip, where the objective is. " +
			"coverslip-last: the stack was recorded from deep to shallow. It matters where immersion and " +
			"sample differ")
	private String zdirection = "coverslip-first";

	@Parameter(label = "Slabs along z", callback = "tell", persist = false, required = false,
		description = "At how many depths the PSF is computed; auto: as many as it asks for. Empty: one PSF for all")
	private String slabs = "";

	@Parameter(label = "Voxel size XxYxZ (µm)", callback = "tell", persist = false, required = false,
		description = "As 0.1x0.1x0.3, if that of the image is missing or wrong")
	private String voxel = "";

	@Parameter(label = "PSF is computed by", callback = "tell", persist = false,
		choices = { Choices.BY_NA, "born-wolf", "gibson-lanni", "vectorial", "gaussian" },
		description = "Usually chosen by the NA")
	private String model = Choices.BY_NA;

	@Parameter(label = "Voxel size of the measured PSF (µm)", callback = "tell", persist = false, required = false,
		description = "As 0.1x0.1x0.3. Empty: as the PSF image says, else that of the stack")
	private String psfvoxel = "";

	@Parameter(label = "Channels", callback = "tell", persist = false, required = false,
		description = "Which are restored, as 1,3 or 2-4. Empty: all")
	private String channels = "";

	@Parameter(label = "Frames", callback = "tell", persist = false, required = false,
		description = "Which are restored, as 1,3 or 2-10. Empty: all")
	private String frames = "";

	@Parameter(label = "Time series", callback = "tell", persist = false, choices = { "shared", "separate" },
		description = "shared: all frames of a channel get the same number of iterations, so that they can be compared; " +
			"separate: each frame gets what suits it best")
	private String series = "shared";

	@Parameter(label = "Method", callback = "tell", persist = false,
		choices = { "auto", "richardson-lucy", "heavy-ball", "rl-tv", "biggs-andrews", "quasi-newton", "two-stage",
			"gradient-consensus", "wiener-butterworth", "wiener", "tikhonov" },
		description = "auto stops by itself; see Plugins > Lucid > About Lucid and Help")
	private String method = "auto";

	@Parameter(label = "Iterations", callback = "tell", persist = false, required = false,
		description = "A whole number. Empty: found from the data. More are sharper and noisier")
	private String iterations = "";

	@Parameter(label = "Background (counts)", callback = "tell", persist = false, required = false,
		description = "What the camera shows without light. A number, or auto: estimated from the darkest parts")
	private String background = "auto";

	@Parameter(label = "Saturated from (counts)", callback = "tell", persist = false, required = false,
		description = "Voxels of at least this value had at least so much light. Empty: found at the end of the " +
			"camera's range; none: all are taken as they are")
	private String saturation = "";

	@Parameter(label = "Repair before", callback = "tell", persist = false, required = false,
		description = "Faults of camera and microscope. auto: all that can be mistaken for nothing else, where " +
			"they are found; none; or some, separated by commas: see Help")
	private String repair = "auto";

	@Parameter(label = "Dark image", callback = "tell", persist = false, required = false,
		description = "Path of a stack of images without light, which are averaged. One, or one for each channel, " +
			"separated by commas. Empty: none")
	private String dark = "";

	@Parameter(label = "Flat image", callback = "tell", persist = false, required = false,
		description = "Path of a stack of images of an evenly lit field, which are averaged. One, or one for each " +
			"channel, separated by commas. Empty: none")
	private String flat = "";

	@Parameter(label = "Bleaching over the slices (%)", callback = "tell", persist = false, required = false,
		description = "Light that is lost from the first slice to the last, as 30; auto: as a widefield stack " +
			"tells, where it does. Empty: none")
	private String bleach = "";

	@Parameter(label = "Ask the stack about its PSF", callback = "tell", persist = false,
		choices = { "auto", "warn", "fit", "off" },
		description = "Whether depth and direction of z can be as you said. warn: tells in the log; fit: restores " +
			"with what the stack says, where it differs; auto: warns where that is quick beside the restoration")
	private String psfcheck = "auto";

	@Parameter(label = "Computed by", callback = "tell", persist = false,
		choices = { "auto", Choices.PROCESSOR, Choices.CARD },
		description = "auto: a graphics card where that is faster for a stack of this size, else the processor. What a " +
			"card cannot do, the processor does, and the log says so")
	private String engine = "auto";

	@Parameter(label = "More settings", callback = "tell", persist = false, required = false,
		description = "Any of those listed under About Lucid and Help, separated by blanks: pinhole=1 boundary=periodic")
	private String more = "";

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus result;

	private final FilledFields filled = new FilledFields();
	private final DeconvolveDialog dialog = new DeconvolveDialog(this::show);
	private boolean asks;
	private final Set<String> postponed = new HashSet<>();

	/** Made by SciJava. */
	public DeconvolveCommand() {
		super("Lucid Deconvolve");
	}

	@Override
	void work(final FijiProgress progress) throws IOException {
		dialog.end();
		final long start = System.nanoTime();
		final List<Stack> psfs = new ArrayList<>();
		try (ImageLock lock = ImageLock.of(image)) {
			final ImageJStack whole = ImageJStack.of(image);
			final Stack stack = settings().selected(whole);
			settings().refuseZarr();
			final Request request = settings().request(names -> PsfImages.open(names, stack.slices(), psfs));
			check(whole, request);
			final ImageJStackWriter writer = writer(whole, stack, request);
			final RunLog report = DeconvolutionJob.run(stack, request, writer::write, progress, this::log);
			writer.appendInfo(report.info());
			// Info has the log.
			writer.hold(report.record().put("settings", settings().texts()).without("log"));
			writer.finish();
			result = writer.image();
			ResultWindow.setRanges(result);
			ImageList.add(result, threads());
			LastRun.set(image, result, settings());
			tell(report, 1e-9 * (System.nanoTime() - start));
		}
		finally {
			PsfImages.close(psfs);
		}
	}

	/** @throws IllegalStateException if nobody looks, and a part could not be restored; the result is there then, too */
	private void tell(final RunLog report, final double seconds) {
		if (isAtTheScreen()) {
			ResultWindow.prepare(image, result);
			Outcome.show(image, result, report, seconds);
		}
		else report.incomplete(result.getTitle()).ifPresent(sentence -> {
			ImageList.show(result);
			throw new IllegalStateException(sentence);
		});
	}

	private void check(final ImageJStack stack, final Request request) {
		ImageCheck.channels(image);
		if (request.voxel().isEmpty()) ImageCheck.pixels(image, stack);
		ImageCheck.background(image, request.options().background());
	}

	private ImageJStackWriter writer(final ImageJStack whole, final Stack stack, final Request request) {
		final String title = "Lucid " + image.getTitle();
		final ImageJStackWriter writer = stack instanceof Selection chosen
			? new ImageJStackWriter(whole, chosen.chosenChannels(), chosen.chosenFrames(), title)
			: new ImageJStackWriter(whole, title);
		return request.scan().isDeskewed() ? writer.reshaped(ResultMetadata.shape(stack, request),
			request.scan().result(Acquisition.of(stack, request).voxel())) : writer;
	}

	/** Fills in what the image says, when the dialog opens or another image is chosen. */
	protected void begin() {
		if (image == null) refuse("There is no image open. Open a stack first.");
		asks = asks();
		if (image == null || !asks) return;
		try {
			ImageCheck.channels(image);
			filled.from(dialog.stack(image));
			na = filled.fill("na", na);
			emission = filled.fill("emission", emission);
			excitation = filled.fill("excitation", excitation);
			voxel = filled.fill("voxel", voxel);
		}
		catch (final IllegalArgumentException e) {
			refuse(e.getMessage());
		}
		tell();
	}

	/** Nothing goes on for a dialog that was cancelled, and no preview opens any more. */
	@Override
	public void cancel(final String reason) {
		dialog.end();
		super.cancel(reason);
	}

	/** Tells in the dialog what would be used, what is missing, and what to mind. */
	protected void tell() {
		if (image == null || !asks) return;
		try {
			dialog.tell(image, settings());
		}
		catch (final IllegalArgumentException e) {
			dialog.tell(e);
		}
	}

	private void show(final String text) {
		known = text;
		liveText().set(text);
	}

	@Override
	boolean isOfTheImage(final String input, final String text) {
		return FilledFields.NAMES.contains(input) && filled.holds(input, text);
	}

	/** Shows a small region as it would be restored. */
	protected void preview() {
		try {
			dialog.preview(image, quick(settings()), progress("Lucid preview"));
		}
		catch (final IllegalArgumentException e) {
			dialog.tell(e);
		}
	}

	/** What would be decided from the data takes long; a few iterations of the quickest method show what to expect. */
	private static Settings quick(final Settings settings) {
		final boolean decided = settings.texts().containsKey("method") || settings.texts().containsKey("iterations");
		return decided ? settings : settings.with("method", "heavy-ball").with("iterations", PREVIEW_ITERATIONS);
	}

	@Override
	public Set<String> secondPage() {
		final Set<String> names = new HashSet<>(SECOND_PAGE);
		// What is missing is asked for at once.
		if (image != null && voxel.isBlank()) names.remove("voxel");
		return names;
	}

	@Override
	public Set<String> bothPages() {
		return Set.of("known", "preview", "help");
	}

	@Override
	public boolean wantsSecondPage() {
		return all;
	}

	@Override
	public Set<String> postponed() {
		return postponed;
	}

	/** @return what the user said; what the image said stays the image's word */
	private Settings settings() {
		final int n = image == null ? 1 : image.getNChannels();
		final Settings optics = filled.said("na", DecimalComma.inIndices(na, n))
			.orElse(filled.said("emission", DecimalComma.inWavelengths(emission, n)))
			.orElse(filled.said("excitation", DecimalComma.inWavelengths(excitation, n)))
			.orElse(filled.said("voxel", DecimalComma.inNumbers(voxel)));
		final Settings fields = optics.orElse(sample(n))
			.orElse(what())
			.with("modality", Choices.said(modality))
			.with("psf", psf)
			.with("psf-voxel", DecimalComma.inNumbers(psfvoxel))
			.with("model", Choices.said(model))
			.with("method", method.equals("auto") ? "" : method)
			.with("iterations", iterations)
			.with("background", background.trim().equals("auto") ? "" : DecimalComma.inCounts(background, "background"))
			.with("saturation", DecimalComma.inCounts(saturation, "saturation"))
			.with("repair", repair.equals("auto") ? "" : repair)
			.with("dark", dark)
			.with("flat", flat)
			.with("bleach", DecimalComma.inNumbers(bleach))
			.with("psf-check", psfcheck.equals("auto") ? "" : psfcheck)
			.with("engine", Choices.engine(engine));
		return MoreSettings.beside(fields, MoreSettings.of(more, "more"), "more");
	}

	private Settings sample(final int n) {
		return Settings.NONE.with("immersion-index", DecimalComma.inIndices(Media.setting(immersionindex), n))
			.with("sample-index", DecimalComma.inIndices(Media.setting(sampleindex), n))
			.with("depth", DecimalComma.inNumbers(depth))
			.with("z-direction", zdirection.equals("coverslip-first") ? "" : zdirection)
			.with("slabs", slabs);
	}

	private Settings what() {
		return Settings.NONE.with("channels", channels)
			.with("frames", frames)
			.with("time-series", series.equals("shared") ? "" : series);
	}
}
