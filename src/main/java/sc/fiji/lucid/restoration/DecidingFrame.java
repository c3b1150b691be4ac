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
package sc.fiji.lucid.restoration;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.VoxelSource;

/**
 * The frame of a channel that decides for all. It is the one nearest to the middle of the series that was looked at and
 * holds an image: not one that cannot be read, has values that are no numbers, or is blank beside the others.
 */
public final class DecidingFrame {

	/** Frames by which the contrast of a series is known. */
	private static final int FRAMES = 9;
	/** Slices of each that are looked at. */
	private static final int SLICES = 4;
	/** Part of the usual contrast below which a frame is blank; dyes that bleach by half keep half. */
	private static final double BLANK = 0.25;

	private final int frames;
	private final IntFunction<VoxelSource> volumes;

	private DecidingFrame(final int frames, final IntFunction<VoxelSource> volumes) {
		this.frames = frames;
		this.volumes = volumes;
	}

	/**
	 * @param series whether frames share what is found
	 * @param frames of a channel
	 * @param volumes the volume of each frame, from 0
	 * @return all frames, from 0, in the order in which they are restored: the one that decides first
	 */
	public static List<Integer> order(final Series series, final int frames, final IntFunction<VoxelSource> volumes) {
		final List<Integer> order = new ArrayList<>(series.order(frames));
		if (series == Series.SEPARATE || frames == 1) return order;
		final Integer first = new DecidingFrame(frames, volumes).find();
		order.remove(first);
		order.add(0, first);
		return order;
	}

	private Integer find() {
		final int middle = frames / 2;
		final double[] contrasts = IntStream.range(0, Math.min(FRAMES, frames))
			.mapToDouble(i -> contrast((int) ((i + 0.5) * frames / Math.min(FRAMES, frames))))
			.filter(Double::isFinite)
			.sorted()
			.toArray();
		if (contrasts.length == 0) return middle;
		final double usual = contrasts[contrasts.length / 2];
		return IntStream.range(0, frames)
			.boxed()
			.sorted(Comparator.comparing((Integer t) -> Math.abs(t - middle)))
			.filter(t -> {
				final double contrast = contrast(t);
				return contrast > 0 && contrast >= BLANK * usual;
			})
			.findFirst()
			.orElse(middle);
	}

	/** @return the standard deviation of some slices; no number if they cannot be read, or hold what is none */
	private double contrast(final int frame) {
		final VoxelSource volume = volumes.apply(frame);
		final int planes = volume.extent().nz(), slices = Math.min(SLICES, planes);
		final Recording some;
		try {
			some = volume.planes(
				IntStream.range(0, slices).map(i -> (int) ((i + 0.5) * planes / slices)).boxed().toList(),
				Progress.NONE);
		}
		catch (final UncheckedIOException e) {
			return Double.NaN;
		}
		double sum = 0, squares = 0;
		final float[] row = new float[some.extent().nx()];
		for (int z = 0; z < slices; z++)
			for (int y = 0; y < some.extent().ny(); y++) {
				some.read(y, z, row);
				for (final float v : row) {
					sum += v;
					squares += (double) v * v;
				}
			}
		final double mean = sum / some.extent().voxels();
		return Math.sqrt(Math.max(0, squares / some.extent().voxels() - mean * mean));
	}
}
