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

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import sc.fiji.lucid.job.stack.CoarseStack;
import sc.fiji.lucid.image.CancellableExecutor;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.DeconvolutionJob;
import sc.fiji.lucid.job.report.ProjectedStack;
import sc.fiji.lucid.job.report.Projections;
import sc.fiji.lucid.job.report.RunLog;
import sc.fiji.lucid.job.settings.Acquisition;
import sc.fiji.lucid.job.settings.PsfCheckMode;
import sc.fiji.lucid.job.settings.Request;
import sc.fiji.lucid.job.stack.Region;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Resolution;

/** What a job would do, told or shown before it is started. */
public final class Preview {

	/** How a line starts that tells of something wrong or missing. */
	public static final String WARNING = "Please check: ";

	private static final int[] REGION = { 128, 128, 32 };
	/** Three times a region: some seconds. */
	private static final long WHOLE = 1_500_000;
	/** In pixels of 4 x 4 haze is gone, and what is large is where it belongs. */
	private static final int COARSEST = 4;

	private Preview() {}

	/**
	 * @return what would be used, with origins, and warnings, which start with
	 *         {@link #WARNING}; known at once. What is missing or wrong is told, not
	 *         thrown.
	 */
	public static List<String> lines(final Stack stack, final Request request) {
		final Set<String> lines = new LinkedHashSet<>();
		try {
			final Acquisition acquisition = Acquisition.of(stack, request);
			lines.addAll(acquisition.lines());
			final List<List<String>> optics = new ArrayList<>();
			for (final Microscope microscope : acquisition.microscopes())
				optics.add(optics(microscope, acquisition));
			for (int c = 0; c < optics.size(); c++)
				for (final String line : optics.get(c))
					lines.add(optics.stream().allMatch(all -> all.contains(line)) ? line
						: prefixed("channel " + stack.channelNumber(c) + ": ", line));
			if (request.repair().isOfTheWhole())
				lines.add("Dark, flat and bleaching are heeded by the restoration, not by the preview");
		}
		catch (final IllegalArgumentException e) {
			lines.addAll(stack.metadata().notes());
			lines.add(WARNING + e.getMessage());
		}
		return List.copyOf(lines);
	}

	private static List<String> optics(final Microscope microscope, final Acquisition acquisition) {
		final List<String> lines = new ArrayList<>(microscope.describe());
		// Nobody minds a usual coverslip.
		lines.removeIf(line -> line.endsWith("(default)") && line.matches(".*(coverslip|design|working).*"));
		final Resolution resolution = Resolution.of(microscope);
		lines.add(resolution.judge(acquisition.voxel()).replaceFirst("^warning: ", WARNING));
		return lines;
	}

	private static String prefixed(final String prefix, final String line) {
		return line.startsWith(WARNING) ? WARNING + prefix + line.substring(WARNING.length()) : prefix + line;
	}

	/**
	 * @return what a look at a few planes tells: saturated voxels, background, memory
	 *         and time; takes seconds
	 * @throws IOException if the stack cannot be read
	 * @throws IllegalArgumentException if something that matters is missing or wrong
	 * @throws IllegalStateException if the memory is too small
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	public static List<String> forecast(final Stack stack, final Request request, final Progress progress)
		throws IOException
	{
		return CancellableExecutor.run(progress, new Forecast(stack, request, progress)::lines);
	}

	/**
	 * Restores the whole stack in coarser pixels, or where that is not quick a small region in the middle.
	 *
	 * @param channel from 0
	 * @param frame from 0
	 * @return maximum projections, recorded beside restored
	 * @throws IOException if the stack cannot be read
	 * @throws IllegalArgumentException if something that matters is missing or wrong
	 */
	public static BufferedImage picture(final Stack stack, final Request request, final int channel, final int frame,
		final Progress progress) throws IOException
	{
		final int[] size = { stack.width(), stack.height(), stack.slices() },
			middle = { size[0] / 2, size[1] / 2, size[2] / 2 };
		final int factor = CoarseStack.factor(stack, COARSEST, WHOLE);
		if (factor == 0) return picture(stack, request, middle, channel, frame, progress);
		final Stack whole = Region.around(stack, middle, size, channel, frame);
		final Request one = one(stack, request, channel);
		final CoarseStack coarse = new CoarseStack(whole, factor);
		return picture(coarse, coarse.request(one, Acquisition.of(whole, one).voxel()), progress);
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
		return picture(Region.around(stack, voxel, REGION, channel, frame), one(stack, request, channel), progress);
	}

	private static Request one(final Stack stack, final Request request, final int channel) {
		return new Request(List.of(Request.forChannel(request.optics(), channel, stack, "sets of optics")),
			request.voxel(),
			request.psfs().isEmpty() ? List.of() : List.of(Request.forChannel(request.psfs(), channel, stack, "PSFs")),
			request.psfVoxel(), request.psfAsIs(), request.model(), request.zDirection(), request.scan().asScanned(), 1,
			request.series(), request.repair().ofParts(), request.alignment().ofPart(stack.channelNumber(channel) - 1),
			PsfCheckMode.OFF, request.options());
	}

	private static BufferedImage picture(final Stack stack, final Request request, final Progress progress)
		throws IOException
	{
		final ProjectedStack before = new ProjectedStack(stack, 0, 0);
		final Projections after = new Projections(stack.width(), stack.height(), stack.slices());
		final RunLog report = DeconvolutionJob.run(before, request,
			(c, z, t, x, y, width, height, part) -> after.add(z, x, y, width, part), progress, line -> {});
		return Projections.picture(before.projections(), after, report.voxel());
	}
}
