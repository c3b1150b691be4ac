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
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.zarr.ZarrOptions;
import sc.fiji.lucid.optics.OpticalParameter;

/** Files and folders with several images: which one is meant is said, or refused; each has what is said of it. */
public class SeriesOfFilesTest {

	private static final String HEAD = "<?xml version=\"1.0\"?><OME " +
		"xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\" " +
		"UUID=\"urn:own\"><Instrument ID=\"I:0\"><Objective ID=\"O:0\" LensNA=\"0.8\"/>" +
		"<Objective ID=\"O:1\" LensNA=\"1.3\"/></Instrument>";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path root;

	@Before
	public void root() {
		root = folder.getRoot().toPath();
	}

	private static String image(final int index, final int slices, final String planes) {
		return "<Image ID=\"Image:" + index + "\" Name=\"place " + (index + 1) + "\"><ObjectiveSettings ID=\"O:" +
			index + "\"/><Pixels ID=\"P:" + index +
			"\" DimensionOrder=\"XYZCT\" Type=\"uint8\" SizeX=\"4\" SizeY=\"3\" SizeZ=\"" + slices +
			"\" SizeC=\"1\" SizeT=\"1\" PhysicalSizeX=\"0." + (index + 1) + "\"><Channel Name=\"dye " + (index + 1) +
			"\" EmissionWavelength=\"" + (500 + 100 * index) + "\"/>" + planes + "</Pixels></Image>";
	}

	private static String planes(final int first, final int count, final String file) {
		return "<TiffData IFD=\"" + first + "\" PlaneCount=\"" + count + "\">" +
			(file.isEmpty() ? "" : "<UUID FileName=\"" + file + "\">urn:" + file + "</UUID>") + "</TiffData>";
	}

