package sc.fiji.lucid.job;

import java.io.IOException;
import java.nio.file.Path;

import sc.fiji.lucid.fft.Extent;
import sc.fiji.lucid.fft.Volume;
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
		final Extent e = volume.extent();
		final StackMetadata metadata = new StackMetadata.Builder().voxel(voxel, "Lucid").build();
		try (StackWriter writer = StackWriter.tiff(target, new StackShape(e.nx(), e.ny(), e.nz(), 1, 1), metadata, force)) {
			for (int z = 0; z < e.nz(); z++)
				writer.write(0, z, 0, plane(volume, z));
			writer.appendInfo(info.length() < 3900 ? info : info.substring(0, 3900) + "...");
			writer.finish();
		}
	}

	/** @return plane z, x fastest */
	static float[] plane(final Volume volume, final int z) {
		final Extent e = volume.extent();
		final float[] plane = new float[e.nx() * e.ny()];
		for (int y = 0; y < e.ny(); y++)
			System.arraycopy(volume.row(y, z), 0, plane, y * e.nx(), e.nx());
		return plane;
	}
}
