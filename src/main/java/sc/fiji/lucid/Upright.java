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
package sc.fiji.lucid;

import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.planar.PlanarImgFactory;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;

import sc.fiji.lucid.restoration.geometry.DeskewingSink;
import sc.fiji.lucid.restoration.geometry.SkewedGrid;

/** Puts a restored skewed stage scan upright. */
final class Upright {

	private Upright() {}

	static Img<FloatType> of(final Img<FloatType> scan, final Axes axes, final SkewedGrid grid) {
		final long[] size = Intervals.dimensionsAsLongArray(scan);
		size[axes.place(Axis.Y)] = grid.extent().ny();
		final Img<FloatType> upright = new PlanarImgFactory<>(new FloatType()).create(size);
		for (int c = 0; c < axes.size(scan, Axis.CHANNEL); c++)
			for (int t = 0; t < axes.size(scan, Axis.TIME); t++)
				put(axes.volume(scan, c, t), axes.volume(upright, c, t), grid);
		return upright;
	}

	private static void put(final RandomAccessibleInterval<FloatType> scan,
		final RandomAccessibleInterval<FloatType> upright, final SkewedGrid grid)
	{
		final int nx = grid.scan().nx(), ny = grid.scan().ny();
		final DeskewingSink sink = new DeskewingSink(grid,
			(z, x, y, width, height, voxels) -> Work.write(upright, x, y, z, width, voxels));
		final RandomAccess<FloatType> access = scan.randomAccess();
		for (int z = 0; z < grid.scan().nz(); z++) {
			final float[] plane = new float[nx * ny];
			for (int i = 0; i < plane.length; i++, access.fwd(0)) {
				if (i % nx == 0) access.setPosition(new long[] { 0, i / nx, z });
				plane[i] = access.get().get();
			}
			sink.part(z, 0, 0, nx, ny, plane);
		}
	}
}
