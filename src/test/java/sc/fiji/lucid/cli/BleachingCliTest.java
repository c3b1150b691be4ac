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
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import sc.fiji.lucid.io.RunRecord;

/** Light that is lost, as users tell it. */
public class BleachingCliTest {

	private static final String[] RESTORE = { "--na", "1.2", "--emission", "520", "--method", "richardson-lucy",
		"--iterations", "5", "--repair", "none", "--voxel", "0.1x0.1x0.3" };

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final StringWriter err = new StringWriter();

	private String path(final String name) {
		return folder.getRoot().toPath().resolve(name).toString();
	}

	private int run(final String... args) {
		err.getBuffer().setLength(0);
		return Main.run(args, new PrintWriter(new StringWriter()), new PrintWriter(err, true));
	}

	private int restore(final String in, final String out, final String... more) {
		return run(
			Stream
				.concat(Stream.concat(Stream.of("deconvolve", path(in), "-o", path(out)), Stream.of(RESTORE)),
					Stream.of(more))
				.toArray(String[]::new));
	}

	/** Sums of the slices of a restored file. */
	private double[] sums(final String name) {
		final ImageStack stack = IJ.openImage(path(name)).getStack();
		final double[] sums = new double[stack.size()];
		for (int z = 0; z < sums.length; z++)
			sums[z] = stack.getProcessor(z + 1).getStatistics().mean;
		return sums;
	}

	/** The last slices have nearly half as much again, and what was told is in the record and is told again. */
	@Test
	public void aLossThatIsTold() throws IOException {
		assertEquals(0, run("simulate", "-o", path("sim"), "--phantom", "mixed", "--size", "48x40x10", "--voxel",
			"0.1x0.1x0.3", "--na", "1.2", "--emission", "520", "--oversampling", "1", "--bleach", "0.3"));
		assertEquals(err.toString(), 0, restore("sim/observed.tif", "plain.tif"));
		assertEquals(err.toString(), 0, restore("sim/observed.tif", "told.tif", "--bleach", "30"));
		assertTrue(err.toString(),
			err.toString().contains("bleaching: told: 30 % of the light is lost from the first slice to the last"));
		final double[] plain = sums("plain.tif"), told = sums("told.tif");
		assertTrue(told[9] / plain[9] > 1.25 * told[0] / plain[0]);
		assertEquals(err.toString(), 0, run("rerun", path("told.tif.json"), "-o", path("again.tif")));
		org.junit.Assert.assertArrayEquals(told, sums("again.tif"), 0);
		assertEquals(2, restore("sim/observed.tif", "wrong.tif", "--bleach", "a lot"));
		assertTrue(err.toString(), err.toString().contains("'bleach' takes none, auto, or the light in per cent"));
		assertEquals(2, restore("sim/observed.tif", "wrong.tif", "--bleach-time", "histogram"));
		assertTrue(err.toString(), err.toString().contains("'bleach-time' is one of none, ratio, exponential"));
	}

	/** Three frames of a ball; the second has 0.7 times the light of the first, the third half of it. */
	private void series(final String name) {
		final Random random = new Random(1);
		final ImageStack stack = new ImageStack(40, 40);
		for (final double part : new double[] { 1, 0.7, 0.49 })
			for (int z = 0; z < 8; z++) {
				final FloatProcessor plane = new FloatProcessor(40, 40);
				for (int i = 0; i < 1600; i++) {
					final int x = i % 40 - 18, y = i / 40 - 22;
					final double light = part * 4000 * Math.exp(-(x * x + y * y) / 50.0 - (z - 4) * (z - 4) / 8.0);
					plane.setf(i, (float) Math.rint(100 + light + Math.sqrt(light + 4) * random.nextGaussian()));
				}
				stack.addSlice(plane);
			}
		final ImagePlus imp = new ImagePlus("series", stack);
		imp.setDimensions(1, 8, 3);
		imp.setOpenAsHyperStack(true);
		IJ.saveAsTiff(imp, path(name));
	}

	@Test
	public void framesBecomeAsBrightAsTheFirst() throws IOException {
		series("series.tif");
		assertEquals(err.toString(), 0, restore("series.tif", "out.tif", "--bleach-time", "exponential"));
		assertTrue(err.toString(), err.toString().contains("fading: frame 3 has 0.4"));
		bright(sums("out.tif"));
		// In tiles, each frame is told its own part.
		assertEquals(err.toString(), 0, restore("series.tif", "out.zarr", "--bleach-time", "ratio"));
		final List<?> volumes = (List<?>) RunRecord.read(Path.of(path("out.zarr.json"))).get("volumes").orElseThrow();
		for (int t = 0; t < 3; t++) {
			final Map<?, ?> decisions = (Map<?, ?>) ((Map<?, ?>) volumes.get(t)).get("decisions");
			final Map<?, ?> fading = (Map<?, ?>) ((List<?>) decisions.get("before")).get(0);
			assertEquals(Math.pow(0.7, t), ((Number) fading.get("part")).doubleValue(), 0.02 * Math.pow(0.7, t));
		}
		assertEquals(err.toString(), 0, run("repair", path("series.tif"), "-o", path("even.tif"), "--repair", "none",
			"--voxel", "0.1x0.1x0.3", "--bleach-time", "ratio", "--offset", "100"));
		final double[] even = sums("even.tif");
		for (int z = 0; z < even.length; z++)
			even[z] -= 100;
		bright(even);
	}

	private static void bright(final double[] sums) {
		final double[] frames = new double[3];
		for (int i = 0; i < sums.length; i++)
			frames[i / 8] += sums[i];
		assertEquals(1, frames[1] / frames[0], 0.03);
		assertEquals(1, frames[2] / frames[0], 0.03);
	}
}
