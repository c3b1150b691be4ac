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
import java.util.function.BooleanSupplier;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.Frequencies;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.fft.Kernel;
import sc.fiji.lucid.fft.Otf;
import sc.fiji.lucid.fft.RowStep;
import sc.fiji.lucid.image.AlignedRows;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/**
 * The fast engine: real half spectra, batched line transforms, and four visits
 * of the data in a Richardson–Lucy iteration. Columns are visited to transform
 * along z, multiply by the transfer function and transform back; planes to
 * transform back along x and y, do the method's step on each row, and transform
 * forward again. See {@code docs/notebook/engine.md} for the whole way.
 */
public final class FusedEngine implements FilterEngine {

	/** Planes share rows up to this length even where threads then go idle. */
	private static final int SHORT_ROW = 256;

	public final Extent grid;
	public final SpectrumLayout layout;
	public final PlaneTransform planes;
	public final LinePlan alongZ;
	public final Workers<Workspace> workers;
	/**
	 * The planes of so few voxels are done in a fifth of a millisecond; to wake other threads for a part of them costs as
	 * much (batches of small stacks, 2026-11-29, docs/notebook/engine.md).
	 */
	private static final long ALONE = 1 << 16;

	/** Cycles per voxel at each position along x, of each slot along y, and at each position along z. */
	private final double[] cyclesX, cyclesY, cyclesZ;
	/** Transfer functions are stored times this, which takes back what unscaled transforms gain. */
	final float scale;
	/** Takes the scale of a transfer function back. */
	final double unscale;

	/**
	 * @param grid the size to transform
	 * @param cancelled asked before every plane
	 * @throws IllegalArgumentException if there is no plan for the grid
	 */
	public FusedEngine(final Extent grid, final BooleanSupplier cancelled) {
		this(grid, cancelled, KernelSet.BEST);
	}

	/** As the other, with kernels of one's choice. */
	public FusedEngine(final Extent grid, final BooleanSupplier cancelled, final KernelSet kernels) {
		if (!supports(grid)) throw new IllegalArgumentException(
			"The fused engine cannot transform " + grid + ": sizes must be products of 2, 3 and 5, and even along Y.");
		this.grid = grid;
		layout = new SpectrumLayout(grid);
		planes = new PlaneTransform(grid, layout, kernels);
		alongZ = new LinePlan(grid.nz(), layout.length(0), kernels);
		workers = new Workers<>(Workspace::new, cancelled, grid.voxels() <= ALONE);
		KernelPriming.forRowsOf(Math.min(layout.length(0), group(grid.nz()) * Math.min(grid.nx(), layout.slots)),
			kernels);
		cyclesX = cycles(grid.nx(), grid.nx(), planes::frequencyX);
		cyclesY = cycles(layout.slots, grid.ny(), planes::frequencyY);
		cyclesZ = cycles(grid.nz(), grid.nz(), alongZ::frequency);
		scale = (float) (1 / (2.0 * grid.voxels()));
		unscale = 1.0 / scale;
	}

	/** Lines along z of a chunk. */
	final class Lines {

		final float[][] re = AlignedRows.make(grid.nz(), layout.length(0));
		final float[][] im = AlignedRows.make(grid.nz(), layout.length(0));

		/** Sets the first lines to 0. */
		void clear(final int count, final int n) {
			for (int z = 0; z < count; z++) {
				Arrays.fill(re[z], 0, n, 0);
				Arrays.fill(im[z], 0, n, 0);
			}
		}

		/** Adds the first of others' lines. */
		void add(final Lines others, final int count, final int n) {
			for (int z = 0; z < count; z++) {
				LineKernels.addScaled(re[z], others.re[z], 1, n);
				LineKernels.addScaled(im[z], others.im[z], 1, n);
			}
		}

		void copyTo(final float[][] toRe, final float[][] toIm, final int count, final int n) {
			for (int z = 0; z < count; z++) {
				System.arraycopy(re[z], 0, toRe[z], 0, n);
				System.arraycopy(im[z], 0, toIm[z], 0, n);
			}
		}
	}

	/** The memory of one thread. */
	public final class Workspace {

		public final PlaneTransform.Buffers buffers = planes.new Buffers();
		final double[] sums = new double[RowStep.SUMS];
		/** A chunk's lines along z: rows of a half spectrum, or of the spare. */
		public final float[][] re = new float[grid.nz()][];
		public final float[][] im = new float[grid.nz()][];
		private final float[][] spareRe = new float[grid.nz()][];
		private final float[][] spareIm = new float[grid.nz()][];
		/** For kernels that change along z. */
		private Lines part, sum;

