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
package sc.fiji.lucid.io.zarr;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.StackWriter;
import sc.fiji.lucid.io.VoxelCheck;
import sc.fiji.lucid.io.imagej.ImageJProperties;
import sc.fiji.lucid.io.ome.OmeMetadata;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.VoxelSize;

/** What is written is read back; what others write is read; what is damaged is named. */
public class OmeZarrTest {

	private static final StackShape SHAPE = new StackShape(45, 30, 9, 2, 2);
	private static final StackMetadata METADATA = new StackMetadata.Builder()
		.voxel(new VoxelSize(0.1, 0.11, 0.3), "test")
		.frameInterval(2)
		.channel("DAPI", OpticalSettings.NONE)
		.channel("GFP", OpticalSettings.NONE)
		.imagej(ImageJProperties.NONE.withInfo("before")
			.withLuts(List.of(OmeMetadata.ramp(0, 0, 255), OmeMetadata.ramp(0, 255, 0))))
		.build();

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path target;

	@Before
	public void name() {
		target = folder.getRoot().toPath().resolve("result.zarr");
	}

	private static float[] plane(final StackShape shape, final int c, final int z, final int t) {
		final Random random = new Random(shape.planeIndex(c, z, t));
		final float[] plane = new float[shape.planeSize()];
		for (int i = 0; i < plane.length; i++)
			plane[i] = 100 * (c + 1) * random.nextFloat() - 5;
		return plane;
	}

	private static void fill(final StackWriter writer) throws IOException {
		final StackShape shape = writer.shape();
		for (int t = 0; t < shape.frames(); t++)
			for (int z = shape.slices() - 1; z >= 0; z--)
				for (int c = 0; c < shape.channels(); c++)
					writer.write(c, z, t, plane(shape, c, z, t));
	}

	private void write(final ZarrOptions options) throws IOException {
		try (StackWriter writer = StackWriter.zarr(target, SHAPE, METADATA, options, true)) {
			fill(writer);
			writer.appendInfo("Lucid: 3 iterations");
			writer.finish();
		}
	}

	private static void check(final Stack stack) throws IOException {
		final StackShape shape = stack.shape();
		for (int t = 0; t < shape.frames(); t++)
			for (int z = 0; z < shape.slices(); z++)
				for (int c = 0; c < shape.channels(); c++)
					assertArrayEquals(plane(shape, c, z, t), (float[]) stack.plane(c, z, t), 0);
	}

	@Test
	public void everyVersionAndCodecComesBack() throws IOException {
		for (final String version : new String[] { "0.4", "0.5" })
			for (final String codec : new String[] { "none", "gzip", "zlib", "zstd", "blosc" }) {
				if (version.equals("0.5") && codec.equals("zlib")) continue;
				write(new ZarrOptions(version, codec, 16, 20, 4));
				try (Stack stack = StackReader.open(target)) {
					assertEquals(SHAPE, stack.shape());
					check(stack);
					final StackMetadata m = stack.metadata();
					assertEquals("0.1x0.11x0.3", m.voxelSize().get().toString());
					assertEquals("OME-Zarr", m.voxelSource());
					assertEquals(2, m.frameInterval().getAsDouble(), 0);
					assertEquals("GFP", m.channelName(1).get());
					assertArrayEquals(OmeMetadata.ramp(0, 255, 0), m.imagej().luts().get(1));
					assertEquals("before\nLucid: 3 iterations\n", m.imagej().info());
					assertEquals(List.of(), m.notes());
				}
			}
	}

