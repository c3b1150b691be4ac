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
package sc.fiji.lucid.quality.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.quality.resolution.ShellSums;
import sc.fiji.lucid.quality.resolution.ShellSums.Quantity;

/**
 * What a normalised residual has that noise has not. Noise is white: no voxel knows of its neighbour,
 * and all frequencies have the same power.
 *
 * @param autocorrelation along X, Y and Z, for lags of 1, 2, 3... voxels; 0 by chance
 * @param blocks variance of the means of 8×8×4 voxels, times their number; 1 by chance, more where light is misplaced
 * @param frequency middle of each shell of the spectrum, cycles/µm; none if the stack is too small
 * @param power by direction, from along the optical axis to across it: mean power of each shell over
 *          that of white noise of variance 1; below 1 where noise was fitted
 */
public record ResidualStructure(List<double[]> autocorrelation, double blocks, double[] frequency,
	List<double[]> power)
{

	private static final int LAGS = 10;
	private static final int LEAST = 16;

	/** @param margin voxels left out at each end of X, Y and Z */
	static ResidualStructure of(final Volume residual, final int[] margin, final VoxelSize voxelSize,
		final BooleanSupplier cancelled)
	{
		final Extent e = residual.extent();
		final Extent core = new Extent(e.nx() - 2 * margin[0], e.ny() - 2 * margin[1], e.nz() - 2 * margin[2]);
		final List<double[]> correlation = List.of(along(residual, core, margin, 0), along(residual, core, margin, 1),
			along(residual, core, margin, 2));
		final double blocks = blocks(residual, core, margin);
		if (core.nx() < 2 * LEAST || core.ny() < LEAST)
			return new ResidualStructure(correlation, blocks, new double[0], List.of());
		final ShellSums sums = spectrum(residual, core, margin, voxelSize, cancelled);
		final double[] frequency = new double[sums.shells()];
		for (int i = 0; i < frequency.length; i++)
			frequency[i] = sums.frequency(i);
		final double white = squares(core.nx() / 2) * squares(core.ny()) * squares(core.nz());
		final List<double[]> power = new ArrayList<>();
		for (int sector = core.nz() > 1 ? 0 : ShellSums.SECTORS - 1; sector < ShellSums.SECTORS; sector++)
			power.add(power(sums, sector, white));
		return new ResidualStructure(correlation, blocks, frequency, power);
	}

	/** @return the correlation of neighbours along X, Y and Z */
	public double[] neighbours() {
		return autocorrelation.stream().mapToDouble(lags -> lags.length > 0 ? lags[0] : 0).toArray();
	}

	private static double[] along(final Volume residual, final Extent core, final int[] margin, final int axis) {
		final int n = axis == 0 ? core.nx() : axis == 1 ? core.ny() : core.nz(), lags = Math.min(LAGS, n / 4);
		final double[] s = Planes.sum(core.nz(), 1 + 2 * lags, (z, sums) -> {
			for (int y = 0; y < core.ny(); y++) {
				final float[] row = residual.row(y + margin[1], z + margin[2]);
				for (int x = margin[0]; x < margin[0] + core.nx(); x++)
					sums[0] += row[x] * row[x];
				for (int lag = 1; lag <= lags && (axis != 1 || y + lag < core.ny()) &&
					(axis != 2 || z + lag < core.nz()); lag++)
					addProducts(row,
						residual.row(y + margin[1] + (axis == 1 ? lag : 0), z + margin[2] + (axis == 2 ? lag : 0)),
						margin[0], core.nx(), axis == 0 ? lag : 0, sums, 2 * lag - 1);
			}
		});
		final double[] correlation = new double[lags];
		for (int i = 0; i < lags; i++)
			correlation[i] = s[0] > 0 ? s[2 * i + 1] / s[2 * i + 2] * core.voxels() / s[0] : 0;
		return correlation;
	}

	private static void addProducts(final float[] a, final float[] b, final int from, final int n, final int shift,
		final double[] sums, final int at)
	{
		double sum = 0;
		for (int x = from; x < from + n - shift; x++)
			sum += a[x] * b[x + shift];
		sums[at] += sum;
		sums[at + 1] += n - shift;
	}

	private static double blocks(final Volume residual, final Extent core, final int[] margin) {
		final int nx = Math.min(8, core.nx()), ny = Math.min(8, core.ny()), nz = Math.min(4, core.nz());
		final double[] s = Planes.sum(core.nz() / nz, 3, (block, sums) -> {
			for (int y0 = 0; y0 + ny <= core.ny(); y0 += ny)
				for (int x0 = 0; x0 + nx <= core.nx(); x0 += nx) {
					double sum = 0;
					for (int z = block * nz; z < (block + 1) * nz; z++)
						for (int y = y0; y < y0 + ny; y++) {
							final float[] row = residual.row(y + margin[1], z + margin[2]);
							for (int x = x0; x < x0 + nx; x++)
								sum += row[x + margin[0]];
						}
					final double mean = sum / (nx * ny * nz);
					sums[0] += mean;
					sums[1] += mean * mean;
					sums[2]++;
				}
		});
		return (s[1] / s[2] - Math.pow(s[0] / s[2], 2)) * nx * ny * nz;
	}

	/** Left and right half side by side, in one transform of half the memory. */
	private static ShellSums spectrum(final Volume residual, final Extent core, final int[] margin,
		final VoxelSize voxelSize, final BooleanSupplier cancelled)
	{
		final int half = core.nx() / 2;
		return ShellSums.of(new Extent(half, core.ny(), core.nz()), voxelSize, (y, z, a, b) -> {
			final float[] row = residual.row(y + margin[1], z + margin[2]);
			System.arraycopy(row, margin[0], a, 0, half);
			System.arraycopy(row, margin[0] + half, b, 0, half);
		}, 0, 0, cancelled);
	}

	private static double[] power(final ShellSums sums, final int sector, final double white) {
		final double[] power = new double[sums.shells()];
		for (int i = 0; i < power.length; i++) {
			final double count = sums.get(Quantity.COUNT, sector, i);
			power[i] = count > 0
				? (sums.get(Quantity.FIRST, sector, i) + sums.get(Quantity.SECOND, sector, i)) / (2 * count * white)
				: Double.NaN;
		}
		return power;
	}

	private static double squares(final int n) {
		double sum = 0;
		for (int i = 0; i < n; i++)
			sum += Math.pow(ShellSums.hann(i, n), 2);
		return sum;
	}
}
