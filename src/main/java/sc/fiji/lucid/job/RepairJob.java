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
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import sc.fiji.lucid.image.CancellableExecutor;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.VoxelSource;
import sc.fiji.lucid.io.DisplayStamp;
import sc.fiji.lucid.io.ResultFiles;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackFileWriter;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.io.StackWriter;
import sc.fiji.lucid.job.report.RunLog;
import sc.fiji.lucid.job.settings.Acquisition;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.settings.Suspicions;
import sc.fiji.lucid.job.stack.FileInfo;
import sc.fiji.lucid.job.stack.ResultMetadata;
import sc.fiji.lucid.job.tiles.Absence;
import sc.fiji.lucid.job.stack.ResultSink;
import sc.fiji.lucid.job.stack.Sources;
import sc.fiji.lucid.job.stack.StackVoxels;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.Steps;
import sc.fiji.lucid.restoration.VolumeRestoration;
import sc.fiji.lucid.restoration.denoise.DenoiseStep;
import sc.fiji.lucid.restoration.repair.MendedVoxelsStep;
import sc.fiji.lucid.tiling.Plan;

/** Repairs every channel and frame of a stack, or takes its noise out, and restores nothing. */
public final class RepairJob {

	/** What is done to a stack that is not restored. */
	public enum Task {
		/** Faults that the request names are repaired. */
		REPAIR,
		/** Noise is taken out, and nothing repaired. */
		DENOISE
	}

	private static final String BETTER = "Nothing is deconvolved. If you know the microscope, 'lucid deconvolve' " +
		"(in Fiji Lucid Deconvolve) takes the noise out better: inside its model.";

	private final Task task;
	private final Stack stack;
	private final Request request;
	private final ResultSink sink;
	private final long memory;
	private final Progress progress;
	private final RunLog report;
	private final Consumer<String> log;

	private RepairJob(final Task task, final Stack stack, final Request request, final ResultSink sink,
		final long memory, final Progress progress, final Consumer<String> log)
	{
		this.task = task;
		this.stack = stack;
		this.request = request;
		this.sink = sink;
		this.memory = memory;
		this.progress = progress;
		report = new RunLog(stack, request);
		this.log = line -> {
			report.add(line);
			log.accept(line);
		};
	}

	/**
	 * @param sink takes the repaired planes, or parts of them
	 * @param memory bytes that may be used
	 * @param log takes lines for the user as they arise
	 * @return what was done
	 * @throws IOException if the stack cannot be read or the result not be taken
	 * @throws IllegalArgumentException if something is wrong with the settings
	 * @throws IllegalStateException if the memory is too small even for small tiles
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	public static RunLog run(final Task task, final Stack stack, final Request request, final ResultSink sink,
		final long memory, final Progress progress, final Consumer<String> log) throws IOException
	{
		return CancellableExecutor.run(progress, new RepairJob(task, stack, request, sink, memory, progress, log)::run);
	}

	/**
	 * Does it to one file, and writes another, with the run record beside it.
	 *
	 * @param force whether an existing output is replaced
	 * @param commandLine what the user typed, for the record
	 * @return the record that was written
	 * @throws IOException if a file cannot be read or written
	 */
	public static RunRecord write(final Task task, final Path input, final Path output, final Settings settings,
		final boolean force, final long memory, final String commandLine, final Progress progress,
		final Consumer<String> log) throws IOException
	{
		StackWriter.checkName(output);
		final Request request = settings.request();
		try (Stack stack = settings.open(input, progress)) {
			final Sources sources = Sources.of(input, stack, List.of(), settings);
			try (ResultFiles files = ResultFiles.claim(output, force, sources.files());
				StackFileWriter writer = StackWriter.create(output, stack.shape(),
					ResultMetadata.of(stack, request.asScanned()), force))
			{
				final String before = sources.fingerprint();
				final RunLog report = run(task, stack, request, writer::write, Plan.usableBytes(memory), progress, log);
				writer.appendInfo(FileInfo.of(report.info()));
				sources.checkStill(before);
				final RunRecord record = sources.describe(report.record()).commandLine(commandLine);
				files.commit(writer, record);
				log.accept("wrote " + output);
				return record;
			}
		}
	}

	private RunLog run() throws IOException {
		DisplayStamp.refuse(stack, task == Task.DENOISE ? "denoised" : "repaired");
		log.accept(stack.name() + ": " + stack.shape());
		if (task == Task.DENOISE) {
			if (!request.repair().isNothing()) throw new IllegalArgumentException(
				"Denoising repairs nothing: repair the stack before (lucid repair, Lucid Repair), and leave 'repair' out here.");
			log.accept(BETTER);
		}
		else if (request.repair().isNothing())
			throw new IllegalArgumentException("There is nothing to repair: leave 'repair' out, or name a fault.");
		final int volumes = stack.channels() * stack.frames();
		for (int c = 0; c < stack.channels(); c++) {
			final Steps steps = task == Task.DENOISE ? Steps.of(new DenoiseStep(request.options()))
				: request.repair().before(new MendedVoxelsStep(request.options()), c, psf(c), request.options());
			for (int t = 0; t < stack.frames(); t++) {
				final int n = c * stack.frames() + t;
				final String prefix = volumes == 1 ? "" : Absence.volume(stack, c, t) + ": ";
				if (t == 0) Suspicions.ofSlices(stack, c, t).forEach(log);
				repair(c, t, steps, progress.part((double) n / volumes, (n + 1.0) / volumes, prefix), prefix);
			}
		}
		report.record().put(RunLog.TASK, task.name().toLowerCase(Locale.ROOT));
		return report.end();
	}

	/** @return by which the limit of what objects do is known; null if the optics are not */
	private Psf psf(final int channel) throws IOException {
		try {
			final Acquisition acquisition = Acquisition.of(stack, request);
			report.acquisition(acquisition);
			return ChannelPsf.of(stack, request, acquisition, channel, new PsfCache()).psf();
		}
		catch (final IllegalArgumentException e) {
			log.accept("The optics are not known, so that only what is far too sharp for any is taken for a fault: " +
				e.getMessage());
			return null;
		}
	}

	private void repair(final int channel, final int frame, final Steps steps, final Progress part, final String prefix)
		throws IOException
	{
		final VoxelSource volume = new StackVoxels(stack, channel, frame);
		final Plan plan = steps.plan(volume, memory);
		try {
			report.restored(channel, frame,
				new VolumeRestoration(steps, volume, plan, memory, line -> log.accept(prefix + line))
					.run(sink.volume(channel, frame), part)
					.values());
		}
		catch (final IllegalArgumentException e) {
			throw new IllegalArgumentException(Suspicions.source(stack) + ": " + prefix + e.getMessage(), e);
		}
	}
}
