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
package sc.fiji.lucid.deconvolution.penalty;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.testing.Volumes;

/** Laws of every penalty. */
@RunWith(Parameterized.class)
public class PenaltyTest {

	private static final Extent SIZE = new Extent(7, 6, 5);
	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.12, 0.25);

	@Parameters(name = "{0}")
	public static Object[] kinds() {
		return Arrays.stream(PenaltyKind.values()).filter(k -> k != PenaltyKind.NONE).toArray();
	}

	private final PenaltyKind kind;

	/** @param kind AUTO for the one of quasi-Newton: two, and the entropy beside them */
	public PenaltyTest(final PenaltyKind kind) {
		this.kind = kind;
	}

	private Penalty penalty(final double weight, final double scale, final Extent size) {
		if (kind != PenaltyKind.AUTO) return kind.penalty(weight, scale, VOXEL, size.nx());
		return new Entropy(1.3 * weight, Volumes.of(size, (x, y, z) -> scale),
			PenaltyKind.HESSIAN_AND_GRADIENT.penalty(weight, scale, VOXEL, size.nx()));
	}

	private static double price(final Penalty penalty, final Volume estimate, final Volume gradient) {
		return penalty.evaluate(new Neighbourhood(estimate, false), gradient);
	}

	private static Volume estimate() {
		final Random random = new Random(5);
		return Volumes.of(SIZE, (x, y, z) -> 10 + 90 * random.nextDouble());
	}

	@Test
	public void gradientIsTheDerivative() {
		checkGradient(SIZE);
	}

	/** Where neighbours on both sides are one voxel, or the voxel itself. */
	@Test
	public void gradientIsTheDerivativeOnThinGrids() {
		for (final Extent thin : new Extent[] { new Extent(6, 2, 5), new Extent(6, 1, 5), new Extent(6, 5, 1),
			new Extent(1, 5, 4), new Extent(2, 2, 2) })
			checkGradient(thin);
	}

	private void checkGradient(final Extent size) {
		final Random random = new Random(5);
		final Penalty penalty = penalty(0.7, 80, size);
		final Volume x = Volumes.of(size, (i, j, k) -> 10 + 90 * random.nextDouble()), gradient = new Volume(size),
			direction = Volumes.random(size, 9);
		price(penalty, x, gradient);
		final double h = 0.05;
		final double up = price(penalty, moved(x, direction, h), new Volume(size));
		final double down = price(penalty, moved(x, direction, -h), new Volume(size));
		final double slope = Volumes.dot(gradient, direction);
		assertEquals(slope, (up - down) / (2 * h), 2e-3 * Math.abs(slope) + 1e-3);
	}

	private static Volume moved(final Volume x, final Volume d, final double h) {
		return Volumes.of(x.extent(), (i, j, k) -> x.row(j, k)[i] + h * d.row(j, k)[i]);
	}

	/** The entropy beside another penalty counts from each voxel of its own. */
	@Test
	public void entropyIsLeastAtItsReference() {
		final Volume reference = estimate(), gradient = new Volume(SIZE), alone = new Volume(SIZE);
		final Penalty other = PenaltyKind.HESSIAN.penalty(0.7, 80, VOXEL, SIZE.nx());
		final double price = price(other, reference, alone);
		assertEquals(price, price(new Entropy(5, reference.copy(), other), reference, gradient), 1e-6 * price);
		assertEquals(0, Volumes.relativeDifference(gradient, alone), 1e-6);
		final double sum = reference.sum();
		assertEquals(0, price(new Entropy(5, reference.copy(), null), reference, gradient), 1e-6 * sum);
		assertTrue(price(new Entropy(5, reference.copy(), null), Volumes.of(SIZE, (x, y, z) -> 50), gradient) > 1000);
	}

	@Test
	public void entropyOfDarknessIsANumber() {
		final Volume dark = Volumes.of(SIZE, (x, y, z) -> x % 2), gradient = new Volume(SIZE),
			curvature = new Volume(SIZE);
		final Penalty entropy = new Entropy(5, Volumes.of(SIZE, (x, y, z) -> y % 2), null);
		assertTrue(Double.isFinite(entropy.majorant(new Neighbourhood(dark, false), gradient, curvature)));
		assertTrue(Double.isFinite(gradient.sum()) && Double.isFinite(curvature.sum()));
	}

	@Test
	public void squareRootIsTheSameEstimate() {
		final Penalty penalty = penalty(0.7, 80, SIZE);
		final Volume x = estimate(), root = Volumes.of(SIZE, (i, j, k) -> Math.sqrt(x.row(j, k)[i]));
		final Volume a = new Volume(SIZE), b = new Volume(SIZE);
		final double price = price(penalty, x, a);
		assertEquals(price, penalty.evaluate(new Neighbourhood(root, true), b), 1e-5 * Math.abs(price));
		assertEquals(0, Volumes.relativeDifference(b, a), 1e-4);
	}

	@Test
	public void whatItsVolumesHeldDoesNotMatter() {
		for (final Extent size : new Extent[] { SIZE, new Extent(6, 1, 5), new Extent(2, 2, 2), new Extent(6, 5, 1) }) {
			final Penalty penalty = penalty(0.7, 80, size);
			final Neighbourhood x = new Neighbourhood(Volumes.of(size, (i, j, k) -> 10 + i + 3 * j * j + k), false);
			final Volume[] v = { new Volume(size), new Volume(size), new Volume(size), new Volume(size) };
			v[2].fill(Float.NaN);
			v[3].fill(Float.NaN);
			penalty.majorant(x, v[0], v[1]);
			penalty.majorant(x, v[2], v[3]);
			assertEquals(0, Volumes.relativeDifference(v[2], v[0]), 0);
			assertEquals(0, Volumes.relativeDifference(v[3], v[1]), 0);
		}
	}

	/** R(x) + R'd + ½ κ d² is nowhere below R(x + d), at least while x + d is not far. */
	@Test
	public void majorantLiesAbove() {
		final Penalty penalty = penalty(0.7, 80, SIZE);
		final Volume x = estimate(), gradient = new Volume(SIZE), same = new Volume(SIZE), curvature = new Volume(SIZE);
		final double price = price(penalty, x, gradient);
		assertEquals(price, penalty.majorant(new Neighbourhood(x, false), same, curvature), 1e-6 * Math.abs(price));
		assertEquals(0, Volumes.relativeDifference(same, gradient), 1e-6);
		for (int seed = 0; seed < 50; seed++) {
			final Volume d = Volumes.random(SIZE, seed);
			for (final double h : new double[] { -8, -1, 1, 8 }) {
				final double above = price + h * Volumes.dot(gradient, d) +
					h * h / 2 * Volumes.dot(Volumes.of(SIZE, (i, j, k) -> curvature.row(j, k)[i] * d.row(j, k)[i]), d);
				final double there = price(penalty, moved(x, d, h), new Volume(SIZE));
				assertTrue(there + " > " + above, there <= above + 1e-5 * Math.abs(above));
			}
		}
	}

	/** Slabs are cut by the number of threads; what they give is not. */
	@Test
	public void resultDoesNotDependOnTheNumberOfThreads() {
		final Extent deep = new Extent(9, 11, 41);
		final Random random = new Random(6);
		final Volume x = Volumes.of(deep, (i, j, k) -> 10 + 90 * random.nextDouble());
		final Penalty penalty = penalty(0.7, 80, deep);
		final Volume one = new Volume(deep);
		final double price = Parallelization.runWithNumThreads(1,
			() -> penalty.evaluate(new Neighbourhood(x, false), one));
		for (final int threads : new int[] { 2, 3, 8 }) {
			final Volume many = new Volume(deep);
			assertEquals(price,
				Parallelization.runWithNumThreads(threads, () -> penalty.evaluate(new Neighbourhood(x, false), many)),
				0);
			assertEquals(0, Volumes.relativeDifference(many, one), 0);
		}
	}

	/** Twice the estimate at twice the scale costs twice as much: one weight suits every brightness. */
	@Test
	public void priceGrowsWithTheEstimate() {
		final Volume x = estimate(), twice = Volumes.of(SIZE, (i, j, k) -> 2 * x.row(j, k)[i]);
		final double one = price(penalty(0.7, 80, SIZE), x, new Volume(SIZE));
		assertEquals(2 * one, price(penalty(0.7, 160, SIZE), twice, new Volume(SIZE)), 1e-3 * Math.abs(one));
	}

	/** Written out: the slope of a cosine that is sampled finely, of the voxel's own shape. */
	@Test
	public void totalVariationIsThatOfItsFormula() {
		final Extent size = new Extent(32, 20, 16);
		final Volume x = Volumes.of(size,
			(i, j, k) -> 100 + 50 * Math.cos(2 * Math.PI * i / 32) + 20 * Math.sin(2 * Math.PI * k / 16));
		double sum = 0;
		for (int k = 0; k < 16; k++)
			for (int i = 0; i < 32; i++) {
				double u = 0;
				for (final int d : new int[] { -1, 1 }) {
					final double along = x.row(0, k)[(i + d + 32) % 32] - x.row(0, k)[i],
						up = (x.row(0, (k + d + 16) % 16)[i] - x.row(0, k)[i]) * 0.1 / 0.25;
					u += (along * along + up * up) / 2;
				}
				sum += 20 * (Math.sqrt(u + 16) - 4);
			}
		assertEquals(0.7 * sum, price(PenaltyKind.TV.penalty(0.7, 80, VOXEL, 32), x, new Volume(size)), 1e-4 * sum);
	}

	@Test
	public void flatCostsNothing() {
		final Volume flat = Volumes.of(SIZE, (x, y, z) -> 80), gradient = new Volume(SIZE);
		final double flatPrice = price(penalty(1, 80, SIZE), flat, gradient);
		assertEquals(0, flatPrice, 1e-3);
		assertTrue(Volumes.dot(gradient, gradient) < 1e-6);
		assertTrue(price(penalty(1, 80, SIZE), estimate(), gradient) > 10);
	}
}
