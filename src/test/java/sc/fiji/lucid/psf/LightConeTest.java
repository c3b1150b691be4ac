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
package sc.fiji.lucid.psf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.job.ChannelPsf;
import sc.fiji.lucid.optics.Modality;
import sc.fiji.lucid.optics.VoxelSize;

/** The light of a widefield PSF beyond its extent. */
public class LightConeTest {

	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.25);
	private static final Extent STACK = new Extent(200, 200, 20);

	private static double plane(final Volume v, final int z) {
		return v.crop(0, 0, z, new Extent(v.extent().nx(), v.extent().ny(), 1)).sum();
	}

	/** Parseval: what is out of focus is wider, not dimmer. */
	@Test
	public void everyPlaneHoldsAsMuchLight() {
		final Psf psf = PsfPreparation.of(VOXEL, STACK).render(Optics.oil(), PsfModel.VECTORIAL).psf();
		assertTrue("" + psf.light(), psf.light() < 0.95);
		final Psf whole = LightCone.whole(psf, STACK);
		assertEquals(1, whole.volume().sum(), 1e-4);
		final int n = whole.extent().nz();
		for (int z = 0; z < n; z++)
			assertEquals("plane " + z, 1.0 / n, plane(whole.volume(), z), 0.06 / n);
	}

	/** What lies beyond the reach is told, not put inside: the stack's voxels show each other that part of all light. */
	@Test
	public void lightBeyondTheReachStaysOutside() {
		final Psf psf = PsfPreparation.of(VOXEL, STACK).render(Optics.oil(), PsfModel.VECTORIAL).psf();
		final Psf far = LightCone.whole(psf, STACK), near = LightCone.whole(psf, new Extent(40, 40, 20));
		assertEquals(1, far.light(), 0.04);
		assertTrue("" + near.light(), near.light() < 0.95 * far.light());
		final Extent n = near.extent(), f = far.extent();
		final double inside = far.volume().crop((f.nx() - n.nx()) / 2, (f.ny() - n.ny()) / 2, 0, n).sum();
		assertEquals(far.light() * inside, near.light(), 1e-3);
	}

	/** What a plan counts before it is made. */
	@Test
	public void theSizeOfTheLightIsKnownBefore() {
		final Psf psf = PsfPreparation.of(VOXEL, STACK).render(Optics.oil(), PsfModel.VECTORIAL).psf();
		final long bytes = LightCone.bytes(psf);
		assertEquals(4 * psf.wide().extent().voxels(), bytes);
		assertEquals(LightCone.whole(psf, STACK).extent(), LightCone.extent(psf, STACK));
		final long left = ChannelPsf.beside(List.of(psf), DeconvolutionOptions.DEFAULT, 100 * bytes);
		assertEquals(99 * bytes, left);
		final IllegalStateException said = assertThrows(IllegalStateException.class,
			() -> ChannelPsf.beside(List.of(psf), DeconvolutionOptions.DEFAULT, 3 * bytes));
		assertTrue(said.getMessage(),
			said.getMessage().matches("The PSF of \\d+ slices and all its light take .*give it more.*"));
	}

	@Test
	public void aPsfThatSectionsHasNone() {
		final Psf psf = PsfPreparation.of(VOXEL, STACK)
			.render(Optics.of(Modality.CONFOCAL, 1.4, 0.488, 0.52, 1.515), PsfModel.VECTORIAL)
			.psf();
		assertNull(psf.wide());
		assertSame(psf, LightCone.whole(psf, STACK));
	}
}
