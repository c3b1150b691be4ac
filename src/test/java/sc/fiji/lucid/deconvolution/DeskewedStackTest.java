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
package sc.fiji.lucid.deconvolution;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.BeforeClass;
import org.junit.Test;

import sc.fiji.lucid.camera.NoData;
import sc.fiji.lucid.camera.NoiseModel;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.Skew;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.PsfPreparation;
import sc.fiji.lucid.psf.Sampling;
import sc.fiji.lucid.restoration.RecordingVoxels;
import sc.fiji.lucid.restoration.StackSample;
import sc.fiji.lucid.restoration.geometry.SkewedGrid;
import sc.fiji.lucid.restoration.step.DeconvolutionDecision;
import sc.fiji.lucid.restoration.step.DeconvolutionStep;
import sc.fiji.lucid.simulation.camera.Faults;
import sc.fiji.lucid.simulation.Phantom;
import sc.fiji.lucid.simulation.Simulation;

/**
 * A stack that another program deskewed, with wedges of zeros and interpolated noise, comes out right by default:
 * without combs, and without bright rims at the wedges.
 */
public class DeskewedStackTest {

	private static final Extent SCAN = new Extent(48, 40, 30);
	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.4);
	private static final Skew SKEW = new Skew(31.8);
	private static final Microscope SHEET = Microscope.lightSheet(1.1)
		.immersionIndex(1.33)
		.emission(0.52)
		.excitation(0.488)
		.build();

	private static Simulation simulation;
	private static Recording deskewed;
	private static Psf psf;
	private static final SkewedGrid GRID = new SkewedGrid(SCAN, VOXEL, SKEW);

	@BeforeClass
	public static void simulate() {
		simulation = Simulation.skewed(Phantom.NUCLEI, SCAN, VOXEL, SKEW, true, 1,
			fine -> PsfModel.VECTORIAL.render(SHEET, fine, new Extent(41, 41, 25), Sampling.INTEGRATED), 100, 100, 2, 1,
			Faults.NONE);
		deskewed = Recording.of(simulation.observed());
		psf = PsfPreparation.of(SKEW.voxel(VOXEL), GRID.extent()).render(SHEET, PsfModel.VECTORIAL).psf();
	}

	/**
	 * Row 0 is the first that has data; without the slices at the ends of the stack, whose rims have nothing beside
	 * them.
	 */
	private static double row(final Volume v, final int row) {
		double sum = 0;
		for (int z = 1; z < SCAN.nz() - 1; z++)
			for (final float value : v.row(GRID.firstSeen(z) + row, z))
				sum += value;
		return sum / (SCAN.nz() - 2) / SCAN.nx();
	}

	/** Poisson(light + 100) and two counts of read noise: one photoelectron a count, no noise at −4. */
	@Test
	public void theCameraIsFoundThroughTheInterpolation() {
		final NoiseModel noise = NoiseModel.of(NoData.leftOut(deskewed));
		assertEquals(1, noise.gain(), 0.25);
	}

	@Test
	public void wedgesAndWhatIsMixedWithThemHaveNoWeight() {
		final NoData found = NoData.of(deskewed);
		assertEquals(1, found.rim());
		final long left = found.leftOut(deskewed, 0, 0).mask().count();
		assertTrue(left + " of " + GRID.unseen(), left >= GRID.unseen() && left <= GRID.unseen() + 2 * 48 * 30);
	}

	@Test
	public void rimsAreNeitherBrightNorCombed() {
		final Restoration restored = Deconvolution.restore(deskewed, psf, DeconvolutionOptions.DEFAULT, Progress.NONE);
		final Volume estimate = restored.estimate(), truth = simulation.truth();
		for (int row = 0; row < SCAN.ny(); row++) {
			final double is = row(estimate, row), was = row(truth, row);
			assertTrue(row + ": " + is + ", truth " + was, Math.abs(is - was) < 0.35 * was + 0.5);
		}
		double brightest = 0, most = 0;
		for (int z = 0; z < SCAN.nz(); z++)
			for (int y = 0; y < GRID.extent().ny(); y++)
				for (int x = 0; x < SCAN.nx(); x++) {
					final boolean isSeen = y >= GRID.firstSeen(z) && y < GRID.firstSeen(z) + SCAN.ny();
					if (!isSeen) brightest = Math.max(brightest, estimate.row(y, z)[x]);
					most = Math.max(most, truth.row(y, z)[x]);
				}
		assertTrue(brightest + " in the wedges, truth " + most, brightest < 1.5 * most);
		assertEquals(100, restored.background(), 8);
		assertEquals("light of the voxels that hold data, not of wedges filled up with their mean", 1,
			restored.estimatedFlux() / restored.observedFlux(), 0.25);
	}

	/** What tiles are told of the stack says the same as the stack in one piece. */
	@Test
	public void tilesLeaveOutTheSame() {
		final DeconvolutionStep step = new DeconvolutionStep(psf,
			DeconvolutionOptions.DEFAULT.withMethod(Method.RICHARDSON_LUCY).withIterations(2));
		final DeconvolutionDecision decided = step
			.decide(new StackSample(new RecordingVoxels(deskewed), 1 << 22, Progress.NONE), Progress.NONE),
			again = step.decided(step.describe(decided), step.maps(decided));
		assertEquals(NoData.of(deskewed).fills(), decided.noData().fills());
		assertEquals(1, decided.noData().rim());
		assertEquals(1, again.noData().rim());
		assertTrue(decided.toString(), decided.toString().contains("what was mixed with them"));
	}
}
