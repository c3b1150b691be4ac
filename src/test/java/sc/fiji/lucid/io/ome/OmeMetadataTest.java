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
package sc.fiji.lucid.io.ome;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.StackWriter;
import sc.fiji.lucid.io.TiffBuilder;
import sc.fiji.lucid.io.imagej.ImageJProperties;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.VoxelSize;

/** What OME-XML and ImageJ's tags say, and what is done where they differ. */
public class OmeMetadataTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static StackMetadata read(final String instrument, final String image, final String pixels,
		final String channels) throws IOException
	{
		final StackMetadata.Builder builder = new StackMetadata.Builder();
		OmeMetadata
			.describe(OmeXml.parse("<?xml version='1.0' encoding='UTF-8'?><ome:OME xmlns:ome='x'><ome:Instrument>" +
				instrument + "</ome:Instrument><ome:Image>" + image +
				"<ome:Pixels SizeX='2' SizeY='2' SizeZ='1' SizeC='1' SizeT='1' " + pixels + ">" + channels +
				"</ome:Pixels></ome:Image></ome:OME>", "test"), builder);
		return builder.build();
	}

	@Test
	public void unitsAreConverted() throws IOException {
		final StackMetadata m = read("<ome:Objective ID='o' LensNA='1.45' Immersion='Oil'/>", "",
			"PhysicalSizeX='65' PhysicalSizeXUnit='nm' PhysicalSizeY='6.5E-5' PhysicalSizeYUnit='mm' PhysicalSizeZ='0.2' " +
				"TimeIncrement='500' TimeIncrementUnit='ms'",
			"<ome:Channel Name='GFP' EmissionWavelength='525.0' " +
				"ExcitationWavelength='0.488' ExcitationWavelengthUnit='&#181;m' Color='16711935'/>");
		assertEquals(0.065, m.voxelX().getAsDouble(), 1e-12);
		assertEquals(0.065, m.voxelY().getAsDouble(), 1e-12);
		assertEquals(0.2, m.voxelZ().getAsDouble(), 0);
		assertEquals(0.5, m.frameInterval().getAsDouble(), 0);
		assertEquals(1.45, m.optics(0).get(OpticalParameter.NUMERICAL_APERTURE).getAsDouble(), 0);
		assertEquals(0.525, m.optics(0).get(OpticalParameter.EMISSION_WAVELENGTH).getAsDouble(), 1e-12);
		assertEquals(0.488, m.optics(0).get(OpticalParameter.EXCITATION_WAVELENGTH).getAsDouble(), 1e-12);
		assertEquals(1.518, m.optics(0).get(OpticalParameter.IMMERSION_INDEX).getAsDouble(), 0);
		assertTrue(m.notes().get(0), m.notes().get(0).contains("Oil"));
		// 16711935 is 0x00FF00FF: green, opaque.
		assertArrayEquals(OmeMetadata.ramp(0, 255, 0), m.imagej().luts().get(0));
	}

	@Test
	public void aKindWithoutAComputedPsfIsWarnedOf() throws IOException {
		final String sim = "<ome:Channel AcquisitionMode='StructuredIllumination'/>";
		final StackMetadata m = read("", "", "", sim + sim);
		assertEquals(m.notes().toString(), 1, m.notes().size());
		assertTrue(m.notes().get(0).startsWith("warning: ") && m.notes().get(0).contains("stripes"));
		assertTrue(m.optics(0).modality().isEmpty());
	}

	/** Which way leads into the sample it does not say, so that only a fall is told of. */
	@Test
	public void theStageMayRiseOrFall() throws IOException {
		final String z = "<ome:Plane TheC='0' TheT='0' TheZ='%d' PositionZ='%s'/>";
		assertEquals(-2,
			read("", "", "", z.formatted(0, "5.5") + z.formatted(1, "x") + z.formatted(2, "3.5")).zRise().getAsDouble(),
			0);
		assertTrue(read("", "", "", z.formatted(0, "5.5") + z.formatted(1, "5.5")).zRise().isEmpty());
		assertTrue(read("", "", "", z.formatted(1, "5.5")).zRise().isEmpty());
		assertTrue(read("", "", "", "<ome:Plane TheZ='1'/>").zRise().isEmpty());
	}

	@Test
	public void senselessValuesAreToldAndNotUsed() throws IOException {
		final StackMetadata m = read("<ome:Objective ID='o' LensNA='14'/>", "",
			"PhysicalSizeX='1' PhysicalSizeXUnit='pixel' PhysicalSizeY='-1' PhysicalSizeZ='x'",
			"<ome:Channel EmissionWavelength='0'/>");
		assertTrue(m.voxelX().isEmpty() && m.voxelY().isEmpty() && m.voxelZ().isEmpty());
		assertTrue(m.optics(0).get(OpticalParameter.NUMERICAL_APERTURE).isEmpty());
		assertTrue(m.optics(0).get(OpticalParameter.EMISSION_WAVELENGTH).isEmpty());
		assertEquals(m.notes().toString(), 3, m.notes().size());
	}

	@Test
	public void theObjectiveThatWasUsedCounts() throws IOException {
		final String two = "<ome:Objective ID='a' LensNA='0.8'/><ome:Objective ID='b' LensNA='1.2' Immersion='Air'/>";
		final StackMetadata used = read(two, "<ome:ObjectiveSettings ID='b' RefractiveIndex='1.34' Medium='Oil'/>", "",
			"");
		assertEquals(1.2, used.optics(0).get(OpticalParameter.NUMERICAL_APERTURE).getAsDouble(), 0);
		assertEquals(1.34, used.optics(0).get(OpticalParameter.IMMERSION_INDEX).getAsDouble(), 0);
		assertTrue(read(two, "", "", "").optics(0).get(OpticalParameter.NUMERICAL_APERTURE).isEmpty());
	}

	@Test
	public void imagejsTagsAndOmeXmlInInfoAreCompared() throws IOException {
		final String info = "<OME><Image><Pixels SizeX='2' SizeY='2' SizeZ='1' SizeC='1' SizeT='1' PhysicalSizeX='0.2' " +
			"PhysicalSizeY='0.1' PhysicalSizeZ='0.5'><Channel Name='a' EmissionWavelength='600'/></Pixels></Image></OME>";
		final Path path = folder.getRoot().toPath().resolve("a.tif");
		try (StackWriter writer = StackWriter.create(path, new StackShape(2, 2, 1, 1, 1),
			new StackMetadata.Builder().voxel(0, 0.1)
				.voxel(1, 0.1)
				.imagej(ImageJProperties.NONE.withInfo(info))
				.build(),
			false))
		{
			writer.write(0, 0, 0, new float[4]);
			writer.finish();
		}
		try (Stack stack = StackReader.open(path.toFile())) {
			final StackMetadata m = stack.metadata();
			assertEquals(new VoxelSize(0.1, 0.1, 0.5).toString(), m.voxelSize().get().toString());
			assertEquals("ImageJ tags and OME-XML in Info", m.voxelSource());
			assertEquals(1, m.notes().size());
			assertTrue(m.notes().get(0), m.notes().get(0).contains("along X is 0.1"));
			assertEquals(0.6, m.optics(0).get(OpticalParameter.EMISSION_WAVELENGTH).getAsDouble(), 1e-12);
		}
	}

	/** A set of three files and a companion, as the OME-TIFF specification has it. */
	@Test
	public void setsOfFilesAreRead() throws IOException {
		final StringBuilder data = new StringBuilder();
		for (int z = 0; z < 3; z++) {
			data.append("<TiffData FirstZ='")
				.append(z)
				.append("'><UUID FileName='z")
				.append(z)
				.append(".ome.tif'>urn:uuid:")
				.append(z)
				.append("</UUID></TiffData>");
			new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false, 2, 1, 8, 1)
				.describe("<OME UUID='urn:uuid:" + z +
					"'><BinaryOnly MetadataFile='set.companion.ome' UUID='urn:uuid:x'/></OME>")
				.page(new byte[] { (byte) z, 7 })
				.write(folder.getRoot().toPath().resolve("z" + z + ".ome.tif"));
		}
		final Path companion = folder.getRoot().toPath().resolve("set.companion.ome");
		Files.writeString(companion,
			"<?xml version='1.0'?><OME><Image><Pixels DimensionOrder='XYCZT' SizeX='2' SizeY='1' " +
				"SizeZ='3' SizeC='1' SizeT='1' PhysicalSizeZ='0.4'>" + data + "</Pixels></Image></OME>");
		for (final String name : new String[] { "z0.ome.tif", "z2.ome.tif", "set.companion.ome" })
			try (Stack stack = StackReader.open(folder.getRoot().toPath().resolve(name))) {
				assertEquals(3, stack.slices());
				for (int z = 0; z < 3; z++)
					assertEquals(z, ((byte[]) stack.plane(0, z, 0))[0]);
				assertEquals(0.4, stack.metadata().voxelZ().getAsDouble(), 0);
			}
		Files.delete(folder.getRoot().toPath().resolve("z1.ome.tif"));
		assertTrue(assertThrows(IOException.class, () -> StackReader.open(companion)).getMessage()
			.contains("'z1.ome.tif' is missing"));
	}

	@Test
	public void outputsAreTiffOrZarr() {
		final Path path = folder.getRoot().toPath().resolve("a.png");
		assertTrue(assertThrows(IllegalArgumentException.class,
			() -> StackWriter.create(path, new StackShape(1, 1, 1, 1, 1), StackMetadata.NONE, false)).getMessage()
			.contains(".zarr"));
	}
}
