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

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The direction of L-BFGS (Nocedal &amp; Wright, Numerical Optimization, algorithm
 * 7.4) from inner products alone (Chen, Wang &amp; Zhou 2014, NIPS 27): the last
 * gradients and the steps between them are a basis, in which the direction is a few
 * coefficients. The vectors themselves, which are as large as the estimate, are then
 * read once to make the direction and once for the products with a new gradient.
 * <p>
 * Vectors are known by slots: m + 1 for gradients, then m for steps. An answer
 * y of the gradient to a step s is a difference of gradients, and takes no slot.
 */
final class LimitedMemory {

	private static final double LEAST_CURVATURE = 1e-10;
	/** Part of the gradient that is gone downhill while nothing is known of the curvature. */
	private static final double CAUTION = 0.25;

	private final double[][] products;
	private final Deque<Integer> gradients = new ArrayDeque<>();
	private final Deque<Integer> steps = new ArrayDeque<>();
	private final int memory;

	/** @param memory m, the steps that are remembered */
	LimitedMemory(final int memory) {
		this.memory = memory;
		products = new double[slots()][slots()];
	}

	/** @return the number of vectors that are kept */
	int slots() {
		return 2 * memory + 1;
	}

	/** Forgets everything. */
	void clear() {
		gradients.clear();
		steps.clear();
	}

	/** Forgets everything but the present gradient. */
	void forget() {
		while (gradients.size() > 1)
			gradients.removeLast();
		steps.clear();
	}

	/** @return the slot for the next gradient: a free one, or that of the oldest */
	int nextGradient() {
		if (gradients.size() > memory) return gradients.peekLast();
		int slot = 0;
		while (gradients.contains(slot))
			slot++;
		return slot;
	}

	/** @return the slot for the next step: a free one, or that of the oldest */
	int nextStep() {
		if (steps.size() == memory) return steps.peekLast();
		int slot = memory + 1;
		while (steps.contains(slot))
			slot++;
		return slot;
	}

	/** @return how much of each slot's vector makes the direction; the others are 0 */
	double[] direction() {
		final double[] q = new double[slots()];
		final int pairs = steps.size();
		final int[] g = gradients.stream().mapToInt(Integer::intValue).toArray(),
			s = steps.stream().mapToInt(Integer::intValue).toArray();
		final double[] alphas = new double[pairs], curvatures = new double[pairs];
		double scale = Double.NaN;
		q[g[0]] = -1;
		for (int i = 0; i < pairs; i++) {
			curvatures[i] = products[s[i]][g[i]] - products[s[i]][g[i + 1]];
			final double answer = products[g[i]][g[i]] - 2 * products[g[i]][g[i + 1]] + products[g[i + 1]][g[i + 1]];
			if (!(curvatures[i] > LEAST_CURVATURE * answer)) {
				curvatures[i] = Double.POSITIVE_INFINITY;
				continue;
			}
			if (Double.isNaN(scale)) scale = curvatures[i] / answer;
			alphas[i] = product(q, s[i]) / curvatures[i];
			q[g[i]] -= alphas[i];
			q[g[i + 1]] += alphas[i];
		}
		for (int j = 0; j < q.length; j++)
			q[j] *= Double.isNaN(scale) ? CAUTION : scale;
		for (int i = pairs - 1; i >= 0; i--)
			q[s[i]] += alphas[i] - (product(q, g[i]) - product(q, g[i + 1])) / curvatures[i];
		return q;
	}

	/** @return the inner product of a combination of vectors with the present gradient */
	double slope(final double[] combination) {
		return product(combination, gradients.getFirst());
	}

	private double product(final double[] combination, final int slot) {
		double sum = 0;
		for (int j = 0; j < combination.length; j++)
			if (combination[j] != 0) sum += combination[j] * products[j][slot];
		return sum;
	}

	/** Remembers a combination of vectors, for which the oldest step and the oldest gradient give way. */
	void addStep(final double[] combination) {
		final int slot = nextStep();
		final double[] with = new double[slots()];
		for (int j = 0; j < with.length; j++)
			with[j] = product(combination, j);
		double square = 0;
		for (int j = 0; j < with.length; j++)
			square += combination[j] * with[j];
		if (steps.size() == memory) steps.removeLast();
		if (gradients.size() > memory) gradients.removeLast();
		for (int j = 0; j < with.length; j++)
			products[slot][j] = products[j][slot] = with[j];
		products[slot][slot] = square;
		steps.addFirst(slot);
	}

	/** Multiplies the last step. */
	void scaleStep(final double factor) {
		final int slot = steps.getFirst();
		for (int j = 0; j < slots(); j++) {
			products[slot][j] *= factor;
			products[j][slot] *= factor;
		}
	}

	/** Remembers a gradient, given its products with the vectors of all slots. */
	void addGradient(final double[] with) {
		final int slot = nextGradient();
		for (int j = 0; j < slots(); j++)
			products[slot][j] = products[j][slot] = with[j];
		gradients.addFirst(slot);
	}

	/** @return the slot of the last step */
	int lastStep() {
		return steps.getFirst();
	}
}
