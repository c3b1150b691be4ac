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
package sc.fiji.lucid.simulation;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.OpticalSettings;
import sc.fiji.lucid.optics.Origin;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.simulation.camera.Detector;
import sc.fiji.lucid.simulation.camera.Faults;
import sc.fiji.lucid.testing.Volumes;

/** Phantoms recorded with all their light, and the camera. */
public class AcquisitionTest {

	private static final Extent VIEW = new Extent(48, 40, 12);

	private static Acquisition of(final Phantom phantom, final int oversampling, final long seed) {
		return new Acquisition(phantom, 1, Objective.OIL.microscope(), VIEW, Objective.OIL.voxel(), oversampling, seed);
	}

	@Test
	public void theSameSeedGivesTheSameStack() {
		final Volume a = of(Phantom.TISSUE, 1, 7).exposure().record(100, Detector.SCMOS).observed();
		final Volume b = of(Phantom.TISSUE, 1, 7).exposure().record(100, Detector.SCMOS).observed();
		final Volume c = of(Phantom.TISSUE, 1, 8).exposure().record(100, Detector.SCMOS).observed();
		assertEquals(0, Volumes.relativeDifference(a, b), 0);
		assertTrue(Volumes.relativeDifference(a, c) > 0.05);
	}

	@Test
	public void theBrightestVoxelsHoldThePeak() {
		final Simulation s = of(Phantom.SHELLS, 1, 1).exposure().record(250, Detector.SCMOS);
		final float[] sorted = sorted(s.blurred());
		final int n = (int) (5e-4 * sorted.length);
		double sum = 0;
		for (int i = sorted.length - n; i < sorted.length; i++)
			sum += sorted[i];
		assertEquals(250, sum / n, 0.01);
		assertEquals(100 + 2 * s.blurred().sum() / VIEW.voxels(), s.observed().sum() / VIEW.voxels(), 0.5);
	}

	private static float[] sorted(final Volume v) {
		final float[] all = new float[(int) v.extent().voxels()];
		for (int z = 0; z < v.extent().nz(); z++)
			for (int y = 0; y < v.extent().ny(); y++)
				System.arraycopy(v.row(y, z), 0, all, (z * v.extent().ny() + y) * v.extent().nx(), v.extent().nx());
		Arrays.sort(all);
		return all;
	}

	/** Tissue lies on all sides of the field, in all of it, and its haze over everything. */
	@Test
	public void tissueFillsTheFieldAndReachesBeyond() {
		final FullLight light = new FullLight(Objective.OIL.microscope(), VIEW, Objective.OIL.voxel(), 1, false);
		final Extent all = light.object(), margin = light.margin();
		final Canvas canvas = new Canvas(all, Objective.OIL.voxel(), new int[3], all);
		Phantom.TISSUE.draw(canvas, new Random(3));
		final Volume v = canvas.volume();
		final double inside = mean(v, margin.nx(), margin.ny(), margin.nz(), VIEW);
		final Extent west = new Extent(margin.nx(), all.ny(), all.nz()),
			north = new Extent(all.nx(), margin.ny(), all.nz());
		final Extent top = new Extent(all.nx(), all.ny(), margin.nz());
		for (final double side : new double[] { mean(v, 0, 0, 0, west), mean(v, all.nx() - margin.nx(), 0, 0, west),
			mean(v, 0, 0, 0, north), mean(v, 0, all.ny() - margin.ny(), 0, north), mean(v, 0, 0, 0, top),
			mean(v, 0, 0, all.nz() - margin.nz(), top) })
			assertTrue(side + " " + inside, side > 0.02 * inside);
		final float[] blurred = sorted(of(Phantom.TISSUE, 1, 3).exposure().blurred());
		assertTrue("haze " + blurred[0], blurred[0] > 0.02);
	}

	private static double mean(final Volume v, final int x, final int y, final int z, final Extent e) {
		return v.crop(x, y, z, e).sum() / e.voxels();
	}

