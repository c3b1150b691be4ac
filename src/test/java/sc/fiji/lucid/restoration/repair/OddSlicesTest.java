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
package sc.fiji.lucid.restoration.repair;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.RecordingVoxels;
import sc.fiji.lucid.restoration.StackSample;
import sc.fiji.lucid.testing.Volumes;

/** A lamp changes all of a slice; an object is blurred along z, and never in all places of a slice alike. */
public class OddSlicesTest {

	private static final Extent SIZE = new Extent(96, 96, 24);
	/** Whose planes hold the same light, as those of a widefield microscope. */
	private static final Psf EVEN = Volumes.gaussian(new Extent(15, 15, 9), 2, 1000, 0);
	private static final Psf SECTIONING = Volumes.gaussian(new Extent(15, 15, 9), 1.3, 1.6, 0);

	/** Blocks of light that come and go along z, each about a depth of its own, and photon noise. */
	private static Volume stack(final double slant, final double[] lamp) {
		final Random random = new Random(4);
		return Volumes.of(SIZE, (x, y, z) -> {
			final double middle = 12 + slant * (x - 48) + 4 * Math.sin(x / 17.0 + y / 11.0), d = (z - middle) / 4;
			final double light = lamp[z] * (60 + 400 * Math.exp(-0.5 * d * d));
			return 100 + Math.rint(light + Math.sqrt(light) * random.nextGaussian());
		});
	}

	private static double[] even() {
		final double[] lamp = new double[SIZE.nz()];
		Arrays.fill(lamp, 1);
		return lamp;
	}

	private static List<Float> found(final Volume counts, final Psf psf) {
		return new OddSlicesStep(psf)
			.decide(new StackSample(new RecordingVoxels(Volumes.observed(counts)), Long.MAX_VALUE, Progress.NONE),
				Progress.NONE)
			.exposure();
	}

	@Test
	public void aFlashAndADimSliceAreTold() {
		final double[] lamp = even();
		lamp[7] = 1.3;
		lamp[15] = 0.7;
		for (final Psf psf : new Psf[] { EVEN, SECTIONING }) {
			final List<Float> exposure = found(stack(0.05, lamp), psf);
			for (int z = 0; z < lamp.length; z++)
				assertEquals("" + z, lamp[z], exposure.get(z), 0.08);
		}
	}

	/** Lamps warm up in the first slice, and are off before the last is read. */
	@Test
	public void theFirstAndTheLastSliceAreTold() {
		final double[] lamp = even();
		lamp[0] = 1.5;
		lamp[23] = 0.6;
		final List<Float> exposure = found(stack(0.05, lamp), EVEN);
		for (int z = 0; z < lamp.length; z++)
			assertEquals("" + z, lamp[z], exposure.get(z), 0.1);
	}

	/**
	 * A lamp in the room lights all places of a slice by as much, the dark ones, too: its own light is not to be told, but
	 * from the slices beside.
	 */
	@Test
	public void aSliceUnderOtherLightIsTakenFromThoseBeside() {
		for (final int odd : new int[] { 0, 9, 23 }) {
			final Volume counts = stack(0.05, even());
			for (int y = 0; y < SIZE.ny(); y++)
				for (int x = 0; x < SIZE.nx(); x++)
					counts.row(y, odd)[x] += 300;
			final Recording lit = Volumes.observed(counts);
			final Recording left = new OddSlicesStep(EVEN).whole(lit, Progress.NONE).applied().image();
			assertNull(left.exposure());
			final boolean isEnd = odd != 9;
			for (int z = 0; z < SIZE.nz(); z++)
				assertEquals("" + z, z == odd && isEnd ? SIZE.nx() : 0,
					left.mask() == null ? 0 : left.mask().count(5, z));
			final Recording mended = new MendedVoxelsStep().whole(left, Progress.NONE).applied().image();
			final float[] row = new float[SIZE.nx()], before = new float[SIZE.nx()], after = new float[SIZE.nx()];
			mended.read(5, odd, row);
			lit.read(5, Math.max(1, odd - 1), before);
			lit.read(5, Math.min(22, odd + 1), after);
			for (int x = 0; x < SIZE.nx(); x++)
				assertEquals(0.5 * (before[x] + after[x]), row[x], 0.51);
		}
	}

	/** Nor is a stack that bleaches: it stays itself. */
	@Test
	public void aSlantedSampleIsNotBlamed() {
		final Recording slanted = Volumes.observed(stack(0.2, even()));
		assertSame(slanted, new OddSlicesStep(EVEN).whole(slanted, Progress.NONE).applied().image());
		final double[] bleached = even();
		for (int z = 0; z < bleached.length; z++)
			bleached[z] = Math.exp(-0.03 * z);
		assertTrue(found(stack(0.05, bleached), EVEN).isEmpty());
	}

