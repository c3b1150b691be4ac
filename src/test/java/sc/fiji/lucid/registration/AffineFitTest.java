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
package sc.fiji.lucid.registration;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.Test;

/** Points and their partners: what they tell, and what they do not. */
public class AffineFitTest {

	private static final Affine PLANTED = Affine.of(new double[] { 0.31, -0.22, 0.5 },
		new double[][] { { 0.002, -0.004, 0 }, { 0.004, 0.002, 0 }, { 0.006, 0, 0 } });

	private static List<double[]> points(final int n, final double depth, final Random random) {
		final List<double[]> points = new ArrayList<>();
		for (int i = 0; i < n; i++)
			points.add(new double[] { 40 * (random.nextDouble() - 0.5), 40 * (random.nextDouble() - 0.5),
				depth * (random.nextDouble() - 0.5) });
		return points;
	}

	private static List<double[]> moved(final List<double[]> points, final Affine affine, final double noise,
		final Random random)
	{
		final List<double[]> moved = new ArrayList<>();
		for (final double[] p : points) {
			final double[] q = affine.of(p);
			for (int k = 0; k < 3; k++)
				q[k] += noise * random.nextGaussian();
			moved.add(q);
		}
		return moved;
	}

	private static double[] flat(final Affine a) {
		return java.util.stream.Stream.concat(a.shift().stream(), a.linear().stream().flatMap(List::stream))
			.mapToDouble(v -> v)
			.toArray();
	}

	@Test
	public void withoutNoiseItIsExact() {
		final List<double[]> points = points(20, 8, new Random(1));
		assertArrayEquals(flat(PLANTED), flat(AffineFit.of(points, moved(points, PLANTED, 0, new Random(2))).affine()),
			1e-9);
	}

	@Test
	public void nothingMovedIsNothing() {
		final List<double[]> points = points(20, 8, new Random(1));
		assertEquals(Affine.NONE, AffineFit.of(points, points).affine());
	}

	/** The errors that it tells are those that it makes, in the mean over draws. */
	@Test
	public void itsErrorIsTrue() {
		double squares = 0, told = 0;
		for (int seed = 0; seed < 60; seed++) {
			final Random random = new Random(seed);
			final List<double[]> points = points(20, 8, random);
			final AffineFit fit = AffineFit.of(points,
				moved(points, Affine.of(new double[] { 0.3, 0, 0 }, new double[3][3]), 0.02, random));
			squares += Math.pow(fit.affine().shift().get(0) - 0.3, 2);
			told += Math.pow(fit.shiftError().get(0), 2);
		}
		assertEquals(1, Math.sqrt(squares / told), 0.3);
	}

	/** A term that noise alone could make is 0. */
	@Test
	public void noiseTurnsNothing() {
		int terms = 0;
		for (int seed = 0; seed < 40; seed++) {
			final Random random = new Random(100 + seed);
			final List<double[]> points = points(20, 8, random);
			terms += AffineFit.of(points, moved(points, Affine.NONE, 0.02, random))
				.affine()
				.linear()
				.stream()
				.flatMap(List::stream)
				.filter(v -> v != 0)
				.count();
		}
		assertTrue("" + terms, terms <= 4);
	}

	@Test
	public void wildPointsAreNotHeeded() {
		final Random random = new Random(4);
		final List<double[]> points = points(24, 8, random), to = moved(points, PLANTED, 0.01, random);
		for (int i = 0; i < 5; i++)
			to.get(i)[i % 3] += i % 2 == 0 ? 3 : -2;
		final AffineFit fit = AffineFit.of(points, to);
		assertArrayEquals(new double[] { 0.31, -0.22, 0.5 },
			fit.affine().shift().stream().mapToDouble(v -> v).toArray(), 0.012);
		assertTrue("" + fit.used(), fit.used() <= 19 && fit.used() >= 16);
	}

	/** Beads on a coverslip say nothing of what changes with depth. */
	@Test
	public void aPlaneTellsNothingAcrossIt() {
		final Random random = new Random(5);
		final List<double[]> points = points(20, 0.1, random);
		final Affine found = AffineFit.of(points, moved(points, PLANTED, 0.005, random)).affine();
		for (int k = 0; k < 3; k++)
			assertEquals(0, found.linear().get(k).get(2), 0);
		assertEquals(0.006, found.linear().get(2).get(0), 0.001);
	}

	@Test
	public void threePointsAreTooFew() {
		final List<double[]> three = points(3, 8, new Random(1));
		assertThrows(IllegalArgumentException.class, () -> AffineFit.of(three, three));
	}

	/** Shifted, turned by half a degree, in another order, with strangers among them. */
	@Test
	public void partnersAreFound() {
		final Random random = new Random(6);
		final List<double[]> points = points(30, 8, random);
		final Affine turned = Affine.of(new double[] { 1.7, -2.4, 0.9 },
			new double[][] { { 0, -0.0087, 0 }, { 0.0087, 0, 0 }, { 0, 0, 0 } });
		final List<double[]> to = moved(points, turned, 0.01, random);
		to.subList(0, 6).clear();
		to.addAll(points(6, 8, random));
		Collections.shuffle(to, random);
		final PointPairs pairs = PointPairs.of(points, to, 5, new double[] { 0.6, 0.6, 1.5 });
		assertTrue("" + pairs.from().size(), pairs.from().size() >= 23);
		assertArrayEquals(flat(turned), flat(AffineFit.of(pairs.from(), pairs.to()).affine()), 0.01);
	}

	@Test
	public void scaleAndTurnAreWhatTheyAreCalled() {
		final double angle = Math.toRadians(0.3);
		final Affine a = Affine.of(new double[3],
			new double[][] { { 0.01, -angle, 0 }, { angle, 0.01, 0 }, { 0, 0, 0 } });
		assertArrayEquals(new double[] { 1.01, 1.01, 1 }, a.scale(), 1e-12);
		assertArrayEquals(new double[] { 0, 0, 0.3 }, a.rotation(), 1e-12);
	}

	/** Moving first and then going through the affine is the affine of the moved. */
	@Test
	public void aMoveBefore() {
		final double[] p = { 1, 2, 3 }, d = { 0.4, -0.3, 0.2 };
		assertArrayEquals(PLANTED.of(new double[] { 1.4, 1.7, 3.2 }), PLANTED.after(d).of(p), 1e-12);
	}
}
