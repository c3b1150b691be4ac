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
package sc.fiji.lucid.psf.fit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.util.Map;
import java.util.Random;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.diffraction.PupilImage;

/** The pupil is found again from beads that were simulated by another path. */
public class PhaseRetrievalTest {

	private static final VoxelSize VOXEL = new VoxelSize(0.09, 0.09, 0.22);
	private static final Extent BOX = new Extent(17, 17, 13);
	private static final Microscope MICROSCOPE = Microscope.widefield(SimulatedPupil.NA)
		.emission(SimulatedPupil.WAVELENGTH)
		.immersionIndex(SimulatedPupil.INDEX)
		.build();

	/** All 64 of issue 22: {@link PhaseRetrievalBenchmark}. */
	@Test
	public void plantedAberrationsAreFound() {
		final Map<Integer, Double> planted = Map.of(3, 0.35, 5, -0.3, 6, 0.2, 7, -0.25, 8, 0.4, 12, -0.5);
		final Volume bead = SimulatedPupil.noisy(
			new SimulatedPupil(planted, Map.of(4, 0.08)).image(BOX, VOXEL, 0.1, 0.03, -0.04, 0.08), 3000, 50,
			new Random(1));
		final PhaseRetrieval.Retrieved found = PhaseRetrieval.of(bead, VOXEL, 0.1, MICROSCOPE, PsfModel.VECTORIAL);
		found.microscope()
			.zernike()
			.coefficients()
			.forEach((j, value) -> assertEquals("Z" + j, planted.getOrDefault(j, 0.0), value, 0.03));
		assertEquals(0.08, found.amplitude().coefficients().get(4), 0.03);
		assertTrue("" + found.misfit(), found.misfit() < 0.1);
	}

	@Test
	public void derivativesAreThoseOfDifferences() {
		final PupilImage image = new PupilImage(PsfModel.VECTORIAL, MICROSCOPE, VOXEL, new Extent(9, 9, 5),
			new int[] { 3, 12 }, new int[] { 4 });
		final double[] p = { 0.03, -0.02, 0.05, 0.3, -0.4, 0.1 };
		final Volume[] exact = image.at(p, true);
		for (int q = 0; q < p.length; q++) {
			final double[] more = p.clone(), less = p.clone();
			more[q] += 1e-3;
			less[q] -= 1e-3;
			final Volume a = image.at(more, false)[0], b = image.at(less, false)[0];
			double worst = 0, most = 0;
			for (int z = 0; z < 5; z++)
				for (int y = 0; y < 9; y++)
					for (int x = 0; x < 9; x++) {
						final double difference = (a.row(y, z)[x] - b.row(y, z)[x]) / 2e-3;
						worst = Math.max(worst, Math.abs(difference - exact[1 + q].row(y, z)[x]));
						most = Math.max(most, Math.abs(difference));
					}
			assertTrue(q + ": " + worst + " of " + most, worst < 1e-3 * most);
		}
	}

	@Test
	public void whatHasNoSinglePupilIsRefused() {
		final Volume bead = new Volume(BOX);
		bead.row(8, 6)[8] = 1;
		refused("widefield beads only", bead, VOXEL, Microscope.confocal(1.4).emission(0.52).excitation(0.488).build(),
			PsfModel.VECTORIAL);
		refused("no pupil", bead, VOXEL, MICROSCOPE, PsfModel.GAUSSIAN);
		refused("square pixels", bead, new VoxelSize(0.09, 0.1, 0.2), MICROSCOPE, PsfModel.VECTORIAL);
	}

	private static void refused(final String words, final Volume bead, final VoxelSize voxel, final Microscope m,
		final PsfModel model)
	{
		try {
			PhaseRetrieval.of(bead, voxel, 0.1, m, model);
			fail(words);
		}
		catch (final IllegalArgumentException e) {
			assertTrue(e.getMessage(), e.getMessage().contains(words));
		}
	}
}
