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

import java.util.ArrayList;
import java.util.List;

/**
 * Which point of one image is which of another. First the shift is looked for that brings most points upon another;
 * from there on, those are pairs of which each is the other's nearest, nearer and nearer to where the affine of the
 * pairs before says, which takes rotated and enlarged images, too (iterated closest points; Besl &amp; McKay 1992, IEEE
 * PAMI 14:239).
 *
 * @param from points of the one image
 * @param to their partners in the other, in the same order
 */
public record PointPairs(List<double[]> from, List<double[]> to) {

	/** Rounds in which pairs are found anew, and by how much they must lie nearer in each. */
	private static final int ROUNDS = 8;
	private static final double NEARER = 0.8;
	/** Nearer than this part of the first distance is near enough. */
	private static final double NEAR = 0.35;

	/**
	 * @param one points of the one image, µm
	 * @param other points of the other image
	 * @param largest shift along an axis that is thought possible, µm
	 * @param near distances along each axis within which points may belong together at first, µm
	 * @return the pairs; perhaps none
	 */
	public static PointPairs of(final List<double[]> one, final List<double[]> other, final double largest,
		final double[] near)
	{
		Affine affine = Affine.of(shift(one, other, largest, near), new double[3][3]);
		PointPairs pairs = nearest(one, other, affine, near);
		double part = 1;
		for (int round = 0; round < ROUNDS && pairs.from.size() >= AffineFit.LEAST; round++) {
			affine = AffineFit.of(pairs.from, pairs.to).affine();
			part = Math.max(NEAR, NEARER * part);
			pairs = nearest(one, other, affine, new double[] { part * near[0], part * near[1], part * near[2] });
		}
		return pairs;
	}

	/** Of all differences between two points, the one that most others are like; in the mean of those. */
	private static double[] shift(final List<double[]> one, final List<double[]> other, final double largest,
		final double[] near)
	{
		final List<double[]> differences = new ArrayList<>();
		for (final double[] a : one)
			for (final double[] b : other) {
				final double[] d = { b[0] - a[0], b[1] - a[1], b[2] - a[2] };
				if (Math.max(Math.abs(d[0]), Math.max(Math.abs(d[1]), Math.abs(d[2]))) <= largest) differences.add(d);
			}
		int most = 0;
		double[] best = new double[3];
		for (final double[] d : differences) {
			final List<double[]> like = differences.stream().filter(v -> distance(v, d, near) < 1).toList();
			if (like.size() <= most) continue;
			most = like.size();
			best = new double[3];
			for (final double[] v : like)
				for (int k = 0; k < 3; k++)
					best[k] += v[k] / most;
		}
		return best;
	}

	private static double distance(final double[] a, final double[] b, final double[] unit) {
		double sum = 0;
		for (int k = 0; k < 3; k++)
			sum += (a[k] - b[k]) / unit[k] * (a[k] - b[k]) / unit[k];
		return sum;
	}

	private static PointPairs nearest(final List<double[]> one, final List<double[]> other, final Affine affine,
		final double[] near)
	{
		final List<double[]> from = new ArrayList<>(), to = new ArrayList<>();
		final List<double[]> there = one.stream().map(affine::of).toList();
		for (int i = 0; i < one.size(); i++) {
			final int j = nearest(there.get(i), other, near);
			if (j < 0 || nearest(other.get(j), there, near) != i) continue;
			from.add(one.get(i));
			to.add(other.get(j));
		}
		return new PointPairs(from, to);
	}

	private static int nearest(final double[] point, final List<double[]> points, final double[] near) {
		int best = -1;
		double least = 1;
		for (int i = 0; i < points.size(); i++) {
			final double d = distance(point, points.get(i), near);
			if (d >= least) continue;
			least = d;
			best = i;
		}
		return best;
	}
}
