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
import java.util.function.Supplier;
import java.util.stream.IntStream;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessible;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.IntervalView;
import net.imglib2.view.MixedTransformView;
import net.imglib2.view.Views;

import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Planes;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.image.VoxelSource;

/**
 * A 3-D ImgLib2 image, read in its own primitive type where that is uint8, uint16 or float, and voxel by voxel as float
 * where it is not.
 */
final class ImageVoxels implements VoxelSource {

	/**
	 * Planes of a turned image that are read at once: what comes from memory together serves most of them
	 * (DoorBenchmark, 2026-11-29).
	 */
	private static final int TOGETHER = 32;

	private final RandomAccessibleInterval<? extends RealType<?>> image;
	private final RandomAccessibleInterval<? extends RealType<?>> excluded;
	private final RandomAccessibleInterval<? extends RealType<?>> background;
	private final PrimitiveBlocks<?> blocks;
	private final Extent extent;
	private int frame;
	private Supplier<List<ImageVoxels>> series = () -> List.of(this);

	/**
	 * @param image axes X, Y, Z
	 * @param excluded where it is not 0, a voxel does not count; or null
	 * @param background counts under the signal; or null
	 */
	ImageVoxels(final RandomAccessibleInterval<? extends RealType<?>> image,
		final RandomAccessibleInterval<? extends RealType<?>> excluded,
		final RandomAccessibleInterval<? extends RealType<?>> background)
	{
		this.image = image;
		this.excluded = excluded;
		this.background = background;
		extent = new Extent((int) image.dimension(0), (int) image.dimension(1), (int) image.dimension(2));
		// From zero, since blocks at positions beyond 2^31 are read from wrong ones (ImgLib2 8.0).
		blocks = isPrimitive(image.getType()) ? blocks(Views.zeroMin(image)) : null;
	}

	/**
	 * @param number of this volume in a time series, from 0
	 * @param all volumes of it
	 * @return this
	 */
	ImageVoxels of(final int number, final Supplier<List<ImageVoxels>> all) {
		frame = number;
		series = all;
		return this;
	}

	@Override
	public List<ImageVoxels> series() {
		return series.get();
	}

	@Override
	public int frame() {
		return frame;
	}

	private static boolean isPrimitive(final Object type) {
		return type instanceof UnsignedByteType || type instanceof UnsignedShortType || type instanceof FloatType;
	}

	@SuppressWarnings("unchecked")
	private static <T extends NativeType<T>> PrimitiveBlocks<T> blocks(final RandomAccessible<?> image) {
		return PrimitiveBlocks.of((RandomAccessible<T>) image, OnFallback.ACCEPT).threadSafe();
	}

	@Override
	public Extent extent() {
		return extent;
	}

	@Override
	public int bytesPerVoxel() {
		final Object type = image.getType();
		return type instanceof UnsignedByteType ? 1 : type instanceof UnsignedShortType ? 2 : Float.BYTES;
	}

	@Override
	public Recording read(final Box box, final Progress progress) {
		return read(box, IntStream.range(box.z(), box.z() + box.size().nz()).toArray(), progress);
	}

	@Override
	public Recording planes(final List<Integer> slices, final Progress progress) {
		return read(new Box(0, 0, 0, new Extent(extent.nx(), extent.ny(), slices.size())),
			slices.stream().mapToInt(z -> z).toArray(), progress);
	}

	private Recording read(final Box box, final int[] slices, final Progress progress) {
		final Object[] planes = new Object[slices.length];
		final int together = blocks != null && isTurned(image) ? TOGETHER : 1;
		Planes.forEach((planes.length + together - 1) / together, i -> {
			progress.check();
			final int first = i * together, last = Math.min(planes.length, first + together) - 1;
			if (last > first && slices[last] - slices[first] == last - first) {
				final Object[] slab = new Object[last - first + 1];
				slab(box, slices[first], slab);
				System.arraycopy(slab, 0, planes, first, slab.length);
			}
			else for (int k = first; k <= last; k++)
				planes[k] = plane(box, slices[k]);
		});
		Recording recording = new Recording(box.size(), planes);
		if (excluded != null) recording = recording.withMask(mask(recording, box, slices));
		if (background != null) recording = recording.withBackground(background(box, slices));
		return recording;
	}

