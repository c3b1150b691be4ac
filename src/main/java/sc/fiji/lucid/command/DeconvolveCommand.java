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

import java.awt.Rectangle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.app.StatusService;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.Task;
import org.scijava.task.TaskService;
import org.scijava.widget.Button;

import ij.ImagePlus;
import ij.plugin.SubHyperstackMaker;
import sc.fiji.lucid.io.ImageJStack;
import sc.fiji.lucid.io.ImageJStackWriter;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.DeconvolutionJob;
import sc.fiji.lucid.job.JobReport;
import sc.fiji.lucid.job.Preview;
import sc.fiji.lucid.job.Request;
import sc.fiji.lucid.job.Settings;

/**
 * Plugins &gt; Lucid &gt; Lucid Deconvolve...: restores the active image.
 * <p>
 * Numbers are text fields: ImageJ macros turn what is not a number into 0 without
 * a word, and an empty field means that the image or a default decides.
 */
@Plugin(type = Command.class, menuPath = "Plugins>Lucid>Lucid Deconvolve...", headless = true)
public final class DeconvolveCommand extends ContextCommand {

	@Parameter(label = "Image", initializer = "tell", callback = "tell")
	private ImagePlus image;

	@Parameter(label = "Modality", callback = "tell", persist = false, choices = { "", "widefield", "confocal", "spinning-disk",
		"two-photon", "light-sheet", "lattice-light-sheet" }, description = "Empty: from the image, else widefield")
	private String modality = "";

	@Parameter(label = "Numerical aperture", callback = "tell", persist = false, required = false, description = "Empty: from the image")
	private String na = "";

	@Parameter(label = "Immersion index", callback = "tell", persist = false, required = false,
		description = "Air 1.0, water 1.333, glycerol 1.47, silicone 1.40, oil 1.515. Empty: from the image, else by the NA")
	private String immersionindex = "";

	@Parameter(label = "Sample index", callback = "tell", persist = false, required = false,
		description = "Refractive index of the mounting medium. Empty: that of the immersion")
	private String sampleindex = "";

	@Parameter(label = "Emission wavelength (nm)", callback = "tell", persist = false, required = false,
		description = "One, or one per channel separated by commas. Empty: from the image")
	private String emission = "";

	@Parameter(label = "Excitation wavelength (nm)", callback = "tell", persist = false, required = false,
		description = "For confocal, two-photon and light-sheet; one, or one per channel")
	private String excitation = "";

	@Parameter(label = "Depth below the coverslip (µm)", callback = "tell", persist = false, required = false)
	private String depth = "";

	@Parameter(label = "More settings", callback = "tell", persist = false, required = false,
		description = "Any of the command line's, separated by blanks: pinhole=1 coverslip-thickness=160 boundary=periodic")
	private String more = "";

	@Parameter(label = "PSF image or file", callback = "tell", persist = false, required = false,
		description = "Title of an open image or path of a TIFF; empty: computed from the optics")
	private String psf = "";

	@Parameter(label = "Voxel size of the PSF image XxYxZ (µm)", callback = "tell", persist = false, required = false,
		description = "Empty: from the PSF image, else that of the stack")
	private String psfvoxel = "";

	@Parameter(label = "PSF model", callback = "tell", persist = false, choices = { "", "born-wolf", "gibson-lanni", "vectorial",
		"gaussian" }, description = "Empty: chosen by the NA")
	private String model = "";

	@Parameter(label = "Voxel size XxYxZ (µm)", callback = "tell", persist = false, required = false, description = "Empty: from the image")
	private String voxel = "";

	@Parameter(label = "Method", callback = "tell", persist = false, choices = { "auto", "richardson-lucy", "heavy-ball",
		"rl-tv", "biggs-andrews", "quasi-newton", "two-stage", "gradient-consensus", "wiener-butterworth", "wiener",
		"tikhonov" }, description = "The others of the command line go into the field below")
	private String method = "auto";

	@Parameter(label = "Iterations", callback = "tell", persist = false, required = false, description = "Empty: found from the data")
	private String iterations = "";

