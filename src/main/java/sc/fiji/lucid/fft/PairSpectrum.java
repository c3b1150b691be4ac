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
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import org.jtransforms.fft.FloatFFT_1D;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * The spectra of two real volumes from one complex transform, to be compared
 * frequency by frequency: z = a + ib, so that A(f) = (Z(f) + conj Z(-f)) / 2 and
 * B(f) = (Z(f) - conj Z(-f)) / 2i. Takes eight bytes for each voxel of the grid.
 * <p>
 * For measuring, off the hot path; methods filter with {@link Field}.
 */
public final class PairSpectrum {

	/** Columns that are transformed together, so that memory is read in whole cache lines. */
	private static final int COLUMNS = 8;

	private final Extent grid;
	private final BooleanSupplier cancelled;
	private final float[][] planes;

	/** Writes the rows of the two volumes. */
	@FunctionalInterface
	public interface Source {

		/**
		 * @param a the first volume's row at (y, z), arrives zeroed
		 * @param b the second volume's row
		 */
		void fill(int y, int z, float[] a, float[] b);
	}

	/** What is summed over the frequencies. */
	@FunctionalInterface
	public interface Visitor {

		/**
		 * @param fx frequency along X in cycles per voxel, from 0 to 0.5
		 * @param fy frequency along Y in cycles per voxel, in (-0.5, 0.5]
		 * @param fz frequency along Z in cycles per voxel, in (-0.5, 0.5]
		 * @param multiplicity how often this frequency and its mirror image occur in
		 *          the full spectrum: 1 or 2
		 * @param value real and imaginary part of A, then of B, both unnormalised
		 * @param sums accumulators of this plane of frequencies
		 */
		void visit(double fx, double fy, double fz, int multiplicity, double[] value, double[] sums);
	}

	/**
	 * Transforms two volumes.
	 *
	 * @param domain the size of the volumes
	 * @param cancelled asked before every plane; true ends the work with a
	 *          {@link CancellationException}
	 */
	public PairSpectrum(final Extent domain, final Source source, final BooleanSupplier cancelled) {
		this.cancelled = cancelled;
		grid = ReferenceEngine.smoothGrid(domain);
		planes = new float[grid.nz()][2 * grid.nx() * grid.ny()];
		parallel(domain.nz(), z -> load(domain, source, z));
		transform(true);
	}

	/** @return the size of the grid, at least that of the volumes; zeros fill the rest */
	public Extent grid() {
		return grid;
	}

	/**
	 * Sums a function of both spectra over half of all frequencies; the other half
	 * mirrors them.
	 *
	 * @param size how many sums
	 * @return the totals, which do not depend on the number of threads
	 */
	public double[] sum(final int size, final Visitor visitor) {
		final double[][] sums = new double[grid.nz()][];
		parallel(grid.nz(), z -> {
			sums[z] = new double[size];
			visit(z, visitor, sums[z]);
		});
		final double[] total = new double[size];
		for (final double[] plane : sums)
			for (int i = 0; i < size; i++)
				total[i] += plane[i];
		return total;
	}

	/** Visits half of all frequencies, one after the other in one thread; sums are nobody's. */
	public void inOrder(final Visitor visitor) {
		for (int z = 0; z < grid.nz(); z++) {
			if (cancelled.getAsBoolean()) throw new CancellationException();
			visit(z, visitor, new double[0]);
		}
	}

	/**
	 * The correlation of both volumes, sum over r of a(r) b(r + lag), with each
	 * frequency weighted. Uses the spectra up: nothing else can be asked afterwards.
	 *
	 * @param weight of a frequency, from its three components in cycles per voxel
	 *          and the magnitude of A* B; even in the frequency
	 * @return the grid-sized correlation, lag 0 at voxel ⌊n/2⌋
	 */
	public Volume correlation(final Weight weight) {
		parallel(grid.nz() / 2 + 1, z -> {
			for (int y = 0; y < grid.ny(); y++) {
				// Each pair of mirror planes is one task's; within plane z = -z each pair of rows is visited once.
				if (z == mirror(z, grid.nz()) && y > mirror(y, grid.ny())) continue;
				multiplyRow(y, z, weight);
			}
		});
		transform(false);
		final Volume result = new Volume(grid);
		parallel(grid.nz(), z -> {
			for (int y = 0; y < grid.ny(); y++) {
				final float[] row = result.row((y + grid.ny() / 2) % grid.ny(), (z + grid.nz() / 2) % grid.nz());
				for (int x = 0; x < grid.nx(); x++)
					row[(x + grid.nx() / 2) % grid.nx()] = planes[z][2 * (y * grid.nx() + x)];
			}
		});
		return result;
	}

	/** The weight of a frequency in a {@link #correlation}. */
	@FunctionalInterface
	public interface Weight {

		double of(double fx, double fy, double fz, double magnitude);
	}

