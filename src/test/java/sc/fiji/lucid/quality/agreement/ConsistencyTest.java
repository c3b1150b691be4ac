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
package sc.fiji.lucid.quality.agreement;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.BeforeClass;
import org.junit.Test;

import sc.fiji.lucid.camera.Camera;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.LightCone;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.PsfPreparation;
import sc.fiji.lucid.quality.Restored;
import sc.fiji.lucid.quality.Simulated;
import sc.fiji.lucid.quality.resolution.SpectralFit;
import sc.fiji.lucid.simulation.Acquisition;
import sc.fiji.lucid.simulation.Objective;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;
import sc.fiji.lucid.simulation.camera.Detector;

public class ConsistencyTest {

	private static final Extent SIZE = new Extent(96, 96, 40);
	private static final Camera CAMERA = new Camera(1, 100, 2);

	private static Psf psf;
	private static Volume object;
	private static Volume raw;

	@BeforeClass
	public static void record() {
		psf = Restored.psf(1.4, 31, 31);
		object = Restored.object(SIZE, 1);
		raw = Simulated.camera(Restored.blurred(object, psf), CAMERA.gain(), CAMERA.offset(), CAMERA.readNoise(), 1);
	}

	@Test
	public void theTruthLeavesOnlyNoise() {
		final Consistency c = Consistency.of(raw, object, psf, 100, CAMERA, () -> false).numbers();
		assertEquals(1, c.scale(), 0.01);
		assertEquals(100, c.fittedBackground(), 0.1);
		assertEquals(1, c.ratio(), 0.02);
		assertEquals(1, c.residualDeviation(), 0.02);
		assertEquals(0.0027, c.beyond3Sigma(), 0.003);
		assertEquals(0, c.structure().neighbours()[0], 0.01);
		assertEquals(1, c.structure().blocks(), 0.15);
	}

	/** White noise has the same power at all frequencies, and no memory. */
	@Test
	public void theResidualOfTheTruthIsWhite() {
		final Consistency.Result result = Consistency.of(raw, object, psf, 100, CAMERA, () -> false);
		final ResidualStructure s = result.numbers().structure();
		for (final double[] direction : s.power())
			assertEquals(1, Arrays.stream(direction).filter(Double::isFinite).average().orElseThrow(), 0.05);
		for (final double[] axis : s.autocorrelation())
			for (final double c : axis)
				assertEquals(0, c, 0.02);
		// Where it is dark, the error is the noise of the offset's read noise and little light.
		assertEquals(Simulated.volume(SIZE, (x, y, z) -> result.error().xy()[y][x] * result.error().xy()[y][x]).sum(),
			Simulated.volume(SIZE, (x, y, z) -> result.error().xz()[z][x] * result.error().xz()[z][x]).sum(),
			1e-3 * Simulated.volume(SIZE, (x, y, z) -> result.error().xy()[y][x] * result.error().xy()[y][x]).sum());
	}

	/** The field of view is the middle of a larger object: even the truth needs light from outside to explain it. */
	@Test
	public void objectsOutsideTheFieldOfViewAreNoFault() {
		final Extent whole = new Extent(192, 192, 64);
		final Volume large = Restored.nuclei(whole, 3);
		final Volume recorded = Simulated
			.camera(Restored.blurred(large, psf), CAMERA.gain(), CAMERA.offset(), CAMERA.readNoise(), 2)
			.crop(48, 48, 16, new Extent(96, 96, 32));
		final Consistency c = Consistency
			.of(recorded, large.crop(48, 48, 16, new Extent(96, 96, 32)), psf, 100, CAMERA, () -> false)
			.numbers();
		assertEquals(1, c.ratio(), 0.06);
		assertTrue(c.margin()[0] > 0 && c.margin()[2] > 0);
	}

	/** All light of a widefield microscope, much of which leaves the field: the truth is in the recording's units. */
	@Test
	public void lightThatLeavesTheFieldIsNoFactor() {
		final VoxelSize voxel = new VoxelSize(0.1, 0.1, 0.25);
		final Extent view = new Extent(64, 64, 32);
		final Microscope microscope = Objective.OIL.microscope();
		final Detector camera = Detector.SCMOS;
		final Simulation filaments = new Acquisition(Phantom.FILAMENTS, 1, microscope, view, voxel, 2, 3).exposure()
			.record(1000, camera);
		final Psf light = LightCone.whole(PsfPreparation.of(voxel, view).render(microscope, PsfModel.VECTORIAL).psf(),
			view);
		assertTrue("" + light.light(), light.light() < 0.8);
		final Volume truth = Simulated.volume(view, (x, y, z) -> filaments.truth().row(y, z)[x] / camera.gain());
		final Consistency c = Consistency
			.of(filaments.observed(), truth, light, camera.offset(),
				new Camera(camera.gain(), camera.offset(), camera.readNoise()), () -> false)
			.numbers();
		assertEquals(1, c.scale(), 0.05);
		assertEquals(1, c.slope(), 0.1);
	}

	/** What the true object leaves everywhere is what the background was taken too low by. */
	@Test
	public void aBackgroundTooLowLeavesEvenLight() {
		for (final double background : new double[] { 80, 100 })
			assertEquals(100 - background,
				Consistency.of(raw, object, psf, background, CAMERA, () -> false).numbers().evenLight(), 0.5);
	}