	@Parameter(label = "Background (counts)", callback = "tell", persist = false, required = false, description = "A number, or auto")
	private String background = "auto";

	@Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false)
	private String known = "";

	@Parameter(label = "Preview", callback = "preview", persist = false, required = false,
		description = "Restores a small region around the current slice or the selection")
	private Button preview;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus result;

	@Parameter
	private StatusService status;

	@Parameter
	private TaskService tasks;

	@Parameter
	private LogService log;

	@Override
	public void run() {
		final Task task = tasks.createTask("Lucid Deconvolve");
		final List<Stack> psfs = new ArrayList<>();
		try (FijiProgress progress = new FijiProgress(status, task)) {
			final ImageJStack stack = ImageJStack.of(chosen());
			final Request request = settings().request(names -> PsfImages.open(names, psfs));
			final ImageJStackWriter writer = new ImageJStackWriter(stack, "Lucid " + image.getTitle());
			final JobReport report = DeconvolutionJob.run(stack, request, writer::write, progress, log::info);
			writer.appendInfo(report.info());
			writer.finish();
			result = writer.image();
			ImageList.add(result);
		}
		catch (final CancellationException e) {
			cancel("Lucid was cancelled; the image is unchanged.");
		}
		catch (final IOException | IllegalArgumentException | IllegalStateException e) {
			MacroErrors.stop(e.getMessage());
			throw new IllegalArgumentException(e.getMessage(), e);
		}
		finally {
			PsfImages.close(psfs);
		}
	}

	/** The image, or a copy of the channels and frames that were asked for. */
	private ImagePlus chosen() {
		final Settings settings = settings();
		final ImageJStack whole = ImageJStack.of(image);
		if (settings.selected(whole) == whole) return image;
		final String channels = settings.texts().getOrDefault("channels", "1-" + image.getNChannels());
		final String frames = settings.texts().getOrDefault("frames", "1-" + image.getNFrames());
		final ImagePlus part = SubHyperstackMaker.makeSubhyperstack(image, channels, "1-" + image.getNSlices(), frames);
		part.setCalibration(image.getCalibration());
		part.setProperty("Info", image.getInfoProperty());
		part.setTitle(image.getTitle());
		return part;
	}

	/** Tells in the dialog what would be used, what is missing, and what to mind. */
	protected void tell() {
		try {
			final List<String> lines = Preview.lines(ImageJStack.of(chosen()), settings().request());
			known = "<html>" + String.join("<br>", lines) + "</html>";
		}
		catch (final IllegalArgumentException e) {
			known = "<html><b>" + e.getMessage() + "</b></html>";
		}
	}

	/** Shows a small region as it would be restored. */
	protected void preview() {
		final List<Stack> psfs = new ArrayList<>();
		try (FijiProgress progress = new FijiProgress(status, tasks.createTask("Lucid preview"))) {
			final Request request = settings().request(names -> PsfImages.open(names, psfs));
			final Rectangle selected = image.getRoi() == null ? new Rectangle(0, 0, image.getWidth(), image.getHeight()) : image
				.getRoi().getBounds();
			final int[] voxel = { (int) selected.getCenterX(), (int) selected.getCenterY(), image.getZ() - 1 };
			new ImagePlus("Lucid preview of " + image.getTitle(), Preview.picture(ImageJStack.of(image), request, voxel, image
				.getC() - 1, image.getT() - 1, progress)).show();
		}
		catch (final CancellationException e) {
			status.showStatus("Preview cancelled");
		}
		catch (final IOException | IllegalArgumentException | IllegalStateException e) {
			known = "<html><b>" + e.getMessage() + "</b></html>";
		}
		finally {
			PsfImages.close(psfs);
		}
	}

	private Settings settings() {
		return Settings.NONE.with("modality", modality).with("na", na).with("immersion-index", immersionindex).with(
			"sample-index", sampleindex).with("emission", emission).with("excitation", excitation).with("depth", depth).with(
				"psf", psf).with("psf-voxel", psfvoxel).with("model", model).with("voxel", voxel).with("method", method.equals(
					"auto") ? "" : method).with("iterations", iterations)
			.with("background", background).orElse(MoreSettings.of(more));
	}
}
