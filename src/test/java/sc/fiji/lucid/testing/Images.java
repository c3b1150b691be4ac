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
package sc.fiji.lucid.testing;

import static org.junit.Assert.assertEquals;

import net.imglib2.Cursor;
import net.imglib2.Interval;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.ImgFactory;
import net.imglib2.img.planar.PlanarImgFactory;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;

/** ImgLib2 images for tests. */
public final class Images {

	private Images() {}

	/** The voxels of a volume, rounded to the type. */
	public static <T extends RealType<T> & NativeType<T>> Img<T> of(final Volume volume, final ImgFactory<T> factory) {
		final Extent e = volume.extent();
		final Img<T> image = factory.create(e.nx(), e.ny(), e.nz());
		final Cursor<T> cursor = image.localizingCursor();
		while (cursor.hasNext()) {
			cursor.fwd();
			cursor.get()
				.setReal(volume.row(cursor.getIntPosition(1), cursor.getIntPosition(2))[cursor.getIntPosition(0)]);
		}
		return image;
	}

	public static Img<FloatType> floats(final Volume volume) {
		return of(volume, new PlanarImgFactory<>(new FloatType()));
	}

	/** The same voxels in another type, planar. */
	public static <T extends RealType<T> & NativeType<T>> Img<T> as(final T type,
		final RandomAccessibleInterval<? extends RealType<?>> image)
	{
		final Img<T> copy = new PlanarImgFactory<>(type).create(image);
		copy(image, copy);
		return copy;
	}

	public static <T extends RealType<T>> void copy(final RandomAccessibleInterval<? extends RealType<?>> from,
		final RandomAccessibleInterval<T> to)
	{
		final Cursor<T> cursor = Views.iterable(Views.zeroMin(to)).localizingCursor();
		final RandomAccess<? extends RealType<?>> access = Views.zeroMin(from).randomAccess();
		while (cursor.hasNext()) {
			cursor.fwd();
			access.setPosition(cursor);
			cursor.get().setReal(access.get().getRealDouble());
		}
	}

	/** @return the largest difference, relative to the largest voxel */
	public static double difference(final RandomAccessibleInterval<? extends RealType<?>> a,
		final RandomAccessibleInterval<? extends RealType<?>> b)
	{
		final Cursor<? extends RealType<?>> cursor = Views.iterable(Views.zeroMin(a)).localizingCursor();
		final RandomAccess<? extends RealType<?>> access = Views.zeroMin(b).randomAccess();
		double largest = 0, peak = 0;
		while (cursor.hasNext()) {
			cursor.fwd();
			access.setPosition(cursor);
			largest = Math.max(largest, Math.abs(cursor.get().getRealDouble() - access.get().getRealDouble()));
			peak = Math.max(peak, Math.abs(cursor.get().getRealDouble()));
		}
		return largest / peak;
	}

	/** Same place, same voxels, bit for bit. */
	public static void assertSame(final RandomAccessibleInterval<? extends RealType<?>> a,
		final RandomAccessibleInterval<? extends RealType<?>> b)
	{
		for (int d = 0; d < a.numDimensions(); d++) {
			assertEquals(a.min(d), b.min(d));
			assertEquals(a.max(d), b.max(d));
		}
		assertEquals(0, difference(a, b), 0);
	}

	/** @return axes X, Y, Z as a volume */
	public static Volume volume(final RandomAccessibleInterval<? extends RealType<?>> image) {
		final Interval i = image;
		final RandomAccess<? extends RealType<?>> access = image.randomAccess();
		return Volumes.of(new Extent((int) i.dimension(0), (int) i.dimension(1), (int) i.dimension(2)), (x, y, z) -> {
			access.setPosition(new long[] { i.min(0) + x, i.min(1) + y, i.min(2) + z });
			return access.get().getRealDouble();
		});
	}
}
