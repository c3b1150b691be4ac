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
package sc.fiji.lucid.psf.beads;

import java.util.Arrays;

import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.fitting.leastsquares.MultivariateJacobianFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * A 3-D Gaussian on a background, fitted to the surroundings of a spot by
 * Levenberg–Marquardt, then once more with voxels that lie far off weighted down
 * (Huber, Robust Statistics, 1981, sec. 7.8).
 *
 * @param background counts
 * @param amplitude counts
 * @param centre x, y, z in voxels
 * @param sigma standard deviations in voxels
 */
record GaussianFit(double background, double amplitude, double[] centre, double[] sigma) {

	private static final int PARAMETERS = 8;
	private static final double HUBER = 1.345;
	private static final double TOLERANCE = 1e-6;

	/**
	 * @param spot where to begin
	 * @param sigma expected standard deviations in voxels
	 * @return the fit, or null if none was found near the spot
	 */
	static GaussianFit of(final Volume volume, final int[] spot, final double[] sigma, final double background) {
		final Window window = new Window(volume, spot, sigma);
		double[] p = { background, Math.max(1e-6, volume.row(spot[1], spot[2])[spot[0]] - background), spot[0], spot[1],
			spot[2], sigma[0], sigma[1], sigma[2] };
		final double[] weights = new double[window.values.length];
		Arrays.fill(weights, 1);
		try {
			p = window.solve(p, weights);
			window.reweigh(p, weights);
			p = window.solve(p, weights);
		}
		catch (final MathIllegalStateException exc) {
			// a spot that no Gaussian fits is told as such
			return null;
		}
		for (int axis = 0; axis < 3; axis++) {
			p[5 + axis] = Math.abs(p[5 + axis]);
			if (Math.abs(p[2 + axis] - spot[axis]) > 2 * sigma[axis] + 1 || p[5 + axis] > 4 * sigma[axis]) return null;
		}
		if (!(p[1] > 0)) return null;
		return new GaussianFit(p[0], p[1], new double[] { p[2], p[3], p[4] }, new double[] { p[5], p[6], p[7] });
	}

	/** The voxels about a spot, out to three standard deviations. */
	private static final class Window {

		private final double[] values;
		private final int[][] at;

		Window(final Volume volume, final int[] spot, final double[] sigma) {
			final Extent e = volume.extent();
			final int[] size = { e.nx(), e.ny(), e.nz() }, low = new int[3], high = new int[3];
			int n = 1;
			for (int axis = 0; axis < 3; axis++) {
				final int reach = Math.max(2, (int) Math.ceil(3 * sigma[axis]));
				low[axis] = Math.max(0, spot[axis] - reach);
				high[axis] = Math.min(size[axis] - 1, spot[axis] + reach);
				n *= high[axis] - low[axis] + 1;
			}
			values = new double[n];
			at = new int[n][];
			int i = 0;
			for (int z = low[2]; z <= high[2]; z++)
				for (int y = low[1]; y <= high[1]; y++)
					for (int x = low[0]; x <= high[0]; x++) {
						values[i] = volume.row(y, z)[x];
						at[i++] = new int[] { x, y, z };
					}
		}

		double[] solve(final double[] start, final double[] weights) {
			// weighted here: the library's weight matrices multiply in quadratic time
			final MultivariateJacobianFunction model = point -> weighted(evaluate(point), weights);
			final double[] target = new double[values.length];
			for (int i = 0; i < target.length; i++)
				target[i] = Math.sqrt(weights[i]) * values[i];
			return new LevenbergMarquardtOptimizer().withCostRelativeTolerance(TOLERANCE).withParameterRelativeTolerance(
				TOLERANCE).optimize(new LeastSquaresBuilder().start(start).model(model).target(target).maxEvaluations(200).maxIterations(60).build()).getPoint().toArray();
		}

		private static Pair<RealVector, RealMatrix> weighted(final Pair<RealVector, RealMatrix> value,
			final double[] weights)
		{
			for (int i = 0; i < weights.length; i++) {
				final double w = Math.sqrt(weights[i]);
				value.getFirst().setEntry(i, w * value.getFirst().getEntry(i));
				for (int c = 0; c < PARAMETERS; c++)
					value.getSecond().multiplyEntry(i, c, w);
			}
			return value;
		}

		private Pair<RealVector, RealMatrix> evaluate(final RealVector point) {
			final double[] p = point.toArray(), model = new double[values.length];
			final double[][] jacobian = new double[values.length][PARAMETERS];
			for (int i = 0; i < model.length; i++) {
				double exponent = 0;
				for (int axis = 0; axis < 3; axis++) {
					final double t = (at[i][axis] - p[2 + axis]) / p[5 + axis];
					exponent += t * t / 2;
					jacobian[i][2 + axis] = t / p[5 + axis];
					jacobian[i][5 + axis] = t * t / p[5 + axis];
				}
				final double shape = Math.exp(-exponent);
				model[i] = p[0] + p[1] * shape;
				jacobian[i][0] = 1;
				jacobian[i][1] = shape;
				for (int c = 2; c < PARAMETERS; c++)
					jacobian[i][c] *= p[1] * shape;
			}
			return new Pair<>(new ArrayRealVector(model, false), new Array2DRowRealMatrix(jacobian, false));
		}

		/** Huber's weights by the median of the residuals. */
		void reweigh(final double[] p, final double[] weights) {
			final double[] model = evaluate(new ArrayRealVector(p, false)).getFirst().toArray(), size =
				new double[model.length];
			for (int i = 0; i < size.length; i++)
				size[i] = Math.abs(values[i] - model[i]);
			final double scale = HUBER * 1.4826 * Voxels.median(size);
			for (int i = 0; i < weights.length; i++)
				weights[i] = size[i] <= scale ? 1 : scale / size[i];
		}
	}
}
