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
import java.util.List;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Percentiles;
import sc.fiji.lucid.image.Volume;

/** The robust mean of registered beads, and how each differs from it. */
public final class BeadMean {

	private static final double CLIP = 4;
	private static final int ENOUGH_TO_CLIP = 5;

	private BeadMean() {}

	/** @return the weighted mean of each voxel, without what lies more than four deviations from the beads' median */
	static Volume of(final List<BeadBox> boxes) {
		final Extent e = boxes.get(0).values().extent();
		final Volume mean = new Volume(e);
		final double[] values = new double[boxes.size()], weights = new double[boxes.size()];
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++) {
					int n = 0;
					for (final BeadBox box : boxes)
						if (box.isValid(x, y, z)) {
							values[n] = box.values().row(y, z)[x];
							weights[n++] = box.weight();
						}
					mean.row(y, z)[x] = (float) clippedMean(values, weights, n);
				}
		return mean;
	}

	private static double clippedMean(final double[] values, final double[] weights, final int n) {
		double limit = Double.POSITIVE_INFINITY, middle = 0;
		if (n >= ENOUGH_TO_CLIP) {
			final double[] part = Arrays.copyOf(values, n);
			middle = Percentiles.median(part);
			for (int i = 0; i < n; i++)
				part[i] = Math.abs(values[i] - middle);
			limit = CLIP * 1.4826 * Percentiles.median(part);
		}
		double sum = 0, weight = 0;
		for (int i = 0; i < n; i++)
			if (Math.abs(values[i] - middle) <= limit) {
				sum += weights[i] * values[i];
				weight += weights[i];
			}
		return weight > 0 ? sum / weight : 0;
	}

	/**
	 * How a bead lies relative to the mean.
	 *
	 * @param shift of the bead in voxels along X, Y and Z
	 * @param scale its amplitude over that of the mean
	 * @param misfit root mean square of what remains over that of the bead
	 */
	public record Match(double[] shift, double scale, double misfit) {}

	/**
	 * Fits {@code bead ≈ scale·mean + offset − scale·shift·∇mean} by linear least
	 * squares within {@code reach} of the centre (Lucas &amp; Kanade, IJCAI 1981).
	 */
	public static Match match(final Volume mean, final BeadBox box, final int[] reach) {
		final Extent e = mean.extent();
		final int[] c = { e.nx() / 2, e.ny() / 2, e.nz() / 2 };
		final double[][] normal = new double[5][5];
		final double[] right = new double[5];
		double squares = 0;
		for (int z = Math.max(1, c[2] - reach[2]); z <= Math.min(e.nz() - 2, c[2] + reach[2]); z++)
			for (int y = Math.max(1, c[1] - reach[1]); y <= Math.min(e.ny() - 2, c[1] + reach[1]); y++)
				for (int x = Math.max(1, c[0] - reach[0]); x <= Math.min(e.nx() - 2, c[0] + reach[0]); x++) {
					if (!box.isValid(x, y, z)) continue;
					final double value = box.values().row(y, z)[x];
					final double[] basis = { mean.row(y, z)[x], 1, (mean.row(y, z)[x + 1] - mean.row(y, z)[x - 1]) / 2,
						(mean.row(y + 1, z)[x] - mean.row(y - 1, z)[x]) / 2,
						(mean.row(y, z + 1)[x] - mean.row(y, z - 1)[x]) / 2 };
					squares += value * value;
					for (int i = 0; i < 5; i++) {
						right[i] += basis[i] * value;
						for (int j = 0; j < 5; j++)
							normal[i][j] += basis[i] * basis[j];
					}
				}
		final double[] solution = new SingularValueDecomposition(new Array2DRowRealMatrix(normal)).getSolver()
			.solve(new ArrayRealVector(right))
			.toArray();
		double rest = squares;
		for (int i = 0; i < 5; i++)
			rest -= solution[i] * right[i];
		final double scale = solution[0];
		return new Match(new double[] { -solution[2] / scale, -solution[3] / scale, -solution[4] / scale }, scale,
			Math.sqrt(Math.max(0, rest) / squares));
	}
}
