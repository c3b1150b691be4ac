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
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.IJ;
import ij.ImagePlus;
import ij.plugin.Duplicator;
import sc.fiji.lucid.cli.Main;
import sc.fiji.lucid.io.RunRecord;

/** The report knows how an image was restored, in the session, and of a file that Fiji or the command line wrote. */
public class QualityCommandTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Rule
	public final CommandDoor door = new CommandDoor();

	private ImagePlus raw;

	/** Three frames that drift. */
	@Before
	public void record() {
		lucid("simulate", "--phantom", "mixed", "--size", "64x64x16", "--voxel", "0.1x0.1x0.25", "--na", "1.2",
			"--emission", "520", "--drift", "0.34,-0.18,0.2", "--frames", "3", "-o", path("s"));
		raw = IJ.openImage(path("s/observed.tif"));
	}

	private String path(final String name) {
		return new File(folder.getRoot(), name).getPath();
	}

	private static void lucid(final String... words) {
		final StringWriter told = new StringWriter();
		assertEquals(told.toString(), 0, Main.run(words, new PrintWriter(told), new PrintWriter(told)));
	}

	private ImagePlus restored(final Object... more) throws Exception {
		final Object[] inputs = { "image", raw, "na", "1.2", "emission", "520" };
		final Object[] all = Arrays.copyOf(inputs, inputs.length + more.length);
		System.arraycopy(more, 0, all, inputs.length, more.length);
		return (ImagePlus) door.run(DeconvolveCommand.class, all).getOutput("result");
	}

	private String findings(final ImagePlus recorded, final ImagePlus result) throws Exception {
		return (String) door.run(QualityCommand.class, "raw", recorded, "restored", result, "output", path("page.html"))
			.getOutput("findings");
	}

	@Test
	public void whatTheRunDidIsKnown() throws Exception {
		final ImagePlus result = restored("more", "drift=auto");
		raw.setT(2);
		final String said = findings(raw, result);
		assertTrue(said, said.contains("moved back by its drift of 0.34"));
		assertTrue(said, said.contains("good: Blurred again, the result explains the recording"));
		final String page = Files.readString(Path.of(path("page.html")));
		assertTrue("settings of the run", page.contains("Run: iterations"));
		IJ.saveAsTiff(result, path("saved.tif"));
		assertEquals("as Fiji saves it", said, findings(raw, IJ.openImage(path("saved.tif"))));
		lucid("deconvolve", path("saved.tif"), "-o", path("again.tif"), "--na", "1.2", "--emission", "520", "--method",
			"richardson-lucy", "--iterations", "1");
		assertNull("of another run", IJ.openImage(path("again.tif")).getProp(RunRecord.PROPERTY));
		final ImagePlus denoised = (ImagePlus) door.run(DenoiseCommand.class, "image", result).getOutput("result");
		assertNull("of another run", denoised.getProp(RunRecord.PROPERTY));
	}

	@Test
	public void theRecordBesideAFileIsKnown() throws Exception {
		lucid("deconvolve", path("s/observed.tif"), "-o", path("out.tif"), "--na", "1.2", "--emission", "520",
			"--method", "heavy-ball", "--iterations", "30", "--drift", "auto");
		raw.setT(3);
		final String said = findings(raw, IJ.openImage(path("out.tif")));
		assertTrue(said, said.contains("moved back by its drift of 0.68"));
	}

	/** The shown frame of the recording is judged, if it was restored. */
	@Test
	public void chosenFramesAreComparedWithThoseThatTheyWereMadeOf() throws Exception {
		final ImagePlus result = restored("frames", "2-3", "iterations", "2", "more", "drift=auto");
		raw.setT(3);
		final String said = findings(raw, result);
		assertTrue(said, said.contains("moved back by its drift of 0.34"));
		raw.setT(1);
		assertFalse("that of the result, which is the first of it", findings(raw, result).contains("drift of"));
		final ImagePlus part = new Duplicator().run(raw, 1, 1, 1, 16, 2, 3);
		part.setT(2);
		assertFalse("the record counts other frames", findings(part, result).contains("drift of"));
	}
}