	/** Tiles of a mosaic and views of a registration lie beside each other: the result lies where the recording does. */
	@Test
	public void wherePartsLieIsKept() throws IOException {
		for (final String version : new String[] { "0.4", "0.5" }) {
			final Path place = folder.newFolder().toPath().resolve("placed.zarr");
			final List<Double> position = List.of(12.5, -3.25, 100.0);
			try (StackWriter writer = StackWriter.zarr(place, SHAPE, METADATA.toBuilder().position(position).build(),
				new ZarrOptions(version, "none", 16, 16, 4), false))
			{
				for (int t = 0; t < 2; t++)
					for (int c = 0; c < 2; c++)
						for (int z = 0; z < 9; z++)
							writer.write(c, z, t, plane(SHAPE, c, z, t));
				writer.finish();
			}
			try (Stack stack = StackReader.open(place)) {
				assertEquals(position, stack.metadata().position());
			}
		}
		write(ZarrOptions.DEFAULT);
		try (Stack stack = StackReader.open(target)) {
			assertEquals(List.of(), stack.metadata().position());
		}
	}

	@Test
	public void partsAreReadAndWrittenInAnyShape() throws IOException {
		try (StackWriter writer = StackWriter.zarr(target, SHAPE, METADATA, new ZarrOptions("0.4", "none", 16, 16, 4),
			false))
		{
			for (int y = 0; y < 30; y += 10)
				for (int x = 0; x < 45; x += 15)
					for (int t = 0; t < 2; t++)
						for (int c = 0; c < 2; c++)
							for (int z = 0; z < 9; z++)
								writer.write(c, z, t, x, y, 15, 10, part(plane(SHAPE, c, z, t), x, y, 15, 10));
			writer.finish();
		}
		try (Stack stack = StackReader.open(target)) {
			check(stack);
			assertArrayEquals(part(plane(SHAPE, 1, 5, 0), 7, 3, 31, 22), stack.part(1, 5, 0, 7, 3, 31, 22), 0);
			assertThrows(IllegalArgumentException.class, () -> stack.part(0, 0, 0, 40, 0, 6, 1));
		}
	}

	private static float[] part(final float[] plane, final int x, final int y, final int width, final int height) {
		final float[] part = new float[width * height];
		for (int i = 0; i < part.length; i++)
			part[i] = plane[(y + i / width) * 45 + x + i % width];
		return part;
	}

	@Test
	public void abortedLeavesNothingAndIncompleteIsNamed() throws IOException {
		try (StackWriter writer = StackWriter.zarr(target, SHAPE, METADATA, ZarrOptions.DEFAULT, false)) {
			writer.write(0, 0, 0, plane(SHAPE, 0, 0, 0));
			assertTrue(assertThrows(IOException.class, writer::finish).getMessage().contains("not complete"));
		}
		assertEquals(0, folder.getRoot().list().length);
	}

	@Test
	public void resumedWriterSkipsWhatIsWritten() throws IOException {
		final ZarrOptions options = new ZarrOptions("0.5", "zstd", 16, 16, 3);
		try (ZarrStackWriter first = ZarrStackWriter.resume(target, SHAPE, METADATA, options, false)) {
			for (int z = 0; z < 4; z++)
				first.write(0, z, 0, plane(SHAPE, 0, z, 0));
			assertTrue(first.isWritten(0, 0, new Box(0, 0, 0, new Extent(45, 30, 3))));
			assertFalse(first.isWritten(0, 0, new Box(0, 0, 0, new Extent(45, 30, 4))));
		}
		assertTrue(assertThrows(IOException.class,
			() -> ZarrStackWriter.resume(target, SHAPE, METADATA, ZarrOptions.DEFAULT, false)).getMessage()
			.contains("Delete it"));
		try (ZarrStackWriter second = ZarrStackWriter.resume(target, SHAPE, METADATA, options, false)) {
			assertTrue(second.isWritten(0, 0, new Box(0, 0, 0, new Extent(45, 30, 3))));
			for (int t = 0; t < 2; t++)
				for (int c = 0; c < 2; c++)
					for (int z = 0; z < 9; z++)
						if (!second.isWritten(c, t, new Box(0, 0, z, new Extent(45, 30, 1))) || z % 3 != 0)
							second.write(c, z, t, plane(SHAPE, c, z, t));
						else z += 2;
			second.finish();
		}
		try (Stack stack = StackReader.open(target)) {
			check(stack);
		}
	}

