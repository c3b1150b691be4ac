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
package sc.fiji.lucid.psf.diffraction;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Map;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.optics.Zernike;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.PsfPreparation;
import sc.fiji.lucid.psf.Sampling;

/** PSFs that a few aberrations change, against those that are computed whole. */
public class PupilChangeTest {

	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.25);
	private static final Extent STACK = new Extent(24, 24, 10);
	private static final Zernike COMA = Zernike.of(Map.of(8, 0.5, 5, -0.4));
	private static final Microscope WIDEFIELD = Microscope.widefield(1.3)
		.emission(0.52)
		.immersionIndex(1.515)
		.sampleIndex(1.38)
		.depth(3)
		.build();
	private static final Microscope CONFOCAL = Microscope.confocal(1.3)
		.emission(0.52)
		.excitation(0.488)
		.immersionIndex(1.515)
		.sampleIndex(1.38)
		.depth(3)
		.build();

	private static double difference(final Psf a, final Psf b, final int reach) {
		final Extent ea = a.extent(), eb = b.extent();
		double product = 0, square = 0, other = 0;
		for (int z = -3; z <= 3; z++)
			for (int y = -reach; y <= reach; y++)
				for (int x = -reach; x <= reach; x++) {
					final double va = at(a.volume(), ea, x, y, z), vb = at(b.volume(), eb, x, y, z);
					product += va * vb;
					square += va * va;
					other += vb * vb;
				}
		return Math.sqrt(Math.max(0, 1 - product * product / (square * other)));
	}

	private static double at(final Volume v, final Extent e, final int x, final int y, final int z) {
		return v.row(e.ny() / 2 + y, e.nz() / 2 + z)[e.nx() / 2 + x];
	}

	private static void isNearTheWhole(final Microscope microscope, final double most) {
		final Psf base = PsfPreparation.of(VOXEL, STACK).render(microscope, PsfModel.VECTORIAL).psf();
		final PupilChange change = new PupilChange(PsfModel.VECTORIAL, microscope, base, 3, 5, 7, 8, 12);
		assertEquals("no aberration, no change", 0, difference(change.of(Zernike.NONE), base, 7), 1e-3);
		final Psf changed = change.of(COMA),
			whole = PsfModel.VECTORIAL.render(microscope.with(COMA), VOXEL, new Extent(17, 17, 7), Sampling.INTEGRATED);
		assertEquals(0, difference(changed, whole, 7), most);
		assertTrue("it is another PSF", difference(base, whole, 7) > 5 * most);
		assertEquals("the light beyond the core is as it was", base.light(), changed.light(), 0);
		assertEquals(base.wide() == null, changed.wide() == null);
		final Psf prepared = PsfPreparation.of(VOXEL, STACK).render(microscope.with(COMA), PsfModel.VECTORIAL).psf();
		assertEquals("what restores is what was asked", 0, difference(prepared, changed, 7), 1e-3);
	}

	@Test
	public void aWidefieldPsfIsChangedAsAWholePupilHasIt() {
		isNearTheWhole(WIDEFIELD, 0.05);
	}

	@Test
	public void aConfocalPsfIsChangedAsAWholePupilHasIt() {
		isNearTheWhole(CONFOCAL, 0.06);
	}

	@Test
	public void itKnowsWhatItCannotCompute() {
		assertFalse(PupilChange.isPossible(PsfModel.GAUSSIAN, WIDEFIELD, VOXEL));
		assertFalse(PupilChange.isPossible(PsfModel.VECTORIAL, WIDEFIELD, new VoxelSize(0.1, 0.2, 0.25)));
		assertFalse(PupilChange.isPossible(PsfModel.VECTORIAL,
			Microscope.spinningDisk(1.3).emission(0.52).excitation(0.488).build(), VOXEL));
	}
}
