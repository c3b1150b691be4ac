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
package sc.fiji.lucid.cli;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.Rule;
import org.junit.Test;

import ij.IJ;
import ij.ImagePlus;
import sc.fiji.lucid.io.DisplayStamp;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;

/** Images for the eye, and that nobody takes them for more. */
public class EnhanceCliTest {

	@Rule
	public final Door door = new Door();

	private Path enhanced(final Path in, final String name, final String... more) {
		final Object[] line = new Object[6 + more.length];
		System.arraycopy(new Object[] { "enhance", in, "-o", door.path(name), "--method", "clahe" }, 0, line, 0, 6);
		System.arraycopy(more, 0, line, 6, more.length);
		door.works(door.run(line));
		return door.path(name);
	}

	@Test
	public void theCopySaysWhatItIsAndTheInputStays() throws IOException {
		final Path in = door.stack("in.tif", 1);
		final byte[] before = Files.readAllBytes(in);
		final Path out = enhanced(in, "out.tif", "--limit", "2");
		assertArrayEquals(before, Files.readAllBytes(in));
		final String line = DisplayStamp.TEXT + ": contrast-limited adaptive histogram equalisation (tiles 8, limit 2)";
		assertTrue(door.err.toString(), door.err.toString().contains(line));
		final ImagePlus image = IJ.openImage(out.toString());
		assertTrue(image.getInfoProperty(), image.getInfoProperty().contains("\n" + line));
		assertEquals(Door.SIZE.nz(), image.getNSlices());
		assertEquals(0.2, image.getCalibration().pixelWidth, 1e-9);
		final RunRecord record = RunRecord.read(door.path("out.tif.json"));
		assertEquals("enhance", record.get("task").orElseThrow());
		assertEquals(DisplayStamp.TEXT, record.get("stamp").orElseThrow());
		assertEquals("clahe", ((Map<?, ?>) record.get("enhancement").orElseThrow()).get("method"));
		door.refuses(1, "record of 'lucid enhance', which restores nothing",
			door.run("rerun", out + ".json", "-o", door.path("again.tif")));
	}

	/** TIFF, OME-TIFF and OME-Zarr. */
	@Test
	public void nothingTakesItForARecordingOrARestoration() throws IOException {
		final Path in = door.stack("in.tif", 1);
		for (final String name : new String[] { "a.tif", "b.ome.tif", "c.zarr" }) {
			final Path shown = enhanced(in, name), to = door.path("to.tif");
			final String stamp = name + " was enhanced for display, not for measurement: its grey values are no counts";
			door.works(door.run("info", shown));
			assertTrue(door.out.toString(), door.out.toString().contains(DisplayStamp.TEXT));
			door.refuses(1, stamp, door.run("quality", in, shown, "-o", door.path("q.html")));
			door.refuses(1, stamp, door.run("quality", shown, in, "-o", door.path("q.html")));
			door.refuses(1, stamp, door.deconvolve(shown, to));
			door.refuses(1, stamp, door.deconvolve(shown, door.path("to.zarr")));
			door.refuses(1, stamp, door.run("repair", shown, "-o", to));
			door.refuses(1, stamp, door.run("denoise", shown, "-o", to));
			door.refuses(1, stamp,
				door.run("beads", shown, "-o", to, "--bead-diameter", "0.1", "--na", "0.8", "--emission", "520"));
			for (final Path nothing : new Path[] { to, door.path("q.html"), door.path("to.zarr") })
				assertFalse(nothing + "", Files.exists(nothing));
		}
	}

	/** What passes through another program keeps it, and so does what Lucid writes anew. */
	@Test
	public void theStampStaysWithCopies() throws IOException {
		final Path shown = enhanced(door.stack("in.tif", 1), "a.tif");
		IJ.saveAsTiff(IJ.openImage(shown.toString()), door.path("saved.tif").toString());
		for (final String again : new String[] { "twice.ome.tif", "twice.tif", "twice.zarr" })
			try (Stack stack = StackReader.open(enhanced(door.path("saved.tif"), again))) {
				assertTrue(again, stack.metadata().isForDisplay());
			}
	}

	@Test
	public void channelsAndFramesAreKeptAndComparable() throws IOException {
		final Path in = door.series("in.tif", Door.spot(1), Door.spot(2), Door.spot(1));
		door.works(door.run("enhance", in, "-o", door.path("out.tif"), "--method", "contrast"));
		try (Stack stack = StackReader.open(door.path("out.tif"))) {
			assertEquals(2, stack.channels());
			assertEquals(3, stack.frames());
			assertArrayEquals(stack.floats(0, 2, 0), stack.floats(1, 2, 2), 0);
		}
	}

	@Test
	public void threadsChangeNothing() throws IOException {
		final Path in = door.stack("in.tif", 1);
		for (final String method : new String[] { "contrast", "unsharp", "homomorphic", "clahe" }) {
			for (final String threads : new String[] { "1", "3" })
				door.works(door.run("enhance", in, "-o", door.path(method + threads + ".tif"), "--method", method,
					"--threads", threads));
			try (Stack one = StackReader.open(door.path(method + "1.tif"));
				Stack three = StackReader.open(door.path(method + "3.tif")))
			{
				for (int z = 0; z < one.slices(); z++)
					assertArrayEquals(one.floats(0, z, 0), three.floats(0, z, 0), 0);
			}
		}
	}

	@Test
	public void whatIsWrongIsRefusedAndNothingWritten() throws IOException {
		final Path in = door.stack("in.tif", 1), out = door.path("out.tif");
		door.refuses(2, "--method", door.run("enhance", in, "-o", out));
		door.refuses(2, "There is no enhancement 'magic'", door.run("enhance", in, "-o", out, "--method", "magic"));
		door.refuses(2, "'gamma' says nothing to 'clahe'",
			door.run("enhance", in, "-o", out, "--method", "clahe", "--gamma", "2"));
		door.refuses(2, "'limit' is 'abc': give a number from 1 to 100.",
			door.run("enhance", in, "-o", out, "--method", "clahe", "--limit", "abc"));
		door.refuses(1, "does not exist", door.run("enhance", door.path("no.tif"), "-o", out, "--method", "clahe"));
		door.refuses(1, "which is never written to", door.run("enhance", in, "-o", in, "--method", "clahe", "--force"));
		assertFalse(Files.exists(out));
	}
}
