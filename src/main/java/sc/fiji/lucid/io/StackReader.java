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
import java.util.List;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.ome.OmeXml;
import sc.fiji.lucid.io.tiff.TiffStackReader;
import sc.fiji.lucid.io.vendor.VendorFiles;
import sc.fiji.lucid.io.zarr.OmeZarr;
import sc.fiji.lucid.io.zarr.ZarrKind;
import sc.fiji.lucid.io.zarr.ZarrStack;

/**
 * Opens stacks: TIFF of either byte order and BigTIFF, plain, ImageJ's and OME's,
 * strips or tiles, uncompressed or LZW, Deflate, PackBits,
 * Zstandard; OME-Zarr 0.1 to 0.5 in
 * a folder, at full resolution; what microscopes write, through Bio-Formats where that is found
 * ({@link VendorFiles}).
 */
public final class StackReader {

	/** As much as is looked at to know a text. */
	private static final int HEAD = 4000;

	private StackReader() {}

	/**
	 * Opens the only stack of a file or folder; its planes are read when asked for.
	 *
	 * @throws SeriesInfo.SeveralException in one line, if it holds several
	 * @throws IOException in one line that names the file, what is wrong and the
	 *           remedy
	 */
	public static Stack open(final Path path) throws IOException {
		return open(path, 0, Progress.NONE);
	}

	/** Opens a stack, as {@link #open(Path)}. */
	public static Stack open(final File file) throws IOException {
		return open(file.toPath());
	}

	/**
	 * Opens one of the series of a file or folder.
	 *
	 * @param series from 1; 0: the only one
	 * @param progress is told of, and may end, the conversion of what a microscope wrote
	 * @throws SeriesInfo.SeveralException in one line that lists them, if there are several and none was named
	 * @throws IOException in one line that names the file, what is wrong and the
	 *           remedy
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so
	 */
	public static Stack open(final Path path, final int series, final Progress progress) throws IOException {
		if (isFolder(path)) return ZarrStack.open(path, series);
		return read(path, () -> switch (format(path)) {
			case TIFF -> TiffStackReader.open(path, series);
			case COMPANION -> TiffStackReader.openCompanion(path, series);
			case OTHER -> VendorFiles.here().open(path, series, progress);
		});
	}

	/**
	 * @return what a file or folder holds, in order
	 * @throws IOException as {@link #open(Path)}
	 */
	public static List<SeriesInfo> series(final Path path, final Progress progress) throws IOException {
		if (isFolder(path)) return OmeZarr.series(path);
		return read(path, () -> switch (format(path)) {
			case TIFF, COMPANION -> TiffStackReader.series(path);
			case OTHER -> VendorFiles.here().series(path, progress);
		});
	}

	private static boolean isFolder(final Path path) throws IOException {
		if (Files.isSymbolicLink(path) && !Files.exists(path)) throw new IOException(path + " is a link to " +
			Files.readSymbolicLink(path) + ", which does not exist. Check the path, and that its share is mounted.");
		if (!Files.exists(path)) throw new IOException(path + " does not exist. Check the path.");
		if (!Files.isDirectory(path)) return false;
		if (!OmeZarr.isOne(path)) throw ZarrKind.refusal(path);
		return true;
	}

	private enum Format {
		TIFF, COMPANION, OTHER
	}

	private static Format format(final Path path) throws IOException {
		if (!Files.isReadable(path)) throw new IOException(path + " cannot be read. Check its permissions.");
		if (Files.size(path) == 0) throw new IOException(path.getFileName() + " is empty (0 bytes). Copy it again.");
		if (isTiff(path)) return Format.TIFF;
		if (OmeXml.isOne(head(path))) return Format.COMPANION;
		final FileKind kind = FileKind.of(path);
		if (!kind.isOfMicroscopes())
			throw new IOException(path.getFileName() + " is no TIFF file: it is " + kind + ". " + kind.remedy());
		return Format.OTHER;
	}

	private interface Reading<T> {

		T result() throws IOException;
	}

	/** A damaged file must end in one line, whatever it made the arithmetic do. */
	private static <T> T read(final Path path, final Reading<T> reading) throws IOException {
		try {
			return reading.result();
		}
		catch (final IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException exc) {
			throw new IOException(path.getFileName() + " is damaged: " + exc.getMessage() + ".", exc);
		}
	}

	/** @return whether the file starts as TIFF or BigTIFF files do */
	public static boolean isTiff(final Path path) throws IOException {
		return FileKind.of(path) == FileKind.TIFF;
	}

	private static String head(final Path path) throws IOException {
		try (InputStream in = Files.newInputStream(path)) {
			return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
		}
	}
}
