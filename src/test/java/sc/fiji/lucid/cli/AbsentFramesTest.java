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
import java.util.List;

import org.junit.Rule;
import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.testing.Volumes;

/** A frame or channel that cannot be restored does not end a series: the rest is kept, it is NaN and named. */
public class AbsentFramesTest {

	@Rule
	public final Door door = new Door();

	private static float[] plane(final Path file, final int channel, final int frame) throws IOException {
		try (Stack stack = StackReader.open(file)) {
			return stack.floats(channel, 2, frame);
		}
	}

	/** The brightest box, on which it is decided, may hold one value where the stack does not. */
	@Test
	public void aSaturatedAreaIsNoStackOfOneValue() throws IOException {
		final Path in = door.stack("in.tif",
			Volumes.of(new Extent(160, 150, 5), (x, y, z) -> x < 140 && y < 140 ? 255 : (7 * x + 13 * y + 5 * z) % 40));
		door.works(door.deconvolve(in, door.path("out.zarr"), "--saturation", "none"));
	}

	/** Blank where it stands in the middle, so that another has to decide for all. */
	@Test
	public void theRestOfASeriesIsKept() throws IOException {
		final Volume blank = new Volume(Door.SIZE),
			nan = Volumes.of(Door.SIZE, (x, y, z) -> x == 3 && y == 7 ? Double.NaN : 1);
		final Path in = door.series("in.tif", Door.spot(0), blank, Door.spot(2), nan);
		final Path good = door.series("good.tif", Door.spot(0), Door.spot(2));
		for (final String format : List.of("tif", "zarr")) {
			final Path out = door.path("out." + format), right = door.path("right." + format);
			assertEquals(door.err.toString(), 1, door.deconvolve(in, out, "--quiet"));
			assertTrue(door.err.toString(), door.err.toString()
				.matches(
					"(?s)lucid: \\S* is not complete: 4 parts could not be restored and are NaN there; the rest is right.\n" +
						"  channel 1, frame 2: .*zero.*\n  channel \\d, frame \\d: .*"));
			assertFalse("the part is named once", door.err.toString().contains(": in.tif: "));
			door.works(door.deconvolve(good, right));
			for (int c = 0; c < 2; c++) {
				assertArrayEquals(plane(right, c, 0), plane(out, c, 0), 0);
				assertArrayEquals(plane(right, c, 1), plane(out, c, 2), 0);
				for (final int t : new int[] { 1, 3 })
					for (final float v : plane(out, c, t))
						assertTrue(Float.isNaN(v));
			}
			assertTrue(Files.readString(door.path("out." + format + ".json")).contains("\"absent\""));
		}
	}

	@Test
	public void whereNothingCanBeRestoredThereIsNoResult() throws IOException {
		final Volume blank = new Volume(Door.SIZE);
		for (final String format : List.of("tif", "zarr"))
			assertEquals(1, door.deconvolve(door.series("in.tif", blank, blank), door.path("out." + format)));
		assertTrue(door.err.toString(), door.err.toString().contains("zero"));
		assertTrue(Files.notExists(door.path("out.tif")) && Files.notExists(door.path("out.zarr")));
	}

	/** What cannot be read is as what holds no image. */
	@Test
	public void aDamagedChunkCostsItsFrameAndChannelOnly() throws IOException {
		final Path in = door.series("in.zarr", Door.spot(0), Door.spot(1), Door.spot(2));
		final Path whole = door.path("whole.zarr"), chunk = in.resolve("0/2/1/0/0/0");
		door.works(door.deconvolve(in, whole));
		final byte[] bytes = Files.readAllBytes(chunk);
		bytes[bytes.length / 2] ^= 1;
		Files.write(chunk, bytes);
		for (final String format : List.of("tif", "zarr")) {
			final Path out = door.path("out." + format);
			assertEquals(1, door.deconvolve(in, out, "-q"));
			assertTrue(door.err.toString(), door.err.toString()
				.matches("(?s)lucid: \\S* is not complete: 1 part .*\n  channel 2, frame 3: .* is damaged .*"));
			for (int i = 0; i < 6; i++)
				if (i < 5) assertArrayEquals(plane(whole, i % 2, i / 2), plane(out, i % 2, i / 2), 0);
				else assertTrue(Float.isNaN(plane(out, 1, 2)[0]));
		}
	}

	@Test
	public void aBatchSaysItEachTime() throws IOException {
		Files.createDirectory(door.path("in"));
		door.series("in/series.tif", Door.spot(0), new Volume(Door.SIZE));
		door.stack("in/whole.tif", 1);
		for (int i = 0; i < 2; i++) {
			assertEquals(1, door.batch(door.path("in"), door.path("out"), "-q"));
			assertTrue(door.err.toString(), door.err.toString().startsWith("incomplete: "));
			assertTrue(door.rows("out", "incomplete").get(0).contains("channel 2, frame 2: "));
		}
	}
}
