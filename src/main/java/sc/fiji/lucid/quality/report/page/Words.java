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

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers as people write them. */
public final class Words {

	private Words() {}

	/** Three significant digits, a dash for what is not a number. */
	public static String number(final double value) {
		if (!Double.isFinite(value)) return "–";
		if (value == 0) return "0";
		final int digits = (int) Math.floor(Math.log10(Math.abs(value)));
		return String.format(Locale.ROOT, "%." + Math.max(0, Math.min(8, 2 - digits)) + "f", value);
	}

	/** A number with its standard error, which has two digits. */
	public static String plusMinus(final double value, final double error) {
		if (!(error > 0 && error < Double.POSITIVE_INFINITY)) return number(value);
		final int digits = (int) Math.max(0, Math.min(6, 1 - Math.floor(Math.log10(error))));
		return String.format(Locale.ROOT, "%." + digits + "f ± %." + digits + "f", value, error);
	}

	/** As {@code 1 voxel} and {@code 1,234 voxels}. */
	public static String count(final long n, final String one) {
		return String.format(Locale.ROOT, "%,d %s", n, n == 1 ? one : one + "s");
	}

	/** Places as Fiji shows them: x and y from 0, slices from 1. */
	public static String positions(final List<int[]> at, final int most) {
		return at.stream()
			.limit(most)
			.map(p -> "(" + p[0] + ", " + p[1] + (p.length > 2 ? ", slice " + (p[2] + 1) : "") + ")")
			.collect(Collectors.joining(", "));
	}

	/** As {@code 12 %}. */
	public static String percent(final double share) {
		return number(100 * share) + " %";
	}

	/** As {@code 0.210 µm}. */
	public static String micrometres(final double value) {
		return Double.isFinite(value) ? number(value) + " µm" : "–";
	}
}
