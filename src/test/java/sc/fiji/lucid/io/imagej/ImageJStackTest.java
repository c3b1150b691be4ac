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
package sc.fiji.lucid.io.imagej;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.Color;
import java.io.IOException;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.VirtualStack;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import sc.fiji.lucid.io.StackWriter;
import sc.fiji.lucid.optics.OpticalParameter;

/** An open image as a stack, and a result that keeps what the image had. */
public class ImageJStackTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static ImagePlus image() {
		final ImagePlus plain = IJ.createHyperStack("cells", 8, 6, 2, 3, 2, 16);
		for (int i = 1; i <= 12; i++) {
			plain.getStack().getProcessor(i).set(i, 0, 1000 * i);
			plain.getStack().setSliceLabel("slice " + i, i);
		}
		plain.getCalibration().setUnit("micron");
		plain.getCalibration().pixelWidth = 0.1;
		plain.getCalibration().pixelHeight = 0.1;
		plain.getCalibration().pixelDepth = 0.3;
		plain.getCalibration().zOrigin = 2;
		plain.getCalibration().frameInterval = 5;
		final CompositeImage image = new CompositeImage(plain, CompositeImage.COLOR);
		final LUT[] luts = { LUT.createLutFromColor(Color.CYAN), LUT.createLutFromColor(Color.YELLOW) };
		luts[0].min = 300;
		luts[0].max = luts[1].max = 7000;
		image.setLuts(luts);
		image.setProperty("Info",
			"Information|Instrument|Objective|LensNA #1 = 1.4\nInformation|Image|Channel|EmissionWavelength #1 = 525\n" +
				"Information|Image|Channel|EmissionWavelength #2 = 610.5");
		image.setOverlay(new Overlay(new Roi(1, 1, 2, 2)));
		image.setProp("sample", "yeast");
		return image;
	}

	@Test
	public void tellsWhatTheImageTells() {
		final ImageJStack stack = ImageJStack.of(image());
		assertEquals("8x6x3, 2 channels, 2 frames", stack.shape().toString());
		assertEquals("0.1x0.1x0.3", stack.metadata().voxelSize().get().toString());
		assertEquals(5, stack.metadata().frameInterval().getAsDouble(), 0);
		assertEquals(1.4, stack.metadata().optics(1).get(OpticalParameter.NUMERICAL_APERTURE).getAsDouble(), 0);
		assertEquals(0.6105, stack.metadata().optics(1).get(OpticalParameter.EMISSION_WAVELENGTH).getAsDouble(), 1e-12);
		assertEquals(7000, ((short[]) stack.plane(0, 0, 1))[7]);
		assertEquals(4000, ((short[]) stack.plane(1, 1, 0))[4]);
	}

	@Test
	public void resultKeepsEverything() throws IOException {
		final ImagePlus source = image();
		final ImageJStackWriter writer = new ImageJStackWriter(ImageJStack.of(source), "restored");
		for (int t = 0; t < 2; t++)
			for (int z = 0; z < 3; z++)
				for (int c = 0; c < 2; c++) {
					final float[] plane = new float[48];
					plane[c + 2 * z + 6 * t] = 50 * (c + 1);
					writer.write(c, z, t, plane);
				}
		writer.appendInfo("Lucid: 7 iterations");
		writer.finish();
		final ImagePlus result = writer.image();
		assertEquals("restored", result.getTitle());
		assertEquals(32, result.getBitDepth());
		assertArrayEquals(source.getDimensions(), result.getDimensions());
		assertTrue(result.isHyperStack());
		assertEquals(CompositeImage.COLOR, ((CompositeImage) result).getMode());
		assertEquals(0xffffff00, result.getLuts()[1].getRGB(255));
		assertEquals(7000, result.getLuts()[1].max, 0);
		assertEquals(300, result.getLuts()[0].min, 0);
		assertEquals(0.3, result.getCalibration().pixelDepth, 0);
		assertEquals(2, result.getCalibration().zOrigin, 0);
		assertEquals("micron", result.getCalibration().getUnit());
		assertEquals("slice 12", result.getStack().getSliceLabel(12));
		assertTrue(result.getInfoProperty().endsWith("= 610.5\nLucid: 7 iterations\n"));
		assertEquals("yeast", result.getProp("sample"));
		assertEquals(1, result.getOverlay().size());
		assertEquals(100, ((float[]) result.getStack().getPixels(result.getStackIndex(2, 3, 2)))[11], 0);
		assertEquals(16, source.getBitDepth());
	}

	@Test
	public void aPartKeepsWhatBelongsToIt() throws IOException {
		final ImagePlus source = image();
		final Roi second = new Roi(2, 2, 3, 3), first = new Roi(0, 0, 1, 1);
		second.setPosition(2, 3, 2);
		first.setPosition(1, 1, 1);
		source.getOverlay().add(second);
		source.getOverlay().add(first);
		final ImageJStackWriter writer = new ImageJStackWriter(ImageJStack.of(source), new int[] { 1 },
			new int[] { 0, 1 }, "part");
		for (int t = 0; t < 2; t++)
			for (int z = 0; z < 3; z++)
				writer.write(0, z, t, new float[48]);
		writer.finish();
		final ImagePlus result = writer.image();
		assertArrayEquals(new int[] { 8, 6, 1, 3, 2 }, result.getDimensions());
		assertEquals("slice 12", result.getStack().getSliceLabel(6));
		assertEquals(0xffffff00, result.getProcessor().getColorModel().getRGB(255));
		assertEquals(7000, result.getDisplayRangeMax(), 0);
		assertEquals("that of channel 1 is left out", 2, result.getOverlay().size());
		assertEquals(1, result.getOverlay().get(1).getCPosition());
		assertEquals(3, result.getOverlay().get(1).getZPosition());
		assertEquals(2, result.getOverlay().get(1).getTPosition());
	}

	@Test
	public void aTiffOfAnOpenImageKeepsOverlayAndSelection() throws IOException {
		final ImagePlus source = image();
		source.setRoi(new Roi(2, 1, 4, 4));
		final ImageJStack stack = ImageJStack.of(source);
		final java.nio.file.Path file = folder.getRoot().toPath().resolve("kept.tif");
		try (StackWriter writer = StackWriter.tiff(file, stack.shape(), stack.metadata(), false)) {
			for (int t = 0; t < 2; t++)
				for (int z = 0; z < 3; z++)
					for (int c = 0; c < 2; c++)
						writer.write(c, z, t, stack.floats(c, z, t));
			writer.finish();
		}
		final ImagePlus kept = IJ.openImage(file.toString());
		assertEquals(1, kept.getOverlay().size());
		assertEquals(source.getRoi().getBounds(), kept.getRoi().getBounds());
		assertEquals("yeast", kept.getProp("sample"));
		assertEquals(2, kept.getCalibration().zOrigin, 0);
		assertEquals(0xffffff00, kept.getLuts()[1].getRGB(255));
		assertEquals(CompositeImage.COLOR, ((CompositeImage) kept).getMode());
	}

	@Test
	public void singleChannelKeepsItsTable() throws IOException {
		final ImagePlus source = IJ.createImage("bead", "8-bit ramp", 16, 4, 3);
		source.setLut(LUT.createLutFromColor(Color.GREEN));
		source.setDisplayRange(3, 40);
		final ImageJStackWriter writer = new ImageJStackWriter(ImageJStack.of(source), "restored");
		for (int z = 0; z < 3; z++) {
			final float[] plane = new float[64];
			plane[z] = z;
			writer.write(0, z, 0, plane);
		}
		writer.finish();
		final ImagePlus result = writer.image();
		result.setSlice(2);
		assertEquals(0xff00ff00, result.getProcessor().getColorModel().getRGB(255));
		assertEquals("that of the new voxels", 2, result.getDisplayRangeMax(), 0);
	}

	@Test
	public void virtualStacksAreReadSliceBySlice() {
		final VirtualStack slices = new VirtualStack(4, 4, 1000) {

			@Override
			public ImageProcessor getProcessor(final int n) {
				final ByteProcessor plane = new ByteProcessor(4, 4);
				plane.set(0, 0, n);
				return plane;
			}
		};
		final ImageJStack stack = ImageJStack.of(new ImagePlus("virtual", slices));
		assertEquals(1000, stack.slices());
		assertEquals((byte) 200, ((byte[]) stack.plane(0, 199, 0))[0]);
	}

	@Test
	public void signed16BitsAreSigned() {
		final ImagePlus image = IJ.createImage("signed", "16-bit black", 2, 2, 1);
		image.getProcessor().set(0, 0, 32768 + 5);
		image.getCalibration().setSigned16BitCalibration();
		assertArrayEquals(new float[] { 5, -32768, -32768, -32768 }, (float[]) ImageJStack.of(image).plane(0, 0, 0), 0);
	}

	@Test
	public void unknownVoxelSizesStayUnknown() {
		final ImagePlus image = IJ.createImage("plain", "8-bit black", 2, 2, 3);
		assertTrue(ImageJStack.of(image).metadata().voxelX().isEmpty());
		image.getCalibration().setUnit("\u00b5m");
		image.getCalibration().pixelWidth = 0.2;
		assertEquals(0.2, ImageJStack.of(image).metadata().voxelX().getAsDouble(), 0);
		assertTrue(ImageJStack.of(image).metadata().voxelZ().isEmpty());
		assertTrue(ImageJStack.of(image).metadata().notes().get(0).contains("exactly 1"));
	}

	@Test
	public void emptyAndColourImagesAreRefused() {
		assertThrows(IllegalArgumentException.class, () -> ImageJStack.of(null));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> ImageJStack.of(new ImagePlus())).getMessage()
			.contains("empty"));
		final ImagePlus rgb = IJ.createImage("rgb", "RGB black", 2, 2, 1);
		assertTrue(assertThrows(IllegalArgumentException.class, () -> ImageJStack.of(rgb)).getMessage()
			.contains("Split Channels"));
	}
}
