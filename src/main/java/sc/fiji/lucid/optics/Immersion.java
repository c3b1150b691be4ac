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

/**
 * Immersion media and their refractive indices at 23 °C, for those who do not know theirs; some at other
 * temperatures.
 */
public enum Immersion {
	/** Index 1. */
	AIR(1.0, 0, 0),
	/**
	 * Index 1.333. It falls as that of pure water does between 10 and 40 °C (1.33369, 1.33299, 1.33192, 1.33051 at 10,
	 * 20, 30, 40 °C and 589 nm; CRC Handbook of Chemistry and Physics).
	 */
	WATER(1.333, -1e-4, -1.85e-6),
	/** Silicone oil, index 1.406. */
	SILICONE(1.406, Double.NaN, 0),
	/**
	 * Glycerol, 80 % with water, index 1.45. It falls by 0.00022 (glycerol) and 0.0001 (water) a degree (International
	 * Tables for Crystallography C, 2006, table 3.3.2.1), in proportion.
	 */
	GLYCEROL(1.45, -2e-4, 0),
	/** Immersion oil, index 1.515. It falls by 0.0004 a degree, as that of petroleum oil does (the same table). */
	OIL(1.515, -4e-4, 0);

	/** At which the indices are told, °C. */
	private static final double USUAL = 23;
	private static final double COLDEST = 0;
	private static final double HOTTEST = 60;

	private final double index;
	/** Change of the index a degree, and a square degree, from {@link #USUAL}; not a number where it is not known. */
	private final double slope;
	private final double bend;

	Immersion(final double index, final double slope, final double bend) {
		this.index = index;
		this.slope = slope;
		this.bend = bend;
	}

	/**
	 * @param celsius temperature, 0 to 60 °C
	 * @return the refractive index there
	 * @throws IllegalArgumentException if the temperature is another, or the medium's is not known
	 */
	public double at(final double celsius) {
		if (Double.isNaN(slope)) throw new IllegalArgumentException("How the index of " + word() +
			" changes with temperature differs from maker to maker: give the index itself.");
		if (!(celsius >= COLDEST && celsius <= HOTTEST)) throw new IllegalArgumentException(
			"The temperature of " + word() + " must be from 0 to 60 °C, not " + celsius + ".");
		final double warmer = celsius - USUAL;
		return Math.rint((index + slope * warmer + bend * warmer * warmer) * 1e5) / 1e5;
	}

	/** @return the name for options */
	String word() {
		return name().toLowerCase(Locale.ROOT);
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
