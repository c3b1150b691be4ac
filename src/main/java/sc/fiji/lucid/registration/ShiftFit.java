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

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.GaussianBlur;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;

/**
 * Refines the shift between two volumes by least squares in space (Lucas &amp; Kanade 1981): one is moved until what it
 * shows is the same. The phases of volumes of few slices would say less than the shift, since the window through which
 * they are seen does not move with the object; here it does not matter, once they lie upon each other. Steps divide by
 * what the gradients of both have in common, which noise does not add to: of volumes with nothing in common the error
 * is as large as their grain.
 */
final class ShiftFit {

	/** Grain of noise and interpolation that is smoothed away before, standard deviations in voxels. */
	private static final double LATERAL = 1.2, AXIAL = 0.8;
	private static final int ROUNDS = 10;
	/** Steps along an axis are no longer than half a voxel; below the least, it is done. */
	private static final double LONGEST = 0.5, LEAST = 0.001;
	/** Farther from where it started, it found something else. */
	private static final double FAR = 2.5;
	/** The outer quarters fade: what lies at the rims is seen by one volume alone, or mirrored. */
	private static final int RIM = 4;
	/** Slices of a volume that shows of Z no more than a plane. */
	private static final int FLAT = 5;
	private static final double SYMMETRIC = 1e-9;

	private final Volume a;
	private final Volume b;
	private final Extent e;
	private final int axes;

	/** @param a smoothed by {@link #smooth}, as is b */
	ShiftFit(final Volume a, final Volume b) {
		this.a = a;
		this.b = b;
		e = a.extent();
		axes = e.nz() < FLAT ? 2 : 3;
	}

	static Volume smooth(final Volume v) {
		return GaussianBlur.of(v, LATERAL, LATERAL, v.extent().nz() < FLAT ? 0 : AXIAL);
	}

	/** @param start from where it looks, voxels */
	PhaseShift from(final double[] start, final BooleanSupplier cancelled) {
		final double[] d = start.clone();
		double error = Double.POSITIVE_INFINITY;
		for (int round = 0; round < ROUNDS; round++) {
			if (cancelled.getAsBoolean()) throw new CancellationException();
			final Region region = region(d);
			if (region == null) return PhaseShift.unknown();
			final Sums sums = sums(moved(d), region);
			final double[] step = new double[3];
			error = sums.solve(axes, step);
			if (Double.isInfinite(error)) return PhaseShift.unknown();
			double longest = 0;
			for (int k = 0; k < axes; k++) {
				d[k] += Math.max(-LONGEST, Math.min(LONGEST, step[k]));
				longest = Math.max(longest, Math.abs(step[k]));
				if (Math.abs(d[k] - start[k]) > FAR) return PhaseShift.unknown();
			}
			if (longest < LEAST) break;
		}
		return new PhaseShift(d[0], d[1], d[2], error);
	}

	/** The second volume where the first is, by the windowed sinc along each axis. */
	private Volume moved(final double[] d) {
		final SincKernel x = new SincKernel(d[0]), y = new SincKernel(d[1]), z = new SincKernel(d[2]);
		final Volume alongY = new Volume(e), all = axes == 2 ? alongY : new Volume(e);
		Planes.forEach(e.nz(), s -> {
			final float[][] rows = new float[e.ny()][];
			for (int r = 0; r < rows.length; r++)
				rows[r] = x.shifted(b.row(r, s));
			for (int r = 0; r < rows.length; r++)
				for (int k = 0; k < y.length(); k++)
					add(alongY.row(r, s), y.weight(k), rows[SincKernel.mirrored(y.from(r, k), e.ny())]);
		});
		if (axes == 3) Planes.forEach(e.nz(), s -> {
			for (int r = 0; r < e.ny(); r++)
				for (int k = 0; k < z.length(); k++)
					add(all.row(r, s), z.weight(k), alongY.row(r, SincKernel.mirrored(z.from(s, k), e.nz())));
		});
		return all;
	}

	private static void add(final float[] sum, final float weight, final float[] row) {
		for (int i = 0; i < sum.length; i++)
			sum[i] += weight * row[i];
	}

	/** What both show, and how much it counts: nothing at its rims. */
	private record Region(int[] from, int[] to, double[][] window) {}

	private Region region(final double[] d) {
		final int[] n = { e.nx(), e.ny(), e.nz() }, from = new int[3], to = new int[3];
		final double[][] window = new double[3][];
		for (int k = 0; k < 3; k++) {
			final int rim = k < axes ? 1 : 0;
			from[k] = (int) Math.max(rim, Math.ceil(-d[k]));
			to[k] = (int) Math.min(n[k] - rim, Math.floor(n[k] - 1 - d[k]) + 1);
			final int size = to[k] - from[k];
			if (size < 1 || k < axes && size < FLAT - 2) return null;
			window[k] = new double[size];
			final boolean isSeen = k < axes;
			Arrays.setAll(window[k],
				i -> isSeen
					? Math.pow(Math.sin(0.5 * Math.PI * Math.min(1, RIM * Math.min(i + 0.5, size - i - 0.5) / size)), 2)
					: 1);
		}
		return new Region(from, to, window);
	}

