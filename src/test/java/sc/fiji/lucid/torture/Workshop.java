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
package sc.fiji.lucid.torture;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import sc.fiji.lucid.cli.Main;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.io.Fingerprint;
import sc.fiji.lucid.io.ResultFiles;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.StackWriter;
import sc.fiji.lucid.io.TiffBuilder;
import sc.fiji.lucid.io.zarr.ZarrOptions;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.testing.Volumes;

/** Where the torture is done: valid inputs of each kind, commands on them, and the laws that hold whatever happens. */
final class Workshop {

	static final List<String> QUICK = List.of("--na", "0.8", "--emission", "520", "--voxel", "0.2x0.2x0.5",
		"--iterations", "1", "--method", "richardson-lucy", "-q", "--threads", "1");
	private static final Extent SIZE = new Extent(12, 10, 4);
	private static final VoxelSize VOXEL = new VoxelSize(0.2, 0.2, 0.5);
	private static final long HANG_MS = 10_000;

	/** How a command ended. */
	record Ending(int code, String said) {}

	final Path folder;
	private final List<Path> inputs = new ArrayList<>();

	Workshop(final Path folder) throws IOException {
		this.folder = Files.createDirectories(folder);
		final Path valid = Files.createDirectories(folder.resolve("valid"));
		VolumeWriter.write(valid.resolve("plain.tif"), Volumes.of(SIZE, Workshop::light), VOXEL, "Info", false);
		for (final String format : List.of("series.tif", "two.zarr"))
			series(valid.resolve(format), "0.4");
		series(valid.resolve("three.zarr"), "0.5");
		final TiffBuilder ome = new TiffBuilder(ByteOrder.LITTLE_ENDIAN, false, 12, 10, 8, 1);
		for (int z = 0; z < 4; z++)
			ome.page(page(z));
		ome.describe("<?xml version=\"1.0\"?><OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\"><Image " +
			"ID=\"Image:0\"><Pixels ID=\"Pixels:0\" DimensionOrder=\"XYZCT\" Type=\"uint8\" SizeX=\"12\" SizeY=\"10\" SizeZ=\"4\" " +
			"SizeC=\"1\" SizeT=\"1\" PhysicalSizeX=\"0.2\"><TiffData IFD=\"0\" PlaneCount=\"4\"/></Pixels></Image></OME>")
			.write(valid.resolve("ome.tif"));
		try (Stream<Path> all = Files.list(valid)) {
			inputs.addAll(all.sorted().toList());
		}
		Files.writeString(folder.resolve("table.csv"), "file,na\nplain.tif,0.7\n\"series.tif\",\n");
		Files.writeString(folder.resolve("record.json"),
			"{\n  \"version\": \"0.1\",\n  \"inputFile\": \"plain.tif\",\n" +
				"  \"settings\": { \"na\": \"0.8\", \"emission\": \"520\", \"iterations\": \"1\" },\n  \"memoryBytes\": 99999999\n}\n");
	}

	private static double light(final int x, final int y, final int z) {
		return 20 + (x * 7 + y * 3 + z) % 5 + (x == 5 && y == 4 && z == 2 ? 90 : 0);
	}

	private static byte[] page(final int z) {
		final byte[] page = new byte[120];
		for (int i = 0; i < 120; i++)
			page[i] = (byte) light(i % 12, i / 12, z);
		return page;
	}

	private static void series(final Path path, final String version) throws IOException {
		final StackShape shape = new StackShape(12, 10, 4, 1, 2);
		final StackMetadata metadata = new StackMetadata.Builder().voxel(VOXEL, "test").build();
		try (StackWriter writer = StackWriter.isZarr(path)
			? StackWriter.zarr(path, shape, metadata, new ZarrOptions(version, "gzip", 8, 8, 4), false)
			: StackWriter.tiff(path, shape, metadata, false))
		{
			for (int t = 0; t < 2; t++)
				for (int z = 0; z < 4; z++)
					writer.write(0, z, t, VolumeWriter.plane(Volumes.of(SIZE, Workshop::light), z));
			writer.finish();
		}
	}

