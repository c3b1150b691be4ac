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
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import sc.fiji.lucid.image.CancellableExecutor;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.VoxelSource;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.check.PsfChecking;
import sc.fiji.lucid.job.report.RunLog;
import sc.fiji.lucid.job.settings.Acquisition;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.settings.Suspicions;
import sc.fiji.lucid.job.stack.DeskewedResult;
import sc.fiji.lucid.job.stack.ResultSink;
import sc.fiji.lucid.job.stack.StackVoxels;
import sc.fiji.lucid.job.tiles.Absence;
import sc.fiji.lucid.job.tiles.TileTask;
import sc.fiji.lucid.restoration.Series;
import sc.fiji.lucid.restoration.Steps;
import sc.fiji.lucid.restoration.VolumeRestoration;
import sc.fiji.lucid.restoration.step.SlabPsfs;
import sc.fiji.lucid.tiling.Plan;

/** Restores every channel and frame of a stack. */
public final class DeconvolutionJob {

	private final Stack stack;
	private final Request request;
	private final PsfCache psfs;
	private final ResultSink sink;
	private final Progress progress;
	private final Consumer<String> log;
	private final long memory;
	private final RunLog report;
	private final Absence absence;
	/** Whether the user knows the plan; it is the same for all volumes. */
	/** Of the memory, beside the PSF of the channel. */
	private long left;
	private boolean planned;

	private DeconvolutionJob(final Stack stack, final Request request, final PsfCache psfs, final ResultSink sink,
		final long memory, final Progress progress, final Consumer<String> log)
	{
		this.stack = stack;
		this.request = request;
		this.psfs = psfs;
		this.sink = sink;
		this.memory = memory;
		this.progress = progress;
		report = new RunLog(stack, request);
		absence = new Absence(stack);
		this.log = line -> {
			report.add(line);
			log.accept(line);
		};
	}

	/**
	 * As the other, with all the memory that Java may still use.
	 *
	 * @throws IOException if the stack cannot be read or the result not be taken
	 */
	public static RunLog run(final Stack stack, final Request request, final ResultSink sink, final Progress progress,
		final Consumer<String> log) throws IOException
	{
		return run(stack, request, new PsfCache(), sink, Plan.availableBytes(), progress, log);
	}

	/**
	 * @param psfs PSFs that other jobs computed before
	 * @param sink takes the restored planes, of the shape that {@code request} says, or parts of them where a volume
	 *          does not fit in memory and is restored in tiles
	 * @param memory bytes that may be used
	 * @param log takes lines for the user as they arise
	 * @return what was done
	 * @throws IOException if the stack cannot be read or the result not be taken
	 * @throws IllegalArgumentException if something that matters is missing or wrong
	 * @throws IllegalStateException if the memory is too small even for small tiles
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	public static RunLog run(final Stack stack, final Request request, final PsfCache psfs, final ResultSink sink,
		final long memory, final Progress progress, final Consumer<String> log) throws IOException
	{
		final ResultSink upright = request.scan().isDeskewed()
			? new DeskewedResult(request.scan().grid(stack.shape(), Acquisition.of(stack, request).voxel()), sink)
			: sink;
		try {
			return CancellableExecutor.run(progress,
				new DeconvolutionJob(stack, request, psfs, Absence.telling(upright), memory, progress, log)::run);
		}
		catch (final Absence.SinkException e) {
			throw e.getCause();
		}
	}

	private RunLog run() throws IOException {
		log.accept(stack.name() + ": " + stack.shape());
		final Acquisition said = Acquisition.of(stack, request);
		said.lines().forEach(log);
		stack.doubts().forEach(log);
		final Acquisition acquisition = PsfChecking.of(stack, request, said, report, progress, log);
		report.acquisition(acquisition);
		final ChannelSteps steps = ChannelSteps.of(request.repair(), request.alignment())
			.knowing(stack, acquisition.voxel(), progress, log);
		for (int c = 0; c < stack.channels(); c++)
			restoreChannel(c, acquisition, steps);
		absence.checkAny();
		// Each was told as it came; whoever called shows them together.
		absence.table().forEach(report::add);
		return report.absent(absence).end();
	}

	/**
	 * All frames of a channel, the one that decides first; see {@link Series}. One that cannot be restored is absent.
	 */
	private void restoreChannel(final int channel, final Acquisition acquisition, final ChannelSteps steps)
		throws IOException
	{
		progress.report((double) channel / stack.channels(), "PSF");
		final ChannelPsf psf = ChannelPsf.of(stack, request, acquisition, channel, psfs);
		psf.lines().forEach(log);
		left = ChannelPsf.beside(List.of(psf.psf()), request.options(), memory);
		final SlabPsfs slabs = ChannelSlabs.of(psf.psf(), stack, request, acquisition, channel, psfs, log);
		report.psf(slabs, psf.source());
		left = ChannelPsf.beside(slabs, left);
		frames(channel, steps.of(channel, slabs, request.options()));
	}

