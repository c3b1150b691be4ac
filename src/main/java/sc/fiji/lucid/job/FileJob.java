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
package sc.fiji.lucid.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.ResultFiles;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackFileWriter;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.io.StackWriter;
import sc.fiji.lucid.job.batch.BatchJob;
import sc.fiji.lucid.job.report.RunLog;
import sc.fiji.lucid.job.report.RunReport;
import sc.fiji.lucid.job.settings.PsfFiles;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.stack.FileInfo;
import sc.fiji.lucid.job.stack.ResultMetadata;
import sc.fiji.lucid.job.stack.Sources;
import sc.fiji.lucid.job.tiles.TiledJob;
import sc.fiji.lucid.tiling.Plan;

/** Restores one file into another, with the run record beside it. */
public final class FileJob {

	private final Path input;
	private final Path output;
	private final Settings settings;
	private boolean force;
	private long memory = Long.MAX_VALUE;
	private BatchJob.Shard shard = BatchJob.Shard.ALL;
	private boolean onlyFinish;
	private Path reports;
	private String commandLine = "";
	private PsfCache psfCache = new PsfCache();
	private String sources;

	/** @param settings what the user said */
	public FileJob(final Path input, final Path output, final Settings settings) {
		this.input = input;
		this.output = output;
		this.settings = settings;
	}

	/** @return this, replacing an existing output if {@code value} */
	public FileJob force(final boolean value) {
		force = value;
		return this;
	}

	/** @return this, restoring in tiles where a volume takes more than so many bytes */
	public FileJob memory(final long bytes) {
		memory = bytes;
		return this;
	}

	/** @return this, restoring only the tiles of a part of the work; the result is then not completed */
	public FileJob shard(final BatchJob.Shard value) {
		shard = value;
		return this;
	}

	/** @return this, restoring nothing if {@code value}: the tiles that others restored are checked and completed */
	public FileJob onlyFinish(final boolean value) {
		onlyFinish = value;
		return this;
	}

	/** @return this, with a quality report and pictures before and after in a folder; null: none */
	public FileJob reports(final Path folder) {
		reports = folder;
		return this;
	}

	/** @return this, with what the user typed, for the record */
	public FileJob commandLine(final String line) {
		commandLine = line;
		return this;
	}

	/** @return this, which restores only files with these contents, as a record tells them; null: any */
	public FileJob madeFrom(final String contents) {
		sources = contents;
		return this;
	}

	/** @return this, with PSFs that other jobs computed before */
	public FileJob psfs(final PsfCache cache) {
		psfCache = cache;
		return this;
	}

	/**
	 * @return the record that was written
	 * @throws IOException if a file cannot be read or written
	 * @throws IllegalArgumentException if something that matters is missing or wrong
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so;
	 *           nothing is left then
	 */
	public RunRecord run(final Progress progress, final Consumer<String> log) throws IOException {
		StackWriter.checkName(output);
		if (sources != null) fromSources(progress, made -> {
			made.checkAre(sources);
			return made;
		});
		if (StackWriter.isZarr(output)) return runTiled(progress, log);
		if (onlyFinish || shard.count() > 1) throw new IllegalArgumentException(
			"Several processes can share an OME-Zarr only: give an output that ends in .zarr, not " + output + ".");
		return runWhole(progress, log);
	}

	/** An OME-Zarr is restored tile by tile, and goes on where it was left. */
	private RunRecord runTiled(final Progress progress, final Consumer<String> log) throws IOException {
		if (force && (onlyFinish || shard.count() > 1)) throw new IllegalArgumentException(
			"--force would delete what the other shards did: delete " + output + ".part before the first is started.");
		try (TiledJob job = TiledJob.open(input, output, settings,
			ChannelSteps.of(settings.repair(), settings.alignment()), Plan.usableBytes(memory), force,
			onlyFinish ? BatchJob.Shard.ALL : shard, progress, log))
		{
			if (reports != null) RunReport.check(output, job.shape(), reports, force, job.inputs());
			if (!onlyFinish) job.run(shard, progress, log);
			if (shard.count() > 1) return new RunRecord().commandLine(commandLine);
			final RunRecord record = job.finish(this::described);
			log.accept("wrote " + output);
			if (reports != null) report(record, progress, log);
			return record;
		}
	}

