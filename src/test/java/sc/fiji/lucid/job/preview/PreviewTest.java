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
package sc.fiji.lucid.job.preview;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;

import org.junit.Test;

import ij.IJ;
import ij.ImagePlus;
import sc.fiji.lucid.job.stack.Region;
import sc.fiji.lucid.job.stack.CoarseStack;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.imagej.ImageJStack;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.settings.StackSettings;
import sc.fiji.lucid.optics.VoxelSize;

/** What a user is told and shown before a run. */
public class PreviewTest {

	private static ImagePlus image() {
		final ImagePlus image = IJ.createHyperStack("cells", 150, 40, 2, 6, 1, 16);
		for (int i = 1; i <= image.getStackSize(); i++) {
			image.getStack().getProcessor(i).add(100);
			image.getStack().getProcessor(i).set(75, 20, 900);
		}
		image.getCalibration().setUnit("um");
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.1;
		image.getCalibration().pixelDepth = 0.3;
		return image;
	}

	@Test
	public void tellsValuesWithOriginsAndWhatIsMissing() {
		final ImageJStack stack = ImageJStack.of(image());
		final List<String> known = Preview.lines(stack,
			Settings.NONE.with("na", "0.8").with("emission", "520,620").request());
		assertTrue(known.toString(), known.contains("channel 2: emission wavelength = 0.62 µm (given)"));
		assertTrue("what holds for both channels is said once", known.contains("numerical aperture = 0.8 (given)"));
		assertTrue(known.toString(), known.stream().noneMatch(l -> l.startsWith(Preview.WARNING)));
		final List<String> unknown = Preview.lines(stack, Settings.NONE.request());
		assertTrue(unknown.toString(),
			unknown.stream().anyMatch(l -> l.startsWith(Preview.WARNING) && l.contains("--na")));
	}

	private static List<String> warnings(final ImagePlus image, final String... settings) {
		Settings all = Settings.NONE;
		for (int i = 0; i < settings.length; i += 2)
			all = all.with(settings[i], settings[i + 1]);
		return Preview.lines(ImageJStack.of(image), all.request())
			.stream()
			.filter(l -> l.startsWith(Preview.WARNING))
			.toList();
	}

	@Test
	public void warnsOfWhatIsWrong() {
		assertTrue(warnings(image(), "na", "1.4", "emission", "520,620", "immersion-index", "water").get(0)
			.contains("must be less than the refractive index of the immersion, 1.333"));
		final List<String> coarse = warnings(image(), "na", "1.4", "emission", "320,620");
		assertEquals(coarse.toString(), 1, coarse.size());
		assertTrue(coarse.get(0),
			coarse.get(0).contains("channel 1: Nyquist") && coarse.get(0).contains("fine detail is lost"));
		final ImagePlus flat = image();
		flat.getCalibration().pixelDepth = 1;
		assertTrue(warnings(flat, "na", "0.8", "emission", "520").get(0).contains("the z spacing"));
	}

	@Test
	public void forecastsFromAFewPlanes() throws Exception {
		final ImagePlus image = image();
		for (int i = 1; i <= image.getStackSize(); i += 2)
			for (int x = 0; x < 30; x++)
				image.getStack().getProcessor(i).set(x, 3, 4095);
		final List<String> lines = Preview.forecast(ImageJStack.of(image),
			Settings.NONE.with("na", "0.8").with("emission", "520,620").request(), Progress.NONE);
		assertTrue(lines.toString(),
			lines.get(0).startsWith(Preview.WARNING + "channel 1: voxels are clipped at 4095"));
		assertTrue(lines.toString(), lines.contains("channel 2: background: about 100 counts where it is darkest"));
		assertTrue(lines.toString(),
			lines.get(lines.size() - 1).matches("memory: .* GB; time: about .* if 60 iterations.*"));
	}

	@Test
	public void whatAStackSaysCanBeSaidAsSettings() {
		final ImagePlus image = image();
		image.setProperty("Info",
			"LensNA = 1.2\nEmissionWavelength #1 = 525.5\nEmissionWavelength #2 = 610\nImmersion = Water");
		final Settings settings = StackSettings.of(ImageJStack.of(image));
		assertEquals("{emission=525.5,610, immersion-index=1.333, na=1.2, voxel=0.1x0.1x0.3}", settings.toString());
		assertEquals("{}",
			StackSettings.of(ImageJStack.of(IJ.createImage("plain", "8-bit black", 4, 4, 2))).toString());
	}

	@Test
	public void showsARegionOfTheChannelAsked() throws Exception {
		final BufferedImage picture = Preview.picture(ImageJStack.of(image()),
			Settings.NONE.with("na", "0.8")
				.with("emission", "520,620")
				.with("method", "richardson-lucy")
				.with("iterations", "2")
				// The drawing has bright points of one voxel, which no microscope shows.
				.with("repair", "none")
				.request(),
			new int[] { 149, 20, 3 }, 1, 0, Progress.NONE);
		assertTrue(picture.getWidth() > 2 * 128);
	}

	/** What is restored of coarse pixels has the light of the recording, and all of the field of view. */
	@Test
	public void showsAllOfAStackInCoarserPixels() throws Exception {
		final ImagePlus image = image();
		final Stack stack = ImageJStack.of(image);
		assertEquals(1, CoarseStack.factor(stack, 4, 1_000_000));
		final int voxels = image.getWidth() * image.getHeight() * image.getNSlices();
		assertEquals(2, CoarseStack.factor(stack, 4, voxels / 3));
		assertEquals("too large to be looked at quickly", 0, CoarseStack.factor(stack, 4, voxels / 30));
		final CoarseStack coarse = new CoarseStack(stack, 2);
		final float[] fine = stack.floats(0, 3, 0), means = coarse.floats(0, 3, 0);
		final int w = stack.width();
		assertEquals((fine[2 * w + 4] + fine[2 * w + 5] + fine[3 * w + 4] + fine[3 * w + 5]) / 4,
			means[coarse.width() + 2], 1e-3);
		final Request request = coarse.request(Settings.NONE.with("gain", "0.5").with("read-noise", "2").request(),
			new VoxelSize(0.1, 0.1, 0.3));
		assertEquals(new VoxelSize(0.2, 0.2, 0.3), request.voxel().orElseThrow());
		assertEquals("four pixels in one", 2, request.options().gain().orElseThrow(), 1e-12);
		assertEquals("noise adds in squares", 4, request.options().readNoise().orElseThrow(), 1e-12);
		final BufferedImage picture = Preview.picture(stack,
			Settings.NONE.with("na", "0.8")
				.with("emission", "520,620")
				.with("method", "richardson-lucy")
				.with("iterations", "2")
				// The drawing has bright points of one voxel, which no microscope shows.
				.with("repair", "none")
				.request(),
			1, 0, Progress.NONE);
		assertTrue(picture.getWidth() > 2 * image.getWidth());
	}

	@Test
	public void aRegionStaysInsideTheStack() throws Exception {
		final Region region = Region.around(ImageJStack.of(image()), new int[] { 149, 0, 5 }, new int[] { 20, 30, 4 },
			0, 0);
		assertEquals("20x30x4, 1 channel, 1 frame", region.shape().toString());
		assertEquals(600, region.floats(0, 3, 0).length);
	}
}
