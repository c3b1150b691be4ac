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
package sc.fiji.lucid.testing;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.StackWriter;
import sc.fiji.lucid.io.zarr.ZarrOptions;
import sc.fiji.lucid.job.FileJob;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.VoxelSize;

/** A small OME-Zarr with two channels, a PSF, and settings that cut it into tiles. */
public final class TiledWork {

	/** Memory that is enough for small tiles only. */
	public static final long MEMORY = 2 << 20;

	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.2);

	public final Path folder;
	public final Path input;
	public Settings settings;
	/** Enough for small tiles only. */
	public final long memory;

	public TiledWork(final Path folder) throws IOException {
		this.folder = folder;
		input = folder.resolve("in.zarr");
		final StackShape shape = new StackShape(90, 84, 10, 2, 1);
		final StackMetadata metadata = new StackMetadata.Builder().voxel(VOXEL, "test").build();
		try (StackWriter writer = StackWriter.zarr(input, shape, metadata, new ZarrOptions("0.4", "zstd", 32, 32, 8),
			false))
		{
			for (int c = 0; c < 2; c++) {
				final Volume noise = Volumes.random(new Extent(90, 84, 10), 5 + c);
				for (int z = 0; z < 10; z++) {
					final float[] plane = new float[90 * 84];
					for (int i = 0; i < plane.length; i++)
						plane[i] = 100 + 20 * noise.row(i / 90, z)[i % 90] +
							(i % 90 % 23 == 11 && i / 90 % 19 == 9 ? 900 : 0);
					writer.write(c, z, 0, plane);
				}
			}
			writer.finish();
		}
		final Path psf = folder.resolve("psf.tif");
		VolumeWriter.write(psf, Volumes.gaussian(new Extent(9, 9, 5), 1.3, 1, 0).volume(), VOXEL, "", false);
		memory = MEMORY;
		settings = Settings.NONE.with("psf", psf.toString())
			.with("psf-as-is", "true")
			.with("method", "richardson-lucy")
			.with("iterations", "5");
	}

	private TiledWork(final TiledWork other, final Settings settings, final long memory) {
		folder = other.folder;
		input = other.input;
		this.settings = settings;
		this.memory = memory;
	}

	/** @return the same stack with a PSF so wide that tiles start from coarse levels of all of it */
	public TiledWork coarse() throws IOException {
		final Path psf = folder.resolve("wide.tif");
		VolumeWriter.write(psf, Volumes.gaussian(new Extent(15, 15, 5), 2.2, 1, 0).volume(), VOXEL, "", false);
		return new TiledWork(this,
			Settings.NONE.with("psf", psf.toString()).with("psf-as-is", "true").with("iterations", "3"), 5 << 20);
	}

	/** From now on, results are written in shards. */
	public void sharded() {
		settings = settings.with("zarr", "0.5");
	}

	public Path out(final String name) {
		return folder.resolve(name);
	}

	public FileJob job(final String name) {
		return new FileJob(input, out(name), settings).memory(memory);
	}

	/** Restores in this process. */
	public Path restored(final String name) throws IOException {
		job(name).run(Progress.NONE, line -> {});
		return out(name);
	}

	/** Every voxel of every level is the same, bit for bit. */
	public static void assertSame(final Path expected, final Path actual) throws IOException {
		final List<Path> files = chunks(expected);
		assertEquals(files, chunks(actual));
		for (final Path file : files)
			assertArrayEquals(file.toString(), Files.readAllBytes(expected.resolve(file)),
				Files.readAllBytes(actual.resolve(file)));
	}

	private static List<Path> chunks(final Path zarr) throws IOException {
		try (Stream<Path> all = Files.walk(zarr)) {
			return all.filter(Files::isRegularFile)
				.filter(f -> !f.getFileName().toString().matches("\\.z.*|zarr\\.json"))
				.map(zarr::relativize)
				.sorted()
				.toList();
		}
	}
}
