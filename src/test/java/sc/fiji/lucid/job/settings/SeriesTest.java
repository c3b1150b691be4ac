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
package sc.fiji.lucid.job.settings;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

import org.junit.Test;

import ij.IJ;
import ij.ImagePlus;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.imagej.ImageJStack;
import sc.fiji.lucid.job.DeconvolutionJob;
import sc.fiji.lucid.job.PsfCache;
import sc.fiji.lucid.job.report.RunLog;

/** Frames of a series are restored alike, whatever their brightness. */
public class SeriesTest {

	private static final int WIDTH = 32, HEIGHT = 28, SLICES = 9;

	private final float[][][] restored = new float[2][3][];

	/** Spots of 2 channels that bleach over 3 frames: the last has a twentieth of the first one's light. */
	private static ImagePlus bleaching() {
		final ImagePlus image = IJ.createHyperStack("series", WIDTH, HEIGHT, 2, SLICES, 3, 16);
		final Random random = new Random(5);
		for (int t = 1; t <= 3; t++)
			for (int c = 1; c <= 2; c++)
				for (int z = 1; z <= SLICES; z++)
					fill(image, c, z, t, new double[] { 2000, 500, 100 }[t - 1] * c, random);
		image.getCalibration().setUnit("um");
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.1;
		image.getCalibration().pixelDepth = 0.3;
		return image;
	}

	private static void fill(final ImagePlus image, final int c, final int z, final int t, final double peak,
		final Random random)
	{
		final short[] plane = (short[]) image.getStack().getPixels(image.getStackIndex(c, z, t));
		for (int i = 0; i < plane.length; i++) {
			final double dx = i % WIDTH - 12 - c, dy = i / WIDTH - 14, dz = 2 * (z - 5);
			final double mean = 20 + peak * Math.exp(-(dx * dx + dy * dy + dz * dz) / 18);
			plane[i] = (short) Math.round(Math.max(0, mean + Math.sqrt(mean) * random.nextGaussian()));
		}
	}

	private RunLog restore(final Stack stack, final long memory, final String... settings) throws IOException {
		Settings all = Settings.NONE.with("na", "0.9").with("emission", "520");
		for (int i = 0; i < settings.length; i += 2)
			all = all.with(settings[i], settings[i + 1]);
		return DeconvolutionJob.run(all.selected(stack), all.request(), new PsfCache(),
			(c, z, t, x, y, width, height, voxels) -> {
				if (restored[c][t] == null) restored[c][t] = new float[SLICES * WIDTH * HEIGHT];
				for (int i = 0; i < voxels.length; i++)
					restored[c][t][(z * HEIGHT + y + i / width) * WIDTH + x + i % width] = voxels[i];
			}, memory, Progress.NONE, line -> {});
	}

	private static List<Object> iterations(final RunLog report, final int channel) {
		final List<Object> numbers = new ArrayList<>();
		for (final Object volume : (List<?>) report.record().get("volumes").orElseThrow())
			if (((Map<?, ?>) volume).get("channel").equals(channel))
				numbers.add(((Map<?, ?>) volume).get("iterations"));
		return numbers;
	}

	@Test
	public void theFramesOfAChannelTakeTheIterationsOfTheMiddleOne() throws IOException {
		final Stack series = ImageJStack.of(bleaching());
		final RunLog shared = restore(series, Long.MAX_VALUE);
		final float[] middle = restored[0][1];
		for (int c = 1; c <= 2; c++)
			assertEquals("channel " + c, 1,
				new TreeSet<>(iterations(shared, c).stream().map(Object::toString).toList()).size());
		assertEquals("shared", shared.record().get("timeSeries").orElseThrow());
		assertTrue(shared.lines().toString(),
			shared.lines().stream().anyMatch(l -> l.startsWith("channel 1, frame 2: what was found here ")));
		final RunLog separate = restore(series, Long.MAX_VALUE, "time-series", "separate");
		assertNotEquals("a frame with a twentieth of the light needs fewer", 1,
			new TreeSet<>(iterations(separate, 1).stream().map(Object::toString).toList()).size());
		restored[0][0] = null;
		restore(series, Long.MAX_VALUE, "frames", "2", "channels", "1");
		assertArrayEquals("the middle frame is restored as it is alone", middle, restored[0][0], 0);
	}

	@Test
	public void equalFramesHaveEqualResultsByEveryMethod() throws IOException {
		final ImagePlus image = bleaching();
		for (int i = 1; i <= 2 * SLICES; i++)
			for (int t = 1; t < 3; t++)
				System.arraycopy(image.getStack().getPixels(i), 0, image.getStack().getPixels(t * 2 * SLICES + i), 0,
					WIDTH * HEIGHT);
		for (final String method : new String[] { "auto", "richardson-lucy", "wiener", "gradient-consensus" }) {
			restore(ImageJStack.of(image), Long.MAX_VALUE, "method", method);
			for (int c = 0; c < 2; c++)
				for (int t = 0; t < 3; t++)
					assertArrayEquals(method, restored[c][1], restored[c][t], 0);
		}
	}

	@Test
	public void tilesOfAllFramesTakeTheSameIterations() throws IOException {
		RunLog report = null;
		// The least memory that is enough.
		for (long memory = 200_000; report == null; memory += memory / 4)
			try {
				report = restore(ImageJStack.of(bleaching()), memory, "model", "gaussian", "channels", "1");
			}
			catch (final IllegalStateException tooLittle) {
				assertTrue(memory < 100_000_000);
			}
		assertTrue(report.lines().toString(), report.lines().stream().anyMatch(l -> l.contains(" tiles with cores")));
		final List<String> found = new ArrayList<>();
		for (final Object volume : (List<?>) report.record().get("volumes").orElseThrow())
			if (((Map<?, ?>) volume).get("channel").equals(1)) found
				.add(((Map<?, ?>) ((Map<?, ?>) ((Map<?, ?>) volume).get("decisions")).get("options")).get("iterations")
					.toString());
		assertEquals(3, found.size());
		assertEquals(1, new TreeSet<>(found).size());
	}

	@Test
	public void anyOtherWordIsRefused() {
		try {
			Settings.NONE.with("time-series", "both").request();
			fail();
		}
		catch (final IllegalArgumentException e) {
			assertEquals("'time-series' is shared or separate, not 'both'.", e.getMessage());
		}
	}

	/** Version 0.1 had one word for series of time and series of a file. */
	@Test
	public void theNameOfVersion01IsUnderstood() {
		assertEquals("{time-series=separate}", Settings.NONE.with("series", "separate").toString());
		assertEquals("{series=2, time-series=shared}",
			Settings.NONE.with("series", "2").with("series", "shared").toString());
	}
}
