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
import java.util.stream.Collectors;

/** Immersion media and their refractive indices at 23 °C, for those who do not know theirs. */
public enum Immersion {
	/** Index 1. */
	AIR(1.0),
	/** Index 1.333. */
	WATER(1.333),
	/** Silicone oil, index 1.406. */
	SILICONE(1.406),
	/** Glycerol, 80 % with water, index 1.45. */
	GLYCEROL(1.45),
	/** Immersion oil, index 1.515. */
	OIL(1.515);

	private final double index;

	Immersion(final double index) {
		this.index = index;
	}

	/** @return the refractive index */
	public double index() {
		return index;
	}

	/** @return what an objective of this NA is most likely immersed in: above 1.25 oil, above 0.95 water, else air */
	public static Immersion likely(final double numericalAperture) {
		return numericalAperture > 1.25 ? OIL : numericalAperture > 0.95 ? WATER : AIR;
	}

	/**
	 * @param text a medium's name, or an index as a number
	 * @return the refractive index
	 * @throws IllegalArgumentException that lists the names, if it is neither
	 */
	public static double index(final String text) {
		for (final Immersion medium : values())
			if (medium.name().equalsIgnoreCase(text.trim())) return medium.index;
		try {
			return OpticalParameter.IMMERSION_INDEX.check(Double.parseDouble(text.trim()));
		}
		catch (final NumberFormatException exc) {
			throw new IllegalArgumentException("'" + text + "' is no immersion; give a refractive index or one of " +
				Arrays.stream(values()).map(m -> m.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", ")) +
				" (--immersion-index).", exc);
		}
	}
}
