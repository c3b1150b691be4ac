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

import java.util.function.BooleanSupplier;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;

import sc.fiji.lucid.fft.PairSpectrum;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * How far one image lies from another, to small parts of a voxel: the peak of the phase correlation (Kuglin &amp; Hines
 * 1975), and from there the shift that turns the phases of the cross spectrum to zero, each frequency weighed by how
 * much both images have in common there. The weight of a phase is γ² / (1 − γ²) with the coherence γ (Carter 1987,
 * Proc. IEEE 75:236, eq. 36), measured in rings of frequencies; noise beyond what the optics pass has none.
 *
 * @param x voxels; positive if the second image lies further along the axis
 * @param y voxels
 * @param z voxels; 0 of images of one plane
 * @param error standard deviation of a component that the coherence allows, in voxels; infinite where the images have
 *          nothing in common
 */
public record PhaseShift(double x, double y, double z, double error) {

	/** Half the band of the first look, cycles per voxel: beyond it, most is noise. */
	private static final double BAND = 0.12;
	/** Rings of frequencies in the plane and along z. */
	private static final int RINGS = 32, LAYERS = 9;
	/** Rounds of Newton's method; the third changes less than a thousandth of a voxel. */
	private static final int ROUNDS = 5;
	/** No coherence counts more: images without noise would else be judged by one ring. */
	private static final double MOST = 0.995;
	/** Sums that are made in another order differ by a smaller part. */
	private static final double SYMMETRIC = 1e-9;
	/** Neighbouring frequencies are alike by the Hann window, 1.5 of them along each axis. */
	private static final double ALIKE = 1.5;

	/** @return that the images have nothing in common */
	static PhaseShift unknown() {
		return new PhaseShift(0, 0, 0, Double.POSITIVE_INFINITY);
	}

	/**
	 * @param domain size of both images
	 * @param source writes the rows of both, without their means and faded at the rims
	 * @param largest shift along an axis that is thought possible, in voxels
	 * @param cancelled asked now and then; true ends the work with a {@link java.util.concurrent.CancellationException}
	 * @return how far the second lies from the first
	 */
	public static PhaseShift between(final Extent domain, final PairSpectrum.Source source, final int largest,
		final BooleanSupplier cancelled)
	{
		return between(domain, source, largest, null, cancelled);
	}

	/** As above. @param start near which the shift is, in voxels; null: nobody knows */
	static PhaseShift between(final Extent domain, final PairSpectrum.Source source, final int largest,
		final double[] start, final BooleanSupplier cancelled)
	{
		final PairSpectrum spectrum = new PairSpectrum(domain, source, cancelled);
		final Frequencies f = new Frequencies(spectrum, domain);
		final double[] d = start != null ? start.clone()
			: peak(
				spectrum.correlation((fx, fy, fz, magnitude) -> magnitude > 0
					? Math.exp(-0.5 * (fx * fx + fy * fy + fz * fz) / (BAND * BAND)) / Math.sqrt(magnitude) : 0),
				largest);
		final double[] first = d.clone();
		double error = Double.POSITIVE_INFINITY;
		for (int round = 0; round < ROUNDS; round++)
			error = f.refine(d, domain.nz() > 1 ? 3 : 2);
		for (int i = 0; i < 3; i++)
			if (!(Math.abs(d[i] - first[i]) < 2)) return unknown();
		return new PhaseShift(d[0], d[1], d[2], error);
	}

	/** The lag of the highest value, in whole voxels. */
	private static double[] peak(final Volume correlation, final int largest) {
		final Extent e = correlation.extent();
		final int cx = e.nx() / 2, cy = e.ny() / 2, cz = e.nz() / 2;
		final int rx = Math.min(largest, cx - 1), ry = Math.min(largest, cy - 1), rz = Math.min(largest, cz);
		final double[] best = new double[3];
		float top = Float.NEGATIVE_INFINITY;
		for (int z = cz - rz; z <= Math.min(e.nz() - 1, cz + rz); z++)
			for (int y = cy - ry; y <= cy + ry; y++)
				for (int x = cx - rx; x <= cx + rx; x++)
					if (correlation.row(y, z)[x] > top) {
						top = correlation.row(y, z)[x];
						best[0] = x - cx;
						best[1] = y - cy;
						best[2] = z - cz;
					}
		return best;
	}

	/** The cross spectrum and both powers, frequency by frequency. */
	private static final class Frequencies {

		private int n;
		private final float[][] f = new float[3][];
		private final float[] re, im, powerA, powerB;
		private final short[] ring;
		private final int[] members = new int[RINGS * LAYERS];
		private final Extent domain;
		private final double share;

