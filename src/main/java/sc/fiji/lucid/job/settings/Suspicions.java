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

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import sc.fiji.lucid.image.RecordingStatistics;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * What looks wrong about a stack before it is restored: said in a line each, or refused where the result would be
 * nonsense.
 */
public final class Suspicions {

	/** Pixels that differ by less are square. */
	private static final double SQUARE = 0.01;

	/** A slice is odd if it differs by this part from the mean of its neighbours, ... */
	private static final double ODD = 0.2;
	/** ... by so many times what slices usually do, ... */
	private static final double UNUSUAL = 10;
	/** ... and its neighbours by less than this part of it from theirs: light of a thin layer reaches them, too. */
	private static final double ALONE = 0.25;
	/** Side of the part in the middle of each slice that is looked at. */
	private static final int MIDDLE = 256;

	/** What Info says of a result that was deconvolved, not of one that was only repaired or denoised. */
	private static final Pattern RESTORED = Pattern
		.compile("(?s)(?:^|\\n)Lucid \\S+\\R.*flux: \\S+ counts above background in, ");

	/** What Info says of any result. */
	private static final Pattern OURS = Pattern.compile("(?:^|\\n)Lucid \\S+\\R");

	private Suspicions() {}

	/** @return warnings about what the stack and the user say */
	static List<String> of(final Stack stack, final VoxelSize voxel) {
		final List<String> lines = new ArrayList<>(ofAxes(stack));
		if (RESTORED.matcher(stack.metadata().imagej().info()).find()) lines
			.add("warning: " + stack.name() + " is a result of Lucid already, as its Info says: restored again it " +
				"shows what is not in the recording. Take the recording");
		if (voxel.x() == 1 && voxel.y() == 1 && voxel.z() == 1) lines.add(
			"warning: voxels of 1x1x1 µm are what programs write " + "that know no size: check it, or give --voxel");
		if (Math.abs(voxel.x() / voxel.y() - 1) > SQUARE)
			lines.add("warning: voxels are " + Digits.of(voxel.x()) + " µm along X and " + Digits.of(voxel.y()) +
				" µm along Y: cameras have square ones; check it, or give --voxel");
		return lines;
	}

	/** @return warnings about axes that may be others; none of what Lucid wrote, as its axes were looked at */
	public static List<String> ofAxes(final Stack stack) {
		final List<String> lines = new ArrayList<>();
		final String info = stack.metadata().imagej().info();
		if (stack.framesOfFile() == 1 && stack.slices() > 1 && !OURS.matcher(info).find()) stack.metadata()
			.frameInterval()
			.ifPresent(seconds -> lines.add("warning: the file gives a time between frames (" + Digits.of(seconds) +
				" s) and has one: are its " + stack.slices() +
				" slices time points? They are taken as slices; in Fiji, Image > Properties changes it"));
		return lines;
	}

	/**
	 * @return warnings about slices of a channel and frame, from 0, that are blank, or much brighter or darker than those
	 *         beside them; none where one cannot be read, as who restores it says so
	 */
	public static List<String> ofSlices(final Stack stack, final int channel, final int frame) {
		final int n = stack.slices();
		final double[] means = new double[n], odd = new double[n];
		final List<String> lines = new ArrayList<>();
		try {
			for (int z = 0; z < n; z++)
				means[z] = mean(stack, channel, z, frame);
			lines.addAll(blank(stack, channel, frame, means));
		}
		catch (final IOException e) {
			return List.of();
		}
		for (int z = 1; z < n - 1; z++)
			odd[z] = means[z] - (means[z - 1] + means[z + 1]) / 2;
		final double usual = Arrays.stream(odd).map(Math::abs).sorted().toArray()[n / 2];
		for (int z = 2; z < n - 2; z++) {
			final double beside = (means[z - 1] + means[z + 1]) / 2, beyond = (means[z - 2] + means[z + 2]) / 2;
			// Blank slices hold no data: they are left out, and nothing is compared with them.
			if (means[z] != 0 && means[z - 1] != 0 && means[z + 1] != 0 && Double.isFinite(odd[z]) &&
				Double.isFinite(beyond) && Math.abs(odd[z]) > Math.max(ODD * Math.abs(beside), UNUSUAL * usual) &&
				Math.abs(beside - beyond) < ALONE * Math.abs(odd[z]))
				lines.add("warning: slice " + (z + 1) + " of " + stack.name() + " (channel " +
					stack.channelNumber(channel) + ", frame " + stack.frameNumber(frame) + ") has " +
					Digits.of(means[z] / beside) +
					" times the counts of those beside it, which no light does: look at it. If 'repair' ('odd-slices') does not " +
					"mend it, leave it out or record it again");
		}
		return lines;
	}

	/** Of slices in a row one line; none if all are blank, which is refused. */
	private static List<String> blank(final Stack stack, final int channel, final int frame, final double[] means)
		throws IOException
	{
		final List<String> lines = new ArrayList<>();
		int first = 0;
		for (int z = 0; z <= means.length; z++) {
			if (z < means.length && means[z] == 0 && isZero(stack.floats(channel, z, frame))) continue;
			if (z > first && z - first < means.length) lines.add("warning: " +
				(z - first == 1 ? "slice " + z + " is" : "slices " + (first + 1) + " to " + z + " are") + " blank (" +
				stack.name() + ", channel " + stack.channelNumber(channel) + ", frame " + stack.frameNumber(frame) +
				"): without data there, the result follows from the slices beside; if they should hold light, copy the file again");
			first = z + 1;
		}
		return lines;
	}

	private static boolean isZero(final float[] plane) {
		for (final float v : plane)
			if (v != 0) return false;
		return true;
	}

	private static double mean(final Stack stack, final int channel, final int slice, final int frame)
		throws IOException
	{
		final int nx = Math.min(MIDDLE, stack.width()), ny = Math.min(MIDDLE, stack.height());
		double sum = 0;
		for (final float v : stack.part(channel, slice, frame, (stack.width() - nx) / 2, (stack.height() - ny) / 2, nx,
			ny))
			sum += v;
		return sum / nx / ny;
	}

	/** @return the name of a stack in words; of a set of files, of which any may be meant, as one */
	public static String source(final Stack stack) {
		return stack.files().size() > 1 ? "the set of " + stack.name() : stack.name();
	}

	/** @throws IllegalArgumentException if all voxels of a channel and frame, from 0, have one value other than 0 */
	public static void refuseConstant(final Stack stack, final int channel, final int frame) throws IOException {
		float first = 0;
		for (int z = 0; z < stack.slices(); z++) {
			final float[] plane = stack.floats(channel, z, frame);
			if (z == 0) first = plane[0];
			for (final float v : plane)
				if (v != first) return;
		}
		// Zero has an answer of its own, and is no number of a camera that is full.
		if (first == 0) return;
		throw new IllegalArgumentException(source(stack) + ": " + RecordingStatistics.ofOneValue(first));
	}
}
