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
package sc.fiji.lucid.io.vendor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import sc.fiji.lucid.image.Progress;
import sc.fiji.lucid.io.FileKind;
import sc.fiji.lucid.io.SeriesInfo;
import sc.fiji.lucid.io.Stack;

/**
 * Opens what microscopes write. In this order: the Bio-Formats that {@code LUCID_BIOFORMATS} names; the one around
 * Lucid, as in Fiji; {@code bioformats_package.jar} beside Lucid's own jar; the converter {@code bioformats2raw} on
 * the PATH; {@code bfconvert} there.
 */
public final class VendorFiles {

	private final Surroundings around;

	VendorFiles(final Surroundings around) {
		this.around = around;
	}

	/** @return those of this process */
	public static VendorFiles here() {
		return new VendorFiles(Surroundings.here());
	}

	/**
	 * @param series from 1; 0: the only one
	 * @param progress is told of a conversion, and may end it
	 * @throws SeriesInfo.SeveralException in one line that lists them, if there are several and none was named
	 * @throws IOException in one line that names the file and what is wrong, or the ways to read it
	 * @throws java.util.concurrent.CancellationException if {@code progress} says so; nothing is left then
	 */
	public Stack open(final Path path, final int series, final Progress progress) throws IOException {
		final Optional<BioFormats> library = BioFormats.find(around);
		if (library.isPresent()) return BioFormatsStack.open(library.get(), path, series);
		return conversion(path, progress).open(series);
	}

	/**
	 * @return what a file holds, in order
	 * @throws IOException as {@link #open}
	 */
	public List<SeriesInfo> series(final Path path, final Progress progress) throws IOException {
		final Optional<BioFormats> library = BioFormats.find(around);
		if (library.isPresent()) return BioFormatsStack.series(library.get(), path);
		try (Stack only = conversion(path, progress).open(0)) {
			return List.of(new SeriesInfo(1, "", only.shape()));
		}
		catch (final SeriesInfo.SeveralException e) {
			return e.all();
		}
	}

	private Conversion conversion(final Path path, final Progress progress) throws IOException {
		final Converter converter = Converter.find(around).orElseThrow(() -> nothingFound(path));
		return new Conversion(converter, path, around, progress);
	}

	private static IOException nothingFound(final Path path) {
		final FileKind kind = kind(path);
		return new IOException(path.getFileName() + " is no TIFF file: it is " + kind +
			(kind == FileKind.OTHER ? "; Bio-Formats may know it" : ", which is read through Bio-Formats") +
			", and none is found. Three ways: put bioformats2raw or bfconvert on the " +
			"PATH; name a bioformats_package.jar by " + Surroundings.LIBRARY +
			", or put it beside Lucid's jar; or open the file in Fiji and save it as TIFF.");
	}

	private static FileKind kind(final Path path) {
		try {
			return FileKind.of(path);
		}
		catch (final IOException e) {
			return FileKind.OTHER;
		}
	}
}
