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

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.Assume;
import org.junit.rules.TemporaryFolder;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.StackWriter;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.testing.Volumes;

/** The command line as tests call it, in a folder of their own, with small stacks and quick settings. */
final class Door extends TemporaryFolder {

	static final Extent SIZE = new Extent(16, 14, 5);
	static final VoxelSize VOXEL = new VoxelSize(0.2, 0.2, 0.5);

	/** Settings of a quick restoration. */
	static final List<String> QUICK = List.of("--na", "0.8", "--emission", "520", "--iterations", "2", "--method",
		"richardson-lucy");

	final StringWriter out = new StringWriter();
	final StringWriter err = new StringWriter();

	Path path(final String name) {
		return getRoot().toPath().resolve(name);
	}

	/** Writes a stack of a spot over a background, which differs by its seed. */
	Path stack(final String name, final int seed) throws IOException {
		return stack(name, spot(seed));
	}

	Path stack(final String name, final Volume volume) throws IOException {
		final Path path = path(name);
		Files.createDirectories(path.getParent());
		VolumeWriter.write(path, volume, VOXEL, "", true);
		return path;
	}

	/** Writes a series; each volume has two channels of the same. */
	Path series(final String name, final Volume... frames) throws IOException {
		final StackShape shape = new StackShape(SIZE.nx(), SIZE.ny(), SIZE.nz(), 2, frames.length);
		final StackMetadata metadata = new StackMetadata.Builder().voxel(VOXEL, "test").build();
		try (StackWriter writer = StackWriter.create(path(name), shape, metadata, true)) {
			for (int t = 0; t < frames.length; t++)
				for (int z = 0; z < SIZE.nz(); z++)
					for (int c = 0; c < 2; c++)
						writer.write(c, z, t, VolumeWriter.plane(frames[t], z));
			writer.finish();
		}
		return path(name);
	}

	/** A spot over a background. */
	static Volume spot(final int seed) {
		return Volumes.of(SIZE,
			(x, y, z) -> 20 + (x * 7 + y * 3 + z) % 5 + (x == 4 + seed && y == 7 && z == 2 ? 500 : 0));
	}

	/** @return the exit code */
	int run(final Object... args) {
		out.getBuffer().setLength(0);
		err.getBuffer().setLength(0);
		return Main.run(Stream.of(args).map(Object::toString).toArray(String[]::new), new PrintWriter(out, true),
			new PrintWriter(err, true));
	}

	int deconvolve(final Object in, final Object to, final String... more) {
		return run(with(List.of("deconvolve", in, "-o", to), more));
	}

	int batch(final Object in, final Object to, final String... more) {
		return run(with(List.of("batch", in, "-o", to), more));
	}

	private static Object[] with(final List<Object> first, final String... more) {
		final List<Object> all = new ArrayList<>(first);
		all.addAll(QUICK);
		all.addAll(List.of(more));
		return all.toArray();
	}

	void works(final int code) {
		assertEquals(err.toString(), 0, code);
	}

	/** The command ended with this code and one line that has these words; nothing half-made is left. */
	void refuses(final int expected, final String words, final int code) throws IOException {
		assertEquals(err.toString(), expected, code);
		final List<String> lines = err.toString().lines().filter(line -> line.startsWith("lucid: ")).toList();
		assertEquals(err.toString(), 1, lines.size());
		assertTrue(err.toString(), lines.get(0).contains(words));
		assertFalse(err.toString(), err.toString().contains("\tat "));
		assertEquals(List.of(), left());
	}

	/** @return parts and locks in the folder */
	List<Path> left() throws IOException {
		try (Stream<Path> all = Files.walk(getRoot().toPath())) {
			return all.filter(file -> file.toString().endsWith(".part") || file.toString().endsWith(".lock")).toList();
		}
	}

	/** @return the rows of a batch's status table with a status */
	List<String> rows(final String results, final String status) throws IOException {
		return Files.readAllLines(path(results).resolve("lucid-status.csv"))
			.stream()
			.filter(line -> line.contains("," + status + ","))
			.toList();
	}

	/** Windows has no links without rights, no shell that limits files, and no quotes or line ends in names. */
	static void assumeUnix() {
		Assume.assumeTrue(File.separatorChar == '/');
	}

	/** Starts a command line in a process of its own. */
	Process process(final Object... args) throws IOException {
		return builder(args).redirectErrorStream(true)
			.redirectOutput(new File(getRoot(), "process-" + System.nanoTime() + ".log"))
			.start();
	}

	/** @return a command line in a process of its own, to be started */
	ProcessBuilder builder(final Object... args) {
		final List<String> command = new ArrayList<>(
			List.of(System.getProperty("java.home") + "/bin/java", "-Xmx256m", "-Djava.awt.headless=true", "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
				Main.class.getName()));
		Stream.of(args).map(Object::toString).forEach(command::add);
		return new ProcessBuilder(command);
	}
}
