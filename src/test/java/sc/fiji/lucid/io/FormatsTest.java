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
package sc.fiji.lucid.io;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.Test;

import ij.ImagePlus;
import ij.io.Opener;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.Origin;

/** Files from the world, in ../shared/data: each opens right or fails with one line. */
public class FormatsTest {

	private static final Path DATA = Path.of("../shared/data");
	private static final Path FORMATS = DATA.resolve("F_formats");

	private static List<Path> files(final Path folder) throws IOException {
		assumeTrue(Files.isDirectory(folder));
		try (Stream<Path> walk = Files.walk(folder)) {
			return walk.filter(Files::isRegularFile).sorted().toList();
		}
	}

	private static void readAll(final Stack stack) throws IOException {
		for (int t = 0; t < stack.frames(); t++)
			for (int z = 0; z < stack.slices(); z++)
				for (int c = 0; c < stack.channels(); c++)
					stack.plane(c, z, t);
	}

	@Test(timeout = 60000)
	public void everyFileOpensOrFailsWithOneLine() throws IOException {
		for (final Path path : files(DATA)) {
			try (Stack stack = StackReader.open(path)) {
				readAll(stack);
			}
			catch (final IOException exc) {
				assertFalse(path + ": " + exc.getMessage(), exc.getMessage().contains("\n"));
				assertTrue(path + ": " + exc.getMessage(), exc.getMessage().contains(path.getFileName().toString()));
			}
		}
	}

	@Test
	public void malformedFilesAreRefused() throws IOException {
		for (final Path path : files(FORMATS.resolve("malformed")))
			// The fuzzer changed only some voxels of this one.
			if (!path.endsWith("oor_panic_120.tif")) refuse(path, "");
	}

	private static String refuse(final Path path, final String word) {
		try (Stack stack = StackReader.open(path)) {
			readAll(stack);
			fail(path + " was read as " + stack.shape());
			return "";
		}
		catch (final IOException exc) {
			assertTrue(exc.getMessage(), exc.getMessage().contains(word));
			return exc.getMessage();
		}
	}

	@Test
	public void coloursAreRefusedWithTheRemedy() throws IOException {
		assumeTrue(Files.isDirectory(FORMATS));
		for (final String name : List.of("BigTIFF.tif", "BigTIFFLong.tif", "BigTIFFMotorola.tif", "int16_rgb.tif",
			"no_rows_per_strip.tiff", "12bit.cropped.rgb.tiff"))
			refuse(FORMATS.resolve("tiff").resolve(name), "Split Channels");
	}

	@Test
	public void missingPartOfSetIsNamed() throws IOException {
		assumeTrue(Files.isDirectory(FORMATS));
		refuse(FORMATS.resolve("ome_multifile/multifile-Z3.ome.tiff"), "'multifile.companion.ome' is missing");
	}

	@Test
	public void imagejReadsTheSameVoxels() throws IOException {
		final List<String> names = List.of("A_bars25/data.tif", "C_beads_confocal/Bead_Image1_crop.tif",
			"C_beads_confocal/lattice_psf_raw.tif", "D_tissue_measured_psf/MC.tif", "E_golden/celegans_2d.tif",
			"F_formats/xyzc_16bit__spots.tif", "F_formats/tiff/minisblack-1c-16b.tiff",
			"F_formats/made_ome_2c_XYZCT_um.ome.tif");
		assumeTrue(Files.isDirectory(DATA));
		for (final String name : names) {
			final ImagePlus imp = new Opener().openImage(DATA.resolve(name).toString());
			try (Stack stack = StackReader.open(DATA.resolve(name))) {
				assertEquals(name, imp.getStackSize(), stack.shape().planes());
				final boolean ome = name.contains(".ome.");
				for (int z = 0; z < stack.slices(); z++)
					for (int c = 0; c < stack.channels(); c++) {
						final int index = ome ? c * stack.slices() + z + 1 : z * stack.channels() + c + 1;
						final float[] expected = (float[]) imp.getStack()
							.getProcessor(index)
							.convertToFloatProcessor()
							.getPixels();
						org.junit.Assert.assertArrayEquals(name, expected, stack.floats(c, z, 0), 0);
					}
			}
		}
	}

	@Test
	public void imagejHyperstackKeepsItsCalibration() throws IOException {
		assumeTrue(Files.isDirectory(FORMATS));
		try (Stack stack = StackReader.open(FORMATS.resolve("xyzc_16bit__spots.tif"))) {
			assertEquals("89x88x17, 2 channels, 1 frame", stack.shape().toString());
			assertEquals(0.0941, stack.metadata().voxelX().getAsDouble(), 1e-4);
			assertEquals(0.4, stack.metadata().voxelZ().getAsDouble(), 1e-9);
			assertEquals("composite", stack.metadata().imagej().mode());
			assertEquals(2, stack.metadata().imagej().luts().size());
			assertEquals(4, stack.metadata().imagej().displayRanges().length);
		}
	}

