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
package sc.fiji.lucid.deconvolution.method;

import java.util.Arrays;

import sc.fiji.lucid.deconvolution.model.ForwardModel;
import sc.fiji.lucid.deconvolution.model.Misfit;
import sc.fiji.lucid.deconvolution.model.Residual;
import sc.fiji.lucid.deconvolution.model.RowKernels;
import sc.fiji.lucid.deconvolution.model.RowProducts;
import sc.fiji.lucid.deconvolution.penalty.Neighbourhood;
import sc.fiji.lucid.deconvolution.penalty.Penalty;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;

/** Root and vectors of {@link QuasiNewton} in Java's rows; each row is visited once for all that is done with it. */
final class RowDescent implements DescentSpace {

	private final ForwardModel model;
	private final Penalty penalty;
	private final boolean stretched;
	private final Volume[] vectors;
	private final Volume root;
	private final Field field;
	private final Extent grid;
	private final RowProducts[] products;
	private final RowProducts[] changes;
	private boolean isEstimate = true;

	/**
	 * @param estimate replaced by its root
	 * @param penalty or null
	 * @param slots how many vectors there are
	 * @param stretched whether to work on s / W<sup>3/8</sup>
	 */
	RowDescent(final ForwardModel model, final Volume estimate, final Penalty penalty, final int slots,
		final boolean stretched)
	{
		this.model = model;
		this.penalty = penalty;
		this.stretched = stretched;
		vectors = new Volume[slots];
		root = estimate;
		grid = root.extent();
		field = model.field();
		products = RowProducts.ofPlanes(grid.nz(), slots, grid.nx());
		changes = RowProducts.ofPlanes(grid.nz(), 2, grid.nx());
	}

	@Override
	public void begin() {
		isEstimate = false;
		field.load(grid, (y, z, row, sums) -> {
			root(root.row(y, z), grid.nx());
			RowKernels.square(row, root.row(y, z), grid.nx());
		});
	}

	/** [vectors &gt;&gt; step &gt;&gt; s &gt;&gt; estimate &gt;&gt; field]; sums the change of the estimate. */
	@Override
	public double[] advance(final double[] direction, final int slot) {
		final Volume step = volume(slot);
		return field.load(grid, (y, z, row, sums) -> {
			for (int j = 0; j < direction.length; j++)
				if (direction[j] != 0) RowKernels.add(row, (float) direction[j], vectors[j].row(y, z), grid.nx());
			System.arraycopy(row, 0, step.row(y, z), 0, grid.nx());
			stretch(y, z, row);
			RowKernels.add(root.row(y, z), 1, row, grid.nx());
			estimate(y, z, row, sums);
		});
	}

	@Override
	public double[] shorten(final int slot, final double factor) {
		final Volume step = volume(slot);
		return field.load(grid, (y, z, row, sums) -> {
			System.arraycopy(step.row(y, z), 0, row, 0, grid.nx());
			RowKernels.scale(step.row(y, z), (float) factor, grid.nx());
			stretch(y, z, row);
			RowKernels.add(root.row(y, z), (float) (factor - 1), row, grid.nx());
			RowKernels.scale(row, (float) factor, grid.nx());
			estimate(y, z, row, sums);
		});
	}

	/** row ← s² from the last change of s, with Σ (s² − (s − row)²)² and Σ s⁴. */
	private void estimate(final int y, final int z, final float[] row, final double[] sums) {
		final RowProducts change = changes[z].startOfRow(y);
		final float[] s = root.row(y, z);
		change(row, s, grid.nx());
		change.add(0, row, row);
		RowKernels.square(row, s, grid.nx());
		change.add(1, row, row);
		change.endOfRow(y, grid.ny(), sums);
	}

	/** Nothing else may use the field until {@link #gradient}. */
	@Override
	public Misfit fit(final int gradient) {
		final Misfit fit = model.blurTo(Residual.SLOPE, field);
		return fit.plus(penalty == null ? 0 : penalty.evaluate(new Neighbourhood(root, true), volume(gradient)));
	}

	@Override
	public double[] gradient(final int slot) {
		final Volume gradient = volume(slot);
		return model.backprojectLast(field, (y, z, row, sums) -> {
			final RowProducts all = products[z].startOfRow(y);
			final float[] g = gradient.row(y, z);
			if (penalty == null) chain(g, root.row(y, z), row, grid.nx());
			else chainSum(g, root.row(y, z), row, grid.nx());
			stretch(y, z, g);
			for (int j = 0; j < vectors.length; j++)
				if (vectors[j] != null) all.add(j, g, vectors[j].row(y, z));
			all.endOfRow(y, grid.ny(), sums);
		});
	}

	private Volume volume(final int slot) {
		if (vectors[slot] == null) vectors[slot] = new Volume(grid);
		return vectors[slot];
	}

	@Override
	public Volume estimate() {
		if (isEstimate) return root;
		Arrays.fill(vectors, null);
		isEstimate = true;
		square(root);
		return root;
	}

	@Override
	public Volume look() {
		final Volume copy = root.copy();
		if (!isEstimate) square(copy);
		return copy;
	}

	private static void square(final Volume v) {
		Planes.forEach(v.extent().nz(), z -> {
			for (int y = 0; y < v.extent().ny(); y++)
				RowKernels.square(v.row(y, z), v.row(y, z), v.extent().nx());
		});
	}

	private static void root(final float[] row, final int n) {
		for (int i = 0; i < n; i++)
			row[i] = (float) Math.sqrt(Math.max(row[i], 0));
	}

	/** row ← s² − (s − row)² */
	private static void change(final float[] row, final float[] s, final int n) {
		for (int i = 0; i < n; i++)
			row[i] = row[i] * (2 * s[i] - row[i]);
	}

	/** From a step of s / W<sup>3/8</sup> to one of s, and from a derivative by s to one by that. */
	private void stretch(final int y, final int z, final float[] row) {
		final float[] weights = stretched ? model.weights(y, z) : null;
		if (weights != null) stretch(row, weights, grid.nx());
	}

	/** row ← row · W<sup>3/8</sup> */
	private static void stretch(final float[] row, final float[] weights, final int n) {
		for (int i = 0; i < n; i++) {
			final float half = (float) Math.sqrt(weights[i]), quarter = (float) Math.sqrt(half);
			row[i] = row[i] * quarter * (float) Math.sqrt(quarter);
		}
	}

	/** g ← 2 s · (row + g) */
	private static void chainSum(final float[] g, final float[] s, final float[] row, final int n) {
		for (int i = 0; i < n; i++)
			g[i] = 2 * s[i] * (row[i] + g[i]);
	}

	/** g ← 2 s · row */
	private static void chain(final float[] g, final float[] s, final float[] row, final int n) {
		for (int i = 0; i < n; i++)
			g[i] = 2 * s[i] * row[i];
	}
}
