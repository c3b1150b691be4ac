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
import java.util.function.Consumer;

import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.CancellableExecutor;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.image.VoxelSource;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.report.RunLog;
import sc.fiji.lucid.job.settings.Acquisition;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.settings.Suspicions;
import sc.fiji.lucid.job.stack.ResultSink;
import sc.fiji.lucid.job.stack.StackVoxels;
import sc.fiji.lucid.job.stack.VolumeWriter;
import sc.fiji.lucid.job.tiles.Absence;
import sc.fiji.lucid.job.tiles.DepthSlabs;
import sc.fiji.lucid.job.tiles.TileTask;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.Applied;
import sc.fiji.lucid.restoration.Series;
import sc.fiji.lucid.restoration.StackSample;
import sc.fiji.lucid.restoration.Steps;
import sc.fiji.lucid.restoration.VolumeRestoration;
import sc.fiji.lucid.restoration.step.DeconvolutionDecision;
import sc.fiji.lucid.restoration.step.DeconvolutionStep;
import sc.fiji.lucid.tiling.Plan;
import sc.fiji.lucid.tiling.TileCost;

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
	 * @param sink takes the restored planes, or parts of them where a volume does not
	 *          fit in memory and is restored in tiles
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
		try {
			return CancellableExecutor.run(progress,
				new DeconvolutionJob(stack, request, psfs, Absence.telling(sink), memory, progress, log)::run);
		}
		catch (final Absence.SinkException e) {
			throw e.getCause();
		}
	}

	private RunLog run() throws IOException {
		log.accept(stack.name() + ": " + stack.shape());
		final Acquisition acquisition = Acquisition.of(stack, request);
		acquisition.lines().forEach(log);
		stack.doubts().forEach(log);
		report.acquisition(acquisition);
		for (int c = 0; c < stack.channels(); c++)
			restoreChannel(c, acquisition);
		absence.checkAny();
		// Each was told as it came; whoever called shows them together.
		absence.table().forEach(report::add);
		return report.absent(absence).end();
	}

	/** All frames of a channel, the one that decides first; see {@link Series}. One that cannot be restored is absent. */
	private void restoreChannel(final int channel, final Acquisition acquisition) throws IOException {
		progress.report((double) channel / stack.channels(), "PSF");
		final ChannelPsf psf = ChannelPsf.of(stack, request, acquisition, channel, psfs);
		psf.lines().forEach(log);
		report.psf(psf.psf());
		if (request.slabs() > 1) frames(channel, new DeconvolutionStep(psf.psf(), request.options()),
			(t, alike, part, prefix) -> restoreSlabs(channel, t, acquisition, psf.psf(), alike, part, prefix));
		else frames(channel, ChannelSteps.DECONVOLVE.of(psf.psf(), request.options()),
			(t, alike, part, prefix) -> restore(channel, t, alike, part, prefix));
	}

	/** Restores one frame. */
	private interface FrameWork<S> {

		/** @return what restores the other frames alike */
		S restore(int frame, S steps, Progress part, String prefix) throws IOException;
	}

	private <S> void frames(final int channel, final S asked, final FrameWork<S> work) throws IOException {
		final int volumes = stack.channels() * stack.frames();
		int n = channel * stack.frames();
		S steps = asked;
		boolean decided = false;
		for (final int t : StackVoxels.order(stack, channel, request.series())) {
			final String prefix = volumes == 1 ? "" : "channel " + (channel + 1) + ", frame " + (t + 1) + ": ";
			final Progress part = progress.part((double) n / volumes, (n + 1.0) / volumes, prefix);
			try {
				Suspicions.refuseConstant(stack, channel, t);
				final S alike = work.restore(t, steps, part, prefix);
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
		log.accept(prefix + "not restored: " + why.getMessage());
	}

	private <S> S shared(final S alike, final String prefix) {
		if (stack.frames() > 1)
			log.accept(prefix + "what was found here holds for all frames of the channel: " + alike);
		return alike;
	}

	/** @return steps for the other frames */
	private Steps restore(final int channel, final int frame, final Steps steps, final Progress part,
		final String prefix) throws IOException
	{
		final VoxelSource volume = new StackVoxels(stack, channel, frame);
		final Plan plan = steps.plan(volume, memory);
		if (!planned) log.accept("plan: " + plan);
		planned = true;
		try {
			final VolumeRestoration.Outcome restored = new VolumeRestoration(steps, volume, plan, memory,
				line -> log.accept(prefix + line))
				.absent((tile, why) -> absent(new TileTask(channel, frame, tile), why))
				.run(sink.volume(channel, frame), part);
			report.restored(channel, frame, restored.values());
			return restored.alike();
		}
		catch (final IllegalArgumentException e) {
			throw new IllegalArgumentException(stack.name() + ": " + prefix + e.getMessage(), e);
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
		log.accept(task + ": not restored: " + why.getMessage());
	}

	/** Each slab with the PSF of its depth, everything else decided once for all; see {@link DepthSlabs}. */
	private DeconvolutionStep restoreSlabs(final int channel, final int frame, final Acquisition acquisition,
		final Psf shallow, final DeconvolutionStep step, final Progress part, final String prefix) throws IOException
	{
		if (acquisition.microscopes().isEmpty()) throw new IllegalArgumentException(
			"'slabs' needs a PSF that is computed from optics (--na, --emission, --sample-index), not one from a file.");
		final VoxelSource volume = new StackVoxels(stack, channel, frame);
		final Extent view = volume.extent();
		final DepthSlabs slabs = new DepthSlabs(view.nz(), request.slabs(), shallow.extent().nz() / 2);
		final DeconvolutionDecision decided = step.decide(new StackSample(volume, memory / 4, part), part);
		log.accept(prefix + "decided on a sample, for all slabs: " + decided);
		final Volume sum = new Volume(view);
		for (int i = 0; i < slabs.count(); i++) {
			final double deeper = slabs.centre(i) * acquisition.voxel().z();
			final DeconvolutionStep slab = new DeconvolutionStep(
				ChannelPsf.deeper(deeper, stack, request, acquisition, channel, psfs).psf(), step.options());
			final int first = slabs.first(i), end = slabs.end(i);
			final Box box = new Box(0, 0, first, new Extent(view.nx(), view.ny(), end - first));
			checkMemory(box.size(), slab.cost(decided), sum);
			final Applied r = slab.apply(volume.read(box, part), decided, part.part((double) i / slabs.count(),
				(i + 1.0) / slabs.count(), "slab " + (i + 1) + " of " + slabs.count() + ": "));
			log.accept(prefix + "slab " + (i + 1) + ": slices " + (first + 1) + " to " + end + ", PSF of " +
				Digits.of(acquisition.microscopes().get(channel).depth() + deeper) + " µm depth, " + r.iterations() +
				" iterations");
			report.restored(channel, frame, r.values());
			slabs.add(i, r.image(), sum);
		}
		store(channel, frame, sum);
		return step.alike(decided);
	}

	private void checkMemory(final Extent slab, final TileCost cost, final Volume sum) {
		final long needed = cost.bytes(slab, Float.BYTES) + Float.BYTES * sum.extent().voxels();
		if (needed > memory) throw new IllegalStateException(
			"A slab of " + slab + " and the result need " + (needed >> 20) + " MB, and Java may use " + (memory >> 20) +
				" MB: give it more (LUCID_OPTS=-Xmx...), take more slabs, or crop.");
	}

	private void store(final int channel, final int frame, final Volume estimate) throws IOException {
		final Extent e = estimate.extent();
		for (int z = 0; z < e.nz(); z++) {
			progress.check();
			sink.part(channel, z, frame, 0, 0, e.nx(), e.ny(), VolumeWriter.plane(estimate, z));
		}
	}
}
