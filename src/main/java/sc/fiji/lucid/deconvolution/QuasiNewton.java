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
package sc.fiji.lucid.deconvolution;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

import sc.fiji.lucid.fft.Extent;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.Planes;
import sc.fiji.lucid.fft.Volume;

/**
 * Penalised maximum likelihood: minimises
 *
 * <pre>
 * J(x) = Σ m [ (Hx+b) − y + y log( y / (Hx+b) ) ] + R(x),   x = s²
 * </pre>
 *
 * over s, which keeps the estimate from being negative, by L-BFGS (Nocedal &amp;
 * Wright, Numerical Optimization, algorithm 7.4) with backtracking until Armijo's
 * condition holds. ∇J by s is {@code 2s ( Hᵀ(m (1 − y/(Hx+b))) + ∇R )}. The cost
 * never rises. Four 3-D FFTs an iteration, four more where a step was too long.
 * <p>
 * Memory: two volumes, and two for each step remembered.
 */
final class QuasiNewton implements Iteration {

	private static final double ARMIJO = 1e-4;
	private static final int BACKTRACKS = 8;

	/** A step s₊ − s and the gradient's answer to it. */
	private record Pair(Volume step, Volume answer, double product) {}

	private final ForwardModel model;
	private final Penalty penalty;
	private final int memory;
	private final Volume root;
	private final Volume gradient;
	private final Field field;
	private final Extent grid;
	private final Deque<Pair> pairs = new ArrayDeque<>();
	private double cost;
	private Misfit misfit;
	private int transforms;

	/**
	 * @param initialEstimate replaced by its root
	 * @param penalty or null
	 * @param memory steps that are remembered
	 */
	QuasiNewton(final ForwardModel model, final Volume initialEstimate, final Penalty penalty, final int memory) {
		this.model = model;
		this.penalty = penalty;
		this.memory = memory;
		root = initialEstimate;
		grid = root.extent();
		gradient = new Volume(grid);
		field = model.field();
		forRows((y, z, sums) -> root(root.row(y, z), grid.nx()));
		evaluate();
	}

	@Override
	public Step next() {
		final Misfit before = misfit;
		final double costBefore = cost;
		final Pair pair = direction();
		double slope = sum((y, z, s) -> s[0] += Rows.dot(pair.step.row(y, z), gradient.row(y, z), grid.nx()))[0];
		if (slope >= 0) slope = steepest(pair.step);
		forRows((y, z, s) -> copyNegative(pair.answer.row(y, z), gradient.row(y, z), grid.nx()));
		move(pair.step, 1);
		evaluate();
		double length = 1;
		for (int k = 0; k < BACKTRACKS && !(cost <= costBefore + ARMIJO * length * slope); k++) {
			// the minimum of the parabola through both costs with the slope at the start
			final double parabola = -slope * length * length / (2 * (cost - costBefore - slope * length));
			final double shorter = Math.max(0.1 * length, Math.min(0.5 * length, Double.isFinite(parabola) ? parabola : 0));
			move(pair.step, shorter - length);
			length = shorter;
			evaluate();
		}
		final double[] sums = remember(pair, (float) length);
		final Step step = Step.of(before, sums, 2, transforms);
		transforms = 0;
		return step;
	}

	/** s ← s + length · step. */
	private void move(final Volume step, final double length) {
		forRows((y, z, s) -> Rows.add(root.row(y, z), (float) length, step.row(y, z), grid.nx()));
	}

	/** Computes cost and gradient at the present s. */
	private void evaluate() {
		field.load(grid, (y, z, row, s) -> Rows.square(row, root.row(y, z), grid.nx()));
		final Misfit fit = model.blurTo(Residual.SLOPE, field);
		final double price = penalty == null ? 0 : penalty.evaluate(new Neighbourhood(root, true), gradient);
		model.backprojectLast(field, (y, z, row, s) -> {
			if (penalty != null) Rows.add(row, 1, gradient.row(y, z), grid.nx());
			chain(gradient.row(y, z), root.row(y, z), row, grid.nx());
		});
		misfit = fit.plus(price);
		cost = misfit.cost();
		transforms += 4;
	}

