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

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions.Draft;
import sc.fiji.lucid.deconvolution.model.Boundary;
import sc.fiji.lucid.deconvolution.penalty.PenaltyKind;
import sc.fiji.lucid.deconvolution.stopping.Stopping;
import sc.fiji.lucid.fft.EngineChoice;

/** The options by name: what front ends list, and the one parser of their values. */
public enum DeconvolutionOption {
	/** How to restore. */
	METHOD("method", "NAME", "how to restore: " + words(Method.values())) {

		@Override
		void set(final Draft d, final String text) {
			d.method = word(text, Method.values());
		}

		@Override
		String get(final DeconvolutionOptions o) {
			return o.method().toString();
		}
	},
	/** Their number. */
	ITERATIONS("iterations", "auto|N",
		"number of iterations; too many amplify noise (auto: the most of each of its two stages, after those in " +
			"coarse voxels)") {

		@Override
		void set(final Draft d, final String text) {
			d.iterations = text.equalsIgnoreCase("auto") ? OptionalInt.empty()
				: OptionalInt.of((int) number(text, "'auto' or a whole number from 1 to 10000"));
			if (d.iterations.isPresent() && d.iterations.getAsInt() != number(text, ""))
				throw refused(text, "'auto' or a whole number from 1 to 10000");
		}

		@Override
		String get(final DeconvolutionOptions o) {
			return o.iterations().isPresent() ? Integer.toString(o.iterations().getAsInt()) : "auto";
		}
	},
	/** What ends the iterations. */
	STOP("stop", "NAME", "what ends the iterations: " + words(Stopping.values())) {

		@Override
		void set(final Draft d, final String text) {
			d.stopping = word(text, Stopping.values());
		}

		@Override
		String get(final DeconvolutionOptions o) {
			return o.stopping().toString();
		}
	},
	/** What is asked besides a fit. */
	PENALTY("penalty", "NAME", "what is asked of the result besides fitting the data: " + words(PenaltyKind.values()) +
		"; auto, rl-tv, quasi-newton and two-stage take one") {

		@Override
		void set(final Draft d, final String text) {
			d.penalty = word(text, PenaltyKind.values());
		}

		@Override
		String get(final DeconvolutionOptions o) {
			return o.penalty().toString();
		}
	},
	/** How strongly. */
	WEIGHT("weight", "auto|NUMBER",
		"weight of the penalty, or in tikhonov-miller, regularised-inverse and tikhonov of theirs; more is smoother and " +
			"loses dim detail") {

		@Override
		void set(final Draft d, final String text) {
			d.weight = optional(text, "auto");
		}

		@Override
		String get(final DeconvolutionOptions o) {
			return text(o.weight());
		}
	},
	/** To which penalties refer. */
	BRIGHTNESS("brightness", "auto|NUMBER",
		"counts that are bright in the object; penalties spare steps of a third of it") {

		@Override
		void set(final Draft d, final String text) {
			d.brightness = optional(text, "auto");
		}

		@Override
		String get(final DeconvolutionOptions o) {
			return text(o.brightness());
		}
	},
	/** Counts under the signal. */
	BACKGROUND("background", "auto|NUMBER",
		"counts under the signal: the offset, and light that lies everywhere; wrong by a few counts, it costs contrast") {

		@Override
		void set(final Draft d, final String text) {
			d.background = optional(text, "auto");
		}

		@Override
		String get(final DeconvolutionOptions o) {
			return text(o.background());
		}
	},
	/** What the camera adds. */
	OFFSET("offset", "auto|NUMBER",
		"counts that the camera gives without light; they carry no photon noise. Without a gain what the noise of " +
			"the stack tells goes before it") {

		@Override
		void set(final Draft d, final String text) {
			d.offset = optional(text, "auto");
		}

		@Override
		String get(final DeconvolutionOptions o) {
			return text(o.offset());
		}
	},
	/** Photoelectrons per count. */
	GAIN("gain", "auto|NUMBER", "photoelectrons per count, tells noise from structure") {

		@Override
		void set(final Draft d, final String text) {
			d.gain = optional(text, "auto");
		}

		@Override
		String get(final DeconvolutionOptions o) {
			return text(o.gain());
		}
	},
	/** Electrons. */
	READ_NOISE("read-noise", "auto|NUMBER",
		"standard deviation of the camera's noise in electrons; auto is that of a usual camera, 1.6") {

		@Override
		void set(final Draft d, final String text) {
			d.readNoise = optional(text, "auto");
		}

		@Override
		String get(final DeconvolutionOptions o) {
			return text(o.readNoise());
		}
	},
	/** Where the camera ends. */
	SATURATION("saturation", "auto|none|NUMBER",
		"voxels of at least this count are clipped: they had at least so much light. auto finds the end of the " +
			"camera's range, none takes all counts as they are") {

		@Override
		void set(final Draft d, final String text) {
			d.saturation = text.equals("none") ? OptionalDouble.of(Double.POSITIVE_INFINITY) : optional(text, "auto");
		}

		@Override
		String get(final DeconvolutionOptions o) {
			return o.saturation().isEmpty() ? "auto"
				: o.saturation().getAsDouble() == Double.POSITIVE_INFINITY ? "none" : text(o.saturation());
		}
	},
	/** Beyond the edges. */
	BOUNDARY("boundary", "NAME", "what lies beyond the edges: " + words(Boundary.values())) {

		@Override
		void set(final Draft d, final String text) {
			d.boundary = word(text, Boundary.values());
		}

		@Override
		String get(final DeconvolutionOptions o) {
			return o.boundary().toString();
		}
	},
	/** Where the iterations start. */
	START("start", "NAME", "first estimate: " + words(InitialEstimate.values())) {

		@Override
		void set(final Draft d, final String text) {
			d.initialEstimate = word(text, InitialEstimate.values());
		}

		@Override
		String get(final DeconvolutionOptions o) {
			return o.initialEstimate().toString();
		}
	},
	/** Who makes the transforms. */
	ENGINE("engine", "NAME",
		"what computes: auto (a graphics card where it is faster), fused, reference, opencl[:DEVICE]") {

		@Override
		void set(final Draft d, final String text) {
			d.engine = engine(text);
		}

		@Override
		String get(final DeconvolutionOptions o) {
			return o.engine().toString();
		}
	};

