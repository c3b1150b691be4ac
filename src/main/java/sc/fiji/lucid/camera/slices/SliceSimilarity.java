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
package sc.fiji.lucid.camera.slices;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;

/**
 * How alike the slices of a stack are at one scale, learned from the stack itself, and by it how likely
 * slices lie where they are said to lie. Slices are compared by their Haar coefficients, which
 * neither a background nor white noise correlates, tile by tile.
 */
final class SliceSimilarity {

	/** The finest has coefficients of 4×4 voxels: below it lies mostly noise. */
	private static final int SCALES = 4;
	/** Side of a tile in voxels, and how many coefficients it has along it at least. */
	private static final int TILE = 32;
	private static final int LEAST_ALONG = 2;
	/** Fewer coefficients tell no variance. */
	private static final int LEAST = 6;
	/** Tiles count where their detail exceeds noise by so many standard errors. */
	private static final double SIGNIFICANT = 4;
	/**
	 * Share of the detail that follows nothing: without it, rounding of the correlations would decide on bright stacks.
	 */
	private static final double UNRELATED = 1e-3;

	/** In a mean, whose noise is so much less than a voxel's. */
	private static final int VOXELS = 4;

	private final int[] coefficients;
	/** Of slice z and the one {@code lag} after it, the sum of products in each tile. */
	private final double[][][] products;
	/** Of slices so far apart, free of noise. */
	private final double[] correlations;
	private final double noise;

	/**
	 * @param halved the stack, means of 2×2 voxels
	 * @param noise variance of these means
	 * @param lags how far slices are compared
	 * @return one for each scale, from fine to coarse
	 */
	static List<SliceSimilarity> of(final Volume halved, final double noise, final int lags) {
		final List<SliceSimilarity> scales = new ArrayList<>();
		int nx = halved.extent().nx(), ny = halved.extent().ny();
		float[][] means = orthonormal(halved);
		for (int scale = 0; scale < SCALES && Math.min(nx, ny) > 1; scale++, nx /= 2, ny /= 2) {
			final float[][] details = new float[means.length][];
			final float[][] finer = means, coarser = new float[means.length][];
			final int width = nx, height = ny;
			Planes.forEach(means.length, z -> {
				details[z] = new float[3 * (width / 2) * (height / 2)];
				coarser[z] = split(finer[z], width, height, details[z]);
			});
			final int along = Math.max(LEAST_ALONG, TILE >> scale + 2);
			scales.add(new SliceSimilarity(details, nx / 2, ny / 2, along, VOXELS * noise, lags));
			means = coarser;
		}
		return scales;
	}

	private SliceSimilarity(final float[][] details, final int nx, final int ny, final int along, final double noise,
		final int lags)
	{
		this.noise = noise;
		final int columns = Math.max(1, nx / along), rows = Math.max(1, ny / along);
		final int[] tiles = new int[nx * ny];
		coefficients = new int[columns * rows];
		for (int i = 0; i < tiles.length; i++) {
			tiles[i] = Math.min(i / nx / along, rows - 1) * columns + Math.min(i % nx / along, columns - 1);
			coefficients[tiles[i]] += 3;
		}
		products = new double[details.length][lags + 1][coefficients.length];
		Planes.forEach(details.length, z -> {
			for (int lag = 0; lag <= lags && z + lag < details.length; lag++)
				for (int i = 0; i < details[z].length; i++)
					products[z][lag][tiles[i / 3]] += details[z][i] * details[z + lag][i];
		});
		correlations = IntStream.rangeClosed(0, lags).mapToDouble(this::correlation).toArray();
	}

	/** Twice the means of 2×2 voxels have the noise of a voxel. */
	private static float[][] orthonormal(final Volume halved) {
		final int nx = halved.extent().nx(), ny = halved.extent().ny();
		final float[][] planes = new float[halved.extent().nz()][nx * ny];
		Planes.forEach(planes.length, z -> {
			for (int i = 0; i < planes[z].length; i++)
				planes[z][i] = 2 * halved.row(i / nx, z)[i % nx];
		});
		return planes;
	}

