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
package sc.fiji.lucid.io.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Undoes the differencing that makes voxels easier to compress. */
final class TiffPredictor {

	private TiffPredictor() {}

	/** Sums differences of neighbours along each row, in place (TIFF 6.0, section 14). */
	static void sum(final ByteBuffer block, final int rowBytes, final int voxelBytes) {
		for (int row = 0; row + rowBytes <= block.capacity(); row += rowBytes)
			for (int at = row + voxelBytes; at < row + rowBytes; at += voxelBytes)
				switch (voxelBytes) {
					case 1 :
						block.put(at, (byte) (block.get(at) + block.get(at - 1)));
						break;
					case 2 :
						block.putShort(at, (short) (block.getShort(at) + block.getShort(at - 2)));
						break;
					case 4 :
						block.putInt(at, block.getInt(at) + block.getInt(at - 4));
						break;
					default :
						block.putLong(at, block.getLong(at) + block.getLong(at - 8));
				}
	}

	/**
	 * Sums differences of bytes, then gathers the bytes of each voxel, which are
	 * stored apart, the most significant of all voxels first (Adobe Photoshop TIFF
	 * Technical Note 3, 2005).
	 *
	 * @return a new buffer, big-endian whatever the byte order of the file
	 */
	static ByteBuffer sumFloatingPoint(final byte[] block, final int rowBytes, final int voxelBytes) {
		final int columns = rowBytes / voxelBytes;
		final byte[] voxels = new byte[block.length];
		for (int row = 0; row + rowBytes <= block.length; row += rowBytes) {
			for (int i = row + 1; i < row + rowBytes; i++)
				block[i] += block[i - 1];
			for (int x = 0; x < columns; x++)
				for (int b = 0; b < voxelBytes; b++)
					voxels[row + x * voxelBytes + b] = block[row + b * columns + x];
		}
		return ByteBuffer.wrap(voxels).order(ByteOrder.BIG_ENDIAN);
	}
}
