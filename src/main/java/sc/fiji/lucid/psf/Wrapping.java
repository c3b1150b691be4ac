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

import java.util.List;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/** PSFs whose reference point is the first voxel, what lies before it wrapped around to the far ends. */
public final class Wrapping {

	private Wrapping() {}

	/** @return the volume rolled by ⌊n/2⌋ on each axis if its brightest voxel is the very first, else itself */
	public static Volume undo(final Volume volume, final List<String> notes) {
		final Extent e = volume.extent();
		if (e.nx() < 3 || e.ny() < 3 || !firstIsBrightest(volume)) return volume;
		final Volume rolled = new Volume(e);
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++) {
				final float[] from = volume.row(y, z),
					to = rolled.row((y + e.ny() / 2) % e.ny(), (z + e.nz() / 2) % e.nz());
				for (int x = 0; x < e.nx(); x++)
					to[(x + e.nx() / 2) % e.nx()] = from[x];
			}
		notes.add("Its origin was the first voxel, with the rest wrapped around; it was rolled to the middle.");
		return rolled;
	}

	private static boolean firstIsBrightest(final Volume volume) {
		final Extent e = volume.extent();
		final float first = volume.row(0, 0)[0];
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (final float v : volume.row(y, z))
					if (v > first) return false;
		return volume.row(0, 0)[e.nx() - 1] > volume.row(e.ny() / 2, e.nz() / 2)[e.nx() / 2];
	}
}
