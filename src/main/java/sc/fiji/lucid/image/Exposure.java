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
package sc.fiji.lucid.image;

import java.util.Arrays;

/**
 * What part of its light each voxel of a recording shows: each slice, as of a dye that bleaches or a lamp that
 * flickers, times each pixel, as of shading and of a camera whose pixels differ. Immutable.
 */
public final class Exposure {

	/** All voxels show all of their light, and nobody knows how many counts there are without any. */
	static final Exposure EVEN = new Exposure(null, null, Double.NaN);

	private final float[] slices;
	private final Volume pixels;
	private final double unlit;

	private Exposure(final float[] slices, final Volume pixels, final double unlit) {
		this.slices = slices;
		this.pixels = pixels;
		this.unlit = unlit;
	}

	/** @param parts of each slice. @return these parts of what there was */
	Exposure timesSlices(final float[] parts) {
		final float[] all = parts.clone();
		if (slices != null) for (int z = 0; z < all.length; z++)
			all[z] *= slices[z];
		return new Exposure(all, pixels, unlit);
	}

	/** @param plane one plane, a part for each pixel. @return these parts of what there was */
	Exposure timesPixels(final Volume plane) {
		final Volume all = plane.copy();
		if (pixels != null) for (int y = 0; y < all.extent().ny(); y++)
			multiply(all.row(y, 0), pixels.row(y, 0), all.extent().nx());
		return new Exposure(slices, all, unlit);
	}

	Exposure withUnlit(final double counts) {
		return new Exposure(slices, pixels, counts);
	}

	/** @return the same without the parts of slices; null if nothing is left of it */
	Exposure withoutSlices() {
		return pixels == null ? null : new Exposure(null, pixels, unlit);
	}

	/** @return the same of counts that are so much larger */
	Exposure plus(final double counts) {
		return new Exposure(slices, pixels, unlit + counts);
	}

	/** @return the part of each slice, not to be changed; null where it is 1 in all */
	public float[] slices() {
		return slices;
	}

	/** @return the part of each pixel as one plane, not to be changed; null where it is 1 in all */
	public Volume pixels() {
		return pixels;
	}

	/**
	 * @return counts that a voxel has without light, not even that of the background; not a number where nobody knows,
	 *         and the background's number is then the same in all voxels
	 */
	public double unlit() {
		return unlit;
	}

	/** @return the part of slice {@code z}, without that of pixels */
	private float slice(final int z) {
		return slices == null ? 1 : slices[z];
	}

	/** Writes the part of each voxel at (y, z). */
	public void read(final int y, final int z, final float[] row, final int count) {
		Arrays.fill(row, 0, count, slice(z));
		if (pixels != null) multiply(row, pixels.row(y, 0), count);
	}

	/** Multiplies light at (y, z) by its part. */
	public void apply(final int y, final int z, final float[] row, final int count) {
		final float part = slice(z);
		if (slices != null) for (int x = 0; x < count; x++)
			row[x] *= part;
		if (pixels != null) multiply(row, pixels.row(y, 0), count);
	}

	/** Divides light at (y, z) by its part. */
	public void undo(final int y, final int z, final float[] row, final int count) {
		final float part = 1 / slice(z);
		if (slices != null) for (int x = 0; x < count; x++)
			row[x] *= part;
		if (pixels == null) return;
		final float[] plane = pixels.row(y, 0);
		for (int x = 0; x < count; x++)
			row[x] /= plane[x];
	}

	/** Takes counts at (y, z) to those that there would be of all light. */
	void even(final int y, final int z, final float[] row, final int count) {
		if (pixels == null && slice(z) == 1) return;
		final float dark = (float) unlit;
		for (int x = 0; x < count; x++)
			row[x] -= dark;
		undo(y, z, row, count);
		for (int x = 0; x < count; x++)
			row[x] += dark;
	}

	/** Adds to the row at (y, z) what is seen of a constant background. */
	public void addBackground(final double counts, final int y, final int z, final float[] row, final int count) {
		final boolean isLit = unlit == unlit;
		final float dark = (float) (isLit ? unlit : counts), light = isLit ? (float) (counts - unlit) * slice(z) : 0;
		if (!isLit || pixels == null) for (int x = 0; x < count; x++)
			row[x] += dark + light;
		else {
			final float[] plane = pixels.row(y, 0);
			for (int x = 0; x < count; x++)
				row[x] += dark + light * plane[x];
		}
	}

	private static void multiply(final float[] row, final float[] plane, final int count) {
		for (int x = 0; x < count; x++)
			row[x] *= plane[x];
	}

	/** @return the mean part of all voxels */
	public double mean() {
		double sum = 0;
		if (slices != null) for (final float part : slices)
			sum += part;
		return (slices == null ? 1 : sum / slices.length) *
			(pixels == null ? 1 : pixels.sum() / pixels.extent().voxels());
	}

	/**
	 * @param x of the first pixel
	 * @param y of the first pixel
	 * @param parts of the slices; null where all have 1
	 * @return the same of a part of the recording
	 */
	public Exposure part(final int x, final int y, final int width, final int height, final float[] parts) {
		return new Exposure(parts, pixels == null ? null : pixels.crop(x, y, 0, new Extent(width, height, 1)), unlit);
	}

	/**
	 * Joins parts that were read one by one.
	 *
	 * @param parts of the slices; null where all have 1
	 * @param plane of the pixels; null where all have 1
	 * @param unlit counts, as of {@link #unlit()}
	 */
	public static Exposure of(final float[] parts, final Volume plane, final double unlit) {
		return new Exposure(parts, plane, unlit);
	}

	/** @return of voxels that are counted together, the mean of their parts */
	Exposure binned(final Binning binning, final Extent fine) {
		final Extent e = binning.of(fine);
		return new Exposure(slices == null ? null : binned(binning.z(), e.nz()),
			pixels == null ? null : binned(binning, new Extent(fine.nx(), fine.ny(), 1), pixels),
			unlit * binning.voxels());
	}

	private static Volume binned(final Binning binning, final Extent plane, final Volume pixels) {
		final Volume sums = new Binning(binning.x(), binning.y(), 1).sums(plane, pixels);
		for (int y = 0; y < sums.extent().ny(); y++) {
			final float[] row = sums.row(y, 0);
			for (int x = 0; x < row.length; x++)
				row[x] /= binning.x() * binning.y();
		}
		return sums;
	}

	private float[] binned(final int together, final int count) {
		final float[] mean = new float[count];
		for (int k = 0; k < count; k++)
			for (int i = 0; i < together; i++)
				mean[k] += slices[k * together + i] / together;
		return mean;
	}
}