	/** The course of light goes on over blank slices: those behind them were lit as if nothing had changed there. */
	@Test
	public void blankSlicesDoNotBendTheCourse() {
		final double[] bleached = even();
		for (int z = 0; z < bleached.length; z++)
			bleached[z] = z == 0 || z > 10 && z < 13 || z == 23 ? 0 : Math.exp(-0.1 * z);
		assertEquals(List.of(), found(stack(0.05, bleached), EVEN));
		bleached[7] *= 1.4;
		bleached[15] *= 0.7;
		final List<Float> exposure = found(stack(0.05, bleached), EVEN);
		for (int z = 0; z < bleached.length; z++)
			assertEquals("" + z, z == 7 ? 1.4 : z == 15 ? 0.7 : 1, exposure.get(z), 0.08);
	}

	/** Slices beside blank ones, and the first and last that are none, are asked as all others. */
	@Test
	public void slicesBesideBlankOnesAreTold() {
		final double[] lamp = even();
		for (final int blank : new int[] { 2, 12, 23 })
			lamp[blank] = 0;
		final List<Float> clean = found(stack(0.05, lamp), EVEN);
		assertEquals(List.of(), clean);
		lamp[0] = 1.6;
		lamp[13] = 1.4;
		lamp[22] = 0.6;
		final List<Float> exposure = found(stack(0.05, lamp), EVEN);
		for (int z = 0; z < lamp.length; z++)
			assertEquals("" + z, lamp[z] == 0 ? 1 : lamp[z], exposure.get(z), 0.15);
	}

	/** A blank slice tells nothing of the one beside it. */
	@Test
	public void otherLightBesideABlankSliceLeavesNoWeight() {
		final double[] lamp = even();
		lamp[12] = 0;
		final Volume counts = stack(0.05, lamp);
		for (int y = 0; y < SIZE.ny(); y++)
			for (int x = 0; x < SIZE.nx(); x++)
				counts.row(y, 13)[x] += 300;
		final Recording lit = Volumes.observed(counts);
		final var applied = new OddSlicesStep(EVEN).whole(lit, Progress.NONE).applied();
		assertEquals(SIZE.nx(), applied.image().mask().count(5, 13));
		assertEquals(List.of("odd-slices: slice 14 has other light over it and is left without weight"),
			applied.lines());
	}

	/** As thin as the PSF lets it be, and alike in all places: light that a sectioning microscope may record. */
	@Test
	public void aFlatLayerIsNotBlamed() {
		final Random random = new Random(5);
		final Volume layer = Volumes.of(SIZE, (x, y, z) -> {
			final double light = 20 + 500 * Math.exp(-0.5 * (z - 11) * (z - 11) / 1.6 / 1.6);
			return 100 + Math.rint(light + Math.sqrt(light) * random.nextGaussian());
		});
		assertTrue(found(layer, SECTIONING).toString(), found(layer, SECTIONING).isEmpty());
	}

	/**
	 * A tenth of the light in every slice, over a stack that fades: the course is the object's, what stands off it
	 * the lamp's.
	 */
	@Test
	public void aLampThatFlickersInEverySliceIsTold() {
		final Random random = new Random(6);
		final double[] lamp = even();
		for (int z = 0; z < lamp.length; z++)
			lamp[z] = Math.exp(0.1 * random.nextGaussian() - 0.02 * z);
		final List<Float> exposure = found(stack(0.02, lamp), EVEN);
		double squares = 0, bends = 0;
		for (int z = 1; z < lamp.length - 1; z++) {
			squares += Math.pow(bend(lamp, z), 2);
			bends += Math.pow(bend(lamp, z) - bend(exposure.stream().mapToDouble(v -> v).toArray(), z), 2);
		}
		assertTrue(bends + " of " + squares, bends < 0.04 * squares);
	}

	/** Over blank slices the course of a lamp that flickers goes on: it was held there, and all behind came out of step. */
	@Test
	public void blankSlicesAreNoFlicker() {
		final Random random = new Random(6);
		final double[] lamp = even();
		for (int z = 0; z < lamp.length; z++)
			lamp[z] = z > 10 && z < 13 ? 0 : Math.exp(0.1 * random.nextGaussian() - 0.15 * z);
		final List<Float> exposure = found(stack(0.02, lamp), EVEN);
		double mean = 0, square = 0;
		int n = 0;
		for (int z = 5; z < 19; z++) {
			if (lamp[z] == 0) continue;
			final double off = Math.log(lamp[z]) + 0.15 * z - Math.log(exposure.get(z));
			mean += off;
			square += off * off;
			n++;
		}
		assertEquals(0, Math.sqrt(square / n - Math.pow(mean / n, 2)), 0.05);
	}

	private static double bend(final double[] values, final int z) {
		return Math.log(values[z - 1]) - 2 * Math.log(values[z]) + Math.log(values[z + 1]);
	}
}