	@Test
	public void missingSpacingIsUnknown() throws IOException {
		assumeTrue(Files.isDirectory(FORMATS));
		try (Stack bad = StackReader.open(FORMATS.resolve("xyz_8bit__mitotic_plate_badZcalibrated.tif"));
			Stack good = StackReader.open(FORMATS.resolve("xyz_8bit__mitotic_plate_calibrated.tif")))
		{
			assertTrue(bad.metadata().voxelX().isPresent());
			assertTrue(bad.metadata().voxelZ().isEmpty());
			assertTrue(bad.metadata().voxelSize().isEmpty());
			assertEquals(3, good.metadata().voxelZ().getAsDouble(), 0);
		}
	}

	@Test
	public void nanometresAreConverted() throws IOException {
		assumeTrue(Files.isDirectory(DATA));
		try (Stack stack = StackReader.open(DATA.resolve("E_golden/psfgenerator_GL_8x16x16.tif"))) {
			assertEquals("0.1x0.1x0.25", stack.metadata().voxelSize().get().toString());
		}
	}

	@Test
	public void omeTiffTellsItsOptics() throws IOException {
		assumeTrue(Files.isDirectory(FORMATS));
		try (Stack stack = StackReader.open(FORMATS.resolve("made_ome_2c_XYZCT_um.ome.tif"))) {
			final StackMetadata m = stack.metadata();
			assertEquals("80x64x20, 2 channels, 1 frame", stack.shape().toString());
			assertEquals("0.108x0.108x0.25", m.voxelSize().get().toString());
			assertEquals("OME-XML", m.voxelSource());
			assertEquals(1.2, m.optics(0).get(OpticalParameter.NUMERICAL_APERTURE).getAsDouble(), 0);
			assertEquals(1.333, m.optics(1).get(OpticalParameter.IMMERSION_INDEX).getAsDouble(), 0);
			assertEquals(0.525, m.optics(0).get(OpticalParameter.EMISSION_WAVELENGTH).getAsDouble(), 1e-9);
			assertEquals(0.617, m.optics(1).get(OpticalParameter.EMISSION_WAVELENGTH).getAsDouble(), 1e-9);
			assertEquals(Origin.FILE, m.optics(1).origin(OpticalParameter.EMISSION_WAVELENGTH).get());
		}
	}

	@Test
	public void unusualVoxelsAreReadRight() throws IOException {
		assumeTrue(Files.isDirectory(FORMATS));
		try (Stack white = StackReader.open(FORMATS.resolve("tiff/white-fp16.tiff"));
			Stack signed = StackReader.open(FORMATS.resolve("tiff/minisblack-1c-i16b.tiff"));
			Stack unsigned = StackReader.open(FORMATS.resolve("tiff/minisblack-1c-16b.tiff"));
			Stack doubles = StackReader.open(DATA.resolve("E_golden/gibsonlanni_18x128x128.tif"));
			Stack predicted = StackReader.open(FORMATS.resolve("tiff/predictor-3-gray-f32.tif")))
		{
			for (final float v : white.floats(0, 0, 0))
				assertEquals(1, v, 0);
			final float[] s = signed.floats(0, 0, 0);
			final float[] u = unsigned.floats(0, 0, 0);
			for (int i = 0; i < s.length; i++)
				assertEquals(u[i] - 32768, s[i], 1);
			assertEquals(18, doubles.slices());
			assertTrue(doubles.metadata().notes().toString(), doubles.metadata().notes().get(0).contains("rounded"));
			// An angular gradient from 0 to 1, smooth along the lowest row.
			final VoxelCheck check = VoxelCheck.of(predicted);
			assertTrue(check.min() >= 0 && check.max() <= 1.01 && check.max() > 0.5);
			final float[] p = predicted.floats(0, 0, 0);
			for (int i = 199 * 200 + 1; i < p.length; i++)
				assertEquals(p[i - 1], p[i], 0.01);
		}
	}

	@Test
	public void nanPsfIsRefused() throws IOException {
		assumeTrue(Files.isDirectory(DATA));
		try (Stack stack = StackReader.open(DATA.resolve("C_beads_confocal/psf_all_nan.tif"))) {
			final VoxelCheck check = VoxelCheck.of(stack);
			assertEquals(41 * 150 * 150, check.notANumber());
			check.refuseUnusable(stack.name());
			fail();
		}
		catch (final IllegalArgumentException exc) {
			assertTrue(exc.getMessage(),
				exc.getMessage().contains("922500 NaN") && exc.getMessage().contains("x=0, y=0, z=0"));
		}
	}
}
