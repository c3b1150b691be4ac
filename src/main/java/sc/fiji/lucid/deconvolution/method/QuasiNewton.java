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
import sc.fiji.lucid.deconvolution.penalty.Entropy;
import sc.fiji.lucid.deconvolution.penalty.Neighbourhood;
import sc.fiji.lucid.deconvolution.penalty.Penalty;
import sc.fiji.lucid.deconvolution.penalty.PenaltyKind;
import sc.fiji.lucid.deconvolution.penalty.PenaltyLaw;
import sc.fiji.lucid.deconvolution.stopping.StopReason;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.RowStep;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Volume;

/**
 * Penalised maximum likelihood: minimises
 *
 * <pre>
 * J(x) = Σ m [ (Hx+b) − y + y log( y / (Hx+b) ) ] + R(x),   x = s²
 * </pre>
 *
 * over s, which keeps the estimate from being negative, by L-BFGS
 * ({@link LimitedMemory}) with backtracking until Armijo's condition holds. ∇J by s
 * is {@code 2s ( Hᵀ(m (1 − y/(Hx+b))) + ∇R )}. The cost never rises. Four 3-D FFTs
 * an iteration, two more where a step was too long; nothing but the penalty takes a
 * sweep of its own.
 * <p>
 * If asked, it works on s / W<sup>3/8</sup> instead, W = 1/Hᵀm: light from outside then
 * comes as fast as what is seen fully. (With the power ¼, a step against the gradient is
 * along {@code −x W ∇J}, as one of Richardson–Lucy; ⅜ is a little faster.)
 * <p>
 * Memory: two volumes, and two for each step remembered.
 */
public final class QuasiNewton implements Iteration {

	/** What this method says of itself. */
	public static final MethodDeclaration METHOD = MethodDeclaration
		.iterative("quasi-newton", "penalised maximum likelihood by L-BFGS", QuasiNewton::begin)
		.promises(Trait.POSITIVE, Trait.KNOWS_EXPOSURE, Trait.MONOTONE, Trait.KEEPS_FLUX)
		.volumes(10)
		.stopsBy(StopReason.HELD_OUT)
		.penalty(PenaltyKind.HESSIAN_AND_GRADIENT, new PenaltyLaw(0.6, 0.5, -0.75, 1.35, 0.007, 0),
			new PenaltyLaw(0.037, 0.5, -0.6, 0.3, 0.007, 0));

	/** More steps need more sums than a sweep makes. */
	static final int MOST_MEMORY = (RowStep.SUMS - 1) / 2;

	/** Steps that {@link #METHOD} remembers, at two volumes each. */
	private static final int MEMORY = 3;

	private static final double ARMIJO = 1e-4;
	private static final int BACKTRACKS = 8;

	private final ForwardModel model;
	private final Penalty penalty;
	private final boolean stretched;
	private final LimitedMemory memory;
	private final Volume[] vectors;
	private final Volume root;
	private final Field field;
	private final Extent grid;
	private final ThreadLocal<RowProducts> products;
	private final ThreadLocal<RowProducts> changes;
	private Misfit misfit;
	private int transforms;

	/**
	 * @param initialEstimate replaced by its root
	 * @param penalty or null
	 * @param steps that are remembered, at most {@link #MOST_MEMORY}
	 */
	public QuasiNewton(final ForwardModel model, final Volume initialEstimate, final Penalty penalty, final int steps) {
		this(model, initialEstimate, penalty, steps, false);
	}

	private QuasiNewton(final ForwardModel model, final Volume initialEstimate, final Penalty penalty, final int steps,
		final boolean stretched)
	{
		this.model = model;
		this.penalty = penalty;
		this.stretched = stretched;
		memory = new LimitedMemory(steps);
		vectors = new Volume[memory.slots()];
		root = initialEstimate;
		grid = root.extent();
		field = model.field();
		products = ThreadLocal.withInitial(() -> new RowProducts(memory.slots(), grid.nx()));
		changes = ThreadLocal.withInitial(() -> new RowProducts(2, grid.nx()));
	}

	/** Where haze lies over everything, most of the light from outside is hardly seen and would take all steps. */
	private static Iteration begin(final Task task, final ForwardModel fitted, final Volume start) {
		final double weight = task.lawfulWeight();
		return backprojected(fitted, start, task.penalty(weight), task.anchor(weight), MEMORY, !task.isHazy());
	}

