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

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import sc.fiji.lucid.image.Extent;

/**
 * How a result is written as OME-Zarr.
 *
 * @param version of OME-Zarr: {@code 0.4} (Zarr 2), which most programs read, or
 *          {@code 0.5} (Zarr 3)
 * @param codec {@code zstd}, {@code gzip}, {@code zlib}, {@code blosc} or
 *          {@code none}
 * @param chunkX voxels of a chunk along X
 * @param chunkY voxels of a chunk along Y
 * @param chunkZ voxels of a chunk along Z
 * @param shard voxels of a shard along X, Y and Z, multiples of a chunk's: the chunks in it are one file; null: each
 *          chunk is a file. Shards need version {@code 0.5}.
 */
public record ZarrOptions(String version, String codec, int chunkX, int chunkY, int chunkZ, Extent shard) {

	private static final List<String> CODECS = List.of("zstd", "gzip", "zlib", "blosc", "none");

	/** OME-Zarr 0.4, zstd, chunks of 128x128x32 voxels, 2 MB each. */
	public static final ZarrOptions DEFAULT = new ZarrOptions("0.4", "zstd", 128, 128, 32);

	/** Without shards. */
	public ZarrOptions(final String version, final String codec, final int chunkX, final int chunkY, final int chunkZ) {
		this(version, codec, chunkX, chunkY, chunkZ, null);
	}

	/** @throws IllegalArgumentException naming the value that is wrong */
	public ZarrOptions {
		if (!version.equals("0.4") && !version.equals("0.5"))
			throw new IllegalArgumentException("The version of OME-Zarr must be 0.4 or 0.5, not " + version + ".");
		codec = codec.toLowerCase(Locale.ROOT);
		if (!CODECS.contains(codec)) throw new IllegalArgumentException(
			"The codec of OME-Zarr must be one of " + String.join(", ", CODECS) + ", not " + codec + ".");
		if (version.equals("0.5") && codec.equals("zlib"))
			throw new IllegalArgumentException("OME-Zarr 0.5 has no codec zlib. Use gzip.");
		if (chunkX < 1 || chunkY < 1 || chunkZ < 1 || (double) chunkX * chunkY * chunkZ > 1 << 28)
			throw new IllegalArgumentException("A chunk must have at least one voxel and at most 2^28, not " + chunkX +
				"x" + chunkY + "x" + chunkZ + ".");
		if (shard != null && version.equals("0.4"))
			throw new IllegalArgumentException("OME-Zarr 0.4 has no shards. Use 0.5.");
		if (shard != null && (shard.nx() % chunkX != 0 || shard.ny() % chunkY != 0 || shard.nz() % chunkZ != 0 ||
			shard.voxels() > 1 << 28))
			throw new IllegalArgumentException("A shard must hold whole chunks and at most 2^28 voxels, not " + shard +
				" of chunks of " + chunkX + "x" + chunkY + "x" + chunkZ + ".");
	}

	/** @return 2 or 3 */
	int zarrVersion() {
		return version.equals("0.4") ? 2 : 3;
	}

	/** @return the codecs in the order in which they are applied */
	List<ZarrCodec> codecs() {
		return Arrays.stream(ZarrCodec.values()).filter(c -> c.id().equals(codec)).toList();
	}
}
