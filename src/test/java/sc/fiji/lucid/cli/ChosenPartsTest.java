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

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.Rule;
import org.junit.Test;

import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.RunRecord;

/** Channels and frames that are chosen are called by the numbers that they have in the file. */
public class ChosenPartsTest {

	@Rule
	public final Door door = new Door();

	private List<?> list(final RunRecord record, final String key) {
		return (List<?>) record.get(key).orElseThrow();
	}

	@Test
	public void logRecordAndReportNumberAsTheFileDoes() throws IOException {
		final Path in = door.series("in.tif", Door.spot(1), Door.spot(2), Door.spot(3));
		for (final String name : List.of("out.tif", "out.zarr")) {
			final Path out = door.path(name);
			door.works(door.deconvolve(in, out, "--channels", "2", "--frames", "2-3"));
			final RunRecord record = RunRecord.read(RunRecord.pathFor(out));
			final Set<String> numbers = new TreeSet<>();
			for (final Object each : list(record, "volumes"))
				numbers.add(((Map<?, ?>) each).get("channel") + ", " + ((Map<?, ?>) each).get("frame"));
			assertEquals("[2, 2, 2, 3]", numbers.toString());
			if (name.endsWith("tif"))
				assertTrue(door.err.toString(), door.err.toString().contains("channel 2, frame 3: "));
			assertFalse(door.err.toString(), door.err.toString().contains("frame 1:"));
			door.works(door.run("quality", in, out, "-o", door.path(name + ".html"), "--frame", "2"));
			assertTrue(door.err.toString(), door.err.toString()
				.contains("judged: channel 1, frame 2 of " + name + ", which is channel 2, frame 3 of in.tif"));
			assertTrue(RunRecord.read(door.path(name + ".html.json")).toString().contains("2, 3"));
			door.refuses(1,
				"'frame' counts the frames of " + name +
					", 1 to 2, which are frames 2, 3 of in.tif: for frame 3 of the recording give 2.",
				door.run("quality", in, out, "-o", door.path("none.html"), "--frame", "3"));
		}
	}

	@Test
	public void theReportRefusesWhatWasNotRestored() throws IOException {
		final Path in = door.series("in.tif", Door.spot(1), Door.spot(2), Door.spot(3)), out = door.path("out.tif");
		door.works(door.deconvolve(in, out, "--frames", "3"));
		door.refuses(1,
			"'frame' counts the frames of out.tif, 1 to 1, which are frames 3 of in.tif: choose one of them, not 7.",
			door.run("quality", in, out, "-o", door.path("none.html"), "--frame", "7"));
		door.refuses(1, "in.tif has channels 1 to 2, not 4 (channel).",
			door.run("quality", in, out, "-o", door.path("none.html"), "--channel", "4"));
	}

	@Test
	public void whatCannotBeRestoredIsNamedAsInTheFile() throws IOException {
		final Path in = door.series("in.tif", Door.spot(1), Door.spot(2), new Volume(Door.SIZE));
		assertEquals(1, door.deconvolve(in, door.path("out.tif"), "--channels", "1", "--frames", "2-3"));
		assertTrue(door.err.toString(), door.err.toString().contains("channel 1, frame 3: not restored: "));
	}

	/** Also where nothing of the series can be restored. */
	@Test
	public void aBackgroundAboveAllIsToldOfTheFile() throws IOException {
		door.refuses(1, "lucid: in.tif: Nothing usable came out: ",
			door.deconvolve(door.stack("in.tif", 1), door.path("out.tif"), "--background", "9999"));
		door.refuses(1, "lucid: s.tif: channel 1, frame 2: Nothing usable came out: ", door.deconvolve(
			door.series("s.tif", Door.spot(1), Door.spot(2)), door.path("out.tif"), "--background", "9999"));
	}

	/** The cause is named: no voxel is dark, all are told to be clipped. */
	@Test
	public void aSaturationBelowAllVoxelsIsNamed() throws IOException {
		door.refuses(1, "No voxel is left to restore: ",
			door.deconvolve(door.stack("in.tif", 1), door.path("out.tif"), "--saturation", "5"));
		door.refuses(1, "A PSF of 20000x20000x2000 voxels takes 2980.23 GB, and Java may use ",
			door.run("psf", "--na", "0.8", "--emission", "520", "--voxel", "0.2x0.2x0.5", "--size", "20000x20000x2000",
				"-o", door.path("psf.tif")));
	}

	/** Optics may be told of each channel that is chosen, or of each that the file has. */
	@Test
	public void opticsOfAllChannelsFitAChosenOne() throws IOException {
		final Path in = door.series("in.tif", Door.spot(1)), out = door.path("out.tif");
		for (final String emission : List.of("520,620", "620")) {
			door.works(door.run("deconvolve", in, "-o", out, "--na", "0.8", "--emission", emission, "--iterations", "2",
				"--method", "richardson-lucy", "--channels", "2", "--force"));
			final Map<?, ?> optics = (Map<?, ?>) list(RunRecord.read(RunRecord.pathFor(out)), "microscope").get(0);
			assertEquals(0.62, ((Number) ((Map<?, ?>) optics.get("emission")).get("value")).doubleValue(), 1e-12);
		}
		door.refuses(1, "The stack has 2 channels, of which 1 are chosen, but 3 sets of optics were given", door.run(
			"deconvolve", in, "-o", out, "--na", "0.8", "--emission", "520,620,700", "--channels", "2", "--force"));
	}
}
