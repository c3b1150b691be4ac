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
import static org.junit.Assert.assertTrue;

import java.util.Random;

import org.junit.Rule;
import org.junit.Test;

import ij.IJ;
import ij.ImagePlus;
import ij.plugin.frame.Recorder;
import ij.process.ImageProcessor;

/** Denoising of an open image. */
public class DenoiseCommandTest {

	@Rule
	public final CommandDoor door = new CommandDoor();

	@Test
	public void aNewImageIsMadeAndSaysHow() throws Exception {
		final ImagePlus image = IJ.createImage("cells", "16-bit black", 32, 32, 6);
		final Random random = new Random(1);
		for (int z = 1; z <= 6; z++)
			for (int i = 0; i < 32 * 32; i++)
				image.getStack().getProcessor(z).setf(i, Math.round(200 + Math.sqrt(200) * random.nextGaussian()));
		final ImageProcessor before = image.getStack().getProcessor(3).duplicate();
		final ImagePlus result = (ImagePlus) door.run(DenoiseCommand.class, "image", image, "camera", "gain=1 offset=0")
			.getOutput("result");
		assertEquals("Denoised cells", result.getTitle());
		assertTrue(result.getInfoProperty(), result.getInfoProperty().contains("noise of 1 e- a count"));
		assertEquals(200, result.getStack().getProcessor(3).getStats().mean, 2);
		assertTrue(result.getStack().getProcessor(3).getStats().stdDev < before.getStats().stdDev / 5);
		assertEquals(before.getStats().stdDev, image.getStack().getProcessor(3).getStats().stdDev, 0);
	}

	/** A line without options would open the dialog again. */
	@Test
	public void theRecordedLineHasAnOption() throws Exception {
		final ImagePlus image = IJ.createImage("cells", "16-bit ramp", 32, 32, 6);
		Recorder.record = true;
		try {
			for (final String camera : new String[] { "", "auto", "gain=1 offset=0" })
				assertEquals(camera.isEmpty() ? "auto" : camera,
					door.run(DenoiseCommand.class, "image", image, "camera", camera).getInput("camera"));
		}
		finally {
			Recorder.record = false;
		}
	}
}
