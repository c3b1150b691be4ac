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
package sc.fiji.lucid.io;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import sc.fiji.lucid.io.ome.OmeXml;
import sc.fiji.lucid.io.tiff.TiffStackReader;
import sc.fiji.lucid.io.zarr.OmeZarr;
import sc.fiji.lucid.io.zarr.ZarrStack;

/**
 * Opens stacks: TIFF of either byte order and BigTIFF, plain, ImageJ's and OME's,
 * strips or tiles, uncompressed or LZW, Deflate, PackBits,
 * Zstandard; OME-Zarr 0.1 to 0.5 in
 * a folder, its first image at full resolution.
 */
public final class StackReader {

	/** First bytes of formats that users try, in ISO 8859-1. */
	private static final Map<String, String> OTHERS = new LinkedHashMap<>();
	static {
		OTHERS.put("\u0089PNG", "a PNG image");
		OTHERS.put("\u00ff\u00d8\u00ff", "a JPEG image");
		OTHERS.put("GIF8", "a GIF image");
		OTHERS.put("ZISRAWFILE", "a Zeiss CZI file");
		OTHERS.put("\u00da\u00ce\u00be\n", "a Nikon ND2 file");
		OTHERS.put("\u0089HDF", "an HDF5 file");
		OTHERS.put("\u00d0\u00cf\u0011\u00e0", "an Olympus OIB or similar file");
		OTHERS.put("PK\u0003\u0004", "a ZIP archive");
		OTHERS.put("\u001f\u008b", "a gzip archive");
		OTHERS.put("p\u0000\u0000\u0000", "a Leica LIF file");
	}

	private StackReader() {}

	/**
	 * Opens a stack; its planes are read when asked for.
	 *
	 * @throws IOException in one line that names the file, what is wrong and the
	 *           remedy
	 */
	public static Stack open(final Path path) throws IOException {
		if (!Files.exists(path)) throw new IOException(path + " does not exist. Check the path.");
		if (Files.isDirectory(path)) return openFolder(path);
		if (!Files.isReadable(path)) throw new IOException(path + " cannot be read. Check its permissions.");
		if (Files.size(path) == 0) throw new IOException(path.getFileName() + " is empty (0 bytes). Copy it again.");
		try {
			if (isTiff(path)) return TiffStackReader.open(path);
			final String head = head(path, 4000);
			if (OmeXml.isOne(head)) return TiffStackReader.openCompanion(path);
			final String kind = OTHERS.entrySet()
				.stream()
				.filter(e -> head.startsWith(e.getKey()))
				.map(Map.Entry::getValue)
				.findFirst()
				.orElse("not an image that is known");
			throw new IOException(
				path.getFileName() + " is no TIFF file: it is " + kind + ". Open it in Fiji and save it as TIFF.");
		}
		catch (final IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException exc) {
			// A damaged file must end in one line, whatever it made the arithmetic do.
			throw new IOException(path.getFileName() + " is damaged: " + exc.getMessage() + ".", exc);
		}
	}

	/** Opens a stack, as {@link #open(Path)}. */
	public static Stack open(final File file) throws IOException {
		return open(file.toPath());
	}

	private static Stack openFolder(final Path path) throws IOException {
		if (OmeZarr.isOne(path)) return ZarrStack.open(path);
		throw new IOException(
			path + " is a folder and no OME-Zarr. Give a TIFF file, or the folder of an OME-Zarr image.");
	}

	/** @return whether the file starts as TIFF or BigTIFF files do */
	public static boolean isTiff(final Path path) throws IOException {
		final String head = head(path, 4);
		return head.equals("II*\0") || head.equals("MM\0*") || head.equals("II+\0") || head.equals("MM\0+");
	}

	private static String head(final Path path, final int count) throws IOException {
		try (InputStream in = Files.newInputStream(path)) {
			return new String(in.readNBytes(count), StandardCharsets.ISO_8859_1);
		}
	}
}
