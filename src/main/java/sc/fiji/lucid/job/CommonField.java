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

import java.util.List;
import java.util.stream.Collectors;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.quality.report.page.Words;

/**
 * What a recording and a result that was moved back by its drift have in common: outside, one of them shows nothing.
 * Whole voxels are made good by where both are read, so that the PSF has to carry less than one.
 *
 * @param extent of it, voxels
 * @param inRecording its middle there, voxels
 * @param inResult its middle there, voxels
 * @param rest what is left of the drift, µm along X, Y and Z
 * @param words what is to be said of it; empty where nothing was moved
 */
record CommonField(Extent extent, int[] inRecording, int[] inResult, double[] rest, String words) {

	/**
	 * @param drift µm along X, Y and Z by which the recording lies further than the result
	 * @param stack size of both
	 * @throws IllegalArgumentException if they have nothing in common
	 */
	static CommonField of(final List<Double> drift, final VoxelSize voxel, final Extent stack) {
		final int[] size = { stack.nx(), stack.ny(), stack.nz() }, there = new int[3], here = new int[3];
		final double[] rest = new double[3], v = { voxel.x(), voxel.y(), voxel.z() };
		for (int axis = 0; axis < 3; axis++) {
			final int whole = (int) Math.rint(drift.get(axis) / v[axis]);
			rest[axis] = drift.get(axis) - whole * v[axis];
			size[axis] -= Math.abs(whole);
			there[axis] = Math.max(0, whole) + size[axis] / 2;
			here[axis] = Math.max(0, -whole) + size[axis] / 2;
			if (size[axis] < 1) throw new IllegalArgumentException("The result was moved back by a drift of " +
				words(drift) + " µm, more than the stack is wide: recording and result show nothing in common.");
		}
		final boolean isMoved = drift.stream().anyMatch(d -> d != 0);
		final Extent extent = new Extent(size[0], size[1], size[2]);
		return new CommonField(extent, there, here, rest,
			isMoved ? "The result of this frame was moved back by its drift of " + words(drift) +
				" µm (x, y, z), as its record says; it is compared with where it lay in the recording, in the " +
				extent + " voxels that both show." : "");
	}

	private static String words(final List<Double> drift) {
		return drift.stream().map(Words::number).collect(Collectors.joining(", "));
	}
}
