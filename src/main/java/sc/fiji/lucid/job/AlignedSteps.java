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
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.settings.Alignment;
import sc.fiji.lucid.job.stack.StackVoxels;
import sc.fiji.lucid.job.stack.Stacks;
import sc.fiji.lucid.registration.Affine;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.restoration.Steps;
import sc.fiji.lucid.restoration.geometry.AlignedStep;
import sc.fiji.lucid.restoration.geometry.SeriesDrift;
import sc.fiji.lucid.restoration.repair.Repair;
import sc.fiji.lucid.restoration.step.SlabPsfs;

/**
 * Deconvolution of what was repaired before, whose result is then moved to where it belongs.
 *
 * @param repair which faults are repaired before
 * @param alignment what is asked for
 * @param moves of each channel, those of its frames or one for all; empty where nobody looked, as in processes that
 *          take what others decided
 */
record AlignedSteps(Repair repair, Alignment alignment, List<List<AlignedStep.Move>> moves) implements ChannelSteps {

	private static final long serialVersionUID = 1;
	/** Part of the time that looking at all frames takes. */
	private static final double LOOK = 0.05;

	@Override
	public Steps of(final int channel, final SlabPsfs psfs, final DeconvolutionOptions options) {
		return repair.before(new AlignedStep<>(psfs.step(options), psfs.psf().voxelSize(),
			moves.isEmpty() ? List.of() : moves.get(channel)), channel, psfs.psf(), options);
	}

	@Override
	public ChannelSteps knowing(final Stack stack, final VoxelSize voxel, final Progress progress,
		final Consumer<String> log) throws IOException
	{
		final int seen = alignment.driftChannel(stack);
		final List<SeriesDrift.Frame> frames = seen < 0 || stack.frames() == 1
			? List.of(new SeriesDrift.Frame(new double[3], ""))
			: SeriesDrift.of(new StackVoxels(stack, seen, 0).series(), voxel, progress.part(0, LOOK, "")).frames();
		if (seen >= 0) log.accept(stack.frames() == 1 ? "drift: one frame alone does not drift"
			: "drift: frames are compared by what channel " + stack.channelNumber(seen) + " shows");
		final List<List<AlignedStep.Move>> all = new ArrayList<>();
		for (int c = 0; c < stack.channels(); c++) {
			final int channel = c;
			final Affine affine = alignment.channel(stack, c)
				.map(place -> ChannelPlace.of(place, stack, voxel, channel, OptionalDouble.empty()).afterwards())
				.orElse(Affine.NONE);
			all.add(frames.stream().map(frame -> move(affine, frame, stack, voxel)).toList());
		}
		return new AlignedSteps(repair, alignment, all);
	}

	/** Both at once: what is interpolated twice is blurred twice. */
	private static AlignedStep.Move move(final Affine affine, final SeriesDrift.Frame frame, final Stack stack,
		final VoxelSize voxel)
	{
		final String turned = affine.equals(Affine.NONE) ? ""
			: "chromatic: the channel's enlargement and turn are put right by windowed-sinc interpolation",
			words = turned.isEmpty() || frame.words().isEmpty() ? turned + frame.words()
				: turned + "; " + frame.words();
		final Affine both = affine.after(frame.shift());
		return words.isEmpty() ? AlignedStep.Move.NONE : AlignedStep.Move.of(both, voxel, Stacks.extent(stack), words);
	}
}
