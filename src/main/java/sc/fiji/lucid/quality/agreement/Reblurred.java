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

import java.util.function.BooleanSupplier;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;

/**
 * An estimate as the microscope would show it, Hx, and which share of each
 * voxel's light comes from inside the field of view, H1: near the edges light
 * from outside is missing in Hx. Light beyond the extent of the PSF
 * ({@link Psf#light}) is in neither.
 */
public final class Reblurred {

	/** The engine that the quality report filters with. */
	static final Engine ENGINE = Engine.FUSED;

	private final Volume light;
	private final double[][][] integral;
	private final Extent psfExtent;

	private Reblurred(final Volume light, final double[][][] integral, final Extent psfExtent) {
		this.light = light;
		this.integral = integral;
		this.psfExtent = psfExtent;
	}

	public static Reblurred of(final Volume estimate, final Psf psf, final BooleanSupplier cancelled) {
		final Extent e = estimate.extent(), p = psf.extent();
		final FilterEngine engine = ENGINE.create(grid(e, p), cancelled);
		final Field field = engine.field();
		field.load(e, (y, z, row, sums) -> System.arraycopy(estimate.row(y, z), 0, row, 0, e.nx()));
		final Volume light = new Volume(e);
		final float inside = (float) psf.light();
		field.finish(engine.otf(psf.kernel(), e.nz()), Direction.APPLY, e, (y, z, row, sums) -> {
			final float[] to = light.row(y, z);
			for (int x = 0; x < e.nx(); x++)
				to[x] = inside * row[x];
		});
		return new Reblurred(light, integral(psf), p);
	}

	/** Half a PSF of zeros keeps what leaves on one side from coming back on the other. */
	static Extent grid(final Extent e, final Extent p) {
		return ENGINE.grid(
			new Extent(e.nx() + p.nx() / 2, e.ny() + p.ny() / 2, e.nz() == 1 && p.nz() == 1 ? 1 : e.nz() + p.nz() / 2));
	}

	/** @return bytes that {@link #of} holds at its peak, beyond what it is given */
	static long bytes(final Extent stack, final Extent psf) {
		final Extent grid = grid(stack, psf);
		return ENGINE.otfBytes(grid) + ENGINE.fieldBytes(grid) +
			Parallelization.getTaskExecutor().getParallelism() * ENGINE.workspaceBytes(grid) +
			Float.BYTES * stack.voxels() + Double.BYTES * psf.voxels();
	}

	/** Hx; the caller may write into it. */
	public Volume light() {
		return light;
	}

	/** Writes one row of H1. */
	void inside(final int y, final int z, final double[] row) {
		final Extent e = light.extent(), p = psfExtent;
		// The light of voxel r comes from r - k, k counted from the PSF's reference point.
		final int y0 = bound(y - e.ny() + 1 + p.ny() / 2, p.ny()), y1 = bound(y + 1 + p.ny() / 2, p.ny());
		final int z0 = bound(z - e.nz() + 1 + p.nz() / 2, p.nz()), z1 = bound(z + 1 + p.nz() / 2, p.nz());
		for (int x = 0; x < e.nx(); x++) {
			final int x0 = bound(x - e.nx() + 1 + p.nx() / 2, p.nx()), x1 = bound(x + 1 + p.nx() / 2, p.nx());
			row[x] = box(x0, x1, y0, y1, z1) - box(x0, x1, y0, y1, z0);
		}
	}

	private double box(final int x0, final int x1, final int y0, final int y1, final int z) {
		return integral[z][y1][x1] - integral[z][y0][x1] - integral[z][y1][x0] + integral[z][y0][x0];
	}

	private static int bound(final int i, final int n) {
		return Math.max(0, Math.min(n, i));
	}

	/**
	 * Sums of the PSF over the boxes from its first voxel on, in parts of all light; of one that changes, in the middle.
	 */
	private static double[][][] integral(final Psf psf) {
		final Extent p = psf.extent();
		final double[][][] integral = new double[p.nz() + 1][p.ny() + 1][p.nx() + 1];
		for (int z = 0; z < p.nz(); z++)
			for (int y = 0; y < p.ny(); y++) {
				double sum = 0;
				for (int x = 0; x < p.nx(); x++) {
					sum += psf.light() * psf.volume().row(y, z)[x];
					integral[z + 1][y + 1][x + 1] = sum + integral[z][y + 1][x + 1] + integral[z + 1][y][x + 1] -
						integral[z][y][x + 1];
				}
			}
		return integral;
	}
}
