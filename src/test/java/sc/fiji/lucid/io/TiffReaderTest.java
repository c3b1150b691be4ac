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

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.lucid.io.tiff.TiffFile;
import sc.fiji.lucid.io.tiff.TiffTag;

/** Every way to store a voxel, and what is wrong with files. */
public class TiffReaderTest {

	private static final ByteOrder[] ORDERS = { ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN };

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path path() {
		return folder.getRoot().toPath().resolve("stack.tif");
	}

	private String refused() {
		final IOException exc = assertThrows(IOException.class, () -> {
			try (Stack stack = StackReader.open(path())) {
				VoxelCheck.of(stack);
			}
		});
		assertTrue(exc.getMessage(), exc.getMessage().contains("stack.tif") && !exc.getMessage().contains("\n"));
		return exc.getMessage();
	}

	@Test
	public void everyVoxelTypeOfBothEndians() throws IOException {
		final int[][] types = { { 8, 1 }, { 8, 2 }, { 16, 1 }, { 16, 2 }, { 16, 3 }, { 32, 1 }, { 32, 2 }, { 32, 3 },
			{ 64, 1 }, { 64, 2 }, { 64, 3 } };
		for (final ByteOrder order : ORDERS)
			for (final boolean big : new boolean[] { false, true })
				for (final int[] type : types) {
					final boolean unsigned = type[1] == 1;
					final float[] expected = { 1, unsigned ? 200 : -3, 0, 100, 2, 5 };
					new TiffBuilder(order, big, 3, 2, type[0], type[1]).page(encode(expected, type[0], type[1], order))
						.page(encode(expected, type[0], type[1], order))
						.write(path());
					try (Stack stack = StackReader.open(path())) {
						assertEquals("3x2x2, 1 channel, 1 frame", stack.shape().toString());
						assertArrayEquals(type[0] + " " + type[1], expected, stack.floats(0, 1, 0), 0);
						assertArrayEquals(new float[] { expected[2], expected[5] }, stack.part(0, 1, 0, 2, 0, 1, 2), 0);
					}
				}
	}

	private static byte[] encode(final float[] values, final int bits, final int format, final ByteOrder order) {
		final ByteBuffer bytes = ByteBuffer.allocate(values.length * bits / 8).order(order);
		for (final float v : values)
			switch (bits) {
				case 8 :
					bytes.put((byte) (int) v);
					break;
				case 16 :
					bytes.putShort((short) (format == 3 ? half(v) : (int) v));
					break;
				case 32 :
					bytes.putInt(format == 3 ? Float.floatToIntBits(v) : (int) v);
					break;
				default :
					bytes.putLong(format == 3 ? Double.doubleToLongBits(v) : (long) v);
			}
		return bytes.array();
	}

	/** Of small integers only. */
	private static int half(final float v) {
		if (v == 0) return 0;
		final int bits = Float.floatToIntBits(v);
		return bits >>> 16 & 0x8000 | (bits >>> 23 & 0xff) - 112 << 10 | bits >> 13 & 0x3ff;
	}

	@Test
	public void halvesAreExact() {
		// IEEE 754-2008, 3.3: smallest subnormal, largest, infinite, one third rounded.
		assertEquals(0x1p-24f, SampleType.half((short) 1), 0);
		assertEquals(65504, SampleType.half((short) 0x7bff), 0);
		assertEquals(Float.NEGATIVE_INFINITY, SampleType.half((short) 0xfc00), 0);
		assertEquals(0.333251953125f, SampleType.half((short) 0x3555), 0);
		assertTrue(Float.isNaN(SampleType.half((short) 0x7e01)));
	}