	/** A chunk that a full disk, or a copy, cut off counted as done for ever. */
	@Test
	public void aDamagedChunkIsNotWritten() throws IOException {
		final Box all = new Box(0, 0, 0, new Extent(45, 30, 9));
		for (final ZarrOptions options : List.of(new ZarrOptions("0.4", "none", 16, 16, 3),
			new ZarrOptions("0.5", "zstd", 16, 16, 3),
			new ZarrOptions("0.5", "zstd", 16, 16, 3, new Extent(48, 32, 9))))
			for (final int bytes : new int[] { 0, 50 }) {
				final Path other = target
					.resolveSibling(options.version() + options.codec() + (options.shard() != null) + bytes);
				try (ZarrStackWriter writer = ZarrStackWriter.resume(other, SHAPE, METADATA, options, false)) {
					for (int z = 0; z < 9; z++)
						writer.write(0, z, 0, plane(SHAPE, 0, z, 0));
					assertTrue(options.toString(), writer.isWritten(0, 0, all));
					final List<Path> chunks;
					try (Stream<Path> files = Files.walk(writer.part().resolve("0"))) {
						chunks = files.filter(f -> f.getFileName().toString().matches("\\d+"))
							.filter(Files::isRegularFile)
							.toList();
					}
					assertTrue(!chunks.isEmpty());
					Files.write(chunks.get(0), Arrays.copyOf(Files.readAllBytes(chunks.get(0)), bytes));
					assertFalse(options.toString(), writer.isWritten(0, 0, all));
					assertTrue(options.toString(), writer.isThere(0, 0, all));
					for (int z = 0; z < 9; z++)
						writer.write(0, z, 0, plane(SHAPE, 0, z, 0));
					assertTrue(options.toString(), writer.isWritten(0, 0, all));
				}
			}
	}

	/** As on a cluster: tiles that follow the chunks, two writers with two threads each, one killed in a chunk. */
	@Test
	public void severalWritersShareAResult() throws IOException {
		final ZarrOptions options = new ZarrOptions("0.4", "zstd", 15, 15, 3);
		try (ZarrStackWriter one = ZarrStackWriter.resume(target, SHAPE, METADATA, options, false);
			ZarrStackWriter two = ZarrStackWriter.resume(target, SHAPE, METADATA, options, false))
		{
			java.util.stream.IntStream.range(0, 24).parallel().forEach(task -> {
				final ZarrStackWriter writer = task % 2 == 0 ? one : two;
				final int tile = task / 4;
				final int x = tile % 3 * 15;
				final int y = tile / 3 * 15;
				try {
					for (int z = 0; z < 9; z++)
						writer.write(task % 2, z, task / 2 % 2, x, y, 15, 15,
							part(plane(SHAPE, task % 2, z, task / 2 % 2), x, y, 15, 15));
				}
				catch (final IOException exc) {
					throw new java.io.UncheckedIOException(exc);
				}
			});
			Files.writeString(folder.getRoot().toPath().resolve("result.zarr.part/0/0/0/0/0/1.x.part"), "half");
		}
		try (ZarrStackWriter last = ZarrStackWriter.resume(target, SHAPE, METADATA, options, false)) {
			last.finish();
		}
		assertFalse(Files.exists(target.resolve("0/0/0/0/0/1.x.part")));
		try (Stack stack = StackReader.open(target)) {
			check(stack);
		}
	}

	@Test
	public void sameVoxelsGiveTheSameBytes() throws IOException {
		for (final String codec : new String[] { "gzip", "zstd", "blosc" }) {
			write(new ZarrOptions("0.4", codec, 16, 20, 4));
			final byte[] once = Files.readAllBytes(target.resolve("0/1/1/2/1/2"));
			write(new ZarrOptions("0.4", codec, 16, 20, 4));
			assertArrayEquals(once, Files.readAllBytes(target.resolve("0/1/1/2/1/2")));
		}
	}

