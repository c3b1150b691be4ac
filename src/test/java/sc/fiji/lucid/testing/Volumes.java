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

import java.io.File;
import java.util.Random;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;

/** Volumes for tests: from functions, random, from files; and sums over them. */
public final class Volumes {

	/** A function of voxel position. */
	@FunctionalInterface
	public interface Function {

		double at(int x, int y, int z);
	}

	private Volumes() {}

	public static Volume of(final Extent e, final Function f) {
		final Volume v = new Volume(e);
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++)
					v.row(y, z)[x] = (float) f.at(x, y, z);
		return v;
	}

	public static Volume random(final Extent e, final long seed) {
		final Random random = new Random(seed);
		return of(e, (x, y, z) -> random.nextFloat());
	}

	/** A Gaussian of these standard deviations in voxels around ⌊n/2⌋ + shift, sum 1. */
	public static Psf gaussian(final Extent e, final double sxy, final double sz, final double shift) {
		return new Psf(
			normalized(
				of(e,
					(x, y, z) -> Math.exp(-0.5 * (sq((x - e.nx() / 2 - shift) / sxy) +
						sq((y - e.ny() / 2 - shift) / sxy) + sq((z - e.nz() / 2 - shift) / sz))))),
			new VoxelSize(0.1, 0.1, 0.2));
	}

	/** A PSF that is symmetric in no direction: random, sum 1. */
	public static Psf lopsided(final Extent e, final long seed) {
		return new Psf(normalized(random(e, seed)), new VoxelSize(0.1, 0.1, 0.2));
	}

	public static Volume normalized(final Volume v) {
		final double sum = v.sum();
		return of(v.extent(), (x, y, z) -> v.row(y, z)[x] / sum);
	}

	public static Recording observed(final Volume v) {
		final Extent e = v.extent();
		final float[][] planes = new float[e.nz()][e.nx() * e.ny()];
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				System.arraycopy(v.row(y, z), 0, planes[z], y * e.nx(), e.nx());
		return new Recording(e, planes);
	}

	/** The first channel and frame of a TIFF file, read by ImageJ. */
	public static Volume read(final File file) {
		final ImagePlus imp = IJ.openImage(file.getPath());
		final ImageStack stack = imp.getStack();
		return of(new Extent(stack.getWidth(), stack.getHeight(), stack.getSize()),
			(x, y, z) -> stack.getVoxel(x, y, z));
	}

	public static double dot(final Volume a, final Volume b) {
		double sum = 0;
		final Extent e = a.extent();
		for (int z = 0; z < e.nz(); z++)
			for (int y = 0; y < e.ny(); y++)
				for (int x = 0; x < e.nx(); x++)
					sum += (double) a.row(y, z)[x] * b.row(y, z)[x];
		return sum;
	}

	/** ‖a − b‖ / ‖b‖ */
	public static double relativeDifference(final Volume a, final Volume b) {
		final Volume d = of(a.extent(), (x, y, z) -> a.row(y, z)[x] - b.row(y, z)[x]);
		return Math.sqrt(dot(d, d) / dot(b, b));
	}

	private static double sq(final double v) {
		return v * v;
	}
}
