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
package sc.fiji.lucid.job.batch;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.imglib2.parallel.Parallelization;
import sc.fiji.lucid.image.CancellableExecutor;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.OutputLock;
import sc.fiji.lucid.io.PartFile;
import sc.fiji.lucid.io.ResultFiles;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.job.FileJob;
import sc.fiji.lucid.job.PsfCache;
import sc.fiji.lucid.job.batch.StatusRow.Status;
import sc.fiji.lucid.tiling.Plan;
import sc.fiji.lucid.job.settings.PsfFiles;
import sc.fiji.lucid.job.settings.Version01;
import sc.fiji.lucid.job.report.RunLog;
import sc.fiji.lucid.job.tiles.Absence;

/**
 * Restores many files. A file that fails does not stop the others; files that are
 * done already (same input, settings and version, output complete) are skipped, so
 * that a batch that was killed goes on where it was. A status table has one row a
 * file.
 */
public final class BatchJob {

	/** Which part of a batch this process does: {@code index} of {@code count}, from 1. */
	public record Shard(int index, int count) {

		/** The whole batch. */
		public static final Shard ALL = new Shard(1, 1);

		/** @throws IllegalArgumentException unless 1 ≤ index ≤ count */
		public Shard {
			if (index < 1 || index > count) throw new IllegalArgumentException(
				"A shard is I/N with I from 1 to N, not " + index + "/" + count + ".");
		}

		/**
		 * @param text as {@code 3/16}
		 * @throws IllegalArgumentException if it is not of that form
		 */
		public static Shard of(final String text) {
			final String[] parts = text.split("/");
			if (parts.length == 2 && parts[0].matches("\\d{1,6}") && parts[1].matches("\\d{1,6}"))
				return new Shard(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
			throw new IllegalArgumentException("A shard is I/N, as 3/16, not '" + text + "'.");
		}
	}

	/**
	 * @param done restored now
	 * @param skipped done before
	 * @param busy left to the processes that are restoring them
	 * @param incomplete restored but for parts that are absent
	 * @param failed not restored
	 */
	public record Summary(int done, int skipped, int busy, int incomplete, int failed) {

		static Summary of(final List<StatusRow> rows) {
			final int[] counts = new int[Status.values().length];
			for (final StatusRow row : rows)
				counts[row.status().ordinal()]++;
			return new Summary(counts[Status.DONE.ordinal()], counts[Status.SKIPPED.ordinal()],
				counts[Status.BUSY.ordinal()], counts[Status.INCOMPLETE.ordinal()], counts[Status.FAILED.ordinal()]);
		}

		/** @return whether all results are whole, or are being made by others */
		public boolean isWell() {
			return failed + incomplete == 0;
		}

		/** @return as {@code 3 restored, 1 done before, 0 failed} */
		@Override
		public String toString() {
			return done + " restored, " + skipped + " done before, " +
				(busy == 0 ? "" : busy + " left to the process that is at it, ") +
				(incomplete == 0 ? "" : incomplete + " incomplete, ") + failed + " failed";
		}
	}

	/** As many warnings as a row of a table has room for. */
	private static final int MOST_WARNINGS = 5;

	/** How results may be stored. */
	public static final List<String> FORMATS = List.of("tif", "ome.tif", "zarr");

	private final List<BatchEntry> entries;
	private final Path folder;
	private final Shard shard;
	private final String commandLine;
	private final String format;
	private final PsfCache psfs = new PsfCache();
	private final List<Path> kept = new ArrayList<>();

	/** The inputs of the whole batch by the results that they would have. */
	private final Map<Path, List<Path>> named = new HashMap<>();
	private long memory = Long.MAX_VALUE;
	private boolean force;
	private UnaryOperator<String> words = UnaryOperator.identity();

	/**
	 * @param entries all files of the batch, whatever the shard
	 * @param folder takes the results as {@code NAME-restored.tif}; made if needed
	 * @param format one of {@link #FORMATS}; {@code zarr}, whose files go on by tile where they
	 *          were killed
	 * @param commandLine what the user typed, for the records
	 * @throws IllegalArgumentException if there is no file
	 */
	public BatchJob(final List<BatchEntry> entries, final Path folder, final String format, final Shard shard,
		final String commandLine)
	{
		if (entries.isEmpty()) throw new IllegalArgumentException("No file matches: check the folder and the pattern.");
		if (!FORMATS.contains(format))
			throw new IllegalArgumentException("The format of results is tif, ome.tif or zarr, not '" + format + "'.");
		this.format = format;
		if (!format.equals("zarr")) entries.forEach(entry -> entry.settings().refuseZarr());
		entries.forEach(
			entry -> named.computeIfAbsent(output(folder, entry), name -> new ArrayList<>()).add(entry.input()));
		this.entries = entries;
		this.folder = folder;
		this.shard = shard;
		this.commandLine = commandLine;
	}

