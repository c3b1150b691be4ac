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

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;

import sc.fiji.lucid.optics.Microscope;
import sc.fiji.lucid.optics.VoxelSize;

/**
 * Lucid as SciJava Ops, under the name {@code deconvolve.lucid}. The build writes them into {@code ops.yaml}, from
 * which an Ops environment learns of them; a test reads that file. Calling them through an Ops environment is not
 * tested, as its engine is not on Maven Central.
 */
public final class LucidOps {

	private LucidOps() {}

	/**
	 * Deconvolves an image with a PSF that is computed from optics, everything else automatic.
	 *
	 * @implNote op names='deconvolve.lucid', priority='100.'
	 * @param image axes X, Y, Z, or X, Y
	 * @param voxelSize of the image along X, Y and Z in µm
	 * @param microscope the optics
	 * @return the restored image, in counts above background
	 */
	public static <T extends RealType<T>> RandomAccessibleInterval<FloatType> fromOptics(
		final RandomAccessibleInterval<T> image, final double[] voxelSize, final Microscope microscope)
	{
		return Lucid.of(image, voxels(voxelSize)).deconvolve(microscope).now().image();
	}

	/**
	 * Deconvolves an image with a recorded or computed PSF, everything else automatic.
	 *
	 * @implNote op names='deconvolve.lucid', priority='100.'
	 * @param image axes X, Y, Z, or X, Y
	 * @param voxelSize of the image and the PSF along X, Y and Z in µm
	 * @param psf of any size; it is centred and its sum made 1
	 * @return the restored image, in counts above background
	 */
	public static <T extends RealType<T>, P extends RealType<P>> RandomAccessibleInterval<FloatType> fromPsf(
		final RandomAccessibleInterval<T> image, final double[] voxelSize, final RandomAccessibleInterval<P> psf)
	{
		return Lucid.of(image, voxels(voxelSize)).deconvolve(psf).now().image();
	}

	private static VoxelSize voxels(final double[] size) {
		if (size.length != 3) throw new IllegalArgumentException(
			"'voxelSize' takes three numbers of µm, along X, Y and Z, " + "not " + size.length + ".");
		return VoxelSize.of(size[0], size[1], size[2]);
	}
}
