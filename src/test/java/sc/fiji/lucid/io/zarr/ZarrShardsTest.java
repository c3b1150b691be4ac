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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

/** Results in shards, read back by Lucid and by a reader that follows the specification alone. */
public class ZarrShardsTest {

	private static final StackShape SHAPE = new StackShape(45, 30, 9, 2, 2);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path target;

	@Before
	public void name() {
		target = folder.getRoot().toPath().resolve("shards.zarr");
	}

	private static ZarrOptions options(final String codec) {
		return new ZarrOptions("0.5", codec, 8, 10, 2, new Extent(16, 20, 4));
	}

	private static float value(final int c, final int z, final int t, final int i) {
		return 1000 * c + 100 * t + 10 * z + i % 45 / 64f + i / 45;
	}

	private static float[] plane(final int c, final int z, final int t) {
		final float[] plane = new float[45 * 30];
		for (int i = 0; i < plane.length; i++)
			plane[i] = value(c, z, t, i);
		return plane;
	}

	private void write(final ZarrOptions options) throws IOException {
		try (StackWriter writer = StackWriter.zarr(target, SHAPE, StackMetadata.NONE, options, true)) {
			for (int t = 0; t < 2; t++)
				for (int z = 0; z < 9; z++)
					for (int c = 0; c < 2; c++)
						writer.write(c, z, t, plane(c, z, t));
			writer.finish();
		}
	}

	private static long files(final Path zarr) throws IOException {
		try (Stream<Path> all = Files.walk(zarr)) {
			return all.filter(Files::isRegularFile).filter(file -> !file.endsWith("zarr.json")).count();
		}
	}

	/** The edges of the stack cut chunks and shards. */
	@Test
	public void bothReadersFindEveryVoxel() throws Exception {
		for (final String codec : List.of("none", "gzip", "zstd", "blosc")) {
			write(options(codec));
			assertEquals("3 x 2 x 3 shards, 2 channels, 2 frames", 72, files(target.resolve("0")));
			try (Stack stack = StackReader.open(target)) {
				for (int t = 0; t < 2; t++)
					for (int z = 0; z < 9; z++)
						for (int c = 0; c < 2; c++)
							assertArrayEquals(plane(c, z, t), stack.floats(c, z, t), 0);
			}
			final SpecifiedShards array = new SpecifiedShards(target.resolve("0"));
			assertArrayEquals(new int[] { 2, 2, 9, 30, 45 }, array.shape());
			if (codec.equals("blosc")) continue;
			for (int t = 0; t < 2; t++)
				for (int z = 0; z < 9; z++)
					for (int c = 0; c < 2; c++)
						for (int i = 0; i < 45 * 30; i++)
							assertEquals(value(c, z, t, i), array.voxel(t, c, z, i / 45, i % 45), 0);
		}
	}

	/** Levels for viewers lie in shards, too; each voxel is the mean of those it stands for. */
	@Test
	public void thePyramidIsInShards() throws Exception {
		final StackShape shape = new StackShape(300, 280, 5, 1, 1);
		try (StackWriter writer = StackWriter.zarr(target, shape, StackMetadata.NONE,
			new ZarrOptions("0.5", "zstd", 32, 32, 4, new Extent(128, 96, 8)), false))
		{
			for (int z = 0; z < 5; z++) {
				final float[] plane = new float[300 * 280];
				for (int i = 0; i < plane.length; i++)
					plane[i] = z + i % 300 + 300 * (i / 300 % 7);
				writer.write(0, z, 0, plane);
			}
			writer.finish();
		}
		assertEquals(9, files(target.resolve("0")));
		assertEquals(4, files(target.resolve("1")));
		final SpecifiedShards fine = new SpecifiedShards(target.resolve("0")),
			coarse = new SpecifiedShards(target.resolve("1"));
		final int[] size = coarse.shape();
		assertArrayEquals(new int[] { 1, 1, 3, 140, 150 }, size);
		for (int z = 0; z < 3; z++)
			for (int y = 0; y < 140; y++)
				for (int x = 0; x < 150; x++) {
					double sum = 0;
					int count = 0;
					for (int i = 0; i < 8; i++)
						if (2 * z + i / 4 < 5) {
							sum += fine.voxel(0, 0, 2 * z + i / 4, 2 * y + i / 2 % 2, 2 * x + i % 2);
							count++;
						}
					assertEquals(sum / count, coarse.voxel(0, 0, z, y, x), 1e-3);
				}
	}

	@Test
	public void aShardIsThereAsAWholeOrNotAtAll() throws IOException {
		final Box first = new Box(0, 0, 0, new Extent(16, 20, 4));
		try (ZarrStackWriter one = ZarrStackWriter.resume(target, SHAPE, StackMetadata.NONE, options("zstd"), false)) {
			assertArrayEquals(new int[] { 16, 20, 4 }, one.blockSize());
			for (int z = 0; z < 3; z++)
				one.write(0, z, 0, plane(0, z, 0));
			assertFalse("three of four slices", one.isWritten(0, 0, first));
			assertEquals(0, files(target.resolveSibling("shards.zarr.part").resolve("0")));
			one.write(0, 3, 0, plane(0, 3, 0));
			assertTrue(one.isWritten(0, 0, first));
			one.delete(0, 0, first);
			assertFalse(one.isWritten(0, 0, first));
		}
		for (final ZarrOptions other : List.of(new ZarrOptions("0.5", "zstd", 8, 10, 2),
			new ZarrOptions("0.5", "zstd", 8, 10, 2, new Extent(32, 20, 4))))
			assertTrue(assertThrows(IOException.class,
				() -> ZarrStackWriter.resume(target, SHAPE, StackMetadata.NONE, other, false)).getMessage()
				.contains("another size, version, codec, chunk or shard"));
	}

	@Test
	public void aDamagedIndexIsFound() throws IOException {
		write(options("none"));
		final Path shard = target.resolve("0/c/0/1/0/0/0");
		final byte[] bytes = Files.readAllBytes(shard);
		for (final int at : new int[] { bytes.length - 1, bytes.length - 5, bytes.length - 4 - 16 * 8 }) {
			final byte[] bad = Arrays.copyOf(bytes, bytes.length);
			bad[at] ^= 4;
			Files.write(shard, bad);
			try (Stack stack = StackReader.open(target)) {
				assertTrue(assertThrows(IOException.class, () -> stack.plane(1, 0, 0)).getMessage()
					.contains("the checksum is wrong"));
			}
		}
	}

	@Test
	public void whatIsNoShardIsRefused() {
		for (final Extent shard : List.of(new Extent(12, 20, 4), new Extent(16, 25, 4), new Extent(16, 20, 3)))
			assertThrows(IllegalArgumentException.class, () -> new ZarrOptions("0.5", "zstd", 8, 10, 2, shard));
		assertThrows(IllegalArgumentException.class,
			() -> new ZarrOptions("0.4", "zstd", 8, 10, 2, new Extent(16, 20, 4)));
	}
}