	/** @return sums over the region, of volumes without their means and of one brightness */
	private Sums sums(final Volume moved, final Region r) {
		final double[] m = Planes.sum(r.to[2] - r.from[2], 5, (i, sums) -> {
			for (int y = r.from[1]; y < r.to[1]; y++) {
				final float[] p = a.row(y, r.from[2] + i), q = moved.row(y, r.from[2] + i);
				final double weight = r.window[2][i] * r.window[1][y - r.from[1]];
				for (int x = r.from[0]; x < r.to[0]; x++) {
					final double w = weight * r.window[0][x - r.from[0]];
					sums[0] += w;
					sums[1] += w * p[x];
					sums[2] += w * q[x];
					sums[3] += w * p[x] * p[x];
					sums[4] += w * q[x] * q[x];
				}
			}
		});
		final double meanA = m[1] / m[0], meanB = m[2] / m[0];
		final double scale = Math.sqrt(Math.max(0, m[3] / m[0] - meanA * meanA) / (m[4] / m[0] - meanB * meanB));
		return new Sums(Planes.sum(r.to[2] - r.from[2], Sums.SIZE, (i, sums) -> {
			for (int y = r.from[1]; y < r.to[1]; y++)
				add(moved, r, i, y, meanA, meanB, scale, sums);
		}));
	}

	private void add(final Volume moved, final Region r, final int i, final int y, final double meanA,
		final double meanB, final double scale, final double[] sums)
	{
		final int z = r.from[2] + i;
		final double[] f = new double[3], g = new double[3];
		for (int x = r.from[0]; x < r.to[0]; x++) {
			gradient(a, x, y, z, 1, f);
			gradient(moved, x, y, z, scale, g);
			final double w = r.window[2][i] * r.window[1][y - r.from[1]] * r.window[0][x - r.from[0]];
			final double off = a.row(y, z)[x] - meanA - scale * (moved.row(y, z)[x] - meanB);
			for (int k = 0, n = 0; k < 3; k++) {
				sums[Sums.RIGHT + k] += w * 0.5 * (f[k] + g[k]) * off;
				for (int j = 0; j <= k; j++, n++) {
					sums[Sums.COMMON + n] += w * 0.5 * (f[k] * g[j] + f[j] * g[k]);
					sums[Sums.OWN + n] += w * w * 0.5 * (f[k] * f[j] + g[k] * g[j]);
				}
			}
			sums[Sums.SQUARES] += w * off * off;
			sums[Sums.WEIGHT] += w;
		}
	}

	private void gradient(final Volume v, final int x, final int y, final int z, final double scale,
		final double[] target)
	{
		target[0] = 0.5 * scale * (v.row(y, z)[x + 1] - v.row(y, z)[x - 1]);
		target[1] = 0.5 * scale * (v.row(y + 1, z)[x] - v.row(y - 1, z)[x]);
		target[2] = axes == 2 ? 0 : 0.5 * scale * (v.row(y, z + 1)[x] - v.row(y, z - 1)[x]);
	}

	/** What a step is made of; matrices as their lower halves. */
	private record Sums(double[] all) {

		static final int RIGHT = 0, COMMON = 3, OWN = 9, SQUARES = 15, WEIGHT = 16, SIZE = 17;

		/**
		 * @param step of Newton's method
		 * @return standard deviation of the worst component; infinite if the volumes have nothing in common
		 */
		double solve(final int axes, final double[] step) {
			final RealMatrix inverse;
			try {
				inverse = new CholeskyDecomposition(matrix(COMMON, axes), SYMMETRIC, 0).getSolver().getInverse();
			}
			catch (final NonPositiveDefiniteMatrixException nothing) {
				return Double.POSITIVE_INFINITY;
			}
			// voxels of smoothed noise that are alike: one over the sum of the squared kernel
			double alike = Math.pow(2 * Math.sqrt(Math.PI) * LATERAL, 2);
			if (axes == 3) alike *= 2 * Math.sqrt(Math.PI) * AXIAL;
			final RealMatrix variance = inverse.multiply(matrix(OWN, axes))
				.multiply(inverse)
				.scalarMultiply(alike * all[SQUARES] / all[WEIGHT]);
			double worst = 0;
			for (int k = 0; k < axes; k++) {
				for (int j = 0; j < axes; j++)
					step[k] += inverse.getEntry(k, j) * all[RIGHT + j];
				worst = Math.max(worst, variance.getEntry(k, k));
			}
			return Math.sqrt(worst);
		}

		private RealMatrix matrix(final int from, final int n) {
			final RealMatrix m = new Array2DRowRealMatrix(n, n);
			for (int k = 0, i = 0; k < n; k++)
				for (int j = 0; j <= k; j++, i++) {
					m.setEntry(k, j, all[from + i]);
					m.setEntry(j, k, all[from + i]);
				}
			return m;
		}
	}
}
