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

import sc.fiji.lucid.camera.VolumeStatistics;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.quality.resolution.FourierShellCorrelation;
import sc.fiji.lucid.quality.resolution.ShellSums;
import sc.fiji.lucid.quality.resolution.ShellSums.Quantity;

/**
 * An estimate beside the truth, at the scale that fits best.
 *
 * @param scale what the estimate was multiplied by, see {@link Metrics#fittedScale}
 * @param dataRange largest minus smallest value of the truth, for PSNR and SSIM
 * @param nrmse normalised root-mean-square error (Euclidean) of the scaled estimate
 * @param nrmseUnscaled the same of the estimate as it is
 * @param psnr peak signal-to-noise ratio of the scaled estimate, dB
 * @param ssim structural similarity of the scaled estimate; not a number if the volume is smaller than its window
 * @param bands the error by spatial frequency
 */
public record TruthComparison(double scale, double dataRange, double nrmse, double nrmseUnscaled, double psnr,
	double ssim, List<Band> bands)
{

	private static final int BANDS = 8;

	/**
	 * A band of spatial frequencies.
	 *
	 * @param from cycles/µm
	 * @param to cycles/µm
	 * @param nrmse |estimate - truth| / |truth| within the band: 0 is perfect, 1 is as good as nothing
	 */
	public record Band(double from, double to, double nrmse) {}

	/**
	 * @param voxelSize of both, µm
	 * @throws IllegalArgumentException if the sizes differ or the truth is the same everywhere
	 */
	public static TruthComparison of(final Volume truth, final Volume estimate, final VoxelSize voxelSize,
		final BooleanSupplier cancelled)
	{
		final double scale = Metrics.fittedScale(truth, estimate);
		final double range = VolumeStatistics.of(truth).range();
		final Extent e = truth.extent();
		final int window = StructuralSimilarity.DEFAULT_WINDOW;
		final boolean fits = e.nx() >= window && e.ny() >= window && (e.nz() == 1 || e.nz() >= window);
		return new TruthComparison(scale, range, Metrics.nrmse(truth, estimate, scale, Metrics.Normalization.EUCLIDEAN),
			Metrics.nrmse(truth, estimate), Metrics.psnr(truth, estimate, scale, range),
			fits ? StructuralSimilarity.ssim(truth, estimate, scale, range, window) : Double.NaN,
			bands(truth, estimate, scale, voxelSize, cancelled));
	}

	private static List<Band> bands(final Volume truth, final Volume estimate, final double scale,
		final VoxelSize voxelSize, final BooleanSupplier cancelled)
	{
		final ShellSums sums = FourierShellCorrelation.sumsOfRepeats(truth, estimate, voxelSize, cancelled);
		final List<Band> bands = new ArrayList<>();
		for (int band = 0; band < BANDS; band++) {
			final int from = band * sums.shells() / BANDS, to = (band + 1) * sums.shells() / BANDS;
			double power = 0, error = 0;
			for (int shell = from; shell < to; shell++) {
				final double t = sums.get(Quantity.FIRST, shell);
				power += t;
				error += t + scale * scale * sums.get(Quantity.SECOND, shell) -
					2 * scale * sums.get(Quantity.CROSS, shell);
			}
			bands.add(new Band(from * sums.width(), to * sums.width(), Math.sqrt(Math.max(0, error) / power)));
		}
		return bands;
	}
}
