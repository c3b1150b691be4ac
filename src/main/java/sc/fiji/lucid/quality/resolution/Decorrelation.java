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
package sc.fiji.lucid.quality.resolution;

import java.util.function.IntToDoubleFunction;

import sc.fiji.lucid.quality.resolution.ShellSums.Quantity;

/**
 * Resolution of one image by decorrelation analysis (Descloux, Grußmayer &
 * Radenovic 2019, Nat. Methods 16:918): the correlation between the image and
 * its phases alone, d(r), peaks where noise takes over from detail; the finest peak over a
 * series of high-pass filters is the cut-off. A second opinion beside the
 * Fourier shell correlation.
 * <p>
 * As d(r) = Σ_{|k|<r} |I| / sqrt(Σ |I|² · N(r)) (their eq. 1 with Iₙ = I/|I|), and as
 * the filters depend on |k| only, sums over shells are all it takes.
 *
 * @param lateral shortest resolved period across the optical axis, µm; not a number if none is found
 * @param axial the same along it
 */
public record Decorrelation(double lateral, double axial) {

	private static final int FILTERS = 20;

	/** What a peak must stand out by (their 0.001). */
	private static final double LEAST_DROP = 1e-3;

	/** Of a volume whose sums are given: A + B is the image. */
	static Decorrelation of(final ShellSums sums) {
		final double lateral = cutoff(sums, ShellSums.SECTORS - 1, sums.lateralNyquist());
		final double axial = sums.axialNyquist() > 0 ? cutoff(sums, 0, sums.axialNyquist()) : 0;
		return new Decorrelation(lateral > 0 ? 1 / lateral : Double.NaN, axial > 0 ? 1 / axial : Double.NaN);
	}

	private static double cutoff(final ShellSums sums, final int sector, final double nyquist) {
		double finest = peak(sums, sector, nyquist, shell -> 1);
		if (finest == 0) return 0;
		// Standard deviations of the filters from twice the first period down to 0.15 voxels, as in the paper.
		final double widest = 2 / finest, narrowest = 0.15 * 0.5 / nyquist;
		for (int i = 0; i < FILTERS; i++) {
			final double sigma = widest * Math.pow(narrowest / widest, (double) i / (FILTERS - 1));
			finest = Math.max(finest, peak(sums, sector, nyquist, shell -> {
				final double u = 2 * Math.PI * sigma * sums.frequency(shell);
				return -Math.expm1(-0.5 * u * u);
			}));
		}
		return finest;
	}

	/** The position of the local peak of d(r), 0 if there is none. */
	private static double peak(final ShellSums sums, final int sector, final double nyquist,
		final IntToDoubleFunction filter)
	{
		final double total = Math.sqrt(power(sums, sector, nyquist, filter));
		final int shells = (int) Math.min(sums.shells(), nyquist / sums.width());
		if (!(total > 0 && total < Double.POSITIVE_INFINITY)) return 0;
		final double[] d = new double[shells];
		double magnitude = 0, count = 0;
		for (int shell = 0; shell < shells; shell++) {
			magnitude += filter.applyAsDouble(shell) * sums.get(Quantity.MAGNITUDE, sector, shell);
			count += sums.get(Quantity.COUNT, sector, shell);
			d[shell] = count > 0 ? magnitude / (total * Math.sqrt(count)) : 0;
		}
		final int peak = peak(d);
		return peak < 0 ? 0 : sums.frequency(peak);
	}

	/** The highest point that the curve falls from; what still rises at the end is noise. -1 if there is none. */
	private static int peak(final double[] d) {
		int end = d.length;
		while (end > 1) {
			int top = 0;
			for (int i = 1; i < end; i++)
				if (d[i] >= d[top]) top = i;
			double least = d[top];
			for (int i = top; i < end; i++)
				least = Math.min(least, d[i]);
			if (d[top] - least > LEAST_DROP) return top;
			if (top == end - 1) end--;
			else d[top] = least;
		}
		return -1;
	}

	private static double power(final ShellSums sums, final int sector, final double nyquist,
		final IntToDoubleFunction filter)
	{
		double power = 0;
		for (int shell = 0; shell < sums.shells() && sums.frequency(shell) < nyquist; shell++) {
			final double g = filter.applyAsDouble(shell);
			// |A + B|² = |A|² + |B|² + 2 Re A B*
			power += g * g * (sums.get(Quantity.FIRST, sector, shell) + sums.get(Quantity.SECOND, sector, shell) +
				2 * sums.get(Quantity.CROSS, sector, shell));
		}
		return power;
	}
}
