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
package sc.fiji.lucid.image;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

import sc.fiji.lucid.testing.Volumes;

/** Sums of counts, and of a part of them, over voxels of which some have no weight. */
public class BinningTest {

	private static final Extent SIZE = new Extent(8, 4, 3);
	private static final Binning BINNING = new Binning(4, 2, 2);

	/** A tenth of the counts is a tenth of their sums, also where most of a block's voxels have no weight. */
	@Test
	public void aPartIsWeighedAsTheWholeIs() {
		final Recording counts = Volumes.observed(Volumes.of(SIZE, (x, y, z) -> 10 + x + 3 * y + 7 * z));
		final Recording masked = counts.withMask(new Mask(counts, (x, y, z, v) -> x < 2 || x == 6 || z == 1 && y == 0));
		final Recording part = Volumes.observed(Volumes.of(SIZE, (x, y, z) -> 1 + 0.1 * x + 0.3 * y + 0.7 * z));
		final Recording whole = BINNING.sum(masked), tenth = BINNING.sum(masked, part);
		final float[] a = new float[2], b = new float[2];
		for (int y = 0; y < 2; y++) {
			whole.read(y, 0, a);
			tenth.read(y, 0, b);
			for (int x = 0; x < 2; x++)
				assertEquals(x + " " + y, 0.1 * a[x], b[x], 1e-4);
		}
	}

	/** What is masked is taken to be like the rest of its block. */
	@Test
	public void evenLightStaysEven() {
		final Recording counts = Volumes.observed(Volumes.of(SIZE, (x, y, z) -> 5));
		final Recording masked = counts.withMask(new Mask(counts, (x, y, z, v) -> x < 2));
		final float[] row = new float[2];
		BINNING.sum(masked).read(0, 0, row);
		assertEquals(5 * BINNING.voxels(), row[0], 1e-3);
		assertEquals(5 * BINNING.voxels(), row[1], 1e-3);
	}
}
