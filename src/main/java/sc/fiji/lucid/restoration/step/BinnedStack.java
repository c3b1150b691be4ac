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
package sc.fiji.lucid.restoration.step;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.UnaryOperator;

import sc.fiji.lucid.camera.NoData;
import sc.fiji.lucid.image.Binning;
import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Clipped;
import sc.fiji.lucid.image.Exposure;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Mask;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.image.VoxelSource;

/** A stack that does not fit into memory, binned while it is read. What cannot be read has no weight. */
final class BinnedStack {

	/** Sides of the boxes that are tried where a slab cannot be read. */
	private static final int PART = 256;

	private final VoxelSource source;
	private final Binning binning;
	private final NoData noData;
	private final UnaryOperator<Recording> counts;
	private final Volume sums;
	/** What has weight. */
	private final Volume seen;
	/** Where light was clipped, and the background map; null while there is none. */
	private Volume clipped;
	private Volume map;
	private float[] exposure;
	private Volume shading;
	private double unlit = Double.NaN;
	private double gain;

	private BinnedStack(final VoxelSource source, final Binning binning, final NoData noData,
		final UnaryOperator<Recording> counts)
	{
		this.source = source;
		this.binning = binning;
		this.noData = noData;
		this.counts = counts;
		sums = new Volume(binning.of(source.extent()));
		seen = new Volume(sums.extent());
	}

	/**
	 * @param noData which voxels have no weight
	 * @param counts makes of what is read what is counted
	 * @param memory bytes that may be held of what is read
	 */
	static Recording of(final VoxelSource source, final Binning binning, final NoData noData,
		final UnaryOperator<Recording> counts, final long memory, final Progress progress)
	{
		final BinnedStack stack = new BinnedStack(source, binning, noData, counts);
		final Extent e = source.extent(), coarse = stack.sums.extent();
		final long fit = memory / (Float.BYTES * (long) e.nx() * e.ny());
		final int planes = (int) Math.min(Math.max(1, fit / binning.z()), coarse.nz());
		for (int z = 0; z < coarse.nz(); z += planes) {
			progress.report((double) z / coarse.nz(), "reading");
			stack.slab(z, Math.min(planes, coarse.nz() - z), progress);
		}
		return stack.recording();
	}

	private void slab(final int z, final int count, final Progress progress) {
		final Extent e = sums.extent();
		try {
			add(0, 0, z, new Extent(e.nx(), e.ny(), count), progress);
		}
		catch (final UncheckedIOException notAll) {
			final int part = Math.max(1, PART / binning.x());
			for (int y = 0; y < e.ny(); y += part)
				for (int x = 0; x < e.nx(); x += part)
					tryToAdd(x, y, z, new Extent(Math.min(part, e.nx() - x), Math.min(part, e.ny() - y), count),
						progress);
		}
	}

	private void tryToAdd(final int x, final int y, final int z, final Extent size, final Progress progress) {
		try {
			add(x, y, z, size, progress);
		}
		catch (final UncheckedIOException absent) {
			// The tiles that need it will say so.
		}
	}

	/** Adds a part of the stack, in coarse voxels. */
	private void add(final int x, final int y, final int z, final Extent size, final Progress progress) {
		progress.check();
		final Extent all = source.extent();
		final Box box = new Box(x * binning.x(), y * binning.y(), z * binning.z(),
			new Extent(Math.min(all.nx() - x * binning.x(), size.nx() * binning.x()),
				Math.min(all.ny() - y * binning.y(), size.ny() * binning.y()),
				Math.min(all.nz() - z * binning.z(), size.nz() * binning.z())));
		final Recording part = binning.sum(counts.apply(noData.leftOut(source.read(box, progress), box.x(), box.y())));
		final float[] row = new float[size.nx()];
		for (int k = 0; k < size.nz(); k++)
			for (int j = 0; j < size.ny(); j++) {
				part.read(j, k, row);
				System.arraycopy(row, 0, sums.row(y + j, z + k), x, row.length);
				Arrays.fill(row, 1);
				if (part.mask() != null) part.mask().fill(j, k, row, 0);
				System.arraycopy(row, 0, seen.row(y + j, z + k), x, row.length);
			}
		if (part.exposure() != null) {
			if (exposure == null) exposure = new float[sums.extent().nz()];
			System.arraycopy(part.exposure(), 0, exposure, z, size.nz());
		}
		if (part.light() != null) addLight(part, x, y);
		if (part.clipped() != null) addClipped(part, x, y, z);
		if (part.backgroundMap() != null) addMap(part.backgroundMap(), x, y, z);
	}

	private void addLight(final Recording part, final int x, final int y) {
		unlit = part.light().unlit();
		final Volume pixels = part.light().pixels();
		if (pixels == null) return;
		if (shading == null) {
			shading = new Volume(new Extent(sums.extent().nx(), sums.extent().ny(), 1));
			shading.fill(1);
		}
		for (int j = 0; j < pixels.extent().ny(); j++)
			System.arraycopy(pixels.row(j, 0), 0, shading.row(y + j, 0), x, pixels.extent().nx());
	}

	private void addClipped(final Recording part, final int x, final int y, final int z) {
		if (clipped == null) clipped = new Volume(sums.extent());
		gain = part.clipped().gain();
		final float[] row = new float[part.extent().nx()];
		for (int k = 0; k < part.extent().nz(); k++)
			for (int j = 0; j < part.extent().ny(); j++) {
				Arrays.fill(row, 0);
				part.clipped().voxels().fill(j, k, row, 1);
				System.arraycopy(row, 0, clipped.row(y + j, z + k), x, row.length);
			}
	}

	private void addMap(final Volume part, final int x, final int y, final int z) {
		if (map == null) map = new Volume(sums.extent());
		for (int k = 0; k < part.extent().nz(); k++)
			for (int j = 0; j < part.extent().ny(); j++)
				System.arraycopy(part.row(j, k), 0, map.row(y + j, z + k), x, part.extent().nx());
	}

	private Recording recording() {
		final boolean isEven = exposure == null && shading == null;
		final Recording all = isEven ? Recording.of(sums)
			: Recording.of(sums).withLight(Exposure.of(exposure, shading, unlit));
		final Mask unseen = new Mask(all, (x, y, z, v) -> seen.row(y, z)[x] == 0);
		final Recording masked = unseen.count() == 0 ? all : all.withMask(unseen);
		final Recording over = map == null ? masked : masked.withBackground(map);
		return clipped == null ? over
			: over.withClipped(new Clipped(new Mask(all, (x, y, z, v) -> clipped.row(y, z)[x] > 0), gain));
	}
}
