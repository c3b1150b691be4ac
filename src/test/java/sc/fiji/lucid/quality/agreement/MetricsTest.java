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

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.quality.Simulated;

public class MetricsTest {

	private static final Extent BOX = new Extent(23, 17, 9);
	private static final Extent PLANE = new Extent(23, 17, 1);

	/**
	 * The numbers below were made by scikit-image 0.19.3 from this same scene in numpy float64 (rounded to float32).
	 */
	private static Volume truth(final Extent extent) {
		return Simulated.volume(extent,
			(x, y, z) -> 100 * (1 + Math.sin(0.3 * x) * Math.cos(0.2 * y) * Math.sin(0.5 * z + 1)));
	}

	private static Volume estimate(final Extent extent) {
		return Simulated.volume(extent, (x, y, z) -> {
			final long i = ((long) z * extent.ny() + y) * extent.nx() + x;
			final double random = ((i * 1664525 + 1013904223) & 0xffffffffL) / 4294967296.0;
			return 80 * (1 + Math.sin(0.3 * x) * Math.cos(0.2 * y) * Math.sin(0.5 * z + 1)) + 20 * random;
		});
	}

	private static double ssim(final Extent extent, final int window) {
		return StructuralSimilarity.ssim(truth(extent), estimate(extent), 1, 200, window);
	}

	@Test
	public void aPerfectEstimateIsPerfect() {
		final Volume t = truth(BOX);
		assertEquals(0, Metrics.nrmse(t, t), 0);
		assertEquals(Double.POSITIVE_INFINITY, Metrics.psnr(t, t, 1, 200), 0);
		assertEquals(1, StructuralSimilarity.ssim(t, t, 1, 200, 7), 1e-12);
		assertEquals(1, Metrics.fittedScale(t, t), 1e-12);
	}

	@Test
	public void theFittedScaleUndoesAScale() {
		final Volume t = truth(BOX);
		final Volume half = Simulated.volume(BOX, (x, y, z) -> 0.5 * t.row(y, z)[x]);
		assertEquals(2, Metrics.fittedScale(t, half), 1e-12);
		assertEquals(0, Metrics.nrmse(t, half, 2, Metrics.Normalization.EUCLIDEAN), 1e-12);
		assertEquals(0.5, Metrics.nrmse(t, half), 1e-7);
	}

	@Test
	public void noScaleIsBetterThanTheFittedOne() {
		final Volume t = truth(BOX), e = estimate(BOX);
		final double s = Metrics.fittedScale(t, e), best = Metrics.meanSquaredError(t, e, s);
		assertTrue(best < Metrics.meanSquaredError(t, e, 1.001 * s));
		assertTrue(best < Metrics.meanSquaredError(t, e, 0.999 * s));
	}

	@Test
	public void anEstimateOfZerosHasErrorOne() {
		assertEquals(1, Metrics.nrmse(truth(BOX), new Volume(BOX)), 1e-12);
	}

	@Test
	public void nrmseAgreesWithScikitImage() {
		final Volume t = truth(BOX), e = estimate(BOX);
		// skimage.metrics.normalized_root_mse(t, e)
		assertEquals(0.1303537250882094, Metrics.nrmse(t, e), 1e-6);
		// skimage.metrics.normalized_root_mse(t, e, normalization='min-max')
		assertEquals(0.0703057922467077, Metrics.nrmse(t, e, 1, Metrics.Normalization.MIN_MAX), 1e-6);
		// skimage.metrics.normalized_root_mse(t, e, normalization='mean')
		assertEquals(0.1398163344673263, Metrics.nrmse(t, e, 1, Metrics.Normalization.MEAN), 1e-6);
		assertEquals(0.148914537811778, Metrics.nrmse(truth(PLANE), estimate(PLANE)), 1e-6);
	}

	@Test
	public void psnrAgreesWithScikitImage() {
		// skimage.metrics.peak_signal_noise_ratio(t, e, data_range=200)
		assertEquals(23.109543481246497, Metrics.psnr(truth(BOX), estimate(BOX), 1, 200), 1e-6);
		assertEquals(21.86298424802519, Metrics.psnr(truth(PLANE), estimate(PLANE), 1, 200), 1e-6);
	}

	@Test
	public void ssimAgreesWithScikitImage() {
		// skimage.metrics.structural_similarity(t, e, data_range=200)
		assertEquals(0.9464540524109641, ssim(BOX, StructuralSimilarity.DEFAULT_WINDOW), 1e-6);
		assertEquals(0.9663715840085542, ssim(PLANE, StructuralSimilarity.DEFAULT_WINDOW), 1e-6);
		// skimage.metrics.structural_similarity(t, e, data_range=200, win_size=5)
		assertEquals(0.9244556777915091, ssim(BOX, 5), 1e-6);
		assertEquals(0.9672989720725075, ssim(PLANE, 5), 1e-6);
	}

	@Test
	public void wrongInputIsRefusedByName() {
		assertTrue(
			assertThrows(IllegalArgumentException.class, () -> Metrics.nrmse(truth(BOX), truth(PLANE))).getMessage()
				.contains("23x17x9"));
		assertTrue(
			assertThrows(IllegalArgumentException.class, () -> Metrics.psnr(truth(BOX), truth(BOX), 1, 0)).getMessage()
				.contains("data range"));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> ssim(BOX, 6)).getMessage().contains("odd"));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> ssim(BOX, 11)).getMessage().contains("smaller"));
	}
}