		Lines part() {
			if (part == null) part = new Lines();
			return part;
		}

		Lines sum() {
			if (sum == null) sum = new Lines();
			return sum;
		}

		/** Takes the first lines from a spectrum and the others from the spare. */
		public void lines(final HalfSpectrum spectrum, final int chunk, final int stored) {
			for (int z = 0; z < grid.nz(); z++) {
				if (z >= stored && spareRe[z] == null) {
					spareRe[z] = AlignedRows.make(layout.length(0));
					spareIm[z] = AlignedRows.make(layout.length(0));
				}
				re[z] = z < stored ? spectrum.re[z][chunk] : spareRe[z];
				im[z] = z < stored ? spectrum.im[z][chunk] : spareIm[z];
			}
		}
	}

	/**
	 * @return how many planes one task should take: no more than the transforms gain
	 *         by, and so few that all threads have some, but for rows too short to be
	 *         worth it
	 */
	public int group(final int nz) {
		final int shared = Math.max(nz / (2 * Workers.parallelism()), SHORT_ROW / grid.nx());
		return Math.max(1, Math.min(planes.group(), Math.min(nz, shared)));
	}

	public static boolean supports(final Extent grid) {
		return grid.ny() % 2 == 0 && LinePlan.supports(grid.nx()) && LinePlan.supports(grid.ny()) &&
			LinePlan.supports(grid.nz());
	}

	/** @return bytes of a spectrum of so many planes */
	public static long spectrumBytes(final Extent grid, final int stored) {
		return 2 * new SpectrumLayout(grid).bytes(stored);
	}

	/** What is done at one frequency: its position in a chunk and its cycles per voxel. */
	@FunctionalInterface
	public interface AtFrequency {

		void visit(int z, int i, double fx, double fy, double fz);
	}

	/** Visits every frequency of a chunk. */
	public void forEachFrequency(final int chunk, final AtFrequency action) {
		final int firstX = chunk * layout.columns;
		for (int z = 0; z < grid.nz(); z++) {
			final double fz = cyclesZ[z];
			for (int x = 0, i = 0; x < layout.columns(chunk); x++) {
				final double fx = cyclesX[firstX + x];
				for (int slot = 0; slot < layout.slots; slot++, i++)
					action.visit(z, i, fx, cyclesY[slot], fz);
			}
		}
	}

	/** @return whether the frequency of this slot along y stands for its mirror image, too */
	boolean isTwice(final int slot) {
		return cyclesY[slot] != 0 && cyclesY[slot] != 0.5;
	}

	/** Signed frequencies in cycles per voxel, in (-0.5, 0.5], of the index among {@code n} that each position holds. */
	private static double[] cycles(final int positions, final int n, final IntUnaryOperator index) {
		return IntStream.range(0, positions).map(index).mapToDouble(i -> Frequencies.signed(i, n)).toArray();
	}

	/**
	 * @return the transfer function as this engine's own
	 * @throws IllegalArgumentException if another engine made it
	 */
	ColumnFilter own(final Otf otf) {
		if (otf instanceof ColumnFilter own && own.engine() == this) return own;
		throw new IllegalArgumentException("A field can only be filtered with a transfer function of its own engine.");
	}

	/** @return bytes of a {@link Workspace} whose spare lines are all in use */
	public static long workspaceBytes(final Extent grid) {
		return PlaneTransform.bytes(grid) + 2 * grid.nz() * AlignedRows.bytes(new SpectrumLayout(grid).length(0));
	}

	/** @return bytes of the {@link Lines} of a workspace, where a kernel changes along z */
	public static long depthWorkspaceBytes(final Extent grid) {
		return 4 * grid.nz() * AlignedRows.bytes(new SpectrumLayout(grid).length(0));
	}

	@Override
	public String toString() {
		return "fused";
	}

	@Override
	public Extent grid() {
		return grid;
	}

	@Override
	public Field field() {
		return new FusedField(this);
	}

	@Override
	public Otf otf(final Volume psf) {
		return FusedOtf.of(this, psf);
	}

	@Override
	public Otf otf(final Kernel kernel, final int view) {
		return kernel.isConstant() ? otf(kernel.middle()) : new LayeredOtf(this, kernel, view);
	}
}
