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
package sc.fiji.lucid.io.ome;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Words for lengths, as ImageJ, OME and microscope makers write them. */
public final class LengthUnit {

	/** In the singular, and in American spelling. */
	private static final Map<String, Double> MICROMETRES = Map.ofEntries(Map.entry("um", 1.0), Map.entry("µm", 1.0),
		Map.entry("\u03bcm", 1.0), Map.entry("\\u00b5m", 1.0), Map.entry("\\u03bcm", 1.0), Map.entry("micron", 1.0),
		Map.entry("micrometer", 1.0), Map.entry("nm", 1e-3), Map.entry("nanometer", 1e-3),
		Map.entry("\u00c5".toLowerCase(Locale.ROOT), 1e-4), Map.entry("angstrom", 1e-4),
		Map.entry("\u00e5ngstr\u00f6m", 1e-4), Map.entry("pm", 1e-6), Map.entry("picometer", 1e-6),
		Map.entry("mm", 1e3), Map.entry("millimeter", 1e3), Map.entry("cm", 1e4), Map.entry("centimeter", 1e4),
		Map.entry("m", 1e6), Map.entry("meter", 1e6), Map.entry("in", 25400.0), Map.entry("inch", 25400.0));

	/** Of words alone: {@code ms} is no metre. */
	private static final Pattern PLURAL = Pattern.compile("(?<=\\p{L}{4})(?:(?<=ch)e)?s$");

	private LengthUnit() {}

	/** @return µm per unit; empty for {@code pixel} and words that are no length */
	public static OptionalDouble micrometres(final String unit) {
		if (unit == null) return OptionalDouble.empty();
		final String word = unit.trim().toLowerCase(Locale.ROOT).replace("metre", "meter");
		final Double factor = MICROMETRES.get(PLURAL.matcher(word).replaceFirst(""));
		return factor == null ? OptionalDouble.empty() : OptionalDouble.of(factor);
	}
}
