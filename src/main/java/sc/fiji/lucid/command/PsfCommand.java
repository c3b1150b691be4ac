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
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;

import ij.ImagePlus;
import ij.WindowManager;
import sc.fiji.lucid.command.dialog.EntryWidget;
import sc.fiji.lucid.command.image.ImageList;
import sc.fiji.lucid.command.image.PsfImages;
import sc.fiji.lucid.command.result.LastRun;
import sc.fiji.lucid.command.words.Choices;
import sc.fiji.lucid.command.words.DecimalComma;
import sc.fiji.lucid.command.words.Media;
import sc.fiji.lucid.command.words.MoreSettings;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.io.imagej.ImageJStack;
import sc.fiji.lucid.job.PsfJob;
import sc.fiji.lucid.job.settings.Heeded;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.settings.SizeText;
import sc.fiji.lucid.job.settings.StackSettings;
import sc.fiji.lucid.psf.Sampling;

/** Plugins &gt; Lucid &gt; Lucid PSF from Optics...: computes a PSF. */
@Plugin(type = Command.class, menuPath = "Plugins>Lucid>Lucid PSF from Optics...", headless = true,
	initializer = "begin")
public final class PsfCommand extends LucidCommand {

	@Parameter(label = "Microscope", persist = false, description = "How it illuminates and detects",
		choices = { "widefield", "confocal", "spinning-disk", "two-photon", "light-sheet", "lattice-light-sheet",
			"sted", "array-detector" })
	private String modality = "widefield";

	@Parameter(label = "Numerical aperture (NA)", persist = false,
		description = "Of the objective; it is engraved on it, as 1.4")
	private String na = "";

	@Parameter(label = "Immersion", persist = false, required = false, style = EntryWidget.MEDIUM,
		description = "Between objective and coverslip: a medium or its refractive index, as 1.518. " +
			"Empty: the usual one for the NA")
	private String immersionindex = "";

	@Parameter(label = "Sample", persist = false, required = false, style = EntryWidget.MEDIUM,
		description = "What the sample is mounted in: a medium or its refractive index. Empty: the same as the immersion")
	private String sampleindex = "";

	@Parameter(label = "Emission (nm)", persist = false, required = false,
		description = "Wavelength of the light that is recorded, as 520")
	private String emission = "";

	@Parameter(label = "Excitation (nm)", persist = false, required = false,
		description = "Wavelength of the laser; needed for all but widefield")
	private String excitation = "";

	@Parameter(label = "Depth of the point (µm)", persist = false, required = false,
		description = "Below the coverslip. It matters where immersion and sample differ, as oil and water. Empty: 0")
	private String depth = "";

	@Parameter(label = "More settings", persist = false, required = false,
		description = "Any of those listed under About Lucid and Help, separated by blanks: " +
			"pinhole=1 coverslipthickness=160 zernike=12:0.5")
	private String more = "";

	@Parameter(label = "PSF is computed by", persist = false,
		choices = { Choices.BY_NA, "born-wolf", "gibson-lanni", "vectorial", "gaussian" },
		description = "Usually chosen by the NA")
	private String model = Choices.BY_NA;

	@Parameter(label = "Voxel size XxYxZ (µm)", persist = false, description = "As 0.1x0.1x0.3")
	private String voxel = "";

	@Parameter(label = "Size XxYxZ (voxels)", persist = false, required = false,
		description = "As 65x65x41. Empty: so large that it holds almost all light")
	private String size = "";

	@Parameter(label = "Sample at voxel centres only", persist = false,
		description = "Usually each voxel holds all light that falls into it")
	private boolean pointsampled;

	@Parameter(label = "Help", callback = "help", persist = false, required = false,
		description = "Explains every field")
	private Button help;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus result;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus views;

	/** Made by SciJava. */
	public PsfCommand() {
		super("Lucid PSF from Optics");
	}

	/** Fills in what the open image says of its microscope. */
	protected void begin() {
		if (!asks()) return;
		final ImagePlus current = WindowManager.getCurrentImage();
		// Pictures of results, as a comparison is one, know no microscope.
		final ImagePlus image = current != null && current.getBitDepth() != 24 ? current
			: LastRun.get().map(LastRun::raw).orElse(null);
		if (image == null) return;
		final Map<String, String> texts = StackSettings.of(ImageJStack.of(image)).texts();
		if (na.isBlank()) na = first(texts, "na");
		if (emission.isBlank()) emission = first(texts, "emission");
		if (excitation.isBlank()) excitation = first(texts, "excitation");
		if (immersionindex.isBlank()) immersionindex = first(texts, "immersion-index");
		if (voxel.isBlank()) voxel = first(texts, "voxel");
		modality = texts.getOrDefault("modality", modality);
	}

	/** Of several channels, the first. */
	private static String first(final Map<String, String> texts, final String name) {
		return texts.getOrDefault(name, "").split(",")[0];
	}

	@Override
	void work(final FijiProgress progress) throws IOException {
		final Settings fields = optics().with("depth", DecimalComma.inNumbers(depth))
			.with("model", Choices.said(model))
			.with("voxel", DecimalComma.inNumbers(voxel));
		final Request request = MoreSettings
			.beside(fields, MoreSettings.of(more, "more", Heeded.OPTICS_AND_VOXEL, "Lucid PSF from Optics"), "more")
			.request();
		if (request.voxel().isEmpty())
			throw new IllegalArgumentException("Give the voxel size in µm, as 0.1x0.1x0.25 (voxel=).");
		final Optional<Extent> extent = size.isBlank() ? Optional.empty()
			: Optional.of(size).map((Function<String, Extent>) SizeText::extent);
		final PsfJob job = PsfJob.of(request.optics().get(0), request.model().orElse(null), request.voxel().get(),
			extent.orElse(null), pointsampled ? Sampling.POINT : Sampling.INTEGRATED, progress);
		job.lines().forEach(this::log);
		result = PsfImages.image("Lucid PSF", job.psf(), String.join("\n", job.lines()));
		views = new ImagePlus("Views of the PSF", job.picture());
		ImageList.add(views, threads());
		ImageList.add(result, threads());
	}

	private Settings optics() {
		return Settings.NONE.with("modality", modality)
			.with("na", DecimalComma.inIndices(na, 1))
			.with("immersion-index", DecimalComma.inIndices(Media.setting(immersionindex), 1))
			.with("sample-index", DecimalComma.inIndices(Media.setting(sampleindex), 1))
			.with("emission", DecimalComma.inWavelengths(emission, 1))
			.with("excitation", DecimalComma.inWavelengths(excitation, 1));
	}
}
