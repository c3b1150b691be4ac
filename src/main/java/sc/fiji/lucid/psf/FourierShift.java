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
package sc.fiji.lucid.psf;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * Shifts a volume by a fraction of a voxel, exactly for what is sampled at Nyquist
 * or better: Fourier interpolation, written as a convolution with Dirichlet's
 * kernel along one axis after the other.
 */
public final class FourierShift {

	/** Beyond its borders a line goes on and fades away, so that a border that is not dark does not ring. */
	private static final int MARGIN = 8;

	private FourierShift() {}

	/**
	 * @param shift along X, Y and Z in voxels, each less than one voxel
	 * @return a new volume of the same size. May undershoot zero where the volume is
	 *         sampled too coarsely. An axis of one voxel is not shifted.
	 */
	public static Volume by(final Volume volume, final double[] shift) {
		final Extent e = volume.extent();
		final float[][] kx = operator(e.nx(), shift[0]), ky = operator(e.ny(), shift[1]),
			kz = operator(e.nz(), shift[2]);
		final Volume planes = new Volume(e), shifted = new Volume(e);
		forEach(e.nz(), z -> {
			final float[][] lines = new float[e.ny()][e.nx()];
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++)
					add(lines[y], kx[x], volume.row(y, z)[x]);
			for (int y = 0; y < e.ny(); y++)
				for (int j = 0; j < e.ny(); j++)
					add(planes.row(y, z), lines[j], ky[j][y]);
		});
		forEach(e.nz(), z -> {
			for (int k = 0; k < e.nz(); k++)
				for (int y = 0; y < e.ny(); y++)
					add(shifted.row(y, z), planes.row(y, k), kz[k][z]);
		});
		return shifted;
	}

	private static void forEach(final int n, final IntConsumer task) {
		Parallelization.getTaskExecutor().forEach(IntStream.range(0, n).boxed().toList(), task::accept);
	}

	private static void add(final float[] sum, final float[] row, final float weight) {
		for (int x = 0; x < sum.length; x++)
			sum[x] += weight * row[x];
	}

	/** What each voxel (first index) gives to each shifted voxel; those at the border stand for their margin, too. */
	private static float[][] operator(final int n, final double shift) {
		final double[][] operator = new double[n][n];
		final int padded = n + 2 * MARGIN + 1;
		for (int j = -MARGIN; j < n + MARGIN; j++) {
			final int voxel = Math.max(0, Math.min(n - 1, j));
			final double fade = 0.5 + 0.5 * Math.cos(Math.PI * (j - voxel) / (MARGIN + 1));
			for (int i = 0; i < n; i++)
				operator[voxel][i] += n == 1 ? j == 0 ? 1 : 0 : fade * dirichlet(i - j - shift, padded);
		}
		final float[][] rounded = new float[n][n];
		for (int j = 0; j < n; j++)
			for (int i = 0; i < n; i++)
				rounded[j][i] = (float) operator[j][i];
		return rounded;
	}

	/** The periodic sinc: the mean of exp(2πi f t) over the frequencies of n samples, the pair at ½ together. */
	private static double dirichlet(final double t, final int n) {
		final double x = Math.PI * t / n;
		if (Math.abs(Math.sin(x)) < 1e-12) return 1;
		return Math.sin(Math.PI * t) / (n * (n % 2 == 1 ? Math.sin(x) : Math.tan(x)));
	}
}
