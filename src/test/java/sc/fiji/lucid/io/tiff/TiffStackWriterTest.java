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
package sc.fiji.lucid.io.tiff;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.io.Opener;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.StackWriter;
import sc.fiji.lucid.io.imagej.ImageJProperties;
import sc.fiji.lucid.io.ome.OmeMetadata;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.VoxelSize;

/** What is written is read back, by us and by ImageJ. */
public class TiffStackWriterTest {

	private static final StackShape SHAPE = new StackShape(13, 9, 4, 2, 3);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path target;

	@Before
	public void name() {
		target = folder.getRoot().toPath().resolve("result.tif");
	}

	private static StackMetadata metadata() {
		final ImageJProperties imagej = new ImageJProperties("Objective: good\n",
			java.util.stream.IntStream.range(0, 24).mapToObj(i -> "plane µ" + i).toList(),
			List.of(OmeMetadata.ramp(0, 255, 0), OmeMetadata.ramp(255, 0, 255)), new double[0], "composite", List.of(),
			new byte[0], Map.of("key", "value"), Map.of("xorigin", "2.0"));
		return new StackMetadata.Builder().voxel(new VoxelSize(0.0645, 0.0645, 0.2), "test")
			.frameInterval(2.5)
			.channel("a", OpticalSettings.NONE)
			.imagej(imagej)
			.build();
	}

	private static float[] plane(final StackShape shape, final int c, final int z, final int t) {
		final Random random = new Random(shape.planeIndex(c, z, t));
		final float[] plane = new float[shape.planeSize()];
		for (int i = 0; i < plane.length; i++)
			plane[i] = 100 * (c + 1) * random.nextFloat() - 5;
		return plane;
	}

	private void write(final StackShape shape, final StackMetadata metadata) throws IOException {
		try (StackWriter writer = StackWriter.tiff(target, shape, metadata, false)) {
			// Any order will do.
			for (int c = shape.channels() - 1; c >= 0; c--)
				for (int t = 0; t < shape.frames(); t++)
					for (int z = 0; z < shape.slices(); z++)
						writer.write(c, z, t, plane(shape, c, z, t));
			writer.appendInfo("Lucid: 10 iterations");
			assertFalse(Files.exists(target));
			writer.finish();
		}
	}

	@Test
	public void writtenIsReadBack() throws IOException {
		write(SHAPE, metadata());
		try (Stack stack = StackReader.open(target)) {
			assertEquals(SHAPE, stack.shape());
			for (int c = 0; c < 2; c++)
				for (int t = 0; t < 3; t++)
					for (int z = 0; z < 4; z++)
						assertArrayEquals(plane(SHAPE, c, z, t), stack.floats(c, z, t), 0);
			final StackMetadata m = stack.metadata();
			assertEquals("0.0645x0.0645x0.2", m.voxelSize().get().toString());
			assertEquals(2.5, m.frameInterval().getAsDouble(), 0);
			assertEquals("Objective: good\nLucid: 10 iterations\n", m.imagej().info());
			assertEquals("plane µ23", m.imagej().sliceLabels().get(23));
			assertEquals("value", m.imagej().properties().get("key"));
			assertArrayEquals(OmeMetadata.ramp(255, 0, 255), m.imagej().luts().get(1));
		}
	}

	@Test
	public void imagejReadsEverything() throws IOException {
		write(SHAPE, metadata());
		final ImagePlus imp = new Opener().openImage(target.toString());
		assertArrayEquals(new int[] { 13, 9, 2, 4, 3 }, imp.getDimensions());
		assertTrue(imp instanceof CompositeImage);
		for (int t = 0; t < 3; t++)
			for (int z = 0; z < 4; z++)
				for (int c = 0; c < 2; c++)
					assertArrayEquals(plane(SHAPE, c, z, t),
						(float[]) imp.getStack().getPixels(imp.getStackIndex(c + 1, z + 1, t + 1)), 0);
		assertEquals(0.0645, imp.getCalibration().pixelWidth, 1e-8);
		assertEquals(0.2, imp.getCalibration().pixelDepth, 0);
		assertTrue(imp.getCalibration().getUnit(), imp.getCalibration().getUnit().matches("µm|um|micron"));
		assertEquals(2.5, imp.getCalibration().frameInterval, 0);
		assertEquals(2, imp.getCalibration().xOrigin, 0);
		assertEquals("plane µ0", imp.getStack().getSliceLabel(1));
		assertTrue(imp.getInfoProperty(), imp.getInfoProperty().startsWith("Objective: good\nLucid: 10 iterations"));
		assertEquals("value", imp.getProp("key"));
		final CompositeImage composite = (CompositeImage) imp;
		assertEquals(0xff00ff, composite.getChannelLut(2).getRGB(255) & 0xffffff);
		assertEquals(195, composite.getChannelLut(2).max, 3);
		assertEquals(95, composite.getChannelLut(1).max, 3);
	}