		Frequencies(final PairSpectrum spectrum, final Extent domain) {
			this.domain = domain;
			final Extent g = spectrum.grid();
			share = (double) domain.voxels() / g.voxels();
			final int most = (int) Math.min(Integer.MAX_VALUE - 8, (g.nx() / 2L + 1) * g.ny() * g.nz());
			for (int i = 0; i < 3; i++)
				f[i] = new float[most];
			re = new float[most];
			im = new float[most];
			powerA = new float[most];
			powerB = new float[most];
			ring = new short[most];
			spectrum.inOrder((fx, fy, fz, multiplicity, v, sums) -> add(fx, fy, fz, v));
		}

		/** Those that windows and means leak into say nothing of where things lie. */
		private void add(final double fx, final double fy, final double fz, final double[] v) {
			final double lateral = Math.hypot(fx, fy);
			if (lateral >= 0.5 || Math.abs(fx) * domain.nx() < 2 && Math.abs(fy) * domain.ny() < 2) return;
			f[0][n] = (float) fx;
			f[1][n] = (float) fy;
			f[2][n] = (float) fz;
			re[n] = (float) (v[0] * v[2] + v[1] * v[3]);
			im[n] = (float) (v[0] * v[3] - v[1] * v[2]);
			powerA[n] = (float) (v[0] * v[0] + v[1] * v[1]);
			powerB[n] = (float) (v[2] * v[2] + v[3] * v[3]);
			ring[n] = (short) ((int) (2 * lateral * RINGS) * LAYERS + (int) (2 * Math.abs(fz) * (LAYERS - 1)));
			members[ring[n]]++;
			n++;
		}

		/** A step of Newton's method from {@code d}. @return the standard deviation that is to be expected */
		double refine(final double[] d, final int axes) {
			final double[] cos = new double[n], sin = new double[n];
			final double[] weights = weights(d, cos, sin);
			final double[] gradient = new double[3];
			final double[][] bend = new double[3][3];
			double information = 0;
			for (int k = 0; k < n; k++) {
				final double w = weights[ring[k]];
				if (w == 0) continue;
				for (int i = 0; i < axes; i++) {
					final double a = 2 * Math.PI * f[i][k];
					gradient[i] -= w * a * sin[k];
					for (int j = 0; j < axes; j++)
						bend[i][j] += w * a * 2 * Math.PI * f[j][k] * cos[k];
				}
				information += w * cos[k] * 2 * Math.pow(2 * Math.PI, 2) * 0.5 *
					(f[0][k] * f[0][k] + f[1][k] * f[1][k]);
			}
			final double[] step = solved(bend, gradient, axes);
			for (int i = 0; i < axes; i++)
				d[i] += Math.max(-1, Math.min(1, step[i]));
			return information > 0 ? Math.sqrt(Math.pow(ALIKE, axes) / (share * information))
				: Double.POSITIVE_INFINITY;
		}

		/** Turns the phases back by {@code d}; what a ring's cross spectrum then has in common weighs it. */
		private double[] weights(final double[] d, final double[] cos, final double[] sin) {
			final int rings = members.length;
			final double[] sumRe = new double[rings], a = new double[rings], b = new double[rings];
			for (int k = 0; k < n; k++) {
				final double turn = 2 * Math.PI * (f[0][k] * d[0] + f[1][k] * d[1] + f[2][k] * d[2]);
				final double c = Math.cos(turn), s = Math.sin(turn);
				cos[k] = re[k] * c - im[k] * s;
				sin[k] = re[k] * s + im[k] * c;
				sumRe[ring[k]] += cos[k];
				a[ring[k]] += powerA[k];
				b[ring[k]] += powerB[k];
			}
			final double[] weights = new double[rings];
			for (int r = 0; r < rings; r++) {
				final double power = Math.sqrt(a[r] * b[r]);
				if (members[r] < 2 || !(power > 0) || sumRe[r] <= 0) continue;
				final double common = Math.min(MOST, sumRe[r] * sumRe[r] / (a[r] * b[r]) - 4.0 / members[r]);
				// per frequency: the cross spectrum in parts of what it would be if all were common
				if (common > 0) weights[r] = Math.sqrt(common) / (1 - common) * members[r] / power;
			}
			return weights;
		}

		/** No step where the bend is no minimum's. */
		private static double[] solved(final double[][] bend, final double[] gradient, final int n) {
			final RealMatrix part = new Array2DRowRealMatrix(bend, false).getSubMatrix(0, n - 1, 0, n - 1);
			try {
				return new CholeskyDecomposition(part, SYMMETRIC, 0).getSolver()
					.solve(new ArrayRealVector(gradient, 0, n))
					.toArray();
			}
			catch (final NonPositiveDefiniteMatrixException exc) {
				return new double[n];
			}
		}
	}
}
