package sc.fiji.lucid.job;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import sc.fiji.lucid.fft.Extent;
import sc.fiji.lucid.psf.Psf;

/** Tells whether two runs used the same PSF. */
final class PsfHash {

	private PsfHash() {}

	/** @return SHA-256 over the voxels as big-endian float32, x fastest, as hexadecimal digits */
	static String of(final Psf psf) {
		try {
			final MessageDigest digest = MessageDigest.getInstance("SHA-256");
			final Extent e = psf.extent();
			final ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * e.nx());
			for (int z = 0; z < e.nz(); z++)
				for (int y = 0; y < e.ny(); y++) {
					buffer.clear();
					buffer.asFloatBuffer().put(psf.volume().row(y, z));
					digest.update(buffer.array());
				}
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("Every Java has SHA-256.", e);
		}
	}
}