	@Test
	public void twelveBitsAreUnpacked() throws IOException {
		new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false, 3, 2, 12, 1)
			.page(new byte[] { (byte) 0xab, (byte) 0xc1, 0x23, (byte) 0xff, (byte) 0xf0, 0, 0, 1, 0, 0x20 })
			.write(path());
		try (Stack stack = StackReader.open(path())) {
			assertArrayEquals(new short[] { 0xabc, 0x123, 0xfff, 0, 1, 2 }, (short[]) stack.plane(0, 0, 0));
			assertArrayEquals(new float[] { 0x123, 0xfff, 1, 2 }, stack.part(0, 0, 0, 1, 0, 2, 2), 0);
		}
	}

	/** The JDK's own TIFF writer is the oracle. */
	@Test
	public void compressionsTilesAndPredictors() throws IOException {
		for (final String compression : new String[] { "LZW", "Deflate", "ZLib", "PackBits" })
			for (final int type : new int[] { BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY })
				for (final boolean tiled : new boolean[] { false, true }) {
					final BufferedImage image = picture(type);
					writeWithJdk(image, compression, tiled);
					try (Stack stack = StackReader.open(path())) {
						final float[] expected = image.getRaster().getSamples(0, 0, 301, 203, 0, (float[]) null);
						assertArrayEquals(compression + type + tiled, expected, stack.floats(0, 0, 0), 0);
						assertArrayEquals(image.getRaster().getSamples(60, 40, 70, 99, 0, (float[]) null),
							stack.part(0, 0, 0, 60, 40, 70, 99), 0);
					}
				}
	}

	private static BufferedImage picture(final int type) {
		final BufferedImage image = new BufferedImage(301, 203, type);
		final Random random = new Random(7);
		for (int y = 0; y < 203; y++)
			for (int x = 0; x < 301; x++)
				// Noise for full code tables, and flat stretches for runs.
				image.getRaster().setSample(x, y, 0, y % 40 < 20 ? random.nextInt(250) : y);
		return image;
	}

	private void writeWithJdk(final BufferedImage image, final String compression, final boolean tiled)
		throws IOException
	{
		Files.deleteIfExists(path());
		final ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
		try (ImageOutputStream out = ImageIO.createImageOutputStream(path().toFile())) {
			writer.setOutput(out);
			final ImageWriteParam param = writer.getDefaultWriteParam();
			param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
			param.setCompressionType(compression);
			if (tiled) {
				param.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
				param.setTiling(64, 48, 0, 0);
			}
			writer.write(null, new IIOImage(image, null, null), param);
		}
		writer.dispose();
	}

	@Test
	public void differencesAreSummedInTheFilesByteOrder() throws IOException {
		for (final ByteOrder order : ORDERS) {
			final float[] differences = { 1000, 5, -7, 500, 0, 1 };
			final byte[] raw = encode(differences, 16, 2, order);
			final java.util.zip.Deflater deflater = new java.util.zip.Deflater();
			deflater.setInput(raw);
			deflater.finish();
			final byte[] packed = new byte[100];
			final int count = deflater.deflate(packed);
			deflater.end();
			new TiffBuilder(order, false, 3, 2, 16, 1).tag(259, 8)
				.tag(317, 2)
				.page(java.util.Arrays.copyOf(packed, count))
				.write(path());
			try (Stack stack = StackReader.open(path())) {
				assertArrayEquals(new short[] { 1000, 1005, 998, 500, 500, 501 }, (short[]) stack.plane(0, 0, 0));
			}
		}
	}

	@Test
	public void everyOmeOrderFindsItsPlanes() throws IOException {
		for (final String order : new String[] { "CZT", "CTZ", "ZCT", "ZTC", "TCZ", "TZC" }) {
			final TiffBuilder builder = new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false, 1, 1, 8, 1)
				.describe(ome(order, ""));
			final int[] size = { 2, 3, 4 };
			for (int i = 0; i < 24; i++) {
				final int[] at = new int[3];
				int rest = i;
				for (final char axis : order.toCharArray()) {
					at["CZT".indexOf(axis)] = rest % size["CZT".indexOf(axis)];
					rest /= size["CZT".indexOf(axis)];
				}
				builder.page(new byte[] { (byte) (100 * at[0] + 10 * at[1] + at[2]) });
			}
			builder.write(path());
			checkOme();
		}
	}

	private void checkOme() throws IOException {
		try (Stack stack = StackReader.open(path())) {
			for (int c = 0; c < 2; c++)
				for (int z = 0; z < 3; z++)
					for (int t = 0; t < 4; t++)
						assertEquals(100 * c + 10 * z + t, stack.floats(c, z, t)[0], 0);
		}
	}

	@Test
	public void tiffDataPlacesPlanes() throws IOException {
		final StringBuilder data = new StringBuilder();
		final TiffBuilder builder = new TiffBuilder(ByteOrder.BIG_ENDIAN, true, 1, 1, 8, 1);
		// Frames from the last to the first, two channels in each stretch.
		for (int t = 3; t >= 0; t--)
			for (int z = 0; z < 3; z++) {
				data.append("<TiffData IFD=\"")
					.append(2 * ((3 - t) * 3 + z))
					.append("\" FirstZ=\"")
					.append(z)
					.append("\" FirstT=\"")
					.append(t)
					.append("\" PlaneCount=\"2\"/>");
				builder.page(new byte[] { (byte) (10 * z + t) }).page(new byte[] { (byte) (100 + 10 * z + t) });
			}
		builder.describe(ome("CZT", data.toString())).write(path());
		checkOme();
		builder.describe(ome("CZT", "<TiffData IFD=\"0\" PlaneCount=\"5\"/>")).write(path());
		assertTrue(refused(), refused().contains("is incomplete"));
	}

	private static String ome(final String order, final String data) {
		return "<?xml version=\"1.0\"?><OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\"><Image ID=\"Image:0\">" +
			"<Pixels DimensionOrder=\"XY" + order +
			"\" SizeX=\"1\" SizeY=\"1\" SizeC=\"2\" SizeZ=\"3\" SizeT=\"4\" Type=\"uint8\">" + "<Channel/><Channel/>" +
			data + "</Pixels></Image></OME>";
	}

	@Test
	public void entitiesAreNotFollowed() throws IOException {
		new TiffBuilder(ByteOrder.BIG_ENDIAN, false, 1, 1, 8, 1)
			.describe(
				"<?xml version=\"1.0\"?><!DOCTYPE OME [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><OME >&x;</OME>")
			.page(new byte[1])
			.write(path());
		assertTrue(refused(), refused().contains("damaged OME-XML"));
	}

	/** As ImageJ of old wrote it: one byte, which is no UTF-8. */
	@Test
	public void aMicroSignInLatin1IsRead() throws IOException {
		new TiffBuilder(ByteOrder.BIG_ENDIAN, false, 1, 1, 8, 1)
			.describe("ImageJ=1.40g\nimages=2\nslices=2\nunit=~m\nspacing=0.3\n")
			.page(new byte[1])
			.page(new byte[1])
			.write(path());
		final byte[] bytes = Files.readAllBytes(path());
		for (int i = 0; i < bytes.length; i++)
			if (bytes[i] == '~') bytes[i] = (byte) 0xB5;
		Files.write(path(), bytes);
		try (Stack stack = StackReader.open(path())) {
			assertEquals(0.3, stack.metadata().voxelZ().getAsDouble(), 1e-12);
		}
	}

	@Test
	public void sizesThatAreNoNumbersAreNamed() throws IOException {
		new TiffBuilder(ByteOrder.BIG_ENDIAN, false, 1, 1, 8, 1)
			.describe("<?xml version=\"1.0\"?><OME><Image><Pixels DimensionOrder=\"XYZCT\" SizeX=\"1\" SizeY=\"1\" " +
				"SizeC=\"1\" SizeZ=\"x\" SizeT=\"1\" Type=\"uint8\"><Channel/><TiffData/></Pixels></Image></OME>")
			.page(new byte[1])
			.write(path());
		assertTrue(refused(), refused().contains("damaged OME-XML: SizeZ is 'x', not a number"));
	}

	/** ImageJ's files of more than 4 GB; the file is sparse and takes no space. */
	@Test
	public void planesBeyond4GigabytesHaveNoDirectories() throws IOException {
		final int plane = 2048 * 2048;
		new TiffBuilder(ByteOrder.BIG_ENDIAN, false, 2048, 2048, 32, 3)
			.describe("ImageJ=1.54p\nimages=300\nchannels=3\nslices=100\nhyperstack=true\n")
			.page(new byte[0])
			.write(path());
		final long first;
		try (TiffFile file = TiffFile.open(path())) {
			first = file.directories().get(0).number(TiffTag.STRIP_OFFSETS, 0);
		}
		assertTrue(refused(), refused().contains("bytes expected"));
		try (RandomAccessFile file = new RandomAccessFile(path().toFile(), "rw")) {
			file.setLength(first + 300L * plane * 4);
			file.seek(first + 299L * plane * 4 + 40);
			file.writeFloat(42);
		}
		try (Stack stack = StackReader.open(path())) {
			assertEquals("2048x2048x100, 3 channels, 1 frame", stack.shape().toString());
			assertEquals(42, ((float[]) stack.plane(2, 99, 0))[10], 0);
			assertArrayEquals(new float[] { 0, 42, 0, 0, 0, 0 }, stack.part(2, 99, 0, 9, 0, 3, 2), 0);
		}
	}

	@Test
	public void truncatedTellsTheBytes() throws IOException {
		final TiffBuilder builder = new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false, 50, 50, 16, 1);
		for (int i = 0; i < 5; i++)
			builder.page(new byte[5000]);
		final byte[] whole = builder.build();
		for (final int length : new int[] { 7, 100, 6000, 15000, whole.length - 10 }) {
			Files.write(path(), java.util.Arrays.copyOf(whole, length));
			assertTrue(refused(), refused().contains(" " + length + " "));
		}
	}

	/**
	 * A page at byte 0, where the header lies, was never written. Map programs mean zeros by a strip of no bytes there,
	 * and so do others that broke off: nobody knows which, and a stack with made-up slices is worse than none.
	 */
	@Test
	public void aPageThatWasNeverWrittenIsRefused() throws IOException {
		for (final boolean big : new boolean[] { false, true })
			for (final int compression : new int[] { 1, 8 })
				for (final int bytes : new int[] { 0, 20 }) {
					final byte[] page = new byte[20];
					if (compression == 8) {
						final java.util.zip.Deflater deflater = new java.util.zip.Deflater();
						deflater.setInput(new byte[20]);
						deflater.finish();
						deflater.deflate(page);
						deflater.end();
					}
					new TiffBuilder(ByteOrder.LITTLE_ENDIAN, big, 5, 4, 8, 1).tag(259, compression)
						.page(page)
						.unwritten(bytes)
						.page(page)
						.write(path());
					assertEquals("stack.tif is damaged: page 2 has no place for its voxels. Copy it again.", refused());
				}
	}

	@Test
	public void damagedDeflateIsToBeCopiedAgain() throws IOException {
		final byte[] page = new byte[20];
		page[0] = 0x78;
		new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false, 5, 4, 8, 1).tag(259, 8).page(page).write(path());
		assertTrue(refused(), refused().matches(".* is damaged: .* cannot be unpacked .*\\. Copy it again\\."));
	}

	@Test
	public void pagesOfOtherTypesAreNamed() throws IOException {
		final byte[] sixteen = new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false, 5, 4, 16, 1).page(new byte[40])
			.page(new byte[80])
			.build();
		final byte[] other = new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false, 5, 4, 32, 3).page(new byte[40])
			.page(new byte[80])
			.build();
		// The directories are alike long: the second is that of the other type.
		final int second = java.util.Arrays.mismatch(
			java.util.Arrays.copyOfRange(sixteen, sixteen.length / 2, sixteen.length),
			java.util.Arrays.copyOfRange(other, other.length / 2, other.length)) + sixteen.length / 2;
		System.arraycopy(other, second, sixteen, second, sixteen.length - second);
		Files.write(path(), sixteen);
		assertTrue(refused(), refused().contains("page 1 is 5x4 in 16-bit, page 2 is 5x4 in 32-bit float. Save"));
	}

	@Test
	public void whatIsNoStackIsRefused() throws IOException {
		assertTrue(refused().contains("does not exist"));
		Files.createDirectory(path());
		assertTrue(refused().contains("folder"));
		Files.delete(path());
		Files.createFile(path());
		assertTrue(refused().contains("empty"));
		Files.writeString(path(), "hello, this is text");
		assertTrue(refused().contains("no TIFF file"));
		new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false, 0, 5, 8, 1).page(new byte[5]).write(path());
		assertTrue(refused().contains("width is 0"));
		new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false, 5, 5, 8, 1).tag(259, 7).page(new byte[25]).write(path());
		assertTrue(refused().contains("JPEG"));
		new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false, 5, 5, 8, 1).tag(262, 2)
			.tag(277, 3)
			.page(new byte[75])
			.write(path());
		assertTrue(refused().contains("Split Channels"));
		new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false, 40000, 40000, 32, 3).tag(259, 8)
			.page(new byte[99])
			.write(path());
		assertTrue(refused().contains("cannot hold"));
		new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false, 100000, 100000, 8, 1).page(new byte[99]).write(path());
		assertTrue(refused().contains("crop the stack"));
	}

	/** Flipped bytes, a thousand times, end in a stack or in one line. */
	@Test(timeout = 60000)
	public void damagedFilesNeverDoWorse() throws IOException {
		final Random random = new Random(1);
		for (int run = 0; run < 1000; run++) {
			final boolean big = random.nextBoolean();
			final byte[] bytes = new TiffBuilder(ORDERS[run % 2], big, 9, 7, 16, 1).tag(259, 1 + 4 * random.nextInt(2))
				.describe(
					random.nextBoolean() ? ome("CZT", "") : "ImageJ=1.54p\nimages=2\nslices=2\nunit=um\nspacing=0.3\n")
				.page(new byte[126])
				.page(new byte[126])
				.build();
			for (int i = random.nextInt(4); i >= 0; i--)
				bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
			Files.write(path(), bytes);
			try (Stack stack = StackReader.open(path())) {
				VoxelCheck.of(stack);
			}
			catch (final IOException exc) {
				assertFalse(exc.getMessage(), exc.getMessage().contains("\n"));
			}
		}
	}

	@Test
	public void planesAreReadFromSeveralThreads() throws IOException {
		final TiffBuilder builder = new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false, 30, 30, 8, 1);
		for (int i = 0; i < 50; i++) {
			final byte[] page = new byte[900];
			java.util.Arrays.fill(page, (byte) i);
			builder.page(page);
		}
		builder.write(path());
		try (Stack stack = StackReader.open(path())) {
			java.util.stream.IntStream.range(0, 500).parallel().forEach(i -> {
				try {
					assertEquals(i % 50, ((byte[]) stack.plane(0, i % 50, 0))[899]);
				}
				catch (final IOException exc) {
					throw new java.io.UncheckedIOException(exc);
				}
			});
		}
	}
}
