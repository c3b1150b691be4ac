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
package sc.fiji.lucid.job.preview;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.deconvolution.ComputingDevice;
import sc.fiji.lucid.image.CancellableExecutor;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.VoxelSource;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.job.ChannelPsf;
import sc.fiji.lucid.job.ChannelSlabs;
import sc.fiji.lucid.job.ChannelSteps;
import sc.fiji.lucid.job.PsfCache;
import sc.fiji.lucid.job.QualityJob;
import sc.fiji.lucid.job.settings.Acquisition;
import sc.fiji.lucid.job.settings.PsfFiles;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.settings.Settings;
import sc.fiji.lucid.job.settings.Suspicions;
import sc.fiji.lucid.job.stack.StackVoxels;
import sc.fiji.lucid.job.stack.Stacks;
import sc.fiji.lucid.restoration.StackSample;
import sc.fiji.lucid.restoration.Steps;
import sc.fiji.lucid.restoration.step.DeconvolutionDecision;
import sc.fiji.lucid.restoration.step.DeconvolutionStep;
import sc.fiji.lucid.restoration.step.SlabPsfs;
import sc.fiji.lucid.tiling.Plan;
import sc.fiji.lucid.tiling.TileCost;
import sc.fiji.lucid.tiling.Tiling;

/** Tells what restoring a stack would take, without doing it. */
public final class PlanJob {

	private PlanJob() {}

	/**
	 * @param memory bytes that may be used; {@link Long#MAX_VALUE}: what Java may use
	 * @param log takes a line for each thing that is known
	 * @throws IOException if the stack cannot be read
	 * @throws IllegalArgumentException if something that matters is missing or wrong
	 * @throws IllegalStateException if the memory is too small even for small tiles
	 */
	public static void run(final Path input, final Settings settings, final long memory, final Progress progress,
		final Consumer<String> log) throws IOException
	{
		CancellableExecutor.run(progress, () -> {
			plan(input, settings, memory, progress, log);
			return null;
		});
	}

	private static void plan(final Path input, final Settings settings, final long memory, final Progress progress,
		final Consumer<String> log) throws IOException
	{
		final List<Stack> psfs = new ArrayList<>();
		try (Stack stack = settings.open(input, progress)) {
			final Request request = settings.request(names -> PsfFiles.open(names, psfs));
			log.accept(stack.name() + ": " + stack.shape());
			final Acquisition acquisition = Acquisition.of(stack, request);
			acquisition.lines().stream().filter(line -> line.startsWith("warning")).forEach(log);
			stack.doubts().forEach(log);
			final long usable = Plan.usableBytes(memory);
			final PsfCache cache = new PsfCache();
			final long start = System.nanoTime();
			// Where frames lie, which the run looks for, too: tiles see as far as the largest drift.
			final ChannelSteps steps = ChannelSteps.of(request.repair(), request.alignment())
				.knowing(stack, acquisition.voxel(), progress, log);
			double seconds = request.alignment().isNone() ? 0 : (System.nanoTime() - start) * 1e-9;
			for (int c = 0; c < stack.channels(); c++) {
				final ChannelPsf psf = ChannelPsf.of(stack, request, acquisition, c, cache);
				psf.lines().stream().filter(line -> line.contains("PSF")).forEach(log);
				final SlabPsfs slabs = ChannelSlabs.of(psf.psf(), stack, request, acquisition, c, cache, log);
				seconds += stack.frames() * channel(stack, request, steps, slabs, c,
					ChannelPsf.beside(slabs, ChannelPsf.beside(List.of(psf.psf()), request.options(), usable)),
					progress, log);
			}
			if (Double.isNaN(seconds)) return;
			log.accept(String.format(Locale.ROOT,
				"time: about %s for %d %s of %s, with %d threads (measured on a part of the stack)", time(seconds),
				stack.channels() * stack.frames(), stack.channels() * stack.frames() == 1 ? "volume" : "volumes",
				Stacks.extent(stack), Parallelization.getTaskExecutor().getParallelism()));
		}
		finally {
			for (final Stack psf : psfs)
				psf.close();
		}
	}

	/** @return seconds for a volume of the channel; not a number where memory does not hold the sample that tells */
	private static double channel(final Stack stack, final Request request, final ChannelSteps asked,
		final SlabPsfs slabs, final int channel, final long usable, final Progress progress, final Consumer<String> log)
		throws IOException
	{
		final String prefix = stack.channels() == 1 ? "" : "channel " + stack.channelNumber(channel) + ": ";
		final DeconvolutionStep step = slabs.timed(request.options());
		final Steps steps = asked.of(channel, slabs, request.options());
		final VoxelSource volume = new StackVoxels(stack, channel, 0);
		final Plan plan = steps.plan(volume, usable);
		Suspicions.ofSlices(stack, channel, stack.frames() / 2).forEach(log);
		log.accept(prefix + "plan: " + plan);
		ComputingDevice
			.line(steps.cost().grid(volume.extent()), plan.tiling().largestView(), plan.grid(), request.options())
			.ifPresent(line -> log.accept(prefix + "device: " + line));
		log.accept(prefix + "memory: " + Plan.size(plan.bytes()) + " of " + Plan.size(usable) + " that may be used");
		// Where memory would do, it is the device that does not hold more.
		if (!plan.isWhole() && Plan.memoryForWhole(volume.extent(), volume.bytesPerVoxel(), steps.cost()) > usable)
			log.accept(prefix + inOnePiece(plan, volume, steps.cost(), usable));
		final long report = QualityJob.bytes(volume.extent(), Optional.of(slabs.psf()), slabs, 2);
		log.accept(prefix + "a quality report (--report) takes " + Plan.size(report) +
			(report > usable ? ": the central part that fits would be judged" : ""));
		try {
			final StackSample sample = new StackSample(volume, usable / 4, progress);
			final DeconvolutionDecision decided = step.guess(sample, progress);
			log.accept(prefix + "decided on a sample: " + decided);
			return slabs.work(request.options()) * plan.work() *
				step.secondsPerVoxel(sample, decided.options(), progress);
		}
		catch (final OutOfMemoryError e) {
			// The plan holds, as tiles may be smaller than what is timed.
			log.accept(prefix + "time: not measured, a part of the stack that tells it takes more than " +
				Plan.size(usable) + " of memory");
			return Double.NaN;
		}
	}

	/** What more memory would save. */
	private static String inOnePiece(final Plan plan, final VoxelSource volume, final TileCost cost,
		final long usable)
	{
		final Extent all = volume.extent();
		final double times = plan.timesAsLongAs(Plan.of(Tiling.whole(all), volume.bytesPerVoxel(), cost));
		return String.format(Locale.ROOT, "%s of memory would do it in one piece; with %s it takes %s as long",
			Plan.size(Plan.memoryForWhole(all, volume.bytesPerVoxel(), cost)), Plan.size(usable),
			String.format(Locale.ROOT, times < 10 ? "%.1f times" : "%.0f times", times));
	}

	/** @return a duration in words, as {@code 12 s} or {@code 2 h 5 min} */
	static String time(final double seconds) {
		if (seconds < 90) return Math.max(1, Math.round(seconds)) + " s";
		final long minutes = Math.round(seconds / 60);
		return minutes < 90 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
	}
}
