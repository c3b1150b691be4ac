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
package sc.fiji.lucid.optics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Media that samples are mounted in, with the refractive index that the makers give, cured where that matters. */
public enum Mountant {
	/** Culture medium, index 1.337. */
	CULTURE_MEDIUM("culture medium", 1.337),
	/** Vectashield, index 1.45. */
	VECTASHIELD("Vectashield", 1.45),
	/** ProLong Gold, cured, index 1.47. */
	PROLONG_GOLD("ProLong Gold", 1.47),
	/** 2,2'-Thiodiethanol, 97 % with water, index 1.515. */
	TDE("TDE 97 %", 1.515),
	/** ProLong Glass, cured, index 1.52. */
	PROLONG_GLASS("ProLong Glass", 1.52);

	private final String label;
	private final double index;

	Mountant(final String label, final double index) {
		this.label = label;
		this.index = index;
	}

	/** @return the name for people */
	public String label() {
		return label;
	}

	/** @return the refractive index */
	public double index() {
		return index;
	}

	/** @return the word for options, as {@code prolong-gold} */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * @param word of an immersion or a mountant, and of an immersion with its temperature in °C, as {@code water@37}
	 * @return its index; empty if it is no medium
	 * @throws IllegalArgumentException if the index at that temperature is not known
	 */
	public static OptionalDouble index(final String word) {
		final String[] parts = word.trim().split("@", 2);
		final Optional<Immersion> immersion = Arrays.stream(Immersion.values())
			.filter(m -> m.name().equalsIgnoreCase(parts[0].trim()))
			.findFirst();
		if (parts.length == 2) return OptionalDouble.of(at(word, immersion, parts[1]));
		if (immersion.isPresent()) return OptionalDouble.of(immersion.get().index());
		return Arrays.stream(values())
			.filter(m -> m.toString().equalsIgnoreCase(parts[0]))
			.mapToDouble(Mountant::index)
			.findFirst();
	}

	private static double at(final String word, final Optional<Immersion> immersion, final String celsius) {
		try {
			return immersion.orElseThrow(NumberFormatException::new).at(Double.parseDouble(celsius.trim()));
		}
		catch (final NumberFormatException e) {
			throw new IllegalArgumentException(
				"'" + word + "' is no medium at a temperature: write water, glycerol or oil, @ and °C, as water@37.",
				e);
		}
	}
}
