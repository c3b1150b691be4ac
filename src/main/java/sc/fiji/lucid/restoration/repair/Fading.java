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
package sc.fiji.lucid.restoration.repair;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import sc.fiji.lucid.camera.slices.SliceDecay;

/** How the light of a series that bleaches from frame to frame is made comparable. */
public enum Fading {

	/** Not at all. */
	NONE {

		@Override
		double[] parts(final double[] light) {
			final double[] parts = new double[light.length];
			Arrays.fill(parts, 1);
			return parts;
		}
	},

	/** Each frame by its own light: what grows or moves in is taken for light that did not fade. */
	RATIO {

		@Override
		double[] parts(final double[] light) {
			final double first = Arrays.stream(light).filter(v -> v > 0).findFirst().orElse(1);
			return Arrays.stream(light).map(v -> v > 0 ? v / first : 1).toArray();
		}
	},

	/** By one exponential through the light of all frames. */
	EXPONENTIAL {

		@Override
		double[] parts(final double[] light) {
			final double rate = SliceDecay.rate(light);
			return IntStream.range(0, light.length).mapToDouble(t -> Math.exp(-rate * t)).toArray();
		}
	};

	/** @return of each frame's light above the background, the part that it is of the first frame's */
	abstract double[] parts(double[] light);

	/** @throws IllegalArgumentException that lists the words, if there is no such one */
	public static Fading of(final String word) {
		return Arrays.stream(values())
			.filter(f -> f.toString().equals(word))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("'bleach-time' is one of " +
				Arrays.stream(values()).map(Object::toString).collect(Collectors.joining(", ")) + ", not '" + word +
				"'."));
	}

	/** @return the word for settings and records */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
