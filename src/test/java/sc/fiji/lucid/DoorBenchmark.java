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

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

import net.imglib2.FinalDimensions;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.cell.CellImgFactory;
import net.imglib2.img.planar.PlanarImgFactory;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.ConstantUtils;
import net.imglib2.view.Views;

import sc.fiji.lucid.deconvolution.DeconvolutionOptions;
import sc.fiji.lucid.deconvolution.Method;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.optics.VoxelSize;
import sc.fiji.lucid.psf.Psf;
import sc.fiji.lucid.testing.Volumes;

/**
 * What the door costs: seconds to read 512x512x100 voxels by type and storage; and, with {@code lazy} as argument,
 * whether a cell of an image of 1000x1000x1000 voxels can be looked at in the heap that this Java was given, beside the
 * bytes that are stated for it. See docs/notebook/door.md.
 */
public final class DoorBenchmark {

	private static final int ROUNDS = 5;

	private DoorBenchmark() {}

	public static void main(final String[] args) {
		if (args.length > 0 && args[0].equals("lazy")) lazy();
		else reading();
	}

	private static void reading() {
		final long[] size = { 512, 512, 100 };
		for (final NativeType<?> type : List.<NativeType<?>>of(new UnsignedByteType(), new UnsignedShortType(),
			new FloatType(), new DoubleType()))
			for (final String storage : List.of("planar", "cells", "permuted")) {
				final RandomAccessibleInterval<? extends RealType<?>> image = image(type, storage, size);
				double best = Double.POSITIVE_INFINITY;
				for (int i = 0; i < ROUNDS; i++) {
					final ImageVoxels voxels = new ImageVoxels(image, null, null);
					final long start = System.nanoTime();
					voxels.read(voxels.whole(), Progress.NONE);
					best = Math.min(best, (System.nanoTime() - start) * 1e-9);
				}
				System.out.printf(Locale.ROOT, "%s, %s: %.3f s%n", type.getClass().getSimpleName(), storage, best);
			}
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static RandomAccessibleInterval<? extends RealType<?>> image(final NativeType type, final String storage,
		final long[] size)
	{
		if (storage.equals("cells"))
			return (RandomAccessibleInterval) new CellImgFactory(type, 64, 64, 32).create(size);
		if (storage.equals("planar")) return (RandomAccessibleInterval) new PlanarImgFactory(type).create(size);
		final RandomAccessibleInterval other = new PlanarImgFactory(type)
			.create(new FinalDimensions(size[2], size[1], size[0]));
		return Views.permute(other, 0, 2);
	}

	private static void lazy() {
		final RandomAccessibleInterval<UnsignedShortType> image = ConstantUtils.constantRandomAccessibleInterval(
			new UnsignedShortType(200), new net.imglib2.FinalInterval(1000, 1000, 1000));
		final Psf psf = Volumes.gaussian(new Extent(31, 31, 21), 2, 3, 0);
		final DeconvolutionOptions options = DeconvolutionOptions.DEFAULT.withMethod(Method.HEAVY_BALL)
			.withIterations(3)
			.withBackground(OptionalDouble.of(100))
			.withGain(OptionalDouble.of(1));
		final Restorer restorer = Lucid.of(image, VoxelSize.of(0.1, 0.1, 0.2)).deconvolve(psf, options);
		final float voxel = restorer.lazily(256, 256, 128).getAt(500, 500, 500).get();
		System.out.printf(Locale.ROOT, "%.2f, stated %d MB, heap %d MB%n", voxel,
			new Work(order(image, psf, options)).bytes(new net.imglib2.FinalInterval(256, 256, 128)) >> 20,
			Runtime.getRuntime().maxMemory() >> 20);
	}

	private static Order order(final RandomAccessibleInterval<UnsignedShortType> image, final Psf psf,
		final DeconvolutionOptions options)
	{
		final Order order = new Order(image, VoxelSize.of(0.1, 0.1, 0.2));
		order.psf = PsfChoice.of(psf);
		order.options = options;
		return order;
	}
}
