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
package sc.fiji.lucid.psf.beads;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;

/** Says of each bead whether it may go into the mean. Widths are those of the median bead. */
final class BeadSelection {

	/** Least distance from the border, in widths. */
	private static final double EDGE = 2;
	/** Least distance from the next bead, in widths. */
	private static final double NEIGHBOUR = 4;
	private static final double WIDER = 1.2;
	private static final double NARROWER = 0.7;
	private static final double DIMMER = 0.15;
	private static final int CLIPPED_VOXELS = 3;

	private final List<Volume> stacks;
	private final double[] pitch;
	private final BeadOptions options;
	private final float saturation;
	private double[] width;

	BeadSelection(final List<Volume> stacks, final VoxelSize voxel, final BeadOptions options) {
		this.stacks = stacks;
		this.options = options;
		pitch = new double[] { voxel.x(), voxel.y(), voxel.z() };
		float largest = Float.NEGATIVE_INFINITY;
		for (final Volume stack : stacks)
			largest = Math.max(largest, largest(stack));
		saturation = Double.isNaN(options.saturation()) ? largest : (float) options.saturation();
	}

	private static float largest(final Volume volume) {
		float largest = Float.NEGATIVE_INFINITY;
		for (int z = 0; z < volume.extent().nz(); z++)
			for (int y = 0; y < volume.extent().ny(); y++)
				for (final float v : volume.row(y, z))
					largest = Math.max(largest, v);
		return largest;
	}

	/** @return the median widths of the kept beads in µm */
	double[] width() {
		return width;
	}

	List<Bead> judge(final List<Bead> beads) {
		width = medianWidth(beads);
		List<Bead> judged = beads.stream().map(b -> judgePlace(b, beads)).toList();
		if (judged.stream().anyMatch(Bead::isKept)) {
			width = medianWidth(judged);
			final double amplitude = Percentiles
				.median(judged.stream().filter(Bead::isKept).mapToDouble(Bead::amplitude).toArray());
			judged = judged.stream().map(b -> judgeShape(b, amplitude)).toList();
		}
		return new ArrayList<>(judged);
	}

	private static double[] medianWidth(final List<Bead> beads) {
		final double[] median = new double[3];
		for (int axis = 0; axis < 3; axis++) {
			final int a = axis;
			median[axis] = Percentiles
				.median(beads.stream().filter(Bead::isKept).mapToDouble(b -> b.fwhm()[a]).toArray());
		}
		return median;
	}

	private Bead judgePlace(final Bead bead, final List<Bead> all) {
		if (!bead.isKept()) return bead;
		final Extent e = stacks.get(bead.stack()).extent();
		final int[] size = { e.nx(), e.ny(), e.nz() };
		for (int axis = 0; axis < 3; axis++) {
			final double border = Math.min(bead.centre()[axis], size[axis] - 1 - bead.centre()[axis]) * pitch[axis];
			if (border < EDGE * width[axis]) return bead.with(Bead.Verdict.EDGE);
		}
		if (isSaturated(bead)) return bead.with(Bead.Verdict.SATURATED);
		for (final Bead other : all)
			if (other != bead && other.stack() == bead.stack() && distance(bead, other) < NEIGHBOUR)
				return bead.with(Bead.Verdict.NEIGHBOUR);
		return bead;
	}

	/** In widths. */
	private double distance(final Bead a, final Bead b) {
		double sum = 0;
		for (int axis = 0; axis < 3; axis++)
			sum += Math.pow((a.centre()[axis] - b.centre()[axis]) * pitch[axis] / width[axis], 2);
		return Math.sqrt(sum);
	}

	private boolean isSaturated(final Bead bead) {
		final Volume stack = stacks.get(bead.stack());
		final int[] low = new int[3], high = new int[3],
			size = { stack.extent().nx(), stack.extent().ny(), stack.extent().nz() };
		for (int axis = 0; axis < 3; axis++) {
			final double reach = width[axis] / pitch[axis];
			low[axis] = (int) Math.max(0, Math.rint(bead.centre()[axis] - reach));
			high[axis] = (int) Math.min(size[axis] - 1, Math.rint(bead.centre()[axis] + reach));
		}
		int clipped = 0;
		for (int z = low[2]; z <= high[2]; z++)
			for (int y = low[1]; y <= high[1]; y++)
				for (int x = low[0]; x <= high[0]; x++)
					if (stack.row(y, z)[x] >= saturation) clipped++;
		return clipped >= CLIPPED_VOXELS;
	}

	private Bead judgeShape(final Bead bead, final double amplitude) {
		if (!bead.isKept()) return bead;
		if (bead.signalToNoise() < options.lowestSnr() || bead.amplitude() < DIMMER * amplitude)
			return bead.with(Bead.Verdict.DIM);
		for (int axis = 0; axis < 3; axis++) {
			final double ratio = bead.fwhm()[axis] / width[axis];
			if (ratio > WIDER || ratio < NARROWER) return bead.with(Bead.Verdict.CLUMP);
		}
		return bead;
	}
}
