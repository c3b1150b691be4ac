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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a folder is that holds no image which can be read, in words, with the remedy. */
public final class ZarrKind {

	/** Of more, a message would not be read. */
	private static final int MOST_TOLD = 5;
	private static final String IN_FIJI = "Open it in Fiji (File > Import > HDF5/N5/Zarr/OME-NGFF...) and save it as " +
		"TIFF, or write it as OME-Zarr.";

	private ZarrKind() {}

	/** @return an error in one line that says what a folder is, and what to give instead */
	public static IOException refusal(final Path folder) throws IOException {
		if (isN5(folder))
			return new IOException(folder + " is " + (ZarrJson.read(folder.resolve("attributes.json")).has("dimensions")
				? "an array of an N5 container" : "an N5 container") + ", which is not read. " + IN_FIJI);
		if (!OmeZarr.isOne(folder)) return new IOException(
			folder + " is a folder and no OME-Zarr. Give a TIFF file, or the folder of an OME-Zarr image.");
		final List<String> arrays = arrays(folder);
		return new IOException(folder + " is a plain Zarr group: it holds no OME-Zarr image ('multiscales'). " +
			(arrays.isEmpty() ? "Give the folder of an image."
				: "Give the folder of one of its arrays: " + String.join(", ", arrays) + "."));
	}

	private static boolean isN5(final Path folder) throws IOException {
		final Path attributes = folder.resolve("attributes.json");
		if (OmeZarr.isOne(folder) || !Files.isRegularFile(attributes)) return false;
		try {
			final ZarrJson json = ZarrJson.read(attributes);
			return json.has("n5") || json.has("dimensions") && json.has("blockSize") ||
				folder.toString().endsWith(".n5");
		}
		catch (final IOException e) {
			return false;
		}
	}

	/** Paths below the folder, in one or two steps. */
	private static List<String> arrays(final Path folder) throws IOException {
		try (Stream<Path> all = Files.walk(folder, 2)) {
			return all.filter(ZarrKind::isArray)
				.map(array -> folder.relativize(array).toString().replace('\\', '/'))
				.sorted()
				.limit(MOST_TOLD)
				.collect(Collectors.toList());
		}
		catch (final java.io.UncheckedIOException e) {
			throw e.getCause();
		}
	}

	private static boolean isArray(final Path folder) {
		try {
			return Files.isDirectory(folder) && OmeZarr.isArray(folder);
		}
		catch (final IOException e) {
			return false;
		}
	}
}
