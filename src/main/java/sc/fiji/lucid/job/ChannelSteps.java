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
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.settings.Alignment;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.restoration.Steps;
import sc.fiji.lucid.restoration.repair.Repair;
import sc.fiji.lucid.restoration.step.SlabPsfs;

/** What is done to the volumes of a channel. Goes to other machines with the work. */
@FunctionalInterface
public interface ChannelSteps extends Serializable {

	/** Deconvolution, and nothing else. */
	ChannelSteps DECONVOLVE = of(Repair.NONE);

	/** @return deconvolution of what was repaired before */
	static ChannelSteps of(final Repair repair) {
		return (channel, psfs, options) -> repair.before(psfs.step(options), channel, psfs.psf(), options);
	}

	/**
	 * @param alignment what is done afterwards
	 * @return deconvolution of what was repaired before; steps that move its result know from {@link #knowing} on by how
	 *         much
	 */
	static ChannelSteps of(final Repair repair, final Alignment alignment) {
		return alignment.isNone() ? of(repair) : new AlignedSteps(repair, alignment, List.of());
	}

	/**
	 * @param stack whose channels and frames may lie off each other
	 * @param voxel size in µm
	 * @param progress told how far it is, asked whether to stop
	 * @param log takes lines for the user
	 * @return the same steps, which know by how much
	 * @throws IOException if the stack, or what is said of it, cannot be read
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	default ChannelSteps knowing(final Stack stack, final VoxelSize voxel, final Progress progress,
		final Consumer<String> log) throws IOException
	{
		return this;
	}

	/**
	 * @param channel from 0
	 * @param psfs of the channel
	 * @param options how to restore
	 * @return the steps, in their order
	 */
	Steps of(int channel, SlabPsfs psfs, DeconvolutionOptions options);
}