	private final String word;
	private final String values;
	private final String help;

	DeconvolutionOption(final String word, final String values, final String help) {
		this.word = word;
		this.values = values;
		this.help = help;
	}

	abstract void set(Draft draft, String text);

	abstract String get(DeconvolutionOptions options);

	/** @return what values look like, for usage lines */
	public String valueHint() {
		return values;
	}

	/** @return what it means, and its risk, in a line */
	public String help() {
		return help;
	}

	/** @return the option's name */
	@Override
	public String toString() {
		return word;
	}

	/** @throws IllegalArgumentException that lists the names, if there is no such option */
	public static DeconvolutionOption of(final String name) {
		return Arrays.stream(values())
			.filter(o -> o.word.equalsIgnoreCase(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
				"There is no option '" + name + "'; there are " + words(values()) + "."));
	}

	static String text(final OptionalDouble value) {
		return value.isPresent() ? text(value.getAsDouble()) : "auto";
	}

	/** The shortest text that reads as the same number; whole numbers without a point. */
	static String text(final double value) {
		return value == Math.rint(value) && Math.abs(value) < 1e9 ? Long.toString((long) value)
			: Double.toString(value);
	}

	OptionalDouble optional(final String text, final String none) {
		return text.equalsIgnoreCase(none) ? OptionalDouble.empty()
			: OptionalDouble.of(number(text, "'" + none + "' or a number"));
	}

	double number(final String text, final String expected) {
		try {
			return Double.parseDouble(text);
		}
		catch (final NumberFormatException e) {
			throw refused(text, expected);
		}
	}

	EngineChoice engine(final String text) {
		try {
			return new EngineChoice(text);
		}
		catch (final IllegalArgumentException e) {
			throw refused(text, "one of " + EngineChoice.WORDS);
		}
	}

	<T> T word(final String text, final T[] choices) {
		return Arrays.stream(choices)
			.filter(c -> c.toString().equalsIgnoreCase(text))
			.findFirst()
			.orElseThrow(() -> refused(text, "one of " + words(choices)));
	}

	IllegalArgumentException refused(final String text, final String expected) {
		return new IllegalArgumentException("The option '" + word + "' takes " + expected + ", not '" + text + "'.");
	}

	private static String words(final Object[] values) {
		return Arrays.stream(values).map(v -> v.toString().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
	}
}
