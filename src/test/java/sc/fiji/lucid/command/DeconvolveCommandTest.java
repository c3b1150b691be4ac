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
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.junit.After;
import org.junit.Test;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.Calibration;

/** The command through Fiji's door. */
public class DeconvolveCommandTest {

	private final Context context = new Context();

	@After
	public void dispose() {
		WindowManager.closeAllWindows();
		context.dispose();
	}

	/** What the user is told. */
	private static String message(final Throwable e) {
		return e.getCause() == null ? e.getMessage() : e.getMessage() + " | " + message(e.getCause());
	}

	private CommandModule run(final ImagePlus image, final String... options) throws Exception {
		final Map<String, Object> inputs = new HashMap<>();
		inputs.put("image", image);
		for (final String option : options)
			inputs.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
		return context.service(CommandService.class).run(DeconvolveCommand.class, true, inputs).get();
	}

	private static ImagePlus stack(final int channels, final int slices, final int frames) {
		final ImagePlus image = IJ.createHyperStack("cells", 20, 16, channels, slices, frames, 16);
		for (int i = 1; i <= image.getStackSize(); i++) {
			image.getStack().getProcessor(i).add(100);
			image.getStack().getProcessor(i).set(9, 7, 900);
			image.getStack().setSliceLabel("plane " + i, i);
		}
		final Calibration calibration = image.getCalibration();
		calibration.setUnit("micron");
		calibration.pixelWidth = calibration.pixelHeight = 0.2;
		calibration.pixelDepth = 0.5;
		calibration.frameInterval = 3;
		image.setProperty("Info", "taken on a Sunday");
		return image;
	}

	@Test
	public void restoresAndKeepsWhatTheImageHas() throws Exception {
		final ImagePlus image = stack(1, 6, 1);
		final Object before = ((short[]) image.getStack().getPixels(3)).clone();
		final ImagePlus result = (ImagePlus) run(image, "na=0.8", "emission=520", "iterations=3").getOutput("result");
		assertNotSame(image, result);
		assertEquals(32, result.getBitDepth());
		assertEquals("micron", result.getCalibration().getUnit());
		assertEquals(0.5, result.getCalibration().pixelDepth, 0);
		assertEquals("plane 3", result.getStack().getSliceLabel(3));
		assertTrue(result.getInfoProperty().startsWith("taken on a Sunday"));
		assertTrue(result.getInfoProperty().contains("numerical aperture = 0.8 (given)"));
		assertEquals(result.getStatistics().max, result.getDisplayRangeMax(), result.getDisplayRangeMax());
		org.junit.Assert.assertArrayEquals((short[]) before, (short[]) image.getStack().getPixels(3));
	}

	@Test
	public void restoresChannelsAndFramesWithTheirWavelengths() throws Exception {
		final ImagePlus image = new CompositeImage(stack(2, 5, 2), CompositeImage.COLOR);
		final ImagePlus result = (ImagePlus) run(image, "na=0.8", "emission=520,620", "iterations=2").getOutput("result");
		assertEquals(2, result.getNChannels());
		assertEquals(5, result.getNSlices());
		assertEquals(2, result.getNFrames());
		assertEquals(3, result.getCalibration().frameInterval, 0);
		assertEquals(CompositeImage.COLOR, ((CompositeImage) result).getMode());
		assertTrue(result.getInfoProperty().contains("channel 2: emission wavelength = 0.62 µm (given)"));
	}

	@Test
	public void restoresTheChannelsAndFramesAskedFor() throws Exception {
		final ImagePlus image = new CompositeImage(stack(2, 5, 3), CompositeImage.COLOR);
		final ImagePlus result = (ImagePlus) run(image, "na=0.8", "emission=520", "iterations=2",
			"more=channels=2 frames=2-3", "method=richardson-lucy").getOutput("result");
		assertEquals(1, result.getNChannels());
		assertEquals(5, result.getNSlices());
		assertEquals(2, result.getNFrames());
		assertEquals(0.2, result.getCalibration().pixelWidth, 0);
		refused("channels 1 to 1, not 2", "na=0.8", "emission=520", "more=channels=2");
	}

	@Test
	public void takesAnOpenPsfImage() throws Exception {
		final ImagePlus psf = stack(1, 7, 1);
		psf.getStack().getProcessor(4).set(9, 7, 5000);
		final java.io.File file = java.io.File.createTempFile("lucid", ".tif");
		IJ.saveAsTiff(psf, file.getPath());
		final ImagePlus result = (ImagePlus) run(stack(1, 6, 1), "psf=" + file, "iterations=2").getOutput("result");
		assertTrue(result.getInfoProperty().contains("PSF " + file.getName()));
		assertTrue(file.delete());
	}

	@Test
	public void everyWrongValueIsRefusedByName() throws Exception {
		refused("numerical aperture", "na=abc", "emission=520");
		refused("numerical aperture", "na=3", "emission=520");
		refused("nm", "na=0.8", "emission=0.52");
		refused("--na", "emission=520");
		refused("whole number", "na=0.8", "emission=520", "iterations=2.7");
		refused("'background'", "na=0.8", "emission=520", "background=1,5");
		refused("modality", "na=0.8", "emission=520", "modality=guess");
		refused("PSF model", "na=0.8", "emission=520", "model=guess");
		refused("0.1x0.1x0.25", "na=0.8", "emission=520", "voxel=0.1");
		refused("no open image and no file", "psf=nothing like that");
		refused("no setting 'pinhol'", "na=0.8", "emission=520", "more=pinhol=1");
	}

	private void refused(final String words, final String... options) throws Exception {
		try {
			final CommandModule module = run(stack(1, 5, 1), options);
			assertNull(module.getOutput("result"));
			fail("should have been refused: " + words);
		}
		catch (final ExecutionException e) {
			assertTrue(message(e), message(e).contains(words));
		}
	}

	@Test
	public void anImageWithoutScaleIsRefusedWithTheRemedy() throws Exception {
		final ImagePlus image = stack(1, 5, 1);
		image.setCalibration(new Calibration());
		try {
			run(image, "na=0.8", "emission=520");
			fail();
		}
		catch (final ExecutionException e) {
			assertTrue(message(e), message(e).contains("Image > Properties"));
		}
	}

	@Test
	public void anEmptyImageIsRefused() throws Exception {
		try {
			run(new ImagePlus(), "na=0.8", "emission=520");
			fail();
		}
		catch (final ExecutionException e) {
			assertTrue(message(e), message(e).contains("empty"));
		}
	}
}