	@Test
	public void singleChannelKeepsItsColours() throws IOException {
		final StackShape shape = new StackShape(8, 8, 5, 1, 1);
		write(shape,
			StackMetadata.NONE.toBuilder()
				.imagej(ImageJProperties.NONE.withLuts(List.<byte[]>of(OmeMetadata.ramp(0, 255, 0))))
				.build());
		final ImagePlus imp = new Opener().openImage(target.toString());
		assertEquals(5, imp.getNSlices());
		assertEquals(0x00ff00, imp.getProcessor().getCurrentColorModel().getRGB(255) & 0xffffff);
		assertEquals(95, imp.getDisplayRangeMax(), 5);
		assertFalse(imp.getCalibration().scaled());
		try (Stack stack = StackReader.open(target)) {
			assertTrue(stack.metadata().voxelX().isEmpty());
			assertArrayEquals(OmeMetadata.ramp(0, 255, 0), stack.metadata().imagej().luts().get(0));
		}
	}

	@Test
	public void unknownSpacingStaysUnknown() throws IOException {
		write(SHAPE, new StackMetadata.Builder().voxel(0, 0.1).voxel(1, 0.2).build());
		try (Stack stack = StackReader.open(target)) {
			assertEquals(0.2, stack.metadata().voxelY().getAsDouble(), 1e-9);
			assertTrue(stack.metadata().voxelZ().isEmpty());
		}
	}

	@Test
	public void partsMakeThePlane() throws IOException {
		final StackShape shape = new StackShape(10, 6, 1, 1, 1);
		final float[] plane = plane(shape, 0, 0, 0);
		try (StackWriter writer = StackWriter.tiff(target, shape, StackMetadata.NONE, false)) {
			for (int x = 0; x < 10; x += 5)
				for (int y = 0; y < 6; y += 2) {
					final float[] part = new float[10];
					for (int i = 0; i < 10; i++)
						part[i] = plane[(y + i / 5) * 10 + x + i % 5];
					writer.write(0, 0, 0, x, y, 5, 2, part);
				}
			writer.finish();
		}
		try (Stack stack = StackReader.open(target)) {
			assertArrayEquals(plane, stack.floats(0, 0, 0), 0);
		}
	}

	@Test
	public void abortedLeavesNothing() throws IOException {
		try (StackWriter writer = StackWriter.tiff(target, SHAPE, StackMetadata.NONE, false)) {
			writer.write(0, 0, 0, plane(SHAPE, 0, 0, 0));
			assertThrows(IOException.class, writer::finish);
		}
		assertEquals(0, folder.getRoot().list().length);
	}

	@Test
	public void existingIsKeptUnlessForced() throws IOException {
		Files.writeString(target, "precious");
		final IOException exc = assertThrows(IOException.class,
			() -> StackWriter.tiff(target, SHAPE, StackMetadata.NONE, false));
		assertTrue(exc.getMessage(), exc.getMessage().contains("--force"));
		assertEquals("precious", Files.readString(target));
		StackWriter.tiff(target, SHAPE, StackMetadata.NONE, true).close();
		assertEquals("precious", Files.readString(target));
	}

	@Test
	public void folderMustExist() {
		final Path lost = folder.getRoot().toPath().resolve("no/such/result.tif");
		final IOException exc = assertThrows(IOException.class,
			() -> StackWriter.tiff(lost, SHAPE, StackMetadata.NONE, false));
		assertTrue(exc.getMessage(), exc.getMessage().contains("does not exist"));
	}

	@Test
	public void wrongPartsAreRefused() throws IOException {
		try (StackWriter writer = StackWriter.tiff(target, SHAPE, StackMetadata.NONE, false)) {
			assertThrows(IllegalArgumentException.class, () -> writer.write(2, 0, 0, new float[117]));
			assertThrows(IllegalArgumentException.class, () -> writer.write(0, 0, 0, new float[116]));
			assertThrows(IllegalArgumentException.class, () -> writer.write(0, 0, 0, 10, 0, 5, 1, new float[5]));
		}
	}
}