	@Test
	public void theScaleOfAnotherProgramIsFitted() {
		final Volume scaled = Simulated.volume(SIZE, (x, y, z) -> 0.25 * object.row(y, z)[x]);
		final Consistency c = Consistency.of(raw, scaled, psf, 100, CAMERA, () -> false).numbers();
		assertEquals(4, c.scale(), 0.04);
		assertEquals(1, c.ratio(), 0.02);
	}

	@Test
	public void divergenceOfPoissonNumbersIsAsExpected() {
		final Random random = new Random(1);
		for (final double mean : new double[] { 0.5, 3, 20, 100 }) {
			double plain = 0, noisy = 0;
			for (int i = 0; i < 100_000; i++) {
				final double photons = Simulated.poisson(mean, random);
				plain += PoissonDivergence.of(photons, mean) / 100_000;
				noisy += PoissonDivergence.of(photons + 2 * random.nextGaussian() + 4, mean + 4) / 100_000;
			}
			assertEquals(new PoissonDivergence(0).expectation(mean), plain, 0.01);
			assertEquals(new PoissonDivergence(2).expectation(mean), noisy, 0.01);
		}
	}

	/**
	 * Extended objects among points: the wrong PSF is ruled out by the spectrum alone, in both directions; the right
	 * one is not.
	 */
	@Test
	public void theSpectrumTellsThePsf() {
		final Psf other = Restored.psf(1.2, 31, 31);
		final Volume wider = Simulated.camera(Restored.blurred(object, other), CAMERA.gain(), CAMERA.offset(),
			CAMERA.readNoise(), 2);
		assertTrue(spectrum(raw, object, psf).toString(), spectrum(raw, object, psf).psfIsPossible());
		assertTrue(spectrum(wider, object, other).toString(), spectrum(wider, object, other).psfIsPossible());
		final SpectralFit tooNarrow = spectrum(wider, object, psf), tooWide = spectrum(raw, object, other);
		assertTrue(tooNarrow.toString(), tooNarrow.narrowest() > 1.05 && tooNarrow.misfit() > 0.02);
		assertTrue(tooWide.toString(), tooWide.widest() < 0.95 && tooWide.misfit() > 0.02);
	}

	/**
	 * The truth follows no noise; steepest descent, which has no idea of light, goes on to fit it wherever the PSF
	 * passes any.
	 */
	@Test
	public void noiseThatIsFollowedIsCounted() {
		final Volume smooth = Restored.nuclei(SIZE, 1), light = Restored.blurred(smooth, psf);
		final Volume recorded = Simulated.camera(light, CAMERA.gain(), CAMERA.offset(), CAMERA.readNoise(), 3);
		assertEquals(0, spectrum(recorded, smooth, psf).noiseFollowed(), 0.5);
		final Volume estimate = smooth.copy();
		for (int i = 0; i < 30; i++) {
			final Volume reblurred = Restored.blurred(estimate, psf);
			final Volume step = Restored.blurred(
				Simulated.volume(SIZE, (x, y, z) -> recorded.row(y, z)[x] - 100 - reblurred.row(y, z)[x]), psf);
			for (int z = 0; z < SIZE.nz(); z++)
				for (int y = 0; y < SIZE.ny(); y++)
					for (int x = 0; x < SIZE.nx(); x++)
						estimate.row(y, z)[x] += step.row(y, z)[x];
		}
		assertTrue(spectrum(recorded, estimate, psf).toString(), spectrum(recorded, estimate, psf).noiseFollowed() > 1);
	}

	private static SpectralFit spectrum(final Volume observed, final Volume estimate, final Psf psf) {
		return Consistency.of(observed, estimate, psf, 100, CAMERA, () -> false).numbers().spectrum();
	}

	/** The share of light from inside is a filtered box of ones. */
	@Test
	public void insideIsTheBlurOfOnes() {
		final Volume ones = new Volume(SIZE);
		ones.fill(1);
		final Reblurred reblurred = Reblurred.of(ones, psf, () -> false);
		final double[] row = new double[SIZE.nx()];
		for (final int[] yz : new int[][] { { 0, 0 }, { 50, 20 }, { 95, 39 } }) {
			reblurred.inside(yz[0], yz[1], row);
			for (int x = 0; x < row.length; x += 5)
				assertEquals(reblurred.light().row(yz[0], yz[1])[x], row[x], 1e-4);
		}
	}

	@Test
	public void fluxAndEdges() {
		final Flux flux = Flux.of(raw, 100, object);
		assertEquals(1, flux.ratio(), 0.05);
		assertEquals(0, flux.negative());
	}

	@Test
	public void theErrorOfTheTruthIsNothingInEveryBand() {
		final TruthComparison same = TruthComparison.of(object, object, Restored.VOXELS, () -> false);
		assertEquals(1, same.scale(), 1e-9);
		assertEquals(0, same.nrmse(), 1e-6);
		assertTrue(same.bands().stream().allMatch(b -> b.nrmse() < 0.01));
		final TruthComparison blurred = TruthComparison.of(object, Restored.blurred(object, psf), Restored.VOXELS,
			() -> false);
		assertTrue(blurred.bands().toString(), blurred.bands().get(1).nrmse() < blurred.bands().get(7).nrmse());
	}
}