	/** @return this, restoring in tiles where a volume takes more than so many bytes */
	public BatchJob memory(final long bytes) {
		memory = bytes;
		return this;
	}

	/** @return this, replacing results that are there and not of these inputs and settings, if {@code value} */
	public BatchJob force(final boolean value) {
		force = value;
		return this;
	}

	/** @return this, with the messages of files, which name flags of the command line, in the words of who called */
	public BatchJob words(final UnaryOperator<String> asCalled) {
		words = asCalled;
		return this;
	}

	/** @return this, with files that are never written to, beside the inputs of the entries */
	public BatchJob keep(final Path file) {
		kept.add(file);
		return this;
	}

	/**
	 * @param log takes a line a file
	 * @return how it went
	 * @throws IOException if the status table cannot be written, or an input would be written to
	 * @throws CancellationException if {@code progress} says so
	 */
	public Summary run(final Progress progress, final Consumer<String> log) throws IOException {
		return run(progress, log, log);
	}

	/** As the other, with the lines of files that failed for {@code failures}. */
	public Summary run(final Progress progress, final Consumer<String> log, final Consumer<String> failures)
		throws IOException
	{
		refuseInputs();
		refuseMissing();
		PartFile.makeFolder(folder);
		try (OutputLock lock = OutputLock.whole(status())) {
			refuseForeignTable();
			return restored(progress, log, failures);
		}
	}

	/** Large stacks one after the other, with all threads; several small ones side by side, each with one thread. */
	private Summary restored(final Progress progress, final Consumer<String> log, final Consumer<String> failures)
		throws IOException
	{
		final List<BatchEntry> own = IntStream.range(0, entries.size())
			.filter(i -> i % shard.count() == shard.index() - 1)
			.mapToObj(entries::get)
			.toList();
		final StatusTable table = new StatusTable(status(), own.size(), progress, log, failures);
		final SmallStacks small = new SmallStacks(Plan.usableBytes(memory));
		for (int i = 0; i < own.size();) {
			final int first = i, together = small.together(own, first);
			if (together > 1) CancellableExecutor.run(progress, () -> {
				Parallelization.getTaskExecutor()
					.forEach(IntStream.range(first, first + together).boxed().toList(),
						each -> Parallelization.runSingleThreaded(() -> restore(each, own.get(each), table)));
				return null;
			});
			else restore(first, own.get(first), table);
			i += Math.max(1, together);
		}
		return table.summary();
	}

	private void restore(final int index, final BatchEntry entry, final StatusTable table) {
		table.put(index, restore(entry, table.progress(index)));
	}

	/** Of the whole batch, before anything is written: the result of one file may have the name of another. */
	private void refuseInputs() throws IOException {
		ResultFiles.refuseInputs(status(), entries.stream().map(BatchEntry::input).toList());
		final Map<Object, Path> inputs = new HashMap<>();
		for (final Path each : Stream.concat(entries.stream().map(BatchEntry::input), kept.stream()).toList())
			ResultFiles.identities(each).forEach(name -> inputs.put(name, each));
		final List<Path> outputs = new ArrayList<>(List.of(status(), OutputLock.pathFor(status())));
		for (final BatchEntry entry : entries)
			outputs.addAll(List.of(output(folder, entry), RunRecord.pathFor(output(folder, entry)),
				OutputLock.pathFor(output(folder, entry))));
		for (final Path each : outputs)
			for (final Object name : ResultFiles.identities(each))
				if (inputs.containsKey(name)) throw new IOException(each + " would be written, and is the input " +
					inputs.get(name) + " of this batch. Choose another folder for the results.");
	}

	/** Without the PSF, dark or flat image that all have in common, each would fail alike. */
	private void refuseMissing() throws IOException {
		final Map<String, String> first = entries.get(0).settings().texts();
		for (final String setting : PsfFiles.SETTINGS) {
			final String names = first.getOrDefault(setting, "");
			if (entries.stream().allMatch(e -> names.equals(e.settings().texts().getOrDefault(setting, ""))))
				PsfFiles.refuseMissing(setting, names);
		}
	}