	/** The two-loop recursion; the direction comes in the pair's step. */
	private Pair direction() {
		final Pair free = pairs.size() == memory ? pairs.removeLast() : new Pair(new Volume(grid), new Volume(grid), 0);
		final Volume q = free.step;
		forRows((y, z, s) -> copyNegative(q.row(y, z), gradient.row(y, z), grid.nx()));
		final double[] alphas = new double[pairs.size()];
		int i = 0;
		for (final Pair p : pairs) {
			alphas[i] = dot(p.step, q) / p.product;
			add(q, -alphas[i++], p.answer);
		}
		final double scale = pairs.isEmpty() ? 0.25 : pairs.peekFirst().product / dot(pairs.peekFirst().answer, pairs
			.peekFirst().answer);
		forRows((y, z, s) -> Rows.scale(q.row(y, z), (float) scale, grid.nx()));
		for (final Iterator<Pair> oldest = pairs.descendingIterator(); oldest.hasNext();) {
			final Pair p = oldest.next();
			add(q, alphas[--i] - dot(p.answer, q) / p.product, p.step);
		}
		return free;
	}

	private double steepest(final Volume step) {
		pairs.clear();
		return sum((y, z, s) -> {
			final float[] d = step.row(y, z), g = gradient.row(y, z);
			copyNegative(d, g, grid.nx());
			Rows.scale(d, 0.25f, grid.nx());
			s[0] += Rows.dot(d, g, grid.nx());
		})[0];
	}

	/** Completes the pair and keeps it if the cost is convex along the step; sums the change of the estimate. */
	private double[] remember(final Pair pair, final float length) {
		final double[] sums = sum((y, z, s) -> {
			final float[] step = pair.step.row(y, z), answer = pair.answer.row(y, z), r = root.row(y, z);
			Rows.scale(step, length, grid.nx());
			Rows.add(answer, 1, gradient.row(y, z), grid.nx());
			s[0] += Rows.dot(step, answer, grid.nx());
			s[1] += Rows.dot(answer, answer, grid.nx());
			change(r, step, grid.nx(), s);
		});
		if (sums[0] > 1e-10 * sums[1]) pairs.addFirst(new Pair(pair.step, pair.answer, sums[0]));
		return sums;
	}

	@Override
	public Volume estimate() {
		final Volume estimate = new Volume(grid);
		forRows((y, z, s) -> Rows.square(estimate.row(y, z), root.row(y, z), grid.nx()));
		return estimate;
	}

	private double dot(final Volume a, final Volume b) {
		return sum((y, z, s) -> s[0] += Rows.dot(a.row(y, z), b.row(y, z), grid.nx()))[0];
	}

	private void add(final Volume a, final double factor, final Volume b) {
		forRows((y, z, s) -> Rows.add(a.row(y, z), (float) factor, b.row(y, z), grid.nx()));
	}

	@FunctionalInterface
	private interface RowTask {

		void row(int y, int z, double[] sums);
	}

	private double[] sum(final RowTask task) {
		return Planes.sum(grid.nz(), 4, (z, sums) -> {
			for (int y = 0; y < grid.ny(); y++)
				task.row(y, z, sums);
		});
	}

	private void forRows(final RowTask task) {
		sum(task);
	}

	private static void root(final float[] row, final int n) {
		for (int i = 0; i < n; i++)
			row[i] = (float) Math.sqrt(Math.max(row[i], 0));
	}

	private static void copyNegative(final float[] a, final float[] b, final int n) {
		for (int i = 0; i < n; i++)
			a[i] = -b[i];
	}

	/** g ← 2 s · row. */
	private static void chain(final float[] g, final float[] s, final float[] row, final int n) {
		for (int i = 0; i < n; i++)
			g[i] = 2 * s[i] * row[i];
	}

	/** Adds Σ (s² − (s − step)²)² and Σ s⁴ to sums 2 and 3. */
	private static void change(final float[] s, final float[] step, final int n, final double[] sums) {
		double change = 0, square = 0;
		for (int i = 0; i < n; i++) {
			final double x = s[i] * s[i], d = step[i] * (2 * s[i] - step[i]);
			change += d * d;
			square += x * x;
		}
		sums[2] += change;
		sums[3] += square;
	}
}
