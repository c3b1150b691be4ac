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
import java.util.concurrent.TimeUnit;

import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.job.batch.BatchFiles;
import sc.fiji.lucid.job.batch.PastRun;
import sc.fiji.lucid.job.report.StackSummary;
import sc.fiji.lucid.job.settings.Settings;

/**
 * Mutated files through the readers alone (TIFF directories, OME-XML, Zarr's JSON and codecs, tables, records),
 * thousands a second in one Java. A reader gives what it read, or an {@code IOException} or
 * {@code IllegalArgumentException} in a text that is no word of Java's own (line ends in it are the command line's to
 * mend). Run as {@code ParserFuzz [seconds] [seed]}; exits with 1 if one does otherwise.
 */
public final class ParserFuzz {

	private static final long MOST_PLANES = 40;
	private static final long SLOW_NS = TimeUnit.SECONDS.toNanos(10);

	private final Workshop shop;
	private final List<String> violations = new ArrayList<>();

	ParserFuzz(final Path folder) throws IOException {
		shop = new Workshop(folder);
	}

	public static void main(final String[] args) throws Exception {
		final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(args.length > 0 ? Long.parseLong(args[0]) : 60);
		final long first = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime() & 0xffffffffL;
		final Path memory = Path.of("/dev/shm");
		final Path folder = Files.isWritable(memory) ? Files.createTempDirectory(memory, "lucid-fuzz")
			: Files.createTempDirectory("lucid-fuzz");
		final ParserFuzz fuzz = new ParserFuzz(folder);
		long seed = first;
		for (; System.nanoTime() < end; seed++)
			fuzz.read(seed);
		System.out.printf("%d mutated files, seeds from %d: %d violations%n", seed - first, first,
			fuzz.violations.size());
		Workshop.delete(folder);
		System.exit(fuzz.violations.isEmpty() ? 0 : 1);
	}

	/** @return what was found */
	List<String> violations() {
		return violations;
	}

	/** Damages a valid file and reads it. */
	void read(final long seed) throws IOException {
		final Mutator mutator = new Mutator(seed);
		final int kind = mutator.pick(12);
		final Path path = kind == 0
			? Workshop.copy(shop.folder.resolve("table.csv"), shop.folder.resolve("fuzzed/table.csv"))
			: kind == 1 ? Workshop.copy(shop.folder.resolve("record.json"), shop.folder.resolve("fuzzed/record.json"))
				: shop.input(kind, "fuzzed");
		mutator.damage(path);
		final long start = System.nanoTime();
		try {
			if (kind == 0) BatchFiles.table(path, Settings.NONE);
			else if (kind == 1) PastRun.of(RunRecord.read(path), path.getParent()).warnings();
			else planes(path);
		}
		catch (final IOException | IllegalArgumentException e) {
			final String said = String.valueOf(e.getMessage());
			if (said.matches("(?s).*(Index \\d+ out of|out of bounds|/ by zero|^null$|: null$|java\\.).*"))
				violated(seed, path, e);
		}
		catch (final RuntimeException | OutOfMemoryError | StackOverflowError e) {
			violated(seed, path, e);
		}
		if (System.nanoTime() - start > SLOW_NS) violated(seed, path, new IOException("slow"));
		Workshop.delete(shop.folder.resolve("fuzzed"));
	}

	private static void planes(final Path path) throws IOException {
		try (Stack stack = StackReader.open(path)) {
			StackSummary.lines(stack);
			if (stack.shape().planes() > MOST_PLANES || stack.shape().planeSize() > 1 << 20) return;
			for (int t = 0; t < stack.frames(); t++)
				for (int c = 0; c < stack.channels(); c++)
					for (int z = 0; z < stack.slices(); z++)
						stack.plane(c, z, t);
		}
	}

	private void violated(final long seed, final Path path, final Throwable e) {
		violations.add("seed " + seed + ", " + path.getFileName() + ": " + e);
		if (violations.size() < 20) System.out.println(violations.get(violations.size() - 1) + " at " +
			List.of(e.getStackTrace())
				.stream()
				.filter(frame -> frame.getClassName().startsWith("sc.fiji"))
				.limit(4)
				.toList());
	}
}
