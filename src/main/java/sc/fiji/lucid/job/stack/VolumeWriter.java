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
package sc.fiji.lucid.job.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.ResultFiles;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.StackFileWriter;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.StackWriter;
import sc.fiji.lucid.optics.VoxelSize;

/** Writes one volume as a calibrated 32-bit TIFF. */
public final class VolumeWriter {

	private VolumeWriter() {}

	/**
	 * @param info lines for the Info property
	 * @param force whether an existing file is replaced
	 * @throws IOException if the file cannot be written, or exists
	 */
	public static void write(final Path target, final Volume volume, final VoxelSize voxel, final String info,
		final boolean force) throws IOException
	{
		write(target, List.of(List.of(volume)), voxel, info, force);
	}

	/** As above. @param volumes frames of each channel, all of one size */
	public static void write(final Path target, final List<List<Volume>> volumes, final VoxelSize voxel,
		final String info, final boolean force) throws IOException
	{
		try (StackFileWriter writer = writer(target, volumes, voxel, info, force)) {
			writer.finish();
		}
	}

	/**
	 * Writes the volume as the main file of a result, and commits the result.
	 *
	 * @param record of the result
	 */
	public static void commit(final ResultFiles files, final Path target, final Volume volume, final VoxelSize voxel,
		final String info, final RunRecord record) throws IOException
	{
		commit(files, target, List.of(List.of(volume)), voxel, info, record);
	}

	/** As above. @param volumes frames of each channel, all of one size */
	public static void commit(final ResultFiles files, final Path target, final List<List<Volume>> volumes,
		final VoxelSize voxel, final String info, final RunRecord record) throws IOException
	{
		// Whether it may be replaced was asked when the files were claimed.
		try (StackFileWriter writer = writer(target, volumes, voxel, info, true)) {
			files.commit(writer, record);
		}
	}

	/** @return a writer that has all planes and was not finished */
	private static StackFileWriter writer(final Path target, final List<List<Volume>> volumes, final VoxelSize voxel,
		final String info, final boolean force) throws IOException
	{
		final Extent e = volumes.get(0).get(0).extent();
		final StackMetadata metadata = new StackMetadata.Builder().voxel(voxel, "Lucid").build();
		final StackFileWriter writer = StackWriter.tiff(target,
			new StackShape(e.nx(), e.ny(), e.nz(), volumes.size(), volumes.get(0).size()), metadata, force);
		try {
			for (int t = 0; t < volumes.get(0).size(); t++)
				for (int z = 0; z < e.nz(); z++)
					for (int c = 0; c < volumes.size(); c++)
						writer.write(c, z, t, plane(volumes.get(c).get(t), z));
			writer.appendInfo(FileInfo.of(info));
			return writer;
		}
		catch (final IOException | RuntimeException exc) {
			writer.close();
			throw exc;
		}
	}

	/** @return plane z, x fastest */
	public static float[] plane(final Volume volume, final int z) {
		final Extent e = volume.extent();
		final float[] plane = new float[e.nx() * e.ny()];
		for (int y = 0; y < e.ny(); y++)
			System.arraycopy(volume.row(y, z), 0, plane, y * e.nx(), e.nx());
		return plane;
	}
}
