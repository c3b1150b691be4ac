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
package sc.fiji.lucid.camera;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.BitSet;
import java.util.Random;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.testing.Volumes;

/** No sum of PSFs breaks the limit, a voxel more than it allows does. */
public class PeakLimitTest {

	private static final Extent PSF = new Extent(9, 9, 7);
	private static final Extent SIZE = new Extent(40, 32, 16);

	/** Of a Gaussian, where it is known by hand: half again what the ratio at the peak exceeds 1. */
	@Test
	public void isTheRatioAtThePeak() {
		final double s = 1.2, sz = 1.5, one = Math.exp(-0.5 / s / s), up = Math.exp(-0.5 / sz / sz);
		final PeakLimit limit = PeakLimit.of(Volumes.gaussian(PSF, s, sz, 0).volume());
		assertEquals(1 + 1.5 * (8 / (4 * one + 4 * one * one) - 1), limit.beside(), 1e-6);
		assertEquals(1 + 1.5 * (1 / one - 1), limit.nearest(), 1e-6);
		final double two = Math.pow(one, 4);
		assertEquals(1 + 1.5 * ((1 - two) / (one - two) - 1), limit.over(), 1e-6);
		assertEquals(1 + 1.5 * (1 / up - 1), limit.along(), 1e-6);
	}

	/** Records hold no infinity. */
	@Test
	public void isANumberForAPsfOfOneVoxel() {
		final Volume point = new Volume(PSF);
		point.row(PSF.ny() / 2, PSF.nz() / 2)[PSF.nx() / 2] = 1;
		final PeakLimit limit = PeakLimit.of(point).doubled();
		for (final double ratio : new double[] { limit.beside(), limit.nearest(), limit.over(), limit.along() })
			assertTrue("" + limit, ratio > 1000 && ratio < 1e9);
	}

	/**
	 * Points of all brightnesses anywhere, of which the PSF is a tenth sharper than was thought, and no noise at all.
	 */
	@Test
	public void noObjectBreaksIt() {
		final PeakLimit limit = PeakLimit.of(Volumes.gaussian(PSF, 1.1, 1.4, 0).volume());
		final Volume sharper = Volumes.gaussian(PSF, 1.0, 1.27, 0).volume();
		final Random random = new Random(1);
		final Volume object = new Volume(SIZE);
		for (int i = 0; i < 300; i++)
			add(sharper, object, random, Math.exp(8 * random.nextDouble()));
		final BitSet[] found = new Impulses(new Camera(1e9, 0, 0), limit).of(Recording.of(object),
			Impulses.Neighbours.ALL);
		for (final BitSet plane : found)
			assertTrue(plane.toString(), plane.isEmpty());
	}

	/**
	 * Points so dense that they overlap, among which holes and rings look almost even: more than one in 10^5 voxels would
	 * be too many.
	 */
	@Test
	public void noDenseObjectBreaksIt() {
		int found = 0;
		for (final double width : new double[] { 0.9, 1.1, 1.5 })
			for (final int points : new int[] { 300, 3000 })
				for (int seed = 1; seed <= 3; seed++)
					found += brokenBy(width, points, new Random(seed));
		assertTrue(found + " of " + 18 * SIZE.voxels(), found <= 18 * SIZE.voxels() * 1e-5);
	}

	private static int brokenBy(final double width, final int points, final Random random) {
		final PeakLimit limit = PeakLimit.of(Volumes.gaussian(PSF, 1.1 * width, 1.4, 0).volume());
		final Volume sharper = Volumes.gaussian(PSF, width, 1.27, 0).volume(), object = new Volume(SIZE);
		for (int i = 0; i < points; i++)
			add(sharper, object, random, Math.exp(2 * random.nextDouble()));
		int found = 0;
		for (final BitSet plane : new Impulses(new Camera(1e9, 0, 0), limit).of(Recording.of(object),
			Impulses.Neighbours.IN_SLICE))
			found += plane.cardinality();
		return found;
	}

