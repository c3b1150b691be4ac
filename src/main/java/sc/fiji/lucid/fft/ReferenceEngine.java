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

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

import org.jtransforms.fft.FloatFFT_1D;

import sc.fiji.lucid.fft.fused.Workers;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * The plain engine on JTransforms: full complex spectra, interleaved, in natural
 * order, pass by pass. It is slow and easy to check, takes a grid of any size,
 * and is what the fused engine is measured against.
 */
final class ReferenceEngine implements FilterEngine {

	private final Extent grid;
	/** Planes and rows need no workspace. */
	private final Workers<Object> workers;
	private final FloatFFT_1D alongX;
	private final FloatFFT_1D alongY;
	private final FloatFFT_1D alongZ;

	ReferenceEngine(final Extent grid, final BooleanSupplier cancelled) {
		this.grid = grid;
		workers = new Workers<>(Object::new, cancelled);
		alongX = new FloatFFT_1D(grid.nx());
		alongY = new FloatFFT_1D(grid.ny());
		alongZ = new FloatFFT_1D(grid.nz());
	}

	static long bytes(final Extent grid) {
		return 2L * Float.BYTES * grid.voxels();
	}

	/** A row and a line of complex numbers. */
	static long workspaceBytes(final Extent grid) {
		return Float.BYTES * (grid.nx() + 2L * Math.max(grid.ny(), grid.nz()));
	}

	static Extent smoothGrid(final Extent minimum) {
		return new Extent(smooth(minimum.nx()), smooth(minimum.ny()), smooth(minimum.nz()));
	}

	/** The next number without a prime factor above 5. */
	private static int smooth(final int n) {
		int m = n;
		while (!isSmooth(m))
			m++;
		return m;
	}

	private static boolean isSmooth(final int n) {
		int rest = n;
		for (final int p : new int[] { 2, 3, 5 })
			while (rest % p == 0)
				rest /= p;
		return rest == 1;
	}

	@Override
	public String toString() {
		return "reference";
	}

	@Override
	public Extent grid() {
		return grid;
	}

	@Override
	public Otf otf(final Volume psf) {
		final WrappedKernel kernel = new WrappedKernel(psf, grid);
		final float[][] spectrum = newSpectrum();
		parallel(grid.nz(), z -> {
			final float[] row = new float[grid.nx()];
			for (int y = 0; y < grid.ny(); y++) {
				kernel.row(y, z, row);
				for (int x = 0; x < grid.nx(); x++)
					spectrum[z][2 * (y * grid.nx() + x)] = row[x];
			}
		});
		transform(spectrum, true);
		return new Transfer(spectrum);
	}

	@Override
	public Otf otf(final Kernel kernel, final int view) {
		if (kernel.isConstant()) return otf(kernel.middle());
		return new Layers(kernel.parts().stream().map(part -> (Transfer) otf(part)).toList(),
			kernel.weights(view, grid.nz()));
	}

	@Override
	public Field field() {
		return new Spectrum();
	}

	private float[][] newSpectrum() {
		return new float[grid.nz()][2 * grid.nx() * grid.ny()];
	}

	private void transform(final float[][] data, final boolean forward) {
		parallel(grid.nz(), z -> transformPlane(data[z], forward));
		parallel(grid.ny(), y -> transformColumns(data, y, forward));
	}

	private void transformPlane(final float[] plane, final boolean forward) {
		final int nx = grid.nx(), ny = grid.ny();
		for (int y = 0; y < ny; y++)
			line(alongX, plane, 2 * nx * y, forward);
		final float[] line = new float[2 * ny];
		for (int x = 0; x < nx; x++) {
			for (int y = 0; y < ny; y++)
				System.arraycopy(plane, 2 * (y * nx + x), line, 2 * y, 2);
			line(alongY, line, 0, forward);
			for (int y = 0; y < ny; y++)
				System.arraycopy(line, 2 * y, plane, 2 * (y * nx + x), 2);
		}
	}

	private void transformColumns(final float[][] data, final int y, final boolean forward) {
		final int nx = grid.nx(), nz = grid.nz();
		final float[] line = new float[2 * nz];
		for (int x = 0; x < nx; x++) {
			for (int z = 0; z < nz; z++)
				System.arraycopy(data[z], 2 * (y * nx + x), line, 2 * z, 2);
			line(alongZ, line, 0, forward);
			for (int z = 0; z < nz; z++)
				System.arraycopy(line, 2 * z, data[z], 2 * (y * nx + x), 2);
		}
	}

	private static void line(final FloatFFT_1D fft, final float[] data, final int start, final boolean forward) {
		if (forward) fft.complexForward(data, start);
		else fft.complexInverse(data, start, true);
	}

	private void parallel(final int n, final IntConsumer task) {
		workers.forEach(n, (workspace, i) -> task.accept(i));
	}

	/** The transfer function's values, if this engine made it. */
	private float[][] values(final Otf otf) {
		if (otf instanceof Layers own) return values(own.middle());
		if (otf instanceof Transfer own && own.engine() == this) return own.h;
		throw new IllegalArgumentException("A field can only be filtered with a transfer function of its own engine.");
	}

	/**
	 * Transfer functions of points at different planes.
	 *
	 * @param weights of each, plane by plane
	 */
	private record Layers(List<Transfer> parts, float[][] weights) implements Otf {

		Transfer middle() {
			return parts.get(parts.size() / 2);
		}

		@Override
		public Otf map(final Mapping mapping) {
			return middle().map(mapping);
		}
	}

	private final class Transfer implements Otf {

		private final float[][] h;

		Transfer(final float[][] h) {
			this.h = h;
		}