	@Test
	public void pyramidHoldsMeans() throws IOException {
		final StackShape shape = new StackShape(601, 300, 3, 1, 1);
		try (StackWriter writer = StackWriter.zarr(target, shape,
			new StackMetadata.Builder().voxel(new VoxelSize(0.2, 0.2, 0.3), "").build(), ZarrOptions.DEFAULT, false))
		{
			fill(writer);
			writer.finish();
		}
		final ZarrArray first = ZarrArray.open(target.resolve("1"));
		assertArrayEquals(new int[] { 1, 1, 2, 150, 301 }, first.layout().shape());
		assertArrayEquals(new int[] { 1, 1, 1, 75, 151 }, ZarrArray.open(target.resolve("2")).layout().shape());
		assertFalse(Files.exists(target.resolve("3")));
		final ZarrStack level = new ZarrStack("1", List.of(), first, List.of("t", "c", "z", "y", "x"),
			StackMetadata.NONE);
		final float[] a = plane(shape, 0, 0, 0);
		final float[] b = plane(shape, 0, 1, 0);
		final int at = 20 * 601 + 140;
		final double mean = (a[at] + a[at + 1] + a[at + 601] + a[at + 602] + b[at] + b[at + 1] + b[at + 601] +
			b[at + 602]) / 8.0;
		assertEquals(mean, ((float[]) level.plane(0, 0, 0))[10 * 301 + 70], 1e-4);
		final float[] c = plane(shape, 0, 2, 0);
		assertEquals((c[600] + c[1201]) / 2.0, ((float[]) level.plane(0, 1, 0))[300], 1e-4);
	}

	/** An array of version 2 as another program writes it: type, byte order, separator, order, fill value. */
	private Path foreign(final String dtype, final String separator, final String order, final String fill)
		throws IOException
	{
		final Path array = target.resolve("0");
		Files.createDirectories(array);
		Files.writeString(target.resolve(".zattrs"),
			"{\"multiscales\":[{\"version\":\"0.4\",\"axes\":[{\"name\":\"z\"," +
				"\"type\":\"space\",\"unit\":\"nanometer\"},{\"name\":\"y\",\"type\":\"space\",\"unit\":\"micrometer\"},{\"name\":\"x\"," +
				"\"type\":\"space\"}],\"datasets\":[{\"path\":\"0\",\"coordinateTransformations\":[{\"type\":\"scale\"," +
				"\"scale\":[300,0.2,0.1]}]}]}]}");
		Files.writeString(array.resolve(".zarray"),
			"{\"zarr_format\":2,\"shape\":[3,4,5],\"chunks\":[2,3,4],\"dtype\":\"" + dtype +
				"\",\"compressor\":null,\"filters\":null,\"order\":\"" + order + "\",\"fill_value\":" + fill +
				",\"dimension_separator\":\"" + separator + "\"}");
		final Path chunk = array.resolve("0" + separator + "0" + separator + "0");
		Files.createDirectories(chunk.getParent());
		Files.write(chunk, chunk(dtype, order));
		return chunk;
	}

