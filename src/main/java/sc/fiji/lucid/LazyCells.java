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

import java.lang.ref.SoftReference;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.util.Util;
import net.imglib2.view.Views;

/**
 * The cells of a lazily restored image. A cell is restored when it is first looked at, by whoever looks first, while
 * others who want it wait; it is kept as long as memory is not needed otherwise. What fails is not kept: each look at
 * that cell throws, with the cell's position. Only as many cells are restored at a time as memory allows.
 */
final class LazyCells implements LazyCellImg.Get<Cell<FloatArray>> {

	private final Work work;
	private final CellGrid grid;
	private final long[] origin;
	private final Once<Semaphore> places;
	private final ConcurrentHashMap<Long, Slot> slots = new ConcurrentHashMap<>();
	private final ThreadLocal<Boolean> inside = new ThreadLocal<>();

	/** @param origin where the image's first voxel is */
	LazyCells(final Work work, final CellGrid grid, final long[] origin, final Once<Semaphore> places) {
		this.work = work;
		this.grid = grid;
		this.origin = origin;
		this.places = places;
	}

	LazyCellImg<FloatType, FloatArray> image() {
		return new LazyCellImg<>(grid, new FloatType(), this);
	}

	@Override
	public Cell<FloatArray> get(final long index) {
		return slots.computeIfAbsent(index, Slot::new).get();
	}

	/** A cell's place. */
	private final class Slot {

		private final long index;
		private SoftReference<Cell<FloatArray>> kept = new SoftReference<>(null);

		Slot(final long index) {
			this.index = index;
		}

		synchronized Cell<FloatArray> get() {
			final Cell<FloatArray> known = kept.get();
			if (known != null) return known;
			final Cell<FloatArray> made = restored(index);
			kept = new SoftReference<>(made);
			return made;
		}
	}

	private Cell<FloatArray> restored(final long index) {
		final long[] min = new long[grid.numDimensions()], first = new long[min.length];
		final int[] size = new int[min.length];
		grid.getCellDimensions(index, min, size);
		for (int d = 0; d < min.length; d++)
			first[d] = origin[d] + min[d];
		try {
			final float[] voxels = new float[(int) Intervals.numElements(size)];
			restore(Views.translate(ArrayImgs.floats(voxels, Util.int2long(size)), first));
			return new Cell<>(size, min, new FloatArray(voxels));
		}
		catch (final CancellationException e) {
			throw e;
		}
		catch (final RuntimeException e) {
			throw new IllegalStateException("The cell of " + Util.printCoordinates(Util.int2long(size)) +
				" voxels at " + Util.printCoordinates(first) + " was not restored: " + e.getMessage(), e);
		}
	}

	/** In its turn, unless this thread has one: pools let a thread that waits for a cell's parts begin another cell. */
	private void restore(final RandomAccessibleInterval<FloatType> cell) {
		if (Boolean.TRUE.equals(inside.get())) {
			work.into(cell);
			return;
		}
		final Semaphore free = places.get();
		free.acquireUninterruptibly();
		inside.set(true);
		try {
			work.into(cell);
		}
		finally {
			inside.remove();
			free.release();
		}
	}
}
