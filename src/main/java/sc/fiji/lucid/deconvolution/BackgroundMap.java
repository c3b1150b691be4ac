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
package sc.fiji.lucid.deconvolution;

import java.util.OptionalDouble;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;

/**
 * A background map in two parts: its least count, which lies under every voxel and is a background as any number, and
 * what the map holds above that. So a map of one value is that number, and noise, flux and penalties see it.
 */
public final class BackgroundMap {

	private BackgroundMap() {}

	/**
	 * @param recorded a stack, or voxels from all over it
	 * @return the least count of its map; 0 without a map
	 * @throws IllegalArgumentException if the map holds what is no number
	 */
	public static double least(final Recording recorded) {
		final Volume map = recorded.backgroundMap();
		if (map == null) return 0;
		final Extent e = map.extent();
		float least = Float.POSITIVE_INFINITY;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (final float v : map.row(y, z)) {
					if (!Float.isFinite(v)) throw broken();
					least = Math.min(least, v);
				}
		return least;
	}

	private static IllegalArgumentException broken() {
		return new IllegalArgumentException(
			"The background map holds voxels that are NaN or infinite: give counts for every voxel of the image.");
	}

	/**
	 * @param recorded a stack or a part of it
	 * @param least counts that are in the background's number
	 * @return the same, whose map holds only what is above; without a map where nothing is left
	 * @throws IllegalArgumentException if the map holds what is no number
	 */
	public static Recording above(final Recording recorded, final double least) {
		final Volume map = recorded.backgroundMap();
		if (map == null) return recorded;
		final Extent e = map.extent();
		final Volume above = new Volume(e);
		boolean isEven = true;
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				final float[] from = map.row(y, z), to = above.row(y, z);
				for (int x = 0; x < e.nx(); x++) {
					to[x] = (float) (from[x] - least);
					if (!Float.isFinite(to[x])) throw broken();
					isEven &= to[x] == 0;
				}
			}
		return recorded.withBackground(isEven ? null : above);
	}

	/**
	 * @param recorded a stack, or voxels from all over it
	 * @param options of which the background is added to the map, if they have one
	 * @return options whose background holds the {@link #least} of the map; the same without a map
	 */
	public static DeconvolutionOptions under(final Recording recorded, final DeconvolutionOptions options) {
		return recorded.backgroundMap() == null ? options
			: options.withBackground(OptionalDouble.of(options.background().orElse(0) + least(recorded)));
	}
}
