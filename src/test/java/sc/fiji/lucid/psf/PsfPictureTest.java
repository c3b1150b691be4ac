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
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.optics.VoxelSize;

public class PsfPictureTest {

	private static final VoxelSize VOXEL = new VoxelSize(0.1, 0.1, 0.25);

	@Test
	public void theBrightestPixelIsTheReferencePoint() {
		final Psf psf = PsfModel.VECTORIAL.render(Optics.oil(), VOXEL, new Extent(31, 31, 15), Sampling.INTEGRATED);
		final BufferedImage picture = PsfPicture.of(psf, Optics.oil());
		assertEquals(0xffffff, picture.getRGB(10 + 248 / 2, 10 + 248 / 2) & 0xffffff);
		assertTrue((picture.getRGB(12, 12) & 0xff) < 128);
		final BufferedImage montage = PsfPicture.montage(List.of(psf.volume(), psf.volume(), psf.volume()), VOXEL);
		assertEquals(0xffffff, montage.getRGB(15, 15) & 0xffffff);
	}

	/** A plane of 0.9 by 0.9 by 0.25 µm: XY fills the side of 300 pixels, XZ below shows one row at every depth. */
	@Test
	public void onePlane() {
		final Psf psf = PsfModel.VECTORIAL.render(Optics.oil(), VOXEL, new Extent(9, 9, 1), Sampling.POINT);
		final BufferedImage picture = PsfPicture.of(psf, null);
		final int side = 300, depth = 84, gap = 10;
		assertEquals(2 * side + 3 * gap, picture.getWidth());
		assertEquals(side + depth + 3 * gap, picture.getHeight());
		for (int x = 0; x < side; x++) {
			final int middle = picture.getRGB(gap + x, gap + side / 2);
			for (int z = 0; z < depth; z++)
				assertEquals("x " + x + ", z " + z, middle, picture.getRGB(gap + x, 2 * gap + side + z));
		}
		assertEquals(0xffffff, picture.getRGB(gap + side / 2, 2 * gap + side) & 0xffffff);
	}
}