	/** At the resolution at which it is compared, the truth hardly depends on how finely it was drawn. */
	@Test
	public void bandLimitedTruthDoesNotDependOnOversampling() {
		for (final Phantom phantom : new Phantom[] { Phantom.NUCLEI, Phantom.TISSUE }) {
			final Canvas coarse = canvas(phantom, 1), fine = canvas(phantom, 2);
			final Volume binned = Volumes.of(coarse.volume().extent(), (x, y, z) -> {
				double sum = 0;
				for (int i = 0; i < 8; i++)
					sum += fine.volume().row(2 * y + (i >> 1 & 1), 2 * z + (i >> 2))[2 * x + (i & 1)];
				return sum;
			});
			assertTrue(ScorePhantom.of(binned, coarse.volume(), 1).asIs() < 0.05);
		}
	}

	private static Canvas canvas(final Phantom phantom, final int n) {
		final Extent e = new Extent(80 * n, 80 * n, 32 * n);
		final Canvas canvas = new Canvas(e, new VoxelSize(0.1 / n, 0.1 / n, 0.25 / n), new int[3], e);
		phantom.draw(canvas, new Random(5));
		return canvas;
	}

	/**
	 * Variance against mean is a straight line: slope 1/gain, and at the offset the read noise and that of rounding.
	 */
	@Test
	public void theOffsetCarriesNoNoise() {
		for (final double offset : new double[] { 0, 100, 10000 }) {
			final Detector detector = new Detector(0.5, offset, 1.6);
			// A camera with offset 0 clips its read noise; without light it is not looked at.
			final double[] bright = moments(detector, 400), dim = moments(detector, offset == 0 ? 50 : 0);
			final double slope = (bright[1] - dim[1]) / (bright[0] - dim[0]);
			assertEquals(2, slope, 0.02);
			assertEquals((1.6 * 1.6) / 0.25 + 1 / 12.0, dim[1] - slope * (dim[0] - offset), offset == 0 ? 2.5 : 0.25);
			assertEquals(offset + 800, bright[0], 0.5);
		}
	}

	private static double[] moments(final Detector detector, final double photons) {
		final Extent e = new Extent(100, 100, 20);
		final Volume counts = detector.record(Volumes.of(e, (x, y, z) -> photons), new Random(1), Faults.NONE);
		final double mean = counts.sum() / e.voxels();
		return new double[] { mean, Volumes.dot(counts, counts) / e.voxels() - mean * mean };
	}

	@Test
	public void countsAreWholeAndOfSixteenBits() {
		final Volume photons = Volumes.of(VIEW, (x, y, z) -> x == 0 ? 1e6 : 0);
		final Volume counts = new Detector(0.5, 1, 3).record(photons, new Random(2), Faults.NONE);
		assertEquals(65535, counts.row(0, 0)[0], 0);
		final float[] sorted = sorted(counts);
		assertEquals(0, sorted[0], 0);
		for (final float v : sorted)
			assertEquals(Math.rint(v), v, 0);
	}

	@Test
	public void refusesWhatItCannotDo() {
		assertThrows(IllegalArgumentException.class, () -> new Detector(0, 100, 1));
		assertThrows(IllegalArgumentException.class, () -> new Detector(1, -1, 1));
		assertThrows(IllegalArgumentException.class, () -> new Detector(1, 1, -1));
		assertThrows(IllegalArgumentException.class, () -> of(Phantom.BEADS, 9, 1));
		final Microscope disk = OpticalSettings.of(Objective.OIL.microscope())
			.with(Modality.SPINNING_DISK, Origin.GIVEN)
			.microscope();
		final String message = assertThrows(IllegalArgumentException.class,
			() -> new Acquisition(Phantom.BEADS, 1, disk, VIEW, Objective.OIL.voxel(), 1, 1).exposure()).getMessage();
		assertTrue(message, message.contains("spinning-disk"));
	}
}
