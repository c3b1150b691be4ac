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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Restoration;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.report.Restorations;
import sc.fiji.lucid.job.report.RunLog;
import sc.fiji.lucid.job.settings.Acquisition;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.settings.Series;
import sc.fiji.lucid.job.settings.Suspicions;
import sc.fiji.lucid.job.tiles.Absence;
import sc.fiji.lucid.job.tiles.DecidingFrame;
import sc.fiji.lucid.job.tiles.Decisions;
import sc.fiji.lucid.job.tiles.DepthSlabs;
import sc.fiji.lucid.job.tiles.StackSample;
import sc.fiji.lucid.job.tiles.TileLog;
import sc.fiji.lucid.job.tiles.TileTask;
import sc.fiji.lucid.job.tiles.VolumePlans;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.tiling.Plan;
import sc.fiji.lucid.tiling.Tile;

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
	/** Whether a frame of the channel was restored that decides for the others. */
	private boolean decided;

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
			return CancellableExecutor.run(progress, new DeconvolutionJob(stack, request, psfs, Absence.telling(sink), memory,
				progress, log)::run);
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
		absence.table().forEach(log);
		return report.absent(absence).end();
	}

	/** All frames of a channel, the one that decides first; see {@link Series}. One that cannot be restored is absent. */
	private void restoreChannel(final int channel, final Acquisition acquisition) throws IOException {
		final int volumes = stack.channels() * stack.frames();
		int n = channel * stack.frames();
		progress.report((double) n / volumes, "PSF");
		final ChannelPsf psf = ChannelPsf.of(stack, request, acquisition, channel, psfs);
		psf.lines().forEach(log);
		report.psf(psf.psf());
		DeconvolutionOptions options = request.options();
		decided = false;
		for (final int t : DecidingFrame.order(stack, channel, request.series())) {
			final String prefix = volumes == 1 ? "" : "channel " + (channel + 1) + ", frame " + (t + 1) + ": ";
			final Progress part = progress.part((double) n / volumes, (n + 1.0) / volumes, prefix);
			try {
				Suspicions.refuseConstant(stack, channel, t);
				final DeconvolutionOptions found = request.slabs() > 1 ? restoreSlabs(channel, t, acquisition, psf.psf(), options,
					part, prefix) : restore(channel, t, psf.psf(), options, part, prefix);
				if (request.series() == Series.SHARED && !decided) options = shared(found, prefix);
				decided = true;
			}
			catch (final IOException | IllegalArgumentException e) {
				if (volumes == 1) throw e;
				absence.add(channel, t, e);
				absence.fill(sink, channel, t);
				log.accept(prefix + "not restored: " + e.getMessage());
			}
			n++;
		}
	}

	private DeconvolutionOptions shared(final DeconvolutionOptions found, final String prefix) {
		if (stack.frames() > 1) log.accept(prefix + "its method" + (found.iterations().isPresent() ? ", " + found.iterations()
			.getAsInt() + " iterations" : "") + " and gain hold for all frames of the channel");
		return found;
	}

	/** @return options for the other frames */
	private DeconvolutionOptions restore(final int channel, final int frame, final Psf psf,
		final DeconvolutionOptions options, final Progress part, final String prefix) throws IOException
	{
		final Plan plan = VolumePlans.of(stack, psf, options, memory);
		if (channel == 0 && !decided) log.accept("plan: " + plan);
		if (!plan.isWhole()) return restoreTiles(channel, frame, psf, options, plan, part, prefix);
		final Restoration restoration;
		try {
			restoration = Deconvolution.restore(observed(channel, frame, plan.tiling().stack()), psf, options, part);
		}
		catch (final IllegalArgumentException e) {
			throw new IllegalArgumentException(stack.name() + ": " + prefix + e.getMessage(), e);
		}
		Restorations.describe(restoration).forEach(line -> log.accept(prefix + line));
		report.restored(channel, frame, restoration);
		store(channel, frame, restoration.estimate());
		return Deconvolution.alike(restoration, options);
	}

	private DeconvolutionOptions restoreTiles(final int channel, final int frame, final Psf psf,
		final DeconvolutionOptions options, final Plan plan, final Progress part, final String prefix) throws IOException
	{
		final Decisions decisions = new StackSample(stack, channel, frame, memory / 4, part).decide(psf, options);
		log.accept(prefix + "decided on a sample, for all tiles: " + decisions);
		final List<Tile> tiles = plan.tiles();
		final TileLog done = new TileLog(channel, frame, plan, decisions);
		final Map<TileTask, Exception> failed = new LinkedHashMap<>();
		for (int i = 0; i < tiles.size(); i++) {
			final Progress own = part.part((double) i / tiles.size(), (i + 1.0) / tiles.size(), "tile " + (i + 1) + " of " +
				tiles.size() + ": ");
			final TileTask task = new TileTask(channel, frame, tiles.get(i));
			try {
				done.add(task.run(stack, psf, decisions, sink, own));
			}
			catch (final IOException | IllegalArgumentException e) {
				failed.put(task, e);
				if (failed.size() == tiles.size()) throw e;
			}
		}
		for (final Map.Entry<TileTask, Exception> each : failed.entrySet()) {
			absence.add(each.getKey(), each.getValue());
			Absence.fill(sink, each.getKey());
			log.accept(each.getKey() + ": not restored: " + each.getValue().getMessage());
		}
		done.lines().forEach(line -> log.accept(prefix + line));
		report.tiled(done);
		return decisions.alike(options);
	}

	/** Each slab with the PSF of its depth, everything else decided once for all; see {@link DepthSlabs}. */
	private DeconvolutionOptions restoreSlabs(final int channel, final int frame, final Acquisition acquisition,
		final Psf shallow, final DeconvolutionOptions options, final Progress part, final String prefix) throws IOException
	{
		if (acquisition.microscopes().isEmpty()) throw new IllegalArgumentException(
			"'slabs' needs a PSF that is computed from optics (--na, --emission, --sample-index), not one from a file.");
		final Extent view = Stacks.extent(stack);
		final DepthSlabs slabs = new DepthSlabs(view.nz(), request.slabs(), shallow.extent().nz() / 2);
		final Decisions decisions = new StackSample(stack, channel, frame, memory / 4, part).decide(shallow, options);
		log.accept(prefix + "decided on a sample, for all slabs: " + decisions);
		final Volume sum = new Volume(view);
		for (int i = 0; i < slabs.count(); i++) {
			final double deeper = slabs.centre(i) * acquisition.voxel().z();
			final Psf psf = ChannelPsf.deeper(deeper, stack, request, acquisition, channel, psfs).psf();
			final int first = slabs.first(i), end = slabs.end(i);
			checkMemory(new Extent(view.nx(), view.ny(), end - first), psf, decisions, sum);
			final Restoration r = Deconvolution.restore(observed(channel, frame, view.nx(), view.ny(), first, end), psf,
				decisions.options(), part.part((double) i / slabs.count(), (i + 1.0) / slabs.count(), "slab " + (i + 1) + " of " +
					slabs.count() + ": "));
			log.accept(prefix + "slab " + (i + 1) + ": slices " + (first + 1) + " to " + end + ", PSF of " + Digits.of(
				acquisition.microscopes().get(channel).depth() + deeper) + " µm depth, " + r.iterations() + " iterations");
			report.restored(channel, frame, r);
			slabs.add(i, r.estimate(), sum);
		}
		store(channel, frame, sum);
		return decisions.alike(options);
	}

	private void checkMemory(final Extent slab, final Psf psf, final Decisions decisions, final Volume sum) {
		final long needed = Deconvolution.bytes(slab, Float.BYTES, psf.extent(), decisions.options()) + Float.BYTES * sum
			.extent().voxels();
		if (needed > memory) throw new IllegalStateException("A slab of " + slab + " and the result need " + (needed >> 20) +
			" MB, and Java may use " + (memory >> 20) + " MB: give it more (LUCID_OPTS=-Xmx...), take more slabs, or crop.");
	}

	private Recording observed(final int channel, final int frame, final Extent view) throws IOException {
		return observed(channel, frame, view.nx(), view.ny(), 0, view.nz());
	}

	private Recording observed(final int channel, final int frame, final int nx, final int ny, final int first,
		final int end) throws IOException
	{
		final Object[] planes = new Object[end - first];
		for (int z = 0; z < planes.length; z++) {
			progress.check();
			planes[z] = stack.plane(channel, first + z, frame);
		}
		return new Recording(new Extent(nx, ny, planes.length), planes);
	}

	private void store(final int channel, final int frame, final Volume estimate) throws IOException {
		final Extent e = estimate.extent();
		for (int z = 0; z < e.nz(); z++) {
			progress.check();
			sink.part(channel, z, frame, 0, 0, e.nx(), e.ny(), VolumeWriter.plane(estimate, z));
		}
	}
}
