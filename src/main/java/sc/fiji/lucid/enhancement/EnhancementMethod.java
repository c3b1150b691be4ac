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
package sc.fiji.lucid.enhancement;

import static sc.fiji.lucid.enhancement.EnhancementParameter.DETAIL;
import static sc.fiji.lucid.enhancement.EnhancementParameter.GAMMA;
import static sc.fiji.lucid.enhancement.EnhancementParameter.LIGHT;
import static sc.fiji.lucid.enhancement.EnhancementParameter.LIMIT;
import static sc.fiji.lucid.enhancement.EnhancementParameter.RADIUS;
import static sc.fiji.lucid.enhancement.EnhancementParameter.SATURATED;
import static sc.fiji.lucid.enhancement.EnhancementParameter.SIGMA;
import static sc.fiji.lucid.enhancement.EnhancementParameter.TILES;
import static sc.fiji.lucid.enhancement.EnhancementParameter.WEIGHT;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The ways to enhance an image for the eye. */
public enum EnhancementMethod {

	/** Grey values are stretched to 0 to 1. */
	CONTRAST("contrast stretch", SATURATED, GAMMA) {

		@Override
		Enhancement with(final ToDoubleFunction<EnhancementParameter> value) {
			return new ContrastStretch(value.applyAsDouble(SATURATED) / 100, value.applyAsDouble(GAMMA));
		}
	},
	/** Edges are raised. */
	UNSHARP("unsharp mask", RADIUS, WEIGHT) {

		@Override
		Enhancement with(final ToDoubleFunction<EnhancementParameter> value) {
			return new UnsharpMask(value.applyAsDouble(RADIUS), value.applyAsDouble(WEIGHT));
		}
	},
	/** Uneven light is evened out, and detail raised. */
	HOMOMORPHIC("homomorphic filter", SIGMA, LIGHT, DETAIL) {

		@Override
		Enhancement with(final ToDoubleFunction<EnhancementParameter> value) {
			return new HomomorphicDisplay(value.applyAsDouble(SIGMA), value.applyAsDouble(LIGHT),
				value.applyAsDouble(DETAIL));
		}
	},
	/** Contrast is made alike in all parts of a plane, within a limit. */
	CLAHE("contrast-limited adaptive histogram equalisation", TILES, LIMIT) {

		@Override
		Enhancement with(final ToDoubleFunction<EnhancementParameter> value) {
			return new LocalContrast((int) value.applyAsDouble(TILES), value.applyAsDouble(LIMIT));
		}
	};

	private final String title;
	private final List<EnhancementParameter> parameters;

	EnhancementMethod(final String title, final EnhancementParameter... parameters) {
		this.title = title;
		this.parameters = List.of(parameters);
	}

	abstract Enhancement with(ToDoubleFunction<EnhancementParameter> value);

	/** @return the name in words */
	public String title() {
		return title;
	}

	/** @return what can be said to it */
	public List<EnhancementParameter> parameters() {
		return parameters;
	}

	/**
	 * @param values by parameter; for those that are absent the usual ones hold
	 * @return the method with these values
	 * @throws IllegalArgumentException that names the parameter, if one is of another method
	 */
	public Enhancement with(final Map<EnhancementParameter, Double> values) {
		for (final EnhancementParameter given : values.keySet())
			if (!parameters.contains(given))
				throw new IllegalArgumentException("'" + given + "' says nothing to '" + this + "', which takes " +
					parameters.stream().map(EnhancementParameter::toString).collect(Collectors.joining(", ")) + ".");
		return with((ToDoubleFunction<EnhancementParameter>) p -> values.getOrDefault(p, p.usual()));
	}

	/** @throws IllegalArgumentException that lists the methods, if none has this name */
	public static EnhancementMethod of(final String name) {
		return Arrays.stream(values())
			.filter(m -> m.toString().equals(name.trim().toLowerCase(Locale.ROOT)))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("There is no enhancement '" + name + "': give one of " +
				Arrays.stream(values()).map(EnhancementMethod::toString).collect(Collectors.joining(", ")) + "."));
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
