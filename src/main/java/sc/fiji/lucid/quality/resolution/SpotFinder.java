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
package sc.fiji.lucid.quality.resolution;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.camera.VolumeStatistics;
import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.GaussianBlur;
import sc.fiji.lucid.image.GaussianFit;
import sc.fiji.lucid.image.LocalMaxima;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * Finds isolated spots and measures their widths with nothing to be set: local
 * maxima well above the background that have no second maximum nearby, whole
 * inside the volume, and fitted well by a Gaussian.
 * <p>
 * {@code psf.beads.BeadFinder} differs: it knows about how wide a bead is and finds all, also those at the
 * border or beside others, so that each can be left out with a reason.
 */
public final class SpotFinder {

	private static final int MAX_CANDIDATES = 400;
	/** No wider spot is looked for, voxels on either side at half maximum. */
	private static final int MAX_REACH = 15;
	private static final double LEAST_SHARE_OF_BRIGHTEST = 0.05;
	private static final double LEAST_SIGNAL_TO_NOISE = 8;
	private static final double MAX_MISFIT = 0.2;
	private static final double MAX_ELONGATION = 1.8;

	/** A local maximum of the smoothed volume. */
	private record Candidate(int x, int y, int z, float value) {}

	private final Volume volume;
	private final Volume smooth;
	private final VoxelSize voxelSize;
	private final Extent extent;
	private final float floor;
	private final float threshold;

	private SpotFinder(final Volume volume, final VoxelSize voxelSize) {
		this.volume = volume;
		this.voxelSize = voxelSize;
		extent = volume.extent();
		smooth = GaussianBlur.of(volume, 0.8, 0.8, extent.nz() > 1 ? 0.6 : 0);
		final float[] sample = Percentiles.sorted(smooth, 200_000);
		floor = sample[sample.length / 2];
		// The lower quartile, because the upper one may hold the objects.
		final float spread = (floor - sample[sample.length / 4]) / 0.6745f;
		final float brightest = (float) VolumeStatistics.of(smooth).maximum();
		threshold = (float) Math.max(floor + LEAST_SIGNAL_TO_NOISE * spread,
			floor + LEAST_SHARE_OF_BRIGHTEST * (brightest - floor));
	}

	/**
	 * @param volume counts
	 * @param voxelSize of the volume, µm
	 * @return the spots, brightest first; possibly none
	 */
	public static List<Spot> find(final Volume volume, final VoxelSize voxelSize) {
		return new SpotFinder(volume, voxelSize).spots();
	}

	private List<Spot> spots() {
		final List<Candidate> candidates = candidates();
		final Spot[] spots = new Spot[candidates.size()];
		Parallelization.getTaskExecutor()
			.forEach(IntStream.range(0, spots.length).boxed().toList(),
				i -> spots[i] = measure(candidates.get(i)).orElse(null));
		return Arrays.stream(spots)
			.filter(s -> s != null)
			.sorted(Comparator.comparingDouble(Spot::height).reversed())
			.toList();
	}

	private List<Candidate> candidates() {
		return LocalMaxima.above(smooth, threshold)
			.stream()
			.map(p -> new Candidate(p[0], p[1], p[2], smooth.row(p[1], p[2])[p[0]]))
			.filter(c -> c.x > 0 && c.y > 0 && c.x < extent.nx() - 1 && c.y < extent.ny() - 1)
			.limit(MAX_CANDIDATES)
			.toList();
	}

	private Optional<Spot> measure(final Candidate c) {
		final int[] peak = { c.x, c.y, c.z }, n = { extent.nx(), extent.ny(), extent.nz() };
		final int[] corner = new int[3], size = { 1, 1, 1 };
		final double[] width = new double[3];
		for (int axis = 0; axis < 3; axis++) {
			if (n[axis] == 1) continue;
			final int reach = reach(peak, axis, n[axis], 0.5f * (c.value - floor) + floor);
			if (reach < 0) return Optional.empty();
			width[axis] = 2 * reach;
			final int half = 2 * reach + 1;
			corner[axis] = peak[axis] - half;
			size[axis] = 2 * half + 1;
			if (corner[axis] < 0 || corner[axis] + size[axis] > n[axis]) return Optional.empty();
		}
		if (!isAlone(c, corner, size)) return Optional.empty();
		return fit(new Box(corner[0], corner[1], corner[2], new Extent(size[0], size[1], size[2])), peak, width)
			.filter(spot -> isPlausible(spot, peak, width));
	}

