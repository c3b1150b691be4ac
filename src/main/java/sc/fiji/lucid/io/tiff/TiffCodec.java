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

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;

/** The compressions of TIFF planes that are read. */
enum TiffCodec {
	/** No compression. */
	NONE(1),
	/** Lempel, Ziv and Welch; a code of 12 bits stands for at most 4096 bytes. */
	LZW(2731),
	/** zlib; 1032:1 is the limit of the format. */
	DEFLATE(1100),
	/** Runs of equal bytes, two bytes for 128. */
	PACK_BITS(64),
	/** Zstandard; a block of 128 KB may be a run in four bytes. */
	ZSTD(1 << 16);

	private static final Map<Integer, String> OTHERS = Map.ofEntries(Map.entry(2, "CCITT"), Map.entry(3, "CCITT fax"),
		Map.entry(4, "CCITT fax"), Map.entry(6, "JPEG"), Map.entry(7, "JPEG"), Map.entry(33003, "JPEG 2000"),
		Map.entry(33005, "JPEG 2000"), Map.entry(34712, "JPEG 2000"), Map.entry(34887, "LERC"),
		Map.entry(34925, "LZMA"), Map.entry(50001, "WebP"), Map.entry(50002, "JPEG XL"));

	private final long highestRatio;

	TiffCodec(final long highestRatio) {
		this.highestRatio = highestRatio;
	}

	/** @throws IOException naming the compression and the remedy, if it is not read */
	static TiffCodec of(final long tag, final TiffFile file) throws IOException {
		if (tag == 1) return NONE;
		if (tag == 5) return LZW;
		if (tag == 8 || tag == 32946) return DEFLATE;
		if (tag == 32773) return PACK_BITS;
		if (tag == 50000) return ZSTD;
		final String name = tag > 1 << 16 ? null : OTHERS.get((int) tag);
		throw file.problem("is compressed with " + (name == null ? "the unknown method " + tag : name) +
			", which is not read. Open it in Fiji and save it as TIFF");
	}

	/** @return the most bytes that {@code compressed} bytes can unpack to, a guard against senseless sizes */
	long mostBytes(final long compressed) {
		return compressed > Long.MAX_VALUE / highestRatio ? Long.MAX_VALUE : compressed * highestRatio;
	}

	/**
	 * Unpacks a strip or tile.
	 *
	 * @param to filled from the start; what is beyond its end is dropped
	 * @return how many bytes of {@code to} were filled
	 * @throws DataFormatException if the data are damaged
	 */
	int decode(final byte[] from, final byte[] to) throws DataFormatException {
		switch (this) {
			case LZW :
				return new TiffLzw(from, to).decode();
			case DEFLATE :
				return inflate(from, to);
			case PACK_BITS :
				return packBits(from, to);
			case ZSTD :
				return zstd(from, to);
			default :
				final int count = Math.min(from.length, to.length);
				System.arraycopy(from, 0, to, 0, count);
				return count;
		}
	}

	private static int inflate(final byte[] from, final byte[] to) throws DataFormatException {
		final Inflater inflater = new Inflater();
		try {
			inflater.setInput(from);
			int filled = 0;
			while (filled < to.length && !inflater.finished()) {
				final int count = inflater.inflate(to, filled, to.length - filled);
				if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) break;
				filled += count;
			}
			return filled;
		}
		finally {
			inflater.end();
		}
	}

	private static int zstd(final byte[] from, final byte[] to) throws DataFormatException {
		try {
			return (int) Zstd.decompressByteArray(to, 0, to.length, from, 0, from.length);
		}
		catch (final ZstdException exc) {
			throw new DataFormatException(exc.getMessage());
		}
	}

	private static int packBits(final byte[] from, final byte[] to) {
		int in = 0;
		int out = 0;
		while (in < from.length && out < to.length) {
			final int head = from[in++];
			if (head >= 0) {
				final int count = Math.min(head + 1, Math.min(from.length - in, to.length - out));
				System.arraycopy(from, in, to, out, count);
				in += head + 1;
				out += count;
			}
			else if (head != -128 && in < from.length) {
				final int end = Math.min(to.length, out + 1 - head);
				Arrays.fill(to, out, end, from[in++]);
				out = end;
			}
		}
		return out;
	}
}
