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

import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.Otf;
import sc.fiji.lucid.fft.RowStep;
import sc.fiji.lucid.image.Extent;

/**
 * A field of the {@link FusedEngine}: between two calls it holds, for the planes
 * of its domain, twice the discrete Fourier transform along x and y.
 */
final class FusedField implements Field {

	/** What happens in a visit of the planes, besides the step. */
	private enum Visit {
		LOAD, FILTER, FINISH
	}

	private final FusedEngine engine;
	private final SpectrumLayout layout;
	private final HalfSpectrum spectrum;
	/** Where the field is not zero; null while there is nothing to filter. */
	private Extent domain;

	FusedField(final FusedEngine engine) {
		this.engine = engine;
		layout = engine.layout;
		spectrum = new HalfSpectrum(layout);
	}

	@Override
	public double[] load(final Extent newDomain, final RowStep source) {
		check(newDomain);
		return visitPlanes(newDomain, Visit.LOAD, source);
	}

	@Override
	public double[] filter(final Otf otf, final Direction direction, final Extent newDomain, final RowStep step) {
		filterColumns(otf, direction, newDomain);
		return visitPlanes(newDomain, Visit.FILTER, step);
	}

	@Override
	public double[] finish(final Otf otf, final Direction direction, final Extent newDomain, final RowStep step) {
		filterColumns(otf, direction, newDomain);
		return visitPlanes(newDomain, Visit.FINISH, step);
	}

	private void check(final Extent newDomain) {
		if (!engine.grid.contains(newDomain)) throw new IllegalArgumentException(
			"The domain " + newDomain + " does not fit in the grid " + engine.grid + ".");
	}

	private Extent loaded() {
		if (domain == null)
			throw new IllegalStateException("The field must be loaded before it is filtered or measured.");
		return domain;
	}

	/** Transforms along z, multiplies, transforms back, chunk by chunk. */
	private void filterColumns(final Otf otf, final Direction direction, final Extent newDomain) {
		check(newDomain);
		final ColumnFilter transfer = engine.own(otf);
		final int in = loaded().nz(), out = newDomain.nz();
		domain = null;
		final int stored = Math.max(in, out);
		spectrum.reserve(stored, engine.workers);
		engine.workers.forEach(layout.chunks, (workspace, chunk) -> {
			workspace.lines(spectrum, chunk, stored);
			transfer.filter(workspace, chunk, in, out, direction);
		});
	}

	private double[] visitPlanes(final Extent newDomain, final Visit visit, final RowStep step) {
		domain = null;
		final int nz = newDomain.nz(), group = engine.group(nz);
		final double[] sums = new double[nz * RowStep.SUMS];
		spectrum.reserve(nz, engine.workers);
		engine.workers.forEach(Workers.blocks(nz, group), (workspace, block) -> visitGroup(workspace, newDomain,
			block * group, Math.min(group, nz - block * group), visit, step, sums));
		if (visit != Visit.FINISH) domain = newDomain;
		return total(sums);
	}

	private void visitGroup(final FusedEngine.Workspace workspace, final Extent box, final int z, final int members,
		final Visit visit, final RowStep step, final double[] sums)
	{
		final PlaneTransform planes = engine.planes;
		final PlaneTransform.Buffers buffers = workspace.buffers;
		if (visit != Visit.LOAD) planes.inverse(buffers, members, box, spectrum, z);
		for (int m = 0; m < members; m++) {
			Arrays.fill(workspace.sums, 0);
			for (int y = 0; y < box.ny(); y++) {
				final float[] row = visit == Visit.LOAD ? buffers.blank(m, y, box.nx()) : buffers.take(m, y, box.nx());
				step.apply(y, z + m, row, workspace.sums);
				if (visit != Visit.FINISH) buffers.put(m, y, box.nx(), row);
			}
			System.arraycopy(workspace.sums, 0, sums, (z + m) * RowStep.SUMS, RowStep.SUMS);
		}
		if (visit != Visit.FINISH) planes.forward(buffers, members, box, spectrum, z);
	}

	@Override
	public double[] measure(final Otf otf, final Spectral function) {
		final FusedOtf transfer = otf == null ? null : engine.own(otf).middle();
		return overSpectrum((workspace, chunk) -> measureChunk(workspace, chunk, transfer, function));
	}

	/** Transforms chunk by chunk along z into workspaces; the field stays as it is. */
	private double[] overSpectrum(final Workers.Task<FusedEngine.Workspace> task) {
		final int in = loaded().nz();
		final double[] sums = new double[layout.chunks * RowStep.SUMS];
		engine.workers.forEach(layout.chunks, (workspace, chunk) -> {
			workspace.lines(spectrum, chunk, 0);
			final int n = layout.length(chunk);
			for (int z = 0; z < in; z++) {
				System.arraycopy(spectrum.re[z][chunk], 0, workspace.re[z], 0, n);
				System.arraycopy(spectrum.im[z][chunk], 0, workspace.im[z], 0, n);
			}
			engine.alongZ.first(in).forward(workspace.re, workspace.im, n);
			Arrays.fill(workspace.sums, 0);
			task.run(workspace, chunk);
			System.arraycopy(workspace.sums, 0, sums, chunk * RowStep.SUMS, RowStep.SUMS);
		});
		return total(sums);
	}

	@Override
	public double sharpened(final Otf otf, final double alpha) {
		final FusedOtf transfer = engine.own(otf).middle();
		// The planes hold twice their transform.
		return 0.25 * overSpectrum((workspace, chunk) -> {
			final int n = layout.length(chunk);
			final float[] lane = new float[n];
			for (int z = 0; z < layout.nz; z++)
				transfer.sharpen(lane, workspace.re[z], workspace.im[z], z, chunk, (float) alpha);
			// Frequencies along y but the first and, of an even number, the last are there once for two.
			for (int i = 0; i < n; i++)
				workspace.sums[0] += (engine.isTwice(i % layout.slots) ? 2 : 1) * (double) lane[i];
		})[0];
	}

	private void measureChunk(final FusedEngine.Workspace workspace, final int chunk, final FusedOtf transfer,
		final Spectral function)
	{
		final double[] h = transfer == null ? null : new double[2];
		engine.forEachFrequency(chunk, (z, i, fx, fy, fz) -> {
			if (h != null) transfer.value(z, chunk, i, h);
			final double re = 0.5 * workspace.re[z][i], im = 0.5 * workspace.im[z][i];
			final int multiplicity = fy == 0 || fy == 0.5 ? 1 : 2;
			function.visit(fx, fy, fz, multiplicity, re * re + im * im, h, workspace.sums);
		});
	}

	/** Adds up in the order of planes or chunks, whoever did them. */
	private static double[] total(final double[] sums) {
		final double[] total = new double[RowStep.SUMS];
		for (int i = 0; i < sums.length; i++)
			total[i % RowStep.SUMS] += sums[i];
		return total;
	}
}
