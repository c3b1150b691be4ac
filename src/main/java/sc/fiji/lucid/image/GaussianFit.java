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

import java.util.Optional;
import java.util.stream.IntStream;

import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer.Optimum;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;

/**
 * A Gaussian on a background, {@code b + a exp(-Σ (r - c)² / 2 s²)}: a guess, or what came of fitting it to the voxels
 * of a box by least squares (Levenberg–Marquardt). An axis along which the box has one voxel keeps the guess.
 * <p>
 * Parameters are b, a, then c and s of each axis. Outliers count as all voxels do: weighing them down changed nothing
 * for the better ({@code GaussianFitBenchmark}, 29 November 2026). Immutable.
 *
 * @param background b, counts
 * @param amplitude a, counts
 * @param centre c along X, Y and Z, in voxels of the volume
 * @param sigma s, standard deviations along X, Y and Z in voxels
 * @param misfit root mean square of what the fit leaves, as a share of the amplitude; not a number for a guess
 */
public record GaussianFit(double background, double amplitude, double[] centre, double[] sigma, double misfit) {

	/** Full width at half maximum of a Gaussian in standard deviations, 2 √(2 ln 2). */
	public static final double FWHM = 2 * Math.sqrt(2 * Math.log(2));

	private static final double COST_TOLERANCE = 1e-8;
	private static final double PARAMETER_TOLERANCE = 1e-6;
	private static final int MOST_EVALUATIONS = 200;
	private static final int MOST_ITERATIONS = 60;

	/** @return a guess, from which {@link #to} begins */
	public static GaussianFit guess(final double background, final double amplitude, final double[] centre,
		final double[] sigma)
	{
		return new GaussianFit(background, amplitude, centre, sigma, Double.NaN);
	}

	/** @return the fit to the voxels of this box, from this guess; empty if it does not converge to one */
	public Optional<GaussianFit> to(final Volume volume, final Box box) {
		final Window window = new Window(volume, box);
		try {
			return Optional.of(window.result(window.solve(window.parameters(this)), this));
		}
		catch (final MathIllegalStateException | IllegalArgumentException exc) {
			// No Gaussian: the fit ran out of steps or into a singular system.
			return Optional.empty();
		}
	}

	/** The voxels of a box, and the model there. */
	private static final class Window {

		private final Box box;
		/** Axes along which the box has more than one voxel. */
		private final int[] axes;
		private final double[] values;

		Window(final Volume volume, final Box box) {
			this.box = box;
			final Extent e = box.size();
			axes = IntStream.range(0, 3).filter(a -> new int[] { e.nx(), e.ny(), e.nz() }[a] > 1).toArray();
			values = new double[(int) e.voxels()];
			for (int z = 0, i = 0; z < e.nz(); z++)
				for (int y = 0; y < e.ny(); y++) {
					final float[] row = volume.row(box.y() + y, box.z() + z);
					for (int x = 0; x < e.nx(); x++)
						values[i++] = row[box.x() + x];
				}
		}

		double[] parameters(final GaussianFit guess) {
			final double[] p = new double[2 + 2 * axes.length];
			p[0] = guess.background;
			p[1] = guess.amplitude;
			for (int k = 0; k < axes.length; k++) {
				p[2 + 2 * k] = guess.centre[axes[k]];
				p[3 + 2 * k] = guess.sigma[axes[k]];
			}
			return p;
		}

		GaussianFit result(final Optimum optimum, final GaussianFit guess) {
			final double[] p = optimum.getPoint().toArray(), centre = guess.centre.clone(), sigma = guess.sigma.clone();
			for (int k = 0; k < axes.length; k++) {
				centre[axes[k]] = p[2 + 2 * k];
				sigma[axes[k]] = Math.abs(p[3 + 2 * k]);
			}
			return new GaussianFit(p[0], p[1], centre, sigma, optimum.getRMS() / Math.abs(p[1]));
		}

		Optimum solve(final double[] start) {
			return new LevenbergMarquardtOptimizer().withCostRelativeTolerance(COST_TOLERANCE)
				.withParameterRelativeTolerance(PARAMETER_TOLERANCE)
				.optimize(new LeastSquaresBuilder().start(start)
					.target(values)
					.model(this::model)
					.maxEvaluations(MOST_EVALUATIONS)
					.maxIterations(MOST_ITERATIONS)
					.build());
		}

		private Pair<RealVector, RealMatrix> model(final RealVector point) {
			final double[] p = point.toArray(), model = new double[values.length];
			final double[][] jacobian = new double[values.length][p.length];
			final Extent e = box.size();
			final int[] at = new int[3];
			int i = 0;
			for (at[2] = box.z(); at[2] < box.z() + e.nz(); at[2]++)
				for (at[1] = box.y(); at[1] < box.y() + e.ny(); at[1]++)
					for (at[0] = box.x(); at[0] < box.x() + e.nx(); at[0]++, i++)
						model[i] = voxel(p, at, jacobian[i]);
			return new Pair<>(new ArrayRealVector(model, false), new Array2DRowRealMatrix(jacobian, false));
		}

		/** The model at a voxel, and its derivatives. */
		private double voxel(final double[] p, final int[] at, final double[] derivatives) {
			double exponent = 0;
			for (int k = 0; k < axes.length; k++) {
				final double s = p[3 + 2 * k], u = (at[axes[k]] - p[2 + 2 * k]) / s;
				exponent -= 0.5 * u * u;
				derivatives[2 + 2 * k] = u / s;
				derivatives[3 + 2 * k] = u * u / s;
			}
			final double shape = Math.exp(exponent);
			derivatives[0] = 1;
			derivatives[1] = shape;
			for (int k = 2; k < derivatives.length; k++)
				derivatives[k] *= p[1] * shape;
			return p[0] + p[1] * shape;
		}
	}
}
