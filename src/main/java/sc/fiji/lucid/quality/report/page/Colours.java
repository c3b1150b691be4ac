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
package sc.fiji.lucid.quality.report.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How values become colours: a look-up table of colours at even distances. */
public enum Colours {
	/** Black to white; the root is shown, so that dim structures are seen beside bright ones. */
	GREY("grey, square root", 0x000000, 0xffffff),
	/** Blue below, white at, and red above zero. */
	DIVERGING("blue below, red above the model", 0x2166ac, 0xffffff, 0xb2182b),
	/** Black over violet and orange to pale yellow. */
	HEAT("heat", 0x000004, 0x3b0f70, 0x8c2981, 0xde4968, 0xfe9f6d, 0xfcfdbf);

	private final String words;
	private final int[] stops;

	Colours(final String words, final int... stops) {
		this.words = words;
		this.stops = stops;
	}

	/** @return the colour of a share of the range as 0xRRGGBB */
	int of(final double share) {
		final double t = share > 0 ? Math.min(1, share) : 0;
		final double at = (this == GREY ? Math.sqrt(t) : t) * (stops.length - 1);
		final int i = Math.min(stops.length - 2, (int) at);
		int rgb = 0;
		for (int shift = 16; shift >= 0; shift -= 8) {
			final int from = stops[i] >> shift & 0xff, to = stops[i + 1] >> shift & 0xff;
			rgb |= (int) Math.round(from + (at - i) * (to - from)) << shift;
		}
		return rgb;
	}

	/** @return the table as a CSS gradient from left to right */
	public String gradient() {
		final String colours = this == GREY ? ""
			: Arrays.stream(stops).mapToObj(c -> String.format(Locale.ROOT, ",#%06x", c)).collect(Collectors.joining());
		if (this != GREY) return "linear-gradient(to right" + colours + ")";
		final StringBuilder root = new StringBuilder("linear-gradient(to right");
		for (int i = 0; i <= 10; i++)
			root.append(String.format(Locale.ROOT, ",#%06x", of(i / 10.0)));
		return root.append(")").toString();
	}

	/** @return what the colours mean */
	@Override
	public String toString() {
		return words;
	}
}