	private void load(final Extent domain, final Source source, final int z) {
		final float[] a = new float[domain.nx()], b = new float[domain.nx()];
		for (int y = 0; y < domain.ny(); y++) {
			Arrays.fill(a, 0);
			Arrays.fill(b, 0);
			source.fill(y, z, a, b);
			for (int x = 0, i = 2 * y * grid.nx(); x < a.length; x++) {
				planes[z][i++] = a[x];
				planes[z][i++] = b[x];
			}
		}
	}

	private void visit(final int z, final Visitor visitor, final double[] sums) {
		final int nx = grid.nx(), ny = grid.ny(), mz = mirror(z, grid.nz());
		final double[] value = new double[4];
		final double fz = Frequencies.signed(z, grid.nz());
		for (int y = 0; y < ny; y++) {
			final double fy = Frequencies.signed(y, ny);
			for (int x = 0; x <= nx / 2; x++) {
				separate(planes[z], 2 * (y * nx + x), planes[mz], 2 * (mirror(y, ny) * nx + mirror(x, nx)), value);
				visitor.visit((double) x / nx, fy, fz, x == mirror(x, nx) ? 1 : 2, value, sums);
			}
		}
	}

	/** A and B from Z at a frequency and at its mirror image. */
	private static void separate(final float[] plane, final int i, final float[] mirror, final int j,
		final double[] value)
	{
		final double re = plane[i], im = plane[i + 1], mre = mirror[j], mim = -mirror[j + 1];
		value[0] = 0.5 * (re + mre);
		value[1] = 0.5 * (im + mim);
		value[2] = 0.5 * (im - mim);
		value[3] = -0.5 * (re - mre);
	}

	private void multiplyRow(final int y, final int z, final Weight weight) {
		final int nx = grid.nx(), my = mirror(y, grid.ny()), mz = mirror(z, grid.nz());
		final double[] value = new double[4];
		final boolean own = y == my && z == mz;
		for (int x = 0; x < nx; x++) {
			final int mx = mirror(x, nx);
			if (own && x > mx) continue;
			final int i = 2 * (y * nx + x), j = 2 * (my * nx + mx);
			separate(planes[z], i, planes[mz], j, value);
			final double re = value[0] * value[2] + value[1] * value[3], im = value[0] * value[3] - value[1] * value[2];
			final double w = weight.of(Frequencies.signed(x, nx), Frequencies.signed(y, grid.ny()),
				Frequencies.signed(z, grid.nz()), Math.hypot(re, im));
			planes[z][i] = planes[mz][j] = (float) (w * re);
			planes[z][i + 1] = (float) (w * im);
			planes[mz][j + 1] = (float) (-w * im);
		}
	}

	private void transform(final boolean forward) {
		final int nx = grid.nx(), ny = grid.ny(), nz = grid.nz();
		final FloatFFT_1D alongX = new FloatFFT_1D(nx), alongY = new FloatFFT_1D(ny), alongZ = new FloatFFT_1D(nz);
		parallel(nz, z -> {
			for (int y = 0; y < ny; y++)
				line(alongX, planes[z], 2 * nx * y, forward);
			for (int x = 0; x < nx; x += COLUMNS)
				columns(alongY, x, Math.min(COLUMNS, nx - x), ny, y -> planes[z], y -> 2 * nx * y, forward);
		});
		if (nz > 1) parallel(ny, y -> {
			for (int x = 0; x < nx; x += COLUMNS)
				columns(alongZ, x, Math.min(COLUMNS, nx - x), nz, z -> planes[z], z -> 2 * nx * y, forward);
		});
	}

	private static void columns(final FloatFFT_1D fft, final int x, final int count, final int n,
		final IntFunction<float[]> plane, final IntUnaryOperator start, final boolean forward)
	{
		final float[] lines = new float[2 * n * count];
		for (int i = 0; i < n; i++) {
			final float[] from = plane.apply(i);
			final int at = start.applyAsInt(i) + 2 * x;
			for (int c = 0; c < count; c++) {
				lines[2 * (c * n + i)] = from[at + 2 * c];
				lines[2 * (c * n + i) + 1] = from[at + 2 * c + 1];
			}
		}
		for (int c = 0; c < count; c++)
			line(fft, lines, 2 * n * c, forward);
		for (int i = 0; i < n; i++) {
			final float[] to = plane.apply(i);
			final int at = start.applyAsInt(i) + 2 * x;
			for (int c = 0; c < count; c++) {
				to[at + 2 * c] = lines[2 * (c * n + i)];
				to[at + 2 * c + 1] = lines[2 * (c * n + i) + 1];
			}
		}
	}

	private static void line(final FloatFFT_1D fft, final float[] data, final int start, final boolean forward) {
		if (forward) fft.complexForward(data, start);
		else fft.complexInverse(data, start, true);
	}

	private void parallel(final int n, final IntConsumer task) {
		Parallelization.getTaskExecutor().forEach(IntStream.range(0, n).boxed().toList(), i -> {
			if (cancelled.getAsBoolean()) throw new CancellationException();
			task.accept(i);
		});
	}

	private static int mirror(final int i, final int n) {
		return i == 0 ? 0 : n - i;
	}
}
