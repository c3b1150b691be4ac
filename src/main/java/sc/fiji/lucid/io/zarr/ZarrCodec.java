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
package sc.fiji.lucid.io.zarr;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.scalableminds.bloscjava.Blosc;

/**
 * How the bytes of a Zarr chunk are compressed or secured. What is damaged gives an {@code IOException}, never garbage.
 */
enum ZarrCodec {
	GZIP, ZLIB, ZSTD, BLOSC, CRC32C;

	private static final int BLOSC_HEADER = 16;
	private static final int ZSTD_LEVEL = 3;
	private static final int BLOSC_LEVEL = 5;

	/** @throws IOException naming the codec, if it is not read */
	static ZarrCodec of(final String name, final ZarrJson json) throws IOException {
		for (final ZarrCodec codec : values())
			if (codec.name().equalsIgnoreCase(name.replaceFirst("^numcodecs\\.", ""))) return codec;
		throw json.problem("uses the codec '" + name + "', which is not read. Write it with gzip, zlib, zstd or blosc");
	}

	/** @return the name in metadata */
	String id() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** @return the settings with which {@link #encode} writes, for the metadata of a Zarr of version 2 or 3 */
	Map<String, Object> settings(final int version, final int voxelBytes) {
		final Map<String, Object> settings = new LinkedHashMap<>();
		if (this == GZIP || this == ZLIB) settings.put("level", 6);
		if (this == ZSTD) settings.put("level", ZSTD_LEVEL);
		if (this == ZSTD && version == 3) settings.put("checksum", true);
		if (this == BLOSC) {
			settings.put("cname", "zstd");
			settings.put("clevel", BLOSC_LEVEL);
			settings.put("shuffle", version == 2 ? 1 : "shuffle");
			settings.put("blocksize", 0);
			if (version == 3) settings.put("typesize", voxelBytes);
		}
		return settings;
	}

	/**
	 * @param size bytes that must come out, or a bound of them if another codec
	 *          follows
	 * @throws IOException if the bytes are damaged
	 */
	byte[] decode(final byte[] bytes, final int size) throws IOException {
		switch (this) {
			case GZIP :
				return inflate(new GZIPInputStream(new ByteArrayInputStream(bytes)), size);
			case ZLIB :
				return inflate(new InflaterInputStream(new ByteArrayInputStream(bytes)), size);
			case ZSTD :
				return zstd(bytes, size);
			case BLOSC :
				return blosc(bytes, size);
			default :
				return checked(bytes);
		}
	}

	private static byte[] inflate(final InputStream in, final int size) throws IOException {
		try (in) {
			final byte[] result = in.readNBytes(size);
			// Reading to the end checks the checksum.
			if (in.read() >= 0) throw new IOException("it unpacks to more than " + size + " bytes");
			return result;
		}
	}

	private static byte[] zstd(final byte[] bytes, final int size) throws IOException {
		final byte[] result = new byte[size];
		try {
			final long count = Zstd.decompressByteArray(result, 0, size, bytes, 0, bytes.length);
			return count == size ? result : Arrays.copyOf(result, (int) count);
		}
		catch (final ZstdException exc) {
			throw new IOException("zstd: " + exc.getMessage(), exc);
		}
	}

	/** The native code trusts the header, so that it is checked first (Blosc 1 chunk format). */
	private static byte[] blosc(final byte[] bytes, final int size) throws IOException {
		if (bytes.length < BLOSC_HEADER) throw new IOException("blosc: only " + bytes.length + " bytes");
		final ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		if (header.getInt(4) < 0 || header.getInt(4) > size || header.getInt(12) != bytes.length || header.get(0) > 2 ||
			header.get(3) == 0)
			throw new IOException("blosc: the header does not fit " + bytes.length + " bytes for " + size);
		try {
			final byte[] result = Blosc.decompress(bytes);
			if (result == null) throw new IOException("blosc: damaged");
			return result;
		}
		catch (final LinkageError exc) {
			throw new IOException("blosc has no library for this computer: write the Zarr with zstd", exc);
		}
		catch (final RuntimeException exc) {
			throw new IOException("blosc: damaged", exc);
		}
	}

	private static byte[] checked(final byte[] bytes) throws IOException {
		if (bytes.length < 4) throw new IOException("only " + bytes.length + " bytes");
		final CRC32C crc = new CRC32C();
		crc.update(bytes, 0, bytes.length - 4);
		if ((int) crc.getValue() != ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 4))
			throw new IOException("the checksum is wrong");
		return Arrays.copyOf(bytes, bytes.length - 4);
	}

	/** @return the bytes as they are stored; the same bytes give the same result */
	byte[] encode(final byte[] bytes, final int voxelBytes) throws IOException {
		switch (this) {
			case GZIP :
			case ZLIB :
				final ByteArrayOutputStream packed = new ByteArrayOutputStream();
				try (
					OutputStream out = this == GZIP ? new GZIPOutputStream(packed) : new DeflaterOutputStream(packed))
				{
					out.write(bytes);
				}
				return packed.toByteArray();
			case ZSTD :
				final byte[] to = new byte[(int) Zstd.compressBound(bytes.length)];
				// With a checksum, so that a damaged chunk is found out.
				return Arrays.copyOf(to, (int) Zstd.compress(to, bytes, ZSTD_LEVEL, true));
			case BLOSC :
				// One thread: more could give other bytes.
				return Blosc.compress(bytes, voxelBytes, Blosc.Compressor.ZSTD, BLOSC_LEVEL, Blosc.Shuffle.BYTE_SHUFFLE,
					0, 1);
			default :
				final CRC32C crc = new CRC32C();
				crc.update(bytes);
				return ByteBuffer.allocate(bytes.length + 4)
					.order(ByteOrder.LITTLE_ENDIAN)
					.put(bytes)
					.putInt((int) crc.getValue())
					.array();
		}
	}
}
