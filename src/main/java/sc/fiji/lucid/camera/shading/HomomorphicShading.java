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
package sc.fiji.lucid.camera.shading;

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Volume;

/**
 * Shading that few images tell, approximately: what varies slowly in their logarithms. The logarithm makes a sum of
 * object and shading (Oppenheim, Schafer &amp; Stockham 1968, Proc. IEEE 56:1264); cosines of low orders are fitted
 * to it by least absolute deviations, which the bright objects of a field bend less than least squares. An object
 * that itself varies slowly over the field is taken for shading.
 */
public final class HomomorphicShading {

	/** Cosines of a higher order, along both axes together, are the object's. */
	private static final int ORDERS = 2;
	/** Light of less than this part of the mean is taken for that: a logarithm of nothing says nothing. */
	private static final double DARKEST = 0.02;
	/** Rests of less than this are alike, and how often they are weighed anew: it changes no more then. */
	private static final double SMALL = 0.02;
	private static final int ROUNDS = 30;

	private final CosineBasis basis = new CosineBasis(FoundShading.SIDE);
	private final List<double[]> logs = new ArrayList<>();
	private final List<double[]> waves = new ArrayList<>();
	private final double[] cosines = new double[FoundShading.SIDE * FoundShading.SIDE];
	private final List<Integer> orders = new ArrayList<>();

	private HomomorphicShading() {
		for (int along = 0; along <= ORDERS; along++)
			for (int down = 0; down + along <= ORDERS; down++)
				if (along + down > 0) {
					final double[] one = new double[cosines.length];
					one[down * FoundShading.SIDE + along] = 1;
					orders.add(down * FoundShading.SIDE + along);
					waves.add(basis.image(one));
				}
	}

	/**
	 * @param images one plane each, all of one size, perhaps {@link FoundShading#reduced}: light above the camera's offset
	 * @param size of a slice, for which the shading is wanted
	 * @return the shading
	 * @throws IllegalArgumentException if there is no image, they differ in size, or hold no light
	 */
	public static FoundShading of(final List<Volume> images, final Extent size) {
		if (images.isEmpty()) throw new IllegalArgumentException("There is no image to find shading in.");
		final HomomorphicShading found = new HomomorphicShading();
		final double[] means = new double[images.size()];
		for (int i = 0; i < means.length; i++)
			means[i] = found.add(images.get(i), images.get(0).extent());
		for (int round = 0; round < ROUNDS; round++)
			found.fit();
		final double[] smooth = found.basis.image(found.cosines);
		for (int x = 0; x < smooth.length; x++)
			smooth[x] = Math.exp(smooth[x]);
		return new FoundShading(FoundShading.flat(found.basis, found.basis.coefficients(smooth), size.nx(), size.ny()),
			null, means);
	}

	/** @return mean light of an image */
	private double add(final Volume image, final Extent e) {
		if (!image.extent().equals(e)) throw new IllegalArgumentException("Images of " + e.nx() + "x" + e.ny() +
			" and " + image.extent().nx() + "x" + image.extent().ny() + " pixels have no common shading.");
		final double mean = image.sum() / e.voxels();
		if (!(mean > 0)) throw new IllegalArgumentException(
			"An image shows no light above the dark: check the dark, or the counts without light ('offset').");
		final double[] log = FoundShading.coarse(image);
		for (int x = 0; x < log.length; x++)
			log[x] = Math.log(Math.max(DARKEST, log[x] / mean));
		logs.add(log);
		return mean;
	}

	/** Least squares, each rest by the weight of one over the last. */
	private void fit() {
		final int n = waves.size();
		final double[][] matrix = new double[n][n];
		final double[] right = new double[n], now = basis.image(cosines);
		for (final double[] log : logs) {
			final double[] rest = log.clone();
			for (int x = 0; x < rest.length; x++)
				rest[x] -= now[x];
			final double level = Percentiles.median(rest);
			for (int x = 0; x < rest.length; x++) {
				final double weight = 1 / Math.max(SMALL, Math.abs(rest[x] - level));
				for (int i = 0; i < n; i++) {
					right[i] += weight * waves.get(i)[x] * (log[x] - level);
					for (int j = 0; j < n; j++)
						matrix[i][j] += weight * waves.get(i)[x] * waves.get(j)[x];
				}
			}
		}
		final double[] solved = new LUDecomposition(new Array2DRowRealMatrix(matrix, false)).getSolver()
			.solve(new ArrayRealVector(right, false))
			.toArray();
		for (int i = 0; i < n; i++)
			cosines[orders.get(i)] = solved[i];
	}
}
