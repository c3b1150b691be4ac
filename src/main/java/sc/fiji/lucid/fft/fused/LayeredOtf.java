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
import java.util.List;

import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.Kernel;
import sc.fiji.lucid.fft.Otf;

/**
 * A kernel that changes along z. Only the transforms along z know of it: those along x and y, most of the work, are
 * made once for all of its parts.
 */
final class LayeredOtf implements ColumnFilter {

	private final FusedEngine engine;
	private final List<FusedOtf> parts;
	/** Of each part, plane by plane. */
	private final float[][] weights;

	LayeredOtf(final FusedEngine engine, final Kernel kernel, final int view) {
		this.engine = engine;
		parts = kernel.parts().stream().map(part -> FusedOtf.of(engine, part)).toList();
		weights = kernel.weights(view, engine.grid.nz());
	}

	@Override
	public FusedEngine engine() {
		return engine;
	}

	@Override
	public FusedOtf middle() {
		return parts.get(parts.size() / 2);
	}

	@Override
	public Otf map(final Mapping mapping) {
		return middle().map(mapping);
	}

	@Override
	public void filter(final FusedEngine.Workspace workspace, final int chunk, final int in, final int out,
		final Direction direction)
	{
		if (direction == Direction.APPLY) apply(workspace, chunk, in, out);
		else adjoint(workspace, chunk, in, out);
	}

	/** Σ Hₖ (wₖ x) */
	private void apply(final FusedEngine.Workspace workspace, final int chunk, final int in, final int out) {
		final int n = engine.layout.length(chunk), nz = engine.grid.nz();
		final FusedEngine.Lines part = workspace.part(), sum = workspace.sum();
		sum.clear(nz, n);
		for (int k = 0; k < parts.size(); k++) {
			if (isIdle(k, in)) continue;
			for (int z = 0; z < in; z++)
				weigh(weights[k][z], workspace.re[z], workspace.im[z], part.re[z], part.im[z], n);
			engine.alongZ.first(in).forward(part.re, part.im, n);
			parts.get(k).multiply(part.re, part.im, chunk, Direction.APPLY);
			sum.add(part, nz, n);
		}
		engine.alongZ.first(out).inverse(sum.re, sum.im, n);
		sum.copyTo(workspace.re, workspace.im, out, n);
	}

	/** Σ wₖ (Hₖ* x) */
	private void adjoint(final FusedEngine.Workspace workspace, final int chunk, final int in, final int out) {
		final int n = engine.layout.length(chunk), nz = engine.grid.nz();
		final FusedEngine.Lines part = workspace.part(), sum = workspace.sum();
		sum.clear(out, n);
		engine.alongZ.first(in).forward(workspace.re, workspace.im, n);
		for (int k = 0; k < parts.size(); k++) {
			if (isIdle(k, out)) continue;
			for (int z = 0; z < nz; z++) {
				System.arraycopy(workspace.re[z], 0, part.re[z], 0, n);
				System.arraycopy(workspace.im[z], 0, part.im[z], 0, n);
			}
			parts.get(k).multiply(part.re, part.im, chunk, Direction.ADJOINT);
			engine.alongZ.first(out).inverse(part.re, part.im, n);
			for (int z = 0; z < out; z++)
				if (weights[k][z] > 0) {
					LineKernels.addScaled(sum.re[z], part.re[z], weights[k][z], n);
					LineKernels.addScaled(sum.im[z], part.im[z], weights[k][z], n);
				}
		}
		sum.copyTo(workspace.re, workspace.im, out, n);
	}

	/** Whether a part has no weight in the first planes. */
	private boolean isIdle(final int part, final int planes) {
		for (int z = 0; z < planes; z++)
			if (weights[part][z] > 0) return false;
		return true;
	}

	private static void weigh(final float weight, final float[] fromRe, final float[] fromIm, final float[] re,
		final float[] im, final int n)
	{
		if (weight == 0) {
			Arrays.fill(re, 0, n, 0);
			Arrays.fill(im, 0, n, 0);
			return;
		}
		System.arraycopy(fromRe, 0, re, 0, n);
		System.arraycopy(fromIm, 0, im, 0, n);
		if (weight == 1) return;
		LineKernels.scale(re, n, weight);
		LineKernels.scale(im, n, weight);
	}
}
