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

import java.util.List;

import org.junit.Test;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.testing.Volumes;

public class ReblurredTest {

	@Test
	public void aPointIsBlurredByThePsfOfItsDepth() {
		final Extent e = new Extent(24, 22, 20);
		final Psf shallow = Volumes.gaussian(new Extent(9, 9, 7), 1.2, 1, 0).withLight(0.8, null),
			deep = Volumes.gaussian(new Extent(9, 9, 7), 1.6, 1.5, 0).withLight(0.5, null),
			both = Psf.changing(List.of(shallow, deep), new double[] { 4, 15 });
		for (final int z : new int[] { 4, 15 }) {
			final Volume point = new Volume(e);
			point.row(10, z)[12] = 100;
			final Psf own = z == 4 ? shallow : deep;
			assertEquals(0, Volumes.relativeDifference(Reblurred.of(point, own, () -> false).light(),
				Reblurred.of(point, both, () -> false).light()), 1e-5);
		}
	}
}
