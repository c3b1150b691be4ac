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
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

import sc.fiji.lucid.fft.Engine;

/**
 * How a volume is restored: one immutable value that serves dialog, macro,
 * command line, cluster job and run record.
 *
 * @param iterations how many, 1 to 10000
 * @param background constant counts under the signal (camera offset and haze);
 *          empty: estimated from the stack
 * @param boundary what is assumed beyond the edges
 * @param initialEstimate where the iterations start
 * @param engine which FFT engine filters
 */
public record DeconvolutionOptions(int iterations, OptionalDouble background, Boundary boundary,
	InitialEstimate initialEstimate, Engine engine)
{

	/** What a user gets who changes nothing. */
	public static final DeconvolutionOptions DEFAULT = new DeconvolutionOptions(50, OptionalDouble.empty(),
		Boundary.PADDED, InitialEstimate.FLAT, Engine.FUSED);

	/** @throws IllegalArgumentException naming the option that is out of its range */
	public DeconvolutionOptions {
		if (iterations < 1 || iterations > 10000) throw new IllegalArgumentException(
			"The number of iterations must be from 1 to 10000, not " + iterations + ".");
		if (background.isPresent() && !Double.isFinite(background.getAsDouble())) throw new IllegalArgumentException(
			"The background must be a number of counts or 'auto', not " + background.getAsDouble() + ".");
	}

	/** @return these options with another number of iterations */
	public DeconvolutionOptions withIterations(final int value) {
		return new DeconvolutionOptions(value, background, boundary, initialEstimate, engine);
	}

	/** @return these options with another background, empty for automatic */
	public DeconvolutionOptions withBackground(final OptionalDouble value) {
		return new DeconvolutionOptions(iterations, value, boundary, initialEstimate, engine);
	}

	/** @return these options with another boundary */
	public DeconvolutionOptions withBoundary(final Boundary value) {
		return new DeconvolutionOptions(iterations, background, value, initialEstimate, engine);
	}

	/** @return these options with another start */
	public DeconvolutionOptions withInitialEstimate(final InitialEstimate value) {
		return new DeconvolutionOptions(iterations, background, boundary, value, engine);
	}

	/** @return these options with another engine */
	public DeconvolutionOptions withEngine(final Engine value) {
		return new DeconvolutionOptions(iterations, background, boundary, initialEstimate, value);
	}

	/**
	 * @param name of an option, as {@link #describe} lists it
	 * @param text its value, as users write it
	 * @return these options with that one changed
	 * @throws IllegalArgumentException that names the option and what it takes
	 */
	public DeconvolutionOptions with(final String name, final String text) {
		return switch (name) {
			case "iterations" -> withIterations(wholeNumber(name, text));
			case "background" -> withBackground(text.trim().equalsIgnoreCase("auto") ? OptionalDouble.empty() : OptionalDouble
				.of(number(name, text)));
			case "boundary" -> withBoundary(word(Boundary.class, name, text));
			case "start" -> withInitialEstimate(word(InitialEstimate.class, name, text));
			case "engine" -> withEngine(word(Engine.class, name, text));
			default -> throw new IllegalArgumentException("There is no option '" + name + "'; the options are " + String.join(
				", ", describe().keySet()) + ".");
		};
	}

	private static int wholeNumber(final String name, final String text) {
		try {
			return Integer.parseInt(text.trim());
		}
		catch (final NumberFormatException e) {
			throw new IllegalArgumentException("'" + name + "' takes a whole number, not '" + text + "'.", e);
		}
	}

	private static double number(final String name, final String text) {
		try {
			return Double.parseDouble(text.trim());
		}
		catch (final NumberFormatException e) {
			throw new IllegalArgumentException("'" + name + "' takes auto or a number, not '" + text + "'.", e);
		}
	}

	private static <E extends Enum<E>> E word(final Class<E> type, final String name, final String text) {
		return Arrays.stream(type.getEnumConstants()).filter(e -> e.name().equalsIgnoreCase(text.trim().replace('-', '_')))
			.findFirst().orElseThrow(() -> new IllegalArgumentException("'" + name + "' is one of " + Arrays.stream(type
				.getEnumConstants()).map(e -> e.name().toLowerCase(Locale.ROOT).replace('_', '-')).collect(Collectors.joining(
					", ")) + ", not '" + text + "'."));
	}

	/** @return every option's name, with a line that explains it */
	public static Map<String, String> help() {
		final Map<String, String> help = new LinkedHashMap<>();
		help.put("iterations", "number of iterations (default " + DEFAULT.iterations + ")");
		help.put("background", "counts under the signal: auto (default) or a number");
		help.put("boundary", "what lies beyond the edges: padded (default) or periodic");
		help.put("start", "first estimate: flat (default) or observed");
		help.put("engine", "FFT engine: fused (default) or reference");
		return help;
	}

	/** @return every option by its name on the command line, as text that the command line takes */
	public Map<String, String> describe() {
		final Map<String, String> words = new LinkedHashMap<>();
		words.put("iterations", Integer.toString(iterations));
		words.put("background", background.isPresent() ? Double.toString(background.getAsDouble()) : "auto");
		words.put("boundary", boundary.toString());
		words.put("start", initialEstimate.toString());
		words.put("engine", engine.name().toLowerCase(Locale.ROOT));
		return words;
	}
}
