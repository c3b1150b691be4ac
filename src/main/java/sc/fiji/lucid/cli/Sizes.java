package sc.fiji.lucid.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import sc.fiji.lucid.fft.Extent;
import sc.fiji.lucid.optics.VoxelSize;

/** Reads {@code XxYxZ}. */
final class Sizes {

	private Sizes() {}

	/** Reads a voxel size in µm. */
	static final class Voxel implements ITypeConverter<VoxelSize> {

		@Override
		public VoxelSize convert(final String text) {
			try {
				final String[] parts = parts(text, "0.1x0.1x0.25");
				return new VoxelSize(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
			}
			catch (final IllegalArgumentException e) {
				throw new TypeConversionException("a voxel size is three positive numbers of µm, as 0.1x0.1x0.25, not '" +
					text + "'");
			}
		}
	}

	/** Reads a size in voxels. */
	static final class Voxels implements ITypeConverter<Extent> {

		@Override
		public Extent convert(final String text) {
			try {
				final String[] parts = parts(text, "129x129x65");
				return new Extent(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
			}
			catch (final IllegalArgumentException e) {
				throw new TypeConversionException("a size is three whole numbers of voxels, as 129x129x65, not '" + text + "'");
			}
		}
	}

	private static String[] parts(final String text, final String example) {
		final String[] parts = text.trim().split("[xX]");
		if (parts.length != 3) throw new IllegalArgumentException("not of the form " + example);
		return parts;
	}
}
