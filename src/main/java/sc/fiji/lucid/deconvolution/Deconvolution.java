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
package sc.fiji.lucid.deconvolution;

import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.Extent;
import sc.fiji.lucid.fft.Volume;
import sc.fiji.lucid.psf.Psf;

/** Restores one volume with one PSF. */
public final class Deconvolution {

	private Deconvolution() {}

	/**
	 * @param recorded the stack
	 * @param psf at the stack's voxel size
	 * @param options how
	 * @param progress told of every iteration, asked whether to stop
	 * @return the restored field of view and what was done
	 * @throws IllegalArgumentException if the stack holds NaN or infinite voxels or
	 *           nothing but zeros, or the PSF is larger than a periodic stack
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	public static Restoration restore(final Observed recorded, final Psf psf, final DeconvolutionOptions options,
		final Progress progress)
	{
		final ObservedStatistics statistics = ObservedStatistics.of(recorded);
		checkPeriodic(recorded.extent(), psf.extent(), options);
		// Shifted Poisson: negative values are kept by raising data and background alike.
		final double shift = Math.max(0, -statistics.min());
		final Observed observed = shift == 0 ? recorded : recorded.plus(shift);
		final double background = shift + options.background().orElseGet(() -> BackgroundEstimate.of(observed).value() -
			shift);
		final ForwardModel model = new ForwardModel(observed, psf, background, options.boundary(), ForwardModel
			.engineFor(recorded.extent(), options), progress);
		final Volume estimate = model.initialEstimate(options.initialEstimate());
		final double[] divergence = RichardsonLucy.run(model, estimate, options.iterations(), progress);
		final Extent view = recorded.extent();
		final Volume restored = view.equals(model.grid()) ? estimate : estimate.crop(0, 0, 0, view);
		return new Restoration(restored, background - shift, shift, model.grid(), options.iterations(),
			StopReason.ITERATIONS, divergence, (statistics.mean() + shift - background) * view.voxels(), checkedFlux(
				restored));
	}

	/**
	 * @param view size of the stack
	 * @param bytesPerVoxel of the recorded stack
	 * @param psf size of the PSF
	 * @return bytes that {@link #restore} holds at its peak: the recorded stack, the
	 *         PSF, one transfer function, one field, the estimate, and with a padded
	 *         boundary the weights and the restored field of view
	 */
	public static long bytes(final Extent view, final int bytesPerVoxel, final Extent psf,
		final DeconvolutionOptions options)
	{
		final Extent grid = ForwardModel.grid(view, psf, options);
		final Engine engine = ForwardModel.engineFor(view, options);
		final int volumes = options.boundary() == Boundary.PADDED ? 2 : 1;
		return bytesPerVoxel * view.voxels() + Float.BYTES * (psf.voxels() + volumes * grid.voxels() + (volumes - 1) * view
			.voxels()) + engine.otfBytes(grid) + engine.fieldBytes(grid);
	}

	private static void checkPeriodic(final Extent stack, final Extent psf, final DeconvolutionOptions options) {
		if (options.boundary() == Boundary.PERIODIC && !stack.contains(psf)) throw new IllegalArgumentException(
			"The PSF (" + psf + ") is larger than the stack (" + stack +
				"): use the padded boundary, or crop the PSF.");
	}

	private static double checkedFlux(final Volume restored) {
		final double flux = restored.sum();
		if (!(flux > 0) || Double.isInfinite(flux)) throw new IllegalStateException("The restored stack sums to " + flux +
			": nothing usable came out. Check the background (it may lie above the signal) and the PSF.");
		return flux;
	}
}
