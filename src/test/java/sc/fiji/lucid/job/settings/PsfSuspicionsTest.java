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
package sc.fiji.lucid.job.settings;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.PsfModel;
import sc.fiji.lucid.psf.Sampling;
import sc.fiji.lucid.testing.Volumes;

/** Which PSFs are cut along Z, and which are not. */
public class PsfSuspicionsTest {

	/** µm, more than any PSF reaches. */
	private static final double DEEP = 1000;

	private static final Microscope OIL = Microscope.widefield(1.4).emission(0.52).immersionIndex(1.515).build();
	/** Slices of it beside the focus have 55 % of its peak, the next ones 7 %. */
	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.25);

	/** In widefield the last slices hold as much light as any, but spread. */
	@Test
	public void psfsThatLucidMakesAreWhole() {
		final Map<Microscope, VoxelSize> all = new LinkedHashMap<>();
		all.put(OIL, VOXEL);
		all.put(Microscope.widefield(1.4).emission(0.52).immersionIndex(1.515).sampleIndex(1.33).depth(5).build(),
			VOXEL);
		all.put(Microscope.widefield(0.3).emission(0.52).immersionIndex(1).build(), new VoxelSize(0.6, 0.6, 2));
		all.put(Microscope.confocal(1.2).emission(0.52).excitation(0.488).immersionIndex(1.333).pinhole(1).build(),
			new VoxelSize(0.1, 0.1, 0.3));
		all.put(Microscope.lightSheet(0.5)
			.emission(0.52)
			.excitation(0.488)
			.immersionIndex(1.333)
			.set(OpticalParameter.SHEET_THICKNESS, 4)
			.build(), new VoxelSize(0.3, 0.3, 1));
		all.forEach((microscope, voxel) -> {
			final PsfModel model = PsfModel.forMicroscope(microscope);
			final Extent size = model.support(microscope, voxel, new Extent(65, 65, 33)).extent();
			final Volume psf = model.render(microscope, voxel, size, Sampling.INTEGRATED).volume();
			assertEquals("" + microscope.describe(), Optional.empty(), PsfSuspicions.endsAlongZ(psf, voxel.z(), DEEP));
		});
	}

	/** However small the crop, and on an offset, too. */
	@Test
	public void aPsfThatIsCutAlongZ() {
		for (final int side : new int[] { 31, 7, 5 })
			for (final double offset : new double[] { 0, 100 }) {
				final Volume three = oil(new Extent(side, 7, 3), 1, offset),
					nine = oil(new Extent(side, 7, 9), 4, offset);
				assertTrue(side + " " + offset, PsfSuspicions.endsAlongZ(three, VOXEL.z(), DEEP).isPresent());
				assertEquals(side + " " + offset, Optional.empty(), PsfSuspicions.endsAlongZ(nine, VOXEL.z(), DEEP));
			}
	}

	/** Nothing lies so deep in the stack that it would need the light beyond; off the middle, something does. */
	@Test
	public void whatTheStackDoesNotReachIsNotMissing() {
		final Extent size = new Extent(15, 15, 9);
		assertEquals(Optional.empty(),
			PsfSuspicions.endsAlongZ(oil(new Extent(15, 15, 3), 1, 0), VOXEL.z(), VOXEL.z()));
		assertTrue(PsfSuspicions.endsAlongZ(oil(size, 1, 0), VOXEL.z(), 3 * VOXEL.z())
			.orElseThrow()
			.contains("its first or last slice still has 55 % of its peak"));
	}

	/** @return the widefield PSF in counts, with its focus in a slice */
	private static Volume oil(final Extent size, final int focus, final double offset) {
		final Extent odd = new Extent(size.nx(), size.ny(), 2 * size.nz() + 1);
		final Volume psf = PsfModel.VECTORIAL.render(OIL, VOXEL, odd, Sampling.INTEGRATED).volume();
		final double peak = psf.row(odd.ny() / 2, size.nz())[odd.nx() / 2];
		return Volumes.of(size, (x, y, z) -> offset + 1000 * psf.row(y, z - focus + size.nz())[x] / peak);
	}
}
