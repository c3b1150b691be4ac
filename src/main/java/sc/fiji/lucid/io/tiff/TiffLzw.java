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

import java.util.zip.DataFormatException;

/**
 * The LZW decoder of TIFF 6.0, section 13: codes of 9 to 12 bits, most
 * significant bit first, each code width left one code early. A table entry is a
 * stretch of bytes that were already written.
 */
final class TiffLzw {

	private static final int CLEAR = 256;
	private static final int END = 257;

	private final byte[] from;
	private final byte[] to;
	private final int[] start = new int[4097];
	private final int[] length = new int[4097];
	private long bit;

	TiffLzw(final byte[] from, final byte[] to) {
		this.from = from;
		this.to = to;
	}

	/** @return how many bytes of the target were filled */
	int decode() throws DataFormatException {
		int out = 0;
		int next = 258;
		int width = 9;
		int previousStart = 0;
		int previousLength = 0;
		for (int code = read(width); code != END && out < to.length; code = read(width)) {
			if (code == CLEAR) {
				next = 258;
				width = 9;
				previousLength = 0;
				continue;
			}
			if (code > CLEAR && code >= next + (previousLength > 0 ? 1 : 0))
				throw new DataFormatException("bad LZW code");
			if (previousLength > 0 && next < 4096) {
				// The previous string and the first byte of this one, which follows it in the output.
				start[next] = previousStart;
				length[next++] = previousLength + 1;
			}
			final int count = code < CLEAR ? 1 : Math.min(length[code], to.length - out);
			if (code < CLEAR) to[out] = (byte) code;
			// Byte by byte: source and target overlap where a code stands for itself plus one.
			else for (int i = 0; i < count; i++)
				to[out + i] = to[start[code] + i];
			previousStart = out;
			previousLength = count;
			out += count;
			if (next >= (1 << width) - 1 && width < 12) width++;
		}
		return out;
	}

	/** @return the next code, END at the end of the data */
	private int read(final int width) {
		if (bit + width > 8L * from.length) return END;
		int code = 0;
		for (int i = 0; i < width;) {
			final int free = 8 - (int) (bit & 7);
			final int take = Math.min(free, width - i);
			code = code << take | (from[(int) (bit >> 3)] & 0xff) >> free - take & (1 << take) - 1;
			bit += take;
			i += take;
		}
		return code;
	}
}
