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

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether the frames of a channel share what is found from the data and changes
 * how sharp and noisy a result is (method, gain, number of iterations): frames
 * that were restored for different times cannot be compared. The background is
 * found for each frame, since it bleaches with the rest.
 */
public enum Series {

	/** Found on one frame, used for all. */
	SHARED,

	/** Found for each frame by itself. */
	SEPARATE;

	/**
	 * @param frames number of frames
	 * @return them all from 0, first the one that decides: the middle one, since the
	 *         first is the brightest where dyes bleach, and the last the dimmest
	 */
	public List<Integer> order(final int frames) {
		final IntStream all = IntStream.range(0, frames);
		return this == SEPARATE ? all.boxed().toList()
			: Stream.concat(Stream.of(frames / 2), all.filter(t -> t != frames / 2).boxed()).toList();
	}

	/** @return the word for settings and records */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** @throws IllegalArgumentException that lists the words, if there is no such one */
	public static Series of(final String word) {
		return Arrays.stream(values())
			.filter(s -> s.toString().equalsIgnoreCase(word))
			.findFirst()
			.orElseThrow(
				() -> new IllegalArgumentException("'time-series' is shared or separate, not '" + word + "'."));
	}
}