	/** One step of the orthonormal Haar transform: three details of each 2×2 block, and its mean, which is returned. */
	private static float[] split(final float[] plane, final int nx, final int ny, final float[] details) {
		final int width = nx / 2;
		final float[] means = new float[width * (ny / 2)];
		for (int i = 0; i < means.length; i++) {
			final int at = 2 * (i / width) * nx + 2 * (i % width);
			final float a = plane[at], b = plane[at + 1], c = plane[at + nx], d = plane[at + nx + 1];
			means[i] = 0.5f * (a + b + c + d);
			details[3 * i] = 0.5f * (a - b + c - d);
			details[3 * i + 1] = 0.5f * (a + b - c - d);
			details[3 * i + 2] = 0.5f * (a - b - c + d);
		}
		return means;
	}

	/** @return how well a slice and the next correlate, free of noise; 0 where there is but noise */
	double ofNeighbours() {
		return correlations[1];
	}

	private double correlation(final int lag) {
		if (lag == 0) return 1;
		double both = 0, first = 0, second = 0;
		for (int z = 0; z + lag < products.length; z++) {
			both += Arrays.stream(products[z][lag]).sum();
			first += light(z);
			second += light(z + lag);
		}
		return first > 0 && second > 0 ? both / Math.sqrt(first * second) : 0;
	}

	private double light(final int z) {
		return Arrays.stream(products[z][0]).sum() - noise * Arrays.stream(coefficients).sum();
	}

	/** Slices as a Gaussian process along z, its covariance turned to its axes. */
	private record Axes(double[] variances, double[][] directions) {}

	/** @param positions where the slices are said to lie */
	private Axes axes(final double[] positions) {
		final double[][] correlation = new double[positions.length][positions.length];
		for (int i = 0; i < positions.length; i++)
			for (int j = 0; j < positions.length; j++)
				correlation[i][j] = between(Math.abs(positions[i] - positions[j]));
		final EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(correlation, false));
		return new Axes(Arrays.stream(eigen.getRealEigenvalues()).map(v -> Math.max(0, v) + UNRELATED).toArray(),
			eigen.getVT().getData());
	}

	/** The correlation at a distance in slices. */
	private double between(final double distance) {
		final int lag = (int) Math.min(distance, correlations.length - 2);
		return correlations[lag] + (distance - lag) * (correlations[lag + 1] - correlations[lag]);
	}

	/**
	 * Adds by how much likelier slices lie at {@code there} than at any of {@code here}: the logarithm for a
	 * coefficient, times the root of their number in a tile, as neighbours are no independent witnesses.
	 *
	 * @param here no further apart than there are lags
	 * @param sums of each place between slices, to which half of the slices lie on either side
	 * @param tiles how many had detail
	 */
	void compare(final List<double[]> here, final double[] there, final double[] sums, final int[] tiles) {
		if (!(ofNeighbours() > 0)) return;
		final List<Axes> a = here.stream().map(this::axes).toList();
		final Axes b = axes(there);
		final int n = there.length;
		Planes.forEach(products.length - n + 1, from -> {
			for (int tile = 0; tile < coefficients.length; tile++) {
				final double[][] covariance = covariance(from, n, tile);
				final double variance = IntStream.range(0, n).mapToDouble(i -> covariance[i][i]).sum() / n - noise;
				final double chance = noise * Math.sqrt(2.0 / coefficients[tile] / n);
				if (coefficients[tile] < LEAST || !(variance > SIGNIFICANT * chance)) continue;
				final double best = a.stream()
					.mapToDouble(axes -> logLikelihood(axes, covariance, variance))
					.max()
					.getAsDouble();
				sums[from + n / 2] += Math.sqrt(coefficients[tile]) * (logLikelihood(b, covariance, variance) - best);
				tiles[from + n / 2]++;
			}
		});
	}

	private double[][] covariance(final int from, final int n, final int tile) {
		final double[][] covariance = new double[n][n];
		for (int i = 0; i < n; i++)
			for (int j = i; j < n; j++)
				covariance[i][j] = covariance[j][i] = products[from + i][j - i][tile] / coefficients[tile];
		return covariance;
	}

	/** Of one coefficient, up to a constant. */
	private double logLikelihood(final Axes axes, final double[][] covariance, final double variance) {
		double sum = 0;
		for (int k = 0; k < covariance.length; k++) {
			final double[] u = axes.directions[k];
			double found = 0;
			for (int i = 0; i < u.length; i++)
				for (int j = 0; j < u.length; j++)
					found += u[i] * covariance[i][j] * u[j];
			final double expected = variance * axes.variances[k] + noise;
			sum -= 0.5 * (found / expected + Math.log(expected));
		}
		return sum;
	}
}
