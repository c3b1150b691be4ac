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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.settings.Settings;

/**
 * Mutated inputs, killed processes, full disks and pairs of writers against the laws: no hang over ten seconds, no
 * stack trace, one line of error, true exit codes, nothing half-written, inputs untouched, and a second run makes it
 * right. Run as {@code Torture [seconds] [seed]}, see CONTRIBUTING; 120 seconds and a fresh seed if not given. Prints
 * each violation with the seed that makes it again, and exits with 1 if there is one.
 */
public final class Torture {

	/** A Java that starts beside ten others takes some. */
	private static final int PATIENCE_S = 120;

	private final Workshop shop;
	private final Path out;
	private final List<String> violations = new ArrayList<>();

	Torture(final Path folder) throws IOException {
		shop = new Workshop(folder);
		out = Files.createDirectories(folder.resolve("out"));
	}

	public static void main(final String[] args) throws Exception {
		final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(args.length > 0 ? Long.parseLong(args[0]) : 120);
		final long first = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime() & 0xffffffffL;
		final Path folder = Files.createTempDirectory("lucid-torture");
		final Torture torture = new Torture(folder);
		final int[] counts = new int[4];
		for (long seed = first; System.nanoTime() < end; seed++) {
			torture.mutated(seed);
			counts[0]++;
			// Processes take a second each, mutations some milliseconds.
			if (seed % 20 != 0) continue;
			final int kind = (int) (seed / 20 % 4);
			if (kind < 2) torture.killed(seed);
			else if (kind == 2) torture.fullDisk(seed);
			else torture.twoWriters(seed);
			counts[Math.max(1, kind)]++;
		}
		System.out.printf(
			"%d mutated inputs, %d kills, %d full disks, %d pairs of writers, seeds from %d: %d violations%n",
			counts[0], counts[1], counts[2], counts[3], first, torture.violations.size());
		Workshop.delete(folder);
		System.exit(torture.violations.isEmpty() ? 0 : 1);
	}

	/** @return what was found */
	List<String> violations() {
		return violations;
	}

	private void violated(final long seed, final String what, final String said) {
		violations.add("seed " + seed + ": " + what + ": " + said.lines().limit(5).toList());
		System.out.println(violations.get(violations.size() - 1));
	}

	private static List<String> deconvolve(final Path in, final Path to, final String... more) {
		final List<String> args = new ArrayList<>(List.of("deconvolve", in.toString(), "-o", to.toString()));
		args.addAll(Workshop.QUICK);
		if (to.toString().endsWith("5.zarr")) args.addAll(List.of("--zarr", "0.5"));
		args.addAll(List.of(more));
		return args;
	}

	/** A damaged stack, table or record, through the command that reads it. */
	void mutated(final long seed) throws Exception {
		final Mutator mutator = new Mutator(seed);
		final Path folder = shop.folder.resolve("mutated");
		Workshop.delete(folder);
		final Path in = shop.input(mutator.pick(5), "mutated"),
			to = out.resolve(mutator.pick(2) == 0 ? "m.tif" : "m.zarr");
		final int kind = mutator.pick(8);
		final List<String> args;
		if (kind == 0) {
			final Path record = Workshop.copy(shop.folder.resolve("record.json"), folder.resolve("record.json"));
			mutator.damage(record);
			args = List.of("rerun", record.toString(), "-o", to.toString(), "-q", "--threads", "1");
		}
		else {
			mutator.damage(in);
			args = kind == 1 ? List.of("info", in.toString()) : deconvolve(in, to);
		}
		final String before = Workshop.contents(folder);
		final Optional<Workshop.Ending> ending = Workshop.run(args);
		if (ending.isEmpty()) violated(seed, "a hang", args.toString());
		else for (final String law : Workshop.broken(ending.get(), kind == 1 ? null : to))
			violated(seed, law, args + " said " + ending.get().said());
		if (!before.equals(Workshop.contents(folder))) violated(seed, "an input was changed", args.toString());
		clean(seed, ending.isPresent());
	}

	/** Nothing but results and records is left by commands that ended; all is deleted for the next. */
	private void clean(final long seed, final boolean ended) throws IOException {
		try (var all = Files.list(out)) {
			for (final Path each : all.toList()) {
				final String name = each.getFileName().toString();
				if (ended && name.matches(".*\\.(part|lock)") && !name.endsWith(".zarr.part"))
					violated(seed, "left behind", name);
				Workshop.delete(each);
			}
		}
	}

