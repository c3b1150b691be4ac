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
package sc.fiji.lucid.quality.resolution;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Random;

import org.junit.BeforeClass;
import org.junit.Test;

import net.imglib2.parallel.Parallelization;

import sc.fiji.lucid.camera.Camera;
import sc.fiji.lucid.fft.Direction;
import sc.fiji.lucid.fft.Engine;
import sc.fiji.lucid.fft.Field;
import sc.fiji.lucid.fft.FilterEngine;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.quality.Simulated;

public class FourierShellCorrelationTest {

	private static final Extent SIZE = new Extent(192, 192, 80);
	private static final VoxelSize VOXELS = new VoxelSize(0.08, 0.08, 0.2);
	/** Of the phantom, cycles/µm. */
	private static final double LATERAL = 2.8;
	private static final double AXIAL = 2;

	private static Volume phantom;

	/**
	 * White noise cut off at an ellipsoid of frequencies, made positive: detail up to the cut-off and nothing beyond.
	 */
	@BeforeClass
	public static void makePhantom() {
		phantom = bandLimited(SIZE, VOXELS, LATERAL, AXIAL);
	}

	static Volume bandLimited(final Extent size, final VoxelSize voxels, final double lateral, final double axial) {
		final Random random = new Random(5);
		final FilterEngine engine = Engine.REFERENCE.create(size, () -> false);
		final Field field = engine.field();
		final Volume noise = Simulated.volume(size, (x, y, z) -> random.nextGaussian());
		field.load(size, (y, z, row, sums) -> System.arraycopy(noise.row(y, z), 0, row, 0, size.nx()));
		final Volume delta = new Volume(new Extent(1, 1, 1));
		delta.fill(1);
		final Volume result = new Volume(size);
		final double[] sums = field.finish(engine.otf(delta).map((fx, fy, fz, h) -> {
			final double r = Math.hypot(Math.hypot(fx / voxels.x(), fy / voxels.y()) / lateral,
				fz / voxels.z() / axial);
			h[0] = r < 1 ? 1 : 0;
			h[1] = 0;
		}), Direction.APPLY, size, (y, z, row, s) -> {
			System.arraycopy(row, 0, result.row(y, z), 0, size.nx());
			for (int x = 0; x < size.nx(); x++)
				s[0] += row[x] * row[x];
		});
		final double deviation = Math.sqrt(sums[0] / size.voxels());
		return Simulated.volume(size, (x, y, z) -> Math.max(0, 20 + 5 * result.row(y, z)[x] / deviation));
	}

	private static void assertCutoffs(final FourierShellCorrelation fsc) {
		assertEquals(1 / LATERAL, fsc.lateral(), 0.05 / LATERAL);
		assertEquals(1 / AXIAL, fsc.axial(), 0.05 / AXIAL);
		assertFalse(fsc.lateralAtLimit());
		assertFalse(fsc.axialAtLimit());
	}

	@Test
	public void twoRepeatsShowTheCutoffs() {
		assertCutoffs(FourierShellCorrelation.ofRepeats(Simulated.camera(phantom, 1, 0, 0, 1),
			Simulated.camera(phantom, 1, 0, 0, 2), VOXELS, () -> false));
	}

	@Test
	public void oneRecordingSplitInHalvesShowsTheCutoffs() {
		assertCutoffs(FourierShellCorrelation.ofOne(Simulated.camera(phantom, 1, 0, 0, 1), VOXELS, Camera.PHOTONS, 1,
			() -> false));
		final Camera camera = new Camera(0.46, 100, 3);
		assertCutoffs(FourierShellCorrelation.ofOne(
			Simulated.camera(phantom, camera.gain(), camera.offset(), camera.readNoise(), 1), VOXELS, camera, 1,
			() -> false));
	}

	@Test
	public void subsamplingShowsTheCutoffs() {
		assertCutoffs(
			FourierShellCorrelation.bySubsampling(Simulated.camera(phantom, 1, 100, 2, 1), VOXELS, () -> false));
	}

	@Test
	public void aPlaneHasOnlyALateralResolution() {
		final Extent plane = new Extent(256, 256, 1);
		final Volume flat = bandLimited(plane, VOXELS, LATERAL, 1);
		final FourierShellCorrelation fsc = FourierShellCorrelation.ofOne(Simulated.camera(flat, 1, 0, 0, 1), VOXELS,
			Camera.PHOTONS, 1, () -> false);
		assertEquals(1 / LATERAL, fsc.lateral(), 0.05 / LATERAL);
		assertTrue(Double.isNaN(fsc.axial()));
	}

	@Test
	public void equalVolumesAreResolvedToTheLimit() {
		final Volume noisy = Simulated.camera(phantom, 1, 0, 0, 1);
		final FourierShellCorrelation fsc = FourierShellCorrelation.ofRepeats(noisy, noisy, VOXELS, () -> false);
		assertTrue(fsc.lateralAtLimit());
		assertTrue(fsc.axialAtLimit());
	}

	@Test
	public void pureNoiseHoldsNoDetail() {
		final Volume grey = Simulated.volume(SIZE, (x, y, z) -> 50);
		final FourierShellCorrelation fsc = FourierShellCorrelation.ofRepeats(Simulated.camera(grey, 1, 0, 0, 1),
			Simulated.camera(grey, 1, 0, 0, 2), VOXELS, () -> false);
		assertTrue("lateral " + fsc.lateral(), Double.isNaN(fsc.lateral()) || fsc.lateral() > 1);
	}

	@Test
	public void theNumberOfThreadsDoesNotMatter() {
		final Volume noisy = Simulated.camera(phantom, 1, 0, 0, 1);
		final double[] one = Parallelization
			.runSingleThreaded(() -> FourierShellCorrelation.ofOne(noisy, VOXELS, Camera.PHOTONS, 1, () -> false))
			.sectors()
			.get(1)
			.correlation();
		final double[] three = Parallelization
			.runWithNumThreads(3, () -> FourierShellCorrelation.ofOne(noisy, VOXELS, Camera.PHOTONS, 1, () -> false))
			.sectors()
			.get(1)
			.correlation();
		assertArrayEquals(one, three, 0);
	}

	@Test
	public void decorrelationIsOfTheSameMind() {
		final Decorrelation second = Decorrelation.of(FourierShellCorrelation
			.sumsOfOne(Simulated.camera(phantom, 1, 0, 0, 1), VOXELS, Camera.PHOTONS, 1, () -> false));
		assertEquals(1 / LATERAL, second.lateral(), 0.1 / LATERAL);
		assertEquals(1 / AXIAL, second.axial(), 0.1 / AXIAL);
	}
}
