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
import java.util.Map;

import sc.fiji.lucid.io.SampleType;

/**
 * How the voxels of one TIFF plane are stored. Everything that cannot be read
 * right is refused here, before anything is allocated.
 *
 * @param width voxels along X
 * @param height voxels along Y
 * @param bits bits per voxel
 * @param type what a voxel becomes; for odd bit counts, after unpacking
 * @param codec the compression
 * @param predictor 1 none, 2 differences, 3 differences of floating-point bytes
 * @param blockWidth voxels of a strip or tile along X
 * @param blockHeight voxels of a strip or tile along Y
 * @param tiled whether blocks are tiles, which reach over the edge
 * @param whiteIsZero whether the file wants small values to be shown bright
 */
public record TiffLayout(int width, int height, int bits, SampleType type, TiffCodec codec, int predictor,
	int blockWidth, int blockHeight, boolean tiled, boolean whiteIsZero)
{

	private static final Map<Integer, String> COLOURS = Map.of(2, "an RGB", 5, "a CMYK", 6, "a YCbCr colour", 8,
		"a CIELab colour");

	/** @throws IOException in one line, if the plane is no single-valued image or is damaged */
	static TiffLayout of(final TiffDirectory directory) throws IOException {
		final TiffFile file = directory.file();
		final int width = size(directory, TiffTag.IMAGE_WIDTH, "width");
		final int height = size(directory, TiffTag.IMAGE_LENGTH, "height");
		if ((long) width * height > Integer.MAX_VALUE - 16) throw file
			.problem("has planes of " + width + "x" + height + " voxels, or is damaged: crop the stack in X and Y");
		refuseColour(directory);
		final long bits = directory.number(TiffTag.BITS_PER_SAMPLE, 1);
		final SampleType type = type(directory, bits);
		final TiffCodec codec = TiffCodec.of(directory.number(TiffTag.COMPRESSION, 1), file);
		if (directory.number(TiffTag.FILL_ORDER, 1) != 1)
			throw file.problem("stores its bits in reverse order (FillOrder 2), which is not read. Save it with Fiji");
		if (directory.number(TiffTag.IMAGE_DEPTH, 1) > 1)
			throw file.problem("stores several slices in each page (ImageDepth), which is not read. Save it with Fiji");
		final boolean white = directory.number(TiffTag.PHOTOMETRIC, 1) == 0;
		final int predictor = predictor(directory, bits, type, codec);
		if (directory.has(TiffTag.TILE_WIDTH)) return new TiffLayout(width, height, (int) bits, type, codec, predictor,
			blockSize(directory, TiffTag.TILE_WIDTH), blockSize(directory, TiffTag.TILE_LENGTH), true, white);
		final long rows = directory.number(TiffTag.ROWS_PER_STRIP, height);
		if (rows == 0) throw file.problem("is damaged: its strips have no rows");
		return new TiffLayout(width, height, (int) bits, type, codec, predictor, width, (int) Math.min(rows, height),
			false, white);
	}

	/** @return the bytes of a row of a block */
	int rowBytes() {
		return (int) (((long) blockWidth * bits + 7) / 8);
	}

	int blocksAcross() {
		return (width - 1) / blockWidth + 1;
	}

	int blocksDown() {
		return (height - 1) / blockHeight + 1;
	}

	/**
	 * @return the rows stored in the block at (row of blocks) {@code down}: the last strip may be short, a tile never
	 */
	int rows(final int down) {
		return tiled ? blockHeight : Math.min(blockHeight, height - down * blockHeight);
	}

	/** @return the bytes of all voxels of the plane as they would be stored without compression */
	long bytes() {
		return tiled ? (long) rowBytes() * blockHeight * blocksAcross() * blocksDown() : (long) rowBytes() * height;
	}

	/** @return whether planes of the other layout belong to the same stack */
	boolean matches(final TiffLayout other) {
		return width == other.width && height == other.height && type == other.type;
	}

	/** @return size and type, for messages */
	String words() {
		final String kind = type.name().startsWith("INT") ? " signed" : type.name().startsWith("FLOAT") ? " float" : "";
		return width + "x" + height + " in " + bits + "-bit" + kind;
	}

	private static int size(final TiffDirectory directory, final int tag, final String what) throws IOException {
		final long size = directory.number(tag, 0);
		if (size < 1 || size > Integer.MAX_VALUE)
			throw directory.file().problem("is damaged: its " + what + " is " + size);
		return (int) size;
	}

	private static int blockSize(final TiffDirectory directory, final int tag) throws IOException {
		final long size = directory.number(tag, 0);
		if (size < 1 || size > 1 << 16) throw directory.file().problem("is damaged: its tiles have a side of " + size);
		return (int) size;
	}

	private static void refuseColour(final TiffDirectory directory) throws IOException {
		final long photometric = directory.number(TiffTag.PHOTOMETRIC, 1);
		final String colour = photometric > 8 ? null : COLOURS.get((int) photometric);
		if (colour != null) throw directory.file()
			.problem("is " + colour +
				" image, whose colours cannot be deconvolved. In Fiji, use Image > Color > Split Channels or Image > Type > 8-bit, and save");
		final long samples = directory.number(TiffTag.SAMPLES_PER_PIXEL, 1);
		if (samples != 1) throw directory.file()
			.problem("stores " + samples +
				" samples in each pixel. In Fiji, use Image > Color > Split Channels, and save one stack with channels");
	}

	private static SampleType type(final TiffDirectory directory, final long bits) throws IOException {
		final long format = directory.number(TiffTag.SAMPLE_FORMAT, 1);
		if (format == 1 || format == 4) {
			if (bits >= 1 && bits <= 8) return SampleType.UINT8;
			if (bits >= 9 && bits <= 16) return SampleType.UINT16;
			if (bits == 32) return SampleType.UINT32;
			if (bits == 64) return SampleType.UINT64;
		}
		else if (format == 2) {
			if (bits == 8) return SampleType.INT8;
			if (bits == 16) return SampleType.INT16;
			if (bits == 32) return SampleType.INT32;
			if (bits == 64) return SampleType.INT64;
		}
		else if (format == 3) {
			if (bits == 16) return SampleType.FLOAT16;
			if (bits == 32) return SampleType.FLOAT32;
			if (bits == 64) return SampleType.FLOAT64;
		}
		throw directory.file()
			.problem("has voxels of " + bits + " bits in sample format " + format +
				", which are not read. In Fiji, use Image > Type > 32-bit, and save");
	}

	private static int predictor(final TiffDirectory directory, final long bits, final SampleType type,
		final TiffCodec codec) throws IOException
	{
		final long predictor = codec == TiffCodec.NONE ? 1 : directory.number(TiffTag.PREDICTOR, 1);
		final boolean floating = type == SampleType.FLOAT16 || type == SampleType.FLOAT32 || type == SampleType.FLOAT64;
		if (predictor == 1 || predictor == 2 && bits % 8 == 0 || predictor == 3 && floating) return (int) predictor;
		throw directory.file()
			.problem("uses predictor " + predictor + " with " + bits + " bits, which is not read. Save it with Fiji");
	}
}
