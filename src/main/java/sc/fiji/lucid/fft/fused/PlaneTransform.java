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
package sc.fiji.lucid.fft.fused;

import java.util.Arrays;

import sc.fiji.lucid.image.AlignedRows;
import sc.fiji.lucid.image.Extent;

/**
 * The transforms along y and x, plane by plane.
 * <p>
 * Rows 2j and 2j + 1 of a real plane are taken as real and imaginary part of one
 * complex row; a transform along y of half the length, with the natural rows as
 * batch, and one pass that splits the two give frequencies 0 to ny/2. They are
 * transposed, and x is transformed with the frequencies of y as batch. Where
 * planes are small, a group of them shares the transforms, side by side in the
 * batch.
 * <p>
 * Scaling: {@link #forward} gives twice the discrete Fourier transform,
 * {@link #inverse} makes of that 2 nx ny times the plane.
 * <p>
 * What lies outside the domain is neither read nor computed: rows beyond it are
 * left out of the transform along y ({@link LinePlan#first}), voxels beyond it
 * out of its batch, and their lines out of the transform along x.
 */
public final class PlaneTransform {

	/**
	 * The batch that the transforms should have: every loop over a row costs about
	 * as much again as 300 elements do (its scalar ends, the call).
	 */
	private static final int BATCH = 512;
	/** Floats of the real parts of a group, so that all its lines stay in a second-level cache of 1 MiB. */
	private static final int CACHED = 80 * 1024;

	private final SpectrumLayout layout;
	private final int half;
	private final int slots;
	private final LinePlan alongY;
	private final LinePlan alongX;
	/** The most planes that are transformed together. */
	private final int group;
	/** Positions of frequencies k and ny/2 - k, and the factor -i exp(-2 pi i k / ny), for 0 < k < ny/4. */
	private final int[] low;
	private final int[] high;
	private final float[] re;
	private final float[] im;
	/** Position of frequency ny/4, or -1 where there is none. */
	private final int middle;

	PlaneTransform(final Extent grid, final SpectrumLayout layout, final KernelSet kernels) {
		this.layout = layout;
		half = grid.ny() / 2;
		slots = half + 1;
		group = group(grid);
		alongY = new LinePlan(half, group * grid.nx(), kernels);
		alongX = new LinePlan(grid.nx(), group * slots, kernels);
		final int pairs = (half - 1) / 2;
		low = new int[pairs];
		high = new int[pairs];
		re = new float[pairs];
		im = new float[pairs];
		for (int k = 1; k <= pairs; k++) {
			low[k - 1] = alongY.position(k);
			high[k - 1] = alongY.position(half - k);
			re[k - 1] = (float) -Math.sin(2 * Math.PI * k / grid.ny());
			im[k - 1] = (float) -Math.cos(2 * Math.PI * k / grid.ny());
		}
		middle = half % 2 == 0 ? alongY.position(half / 2) : -1;
	}

	private static int group(final Extent grid) {
		final long floats = (grid.ny() / 2 + 1L) * grid.nx();
		return (int) Math.max(1, Math.min(Math.min(grid.nz(), BATCH / grid.nx()), CACHED / floats));
	}

	/** @return bytes of one {@link Buffers} for a grid */
	static long bytes(final Extent grid) {
		final int group = group(grid), slots = grid.ny() / 2 + 1;
		return 2 * (slots * AlignedRows.bytes(group * grid.nx()) + grid.nx() * AlignedRows.bytes(group * slots)) +
			AlignedRows.bytes(grid.nx());
	}

	/** @return the most planes that may be transformed together */
	int group() {
		return group;
	}

	/** @return the frequency index along x at a position */
	int frequencyX(final int position) {
		return alongX.frequency(position);
	}

	/** @return the frequency index along y of a slot */
	int frequencyY(final int slot) {
		return slot < half ? alongY.frequency(slot) : half;
	}

	/** The memory in which one thread transforms a group of planes. */
	public final class Buffers {

