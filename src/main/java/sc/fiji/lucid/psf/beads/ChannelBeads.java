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
import java.util.stream.IntStream;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.registration.AffineFit;
import sc.fiji.lucid.registration.PointPairs;

/**
 * The beads of one channel, and where they lie in another: by how much the channels are shifted, turned and enlarged
 * against each other. A bead lies where a 3-D Gaussian fits it best, which is where Lucid puts a PSF's reference
 * point, too: the middle of its bright core.
 *
 * @param stacks the channel in each stack of beads
 * @param voxel size in µm
 * @param beads those of all stacks that stand alone and are whole
 * @param found how many were looked at
 */
public record ChannelBeads(List<Volume> stacks, VoxelSize voxel, List<Bead> beads, int found) {

	/** Channels of one microscope lie within so many µm of each other. */
	private static final double LARGEST = 5;
	/** At first, beads that lie within so many widths of where they are expected may be the same. */
	private static final double NEAR = 2;
	/** The brightest of each stack tell enough. */
	private static final int MOST = 300;

	/**
	 * @param stacks the channel in each stack, at least 5 voxels on each axis
	 * @return its beads
	 * @throws IllegalArgumentException if a stack is too small or not finite
	 */
	public static ChannelBeads of(final List<Volume> stacks, final VoxelSize voxel, final BeadOptions options) {
		final List<Bead> all = new ArrayList<>();
		for (int i = 0; i < stacks.size(); i++) {
			BeadDistillation.refuseUnusable(stacks.get(i));
			all.addAll(new BeadMeasurement(stacks.get(i), voxel, i).measure());
		}
		final List<Bead> kept = all.isEmpty() ? all
			: new BeadSelection(stacks, voxel, options).judge(all).stream().filter(Bead::isKept).toList();
		return new ChannelBeads(stacks, voxel, kept, all.size());
	}

	/**
	 * @param other channel of the same stacks
	 * @return where points of this channel lie in that one
	 * @throws IllegalArgumentException if too few beads are found in both
	 */
	public AffineFit to(final ChannelBeads other) {
		final List<double[]> from = new ArrayList<>(), to = new ArrayList<>();
		if (!beads.isEmpty()) for (int i = 0; i < stacks.size(); i++) {
			final PointPairs pairs = PointPairs.of(places(i), other.places(i), LARGEST, near());
			from.addAll(pairs.from());
			to.addAll(pairs.to());
		}
		if (from.size() < AffineFit.LEAST) throw new IllegalArgumentException(from.size() + " beads are in both (" +
			beads.size() + " of " + found + " and " + other.beads.size() + " of " + other.found +
			" can be used): at least " + AffineFit.LEAST + " are needed, better 20. Image beads that shine in all " +
			"channels, single ones, away from the borders.");
		return AffineFit.of(from, to);
	}

	private double[] near() {
		return IntStream.range(0, 3)
			.mapToDouble(axis -> NEAR * Percentiles.median(beads.stream().mapToDouble(b -> b.fwhm()[axis]).toArray()))
			.toArray();
	}

	/** In µm from the middle of the field. */
	private List<double[]> places(final int stack) {
		final Extent e = stacks.get(stack).extent();
		return beads.stream()
			.filter(b -> b.stack() == stack)
			.limit(MOST)
			.map(b -> new double[] { (b.x() - (e.nx() - 1) / 2.0) * voxel.x(), (b.y() - (e.ny() - 1) / 2.0) * voxel.y(),
				(b.z() - (e.nz() - 1) / 2.0) * voxel.z() })
			.toList();
	}
}
