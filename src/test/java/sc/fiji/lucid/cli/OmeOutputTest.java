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
package sc.fiji.lucid.cli;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

import sc.fiji.lucid.io.ResultRecord;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.io.TiffBuilder;
import sc.fiji.lucid.optics.OpticalParameter;

/** Results in the formats of OME hold what is known and what was done, and {@code lucid methods} reads it from them. */
public class OmeOutputTest {

	@Rule
	public final Door door = new Door();

	private Path input;

	/** Two channels that have names and wavelengths, and an objective. */
	@Before
	public void write() throws IOException {
		final TiffBuilder builder = new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false, 16, 14, 8, 1)
			.describe("<?xml version=\"1.0\"?><OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\">" +
				"<Instrument ID=\"I:0\"><Objective ID=\"O:0\" LensNA=\"0.8\"/></Instrument><Image ID=\"Image:0\">" +
				"<ObjectiveSettings ID=\"O:0\" RefractiveIndex=\"1.33\"/><Pixels ID=\"P:0\" DimensionOrder=\"XYCZT\" " +
				"Type=\"uint8\" SizeX=\"16\" SizeY=\"14\" SizeZ=\"5\" SizeC=\"2\" SizeT=\"1\" PhysicalSizeX=\"0.2\" " +
				"PhysicalSizeY=\"0.2\" PhysicalSizeZ=\"0.5\"><Channel ID=\"C:0\" Name=\"a &amp; &#181;\" " +
				"EmissionWavelength=\"520\" ExcitationWavelength=\"488\" Color=\"16711935\"/><Channel ID=\"C:1\" " +
				"Name=\"b\" EmissionWavelength=\"610\" Color=\"-16776961\" AcquisitionMode=\"WideField\"/>" +
				"<TiffData/></Pixels></Image></OME>");
		for (int page = 0; page < 10; page++) {
			final byte[] bytes = new byte[16 * 14];
			for (int i = 0; i < bytes.length; i++)
				bytes[i] = (byte) (20 + (i * 7 + page) % 5 + (i == 100 && page == 4 ? 200 : 0));
			builder.page(bytes);
		}
		input = builder.write(door.path("in.ome.tif"));
	}

	private void restore(final String name, final String... more) {
		final List<String> all = new java.util.ArrayList<>(List.of("deconvolve", input.toString(), "-o",
			door.path(name).toString(), "--method", "richardson-lucy", "--iterations", "2"));
		all.addAll(List.of(more));
		door.works(door.run(all.toArray()));
	}

	private static String xml(final Path file) throws IOException {
		final String text = Files.readString(file, StandardCharsets.ISO_8859_1);
		return text.substring(text.indexOf("<?xml"), text.indexOf("</OME>") + 6);
	}

	@Test
	public void anOmeTiffHasTheVoxelsAndWhatIsKnown() throws IOException {
		restore("out.tif");
		restore("out.ome.tif", "--voxel", "0.21x0.21x0.5");
		restore("same.ome.tif");
		try (Stack tiff = StackReader.open(door.path("out.tif"));
			Stack ome = StackReader.open(door.path("same.ome.tif"));
			Stack given = StackReader.open(door.path("out.ome.tif")))
		{
			assertEquals(tiff.shape(), ome.shape());
			for (int z = 0; z < 5; z++)
				for (int c = 0; c < 2; c++)
					assertArrayEquals(tiff.floats(c, z, 0), ome.floats(c, z, 0), 0);
			assertEquals("0.2x0.2x0.5", ome.metadata().voxelSize().orElseThrow().toString());
			assertEquals("what the user says goes before the file", "0.21x0.21x0.5",
				given.metadata().voxelSize().orElseThrow().toString());
			assertEquals("a & \u00b5", ome.metadata().channelName(0).orElseThrow());
			assertEquals(0.8, value(ome, 1, OpticalParameter.NUMERICAL_APERTURE), 0);
			assertEquals(1.33, value(ome, 0, OpticalParameter.IMMERSION_INDEX), 0);
			assertEquals(0.488, value(ome, 0, OpticalParameter.EXCITATION_WAVELENGTH), 1e-9);
			assertEquals(0.61, value(ome, 1, OpticalParameter.EMISSION_WAVELENGTH), 1e-9);
			assertEquals("widefield", ome.metadata().optics(1).modality().orElseThrow().toString());
			assertEquals("nothing that was assumed", true, ome.metadata().optics(0).modality().isEmpty());
			assertEquals(2, ome.metadata().imagej().luts().size());
		}
	}

	@Test
	public void anOmeZarrTellsTheSame() throws IOException {
		restore("out.zarr");
		try (Stack zarr = StackReader.open(door.path("out.zarr"))) {
			assertEquals("b", zarr.metadata().channelName(1).orElseThrow());
			assertEquals(0.8, value(zarr, 0, OpticalParameter.NUMERICAL_APERTURE), 0);
			assertEquals(0.61, value(zarr, 1, OpticalParameter.EMISSION_WAVELENGTH), 1e-9);
			assertEquals("widefield", zarr.metadata().optics(1).modality().orElseThrow().toString());
			assertTrue("nothing that was assumed", zarr.metadata().optics(0).modality().isEmpty() &&
				zarr.metadata().optics(0).get(OpticalParameter.WORKING_DISTANCE).isEmpty());
		}
	}

	private static double value(final Stack stack, final int channel, final OpticalParameter parameter) {
		return stack.metadata().optics(channel).get(parameter).orElseThrow();
	}

	@Test
	public void theRunIsAMapAnnotationOfTheImage() throws IOException {
		restore("out.ome.tif");
		final String xml = xml(door.path("out.ome.tif"));
		final String image = xml.substring(xml.indexOf("<Image "), xml.indexOf("</Image>"));
		assertTrue(xml, image.endsWith("<AnnotationRef ID=\"Annotation:0\"/><AnnotationRef ID=\"Annotation:1\"/>"));
		assertTrue(xml, xml.contains("</Image><StructuredAnnotations><MapAnnotation ID=\"Annotation:0\" "));
		final RunRecord record = RunRecord.read(door.path("out.ome.tif.json"));
		final Map<?, ?> volume = (Map<?, ?>) ((List<?>) record.get("volumes").orElseThrow()).get(1);
		for (final String[] pair : new String[][] { { "version", record.get("version").orElseThrow().toString() },
			{ "volumes.2.iterations", volume.get("iterations").toString() },
			{ "volumes.2.background", volume.get("background").toString() }, { "microscope.1.na.value", "0.8" } })
			assertTrue(pair[0] + " in " + xml, xml.contains("<M K=\"" + pair[0] + "\">" + pair[1] + "</M>"));
		assertTrue("ASCII", xml.chars().allMatch(c -> c < 128));
	}

	@Test
	public void methodsAreReadFromTheResultItself() throws IOException {
		for (final String name : new String[] { "out.ome.tif", "out.zarr" }) {
			restore(name);
			door.works(door.run("methods", door.path(name + ".json")));
			final String beside = paragraph();
			door.works(door.run("methods", door.path(name)));
			assertEquals(beside, paragraph());
			Files.delete(door.path(name + ".json"));
			door.works(door.run("methods", door.path(name)));
			assertEquals(beside, paragraph());
			final RunRecord record = ResultRecord.of(door.path(name));
			assertEquals(input.toString(), record.get("inputFile").orElseThrow());
			assertTrue(record.get("outputSha256").isEmpty());
		}
		restore("plain.tif");
		door.works(door.run("methods", door.path("plain.tif")));
		Files.delete(door.path("plain.tif.json"));
		door.refuses(1, "plain.tif has no run record, and none is beside it",
			door.run("methods", door.path("plain.tif")));
	}

	private String paragraph() {
		final Matcher matcher = Pattern.compile("(?s)METHODS\n(.*)CHECKLIST").matcher(door.out.toString());
		assertTrue(door.out.toString(), matcher.find());
		return matcher.group(1);
	}

	@Test
	public void aBatchWritesThemAndDoesNotTakeThemForInputs() throws IOException {
		Files.createDirectory(door.path("in"));
		Files.move(input, door.path("in/a.ome.tif"));
		for (int run = 0; run < 2; run++)
			door.works(door.run("batch", door.path("in"), "-o", door.path("in"), "--format", "ome.tif", "--method",
				"richardson-lucy", "--iterations", "2"));
		assertTrue(Files.exists(door.path("in/a-restored.ome.tif")));
		assertEquals(1, door.rows("in", "skipped").size());
		door.refuses(2, "--format is tif, ome.tif or zarr, not 'czi'",
			door.batch(door.path("in"), door.path("out"), "--format", "czi"));
	}
}
