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

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

import sc.fiji.lucid.io.tiff.TiffStackWriter;
import sc.fiji.lucid.io.zarr.ZarrOptions;
import sc.fiji.lucid.io.zarr.ZarrStackWriter;

/**
 * Writes a float32 hyperstack piece by piece, in any order and from several
 * threads, so that a result never has to be in memory whole. Nothing stands under
 * the result's name until {@link #finish}; a writer that is closed before leaves
 * nothing.
 */
public interface StackWriter extends Closeable {

	/**
	 * Starts a TIFF file, an OME-TIFF or an OME-Zarr, as the name ends in {@code .tif} or {@code .tiff},
	 * {@code .ome.tif} or {@code .ome.tiff}, or {@code .zarr}.
	 *
	 * @throws IOException as {@link #tiff} and {@link #zarr}
	 * @throws IllegalArgumentException if the name ends otherwise
	 */
	static StackFileWriter create(final Path target, final StackShape shape, final StackMetadata metadata,
		final boolean force) throws IOException
	{
		checkName(target);
		return isZarr(target) ? zarr(target, shape, metadata, ZarrOptions.DEFAULT, force)
			: tiff(target, shape, metadata, force);
	}

	/**
	 * @throws IllegalArgumentException unless a name ends in {@code .tif}, {@code .tiff} or {@code .zarr}, in whatever
	 *          case
	 */
	static void checkName(final Path target) {
		if (!isZarr(target) && !isTiff(target))
			throw new IllegalArgumentException("The output '" + target + "' must end in .tif or .zarr.");
	}

	/** @return whether a name is that of a Zarr */
	static boolean isZarr(final Path target) {
		return String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT).endsWith(".zarr");
	}

	/** @return whether a name is that of a TIFF file */
	static boolean isTiff(final Path target) {
		return String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT).matches("(?s).+\\.tiff?");
	}

	/** @return whether a name is that of an OME-TIFF file */
	static boolean isOmeTiff(final Path target) {
		return String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT).matches("(?s).+\\.ome\\.tiff?");
	}

	/**
	 * Starts a TIFF file: an OME-TIFF if its name says so, which holds the run's record, and is a BigTIFF from 4 GB on;
	 * else one that ImageJ reads back with everything. Of these, up to 4 GB every
	 * plane has its directory, as all TIFF readers expect. Beyond, the file has one
	 * directory and all planes behind it, as ImageJ writes them: ImageJ, Bio-Formats
	 * and tifffile read all planes, others only the first. (ImageJ cannot read
	 * BigTIFF.)
	 *
	 * @param metadata sampling and ImageJ's properties to be kept; the display
	 *          ranges are set anew
	 * @param force whether an existing file is replaced
	 * @throws IOException in one line, if the file cannot be written: it exists, its
	 *           folder does not, the disk is too small
	 */
	static StackFileWriter tiff(final Path target, final StackShape shape, final StackMetadata metadata,
		final boolean force) throws IOException
	{
		return new TiffStackWriter(target, shape, metadata, isOmeTiff(target), force);
	}

	/**
	 * Starts an OME-Zarr, for results of any size.
	 *
	 * @param force whether an existing folder is replaced
	 * @throws IOException in one line, if the folder cannot be written
	 */
	static StackFileWriter zarr(final Path target, final StackShape shape, final StackMetadata metadata,
		final ZarrOptions options, final boolean force) throws IOException
	{
		return ZarrStackWriter.create(target, shape, metadata, options, force);
	}

	/** @return the size of the result */
	StackShape shape();

	/**
	 * Writes the part of a plane whose first voxel is (x, y); parts must not
	 * overlap.
	 *
	 * @param voxels width·height values, x fastest
	 * @throws IllegalArgumentException if the part is not inside the stack
	 */
	void write(int channel, int slice, int frame, int x, int y, int width, int height, float[] voxels)
		throws IOException;

	/** Writes a plane: width·height values, x fastest. */
	default void write(final int channel, final int slice, final int frame, final float[] plane) throws IOException {
		write(channel, slice, frame, 0, 0, shape().width(), shape().height(), plane);
	}

	/** Adds lines to the Info property, as what was done; at most 4000 characters in all. */
	void appendInfo(String lines);

	/**
	 * Completes the result and gives it its name.
	 *
	 * @throws IOException if a plane was not written, or the result cannot be
	 *           completed
	 */
	void finish() throws IOException;

	/** Releases the result; deletes it unless it was finished. */
	@Override
	void close() throws IOException;
}