	private Object plane(final Box box, final int z) {
		final int n = box.size().nx() * box.size().ny();
		if (blocks == null) {
			final float[] plane = new float[n];
			copy(image, box, z, plane);
			return plane;
		}
		final Object plane = array(n);
		blocks.copy(FinalInterval.createMinSize(box.x(), box.y(), z, box.size().nx(), box.size().ny(), 1), plane);
		return plane;
	}

	/** Whether voxels that lie together in memory do not lie along x, as where axes are exchanged. */
	private static boolean isTurned(final Object view) {
		if (view instanceof IntervalView<?> interval) return isTurned(interval.getSource());
		return view instanceof MixedTransformView<?> mixed &&
			(mixed.getTransformToSource().getComponentMapping(0) != 0 || isTurned(mixed.getSource()));
	}

	/** Reads planes at once, so that what was fetched from memory for one serves the next, too. */
	private void slab(final Box box, final int z, final Object[] planes) {
		final int n = box.size().nx() * box.size().ny();
		final Object all = array(planes.length * n);
		blocks.copy(FinalInterval.createMinSize(box.x(), box.y(), z, box.size().nx(), box.size().ny(), planes.length),
			all);
		for (int i = 0; i < planes.length; i++) {
			planes[i] = array(n);
			System.arraycopy(all, i * n, planes[i], 0, n);
		}
	}

	private Object array(final int n) {
		return bytesPerVoxel() == 1 ? new byte[n] : bytesPerVoxel() == 2 ? new short[n] : new float[n];
	}

	/** Copies a part of a plane as float32. */
	static void copy(final RandomAccessibleInterval<? extends RealType<?>> image, final Box box, final int z,
		final float[] plane)
	{
		final RandomAccess<? extends RealType<?>> access = image.randomAccess();
		for (int y = 0, i = 0; y < box.size().ny(); y++) {
			access.setPosition(new long[] { image.min(0) + box.x(), image.min(1) + box.y() + y, image.min(2) + z });
			for (int x = 0; x < box.size().nx(); x++, access.fwd(0))
				plane[i++] = access.get().getRealFloat();
		}
	}

	private Mask mask(final Recording recording, final Box box, final int[] slices) {
		final RandomAccess<? extends RealType<?>> access = excluded.randomAccess();
		return new Mask(recording, (x, y, z, value) -> {
			access.setPosition(new long[] { excluded.min(0) + box.x() + x, excluded.min(1) + box.y() + y,
				excluded.min(2) + slices[z] });
			return access.get().getRealFloat() != 0;
		});
	}

	private Volume background(final Box box, final int[] slices) {
		final Volume map = new Volume(box.size());
		final float[] plane = new float[box.size().nx() * box.size().ny()];
		for (int z = 0; z < slices.length; z++) {
			copy(background, box, slices[z], plane);
			for (int y = 0; y < box.size().ny(); y++)
				System.arraycopy(plane, y * box.size().nx(), map.row(y, z), 0, box.size().nx());
		}
		return map;
	}

	/** @return the whole image as float32 */
	static Volume volume(final RandomAccessibleInterval<? extends RealType<?>> image) {
		final ImageVoxels voxels = new ImageVoxels(image, null, null);
		final Volume volume = new Volume(voxels.extent);
		final Recording recording = voxels.read(voxels.whole(), Progress.NONE);
		for (int z = 0; z < volume.extent().nz(); z++)
			for (int y = 0; y < volume.extent().ny(); y++)
				recording.read(y, z, volume.row(y, z));
		return volume;
	}
}