	/** Killed at a random moment; the same command again gives what an unkilled one gives. */
	void killed(final long seed) throws Exception {
		final Mutator mutator = new Mutator(seed);
		final boolean zarr = mutator.pick(2) == 0;
		final String kind = !zarr ? ".tif" : mutator.pick(2) == 0 ? "5.zarr" : ".zarr";
		final Path in = input(seed), to = out.resolve("k" + kind), right = out.resolve("r" + kind);
		final List<String> args = deconvolve(in, to);
		final Process process = Workshop.start(shop.folder.resolve("log"), "", args);
		process.waitFor(200 + mutator.pick(900), TimeUnit.MILLISECONDS);
		process.destroyForcibly().waitFor();
		for (final String law : Workshop.halves(to, false))
			// The record comes first; the next run takes one away whose result is still a part.
			if (!law.startsWith("result without") || Files.exists(to))
				violated(seed, law + " after a kill", args.toString());
		if (!Files.exists(to)) rightThen(seed, args, to);
		Workshop.run(deconvolve(in, right));
		if (Files.exists(to) && !pixels(to).equals(pixels(right)))
			violated(seed, "other voxels after a kill", args.toString());
		clean(seed, true);
	}

	private static String pixels(final Path result) throws IOException {
		return Workshop.contents(Files.isDirectory(result) ? result.resolve("0") : result);
	}

	private Path input(final long seed) throws IOException {
		Workshop.delete(shop.folder.resolve("in"));
		return shop.input((int) (seed / 20), "in");
	}

	private void rightThen(final long seed, final List<String> args, final Path to) throws Exception {
		final Optional<Workshop.Ending> again = Workshop.run(args);
		if (again.isEmpty() || again.get().code() != 0)
			violated(seed, "a second run does not make it right", args + " said " + again);
		else for (final String law : Workshop.broken(again.get(), to))
			violated(seed, law + " in the second run", args.toString());
	}

	/** A limit on the size of files stands for a disk that is full at some moment. */
	void fullDisk(final long seed) throws Exception {
		final Mutator mutator = new Mutator(seed);
		fullDisk(seed, mutator.pick(2) == 0, mutator.pick(20));
	}

	/** @param blocks of 512 bytes that a file may have */
	void fullDisk(final long seed, final boolean zarr, final int blocks) throws Exception {
		final Path in = input(seed), to = out.resolve(zarr ? "f.zarr" : "f.tif");
		final List<String> args = deconvolve(in, to);
		final Workshop.Ending ending = Workshop.ending(Workshop.start(null, "ulimit -f " + blocks, args), PATIENCE_S);
		for (final String law : Workshop.broken(ending, to))
			violated(seed, law + " on a full disk", args + " said " + ending.said());
		if (ending.code() > 0 && !ending.said().matches("(?s).*(" + out + "|temporary files).*"))
			violated(seed, "an error that names no file", ending.said());
		if (!Files.exists(to)) rightThen(seed, args, to);
		clean(seed, true);
	}

	/** Of two that write the same, with other settings, one wins, and its record is true. */
	void twoWriters(final long seed) throws Exception {
		final Mutator mutator = new Mutator(seed);
		final Path in = input(seed), to = out.resolve(List.of("w.zarr", "w.tif", "w5.zarr").get(mutator.pick(3)));
		final Process[] both = new Process[2];
		for (int i = 0; i < 2; i++) {
			both[i] = Workshop.start(shop.folder.resolve("log" + i), "",
				deconvolve(in, to, "--background", "" + (3 + i)));
			Thread.sleep(mutator.pick(300));
		}
		final int[] codes = { both[0].waitFor(), both[1].waitFor() };
		if (codes[0] + codes[1] != 1) violated(seed, "two writers end with " + codes[0] + " and " + codes[1],
			Files.readString(shop.folder.resolve("log1")));
		for (final String law : Workshop.halves(to, true))
			violated(seed, law + " of two writers", in.toString());
		final Path again = out.resolve("again-" + to.getFileName());
		Workshop
			.run(List.of("rerun", RunRecord.pathFor(to).toString(), "-o", again.toString(), "-q", "--threads", "1"));
		if (Files.exists(to) && !pixels(to).equals(pixels(again)))
			violated(seed, "the record is of the other writer", Settings.NONE.toString());
		clean(seed, true);
	}
}
