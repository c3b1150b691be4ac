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
package sc.fiji.lucid.job;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;

import org.junit.Test;

import ij.IJ;
import ij.ImagePlus;
import sc.fiji.lucid.deconvolution.Progress;
import sc.fiji.lucid.io.ImageJStack;

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
		final List<String> known = Preview.lines(stack, Settings.NONE.with("na", "0.8").with("emission", "520,620")
			.request());
		assertTrue(known.toString(), known.contains("channel 2: emission wavelength = 0.62 µm (given)"));
		assertTrue(known.toString(), known.stream().anyMatch(l -> l.contains("memory: ")));
		final List<String> unknown = Preview.lines(stack, Settings.NONE.request());
		assertTrue(unknown.toString(), unknown.stream().anyMatch(l -> l.startsWith("Missing: ") && l.contains("--na")));
	}

	@Test
	public void showsARegionOfTheChannelAsked() throws Exception {
		final BufferedImage picture = Preview.picture(ImageJStack.of(image()), Settings.NONE.with("na", "0.8").with(
			"emission", "520,620").with("method", "richardson-lucy").with("iterations", "2").request(), new int[] { 149, 20,
				3 }, 1, 0, Progress.NONE);
		assertTrue(picture.getWidth() > 2 * 128);
	}

	@Test
	public void aRegionStaysInsideTheStack() throws Exception {
		final Region region = Region.around(ImageJStack.of(image()), new int[] { 149, 0, 5 }, new int[] { 20, 30, 4 }, 0, 0);
		assertEquals("20x30x4, 1 channel, 1 frame", region.shape().toString());
		assertEquals(600, region.floats(0, 3, 0).length);
	}
}
