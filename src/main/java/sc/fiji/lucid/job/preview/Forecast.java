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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

import sc.fiji.lucid.camera.BadVoxels;
import sc.fiji.lucid.camera.NoData;
import sc.fiji.lucid.deconvolution.Deconvolution;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.deconvolution.stopping.Stopping;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.ChannelPsf;
import sc.fiji.lucid.job.ChannelSlabs;
import sc.fiji.lucid.job.PsfCache;
import sc.fiji.lucid.job.settings.Acquisition;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.stack.StackVoxels;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.StackSample;
import sc.fiji.lucid.restoration.step.DeconvolutionStep;
import sc.fiji.lucid.restoration.step.SlabPsfs;
import sc.fiji.lucid.tiling.Plan;

/**
 * What a few planes tell before a run: saturated voxels, the background, memory
 * and time. It takes seconds, never a pass over the stack.
 */
final class Forecast {

	/** What the planes that are looked at may take. */
	private static final long SAMPLE_BYTES = 64 << 20;

	/** What the automatic method often needs. */
	private static final int USUAL_ITERATIONS = 60;

	private final Stack stack;
	private final Request request;
	private final Progress progress;
	private final List<String> lines = new ArrayList<>();
	private double seconds;
	private double share;

	Forecast(final Stack stack, final Request request, final Progress progress) {
		this.stack = stack;
		this.request = request;
		this.progress = progress;
	}

	/**
	 * @return a line for each thing, warnings first
	 * @throws IOException if the stack cannot be read
	 * @throws IllegalArgumentException if something that matters is missing or wrong
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	List<String> lines() throws IOException {
		final Acquisition acquisition = Acquisition.of(stack, request);
		final PsfCache psfs = new PsfCache();
		for (int c = 0; c < stack.channels(); c++) {
			final StackSample sample = new StackSample(new StackVoxels(stack, c, stack.frames() / 2), SAMPLE_BYTES,
				progress);
			final String prefix = stack.channels() == 1 ? "" : "channel " + stack.channelNumber(c) + ": ";
			saturated(sample, prefix);
			final DeconvolutionOptions options = background(sample, prefix);
			final Psf psf = ChannelPsf.of(stack, request, acquisition, c, psfs).psf();
			cost(sample, ChannelSlabs.of(psf, stack, request, acquisition, c, psfs,
				line -> lines.add(line.replaceFirst("^warning: ", Preview.WARNING))), options);
		}
		lines.add(String.format(Locale.ROOT, "memory: %s of %s; time: about %s%s", Plan.size(share),
			Plan.size(Plan.availableBytes()), PlanJob.time(seconds),
			request.options().iterations().isPresent() || request.options().method().isDirect() ? ""
				: " if " + USUAL_ITERATIONS + " iterations are needed"));
		return lines;
	}

	private void saturated(final StackSample sample, final String prefix) throws IOException {
		if (request.options().saturation().isPresent()) return;
		final BadVoxels bad = BadVoxels.of(sample.volume());
		if (bad.saturated() > 0) lines.add(Preview.WARNING + prefix + "voxels are clipped at " +
			Digits.of(bad.maximum()) + " counts: how bright they were can only be estimated. " +
			(Double.isInfinite(
				Deconvolution.withLevels(NoData.leftOut(sample.planes()), request.options()).saturation().getAsDouble())
					? "Say that (--saturation " + Digits.of(bad.maximum()) + "), or record" : "Record") +
			" with less light.");
		if (bad.notFinite() > 0)
			lines.add(Preview.WARNING + prefix + "voxels are not a number: the stack cannot be restored.");
	}

	private DeconvolutionOptions background(final StackSample sample, final String prefix) throws IOException {
		final DeconvolutionOptions asked = request.options();
		if (asked.background().isPresent()) return asked;
		final OptionalDouble found = Deconvolution.withLevels(NoData.leftOut(sample.planes()), asked).background();
		lines.add(prefix + "background: about " + Digits.of(found.getAsDouble()) + " counts where it is darkest");
		return asked.withBackground(found);
	}

	private void cost(final StackSample sample, final SlabPsfs slabs, final DeconvolutionOptions asked)
		throws IOException
	{
		final DeconvolutionStep step = slabs.timed(asked);
		final Plan plan = request.repair()
			.before(slabs.step(asked), 0, slabs.psf(), asked)
			.plan(new StackVoxels(stack, 0, 0), Plan.availableBytes());
		share = Math.max(share, plan.bytes());
		final boolean staged = asked.method().isStaged();
		final DeconvolutionOptions timed = (staged ? asked.withMethod(Method.HEAVY_BALL) : asked)
			.withStopping(Stopping.AUTO)
			.withIterations(asked.iterations().orElse(USUAL_ITERATIONS))
			.withGain(OptionalDouble.of(asked.gain().orElse(1)));
		seconds += stack.frames() * slabs.work(asked) * plan.work() * step.secondsPerVoxel(sample, timed, progress);
		if (!plan.isWhole() && lines.stream().noneMatch(l -> l.contains(" tiles")))
			lines.add("memory is short for the whole: restored in " + plan.tiles().size() + " tiles");
	}
}
