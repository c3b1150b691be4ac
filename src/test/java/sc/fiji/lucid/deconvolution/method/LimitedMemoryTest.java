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

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.Test;

/** The direction from inner products is the one of the two-loop recursion on the vectors themselves. */
public class LimitedMemoryTest {

	private static final int N = 12;
	private static final int MEMORY = 3;

	private final LimitedMemory memory = new LimitedMemory(MEMORY);
	private final double[][] vectors = new double[memory.slots()][N];
	private final double[] curvature = new Random(3).doubles(N, 0.2, 5).toArray();
	private double[] x = new Random(4).doubles(N, -1, 1).toArray();
	private double[] gradient;
	/** Steps and the gradient's answers, the newest first. */
	private final List<double[][]> pairs = new ArrayList<>();

	private static double dot(final double[] a, final double[] b) {
		double sum = 0;
		for (int i = 0; i < a.length; i++)
			sum += a[i] * b[i];
		return sum;
	}

	/** a + f b */
	private static double[] plus(final double[] a, final double f, final double[] b) {
		final double[] sum = a.clone();
		for (int i = 0; i < a.length; i++)
			sum[i] += f * b[i];
		return sum;
	}

	/** The gradient of Σ c (x²/2 + x⁴/4). */
	private void evaluate() {
		gradient = new double[N];
		for (int i = 0; i < N; i++)
			gradient[i] = curvature[i] * (x[i] + x[i] * x[i] * x[i]);
		vectors[memory.nextGradient()] = gradient;
		final double[] products = new double[memory.slots()];
		for (int j = 0; j < products.length; j++)
			products[j] = dot(gradient, vectors[j]);
		memory.addGradient(products);
	}

	/** Takes a step along the direction, and returns the direction. */
	private double[] step(final double length) {
		final double[] combination = memory.direction();
		double[] direction = new double[N];
		for (int j = 0; j < combination.length; j++)
			direction = plus(direction, combination[j], vectors[j]);
		assertEquals(dot(direction, gradient), memory.slope(combination), 1e-9);
		assertTrue(dot(direction, gradient) < 0);
		final double[] before = gradient, step = plus(new double[N], length, direction);
		vectors[memory.nextStep()] = step;
		memory.addStep(combination);
		memory.scaleStep(length);
		x = plus(x, 1, step);
		evaluate();
		pairs.add(0, new double[][] { step, plus(gradient, -1, before) });
		if (pairs.size() > MEMORY) pairs.remove(MEMORY);
		return direction;
	}

	/** Nocedal &amp; Wright, algorithm 7.4. */
	private double[] twoLoops() {
		double[] q = plus(new double[N], -1, gradient);
		final double[] alphas = new double[pairs.size()];
		for (int i = 0; i < alphas.length; i++) {
			final double[] s = pairs.get(i)[0], y = pairs.get(i)[1];
			alphas[i] = dot(s, q) / dot(s, y);
			q = plus(q, -alphas[i], y);
		}
		final double[] s0 = pairs.get(0)[0], y0 = pairs.get(0)[1];
		q = plus(new double[N], dot(s0, y0) / dot(y0, y0), q);
		for (int i = alphas.length - 1; i >= 0; i--) {
			final double[] s = pairs.get(i)[0], y = pairs.get(i)[1];
			q = plus(q, alphas[i] - dot(y, q) / dot(s, y), s);
		}
		return q;
	}

	@Test
	public void directionIsThatOfTheTwoLoopRecursion() {
		evaluate();
		step(0.5);
		for (int k = 0; k < 9; k++) {
			final double[] expected = twoLoops();
			assertArrayEquals(expected, step(k % 3 == 2 ? 0.5 : 1), 1e-6 * Math.sqrt(dot(expected, expected)));
		}
	}

	@Test
	public void minimumIsReached() {
		evaluate();
		step(0.5);
		for (int k = 0; k < 30; k++)
			step(1);
		assertEquals(0, dot(x, x), 1e-8);
	}
}
