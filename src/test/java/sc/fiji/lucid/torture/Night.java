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
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.Fingerprint;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.TiffBuilder;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.testing.Volumes;

/**
 * A night: many small stacks in one batch, some of them bad, killed many times. What is there in the morning is what an
 * unkilled run gives, byte for byte; each bad file has a clear row in the table; the memory does not grow with the
 * number of files. Run as {@code Night [stacks] [bad] [kills] [seed]}, see CONTRIBUTING; 2000, 50, 20 and a fresh seed
 * if not given. Exits with 1 if a law is broken.
 */
public final class Night {

	private static final Extent SIZE = new Extent(16, 16, 8);
	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.25);
	private static final int KINDS = 6;
	/** Live memory may grow so much after a tenth of the files: caches that fill, code that is compiled. */
	private static final long GROWTH = 8 << 20;

	private final Path folder;
	private final Path in;
	private final int stacks;
	private final int bad;
	private final Random random;
	private final List<String> violations = new ArrayList<>();

	Night(final Path folder, final int stacks, final int bad, final long seed) throws IOException {
		this.folder = folder;
		this.stacks = stacks;
		this.bad = bad;
		random = new Random(seed);
		in = Files.createDirectories(folder.resolve("in"));
		for (int i = 0; i < stacks; i++)
			if ((long) i * bad / stacks == (long) (i + 1) * bad / stacks) good(in.resolve(name(i)), random.nextInt());
			else bad(in.resolve(name(i)), (int) ((long) i * bad / stacks) % KINDS);
	}

	public static void main(final String[] args) throws Exception {
		final long[] of = { 2000, 50, 20, System.nanoTime() & 0xffffffffL };
		for (int i = 0; i < args.length; i++)
			of[i] = Long.parseLong(args[i]);
		final Path folder = Files.createTempDirectory("lucid-night");
		final Night night = new Night(folder, (int) of[0], (int) of[1], of[3]);
		System.out.printf("%d stacks, %d of them bad, %d kills, seed %d%n", of[0], of[1], of[2], of[3]);
		night.unkilled();
		night.killed((int) of[2]);
		night.violations.forEach(System.out::println);
		System.out.println(night.violations.size() + " violations");
		Workshop.delete(folder);
		System.exit(night.violations.isEmpty() ? 0 : 1);
	}

	/** @return what was found */
	List<String> violations() {
		return violations;
	}

	private static String name(final int i) {
		return String.format("%05d.tif", i);
	}

	private static void good(final Path path, final int seed) throws IOException {
		final Random light = new Random(seed);
		final int at = 4 + light.nextInt(8);
		VolumeWriter.write(path, Volumes.of(SIZE, (x, y, z) -> 100 + light.nextInt(20) +
			(Math.abs(x - at) + Math.abs(y - 8) + Math.abs(z - 4) < 3 ? 400 : 0)), VOXEL, "", false);
	}

	/** Damage of six kinds, as it is found in folders. */
	private void bad(final Path path, final int kind) throws IOException {
		final Volume constant = Volumes.of(SIZE, (x, y, z) -> kind == 3 ? 0 : kind == 4 ? Double.NaN : 65535);
		switch (kind) {
			case 0 -> Files.write(path, new byte[0]);
			case 1 -> Files.writeString(path, "<html>404 Not Found</html>");
			case 2 -> {
				final Path whole = folder.resolve("whole.tif");
				good(whole, 1);
				Files.write(path, Arrays.copyOf(Files.readAllBytes(whole), 3000));
				Files.delete(whole);
			}
			case 3, 4 -> VolumeWriter.write(path, constant, VOXEL, "", false);
			default -> new TiffBuilder(ByteOrder.BIG_ENDIAN, false, 12, 10, 8, 1).page(new byte[119]).write(path);
		}
	}

	private Process start(final Path to) throws IOException {
		return Workshop.start(folder.resolve("log"), "", List.of("batch", in.toString(), "-o", to.toString(), "--na",
			"1.3", "--emission", "520", "--threads", "1", "-q"));
	}

	/** The run that the killed one is compared with; its memory is looked at. */
	void unkilled() throws Exception {
		final long start = System.nanoTime();
		final Path to = folder.resolve("unkilled");
		final Process process = start(to);
		long early = 0, late = 0;
		while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
			final int rows = rows(to).size();
			if (early == 0 && rows >= stacks / 10) early = live(process);
			else if (rows >= stacks * 9 / 10 && late == 0) late = live(process);
		}
		System.out.printf("unkilled: %.0f s, live memory %.1f MB after a tenth of the files, %.1f MB after nine%n",
			(System.nanoTime() - start) * 1e-9, early / 1e6, late / 1e6);
		if (late > early + GROWTH) violations.add("memory grows from " + early + " to " + late + " bytes");
		check(to, process.exitValue());
	}

	/** Killed at random moments all over the work; the last run is left to its end. */
	void killed(final int kills) throws Exception {
		final Path to = Files.createDirectories(folder.resolve("killed"));
		for (int i = 1; i <= kills; i++) {
			final Process process = start(to);
			final int enough = (stacks - bad) * i / (kills + 1);
			while (results(to).size() < enough && !process.waitFor(20, TimeUnit.MILLISECONDS));
			process.waitFor(random.nextInt(300), TimeUnit.MILLISECONDS);
			if (!process.isAlive()) violations.add("ended before kill " + i);
			process.destroyForcibly().waitFor();
			System.out.printf("kill %d: %d results%n", i, results(to).size());
		}
		check(to, start(to).waitFor());
		int equal = 0;
		for (final Path right : results(folder.resolve("unkilled"))) {
			final Path result = to.resolve(right.getFileName());
			if (Files.exists(result) && Files.mismatch(right, result) < 0) equal++;
			else violations.add(result + " is absent or another one");
		}
		System.out.println("killed: " + equal + " results equal those of the unkilled run");
	}

	private static List<Path> results(final Path to) throws IOException {
		try (Stream<Path> all = Files.list(to)) {
			return all.filter(file -> file.toString().endsWith("-restored.tif")).sorted().toList();
		}
	}

	/** The laws of a table and a folder of results. */
	private void check(final Path to, final int code) throws IOException {
		final List<String> rows = rows(to), failed = rows.stream().filter(row -> row.contains(",failed,")).toList();
		if (code != 1) violations.add(to + " ended with exit code " + code);
		if (rows.size() != stacks) violations.add(to + " has " + rows.size() + " rows");
		if (failed.size() != bad) violations.add(to + " has " + failed.size() + " rows that failed");
		for (final String row : failed)
			if (!row.matches(".*,failed,[0-9.]+,\"?\\P{Cntrl}{20,}\\.\"?") || row.contains("java.") ||
				row.contains("Exception")) violations.add("no clear row: " + row);
		final List<Path> results = results(to);
		if (results.size() != stacks - bad) violations.add(to + " has " + results.size() + " results");
		for (final Path result : results)
			violations.addAll(Workshop.halves(result, true));
		try (Stream<Path> all = Files.list(to)) {
			all.filter(file -> file.toString().matches(".*\\.(part|lock)"))
				.forEach(file -> violations.add("left: " + file));
		}
		System.out.printf("%s: exit code %d, %d results, %d rows failed; among them:%n", to.getFileName(), code,
			results.size(), failed.size());
		failed.stream().limit(KINDS).forEach(row -> System.out.println("  " + row));
	}

	private static List<String> rows(final Path to) throws IOException {
		final Path table = to.resolve("lucid-status.csv");
		if (!Files.exists(table)) return List.of();
		final List<String> lines = Files.readAllLines(table);
		return lines.subList(1, lines.size());
	}

	/** @return bytes that a process really uses; its garbage is collected for it */
	private static long live(final Process process) throws Exception {
		final Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
			"" + process.pid(), "GC.class_histogram").redirectErrorStream(true).start();
		final String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return said.lines()
			.filter(line -> line.startsWith("Total"))
			.mapToLong(line -> Long.parseLong(line.trim().split("\\s+")[2]))
			.sum();
	}
}
