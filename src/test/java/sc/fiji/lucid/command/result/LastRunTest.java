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
package sc.fiji.lucid.command.result;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.awt.HeadlessException;
import java.io.File;
import java.io.IOException;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.IJ;
import ij.ImagePlus;
import ij.Menus;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.settings.SettingsText;

/** What dialogs are told of the last restoration. */
public class LastRunTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static final Settings OTHERS = Settings.NONE.with("na", "1.4").with("read-noise", "2");

	/** Makes ImageJ build the table of its commands. */
	@Before
	public void begin() {
		try {
			if (Menus.getCommands() == null) IJ.run("Lucid");
		}
		catch (final HeadlessException expected) {
			// It has done so by then.
		}
	}

	private static LastRun run(final Settings settings) {
		final ImagePlus image = new ImagePlus();
		return new LastRun(image, image, settings);
	}

	/** Called by macros: what a batch would be told after a restoration with this PSF. */
	public static String afterPsf(final String psf) {
		final LastRun run = run(OTHERS.with("psf", psf));
		assertEquals("na=1.4 readnoise=2", run.options());
		return run.optionsOfFiles() + "|" + run.missing();
	}

	private static String inMacro(final String lines) {
		return IJ.runMacro("setBatchMode(true); " + lines + " told = call('" + LastRunTest.class.getName() +
			".afterPsf', getTitle()); while (nImages > 0) close(); return told;", "");
	}

	private String tiff(final String name) throws IOException {
		final File file = new File(folder.newFolder("my psf"), name);
		IJ.saveAsTiff(IJ.createImage("psf", "16-bit ramp", 9, 9, 9), file.getPath());
		return file.getPath().replace('\\', '/');
	}

	@Test
	public void aBatchHasThePsfOfAFile() throws IOException {
		final String file = tiff("p.tif");
		assertEquals("na=1.4 readnoise=2 psf='" + file + "'|", afterPsf(file).replace('\\', '/'));
		assertEquals("an open image that is as its file", "na=1.4 readnoise=2 psf='" + file + "'|",
			inMacro("open('" + file + "'); rename('opened');").replace('\\', '/'));
	}

	@Test
	public void ofAPsfInNoFileABatchSaysThatItIsMissing() throws IOException {
		final String file = tiff("p.tif");
		for (final String lines : new String[] { "newImage('opened', '16-bit ramp', 9, 9, 9);",
			"open('" + file + "'); rename('opened'); setVoxelSize(0.2, 0.2, 0.5, 'um');",
			"open('" + file + "'); rename('opened'); changeValues(0, 9, 77);" })
		{
			final String got = inMacro(lines);
			assertTrue(lines + got, got.startsWith(
				"na=1.4 readnoise=2|warning: The last restoration had a measured PSF, 'opened', that is an open image"));
		}
		assertEquals("", run(OTHERS).missing());
	}

	@Test
	public void pathsWithBlanksAreReadAgain() {
		final LastRun run = run(OTHERS.with("dark", "my dark/dk.tif").with("flat", "a' b\" c.tif"));
		assertEquals("na=1.4 readnoise=2 dark='my dark/dk.tif'", run.options());
		assertEquals("my dark/dk.tif", SettingsText.read(run.options()).get("dark"));
		assertTrue(run.missing(), run.missing().contains("'flat'"));
	}
}