		/**
		 * Rows 2j (real) and 2j + 1 (imaginary) of the planes, side by side, or their
		 * slots.
		 */
		private final float[][] evenRows = AlignedRows.make(slots, group * layout.nx);
		private final float[][] oddRows = AlignedRows.make(slots, group * layout.nx);
		/** Lines along the slots of the planes, side by side, one for each x. */
		private final float[][] lineRe = AlignedRows.make(layout.nx, group * slots);
		private final float[][] lineIm = AlignedRows.make(layout.nx, group * slots);
		/** A row of a plane that is not the first of its group. */
		private final float[] row = AlignedRows.make(layout.nx);

		/** @return voxels [0, nx) of row y of a member of the group, in an array to be given to {@link #put} */
		public float[] take(final int member, final int y, final int nx) {
			final float[] rows = rows(y);
			if (member == 0) return rows;
			System.arraycopy(rows, member * nx, row, 0, nx);
			return row;
		}

		/** @return zeros for voxels [0, nx) of row y of a member of the group, to be given to {@link #put} */
		public float[] blank(final int member, final int y, final int nx) {
			final float[] blank = member == 0 ? rows(y) : row;
			Arrays.fill(blank, 0, nx, 0);
			return blank;
		}

		/** Puts back what {@link #take} or {@link #blank} gave. */
		public void put(final int member, final int y, final int nx, final float[] values) {
			if (member > 0) System.arraycopy(values, 0, rows(y), member * nx, nx);
		}

		private float[] rows(final int y) {
			return y % 2 == 0 ? evenRows[y / 2] : oddRows[y / 2];
		}
	}

	/** Transforms the rows of the members of a group forward along y and x and stores them from plane z on. */
	public void forward(final Buffers b, final int members, final Extent domain, final HalfSpectrum target,
		final int z)
	{
		final int n = domain.nx();
		forwardY(b, members * n, domain.ny());
		for (int m = 0; m < members; m++) {
			LineKernels.transpose(b.evenRows, slots, m * n, b.lineRe, m * slots, n);
			LineKernels.transpose(b.oddRows, slots, m * n, b.lineIm, m * slots, n);
		}
		alongX.first(n).forward(b.lineRe, b.lineIm, members * slots);
		for (int m = 0; m < members; m++) {
			layout.pack(b.lineRe, m * slots, target.re[z + m]);
			layout.pack(b.lineIm, m * slots, target.im[z + m]);
		}
	}

	/** Takes planes from z on and transforms them back along x and y into rows. */
	public void inverse(final Buffers b, final int members, final Extent domain, final HalfSpectrum source,
		final int z)
	{
		final int n = domain.nx();
		for (int m = 0; m < members; m++) {
			layout.unpack(source.re[z + m], b.lineRe, m * slots);
			layout.unpack(source.im[z + m], b.lineIm, m * slots);
		}
		alongX.first(n).inverse(b.lineRe, b.lineIm, members * slots);
		for (int m = 0; m < members; m++) {
			LineKernels.transpose(b.lineRe, n, m * slots, b.evenRows, m * n, slots);
			LineKernels.transpose(b.lineIm, n, m * slots, b.oddRows, m * n, slots);
		}
		inverseY(b, members * n, domain.ny());
	}

	private void forwardY(final Buffers b, final int n, final int ny) {
		final float[][] r = b.evenRows, i = b.oddRows;
		if (ny % 2 == 1) Arrays.fill(i[ny / 2], 0, n, 0);
		alongY.first((ny + 1) / 2).forward(r, i, n);
		LineKernels.splitEnds(r[0], i[0], r[half], i[half], n);
		for (int k = 0; k < low.length; k++) {
			final int p = low[k], q = high[k];
			LineKernels.splitJoin(r[p], i[p], r[q], i[q], n, re[k], im[k], -re[k], Butterfly.minusOne());
		}
		if (middle >= 0) LineKernels.mirror(r[middle], i[middle], n);
	}

	private void inverseY(final Buffers b, final int n, final int ny) {
		final float[][] r = b.evenRows, i = b.oddRows;
		LineKernels.joinEnds(r[0], i[0], r[half], n);
		for (int k = 0; k < low.length; k++) {
			final int p = low[k], q = high[k];
			LineKernels.splitJoin(r[p], i[p], r[q], i[q], n, re[k], -im[k], -re[k], Butterfly.minusOne());
		}
		if (middle >= 0) LineKernels.mirror(r[middle], i[middle], n);
		alongY.first((ny + 1) / 2).inverse(r, i, n);
	}
}