	private void frames(final int channel, final Steps asked) throws IOException {
		final int volumes = stack.channels() * stack.frames();
		int n = channel * stack.frames();
		Steps steps = asked;
		boolean decided = false;
		for (final int t : StackVoxels.order(stack, channel, request.series())) {
			final String prefix = volumes == 1 ? "" : Absence.volume(stack, channel, t) + ": ";
			final Progress part = progress.part((double) n / volumes, (n + 1.0) / volumes, prefix);
			try {
				Suspicions.refuseConstant(stack, channel, t);
				if (!decided) Suspicions.ofSlices(stack, channel, t).forEach(log);
				final Steps alike = restore(channel, t, steps, part, prefix);
				if (request.series() == Series.SHARED && !decided) steps = shared(alike, prefix);
				decided = true;
			}
			catch (final IOException | IllegalArgumentException | UncheckedIOException e) {
				absent(channel, t, e instanceof UncheckedIOException u ? u.getCause() : e, prefix);
			}
			n++;
		}
	}

	private void absent(final int channel, final int frame, final Exception why, final String prefix)
		throws IOException
	{
		if (stack.channels() * stack.frames() == 1) {
			if (why instanceof IOException e) throw e;
			throw (RuntimeException) why;
		}
		absence.add(channel, frame, why);
		absence.fill(sink, channel, frame);
		log.accept(prefix + "not restored: " + Absence.reason(stack, why.getMessage()));
	}

	private Steps shared(final Steps alike, final String prefix) {
		if (stack.frames() > 1)
			log.accept(prefix + "what was found here holds for all frames of the channel: " + alike);
		return alike;
	}

	/** @return steps for the other frames */
	private Steps restore(final int channel, final int frame, final Steps steps, final Progress part,
		final String prefix) throws IOException
	{
		final VoxelSource volume = new StackVoxels(stack, channel, frame);
		final Plan plan = steps.plan(volume, left);
		if (!planned) log.accept("plan: " + plan);
		planned = true;
		try {
			final VolumeRestoration.Outcome restored = new VolumeRestoration(steps, volume, plan, left,
				line -> log.accept(prefix + line))
				.absent((tile, why) -> absent(new TileTask(channel, frame, tile), why))
				.run(sink.volume(channel, frame), part);
			report.restored(channel, frame, restored.values());
			return restored.alike();
		}
		catch (final CancellationException e) {
			throw e;
		}
		catch (final IllegalArgumentException e) {
			throw new IllegalArgumentException(Suspicions.source(stack) + ": " + e.getMessage(), e);
		}
		catch (final IllegalStateException e) {
			throw new IllegalStateException(Suspicions.source(stack) + ": " + prefix + e.getMessage(), e);
		}
	}

	private void absent(final TileTask task, final RuntimeException why) {
		absence.add(task, why);
		try {
			Absence.fill(sink, task);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e.getMessage(), e);
		}
		log.accept(task.words(stack) + ": not restored: " + Absence.reason(stack, why.getMessage()));
	}
}
