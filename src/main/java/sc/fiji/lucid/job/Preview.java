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

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.lucid.deconvolution.Progress;
import sc.fiji.lucid.fft.Extent;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Resolution;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.tiling.Plan;
import sc.fiji.lucid.tiling.Tiling;

/** What a job would do, told or shown before it is started. */
public final class Preview {

	private static final int[] REGION = { 128, 128, 32 };

	private Preview() {}

	/**
	 * @return what would be used, with origins; warnings; size and memory. What is
	 *         missing or wrong is told, not thrown.
	 */
	public static List<String> lines(final Stack stack, final Request request) {
		final List<String> lines = new ArrayList<>();
		try {
			final Acquisition acquisition = Acquisition.of(stack, request);
			lines.addAll(acquisition.lines());
			for (int c = 0; c < acquisition.microscopes().size(); c++)
				addOptics(lines, stack, request, acquisition, c);
		}
		catch (final IllegalArgumentException e) {
			lines.add("Missing: " + e.getMessage());
		}
		return lines;
	}

	private static void addOptics(final List<String> lines, final Stack stack, final Request request,
		final Acquisition acquisition, final int channel)
	{
		final Microscope microscope = acquisition.microscopes().get(channel);
		final String prefix = stack.channels() == 1 ? "" : "channel " + (channel + 1) + ": ";
		microscope.describe().forEach(line -> lines.add(prefix + line));
		lines.add(prefix + Resolution.of(microscope).judge(acquisition.voxel()));
		final Extent view = Stacks.extent(stack);
		final Extent psf = request.model().orElseGet(() -> PsfModel.forMicroscope(microscope)).support(microscope, acquisition
			.voxel(), view).extent();
		lines.add(prefix + "memory: " + Plan.of(Tiling.whole(view), 2, psf, request.options()));
	}

	/**
	 * Restores a small region around a voxel.
	 *
	 * @param voxel x, y and z, from 0
	 * @param channel from 0
	 * @param frame from 0
	 * @return maximum projections of the region, recorded beside restored
	 * @throws IOException if the stack cannot be read
	 * @throws IllegalArgumentException if something that matters is missing or wrong
	 */
	public static BufferedImage picture(final Stack stack, final Request request, final int[] voxel, final int channel,
		final int frame, final Progress progress) throws IOException
	{
		final Region region = Region.around(stack, voxel, REGION, channel, frame);
		final Request one = new Request(List.of(Request.forChannel(request.optics(), channel, stack.channels(),
			"sets of optics")), request.voxel(), request.psfs().isEmpty() ? List.of() : List.of(Request.forChannel(request
				.psfs(), channel, stack.channels(), "PSFs")), request.psfVoxel(), request.psfAsIs(), request.model(), 1, request
					.options());
		final ProjectedStack before = new ProjectedStack(region, 0, 0);
		final Projections after = new Projections(region.width(), region.height(), region.slices());
		final JobReport report = DeconvolutionJob.run(before, one, (c, z, t, x, y, width, height, part) -> after.add(z, x, y,
			width, part), progress, line -> {});
		return Projections.picture(before.projections(), after, report.voxel());
	}
}