	/** @param width full widths at half maximum by eye, in voxels */
	private Optional<Spot> fit(final Box box, final int[] peak, final double[] width) {
		final VolumeStatistics inside = VolumeStatistics.of(volume.crop(box.x(), box.y(), box.z(), box.size()));
		final double[] sigma = new double[3];
		for (int axis = 0; axis < 3; axis++)
			sigma[axis] = Math.max(0.5, width[axis] / GaussianFit.FWHM);
		return GaussianFit
			.guess(inside.minimum(), inside.maximum() - inside.minimum(), new double[] { peak[0], peak[1], peak[2] },
				sigma)
			.to(volume, box)
			.map(this::spot);
	}

	private Spot spot(final GaussianFit fit) {
		final double[] c = fit.centre(), s = fit.sigma();
		return new Spot(c[0], c[1], c[2], fit.amplitude(), fit.background(), GaussianFit.FWHM * s[0] * voxelSize.x(),
			GaussianFit.FWHM * s[1] * voxelSize.y(), extent.nz() > 1 ? GaussianFit.FWHM * s[2] * voxelSize.z() : 0,
			fit.misfit());
	}

	/**
	 * How far from the peak the smoothed volume falls below {@code level}, the farther of both sides; -1 if it does
	 * not.
	 */
	private int reach(final int[] peak, final int axis, final int n, final float level) {
		int farther = 1;
		for (final int sign : new int[] { -1, 1 }) {
			int step = 1;
			while (value(peak, axis, sign * step, n) > level)
				if (++step > MAX_REACH) return -1;
			farther = Math.max(farther, step);
		}
		return farther;
	}

	private float value(final int[] peak, final int axis, final int step, final int n) {
		final int at = Math.max(0, Math.min(n - 1, peak[axis] + step));
		final int x = axis == 0 ? at : peak[0], y = axis == 1 ? at : peak[1], z = axis == 2 ? at : peak[2];
		return smooth.row(y, z)[x];
	}

	/** Whether nothing on the surface of the box, and no other peak in it, reaches 40 % of the spot. */
	private boolean isAlone(final Candidate c, final int[] corner, final int[] size) {
		final float rival = floor + 0.4f * (c.value - floor);
		for (int z = corner[2]; z < corner[2] + size[2]; z++)
			for (int y = corner[1]; y < corner[1] + size[1]; y++)
				for (int x = corner[0]; x < corner[0] + size[0]; x++) {
					if (smooth.row(y, z)[x] < rival || x == c.x && y == c.y && z == c.z) continue;
					final boolean surface = x == corner[0] || x == corner[0] + size[0] - 1 || y == corner[1] ||
						y == corner[1] + size[1] - 1 || size[2] > 1 && (z == corner[2] || z == corner[2] + size[2] - 1);
					if (surface || LocalMaxima.isOne(smooth, x, y, z)) return false;
				}
		return true;
	}

	private boolean isPlausible(final Spot spot, final int[] peak, final double[] width) {
		final double ratio = spot.fwhmX() / spot.fwhmY();
		return spot.height() > 0 && spot.misfit() < MAX_MISFIT && ratio < MAX_ELONGATION &&
			ratio > 1 / MAX_ELONGATION && Math.abs(spot.x() - peak[0]) < 2 && Math.abs(spot.y() - peak[1]) < 2 &&
			Math.abs(spot.z() - peak[2]) < 2 && spot.fwhmX() < 2 * width[0] * voxelSize.x() &&
			spot.fwhmY() < 2 * width[1] * voxelSize.y() && spot.fwhmZ() <= 2 * width[2] * voxelSize.z();
	}
}
