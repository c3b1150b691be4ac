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
package sc.fiji.lucid.fft;

import org.jtransforms.fft.DoubleFFT_1D;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * Circular filtering in double, on plain arrays: the oracle of the engines. {@code [(z ny + y) nx + x]}, real and
 * imaginary interleaved.
 */
public final class DoubleReference {

	private final Extent grid;

	public DoubleReference(final Extent grid) {
		this.grid = grid;
	}

	/** A volume at the origin of the grid, zero elsewhere. */
	public double[] place(final Volume volume) {
		final double[] data = new double[2 * (int) grid.voxels()];
		final Extent e = volume.extent();
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++)
					data[2 * index(x, y, z)] = volume.row(y, z)[x];
		return data;
	}

	/** The transform of a kernel, its voxel ⌊n/2⌋ at the origin. */
	double[] otf(final Volume psf) {
		final double[] data = new double[2 * (int) grid.voxels()];
		final Extent e = psf.extent();
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++)
					data[2 * index(Math.floorMod(x - e.nx() / 2, grid.nx()), Math.floorMod(y - e.ny() / 2, grid.ny()),
						Math.floorMod(z - e.nz() / 2, grid.nz()))] += psf.row(y, z)[x];
		transform(data, true);
		return data;
	}

	public int index(final int x, final int y, final int z) {
		return (z * grid.ny() + y) * grid.nx() + x;
	}

	/** Filters real data in place; imaginary parts come out as rounding errors. */
	void filter(final double[] data, final double[] otf, final Direction direction) {
		transform(data, true);
		final double sign = direction == Direction.APPLY ? 1 : -1;
		for (int i = 0; i < data.length; i += 2) {
			final double re = data[i], im = data[i + 1], hr = otf[i], hi = sign * otf[i + 1];
			data[i] = re * hr - im * hi;
			data[i + 1] = re * hi + im * hr;
		}
		transform(data, false);
	}

	public void transform(final double[] data, final boolean forward) {
		lines(data, grid.nx(), 1, forward);
		lines(data, grid.ny(), grid.nx(), forward);
		lines(data, grid.nz(), grid.nx() * grid.ny(), forward);
	}

	private static void lines(final double[] data, final int n, final int stride, final boolean forward) {
		final DoubleFFT_1D fft = new DoubleFFT_1D(n);
		final double[] line = new double[2 * n];
		for (int start = 0; start < data.length / 2; start++) {
			if (start / stride % n != 0) continue;
			for (int i = 0; i < n; i++)
				System.arraycopy(data, 2 * (start + i * stride), line, 2 * i, 2);
			if (forward) fft.complexForward(line);
			else fft.complexInverse(line, true);
			for (int i = 0; i < n; i++)
				System.arraycopy(line, 2 * i, data, 2 * (start + i * stride), 2);
		}
	}
}
