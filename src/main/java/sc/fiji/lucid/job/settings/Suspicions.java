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
import java.util.List;

import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.optics.Digits;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Resolution;
import sc.fiji.lucid.optics.VoxelSize;

/** What looks wrong about a stack before it is restored: said in a line each, or refused where the result would be nonsense. */
public final class Suspicions {

	/** Voxels so many times larger than the finest detail are no voxels in µm. */
	private static final double COARSE = 20;
	/** Pixels that differ by less are square. */
	private static final double SQUARE = 0.01;

	private Suspicions() {}

	/** @return warnings about what the stack and the user say */
	static List<String> of(final Stack stack, final VoxelSize voxel) {
		final List<String> lines = new ArrayList<>(ofAxes(stack));
		if (voxel.x() == 1 && voxel.y() == 1 && voxel.z() == 1) lines.add(
			"warning: voxels of 1x1x1 µm are what programs write " + "that know no size: check it, or give --voxel");
		if (Math.abs(voxel.x() / voxel.y() - 1) > SQUARE)
			lines.add("warning: voxels are " + Digits.of(voxel.x()) + " µm along X and " + Digits.of(voxel.y()) +
				" µm along Y: cameras have square ones; check it, or give --voxel");
		return lines;
	}

	/** @return warnings about axes that may be others */
	public static List<String> ofAxes(final Stack stack) {
		final List<String> lines = new ArrayList<>();
		if (stack.frames() == 1 && stack.slices() > 1) stack.metadata()
			.frameInterval()
			.ifPresent(seconds -> lines.add("warning: the file gives a time between frames (" + Digits.of(seconds) +
				" s) and has one: are its " + stack.slices() +
				" slices time points? They are taken as slices; in Fiji, Image > Properties changes it"));
		return lines;
	}

	/** @throws IllegalArgumentException if a voxel is so much larger than what the microscope resolves that its unit is wrong */
	public static void refuseCoarse(final Microscope microscope, final VoxelSize voxel) {
		final double finest = Resolution.of(microscope).lateralFwhm();
		if (Math.max(voxel.x(), voxel.y()) > COARSE * finest) throw new IllegalArgumentException("Voxels of " + voxel +
			" µm are far larger than the " + Digits.of(finest) +
			" µm that the microscope resolves: are they in nm? Give " + "--voxel in µm, as " +
			Digits.of(voxel.x() / 1000) + "x" + Digits.of(voxel.y() / 1000) + "x" + Digits.of(voxel.z() / 1000) + ".");
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
		final boolean full = first >= 255 && first <= 65535 && (((int) first + 1) & (int) first) == 0 &&
			first == (int) first;
		throw new IllegalArgumentException(stack.name() + ": every voxel is " + Digits.of(first) + ": " +
			(full ? "saturated, there is nothing to restore. Record it with less light or gain."
				: "there is nothing to restore. Check the file."));
	}
}
