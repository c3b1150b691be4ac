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

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Aberrations of the pupil as Zernike coefficients in radians rms, by ANSI/OSA
 * index {@code j = (n(n+2)+m)/2} (ANSI Z80.28; Thibos et al., J Refract Surg
 * 2002): 3 and 5 astigmatism, 4 defocus, 7 and 8 coma, 12 primary and 24
 * secondary spherical aberration. Immutable.
 */
public final class Zernike {

	/** No aberration. */
	public static final Zernike NONE = new Zernike(Collections.emptySortedMap());

	private static final int HIGHEST = 119;

	private final SortedMap<Integer, Double> coefficients;

	private Zernike(final SortedMap<Integer, Double> coefficients) {
		this.coefficients = coefficients;
	}

	/**
	 * @param coefficients radians rms by index
	 * @throws IllegalArgumentException if an index is not 0 to 119 or a value is
	 *           not from -100 to 100
	 */
	public static Zernike of(final Map<Integer, Double> coefficients) {
		coefficients.forEach((j, value) -> {
			if (j < 0 || j > HIGHEST) throw new IllegalArgumentException(
				"A Zernike index is 0 to " + HIGHEST + " (ANSI/OSA), not " + j + " (--zernike).");
			if (!(Math.abs(value) <= 100)) throw new IllegalArgumentException(
				"Zernike coefficient " + j + " must be from -100 to 100 radians, not " + value + " (--zernike).");
		});
		return new Zernike(Collections.unmodifiableSortedMap(new TreeMap<>(coefficients)));
	}

	/**
	 * @param text pairs {@code index:radians} separated by commas, as
	 *          {@code 12:0.8,7:-0.3}
	 * @throws IllegalArgumentException if the text is not of this form
	 */
	public static Zernike of(final String text) {
		final Map<Integer, Double> pairs = new TreeMap<>();
		for (final String pair : text.trim().isEmpty() ? new String[0] : text.split(",", -1))
			try {
				final String[] parts = pair.split(":");
				pairs.put(Integer.valueOf(parts[0].trim()), Double.valueOf(parts[1].trim()));
			}
			catch (final NumberFormatException | ArrayIndexOutOfBoundsException exc) {
				throw new IllegalArgumentException("Zernike coefficients are pairs index:radians, as 12:0.8,7:-0.3; '" +
					pair + "' is not (--zernike).", exc);
			}
		return of(pairs);
	}

	/** @return radians rms by ANSI/OSA index, ascending */
	public SortedMap<Integer, Double> coefficients() {
		return coefficients;
	}

	/** @return whether every coefficient is of a polynomial that depends on the radius alone */
	public boolean isRadial() {
		return coefficients.entrySet().stream().allMatch(c -> c.getValue() == 0 || azimuthalOrder(c.getKey()) == 0);
	}

	/**
	 * @param rho radius in the pupil, 0 to 1
	 * @param phi azimuth from the X axis
	 * @return the phase in radians
	 */
	public double phase(final double rho, final double phi) {
		double sum = 0;
		for (final Map.Entry<Integer, Double> c : coefficients.entrySet())
			sum += c.getValue() * polynomial(c.getKey(), rho, phi);
		return sum;
	}

	/**
	 * @param j ANSI/OSA index
	 * @return the polynomial, of mean square 1 over the unit disc
	 */
	static double polynomial(final int j, final double rho, final double phi) {
		final int n = radialOrder(j), m = azimuthalOrder(j), k = Math.abs(m);
		double radial = 0;
		for (int s = 0; s <= (n - k) / 2; s++)
			radial += (s % 2 == 0 ? 1 : -1) * factorial(n - s) /
				(factorial(s) * factorial((n + k) / 2 - s) * factorial((n - k) / 2 - s)) * Math.pow(rho, n - 2 * s);
		final double norm = Math.sqrt((m == 0 ? 1 : 2) * (n + 1));
		return norm * radial * (m >= 0 ? Math.cos(k * phi) : Math.sin(k * phi));
	}

	private static int radialOrder(final int j) {
		return (int) Math.ceil((-3 + Math.sqrt(9 + 8 * j)) / 2);
	}

	private static int azimuthalOrder(final int j) {
		final int n = radialOrder(j);
		return 2 * j - n * (n + 2);
	}

	private static double factorial(final int n) {
		double product = 1;
		for (int i = 2; i <= n; i++)
			product *= i;
		return product;
	}

	/** @return the pairs as users write them, {@code 7:-0.3,12:0.8}, without exponents */
	@Override
	public String toString() {
		return coefficients.entrySet()
			.stream()
			.map(c -> c.getKey() + ":" + plain(c.getValue()))
			.collect(Collectors.joining(","));
	}

	private static String plain(final double coefficient) {
		final String text = Double.toString(coefficient);
		return text.contains("E") ? new BigDecimal(text).toPlainString() : text;
	}
}
