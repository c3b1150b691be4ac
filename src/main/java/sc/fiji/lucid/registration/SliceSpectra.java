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
package sc.fiji.lucid.registration;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

import sc.fiji.lucid.fft.PairSpectrum;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;

/**
 * The spectra of the slices of a stack, and how far each slice lies from the mean of its two neighbours: of an object
 * that changes along z, what changes evenly cancels, and much more is in common than between two slices. Phases are
 * weighed by their coherence in rings of frequencies, as {@link PhaseShift} does.
 */
final class SliceSpectra {

	private static final int RINGS = 32;
	/** Rings of each round of Newton's method: few at first, whose peak is broad. */
	private static final int[] COARSE_TO_FINE = { 5, 10, 20, RINGS, RINGS };
	/** So far, in voxels, a round puts a slice: beyond it lie the peaks of other objects. */
	private static final double FARTHEST = 1.5;
	/** As in {@link PhaseShift}. */
	private static final double MOST = 0.995, ALIKE = 1.5;

	private final float[][] re;
	private final float[][] im;
	private final float[] fx;
	private final float[] fy;
	private final byte[] ring;
	private final int[] members = new int[RINGS];

	/**
	 * @param rows of each slice: without their mean, faded at the rims
	 * @throws CancellationException if {@code cancelled} says so
	 */
	SliceSpectra(final int slices, final Extent plane, final IntFunction<float[][]> rows,
		final BooleanSupplier cancelled)
	{
		re = new float[slices][];
		im = new float[slices][];
		final Frequencies f = new Frequencies(plane, spectrum(plane, rows.apply(0), rows.apply(0), cancelled));
		fx = f.fx;
		fy = f.fy;
		ring = f.ring;
		for (final byte r : ring)
			members[r]++;
		Planes.forEach((slices + 1) / 2, i -> {
			final int a = 2 * i, b = Math.min(slices - 1, a + 1);
			final PairSpectrum s = spectrum(plane, rows.apply(a), rows.apply(b), cancelled);
			re[a] = new float[fx.length];
			im[a] = new float[fx.length];
			if (b != a) re[b] = new float[fx.length];
			if (b != a) im[b] = new float[fx.length];
			final int[] n = { 0 };
			s.inOrder((x, y, z, multiplicity, v, sums) -> {
				if (!isUsed(x, y, plane)) return;
				re[a][n[0]] = (float) v[0];
				im[a][n[0]] = (float) v[1];
				re[b][n[0]] = (float) v[2];
				im[b][n[0]++] = (float) v[3];
			});
		});
	}

	private static PairSpectrum spectrum(final Extent plane, final float[][] first, final float[][] second,
		final BooleanSupplier cancelled)
	{
		return new PairSpectrum(plane, (y, z, a, b) -> {
			System.arraycopy(first[y], 0, a, 0, a.length);
			System.arraycopy(second[y], 0, b, 0, b.length);
		}, cancelled);
	}

	/** Those that windows and means leak into say nothing of where things lie. */
	private static boolean isUsed(final double x, final double y, final Extent plane) {
		return Math.hypot(x, y) < 0.5 && !(Math.abs(x) * plane.nx() < 2 && Math.abs(y) * plane.ny() < 2);
	}

	/** Which frequencies there are. */
	private static final class Frequencies {

		private float[] fx;
		private float[] fy;
		private byte[] ring;

		Frequencies(final Extent plane, final PairSpectrum s) {
			final int most = (s.grid().nx() / 2 + 1) * s.grid().ny();
			fx = new float[most];
			fy = new float[most];
			final int[] n = { 0 };
			s.inOrder((x, y, z, multiplicity, v, sums) -> {
				if (!isUsed(x, y, plane)) return;
				fx[n[0]] = (float) x;
				fy[n[0]++] = (float) y;
			});
			fx = Arrays.copyOf(fx, n[0]);
			fy = Arrays.copyOf(fy, n[0]);
			ring = new byte[n[0]];
			for (int i = 0; i < ring.length; i++)
				ring[i] = (byte) (2 * RINGS * Math.hypot(fx[i], fy[i]));
		}
	}

	/** How a slice lies: a shift, its standard deviation, and how much it has in common with its neighbours. */
	record Place(double x, double y, double error, double agreement) {}