	private Path tiff(final String name, final String xml, final int... values) throws IOException {
		final TiffBuilder builder = new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false, 4, 3, 8, 1).describe(xml);
		for (final int value : values) {
			final byte[] page = new byte[12];
			Arrays.fill(page, (byte) value);
			builder.page(page);
		}
		return builder.write(root.resolve(name));
	}

	private static void check(final Path path, final int series, final int index, final int value) throws IOException {
		try (Stack stack = StackReader.open(path, series, Progress.NONE)) {
			assertEquals("dye " + (index + 1), stack.metadata().channelName(0).orElseThrow());
			assertEquals(0.1 * (index + 1), stack.metadata().voxelX().orElseThrow(), 1e-12);
			assertEquals(index == 0 ? 0.8 : 1.3,
				stack.metadata().optics(0).get(OpticalParameter.NUMERICAL_APERTURE).orElseThrow(), 0);
			assertEquals(value, stack.floats(0, 0, 0)[0], 0);
		}
	}

	private static String refused(final Path path, final int series) {
		final String message = assertThrows(IOException.class, () -> StackReader.open(path, series, Progress.NONE))
			.getMessage();
		assertTrue(message, !message.contains("\n"));
		return message;
	}

	@Test
	public void imagesOfAnOmeTiff() throws IOException {
		final Path two = tiff("two.ome.tif",
			HEAD + image(0, 2, planes(0, 2, "")) + image(1, 1, planes(2, 1, "")) + "</OME>", 5, 6, 7);
		assertEquals("two.ome.tif holds 2 series: 1 'place 1' (4x3x2, 1 channel, 1 frame); 2 'place 2' " +
			"(4x3x1, 1 channel, 1 frame). Say which: --series N, or --series all.", refused(two, 0));
		assertTrue(refused(two, 3), refused(two, 3).startsWith("There is no series 3 in two.ome.tif"));
		check(two, 1, 0, 5);
		check(two, 2, 1, 7);
		assertEquals(2, StackReader.series(two, Progress.NONE).size());
	}

	@Test
	public void ofASetEachFileHasItsOwn() throws IOException {
		final String xml = HEAD + image(0, 1, planes(0, 1, "a.ome.tif")) + image(1, 1, planes(0, 1, "b.ome.tif")) +
			"</OME>";
		final Path a = tiff("a.ome.tif", xml, 5), b = tiff("b.ome.tif", xml, 9);
		check(a, 0, 0, 5);
		check(b, 0, 1, 9);
		check(a, 2, 1, 9);
		assertEquals("[2 'place 2' (4x3x1, 1 channel, 1 frame)]", StackReader.series(b, Progress.NONE).toString());
		Files.writeString(root.resolve("set.companion.ome"), xml);
		assertTrue(refused(root.resolve("set.companion.ome"), 0).contains("holds 2 series"));
		check(root.resolve("set.companion.ome"), 2, 1, 9);
	}

	@Test
	public void aPlainTiffHasOne() throws IOException {
		final Path plain = tiff("plain.tif", "", 5, 6);
		StackReader.open(plain, 1, Progress.NONE).close();
		assertEquals("There is no series 2 in plain.tif, which holds 1: 1 (4x3x2, 1 channel, 1 frame).",
			refused(plain, 2));
	}

	private void zarr(final Path to, final String version, final int slices, final float value) throws IOException {
		Files.createDirectories(to.getParent());
		final Path made = root.resolve("made.zarr");
		final StackMetadata metadata = new StackMetadata.Builder().build();
		try (StackWriter writer = StackWriter.zarr(made, new StackShape(4, 3, slices, 1, 1), metadata,
			new ZarrOptions(version, "none", 4, 4, 4), true))
		{
			final float[] plane = new float[12];
			Arrays.fill(plane, value);
			for (int z = 0; z < slices; z++)
				writer.write(0, z, 0, plane);
			writer.finish();
		}
		Files.move(made, to);
		// As bioformats2raw has it: what is said of the channels stands in the OME-XML alone.
		final Path attributes = to.resolve(version.equals("0.4") ? ".zattrs" : "zarr.json");
		Files.writeString(attributes, Files.readString(attributes).replace("\"omero\"", "\"other\""));
	}

	private Path layout(final String version, final String... names) throws IOException {
		final Path all = folder.newFolder().toPath().resolve("layout.zarr");
		for (int i = 0; i < names.length; i++)
			zarr(all.resolve(names[i]), version, i + 1, 5 + i);
		final String list = names.length == 0 ? "" : "\"" + String.join("\",\"", names) + "\"";
		final Path ome = Files.createDirectories(all.resolve("OME"));
		if (version.equals("0.4")) {
			Files.writeString(all.resolve(".zattrs"), "{\"bioformats2raw.layout\":3}");
			Files.writeString(ome.resolve(".zattrs"), "{\"series\":[" + list + "]}");
		}
		else {
			final String group = "{\"zarr_format\":3,\"node_type\":\"group\",\"attributes\":{\"ome\":{\"version\":\"0.5\",";
			Files.writeString(all.resolve("zarr.json"), group + "\"bioformats2raw.layout\":3}}}");
			Files.writeString(ome.resolve("zarr.json"), group + "\"series\":[" + list + "]}}}");
		}
		final StringBuilder xml = new StringBuilder(HEAD);
		for (int i = 0; i < names.length; i++)
			xml.append(image(i, i + 1, "<MetadataOnly/>"));
		Files.write(ome.resolve("METADATA.ome.xml"), (xml + "</OME>").getBytes(StandardCharsets.UTF_8));
		return all;
	}

	@Test
	public void aLayoutOfBioformats2rawListsItsSeries() throws IOException {
		for (final String version : new String[] { "0.4", "0.5" }) {
			final Path all = layout(version, "0", "A/1/0");
			assertTrue(refused(all, 0), refused(all, 0)
				.contains("holds 2 series: 1 'place 1' (4x3x1, 1 channel, 1 frame); 2 'place 2' (4x3x2"));
			check(all, 1, 0, 5);
			check(all, 2, 1, 6);
			assertEquals(2, StackReader.series(all, Progress.NONE).size());
			// The folder of an image is known by what the layout says of it.
			check(all.resolve("0"), 0, 0, 5);
			check(all.resolve("A/1/0"), 0, 1, 6);
			assertTrue(refused(all, 3), refused(all, 3).startsWith("There is no series 3"));
			check(layout(version, "0"), 0, 0, 5);
		}
		final Path evil = layout("0.4", "0");
		Files.writeString(evil.resolve("OME/.zattrs"), "{\"series\":[\"../../0\"]}");
		assertTrue(refused(evil, 0), refused(evil, 0).contains("'series'"));
	}

	@Test
	public void ofALayoutWithoutNamesTheNumbersAreTaken() throws IOException {
		final Path all = layout("0.4", "0", "1");
		Files.delete(all.resolve("OME/.zattrs"));
		check(all, 2, 1, 6);
		Files.delete(all.resolve("OME/METADATA.ome.xml"));
		assertTrue(refused(all, 0), refused(all, 0).contains("2 '1' (4x3x2"));
	}

	@Test
	public void foldersAreNamedForWhatTheyAre() throws IOException {
		final Path group = root.resolve("group.zarr");
		zarr(group.resolve("inner/raw"), "0.4", 2, 3);
		Files.writeString(group.resolve(".zgroup"), "{\"zarr_format\":2}");
		Files.move(group.resolve("inner/raw/0"), group.resolve("labels"));
		assertEquals(
			group + " is a plain Zarr group: it holds no OME-Zarr image ('multiscales'). Give the folder of one " +
				"of its arrays: labels.",
			refused(group, 0));
		try (Stack array = StackReader.open(group.resolve("labels"))) {
			assertEquals("4x3x2, 1 channel, 1 frame", array.shape().toString());
		}
		final Path n5 = Files.createDirectories(root.resolve("data.n5/setup0"));
		Files.writeString(n5.resolve("attributes.json"),
			"{\"dimensions\":[4,3],\"blockSize\":[4,3],\"dataType\":\"uint8\"}");
		Files.writeString(n5.resolveSibling("attributes.json"), "{\"n5\":\"2.0.0\"}");
		assertTrue(refused(n5, 0), refused(n5, 0).contains("is an array of an N5 container, which is not read"));
		assertTrue(refused(n5.getParent(), 0), refused(n5.getParent(), 0).contains("is an N5 container, which"));
	}

	@Test
	public void filesAreNamedForWhatTheyAre() throws IOException {
		final List<String> kinds = List.of("dv 96 a0c0 a DeltaVision file", "r3d 96 c0a0 a DeltaVision file",
			"mrc 208 4d415020 an MRC file", "nrrd 0 4e525244303030340a an NRRD file", "czi 0 5a4953524157 a Zeiss CZI",
			"nd2 0 dacebe0a a Nikon ND2 file", "lif 0 70000000 a Leica LIF file", "oir 0 4f4c594d505553 an Olympus OIR",
			"png 0 89504e47 a PNG image", "npy 0 934e554d5059 a NumPy array");
		for (final String kind : kinds) {
			final String[] words = kind.split(" ", 4);
			byte[] magic = new java.math.BigInteger(words[2], 16).toByteArray();
			if (magic[0] == 0) magic = Arrays.copyOfRange(magic, 1, magic.length);
			if (words[0].equals("czi")) magic = "ZISRAWFILE".getBytes(StandardCharsets.ISO_8859_1);
			if (words[0].equals("oir")) magic = "OLYMPUSRAWFORMAT".getBytes(StandardCharsets.ISO_8859_1);
			final byte[] bytes = new byte[1024];
			System.arraycopy(magic, 0, bytes, Integer.parseInt(words[1]), magic.length);
			final Path file = Files.write(root.resolve("file." + words[0]), bytes);
			assertTrue(refused(file, 0), refused(file, 0).contains("is no TIFF file: it is " + words[3]));
		}
	}
}
