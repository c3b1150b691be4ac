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

import java.awt.Color;
import java.awt.Point;
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
import ij.VirtualStack;
import ij.WindowManager;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import ij.process.LUT;
import sc.fiji.lucid.command.image.FilledFields;
import sc.fiji.lucid.io.imagej.ImageJStack;

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
		org.junit.Assert.assertArrayEquals((short[]) before, (short[]) image.getStack().getPixels(3));
	}

	@Test
	public void restoresChannelsAndFramesWithTheirWavelengths() throws Exception {
		final ImagePlus image = new CompositeImage(stack(2, 5, 2), CompositeImage.COLOR);
		final ImagePlus result = (ImagePlus) run(image, "na=0.8", "emission=520,620", "iterations=2")
			.getOutput("result");
		assertEquals(2, result.getNChannels());
		assertEquals(5, result.getNSlices());
		assertEquals(2, result.getNFrames());
		assertEquals(3, result.getCalibration().frameInterval, 0);
		assertEquals(CompositeImage.COLOR, ((CompositeImage) result).getMode());
		assertTrue(result.getInfoProperty().contains("channel 2: emission wavelength = 0.62 µm (given)"));
	}

	/** Those of the recording, which stay with its hyperstacks, would show a result black whose voxels reach 6. */
	@Test
	public void aHyperstackIsShownInRangesOfItsOwn() throws Exception {
		for (final int channels : new int[] { 1, 2 }) {
			final ImagePlus image = new CompositeImage(stack(channels, 5, 2), CompositeImage.COLOR);
			for (int c = 1; c <= channels; c++) {
				image.setC(c);
				image.setDisplayRange(3000, 9000);
			}
			final ImagePlus result = (ImagePlus) run(image, "na=0.8", "emission=520", "iterations=2",
				"method=richardson-lucy").getOutput("result");
			for (int c = 1; c <= channels; c++) {
				result.setC(c);
				final double most = result.getStack().getProcessor(result.getStackIndex(c, 3, 1)).getStats().max;
				assertTrue(result.getDisplayRangeMin() + " to " + result.getDisplayRangeMax() + ", most " + most,
					result.getDisplayRangeMin() >= 0 && result.getDisplayRangeMax() <= most &&
						result.getDisplayRangeMax() > result.getDisplayRangeMin());
			}
		}
	}

	/** 0.5 µm · cos 30° are 2.17 rows a slice, 0.5 µm · sin 30° a quarter of a µm. */
	@Test
	public void aSkewedScanIsUpright() throws Exception {
		final ImagePlus image = stack(2, 6, 1);
		image.setOverlay(new Overlay(new Roi(2, 2, 5, 5)));
		final String[] sheet = { "na=0.8", "emission=520", "excitation=488", "modality=light-sheet", "iterations=2",
			"method=richardson-lucy", "more=skewangle=30" };
		final ImagePlus result = (ImagePlus) run(image, sheet).getOutput("result");
		assertEquals(16 + 11, result.getHeight());
		assertEquals(20, result.getWidth());
		assertEquals(6, result.getNSlices());
		assertEquals(2, result.getNChannels());
		assertEquals(0.25, result.getCalibration().pixelDepth, 1e-9);
		assertNull(result.getOverlay());
		assertTrue(result.getInfoProperty().contains("of which " + 20 * 11 * 6 + " were not seen and are NaN"));
		sheet[6] = "more=skewangle=30 deskew=false";
		assertEquals(16, ((ImagePlus) run(image, sheet).getOutput("result")).getHeight());
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

	/** The words of the dialog, and those of every other door. */
	@Test
	public void whoComputesIsAChoiceAndAnyWordOfAMacro() throws Exception {
		for (final String[] word : new String[][] { { "auto", "fused" }, { "processor", "fused" }, { "fused", "fused" },
			{ "reference", "reference" }, { "opencl:none of that name", "fused on the processor, since " } })
		{
			final ImagePlus result = (ImagePlus) run(stack(1, 6, 1), "na=0.8", "emission=520", "iterations=2",
				"method=richardson-lucy", "engine=" + word[0]).getOutput("result");
			assertTrue(word[0] + "\n" + result.getInfoProperty(),
				result.getInfoProperty().contains("engine = " + word[1]));
		}
		final ImagePlus card = (ImagePlus) run(stack(1, 6, 1), "na=0.8", "emission=520", "iterations=2",
			"method=richardson-lucy", "engine=graphics card").getOutput("result");
		assertTrue(card.getInfoProperty(), card.getInfoProperty().contains("engine = "));
		assertTrue(card.getInfoProperty(), !card.getInfoProperty().contains("engine = fused\n"));
		refused("The option 'engine' takes one of auto, fused,", "na=0.8", "emission=520", "engine=gpu");
	}

	@Test
	public void takesTheLastSliceForTheOneAtTheCoverslip() throws Exception {
		final ImagePlus result = (ImagePlus) run(stack(1, 6, 1), "na=0.8", "emission=520", "iterations=2",
			"sampleindex=1.36", "depth=5", "zdirection=coverslip-last", "method=richardson-lucy").getOutput("result");
		assertTrue(result.getInfoProperty().contains("z direction = the last slice nearest to the coverslip (given)"));
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
		refused("'background'", "na=0.8", "emission=520", "background=dark");
		refused("modality", "na=0.8", "emission=520", "modality=guess");
		refused("which slice lies at the coverslip", "na=0.8", "emission=520", "zdirection=up");
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

	/** Two channels, three frames, a composite with its own colours and ranges. */
	private static CompositeImage series() {
		final ImagePlus plain = stack(2, 5, 3);
		for (int t = 1; t <= 3; t++)
			for (int z = 1; z <= 5; z++)
				for (int c = 1; c <= 2; c++)
					plain.getStack()
						.getProcessor(plain.getStackIndex(c, z, t))
						.set(2 * t + 6 * (c - 1), 2 * z, 1000 * c);
		plain.getCalibration().setTimeUnit("min");
		plain.getCalibration().xOrigin = 7;
		final CompositeImage image = new CompositeImage(plain, CompositeImage.COMPOSITE);
		final LUT green = LUT.createLutFromColor(Color.GREEN), magenta = LUT.createLutFromColor(Color.MAGENTA);
		green.min = 120;
		green.max = 800;
		magenta.min = 90;
		magenta.max = 1500;
		image.setLuts(new LUT[] { green, magenta });
		final Roi roi = new Roi(3, 3, 5, 4);
		roi.setPosition(2, 4, 3);
		image.setOverlay(new Overlay(roi));
		image.setPosition(2, 4, 3);
		return image;
	}

	@Test
	public void aTwoChannelTimeSeriesKeepsEverything() throws Exception {
		final CompositeImage image = series();
		final ImagePlus result = (ImagePlus) run(image, "na=0.8", "emission=520,620", "iterations=2", "background=100")
			.getOutput("result");
		org.junit.Assert.assertArrayEquals(image.getDimensions(), result.getDimensions());
		assertTrue(result.isHyperStack());
		assertEquals(CompositeImage.COMPOSITE, ((CompositeImage) result).getMode());
		for (int c = 0; c < 2; c++) {
			assertEquals(image.getLuts()[c].getRGB(255), result.getLuts()[c].getRGB(255));
			assertTrue("a range of its own",
				result.getLuts()[c].min < result.getLuts()[c].max && result.getLuts()[c].max != image.getLuts()[c].max);
		}
		assertEquals(3, result.getCalibration().frameInterval, 0);
		assertEquals("min", result.getCalibration().getTimeUnit());
		assertEquals(7, result.getCalibration().xOrigin, 0);
		assertEquals("plane 17", result.getStack().getSliceLabel(17));
		assertEquals(1, result.getOverlay().size());
		assertEquals(4, result.getOverlay().get(0).getZPosition());
		assertEquals(3, result.getOverlay().get(0).getTPosition());
		assertEquals(2, result.getC());
		for (int c = 1; c <= 2; c++)
			for (int t = 1; t <= 3; t++)
				assertTrue(result.getInfoProperty(), result.getInfoProperty()
					.matches("(?s).*\nchannel " + c + ", frame " + t + ": flux: \\S+ counts above [^\n]*\\)\n.*"));
		final ImagePlus same = (ImagePlus) run(image, "na=0.8", "emission=520", "method=identity", "background=0")
			.getOutput("result");
		for (int i = 1; i <= 30; i++)
			assertEquals("order XYCZT", brightest(image.getStack().getProcessor(i)),
				brightest(same.getStack().getProcessor(i)));
	}

	private static Point brightest(final ImageProcessor plane) {
		int best = 0;
		for (int i = 1; i < plane.getPixelCount(); i++)
			if (plane.getf(i) > plane.getf(best)) best = i;
		return new Point(best % plane.getWidth(), best / plane.getWidth());
	}

	@Test
	public void virtualStacksGiveTheSameAsOthers() throws Exception {
		final ImagePlus image = series();
		final VirtualStack slices = new VirtualStack(20, 16, 30) {

			@Override
			public ImageProcessor getProcessor(final int n) {
				return image.getStack().getProcessor(n).duplicate();
			}
		};
		final ImagePlus lazy = new ImagePlus("lazy", slices);
		lazy.setDimensions(2, 5, 3);
		lazy.setCalibration(image.getCalibration());
		final String[] options = { "na=0.8", "emission=520", "iterations=2", "channels=2", "frames=2-3" };
		final ImagePlus one = (ImagePlus) run(image, options).getOutput("result");
		final ImagePlus other = (ImagePlus) run(lazy, options).getOutput("result");
		assertEquals(10, one.getStackSize());
		for (int i = 1; i <= 10; i++)
			org.junit.Assert.assertArrayEquals((float[]) one.getStack().getPixels(i),
				(float[]) other.getStack().getPixels(i), 0);
	}

	@Test
	public void everyUnitOfLengthIsUnderstoodAndPixelsAreNot() throws Exception {
		for (final String unit : new String[] { "um", "µm", "\\u00B5m", "micron", "microns", "nm", "mm", "cm" }) {
			final ImagePlus image = stack(1, 5, 1);
			final double factor = unit.equals("nm") ? 1e3 : unit.equals("mm") ? 1e-3 : unit.equals("cm") ? 1e-4 : 1;
			image.getCalibration().setUnit(unit);
			image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.2 * factor;
			image.getCalibration().pixelDepth = 0.5 * factor;
			final ImagePlus result = (ImagePlus) run(image, "na=0.8", "emission=520", "iterations=1")
				.getOutput("result");
			assertTrue(unit + ": " + result.getInfoProperty(), result.getInfoProperty().contains("0.5 µm (file") ||
				result.getInfoProperty().contains("0.5000") || result.getInfoProperty().contains("0.50 µm"));
		}
		final ImagePlus pixels = stack(1, 5, 1);
		pixels.getCalibration().setUnit("pixel");
		try {
			run(pixels, "na=0.8", "emission=520");
			fail();
		}
		catch (final ExecutionException e) {
			assertTrue(message(e), message(e).contains("Image > Properties"));
		}
	}

	@Test
	public void anImageThatAnotherCommandHoldsIsRefusedAndOursIsFreedAgain() throws Exception {
		final ImagePlus image = stack(1, 5, 1);
		run(image, "na=0.8", "emission=520", "iterations=1");
		assertTrue(!image.isLocked());
		image.lock();
		try {
			run(image, "na=0.8", "emission=520", "iterations=1");
			fail();
		}
		catch (final ExecutionException e) {
			assertTrue(message(e), message(e).contains("being used by another command"));
		}
		image.unlock();
	}

	/** An OME-TIFF as ImageJ itself opens it: nothing is to be typed. */
	@Test
	public void everyDefaultOnACalibratedOmeTiffIsEnough() throws Exception {
		final java.nio.file.Path file = java.nio.file.Files.createTempFile("lucid", ".ome.tif");
		OmeTiffs.write(file, 24, 20, 6, 0.2, 0.5);
		final CommandModule module = run(IJ.openImage(file.toString()));
		final ImagePlus result = (ImagePlus) module.getOutput("result");
		final String info = result.getInfoProperty();
		assertTrue(info, info.contains("numerical aperture = 0.8 (file)"));
		assertTrue(info, info.contains("emission wavelength = 0.52 µm (file)"));
		assertTrue(info, info.contains("voxel size = 0.2x0.2x0.5 µm (file: "));
		assertTrue(info, info.contains("refractive index of the immersion = 1 (file)"));
		java.nio.file.Files.delete(file);
	}

	@Test
	public void theDialogIsFilledFromTheImageAndItsWordStaysTheImages() throws Exception {
		final java.nio.file.Path file = java.nio.file.Files.createTempFile("lucid", ".ome.tif");
		OmeTiffs.write(file, 24, 20, 6, 0.2, 0.5);
		final ImageJStack stack = ImageJStack.of(IJ.openImage(file.toString()));
		final FilledFields fields = new FilledFields();
		fields.from(stack);
		assertEquals("0.8", fields.fill("na", ""));
		assertEquals("520", fields.fill("emission", ""));
		assertEquals("0.2x0.2x0.5", fields.fill("voxel", ""));
		assertEquals("1.2", fields.fill("na", "1.2"));
		assertEquals("unchanged, it is the file's", "{}", fields.said("na", "0.8").toString());
		assertEquals("{na=1.2}", fields.said("na", "1.2").toString());
		fields.from(ImageJStack.of(stack(1, 3, 1)));
		assertEquals("another image says nothing of it", "", fields.fill("na", "0.8"));
		java.nio.file.Files.delete(file);
	}

	private void refused(final String words, final ImagePlus image, final String... options) throws Exception {
		try {
			run(image, options);
			fail("should have been refused: " + words);
		}
		catch (final ExecutionException e) {
			assertTrue(e.getMessage(), e.getMessage().contains(words));
		}
	}

	/** ImageJ opens an OME-TIFF of several channels as one stack of all planes. */
	@Test
	public void channelsThatLieFlatAreRefusedWithTheRemedy() throws Exception {
		final ImagePlus image = stack(1, 12, 1);
		image.setProperty("Info",
			"<OME><Image><Pixels ID=\"Pixels:0\" DimensionOrder=\"XYZCT\" SizeX=\"20\" SizeY=\"16\" " +
				"SizeZ=\"6\" SizeC=\"2\" SizeT=\"1\"/></Image></OME>");
		refused("Stack to Hyperstack: order xyzct, channels 2, slices 6, frames 1", image, "na=0.8", "emission=520");
		image.setDimensions(2, 6, 1);
		run(image, "na=0.8", "emission=520", "iterations=1");
	}

	@Test
	public void whatNoMicroscopeRecordsIsRefusedByName() throws Exception {
		final ImagePlus scanned = stack(1, 5, 1);
		scanned.getCalibration().setUnit("inch");
		scanned.getCalibration().pixelWidth = scanned.getCalibration().pixelHeight = 1 / 72.0;
		refused("0.01389 inch, that is 352.8 µm", scanned, "na=0.8", "emission=520");
		run(scanned, "na=0.8", "emission=520", "voxel=0.2x0.2x0.5", "iterations=1");
		refused("holds no values below 0", stack(1, 5, 1), "na=0.8", "emission=520", "background=-5");
	}

	@Test
	public void aPictureIsNoPsfOfAStack() throws Exception {
		final java.io.File file = java.io.File.createTempFile("lucid", ".tif");
		IJ.saveAsTiff(stack(1, 1, 1), file.getPath());
		refused("is a single picture, but the stack has 5 slices", stack(1, 5, 1), "psf=" + file);
		assertTrue(file.delete());
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
