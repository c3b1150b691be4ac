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
 * Which end of a stack lies at the coverslip, where the objective is. PSFs are computed with z growing away from the
 * coverslip; of a stack recorded the other way round they are mirrored along z.
 */
public enum ZDirection {
	/** The first slice is the nearest to the coverslip and the objective, the last is the deepest. */
	COVERSLIP_FIRST,
	/** The last slice is the nearest to the coverslip and the objective, the first is the deepest. */
	COVERSLIP_LAST;

	/** @return the word for options and records, as {@code coverslip-first} */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** @return in words, as {@code the first slice nearest to the coverslip} */
	public String words() {
		return "the " + (this == COVERSLIP_FIRST ? "first" : "last") + " slice nearest to the coverslip";
	}

	/**
	 * @param word as {@link #toString} writes it, in any case
	 * @throws IllegalArgumentException that lists the words, if there is no such direction
	 */
	public static ZDirection of(final String word) {
		return Arrays.stream(values())
			.filter(d -> d.toString().equalsIgnoreCase(word.trim()))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("'z-direction' says which slice lies at the coverslip: " +
				Arrays.stream(values()).map(ZDirection::toString).collect(Collectors.joining(" or ")) + ", not '" +
				word + "'."));
	}
}
