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

import sc.fiji.lucid.image.Percentiles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The affine that takes points to their partners in another image, by least squares whose weights fall with the
 * distance from the fit (Tukey's biweight; Beaton &amp; Tukey 1974, Technometrics 16:147). How the shift changes over
 * the field is fitted only as far as the points tell: a term of which they leave the size uncertain is 0.
 *
 * @param affine what was found
 * @param shiftError standard error of the shift along each axis, µm
 * @param linearError standard error of each term of the matrix, 0 where the points do not tell the term
 * @param residual root mean square distance of points from the fit along each axis, µm
 * @param used number of points that the fit heeds
 */
public record AffineFit(Affine affine, List<Double> shiftError, List<List<Double>> linearError, List<Double> residual,
	int used)
{

	/** Fewer points are not heard. */
	public static final int LEAST = 4;
	/** From so many points on, terms of the matrix are fitted, too: twice as many equations as terms. */
	private static final int LINEAR = 8;
	/** Tukey's constant: of points that differ by Gaussian noise the fit is 95 % as certain as by equal weights. */
	private static final double BIWEIGHT = 4.685;
	/** Median of absolute Gaussian deviations in standard deviations. */
	private static final double MEDIAN = 0.6745;
	private static final int ROUNDS = 30;
	/** A term smaller than so many standard errors is taken for chance, which makes one of 15 000 so large. */
	private static final double CERTAIN = 4;
	/** Points that lie on one plane, to this part of the field's size, do not tell what changes across it. */
	private static final double FLAT = 0.02;

	/**
	 * @param from points, µm from the middle of the field
	 * @param to their partners in the other image, from the middle of its field
	 * @return the affine
	 * @throws IllegalArgumentException if there are fewer than {@value #LEAST}
	 */
	public static AffineFit of(final List<double[]> from, final List<double[]> to) {
		if (from.size() < LEAST || from.size() != to.size()) throw new IllegalArgumentException(
			from.size() + " points tell no affine; at least " + LEAST + " are needed.");
		return new Fit(from, to).run();
	}

	/** One fit in progress: which terms each component has, and what weight each point. */
	private static final class Fit {

		private final double[][] from;
		private final double[][] moved;
		private final double[] weights;
		private final List<List<Integer>> terms = new ArrayList<>();
		/** Of each component: constant, then the terms along X, Y and Z; standard errors of the same. */
		private final double[][] value = new double[3][4];
		private final double[][] error = new double[3][4];

		Fit(final List<double[]> from, final List<double[]> to) {
			this.from = from.toArray(double[][]::new);
			moved = IntStream.range(0, from.size())
				.mapToObj(i -> IntStream.range(0, 3).mapToDouble(k -> to.get(i)[k] - from.get(i)[k]).toArray())
				.toArray(double[][]::new);
			weights = new double[moved.length];
			Arrays.fill(weights, 1);
			final List<Integer> all = moved.length < LINEAR ? List.of() : told();
			for (int k = 0; k < 3; k++)
				terms.add(all);
		}

		/** Axes along which points lie far enough apart. */
		private List<Integer> told() {
			final double[] spread = IntStream.range(0, 3).mapToDouble(this::spread).toArray();
			final double most = Arrays.stream(spread).max().orElse(0);
			return IntStream.range(0, 3).filter(j -> spread[j] > FLAT * most).boxed().toList();
		}

		private double spread(final int axis) {
			final double mean = Arrays.stream(from).mapToDouble(p -> p[axis]).average().orElse(0);
			return Math
				.sqrt(Arrays.stream(from).mapToDouble(p -> (p[axis] - mean) * (p[axis] - mean)).average().orElse(0));
		}

		AffineFit run() {
			// A wild point would draw a line after it.
			for (int k = 0; k < 3; k++) {
				final int axis = k;
				value[k][0] = Percentiles.median(Arrays.stream(moved).mapToDouble(m -> m[axis]).toArray());
			}
			weigh();
			robust();
			boolean dropped = true;
			while (dropped) {
				dropped = false;
				for (int k = 0; k < 3; k++)
					dropped |= drop(k);
				if (dropped) robust();
			}
			final double[][] linear = new double[3][], linearError = new double[3][];
			for (int k = 0; k < 3; k++) {
				linear[k] = Arrays.copyOfRange(value[k], 1, 4);
				linearError[k] = Arrays.copyOfRange(error[k], 1, 4);
			}
			final Affine errors = Affine.of(IntStream.range(0, 3).mapToDouble(k -> error[k][0]).toArray(), linearError);
			return new AffineFit(Affine.of(IntStream.range(0, 3).mapToDouble(k -> value[k][0]).toArray(), linear),
				errors.shift(), errors.linear(), IntStream.range(0, 3).mapToObj(this::rms).toList(),
				(int) Arrays.stream(weights).filter(w -> w > 0).count());
		}

		/** Takes away the least certain term of a component, if it may be chance. */
		private boolean drop(final int k) {
			int worst = -1;
			double least = CERTAIN;
			for (final int j : terms.get(k)) {
				final double certain = Math.abs(value[k][1 + j]) / error[k][1 + j];
				if (certain >= least) continue;
				least = certain;
				worst = j;
			}
			if (worst < 0) return false;
			final int gone = worst;
			terms.set(k, terms.get(k).stream().filter(j -> j != gone).toList());
			return true;
		}

		private void robust() {
			for (int round = 0; round < ROUNDS; round++) {
				for (int k = 0; k < 3; k++)
					solve(k);
				weigh();
			}
			for (int k = 0; k < 3; k++)
				solve(k);
		}

		private void weigh() {
			final double[] scale = IntStream.range(0, 3).mapToDouble(this::deviation).toArray();
			for (int i = 0; i < weights.length; i++)
				weights[i] = weight(i, scale);
		}

		private double weight(final int i, final double[] scale) {
			double u = 0;
			for (int k = 0; k < 3; k++)
				u = Math.max(u, Math.abs(off(i, k)) / (BIWEIGHT * scale[k]));
			return u < 1 ? (1 - u * u) * (1 - u * u) : 0;
		}

		/** Robust standard deviation of what the fit leaves; never so small that all but some points are outside. */
		private double deviation(final int k) {
			final double[] off = IntStream.range(0, moved.length).mapToDouble(i -> Math.abs(off(i, k))).toArray();
			return Math.max(1e-9, Percentiles.median(off) / MEDIAN *
				Math.sqrt((double) off.length / Math.max(1, off.length - 1 - terms.get(k).size())));
		}

		private double off(final int i, final int k) {
			double at = value[k][0];
			for (final int j : terms.get(k))
				at += value[k][1 + j] * from[i][j];
			return moved[i][k] - at;
		}

		private double rms(final int k) {
			double sum = 0, all = 0;
			for (int i = 0; i < moved.length; i++) {
				sum += weights[i] * off(i, k) * off(i, k);
				all += weights[i];
			}
			return Math.sqrt(sum / all);
		}

		private void solve(final int k) {
			final List<Integer> own = terms.get(k);
			final int n = 1 + own.size();
			final double[][] normal = new double[n][n];
			final double[] right = new double[n];
			for (int i = 0; i < moved.length; i++) {
				final double[] row = new double[n];
				row[0] = 1;
				for (int a = 1; a < n; a++)
					row[a] = from[i][own.get(a - 1)];
				for (int a = 0; a < n; a++) {
					right[a] += weights[i] * row[a] * moved[i][k];
					for (int b = 0; b < n; b++)
						normal[a][b] += weights[i] * row[a] * row[b];
				}
			}
			solved(k, own, normal, right);
		}

		private void solved(final int k, final List<Integer> own, final double[][] normal, final double[] right) {
			final RealMatrix inverse;
			try {
				inverse = new CholeskyDecomposition(new Array2DRowRealMatrix(normal, false), 1e-9, 0).getSolver()
					.getInverse();
			}
			catch (final NonPositiveDefiniteMatrixException e) {
				// Those that are heeded lie on a line.
				terms.set(k, List.of());
				solve(k);
				return;
			}
			final double[] p = inverse.operate(new ArrayRealVector(right, false)).toArray();
			Arrays.fill(value[k], 0);
			Arrays.fill(error[k], 0);
			value[k][0] = p[0];
			for (int a = 0; a < own.size(); a++)
				value[k][1 + own.get(a)] = p[1 + a];
			double squares = 0, all = 0;
			for (int i = 0; i < moved.length; i++) {
				squares += weights[i] * off(i, k) * off(i, k);
				all += weights[i];
			}
			final double variance = squares / Math.max(1, all - p.length);
			error[k][0] = Math.sqrt(variance * inverse.getEntry(0, 0));
			for (int a = 0; a < own.size(); a++)
				error[k][1 + own.get(a)] = Math.sqrt(variance * inverse.getEntry(1 + a, 1 + a));
		}
	}
}
