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
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.io.imagej.ImageJProperties;
import sc.fiji.lucid.io.zarr.ZarrOptions;

/**
 * Other programs read what Lucid writes, and the other way round. Skipped where
 * they are not installed: {@code apt-get install python3-zarr}, and
 * {@code npm install zarrita} with the path of {@code node_modules} in the
 * environment variable {@code LUCID_ZARRITA}.
 */
public class ForeignZarrTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static int value(final int c, final int z, final int y, final int x) {
		return (x + 3 * y + 50 * z + 100 * c) % 120;
	}

	private static int run(final String... command) throws IOException, InterruptedException {
		final List<String> line = new ArrayList<>(List.of(command));
		try {
			final Process process = new ProcessBuilder(line).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			if (process.waitFor(2, TimeUnit.MINUTES)) return process.exitValue();
			process.destroyForcibly();
			return -1;
		}
		catch (final IOException exc) {
			return -2;
		}
	}

	private static String script(final String name) {
		return Path.of("src/test/resources/sc/fiji/lucid/io", name).toAbsolutePath().toString();
	}

	private void writeAll(final String... versions) throws IOException {
		final StackShape shape = new StackShape(45, 30, 9, 2, 2);
		for (final String version : versions)
			for (final String codec : new String[] { "none", "gzip", "zlib", "zstd", "blosc" }) {
				if (version.equals("0.5") && codec.equals("zlib")) continue;
				write(shape, version + codec, new ZarrOptions(version, codec, 16, 20, 4));
				if (version.equals("0.5"))
					write(shape, "shards" + codec, new ZarrOptions(version, codec, 8, 5, 3, new Extent(16, 20, 6)));
			}
	}

	private void write(final StackShape shape, final String name, final ZarrOptions options) throws IOException {
		try (StackWriter writer = StackWriter.zarr(folder.getRoot().toPath().resolve(name), shape,
			StackMetadata.NONE.toBuilder().imagej(ImageJProperties.NONE.withInfo("20 µm")).build(), options, false))
		{
			for (int t = 0; t < 2; t++)
				for (int c = 0; c < 2; c++)
					for (int z = 0; z < 9; z++) {
						final float[] plane = new float[shape.planeSize()];
						for (int i = 0; i < plane.length; i++)
							plane[i] = value(c, z, i / 45, i % 45);
						writer.write(c, z, t, plane);
					}
			writer.finish();
		}
	}

	@Test
	public void zarrPythonReadsWhatIsWritten() throws IOException, InterruptedException {
		assumeTrue(run("/usr/bin/python3", "-c", "import zarr; assert zarr.__version__[0] == '2'") == 0);
		// It does not know OME-Zarr 0.5.
		writeAll("0.4");
		assertEquals(0, run("/usr/bin/python3", script("foreign_zarr.py"), "read", folder.getRoot().toString()));
	}

	private static String zarrita() {
		final String modules = System.getenv("LUCID_ZARRITA");
		assumeTrue(modules != null && Files.isDirectory(Path.of(modules, "zarrita")));
		return modules;
	}

	@Test
	public void zarritaReadsWhatIsWritten() throws IOException, InterruptedException {
		final String modules = zarrita();
		writeAll("0.4", "0.5");
		assertEquals(0, run("node", script("foreign_zarr.mjs"), "read", folder.getRoot().toString(), modules));
	}

	@Test
	public void whatZarrPythonWritesIsRead() throws IOException, InterruptedException {
		assumeTrue(run("/usr/bin/python3", "-c", "import zarr; assert zarr.__version__[0] == '2'") == 0);
		assertEquals(0, run("/usr/bin/python3", script("foreign_zarr.py"), "write", folder.getRoot().toString()));
		readAll(17 * 3 * 3 + 2 * 6 * 3, true);
	}

	@Test
	public void whatZarritaWritesIsRead() throws IOException, InterruptedException {
		assertEquals(0, run("node", script("foreign_zarr.mjs"), "write", folder.getRoot().toString(), zarrita()));
		readAll(8 * 5 * 2, false);
	}

	private void readAll(final int count, final boolean missing) throws IOException {
		final String[] names = folder.getRoot().list();
		assertEquals(count, names.length);
		for (final String name : names)
			try (Stack stack = StackReader.open(folder.getRoot().toPath().resolve(name))) {
				for (int c = 0; c < 2; c++)
					for (int z = 0; z < 3; z++) {
						final float[] plane = stack.floats(c, z, 0);
						for (int i = 0; i < plane.length; i++)
							assertEquals(name, missing && c == 1 && z == 2 ? 7 : value(c, z, i / 17, i % 17), plane[i],
								0);
					}
			}
	}
}