	/** Reads the input anew: by now, everything else that the run held is let go. */
	private void report(final RunRecord record, final Progress progress, final Consumer<String> log)
		throws IOException
	{
		final List<Stack> psfs = new ArrayList<>();
		try (Stack stack = settings.open(input, progress)) {
			final Request request = settings.request(names -> PsfFiles.open(names, psfs));
			new RunReport(stack, request, psfCache, record, memory).write(output, reports, progress, log);
		}
		finally {
			for (final Stack psf : psfs)
				psf.close();
		}
	}

	private void described(final RunRecord record) {
		record.commandLine(commandLine);
		// Tiles depend on it.
		if (memory != Long.MAX_VALUE) record.put("memoryBytes", memory);
	}

	private RunRecord runWhole(final Progress progress, final Consumer<String> log) throws IOException {
		settings.refuseZarr();
		final List<Stack> psfs = new ArrayList<>();
		try (Stack stack = settings.open(input, progress)) {
			final Request request = settings.request(names -> PsfFiles.open(names, psfs));
			final Sources sources = Sources.of(input, stack, psfs, settings);
			try (ResultFiles files = ResultFiles.claim(output, force, sources.files())) {
				if (reports != null) request.scan().refuseDeskewed("A report compares voxels of the same place");
				if (reports != null) RunReport.check(output, stack.shape(), reports, force, sources.files());
				return restored(stack, request, sources, files, progress, log);
			}
		}
		finally {
			for (final Stack psf : psfs)
				psf.close();
		}
	}

	private RunRecord restored(final Stack stack, final Request request, final Sources sources, final ResultFiles files,
		final Progress progress, final Consumer<String> log) throws IOException
	{
		final RunRecord record;
		try (StackFileWriter writer = StackWriter.tiff(output, ResultMetadata.shape(stack, request),
			ResultMetadata.of(stack, request), force))
		{
			final String before = sources.fingerprint();
			final RunLog report = DeconvolutionJob.run(stack, request, psfCache, writer::write,
				Plan.usableBytes(memory), progress, log);
			writer.appendInfo(FileInfo.of(report.info()));
			sources.checkStill(before);
			record = sources.describe(report.record());
			described(record);
			files.commit(writer, record);
			log.accept("wrote " + output);
		}
		if (reports != null)
			new RunReport(stack, request, psfCache, record, memory).write(output, reports, progress, log);
		return record;
	}

	/**
	 * @return whether the output is there, as it was written, and was made from files with these contents, with these
	 *         settings and by this version
	 */
	public boolean isDone(final Progress progress) throws IOException {
		if (!Files.exists(output)) return false;
		final Optional<RunRecord> record = recordOfThis(progress);
		return record.isPresent() && ResultFiles.isIntact(output, record.get());
	}

	/** @return whether the output is gone, and its record that is still there tells of what this job would make again */
	public boolean isLost(final Progress progress) throws IOException {
		return !Files.exists(output, LinkOption.NOFOLLOW_LINKS) && recordOfThis(progress).isPresent();
	}

	/** The record, if it is one of these contents, settings and version. */
	private Optional<RunRecord> recordOfThis(final Progress progress) throws IOException {
		final Optional<RunRecord> record = RunRecord.readIfOne(RunRecord.pathFor(output))
			.filter(ResultFiles::tellsContent);
		return record.isPresent() &&
			record.get().get("fingerprint").filter(fromSources(progress, Sources::fingerprint)::equals).isPresent()
				? record : Optional.empty();
	}

	private interface FromSources<T> {

		T of(Sources sources) throws IOException;
	}

	private <T> T fromSources(final Progress progress, final FromSources<T> what) throws IOException {
		final List<Stack> psfs = new ArrayList<>();
		try (Stack stack = StackReader.open(input, settings.series(), progress)) {
			settings.request(names -> PsfFiles.open(names, psfs));
			return what.of(Sources.of(input, stack, psfs, settings));
		}
		finally {
			for (final Stack psf : psfs)
				psf.close();
		}
	}
}