	/**
	 * Starts from the estimate times the {@link Backprojection}.
	 *
	 * @param anchor weight of the relative {@link Entropy} to that start, beside the penalty; 0 for none
	 * @param stretched whether to work on s / W<sup>3/8</sup>
	 */
	public static QuasiNewton backprojected(final ForwardModel model, final Volume initialEstimate,
		final Penalty penalty, final double anchor, final int steps, final boolean stretched)
	{
		Backprojection.sharpen(model, initialEstimate);
		final Penalty anchored = anchor == 0 ? penalty : new Entropy(anchor, initialEstimate.copy(), penalty);
		final QuasiNewton method = new QuasiNewton(model, initialEstimate, anchored, steps, stretched);
		method.transforms = Backprojection.TRANSFORMS;
		return method;
	}

	@Override
	public Step next() {
		if (misfit == null) begin();
		memory.addGradient(gradient());
		final Misfit before = misfit;
		double[] direction = memory.direction();
		if (!(memory.slope(direction) < 0)) {
			memory.forget();
			direction = memory.direction();
		}
		double slope = memory.slope(direction);
		double[] change = advance(direction);
		fit();
		for (int k = 0; k < BACKTRACKS && !(misfit.cost() <= before.cost() + ARMIJO * slope); k++) {
			// the minimum of the parabola through both costs with the slope at the start
			final double parabola = -slope / (2 * (misfit.cost() - before.cost() - slope));
			final double shorter = Math.max(0.1, Math.min(0.5, Double.isFinite(parabola) ? parabola : 0));
			change = shorten(shorter);
			slope *= shorter;
			fit();
		}
		final Step step = Step.of(before, change, 0, transforms);
		transforms = 0;
		return step;
	}

	private void begin() {
		field.load(grid, (y, z, row, sums) -> {
			root(root.row(y, z), grid.nx());
			RowKernels.square(row, root.row(y, z), grid.nx());
		});
		fit();
	}

	/** [vectors &gt;&gt; step &gt;&gt; s &gt;&gt; estimate &gt;&gt; field]; sums the change of the estimate. */
	private double[] advance(final double[] direction) {
		final Volume step = volume(memory.nextStep());
		final double[] change = field.load(grid, (y, z, row, sums) -> {
			for (int j = 0; j < direction.length; j++)
				if (direction[j] != 0) RowKernels.add(row, (float) direction[j], vectors[j].row(y, z), grid.nx());
			System.arraycopy(row, 0, step.row(y, z), 0, grid.nx());
			stretch(y, z, row);
			RowKernels.add(root.row(y, z), 1, row, grid.nx());
			estimate(y, z, row, sums);
		});
		memory.addStep(direction);
		return change;
	}

	/** As {@link #advance}, when a step turned out too long. */
	private double[] shorten(final double factor) {
		final Volume step = volume(memory.lastStep());
		memory.scaleStep(factor);
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
		final RowProducts change = changes.get();
		final float[] s = root.row(y, z);
		change(row, s, grid.nx());
		change.add(0, row, row);
		RowKernels.square(row, s, grid.nx());
		change.add(1, row, row);
		change.endOfRow(y, grid.ny(), sums);
	}

	/**
	 * Computes the cost at the present s, and what {@link #gradient} needs: nothing else may use the field until then.
	 */
	private void fit() {
		final Misfit fit = model.blurTo(Residual.SLOPE, field);
		misfit = fit
			.plus(penalty == null ? 0 : penalty.evaluate(new Neighbourhood(root, true), volume(memory.nextGradient())));
		transforms += 2;
	}

	/** Computes the gradient at the present s. @return its products with the other vectors */
	private double[] gradient() {
		final Volume gradient = volume(memory.nextGradient());
		transforms += 2;
		return model.backprojectLast(field, (y, z, row, sums) -> {
			final RowProducts all = products.get();
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

	/** Everything but the estimate is let go; the next step starts anew from it. */
	@Override
	public Volume estimate() {
		if (misfit == null) return root;
		Arrays.fill(vectors, null);
		memory.clear();
		misfit = null;
		square(root);
		return root;
	}

	/** @return a copy of the estimate; nothing is let go, and the next step is what it would have been */
	public Volume look() {
		final Volume copy = root.copy();
		if (misfit != null) square(copy);
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
