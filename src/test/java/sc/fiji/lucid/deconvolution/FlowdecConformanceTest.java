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

import static org.junit.Assert.assertEquals;
import static org.junit.Assume.assumeTrue;

import java.io.File;
import java.util.OptionalDouble;

import org.junit.Test;

import sc.fiji.lucid.deconvolution.model.Boundary;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.testing.Volumes;

/**
 * Plain Richardson–Lucy without padding and background gives the numbers that
 * flowdec publishes for its hollow bars (hammerlab/flowdec,
 * python/validation/deconvolution/results/bars-samp.ipynb: 25 iterations from the
 * data, PSF sum 1). As in its notebook, data and kernel are stretched to 16-bit
 * integers before, and the result is cut to 16-bit integers after; PSNR is over
 * the range of 16 bit, NRMSE over the norm of the truth.
 */
public class FlowdecConformanceTest {

	private static final File BARS = new File("../shared/data/A_bars25");

	@Test
	public void matchesPublishedNumbers() {
		assumeTrue(BARS.isDirectory());
		final Volume truth = Volumes.read(new File(BARS, "actual.tif"));
		final Volume data = stretched(Volumes.read(new File(BARS, "data.tif")), 57459.625);
		final Volume kernel = stretched(Volumes.read(new File(BARS, "kernel.tif")), 5155.125);
		final Psf psf = new Psf(Volumes.normalized(kernel), new VoxelSize(1, 1, 1));
		final Volume result = Deconvolution
			.restore(Volumes.observed(data), psf,
				DeconvolutionOptions.DEFAULT.withMethod(Method.RICHARDSON_LUCY)
					.withIterations(25)
					.withBackground(OptionalDouble.of(0))
					.with("offset", "0")
					.with("gain", "1e6")
					.withBoundary(Boundary.PERIODIC)
					.withInitialEstimate(InitialEstimate.OBSERVED),
				Progress.NONE)
			.estimate();
		final Volume clipped = Volumes.of(result.extent(), (x, y, z) -> (int) Math.min(65535, result.row(y, z)[x]));
		final Volume error = Volumes.of(result.extent(), (x, y, z) -> clipped.row(y, z)[x] - truth.row(y, z)[x]);
		final double squares = Volumes.dot(error, error);
		final double mse = squares / truth.extent().voxels();
		assertEquals(14.516, 10 * Math.log10(65535.0 * 65535 / mse), 0.0005);
		assertEquals(3.588, Math.sqrt(squares / Volumes.dot(truth, truth)), 0.0005);
	}

	private static Volume stretched(final Volume v, final double max) {
		return Volumes.of(v.extent(), (x, y, z) -> Math.floor(v.row(y, z)[x] / max * 65535));
	}
}
