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
package sc.fiji.lucid.restoration;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.RecordingStatistics;
import sc.fiji.lucid.image.TileContext;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.image.VoxelSource;

/**
 * A representative sample of a volume that is too large to be read as a whole: planes at equal distances for what
 * concerns all voxels (mean, smallest voxel, background), and the box about their brightest part for what takes a
 * restoration (number of iterations, weight, noise).
 */
public final class StackSample {

	/** Planes that are looked at, if memory allows. */
	private static final int PLANES = 32;

	/** Sides of the box that is restored for a decision. */
	private static final Extent BOX = new Extent(128, 128, 48);

	private static final int BLOCK = 64;

	private final VoxelSource volume;
	private final long memory;
	private final Progress progress;
	private final List<Integer> slices = new ArrayList<>();
	/** What is looked at of planes that are too large: a box in the middle; null: whole planes. */
	private final Box middle;

	/**
	 * @param volume of which the sample is
	 * @param memory bytes that the sample may take
	 * @param progress asked whether to stop
	 */
	public StackSample(final VoxelSource volume, final long memory, final Progress progress) {
		this.volume = volume;
		this.memory = memory;
		this.progress = progress;
		final Extent e = volume.extent();
		final long fit = memory / (Float.BYTES * (long) e.nx() * e.ny());
		final int count = (int) Math.min(fit == 0 ? PLANES : Math.min(PLANES, fit), e.nz());
		middle = fit == 0 ? middle(e, count, memory) : null;
		for (int i = 0; i < count; i++)
			slices.add(middle != null ? middle.z() + i : (int) ((i + 0.5) * e.nz() / count));
	}

	private static Box middle(final Extent e, final int depth, final long memory) {
		final int side = (int) Math.max(1, Math.sqrt(memory / ((double) Float.BYTES * depth)));
		final Extent size = new Extent(Math.min(e.nx(), side), Math.min(e.ny(), side), depth);
		return new Box((e.nx() - size.nx()) / 2, (e.ny() - size.ny()) / 2, (e.nz() - depth) / 2, size);
	}

	/** @return the whole volume, for what must be known of all of it; read bit by bit */
	public VoxelSource source() {
		return volume;
	}

	/** @return bytes that the sample may take */
	public long memory() {
		return memory;
	}

	/** @return size of the whole volume */
	public Extent extent() {
		return volume.extent();
	}

	/**
	 * @return the planes that are looked at, one upon the other, as they are recorded; where not even one of them fits
	 *         into the memory, the middle of neighbouring ones
	 */
	public Recording planes() {
		return middle == null ? volume.planes(slices, progress) : volume.read(middle, progress);
	}

	/** @return the same as float32 */
	public Volume volume() {
		final Recording planes = planes();
		final Volume floats = new Volume(planes.extent());
		for (int z = 0; z < planes.extent().nz(); z++)
			for (int y = 0; y < planes.extent().ny(); y++)
				planes.read(y, z, floats.row(y, z));
		return floats;
	}

	/**
	 * @param planes as {@link #planes} returned them
	 * @return the box about the block with the most light, of at most 128x128x48 voxels
	 */
	public Recording brightest(final Recording planes) {
		return volume.read(brightestBox(planes), progress);
	}

	/** @return the same as a tile of the volume, of which the statistics are known */
	public Recording brightestTile(final Recording planes, final RecordingStatistics statistics) {
		final Box box = brightestBox(planes);
		return volume.read(box, progress).asTile(new TileContext(extent(), box.x(), box.y(), box.z(), statistics));
	}

	private Box brightestBox(final Recording planes) {
		final int nx = planes.extent().nx(), ny = planes.extent().ny();
		final int left = middle == null ? 0 : middle.x(), top = middle == null ? 0 : middle.y();
		final float[] row = new float[nx];
		double most = Double.NEGATIVE_INFINITY;
		int bestX = 0, bestY = 0, bestZ = 0;
		for (int i = 0; i < slices.size(); i++)
			for (int y0 = 0; y0 < ny; y0 += BLOCK) {
				final double[] sums = new double[(nx + BLOCK - 1) / BLOCK];
				for (int y = y0; y < Math.min(ny, y0 + BLOCK); y++) {
					planes.read(y, i, row);
					for (int x = 0; x < nx; x++)
						sums[x / BLOCK] += row[x];
				}
				for (int b = 0; b < sums.length; b++)
					if (sums[b] > most) {
						most = sums[b];
						bestX = left + b * BLOCK + BLOCK / 2;
						bestY = top + y0 + BLOCK / 2;
						bestZ = slices.get(i);
					}
			}
		final Extent e = extent();
		final Extent size = new Extent(Math.min(BOX.nx(), e.nx()), Math.min(BOX.ny(), e.ny()),
			Math.min(BOX.nz(), e.nz()));
		return new Box(start(bestX, size.nx(), e.nx()), start(bestY, size.ny(), e.ny()),
			start(bestZ, size.nz(), e.nz()), size);
	}

	private static int start(final int middle, final int size, final int whole) {
		return Math.max(0, Math.min(whole - size, middle - size / 2));
	}
}
