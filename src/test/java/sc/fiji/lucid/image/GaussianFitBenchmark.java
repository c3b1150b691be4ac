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
package sc.fiji.lucid.image;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Logger;

import sc.fiji.lucid.quality.Simulated;

/**
 * How good {@link GaussianFit} is in a wide box (2.5 widths to either side) and in the narrow one of {@code psf.beads}
 * (three standard deviations). Prints, for 100 spots of each kind, how far the median width is off, the scatter of
 * widths and of centres, how many fits failed, and the time of one. No arguments. The table is in
 * docs/notebook/spots.md.
 */
public final class GaussianFitBenchmark {

	private static final Logger LOG = Logger.getLogger(GaussianFitBenchmark.class.getName());
	private static final int SPOTS = 100;
	private static final Extent SIZE = new Extent(41, 41, 41);
	private static final double[] SIGMA = { 1.3, 1.4, 1.8 };
	private static final double OFFSET = 100;
	/** Standard deviation of normal numbers over the median of their magnitudes. */
	private static final double PER_MEDIAN = 1.4826;

	/** A kind of spot, and what lies around it. */
	private enum Kind {
		ALONE(0, 0), NEIGHBOUR(0.4, 0), RINGS(0, 0.08);

		private final double neighbour;
		private final double rings;

		Kind(final double neighbour, final double rings) {
			this.neighbour = neighbour;
			this.rings = rings;
		}

		Volume of(final double[] centre, final double photons, final long seed) {
			final Volume spot = new Volume(SIZE);
			Simulated.spot(spot, centre, SIGMA, photons);
			if (neighbour > 0) Simulated.spot(spot, new double[] { centre[0] + 6.5, centre[1] + 3, centre[2] }, SIGMA,
				neighbour * photons);
			// A ring and two side lobes along the axis, as those of a lens.
			for (int i = 0; rings > 0 && i < 12; i++)
				Simulated.spot(spot, new double[] { centre[0] + 4 * Math.cos(i * Math.PI / 6),
					centre[1] + 4 * Math.sin(i * Math.PI / 6), centre[2] }, SIGMA, rings * photons / 2);
			for (int i = -1; rings > 0 && i < 2; i += 2)
				Simulated.spot(spot, new double[] { centre[0], centre[1], centre[2] + i * 6.5 }, SIGMA,
					rings * photons);
			return Simulated.camera(spot, 1, OFFSET, 2, seed);
		}
	}

	private GaussianFitBenchmark() {}

	public static void main(final String[] args) {
		for (final Kind kind : Kind.values())
			for (final double photons : new double[] { 30, 100, 1000 })
				for (final boolean wide : new boolean[] { true, false })
					measure(kind, photons, wide);
	}

	private static void measure(final Kind kind, final double photons, final boolean wide) {
		final Random random = new Random(1);
		final double[] widths = new double[SPOTS], shifts = new double[SPOTS];
		int fitted = 0;
		long time = 0;
		for (int i = 0; i < SPOTS; i++) {
			final double[] centre = { 20 + random.nextDouble() - 0.5, 20 + random.nextDouble() - 0.5,
				20 + random.nextDouble() - 0.5 };
			final Volume spot = kind.of(centre, photons, i);
			final GaussianFit guess = GaussianFit.guess(OFFSET, photons, new double[] { 20, 20, 20 }, SIGMA);
			final Box box = box(wide ? 2.5 * GaussianFit.FWHM : 3);
			final long start = System.nanoTime();
			final Optional<GaussianFit> fit = guess.to(spot, box);
			time += System.nanoTime() - start;
			if (fit.isEmpty()) continue;
			widths[fitted] = fit.get().sigma()[0] / SIGMA[0];
			shifts[fitted++] = fit.get().centre()[0] - centre[0];
		}
		log(kind, photons, wide, Arrays.copyOf(widths, fitted), Arrays.copyOf(shifts, fitted), time);
	}

	/** @param reach in standard deviations */
	private static Box box(final double reach) {
		final int[] half = Arrays.stream(SIGMA).mapToInt(s -> (int) Math.ceil(reach * s)).toArray();
		return new Box(20 - half[0], 20 - half[1], 20 - half[2],
			new Extent(2 * half[0] + 1, 2 * half[1] + 1, 2 * half[2] + 1));
	}

	private static double scatter(final double[] values, final double about) {
		return PER_MEDIAN * Percentiles.median(Arrays.stream(values).map(v -> Math.abs(v - about)).toArray());
	}

	private static void log(final Kind kind, final double photons, final boolean wide, final double[] widths,
		final double[] shifts, final long time)
	{
		final double width = Percentiles.median(widths);
		LOG.info(() -> String.format(Locale.ROOT, "| %s | %.0f | %s | %+.1f %% | %.1f %% | %.3f | %d | %.1f ms |",
			kind.name().toLowerCase(Locale.ROOT), photons, wide ? "wide" : "narrow", 100 * (width - 1),
			100 * scatter(widths, width), scatter(shifts, 0), SPOTS - widths.length, time / 1e6 / SPOTS));
	}
}
