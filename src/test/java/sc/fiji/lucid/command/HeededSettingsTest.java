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
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.concurrent.ExecutionException;

import org.junit.Rule;
import org.junit.Test;
import org.scijava.command.CommandModule;

import ij.IJ;
import ij.ImagePlus;
import sc.fiji.lucid.command.words.Messages;

/** What a command does not heed is refused; it would change nothing without a word. */
public class HeededSettingsTest {

	@Rule
	public final CommandDoor door = new CommandDoor();

	private static ImagePlus stack() {
		final ImagePlus image = IJ.createImage("cells", "16-bit ramp", 20, 16, 6);
		image.getCalibration().setUnit("micron");
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.2;
		image.getCalibration().pixelDepth = 0.5;
		return image;
	}

	private CommandModule run(final Class<? extends LucidCommand> command, final Object... inputs) throws Exception {
		return door.run(command, inputs);
	}

	private void refused(final String message, final Class<? extends LucidCommand> command, final Object... inputs) {
		final String told = assertThrows(ExecutionException.class, () -> run(command, inputs)).getCause().getMessage();
		assertTrue(told, told.startsWith(message));
		assertEquals(told, 1, told.lines().count());
	}

	@Test
	public void whatTheTaskDoesNotHeedIsRefusedByName() {
		refused("'method' is no setting that Lucid Repair heeds (more=). It heeds repair, dark,", RepairCommand.class,
			"image", stack(), "more", "na=0.8 emission=520 method=wiener");
		refused("'channels' is no setting that Lucid Repair heeds", RepairCommand.class, "image", stack(), "more",
			"channels=1");
		refused("'na' is no setting that Lucid Denoise heeds (camera=). It heeds gain, offset, readnoise.",
			DenoiseCommand.class, "image", stack(), "camera", "gain=1 na=1.4");
		refused("'readnoise' is no setting that Lucid PSF from Beads heeds (more=). It heeds voxel and",
			BeadsCommand.class, "image", stack(), "more", "read-noise=2");
		refused("'iterations' is no setting that Lucid PSF from Optics heeds", PsfCommand.class, "na", "0.8",
			"emission", "520", "voxel", "0.1x0.1x0.2", "more", "iterations=2");
	}

	@Test
	public void whatHasAFieldIsNotHeededBesideIt() {
		refused("'repair=impulses' (more=) would not be heeded, as repair has a field of its own, which says 'auto'",
			RepairCommand.class, "image", stack(), "more", "repair=impulses");
		refused("'na=0.9' (more=) would not be heeded", DeconvolveCommand.class, "image", stack(), "na", "0.8",
			"emission", "520", "more", "na=0.9");
		refused("'modality=confocal' (more=) would not be heeded", PsfCommand.class, "na", "0.8", "emission", "520",
			"voxel", "0.1x0.1x0.2", "more", "modality=confocal");
	}

	@Test
	public void aBeadsDiameterAndSaturationAreNumbersThatCanBe() {
		refused("The bead diameter must be from 0 to 20 µm, not -1.0 (diameter=).", BeadsCommand.class, "image",
			stack(), "diameter", "-1");
		for (final String no : new String[] { "NaN", "0", "Infinity" })
			refused("The counts at which the camera clips must be a number above 0, not ", BeadsCommand.class, "image",
				stack(), "saturation", no);
	}

	/** Repaired and denoised images are meant to be restored; results of a restoration are not. */
	@Test
	public void aResultThatIsRestoredAgainIsWarnedOf() throws Exception {
		final String warning = "is a result of Lucid already";
		final Object[] optics = { "na", "0.8", "emission", "520", "method", "richardson-lucy", "iterations", "1",
			"image", null };
		for (final boolean restoredBefore : new boolean[] { false, true }) {
			final Class<? extends LucidCommand> first = restoredBefore ? DeconvolveCommand.class : RepairCommand.class;
			optics[9] = stack();
			final ImagePlus once = (ImagePlus) (restoredBefore ? run(first, optics)
				: run(first, "image", optics[9], "more", "na=0.8 emission=520")).getOutput("result");
			assertEquals(false, once.getInfoProperty().contains(warning));
			optics[9] = once;
			final ImagePlus twice = (ImagePlus) run(DeconvolveCommand.class, optics).getOutput("result");
			assertEquals(twice.getInfoProperty(), restoredBefore, twice.getInfoProperty().contains(warning));
		}
	}

	@Test
	public void theLogHasTheWordsOfMacros() {
		assertEquals("give na= and emission= (voxel=); my--file.tif stays",
			Messages.inWordsOfMacros("give --na and --emission (--voxel); my--file.tif stays"));
	}

	/** It could be closed or changed while it is read. */
	@Test
	public void anImageThatAnotherCommandHoldsIsRefused() throws Exception {
		final ImagePlus held = stack(), other = stack();
		held.lock();
		final String told = "'cells' is being used by another command. Wait until that has ended.";
		refused(told, BeadsCommand.class, "image", held);
		refused(told, QualityCommand.class, "raw", other, "restored", held, "output", "page.html");
		held.unlock();
		refused("Give the page to write", QualityCommand.class, "raw", other, "restored", held);
		assertFalse(other.isLocked() || held.isLocked());
	}

	/** Commands that have no key of their own for it call a setting by its name. */
	@Test
	public void aKeyIsThatOfTheCommand() {
		assertEquals("series= or 'series'", Messages.inWordsOfMacros("--time-series or 'time-series'"));
		assertEquals("timeseries= or 'timeseries'",
			Messages.inWordsOfMacros("--time-series or 'time-series'", List.of("settings")));
	}

	/** A macro has no blank between a key and its value; what follows a key may be prose. */
	@Test
	public void aValueFollowsItsKeyWithoutABlank() {
		assertEquals("give modality=confocal or zdirection=coverslip-last, deskew=false; background= to change it",
			Messages.inWordsOfMacros(
				"give --modality confocal or --z-direction coverslip-last, --deskew false; --background to change it"));
	}

	/** What the field leaves to a default can be said beside it. */
	@Test
	public void whatIsHeededIsTaken() throws Exception {
		final ImagePlus result = (ImagePlus) run(DeconvolveCommand.class, "image", stack(), "na", "0.8", "emission",
			"520", "method", "richardson-lucy", "iterations", "1", "more", "background=7 read-noise=2 na=0.8")
			.getOutput("result");
		assertTrue(result.getInfoProperty(), result.getInfoProperty().contains("background = 7 "));
		assertNotNull(run(RepairCommand.class, "image", stack(), "more", "na=0.8 emission=520 gain=1 bleach=10")
			.getOutput("result"));
		assertNotNull(
			run(DenoiseCommand.class, "image", stack(), "camera", "gain=1 offset=0 readnoise=2").getOutput("result"));
	}
}
