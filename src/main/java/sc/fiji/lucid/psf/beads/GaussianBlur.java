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

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.fft.Extent;
import sc.fiji.lucid.fft.Volume;

/** Separable Gaussian smoothing; borders are repeated. */
final class GaussianBlur {

	private static final int SIGMAS = 4;

	private GaussianBlur() {}

	/** @param sigma standard deviations along X, Y and Z in voxels */
	static Volume of(final Volume volume, final double[] sigma) {
		final Extent e = volume.extent();
		final float[] kx = kernel(sigma[0]), ky = kernel(sigma[1]), kz = kernel(sigma[2]);
		final Volume planes = new Volume(e), out = new Volume(e);
		forEach(e.nz(), z -> {
			for (int y = 0; y < e.ny(); y++) {
				final float[] sum = new float[e.nx()];
				for (int k = 0; k < ky.length; k++)
					add(sum, volume.row(inside(y + k - ky.length / 2, e.ny()), z), ky[k]);
				final float[] row = planes.row(y, z);
				for (int x = 0; x < e.nx(); x++)
					for (int k = 0; k < kx.length; k++)
						row[x] += kx[k] * sum[inside(x + k - kx.length / 2, e.nx())];
			}
		});
		forEach(e.nz(), z -> {
			for (int y = 0; y < e.ny(); y++)
				for (int k = 0; k < kz.length; k++)
					add(out.row(y, z), planes.row(y, inside(z + k - kz.length / 2, e.nz())), kz[k]);
		});
		return out;
	}

	private static void forEach(final int n, final IntConsumer task) {
		Parallelization.getTaskExecutor().forEach(IntStream.range(0, n).boxed().toList(), task::accept);
	}

	private static void add(final float[] sum, final float[] row, final float weight) {
		for (int x = 0; x < sum.length; x++)
			sum[x] += weight * row[x];
	}

	private static int inside(final int i, final int n) {
		return Math.max(0, Math.min(n - 1, i));
	}

	private static float[] kernel(final double sigma) {
		final int reach = (int) Math.ceil(SIGMAS * sigma);
		final float[] kernel = new float[2 * reach + 1];
		double sum = 0;
		for (int i = 0; i < kernel.length; i++)
			sum += kernel[i] = (float) Math.exp(-(i - reach) * (i - reach) / (2 * sigma * sigma));
		for (int i = 0; i < kernel.length; i++)
			kernel[i] /= (float) sum;
		return kernel;
	}
}
