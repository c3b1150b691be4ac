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

import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.Otf;
import sc.fiji.lucid.fft.WrappedKernel;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/** A transfer function of the {@link FusedEngine}, scaled and in the order of its spectra. */
final class FusedOtf implements ColumnFilter {

	private final FusedEngine engine;
	private final SpectrumLayout layout;
	private final HalfSpectrum spectrum;

	private FusedOtf(final FusedEngine engine) {
		this.engine = engine;
		layout = engine.layout;
		spectrum = new HalfSpectrum(layout);
		spectrum.reserve(layout.nz, engine.workers);
	}

	/** Transforms a kernel whose reference point is voxel ⌊n/2⌋ on each axis. */
	static FusedOtf of(final FusedEngine engine, final Volume psf) {
		final FusedOtf otf = new FusedOtf(engine);
		final WrappedKernel kernel = new WrappedKernel(psf, engine.grid);
		final Extent grid = engine.grid;
		final int group = engine.group(grid.nz());
		engine.workers.forEach(Workers.blocks(grid.nz(), group), (workspace, block) -> {
			final int z = block * group, members = Math.min(group, grid.nz() - z);
			for (int m = 0; m < members; m++)
				for (int y = 0; y < grid.ny(); y++) {
					final float[] row = workspace.buffers.blank(m, y, grid.nx());
					kernel.row(y, z + m, row);
					workspace.buffers.put(m, y, grid.nx(), row);
				}
			engine.planes.forward(workspace.buffers, members, grid, otf.spectrum, z);
		});
		otf.transformColumns();
		return otf;
	}

	private void transformColumns() {
		// The planes hold twice their transform.
		final float half = 0.5f * engine.scale;
		engine.workers.forEach(layout.chunks, (workspace, chunk) -> {
			workspace.lines(spectrum, chunk, layout.nz);
			final int n = layout.length(chunk);
			engine.alongZ.first(layout.nz).forward(workspace.re, workspace.im, n);
			for (int z = 0; z < layout.nz; z++) {
				LineKernels.scale(workspace.re[z], n, half);
				LineKernels.scale(workspace.im[z], n, half);
			}
		});
	}

	@Override
	public FusedEngine engine() {
		return engine;
	}

	@Override
	public FusedOtf middle() {
		return this;
	}

	@Override
	public void filter(final FusedEngine.Workspace workspace, final int chunk, final int in, final int out,
		final Direction direction)
	{
		final int n = layout.length(chunk);
		engine.alongZ.first(in).forward(workspace.re, workspace.im, n);
		multiply(workspace.re, workspace.im, chunk, direction);
		engine.alongZ.first(out).inverse(workspace.re, workspace.im, n);
	}

	/** Multiplies a chunk's transformed lines along z by this, or by its conjugate. */
	void multiply(final float[][] re, final float[][] im, final int chunk, final Direction direction) {
		final int n = layout.length(chunk);
		for (int z = 0; z < layout.nz; z++) {
			final float[] hr = spectrum.re[z][chunk], hi = spectrum.im[z][chunk];
			if (direction == Direction.APPLY) LineKernels.multiply(re[z], im[z], hr, hi, n);
			else LineKernels.multiplyConjugate(re[z], im[z], hr, hi, n);
		}
	}

	/** Adds |v|² |H|² / (|H|² + α)² of a chunk's line to a line. */
	void sharpen(final float[] sum, final float[] re, final float[] im, final int z, final int chunk,
		final float alpha)
	{
		LineKernels.sharpen(sum, re, im, spectrum.re[z][chunk], spectrum.im[z][chunk], (float) engine.unscale, alpha,
			layout.length(chunk));
	}

	/** Reads real and imaginary part, without the scale. */
	void value(final int z, final int chunk, final int i, final double[] value) {
		value[0] = spectrum.re[z][chunk][i] * engine.unscale;
		value[1] = spectrum.im[z][chunk][i] * engine.unscale;
	}

	@Override
	public Otf map(final Mapping mapping) {
		final FusedOtf mapped = new FusedOtf(engine);
		engine.workers.forEach(layout.chunks, (workspace, chunk) -> {
			final double[] value = new double[2];
			engine.forEachFrequency(chunk, (z, i, fx, fy, fz) -> {
				value(z, chunk, i, value);
				mapping.apply(fx, fy, fz, value);
				mapped.spectrum.re[z][chunk][i] = (float) (value[0] * engine.scale);
				mapped.spectrum.im[z][chunk][i] = (float) (value[1] * engine.scale);
			});
		});
		return mapped;
	}
}
