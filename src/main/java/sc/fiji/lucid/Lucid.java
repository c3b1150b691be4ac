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

import java.util.Objects;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.Volatile;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;

import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * The door to Lucid for Java and scripts: restores ImgLib2 images.
 *
 * <pre>
 * Img&lt;FloatType&gt; out = Lucid.restore(img, VoxelSize.of(0.1, 0.1, 0.25), Microscope.widefield(1.4).emission(0.520).build());
 * Result r = Lucid.of(img, voxels).deconvolve(psf, options).memory(8L &lt;&lt; 30).now();
 * RandomAccessibleInterval&lt;FloatType&gt; lazy = Lucid.of(img, voxels).deconvolve(psf).lazily(128, 128, 64);
 * </pre>
 *
 * Images may be of any real type, start anywhere, and be stored in any way; they are never written to. The work is done
 * by the threads of the caller ({@link net.imglib2.parallel.Parallelization}).
 */
public final class Lucid {

	private Lucid() {}

	/**
	 * Restores an image of one volume or plane with a PSF that is computed from optics; everything else is automatic.
	 *
	 * @param image axes X, Y, Z, or X, Y
	 * @param voxels its voxel size in µm
	 * @param microscope the optics
	 * @return the restored image, counted from 0 on each axis, in the recorded one's counts above background
	 * @throws IllegalArgumentException in one line that names what is wrong and the remedy
	 * @throws IllegalStateException if the memory is too small, saying how much would do
	 */
	public static Img<FloatType> restore(final RandomAccessibleInterval<? extends RealType<?>> image,
		final VoxelSize voxels, final Microscope microscope)
	{
		return of(image, voxels).deconvolve(microscope).now().img();
	}

	/**
	 * Begins with an image; the {@link Restorer} is told what to do with it.
	 *
	 * @param image axes X, Y, Z, or X, Y; others are named by {@link Restorer#axes}
	 * @param voxels its voxel size in µm
	 * @return a restorer that has nothing to do yet
	 * @throws IllegalArgumentException if the image is empty, its voxels are no real numbers, or they may not have been
	 *           loaded yet
	 */
	public static Restorer of(final RandomAccessibleInterval<? extends RealType<?>> image, final VoxelSize voxels) {
		Objects.requireNonNull(image, "image");
		Objects.requireNonNull(voxels, "voxels");
		for (int d = 0; d < image.numDimensions(); d++)
			if (image.dimension(d) < 1 || image.dimension(d) > Integer.MAX_VALUE) throw new IllegalArgumentException(
				"Axis " + d + " of the image has " + image.dimension(d) + " voxels: give an image with voxels.");
		final Object type = image.getType();
		if (!(type instanceof RealType))
			throw new IllegalArgumentException("The image has voxels of " + type.getClass().getSimpleName() +
				", which are no real numbers: split colours into channels, or take one part.");
		if (image.getType() instanceof Volatile)
			throw new IllegalArgumentException("The image is volatile (" + image.getType().getClass().getSimpleName() +
				"): its voxels may not be loaded yet. Give the image that it is a view of.");
		return new Restorer(new Order(image, voxels));
	}
}
