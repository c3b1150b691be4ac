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
import java.util.List;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import sc.fiji.lucid.command.image.ImageList;
import sc.fiji.lucid.command.image.ImageLock;
import sc.fiji.lucid.command.image.PsfImages;
import sc.fiji.lucid.command.words.DecimalComma;
import sc.fiji.lucid.command.words.MoreSettings;
import sc.fiji.lucid.io.imagej.ImageJStack;
import sc.fiji.lucid.job.BeadsJob;
import sc.fiji.lucid.job.settings.Heeded;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.psf.beads.BeadOptions;
import sc.fiji.lucid.psf.fit.BeadFit;

/** Plugins &gt; Lucid &gt; Lucid PSF from Beads...: distils a PSF from the active image of beads. */
@Plugin(type = Command.class, menuPath = "Plugins>Lucid>Lucid PSF from Beads...", headless = true,
	initializer = "begin")
public final class BeadsCommand extends LucidCommand {

	@Parameter(label = "Image of beads")
	private ImagePlus image;

	@Parameter(label = "Diameter of the beads (µm)", persist = false)
	private String diameter = "0.1";

	@Parameter(label = "Saturated from (counts)", persist = false, required = false,
		description = "Empty: found from the image")
	private String saturation = "";

	@Parameter(label = "Make it round", persist = false,
		description = "Averages the PSF over all rotations about z: less noise, but no coma or astigmatism")
	private boolean symmetrical;

	@Parameter(label = "Numerical aperture (NA)", persist = false, required = false,
		description = "For the comparison with theory; empty: from the image")
	private String na = "";

	@Parameter(label = "Emission wavelength (nm)", persist = false, required = false,
		description = "For the comparison with theory; empty: from the image")
	private String emission = "";

	@Parameter(label = "Fit a computed PSF", persist = false,
		description = "Gives the computed PSF without noise whose NA and spherical aberration fit the beads best")
	private boolean fit;

	@Parameter(label = "Retrieve the pupil", persist = false,
		description = "Gives the PSF without noise of the objective as it is: all its aberrations, retrieved from " +
			"the beads. Widefield only")
	private boolean pupil;

	@Parameter(label = "More settings", persist = false, required = false,
		description = "Any of those listed under About Lucid and Help, separated by blanks: " +
			"modality=confocal excitation=488 voxel=0.1x0.1x0.2")
	private String more = "";

	@Parameter(label = "Help", callback = "help", persist = false, required = false,
		description = "Explains every field")
	private Button help;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus result;

	@Parameter(type = ItemIO.OUTPUT, label = "Beads")
	private ResultsTable table;

	/** Made by SciJava. */
	public BeadsCommand() {
		super("Lucid PSF from Beads");
	}

	/** Checks that there is an image. */
	protected void begin() {
		if (image == null) refuse("There is no image open. Open a stack of beads first.");
	}

	@Override
	void work(final FijiProgress progress) throws IOException {
		final Settings settings = MoreSettings.beside(
			Settings.NONE.with("na", DecimalComma.inIndices(na, 1))
				.with("emission", DecimalComma.inWavelengths(emission, 1)),
			MoreSettings.of(more, "more", Heeded.OPTICS_AND_VOXEL, "Lucid PSF from Beads"), "more");
		final BeadOptions options = BeadOptions.DEFAULT.withDiameter(number("diameter", diameter))
			.withSymmetrical(symmetrical);
		final BeadsJob job;
		try (ImageLock lock = ImageLock.of(image)) {
			job = BeadsJob.of(List.of(ImageJStack.of(image)), settings.request(),
				saturation.isBlank() ? options : options.withSaturation(number("saturation", saturation)), what(),
				progress);
		}
		job.lines().forEach(this::log);
		result = PsfImages.image("Lucid PSF of " + image.getTitle(), job.psf(), String.join("\n", job.lines()));
		table = table(job.report().csv());
		ImageList.add(result, threads());
		if (hasScreen() && hasWindows()) table.show("Beads of " + image.getTitle());
	}

	private BeadFit what() {
		if (fit && pupil) throw new IllegalArgumentException(
			"'Fit a computed PSF' and 'Retrieve the pupil' each make a PSF: choose one of them.");
		return fit ? BeadFit.OPTICS : pupil ? BeadFit.PUPIL : BeadFit.NONE;
	}

	private static double number(final String name, final String text) {
		try {
			return Double.parseDouble(DecimalComma.inNumbers(text.trim()));
		}
		catch (final NumberFormatException e) {
			throw new IllegalArgumentException("'" + name + "' takes a number, not '" + text + "'.", e);
		}
	}

	private static ResultsTable table(final String csv) {
		final ResultsTable table = new ResultsTable();
		final List<String> lines = csv.lines().toList();
		final String[] columns = lines.get(0).split(",");
		for (final String line : lines.subList(1, lines.size())) {
			table.incrementCounter();
			final String[] cells = line.split(",");
			for (int c = 0; c < cells.length; c++)
				if (cells[c].matches("-?[0-9.eE+-]+")) table.addValue(columns[c], Double.parseDouble(cells[c]));
				else table.addValue(columns[c], cells[c]);
		}
		return table;
	}
}
