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
package sc.fiji.lucid.camera;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;

/**
 * Voxels that tell nothing: at the end of the range, not a number, or on a pixel
 * of the camera that stands out from all its neighbours through the whole depth.
 *
 * @param maximum largest value, counts
 * @param saturated how many voxels have it, if they are too many to be chance; else 0
 * @param saturatedAt the first of them, x, y, z
 * @param minimum smallest value, counts
 * @param clipped how many voxels have it, if they are too many to be chance; else 0
 * @param notFinite how many are infinite or not a number
 * @param notFiniteAt the first of them, x, y, z
 * @param dead how many pixels of the camera are constant, or dark or bright among all neighbours, through the whole
 *          depth
 * @param deadPixels the first of them, x, y
 */
public record BadVoxels(double maximum, long saturated, List<int[]> saturatedAt, double minimum, long clipped,
	long notFinite, List<int[]> notFiniteAt, long dead, List<int[]> deadPixels)
{

	/** How many positions are kept. */
	public static final int POSITIONS = 20;

	/** Looks through a volume. */
	public static BadVoxels of(final Volume raw) {
		final VolumeStatistics moments = VolumeStatistics.of(raw);
		final float top = (float) moments.maximum(), bottom = (float) moments.minimum();
		final long saturated = Clipping.of(Recording.of(raw)).map(Clipping::voxels).orElse(0L);
		final float step = Clipping.step(Percentiles.sorted(raw, Clipping.SAMPLE), top);
		final long atBottom = count(raw, bottom, bottom),
			nearBottom = count(raw, Math.nextUp(bottom), bottom + 3 * step);
		final boolean clipped = top > bottom && atBottom > 0.02 * moments.voxels() && atBottom > 2 * nearBottom;
		final List<int[]> dead = DeadPixels.of(Recording.of(raw));
		return new BadVoxels(top, saturated, saturated > 0 ? positions(raw, v -> v == top) : List.of(), bottom,
			clipped ? atBottom : 0, moments.notFinite(),
			moments.notFinite() == 0 ? List.of() : positions(raw, v -> !(Math.abs(v) <= Float.MAX_VALUE)), dead.size(),
			dead.stream().limit(POSITIONS).toList());
	}

	/** What a value must be to be kept. */
	private interface Test {

		boolean of(float v);
	}

	private static long count(final Volume raw, final float from, final float to) {
		final Extent e = raw.extent();
		return (long) Planes.sum(e.nz(), 1, (z, s) -> {
			for (int y = 0; y < e.ny(); y++)
				for (final float v : raw.row(y, z))
					if (v >= from && v <= to) s[0]++;
		})[0];
	}

	private static List<int[]> positions(final Volume raw, final Test test) {
		final List<int[]> found = new ArrayList<>();
		final Extent e = raw.extent();
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++)
					if (test.of(raw.row(y, z)[x])) {
						found.add(new int[] { x, y, z });
						if (found.size() == POSITIONS) return found;
					}
		return found;
	}
}