		ReferenceEngine engine() {
			return ReferenceEngine.this;
		}

		@Override
		public Otf map(final Mapping mapping) {
			final float[][] mapped = newSpectrum();
			parallel(grid.nz(), z -> {
				final double[] value = new double[2];
				for (int y = 0, i = 0; y < grid.ny(); y++)
					for (int x = 0; x < grid.nx(); x++, i += 2) {
						value[0] = h[z][i];
						value[1] = h[z][i + 1];
						mapping.apply(Frequencies.signed(x, grid.nx()), Frequencies.signed(y, grid.ny()),
							Frequencies.signed(z, grid.nz()), value);
						mapped[z][i] = (float) value[0];
						mapped[z][i + 1] = (float) value[1];
					}
			});
			return new Transfer(mapped);
		}
	}

	private final class Spectrum implements Field {

		private final float[][] data = newSpectrum();
		/** Whether there is something to filter. */
		private boolean loaded;

		@Override
		public double[] load(final Extent domain, final RowStep source) {
			check(domain);
			return visit(domain, false, source);
		}

		private void check(final Extent domain) {
			if (!grid.contains(domain))
				throw new IllegalArgumentException("The domain " + domain + " does not fit in the grid " + grid + ".");
		}

		private void checkLoaded() {
			if (!loaded) throw new IllegalStateException("The field must be loaded before it is filtered or measured.");
		}

		@Override
		public double[] filter(final Otf otf, final Direction direction, final Extent domain, final RowStep step) {
			check(domain);
			checkLoaded();
			final float[][] h = values(otf);
			loaded = false;
			if (otf instanceof Layers layers) filter(layers, direction);
			else filter(data, h, direction);
			return visit(domain, true, step);
		}

		@Override
		public double[] finish(final Otf otf, final Direction direction, final Extent domain, final RowStep step) {
			final double[] sums = filter(otf, direction, domain, step);
			loaded = false;
			return sums;
		}

		private void filter(final float[][] volume, final float[][] h, final Direction direction) {
			transform(volume, true);
			final float sign = direction == Direction.APPLY ? 1 : -1;
			parallel(grid.nz(), z -> multiply(volume[z], h[z], sign));
			transform(volume, false);
		}

		/** Σ Hₖ (wₖ x), or the adjoint Σ wₖ (Hₖ* x). */
		private void filter(final Layers layers, final Direction direction) {
			final boolean isForward = direction == Direction.APPLY;
			final float[][] sum = newSpectrum();
			for (int k = 0; k < layers.parts().size(); k++) {
				final float[] weights = layers.weights()[k];
				final float[][] part = Arrays.stream(data).map(float[]::clone).toArray(float[][]::new);
				if (isForward) weigh(part, weights);
				filter(part, values(layers.parts().get(k)), direction);
				if (!isForward) weigh(part, weights);
				for (int z = 0; z < part.length; z++)
					for (int i = 0; i < part[z].length; i++)
						sum[z][i] += part[z][i];
			}
			System.arraycopy(sum, 0, data, 0, data.length);
		}

		private static void weigh(final float[][] volume, final float[] weights) {
			for (int z = 0; z < volume.length; z++)
				for (int i = 0; i < volume[z].length; i++)
					volume[z][i] *= weights[z];
		}

		private static void multiply(final float[] a, final float[] h, final float sign) {
			for (int i = 0; i < a.length; i += 2) {
				final float re = a[i], im = a[i + 1], hr = h[i], hi = sign * h[i + 1];
				a[i] = re * hr - im * hi;
				a[i + 1] = re * hi + im * hr;
			}
		}

		/** Hands the rows of the domain to the step and zeroes all else. */
		private double[] visit(final Extent domain, final boolean keep, final RowStep step) {
			loaded = false;
			final double[][] sums = new double[grid.nz()][RowStep.SUMS];
			parallel(grid.nz(), z -> {
				final float[] row = new float[grid.nx()];
				for (int y = 0; y < grid.ny(); y++) {
					final int start = 2 * y * grid.nx();
					final boolean inside = z < domain.nz() && y < domain.ny();
					for (int x = 0; x < grid.nx(); x++)
						row[x] = keep && inside && x < domain.nx() ? data[z][start + 2 * x] : 0;
					if (inside) step.apply(y, z, row, sums[z]);
					Arrays.fill(data[z], start, start + 2 * grid.nx(), 0);
					for (int x = 0; inside && x < domain.nx(); x++)
						data[z][start + 2 * x] = row[x];
				}
			});
			loaded = true;
			return RowStep.total(sums);
		}

		@Override
		public double[] measure(final Otf otf, final Spectral function) {
			checkLoaded();
			final float[][] h = otf == null ? null : values(otf);
			final float[][] copy = Arrays.stream(data).map(float[]::clone).toArray(float[][]::new);
			transform(copy, true);
			final double[][] sums = new double[grid.nz()][RowStep.SUMS];
			parallel(grid.nz(), z -> {
				final double[] value = h == null ? null : new double[2];
				for (int y = 0, i = 0; y < grid.ny(); y++)
					for (int x = 0; x < grid.nx(); x++, i += 2) {
						if (value != null) {
							value[0] = h[z][i];
							value[1] = h[z][i + 1];
						}
						final double re = copy[z][i], im = copy[z][i + 1];
						function.visit(Frequencies.signed(x, grid.nx()), Frequencies.signed(y, grid.ny()),
							Frequencies.signed(z, grid.nz()), 1, re * re + im * im, value, sums[z]);
					}
			});
			return RowStep.total(sums);
		}
	}
}