	/**
	 * @param place of each slice along x and y; the slices are put back by it before they are compared
	 * @param before weight of slice z - 1 in the mean; a half where the slices lie at equal distances
	 * @return how far slice z then lies from the mean of those beside it
	 */
	Place of(final int z, final double[][] place, final double before) {
		final int n = fx.length;
		final double[] crossRe = new double[n], crossIm = new double[n], own = new double[RINGS],
			mean = new double[RINGS];
		for (int i = 0; i < n; i++) {
			double ar = 0, ai = 0;
			for (int k = z - 1; k <= z + 1; k += 2) {
				final double turn = 2 * Math.PI *
					(fx[i] * (place[0][k] - place[0][z]) + fy[i] * (place[1][k] - place[1][z]));
				final double c = Math.cos(turn), s = Math.sin(turn);
				final double part = k < z ? before : 1 - before;
				ar += part * (re[k][i] * c - im[k][i] * s);
				ai += part * (re[k][i] * s + im[k][i] * c);
			}
			crossRe[i] = ar * re[z][i] + ai * im[z][i];
			crossIm[i] = ar * im[z][i] - ai * re[z][i];
			mean[ring[i]] += ar * ar + ai * ai;
			own[ring[i]] += re[z][i] * re[z][i] + im[z][i] * im[z][i];
		}
		return refined(crossRe, crossIm, own, mean);
	}

	private Place refined(final double[] crossRe, final double[] crossIm, final double[] own, final double[] mean) {
		final double[] d = new double[2];
		double error = Double.POSITIVE_INFINITY;
		final double agreement = step(crossRe, crossIm, own, mean, d, RINGS)[5];
		int last = RINGS;
		for (final int rings : COARSE_TO_FINE) {
			// gradient along x and y, bend along xx, xy and yy, agreement of the coherences, last ring in common
			final double[] sums = step(crossRe, crossIm, own, mean, d, Math.min(rings, last));
			if (rings == RINGS) last = Math.min(RINGS, (int) sums[6] + 2);
			final double det = sums[2] * sums[4] - sums[3] * sums[3];
			if (!(det > 0 && sums[2] > 0)) return new Place(0, 0, Double.POSITIVE_INFINITY, 0);
			d[0] += limited((sums[0] * sums[4] - sums[1] * sums[3]) / det);
			d[1] += limited((sums[1] * sums[2] - sums[0] * sums[3]) / det);
			error = ALIKE / Math.sqrt(sums[2] + sums[4]);
		}
		final double far = Math.max(1, Math.hypot(d[0], d[1]) / FARTHEST);
		return new Place(d[0] / far, d[1] / far, error, agreement);
	}

	private static double limited(final double step) {
		return Math.max(-1, Math.min(1, step));
	}

	private double[] step(final double[] crossRe, final double[] crossIm, final double[] own, final double[] mean,
		final double[] d, final int last)
	{
		final int n = fx.length;
		final double[] cos = new double[n], sin = new double[n], common = new double[RINGS], sums = new double[7];
		for (int i = 0; i < n; i++) {
			if (ring[i] > last) continue;
			final double turn = 2 * Math.PI * (fx[i] * d[0] + fy[i] * d[1]), c = Math.cos(turn), s = Math.sin(turn);
			cos[i] = crossRe[i] * c - crossIm[i] * s;
			sin[i] = crossRe[i] * s + crossIm[i] * c;
			common[ring[i]] += cos[i];
		}
		final double[] weights = new double[RINGS];
		for (int r = 0; r < Math.min(RINGS, last + 1); r++) {
			final double power = Math.sqrt(own[r] * mean[r]);
			if (members[r] < 2 || !(power > 0) || common[r] <= 0) continue;
			final double g = Math.min(MOST, common[r] * common[r] / power / power - 4.0 / members[r]);
			if (g <= 0) continue;
			weights[r] = Math.sqrt(g) / (1 - g) * members[r] / power;
			sums[6] = r;
			sums[5] -= members[r] * Math.log(1 - g);
		}
		for (int i = 0; i < n; i++) {
			if (weights[ring[i]] == 0) continue;
			final double w = weights[ring[i]], x = 2 * Math.PI * fx[i], y = 2 * Math.PI * fy[i];
			sums[0] -= w * x * sin[i];
			sums[1] -= w * y * sin[i];
			sums[2] += w * x * x * cos[i];
			sums[3] += w * x * y * cos[i];
			sums[4] += w * y * y * cos[i];
		}
		return sums;
	}
}
