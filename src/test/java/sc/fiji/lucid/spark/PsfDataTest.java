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
package sc.fiji.lucid.spark;

import static org.junit.Assert.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.restoration.step.DepthSlabs;
import sc.fiji.lucid.restoration.step.DepthSlabsStep;
import sc.fiji.lucid.restoration.step.SlabPsfs;
import sc.fiji.lucid.testing.Volumes;

/** A PSF arrives as it was sent. */
public class PsfDataTest {

	@Test
	public void voxelsAndLightArriveBitForBit() throws IOException, ClassNotFoundException {
		final Psf psf = Volumes.gaussian(new Extent(9, 8, 5), 1.3, 1, 0).withLight(0.7, null);
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(new PsfData(psf));
		}
		final Psf again;
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			again = ((PsfData) in.readObject()).psf();
		}
		assertEquals(0, Volumes.relativeDifference(psf.volume(), again.volume()), 0);
		assertEquals(psf.voxelSize(), again.voxelSize());
		assertEquals(psf.light(), again.light(), 0);
	}

	@Test
	public void thePsfsOfSlabsArriveInTheirPlaces() throws IOException, ClassNotFoundException {
		final Psf shallow = Volumes.gaussian(new Extent(9, 8, 5), 1.3, 1, 0),
			deep = Volumes.gaussian(new Extent(9, 8, 7), 1.5, 2, 0);
		final SlabPsfs psfs = new SlabPsfs(shallow, new DepthSlabs(20, new double[] { 0, 19 }, 3),
			List.of(new DepthSlabsStep.Slab(shallow, 2), new DepthSlabsStep.Slab(deep, 4)));
		for (final SlabPsfs each : List.of(psfs, SlabPsfs.of(deep))) {
			final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
				out.writeObject(new SlabPsfsData(each));
			}
			final SlabPsfs again;
			try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
				again = ((SlabPsfsData) in.readObject()).psfs();
			}
			assertEquals(0, Volumes.relativeDifference(each.psf().volume(), again.psf().volume()), 0);
			assertEquals(each.slabs().size(), again.slabs().size());
			for (int i = 0; i < each.slabs().size(); i++) {
				assertEquals(each.slabs().get(i).depth(), again.slabs().get(i).depth(), 0);
				assertEquals(each.cut().centre(i), again.cut().centre(i), 0);
				assertEquals(0,
					Volumes.relativeDifference(each.slabs().get(i).psf().volume(), again.slabs().get(i).psf().volume()),
					0);
			}
		}
	}
}
