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

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.scijava.command.CommandModule;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.Calibration;

/** What ends a macro is told in the words of its line. */
public class MacroErrorsTest {

	private static final String OPTICS = "na=0.8 emission=520 iterations=2 method=richardson-lucy ";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Rule
	public final CommandDoor door = new CommandDoor();

	/** A movie of two frames. */
	private static ImagePlus movie(final String unit) {
		final ImagePlus image = IJ.createHyperStack("h", 20, 18, 1, 6, 2, 16);
		for (int i = 1; i <= image.getStackSize(); i++) {
			image.getStack().getProcessor(i).add(100 + i);
			image.getStack().getProcessor(i).set(10, 9, 900);
		}
		final Calibration calibration = image.getCalibration();
		calibration.setUnit(unit);
		calibration.pixelWidth = calibration.pixelHeight = 0.1;
		calibration.pixelDepth = 0.3;
		return image;
	}

	/** @return why the macro ended, which it must */
	private String told(final ImagePlus image, final String command, final String options) {
		final String path = new File(folder.getRoot(), "h.tif").getPath();
		IJ.saveAsTiff(image, path);
		final String got = ImageJMacros.run("open(getArgument());\nif (Stack.isHyperstack) Stack.setFrame(2);\nrun('" +
			command + "...', '" + options + "');\nreturn 'went on';", path);
		assertTrue(options + ": " + got, got == null || got.equals("[aborted]"));
		return ran().getCancelReason();
	}

	private static CommandModule ran() {
		return ImageJMacros.ran().get(ImageJMacros.ran().size() - 1);
	}

	private String told(final String options) {
		return told(movie("um"), "Lucid Deconvolve", OPTICS + options);
	}

	@Test
	public void aFrameThatCouldNotBeRestoredEndsTheMacroAndTheResultIsThere() {
		final ImagePlus image = movie("um");
		for (int z = 1; z <= 6; z++)
			image.getStack().getProcessor(image.getStackIndex(1, z, 2)).set(0);
		assertEquals("Lucid h.tif is not complete: 1 part could not be restored and is NaN there; the rest is right.",
			told(image, "Lucid Deconvolve", OPTICS));
		final ImagePlus result = (ImagePlus) ran().getOutput("result");
		assertEquals(2, result.getNFrames());
		assertTrue(Float.isNaN(result.getStack().getProcessor(result.getStackIndex(1, 3, 2)).getf(5, 5)));
		assertFalse(Float.isNaN(result.getStack().getProcessor(result.getStackIndex(1, 3, 1)).getf(5, 5)));
		assertEquals("as the recording is shown", 2, result.getT());
		assertTrue("the range of the other frame, " + result.getDisplayRangeMax(), result.getDisplayRangeMax() > 1.5);
		assertTrue(result.getInfoProperty(),
			result.getInfoProperty().contains("\nchannel 1, frame 2: not restored: Every voxel is "));
	}

	@Test
	public void settingsAreNamedByTheirKeys() {
		assertEquals("'series' is shared or separate, not 'foo'.", told("series=foo"));
		assertTrue(told("zdirection=last"), told("zdirection=last").startsWith("'zdirection' says which slice "));
		assertEquals("'psfcheck' is auto, warn, fit, off, not 'foo'.", told("psfcheck=foo"));
		assertTrue(told("more=[skew-angle=2]"), told("more=[skew-angle=2]").startsWith("'skewangle' is the angle "));
	}

	/** What the batch calls otherwise than the dialog of one image. */
	@Test
	public void aBatchNamesTheSettingsOfItsText() throws IOException {
		final String batch = "folder=[" + folder.newFolder("in") + "] output=[" + folder.newFolder("out") +
			"] settings=";
		assertEquals("'timeseries' is shared or separate, not 'foo'.",
			told(movie("um"), "Lucid Batch Deconvolve", batch + "[timeseries=foo]"));
		assertEquals("There is no setting 'timeserie' (settings=): Plugins > Lucid > About Lucid and Help lists all.",
			told(movie("um"), "Lucid Batch Deconvolve", batch + "[timeserie=shared]"));
	}

	/** Whoever reads the table of a batch that Fiji did has fields and macros, not flags. */
	@Test
	public void theTableOfABatchHasTheWordsOfMacros() throws IOException {
		final File in = folder.newFolder("in"), out = folder.newFolder("out");
		IJ.saveAsTiff(movie("um"), new File(in, "a.tif").getPath());
		told(movie("um"), "Lucid Batch Deconvolve", "folder=[" + in + "] output=[" + out + "] settings=[emission=520]");
		final String table = Files.readString(out.toPath().resolve("lucid-status.csv"));
		assertTrue(table, table.contains("the numerical aperture (na=)"));
		assertFalse(table, table.contains("--"));
	}

	@Test
	public void aKeyThatTheCommandDoesNotHaveIsToldAsWrittenAndWhereItBelongs() {
		assertEquals("'psf-check' is no option of Lucid Deconvolve. Write psfcheck=off.", told("psf-check=off"));
		assertEquals("'time-series' is no option of Lucid Deconvolve. Write series=separate.",
			told("time-series=separate"));
		assertEquals("'gain' is no option of Lucid Deconvolve. Write more=[gain=1].", told("gain=1"));
		assertEquals("'gain' is no option of Lucid Denoise. Write camera=[gain=1].",
			told(movie("um"), "Lucid Denoise", "gain=1"));
		assertEquals("'na' is no option of Lucid Denoise. Plugins > Lucid > About Lucid and Help lists all.",
			told(movie("um"), "Lucid Denoise", "na=1"));
		assertEquals("'channel' is a whole number, as 1, not 'abc'.",
			told(movie("um"), "Lucid Quality Report", "channel=abc"));
	}

	@Test
	public void anImageThatIsNotOpenIsNamed() {
		for (final String command : new String[] { "Lucid Deconvolve", "Lucid Repair", "Lucid Denoise", "Lucid CLAHE",
			"Lucid PSF from Beads" })
			assertEquals("The image (image=) is not open: no open image has the title 'no such title.tif'.",
				told(movie("um"), command, "image=[no such title.tif]"));
	}

	@Test
	public void coloursAreRefusedInWordsForEveryCommand() {
		final String told = told(IJ.createImage("h", "RGB", 20, 20, 3), "Lucid Repair", "repair=auto");
		assertTrue(told, told.contains("is an RGB image, whose colours are no counts of light. Use Image > "));
	}

	@Test
	public void aUnitThatIsNotKnownIsNamed() {
		final String told = told(movie("furlong"), "Lucid Deconvolve", OPTICS);
		assertTrue(told, told.contains("give voxel=XxYxZ in µm, or set it in Fiji under Image > Properties. " +
			"(The image's unit is 'furlong', which is no length that Lucid knows.)"));
		final String none = told(movie("pixel"), "Lucid Deconvolve", OPTICS);
		assertTrue(none, none.endsWith("Image > Properties."));
	}
}
