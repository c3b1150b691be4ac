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
package sc.fiji.lucid.job.settings;

import java.util.List;
import java.util.Optional;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.ZDirection;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.restoration.Series;
import sc.fiji.lucid.restoration.repair.Repair;

/**
 * What a user asked for. Immutable; the same for dialog, macro and command line.
 *
 * @param optics what was said about the microscope: one entry for all channels,
 *          or one per channel
 * @param voxel voxel size in µm that replaces the file's
 * @param psfs recorded or computed PSFs, one for all channels or one per channel;
 *          empty: from optics
 * @param psfVoxel voxel size of the PSFs in µm that replaces their files'
 * @param psfAsIs whether the PSFs' reference point is voxel ⌊n/2⌋ already, and
 *          nothing about them is to be corrected
 * @param model how a PSF is computed from optics; empty: chosen by the NA
 * @param zDirection which end of the stack lies at the coverslip; empty: not said
 * @param scan how the stage moved between slices
 * @param slabs into how many slabs along z each volume is cut, each with the PSF
 *          of its own depth; 1: one PSF for all; {@link #AUTO_SLABS}: as many as the PSF asks for
 * @param series whether the frames of a channel share what is found from the data
 * @param repair which faults are repaired before
 * @param alignment where channels lie, and what is done about drift
 * @param psfCheck whether the stack is asked if its PSF can be right
 * @param options how each volume is restored
 */
public record Request(List<OpticalSettings> optics, Optional<VoxelSize> voxel, List<Stack> psfs,
	Optional<VoxelSize> psfVoxel, boolean psfAsIs, Optional<PsfModel> model, Optional<ZDirection> zDirection,
	StageScan scan, int slabs, Series series, Repair repair, Alignment alignment, PsfCheckMode psfCheck,
	DeconvolutionOptions options)
{

	/** As many slabs as the PSF asks for. */
	public static final int AUTO_SLABS = 0;

	/** Checks nothing: what fits depends on the stack. */
	public Request {
		optics = List.copyOf(optics);
		psfs = List.copyOf(psfs);
	}

	/** @return this request with another voxel size in µm */
	public Request withVoxel(final VoxelSize value) {
		return new Request(optics, Optional.of(value), psfs, psfVoxel, psfAsIs, model, zDirection, scan, slabs, series,
			repair, alignment, psfCheck, options);
	}

	/** @return this request with other PSFs */
	public Request withPsfs(final List<Stack> stacks) {
		return new Request(optics, voxel, stacks, psfVoxel, psfAsIs, model, zDirection, scan, slabs, series, repair,
			alignment, psfCheck, options);
	}

	/** @return this request, whose result stays as the scan is */
	public Request asScanned() {
		return new Request(optics, voxel, psfs, psfVoxel, psfAsIs, model, zDirection, scan.asScanned(), slabs, series,
			repair, alignment, psfCheck, options);
	}

	/** @return this request, asking the stack in another way */
	public Request withPsfCheck(final PsfCheckMode mode) {
		return new Request(optics, voxel, psfs, psfVoxel, psfAsIs, model, zDirection, scan, slabs, series, repair,
			alignment, mode, options);
	}

	/**
	 * @param stack whose channel it is
	 * @return the entry of {@code list} for a channel
	 * @throws IllegalArgumentException if the list has neither one entry nor one per channel of the stack or its file
	 */
	public static <T> T forChannel(final List<T> list, final int channel, final Stack stack, final String what) {
		if (list.size() == 1) return list.get(0);
		if (list.size() == stack.channels()) return list.get(channel);
		final int all = stack.channelsOfFile();
		if (list.size() == all) return list.get(stack.channelNumber(channel) - 1);
		throw new IllegalArgumentException("The stack has " + all + (all == 1 ? " channel" : " channels") +
			(all == stack.channels() ? "" : ", of which " + stack.channels() + " are chosen") + ", but " + list.size() +
			" " + what + " were given: give one, or one per channel.");
	}
}
