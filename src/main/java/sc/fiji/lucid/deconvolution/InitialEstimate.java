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

import java.util.Locale;

import sc.fiji.lucid.deconvolution.model.DataTerm;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.TileContext;
import sc.fiji.lucid.image.Volume;

/** Where the iterations start. */
public enum InitialEstimate {
	/** What coarser voxels show of the object, for methods that go from coarse to fine; else {@link #FLAT}. */
	COARSE,
	/**
	 * The mean of the recorded signal above background inside the field of view,
	 * three times that outside: light from outside is then explained from outside.
	 */
	FLAT,
	/**
	 * As {@link #FLAT}, but along Y the same outside as inside: for skewed stage scans, whose slices see well what lies
	 * beside the rows of others, so that the rows at the rims keep their light.
	 */
	SKEWED,
	/** The recorded stack itself (its mean outside the field of view). */
	OBSERVED;

	private static final float OUTSIDE = 3;

	/** @return the first estimate on a grid; of a tile the part of its stack's that lies there */
	public Volume of(final DataTerm counts, final Extent grid) {
		final Extent view = counts.extent();
		final TileContext place = counts.place() != null ? counts.place() : new TileContext(view, 0, 0, 0, null);
		final float signal = (float) Math.max(counts.mean() - counts.background(), counts.floor());
		final float outside = this == OBSERVED ? signal : OUTSIDE * signal;
		final boolean[] inX = place.inside(place.x(), place.stack().nx(), view.nx(), grid.nx());
		final boolean[] inY = place.inside(place.y(), place.stack().ny(), view.ny(), grid.ny());
		final boolean[] inZ = place.inside(place.z(), place.stack().nz(), view.nz(), grid.nz());
		final Volume estimate = new Volume(grid);
		Planes.forEach(grid.nz(), z -> {
			for (int y = 0; y < grid.ny(); y++) {
				final float[] row = estimate.row(y, z);
				for (int x = 0; x < row.length; x++)
					row[x] = inX[x] && (inY[y] || this == SKEWED) && inZ[z] ? signal : outside;
				if (this == OBSERVED && y < view.ny() && z < view.nz()) counts.signal(y, z, row);
			}
		});
		return estimate;
	}

	/** @return the word for options and records */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
