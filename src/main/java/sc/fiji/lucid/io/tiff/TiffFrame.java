package sc.fiji.lucid.io.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.VoxelRange;

/** What stands around the voxels of a TIFF file that is written: before them, and behind. */
interface TiffFrame {

	/**
	 * Bytes at a place of the file.
	 *
	 * @param at the first byte
	 */
	record Piece(long at, ByteBuffer bytes) {}

	/** @return the byte where the first plane starts */
	long size();

	/**
	 * @param range of each channel's voxels
	 * @param info lines, what was done
	 * @param record of the run; null if there is none
	 * @return what completes the file
	 * @throws IOException in one line, if it cannot be
	 */
	List<Piece> pieces(VoxelRange range, String info, RunRecord record) throws IOException;
}
