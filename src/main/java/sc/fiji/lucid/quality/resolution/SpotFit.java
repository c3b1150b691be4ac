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

import java.util.Optional;

import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer.Optimum;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * The least-squares fit of {@code b + a exp(-Σ (r_i - c_i)² / 2 s_i²)} to a box
 * around a spot. Parameters: b, a, then c and s of each axis longer than one voxel.
 */
final class SpotFit {

	/** Full width at half maximum of a Gaussian in standard deviations, 2 sqrt(2 ln 2). */
	static final double FWHM = 2 * Math.sqrt(2 * Math.log(2));

	private static final int MAX_STEPS = 60;

	private final Volume box;
	private final int axes;
	private final double[] values;

	private SpotFit(final Volume box) {
		this.box = box;
		final Extent e = box.extent();
		axes = e.nz() > 1 ? 3 : 2;
		values = new double[(int) e.voxels()];
		for (int z = 0, i = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++)
					values[i++] = box.row(y, z)[x];
	}

	/**
	 * @param corner first voxel of the box, x, y, z
	 * @param peak brightest voxel, x, y, z
	 * @param width its full widths at half maximum by eye, in voxels
	 * @return the spot; empty if the fit does not converge to one
	 */
	static Optional<Spot> fit(final Volume volume, final int[] corner, final Extent size, final int[] peak,
		final double[] width, final VoxelSize voxelSize)
	{
		return new SpotFit(volume.crop(corner[0], corner[1], corner[2], size)).fit(corner, peak, width, voxelSize);
	}

	private Optional<Spot> fit(final int[] corner, final int[] peak, final double[] width, final VoxelSize voxelSize) {
		final double[] start = new double[2 + 2 * axes];
		double least = Double.POSITIVE_INFINITY, most = Double.NEGATIVE_INFINITY;
		for (final double v : values) {
			least = Math.min(least, v);
			most = Math.max(most, v);
		}
		start[0] = least;
		start[1] = most - least;
		for (int axis = 0; axis < axes; axis++) {
			start[2 + 2 * axis] = peak[axis] - corner[axis];
			start[3 + 2 * axis] = Math.max(0.5, width[axis] / FWHM);
		}
		try {
			final Optimum optimum = new LevenbergMarquardtOptimizer().withCostRelativeTolerance(1e-8)
				.withParameterRelativeTolerance(1e-6).optimize(new LeastSquaresBuilder().start(start).target(
				values).model(this::model).maxEvaluations(MAX_STEPS).maxIterations(MAX_STEPS).build());
			return Optional.of(spot(optimum, corner, voxelSize));
		}
		catch (final MathIllegalStateException | IllegalArgumentException e) {
			// Not a spot: the fit ran out of steps or into a singular system.
			return Optional.empty();
		}
	}

	private Spot spot(final Optimum optimum, final int[] corner, final VoxelSize voxelSize) {
		final double[] p = optimum.getPoint().toArray();
		final double[] size = { voxelSize.x(), voxelSize.y(), voxelSize.z() };
		final double[] fwhm = new double[3];
		final double[] centre = { corner[0], corner[1], corner[2] };
		for (int axis = 0; axis < axes; axis++) {
			centre[axis] += p[2 + 2 * axis];
			fwhm[axis] = FWHM * Math.abs(p[3 + 2 * axis]) * size[axis];
		}
		return new Spot(centre[0], centre[1], centre[2], p[1], p[0], fwhm[0], fwhm[1], fwhm[2], optimum.getRMS() / Math.abs(
			p[1]));
	}

	private Pair<RealVector, RealMatrix> model(final RealVector point) {
		final double[] p = point.toArray();
		final double[] model = new double[values.length];
		final double[][] jacobian = new double[values.length][p.length];
		final Extent e = box.extent();
		for (int z = 0, i = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++, i++)
					model[i] = voxel(p, new int[] { x, y, z }, jacobian[i]);
		return new Pair<>(new ArrayRealVector(model, false), new Array2DRowRealMatrix(jacobian, false));
	}

	/** The model at a voxel, and its derivatives. */
	private double voxel(final double[] p, final int[] at, final double[] derivatives) {
		double exponent = 0;
		for (int axis = 0; axis < axes; axis++) {
			final double u = (at[axis] - p[2 + 2 * axis]) / p[3 + 2 * axis];
			exponent -= 0.5 * u * u;
			derivatives[2 + 2 * axis] = u / p[3 + 2 * axis];
			derivatives[3 + 2 * axis] = u * u / p[3 + 2 * axis];
		}
		final double shape = Math.exp(exponent);
		derivatives[0] = 1;
		derivatives[1] = shape;
		for (int k = 2; k < derivatives.length; k++)
			derivatives[k] *= p[1] * shape;
		return p[0] + p[1] * shape;
	}
}