	/** @return a valid stack of some kind, copied */
	Path input(final int kind, final String name) throws IOException {
		final Path from = inputs.get(Math.floorMod(kind, inputs.size()));
		return copy(from, folder.resolve(name).resolve(from.getFileName()));
	}

	static Path copy(final Path from, final Path to) throws IOException {
		Files.createDirectories(to.getParent());
		try (Stream<Path> all = Files.walk(from)) {
			for (final Path each : all.toList())
				Files.copy(each, to.resolve(from.relativize(each).toString()));
		}
		return to;
	}

	static void delete(final Path path) throws IOException {
		if (!Files.exists(path)) return;
		try (Stream<Path> all = Files.walk(path)) {
			for (final Path each : all.sorted(Comparator.reverseOrder()).toList())
				Files.delete(each);
		}
	}

	/** @return how the command ended in this Java; empty if it did not */
	static Optional<Ending> run(final List<String> args) throws InterruptedException {
		final StringWriter said = new StringWriter();
		final AtomicInteger code = new AtomicInteger(-1);
		final Thread thread = new Thread(() -> {
			try {
				code.set(Main.run(args.toArray(String[]::new), new PrintWriter(new StringWriter()),
					new PrintWriter(said, true)));
			}
			catch (final Throwable e) {
				said.append("\n\tat thrown out of Main: ").append(e.toString());
			}
		});
		thread.setDaemon(true);
		thread.start();
		thread.join(HANG_MS);
		return thread.isAlive() ? Optional.empty() : Optional.of(new Ending(code.get(), said.toString()));
	}

	/** @return how a process ended that says what it says to this one; killed after so many seconds, with code -1 */
	static Ending ending(final Process process, final int seconds) throws Exception {
		final boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
		if (!ended) process.destroyForcibly().waitFor();
		return new Ending(ended ? process.exitValue() : -1,
			new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
	}

	/** Starts a command in a Java of its own; what it says goes to a file, or to this process where there is none. */
	static Process start(final Path log, final String before, final List<String> args) throws IOException {
		final List<String> command = new ArrayList<>();
		if (!before.isEmpty()) command.addAll(List.of("sh", "-c", before + "; exec \"$@\"", "sh"));
		command.addAll(List.of(System.getProperty("java.home") + "/bin/java", "-Xmx200m", "-XX:+UseSerialGC",
			"-Djava.awt.headless=true", "-cp",
			System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
			Main.class.getName()));
		command.addAll(args);
		final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		return (log == null ? builder : builder.redirectOutput(log.toFile())).start();
	}

	/** @return which laws an ending breaks, in words */
	static List<String> broken(final Ending ending, final Path output) throws IOException {
		final List<String> broken = new ArrayList<>();
		final String said = ending.said;
		if (said.contains("\tat ") || said.contains("Exception")) broken.add("a stack trace");
		if (ending.code < 0) return List.of("a hang");
		if (ending.code > 2) broken.add("exit code " + ending.code);
		final long lines = said.lines().filter(line -> line.startsWith("lucid: ")).count();
		if (ending.code > 0 && lines != 1) broken.add(lines + " lines of error");
		if (ending.code == 0 && lines > 0) broken.add("an error with exit code 0");
		if (ending.code > 0 && !said.contains("is not complete") && output != null && Files.exists(output))
			broken.add("a result of a failed run");
		if (output != null) broken.addAll(halves(output, ending.code == 0));
		return broken;
	}

	/** @return what is wrong with a result: half-made, or without its record */
	static List<String> halves(final Path output, final boolean whole) throws IOException {
		final List<String> broken = new ArrayList<>();
		final Path record = RunRecord.pathFor(output);
		if (Files.exists(output) != Files.exists(record)) broken.add("result without record, or record without result");
		if (whole && !Files.exists(output)) broken.add("no result with exit code 0");
		if (Files.exists(output) && Files.exists(record) && !ResultFiles.isIntact(output, RunRecord.read(record)))
			broken.add("a result that is not what its record says");
		return broken;
	}

	/** @return the contents of all files of a folder, as one number */
	static String contents(final Path path) throws IOException {
		return Fingerprint.of(path);
	}
}
