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
package sc.fiji.lucid.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is wrong with the voxels of a stack, found in one pass, possibly while it
 * is loaded: voxels that are not numbers, infinite, negative or saturated, or
 * nothing but zeros. Planes may be added from several threads and in any order.
 */
public final class VoxelCheck {

	/** A voxel's place, counted from 0. */
	private record Place(int x, int y, int slice, int channel, int frame) {

		private static final Place NOWHERE = new Place(0, 0, Integer.MAX_VALUE, 0, Integer.MAX_VALUE);

		boolean isBefore(final Place other) {
			if (frame != other.frame) return frame < other.frame;
			if (slice != other.slice) return slice < other.slice;
			if (channel != other.channel) return channel < other.channel;
			return y != other.y ? y < other.y : x < other.x;
		}

		@Override
		public String toString() {
			return "x=" + x + ", y=" + y + ", z=" + slice + ", channel " + (channel + 1) + ", frame " + (frame + 1);
		}
	}

	private final int width;
	private long voxels;
	private long notANumber;
	private long infinite;
	private long negative;
	private long nonZero;
	private long atMaximum;
	private double min = Double.POSITIVE_INFINITY;
	private double max = Double.NEGATIVE_INFINITY;
	private boolean integers = true;
	private Place firstBad = Place.NOWHERE;

	/** @param width voxels of a plane along X, to tell where a voxel is */
	public VoxelCheck(final int width) {
		this.width = width;
	}

	/** @return the check of one channel and frame of a stack, plane after plane */
	public static VoxelCheck of(final Stack stack, final int channel, final int frame) throws IOException {
		final VoxelCheck check = new VoxelCheck(stack.width());
		for (int z = 0; z < stack.slices(); z++)
			check.add(stack.plane(channel, z, frame), channel, z, frame);
		return check;
	}

	/** @return the check of a whole stack, plane after plane */
	public static VoxelCheck of(final Stack stack) throws IOException {
		final VoxelCheck check = new VoxelCheck(stack.width());
		for (int t = 0; t < stack.frames(); t++)
			for (int z = 0; z < stack.slices(); z++)
				for (int c = 0; c < stack.channels(); c++)
					check.add(stack.plane(c, z, t), c, z, t);
		return check;
	}

	/** Adds a plane as {@link Stack#plane} gives it. */
	public void add(final Object plane, final int channel, final int slice, final int frame) {
		final VoxelCheck one = new VoxelCheck(width);
		one.integers = !(plane instanceof float[]);
		final float[] values = plane instanceof float[] floats ? floats : SampleType.toFloats(plane);
		for (int i = 0; i < values.length; i++) {
			final float v = values[i];
			if (Math.abs(v) <= Float.MAX_VALUE) one.addFinite(v);
			else one.addBad(v, new Place(i % width, i / width, slice, channel, frame));
		}
		one.voxels = values.length;
		merge(one);
	}

	private void addFinite(final float v) {
		if (v < 0) negative++;
		if (v != 0) nonZero++;
		if (v < min) min = v;
		if (v > max) {
			max = v;
			atMaximum = 0;
		}
		if (v == max) atMaximum++;
	}

	private void addBad(final float v, final Place place) {
		if (notANumber + infinite == 0) firstBad = place;
		if (Float.isNaN(v)) notANumber++;
		else infinite++;
	}

	private synchronized void merge(final VoxelCheck other) {
		voxels += other.voxels;
		notANumber += other.notANumber;
		infinite += other.infinite;
		negative += other.negative;
		nonZero += other.nonZero;
		atMaximum = max > other.max ? atMaximum : other.max > max ? other.atMaximum : atMaximum + other.atMaximum;
		min = Math.min(min, other.min);
		max = Math.max(max, other.max);
		integers &= other.integers;
		if (other.firstBad.isBefore(firstBad)) firstBad = other.firstBad;
	}

	/** @return how many voxels were looked at */
	public synchronized long voxels() {
		return voxels;
	}

	/** @return how many voxels are not numbers */
	public synchronized long notANumber() {
		return notANumber;
	}

	/** @return how many voxels are infinite */
	public synchronized long infinite() {
		return infinite;
	}

	/** @return how many voxels are below 0 */
	public synchronized long negative() {
		return negative;
	}

	/** @return the lowest finite voxel, infinite if there is none */
	public synchronized double min() {
		return min;
	}

	/** @return the highest finite voxel, negative infinite if there is none */
	public synchronized double max() {
		return max;
	}

	/** @return whether no voxel differs from 0 */
	public synchronized boolean isAllZero() {
		return nonZero == 0 && notANumber == 0 && infinite == 0;
	}

	/**
	 * @return how many voxels of integer type are at the end of a camera's range
	 *         (8, 10, 12, 14 or 16 bits); a single one is no plateau and counts as none
	 */
	public synchronized long saturated() {
		final boolean full = max == 255 || max == 1023 || max == 4095 || max == 16383 || max == 65535;
		return integers && full && atMaximum > 1 ? atMaximum : 0;
	}

	/**
	 * Refuses voxels that cannot be deconvolved.
	 *
	 * @param name the stack's name
	 * @throws IllegalArgumentException in one line, if a voxel is infinite or not a
	 *           number, or all are zero
	 */
	public synchronized void refuseUnusable(final String name) {
		if (notANumber + infinite > 0) throw new IllegalArgumentException(name + " has " + (notANumber + infinite) +
			" voxels that are not finite numbers (" + notANumber + " NaN, " + infinite + " infinite), the first at " +
			firstBad + ". Replace them, for example with Process > Noise > Remove NaNs in Fiji.");
		if (nonZero == 0) throw new IllegalArgumentException(
			name + " has nothing but zeros. Check that it is the right file and channel.");
	}

	/** @return what the user should be told of voxels that can be used but are not as they should be, a line each */
	public synchronized List<String> notes() {
		final List<String> notes = new ArrayList<>();
		if (negative > 0) notes.add(String.format(Locale.ROOT, "%d voxels (%.3g %%) are negative, down to %.6g",
			negative, 100.0 * negative / voxels, min));
		if (saturated() > 0) notes.add(
			String.format(Locale.ROOT, "%d voxels (%.3g %%) are saturated at %.0f: their true intensity is not known",
				saturated(), 100.0 * atMaximum / voxels, max));
		return notes;
	}
}
