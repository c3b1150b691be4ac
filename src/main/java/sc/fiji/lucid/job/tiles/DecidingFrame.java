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
package sc.fiji.lucid.job.tiles;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.settings.Series;

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

	private final Stack stack;
	private final int channel;

	private DecidingFrame(final Stack stack, final int channel) {
		this.stack = stack;
		this.channel = channel;
	}

	/** @return all frames of a channel, from 0, in the order in which they are restored: the one that decides first */
	public static List<Integer> order(final Stack stack, final int channel, final Series series) {
		final List<Integer> order = new ArrayList<>(series.order(stack.frames()));
		if (series == Series.SEPARATE || stack.frames() == 1) return order;
		final Integer first = new DecidingFrame(stack, channel).find();
		order.remove(first);
		order.add(0, first);
		return order;
	}

	private Integer find() {
		final int frames = stack.frames(), middle = frames / 2;
		final double[] contrasts = IntStream.range(0, Math.min(FRAMES, frames)).mapToDouble(i -> contrast((int) ((i + 0.5) *
			frames / Math.min(FRAMES, frames)))).filter(Double::isFinite).sorted().toArray();
		if (contrasts.length == 0) return middle;
		final double usual = contrasts[contrasts.length / 2];
		return IntStream.range(0, frames).boxed().sorted(Comparator.comparing((Integer t) -> Math.abs(t - middle))).filter(t -> {
			final double contrast = contrast(t);
			return contrast > 0 && contrast >= BLANK * usual;
		}).findFirst().orElse(middle);
	}

	/** @return the standard deviation of some slices; no number if they cannot be read, or hold what is none */
	private double contrast(final int frame) {
		double sum = 0, squares = 0, count = 0;
		final int slices = Math.min(SLICES, stack.slices());
		try {
			for (int i = 0; i < slices; i++)
				for (final float v : stack.floats(channel, (int) ((i + 0.5) * stack.slices() / slices), frame)) {
					sum += v;
					squares += (double) v * v;
					count++;
				}
		}
		catch (final IOException e) {
			return Double.NaN;
		}
		return Math.sqrt(Math.max(0, squares / count - sum / count * (sum / count)));
	}
}