	/** Voxel (z, y, x) of the first chunk is 100 z + 10 y + x. */
	private static byte[] chunk(final String dtype, final String order) {
		final int bytes = dtype.charAt(2) - '0';
		final ByteBuffer buffer = ByteBuffer.allocate(24 * bytes)
			.order(dtype.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
		for (int z = 0; z < 2; z++)
			for (int y = 0; y < 3; y++)
				for (int x = 0; x < 4; x++) {
					final int value = 100 * z + 10 * y + x;
					final int at = bytes * (order.equals("C") ? (z * 3 + y) * 4 + x : z + 2 * (y + 3 * x));
					if (dtype.endsWith("f4")) buffer.putFloat(at, value);
					else if (dtype.endsWith("f8")) buffer.putDouble(at, value);
					else if (bytes == 1) buffer.put(at, (byte) value);
					else if (bytes == 2) buffer.putShort(at, (short) value);
					else if (bytes == 4) buffer.putInt(at, value);
					else buffer.putLong(at, value);
				}
		return buffer.array();
	}

	@Test
	public void whatOthersWriteIsRead() throws IOException {
		for (final String dtype : new String[] { "|u1", "<u2", ">u2", "<i2", "<u4", ">i4", "<f4", ">f4", ">f8", "<i8" })
			for (final String separator : new String[] { ".", "/" })
				for (final String order : new String[] { "C", "F" }) {
					foreign(dtype, separator, order, "7");
					try (Stack stack = StackReader.open(target)) {
						assertEquals("5x4x3, 1 channel, 1 frame", stack.shape().toString());
						final float[] plane = stack.floats(0, 1, 0);
						for (int i = 0; i < 20; i++)
							assertEquals(dtype + separator + order,
								i % 5 < 4 && i / 5 < 3 ? 100 + 10 * (i / 5) + i % 5 : 7, plane[i], 0);
						assertEquals(7, stack.floats(0, 2, 0)[0], 0);
						assertEquals(0.3, stack.metadata().voxelZ().getAsDouble(), 1e-12);
						assertEquals(0.2, stack.metadata().voxelY().getAsDouble(), 0);
						assertTrue(stack.metadata().voxelX().isEmpty());
						assertTrue(stack.metadata().notes().get(0),
							stack.metadata().notes().get(0).contains("no unit"));
					}
					try (Stream<Path> all = Files.walk(target)) {
						for (final Path path : all.sorted(java.util.Comparator.reverseOrder()).toList())
							Files.delete(path);
					}
				}
	}

	/** Two chunks in a shard, the first missing; the index has a checksum (Zarr 3, sharding_indexed 1.0). */
	@Test
	public void shardsAreRead() throws IOException {
		Files.createDirectories(target.resolve("c/0"));
		Files.writeString(target.resolve("zarr.json"), "{\"zarr_format\":3,\"node_type\":\"array\",\"shape\":[2,4]," +
			"\"data_type\":\"uint16\",\"fill_value\":9,\"chunk_grid\":{\"name\":\"regular\",\"configuration\":" +
			"{\"chunk_shape\":[2,4]}},\"chunk_key_encoding\":{\"name\":\"default\"},\"codecs\":[{\"name\":" +
			"\"sharding_indexed\",\"configuration\":{\"chunk_shape\":[2,2],\"codecs\":[{\"name\":\"bytes\",\"configuration\":" +
			"{\"endian\":\"big\"}},{\"name\":\"gzip\"}],\"index_codecs\":[{\"name\":\"bytes\"},{\"name\":\"crc32c\"}]}}]}");
		final byte[] chunk = ZarrCodec.GZIP.encode(new byte[] { 0, 1, 0, 2, 0, 3, 1, 0 }, 2);
		final ByteBuffer index = ByteBuffer.allocate(32)
			.order(ByteOrder.LITTLE_ENDIAN)
			.putLong(-1)
			.putLong(-1)
			.putLong(3)
			.putLong(chunk.length);
		final byte[] checked = ZarrCodec.CRC32C.encode(index.array(), 8);
		final Path shard = target.resolve("c/0/0");
		Files.write(shard,
			ByteBuffer.allocate(3 + chunk.length + checked.length).put(new byte[3]).put(chunk).put(checked).array());
		try (Stack stack = StackReader.open(target)) {
			assertArrayEquals(new float[] { 9, 9, 1, 2, 9, 9, 3, 256 }, stack.floats(0, 0, 0), 0);
		}
		final byte[] bytes = Files.readAllBytes(shard);
		bytes[bytes.length - 10] ^= 1;
		Files.write(shard, bytes);
		try (Stack stack = StackReader.open(target)) {
			assertTrue(assertThrows(IOException.class, () -> stack.floats(0, 0, 0)).getMessage().contains("checksum"));
		}
	}

	@Test
	public void fillMayBeNotANumber() throws IOException {
		foreign("<f4", "/", "C", "\"NaN\"");
		try (Stack stack = StackReader.open(target)) {
			assertTrue(Float.isNaN(stack.floats(0, 2, 0)[0]));
		}
	}

	@Test
	public void damagedChunksAreNamed() throws IOException {
		for (final String version : new String[] { "0.4", "0.5" })
			for (final String codec : new String[] { "none", "gzip", "zlib", "zstd", "blosc" }) {
				if (version.equals("0.5") && codec.equals("zlib")) continue;
				write(new ZarrOptions(version, codec, 16, 20, 4));
				final Path chunk = target.resolve(version.equals("0.4") ? "0/0/1/0/1/2" : "0/c/0/1/0/1/2");
				final byte[] whole = Files.readAllBytes(chunk);
				Files.write(chunk, java.util.Arrays.copyOf(whole, whole.length / 2));
				refuse(chunk);
				Files.write(chunk, new byte[0]);
				refuse(chunk);
				final byte[] flipped = whole.clone();
				for (int i = 2; i < 100; i += 3)
					flipped[i] ^= 0x55;
				Files.write(chunk, flipped);
				// Without a codec there is nothing to tell by.
				if (!codec.equals("none")) refuse(chunk);
				// Blosc has no checksum: damage inside may go unnoticed, but never ends the program.
				final byte[] inside = whole.clone();
				for (int i = 40; i < inside.length; i += 7)
					inside[i] ^= 0x33;
				Files.write(chunk, inside);
				if (codec.equals("zstd") || codec.equals("gzip") || codec.equals("zlib")) refuse(chunk);
				else try (Stack stack = StackReader.open(target)) {
					stack.plane(1, 0, 0);
				}
				catch (final IOException exc) {
					assertTrue(exc.getMessage(), exc.getMessage().contains(chunk.toString()));
				}
				Files.delete(chunk);
				try (Stack stack = StackReader.open(target)) {
					assertEquals(0, stack.floats(1, 0, 0)[20 * 45 + 32], 0);
				}
			}
	}

	private void refuse(final Path chunk) throws IOException {
		try (Stack stack = StackReader.open(target)) {
			final String message = assertThrows(IOException.class, () -> stack.plane(1, 0, 0)).getMessage();
			assertTrue(message, message.contains(chunk.toString()) && !message.contains("\n"));
		}
	}

	@Test
	public void damagedMetadataAreRefused() throws IOException {
		final Random random = new Random(5);
		foreign("<u2", "/", "C", "0");
		final Path[] files = { target.resolve(".zattrs"), target.resolve("0/.zarray") };
		for (int run = 0; run < 200; run++) {
			final byte[] whole = Files.readAllBytes(files[run % 2]);
			final byte[] bytes = whole.clone();
			for (int i = random.nextInt(4); i >= 0; i--)
				bytes[random.nextInt(bytes.length)] = (byte) (32 + random.nextInt(95));
			Files.write(files[run % 2], bytes);
			try (Stack stack = StackReader.open(target)) {
				if (stack.shape().planes() < 1000 && stack.shape().planeSize() < 1000000) VoxelCheck.of(stack);
			}
			catch (final IOException exc) {
				assertFalse(exc.getMessage(), exc.getMessage().contains("\n"));
			}
			Files.write(files[run % 2], whole);
		}
	}

	@Test
	public void foldersWithoutImageAreRefused() throws IOException {
		Files.createDirectory(target);
		assertTrue(
			assertThrows(IOException.class, () -> StackReader.open(target)).getMessage().contains("no OME-Zarr"));
		Files.writeString(target.resolve(".zgroup"), "{\"zarr_format\":2}");
		assertTrue(
			assertThrows(IOException.class, () -> StackReader.open(target)).getMessage().contains("multiscales"));
		Files.writeString(target.resolve(".zattrs"), "{\"plate\":{}}");
		assertTrue(assertThrows(IOException.class, () -> StackReader.open(target)).getMessage().contains("plate"));
	}
}