	/**
	 * In light of 300 photons a hit of 200 more is twelve standard deviations of noise, though a point could be that
	 * bright: but a point would light those beside. Not only in the middle of a plane, also next to its rim, on a slope
	 * and beside voxels without weight.
	 */
	@Test
	public void aHitOverEvenLightIsFound() {
		final PeakLimit limit = PeakLimit.of(Volumes.gaussian(PSF, 1.1, 1.4, 0).volume());
		assertTrue(limit.beside() * 300 > 500);
		final Random random = new Random(3);
		final Volume light = Volumes.of(SIZE,
			(x, y, z) -> 300 + 5 * x + Math.sqrt(300 + 5 * x) * random.nextGaussian());
		final int[][] hits = { { 20, 10 }, { 1, 16 }, { 12, 30 }, { 30, 20 } };
		for (final int[] hit : hits)
			light.row(hit[1], 5)[hit[0]] += 12 * Math.sqrt(300 + 5 * hit[0]);
		light.row(10, 5)[21] = Float.NaN;
		light.row(9, 5)[19] = Float.NaN;
		final BitSet[] found = new Impulses(new Camera(1, 0, 0), limit).of(Recording.of(light),
			Impulses.Neighbours.IN_SLICE);
		final BitSet planted = new BitSet();
		for (final int[] hit : hits)
			planted.set(hit[1] * SIZE.nx() + hit[0]);
		for (int z = 0; z < SIZE.nz(); z++)
			assertEquals("slice " + z, z == 5 ? planted : new BitSet(), found[z]);
	}

	/** The same light from a point is none. */
	@Test
	public void aPointOverEvenLightIsNone() {
		final Volume psf = Volumes.gaussian(PSF, 1.1, 1.4, 0).volume(), light = Volumes.of(SIZE, (x, y, z) -> 300);
		for (int y = 0; y < PSF.ny(); y++)
			for (int x = 0; x < PSF.nx(); x++)
				light.row(10 + y, 5)[10 + x] += 2000 * psf.row(y, PSF.nz() / 2)[x] /
					psf.row(PSF.ny() / 2, PSF.nz() / 2)[PSF.nx() / 2];
		for (final BitSet plane : new Impulses(new Camera(1, 0, 0), PeakLimit.of(psf)).of(Recording.of(light),
			Impulses.Neighbours.IN_SLICE))
			assertTrue(plane.isEmpty());
	}

	private static void add(final Volume psf, final Volume object, final Random random, final double light) {
		final int x0 = random.nextInt(SIZE.nx() - PSF.nx()), y0 = random.nextInt(SIZE.ny() - PSF.ny()),
			z0 = random.nextInt(SIZE.nz() - PSF.nz());
		for (int z = 0; z < PSF.nz(); z++)
			for (int y = 0; y < PSF.ny(); y++)
				for (int x = 0; x < PSF.nx(); x++)
					object.row(y0 + y, z0 + z)[x0 + x] += light * psf.row(y, z)[x];
	}

	@Test
	public void aVoxelAboveItIsFoundAndOneBelowIsNot() {
		final PeakLimit limit = new PeakLimit(3, 3, Double.POSITIVE_INFINITY, 2);
		final Volume flat = Volumes.of(SIZE, (x, y, z) -> 1000);
		flat.row(10, 5)[20] = 1990;
		flat.row(20, 5)[20] = 2010;
		flat.row(20, 0)[20] = 2990;
		flat.row(10, 0)[20] = 3010;
		final BitSet[] found = new Impulses(new Camera(1e9, 0, 0), limit).of(Recording.of(flat),
			Impulses.Neighbours.ALL);
		assertEquals(BitSet.valueOf(new long[0]), found[4]);
		assertEquals(1, found[5].cardinality());
		assertTrue(found[5].get(20 * SIZE.nx() + 20));
		assertEquals(1, found[0].cardinality());
		assertTrue(found[0].get(10 * SIZE.nx() + 20));
	}
}