	/** The table of an earlier batch is replaced; what is no such table is not. */
	private void refuseForeignTable() throws IOException {
		if (!Files.exists(status())) return;
		try (BufferedReader text = Files.newBufferedReader(status(), StandardCharsets.ISO_8859_1)) {
			if (StatusRow.HEAD.equals(text.readLine())) return;
		}
		throw new IOException(
			status() + " exists and is no status table of Lucid. Move it, or choose another folder for the results.");
	}

	/** @return the status table of this shard */
	public Path status() {
		return folder.resolve(shard.count() == 1 ? "lucid-status.csv"
			: "lucid-status-" + shard.index() + "-of-" + shard.count() + ".csv");
	}

	private Path output(final Path results, final BatchEntry entry) {
		return results
			.resolve(entry.input().getFileName().toString().replaceFirst("(?i)(\\.ome)?\\.(tiff?|zarr)$", "") +
				series(entry) + BatchFiles.SUFFIX + format);
	}

	private static String series(final BatchEntry entry) {
		final int series = entry.settings().series();
		return series == 0 ? "" : "-s" + series;
	}

	private StatusRow restore(final BatchEntry entry, final Progress progress) {
		final long start = System.nanoTime();
		final Path output = output(folder, entry);
		final FileJob job = new FileJob(entry.input(), output, entry.settings()).commandLine(commandLine)
			.memory(memory)
			.psfs(psfs)
			.force(force);
		try {
			refuseSharedName(output);
			if (job.isDone(progress))
				return row(entry, output, Status.SKIPPED, 0, RunRecord.read(RunRecord.pathFor(output)));
			if (!force && Files.exists(output)) throw new IOException(output + " exists, and " + whatElse(output) +
				". Delete it and its record (" + RunRecord.pathFor(output).getFileName() + "), choose another folder" +
				(ResultFiles.isReplaced(output) ? ", or add --force to make it again." : "."));
			if (job.isLost(progress)) job.force(true);
			final RunRecord record = job.run(progress, line -> {});
			return row(entry, output, Status.DONE, (System.nanoTime() - start) * 1e-9, record);
		}
		catch (final CancellationException e) {
			throw e;
		}
		catch (final OutputLock.BusyException e) {
			return new StatusRow(entry.input(), output, Status.BUSY, 0, "left to the other: " + e.getMessage());
		}
		catch (final IOException | RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
			return doneMeanwhile(job, entry, output)
				.orElseGet(() -> new StatusRow(entry.input(), output, Status.FAILED, (System.nanoTime() - start) * 1e-9,
					words.apply(e.getMessage() == null ? e.toString() : e.getMessage())));
		}
	}

	/** Neither of two: whichever was restored, the other would be taken for done, or replace it. */
	private void refuseSharedName(final Path output) throws IOException {
		final List<Path> inputs = named.get(output);
		if (inputs.size() > 1) throw new IOException(inputs.get(0) + " and " + inputs.get(1) +
			" would both be restored into " + output + ": rename one, or restore it into a folder of its own.");
	}

	/** Where another process has made the result since this one looked for it, this one is refused. */
	private Optional<StatusRow> doneMeanwhile(final FileJob job, final BatchEntry entry, final Path output) {
		try {
			if (force || !Files.exists(output) || !job.isDone(Progress.NONE)) return Optional.empty();
			return Optional.of(row(entry, output, Status.SKIPPED, 0, RunRecord.read(RunRecord.pathFor(output))));
		}
		catch (final IOException | RuntimeException e) {
			return Optional.empty();
		}
	}

	/** Why a result that is there is not the one that is asked for. */
	private static String whatElse(final Path output) {
		final Path record = RunRecord.pathFor(output);
		return RunRecord.readIfOne(record).filter(Version01::wrote).isPresent()
			? "is of version 0.1; " + Version01.CHANGED
			: "is not the result of this input with these settings, or was changed";
	}

	/** Of a result that is there; one of which parts are absent is incomplete, however often it is asked for. */
	private StatusRow row(final BatchEntry entry, final Path output, final Status status, final double seconds,
		final RunRecord record)
	{
		final List<String> absent = Absence.of(record);
		final List<String> messages = new ArrayList<>(absent);
		if (entry.files() > 1) messages.add(0, "one data set of " + entry.files() + " files");
		final List<String> warnings = RunLog.warnings(record);
		messages.addAll(warnings.subList(0, Math.min(MOST_WARNINGS, warnings.size())));
		if (warnings.size() > MOST_WARNINGS) messages
			.add((warnings.size() - MOST_WARNINGS) + " more warnings, in " + RunRecord.pathFor(output).getFileName());
		return new StatusRow(entry.input(), output, absent.isEmpty() ? status : Status.INCOMPLETE, seconds,
			words.apply(String.join("; ", messages)));
	}
}
