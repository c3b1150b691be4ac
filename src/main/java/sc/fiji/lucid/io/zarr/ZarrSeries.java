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
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import sc.fiji.lucid.io.SeriesInfo;
import sc.fiji.lucid.io.ome.OmeXml;

/**
 * The images in a folder that bioformats2raw wrote, or another program in its layout
 * (ngff.openmicroscopy.org/0.5, "bf2raw"): each in a folder of its own, all of them described by
 * {@code OME/METADATA.ome.xml}.
 */
final class ZarrSeries {

	private static final String LAYOUT = "bioformats2raw.layout";
	private static final String DESCRIBED = "OME";
	/** Larger than any honest metadata. */
	private static final long MAX_XML = 64 << 20;

	private final Path root;
	private final List<String> folders;

	private ZarrSeries(final Path root, final List<String> folders) {
		this.root = root;
		this.folders = folders;
	}

	/** @return the images of a folder; null if it is an image itself, or holds none in this layout */
	static ZarrSeries in(final Path folder) throws IOException {
		final ZarrJson attributes = OmeZarr.attributes(folder);
		if (attributes.has("multiscales") || OmeZarr.isArray(folder)) return null;
		final boolean layout = attributes.has(LAYOUT);
		List<String> names = layout ? named(folder) : List.of();
		// Not every writer names the images, or the layout.
		if (names.isEmpty() && (layout || isImage(folder.resolve("0")))) names = numbered(folder);
		return names.isEmpty() ? null : new ZarrSeries(folder, names);
	}

	private static List<String> numbered(final Path folder) throws IOException {
		final List<String> names = new ArrayList<>();
		try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "[0-9]*")) {
			for (final Path each : all)
				if (each.getFileName().toString().matches("\\d{1,6}") && isImage(each))
					names.add(each.getFileName().toString());
		}
		names.sort(Comparator.comparingInt(Integer::parseInt));
		return names;
	}

	private static List<String> named(final Path folder) throws IOException {
		final Path described = folder.resolve(DESCRIBED);
		final ZarrJson json = OmeZarr.isOne(described) ? OmeZarr.attributes(described) : ZarrJson.none(described);
		final List<String> names = json.texts("series");
		for (final String name : names)
			if (name.isEmpty() || !folder.resolve(name).normalize().startsWith(folder.normalize()))
				throw json.damaged("series");
		return names;
	}

	private static boolean isImage(final Path folder) throws IOException {
		return OmeZarr.isOne(folder) && OmeZarr.attributes(folder).has("multiscales");
	}

	int size() {
		return folders.size();
	}

	/** @return the folder of an image, from 1 */
	Path folder(final int number) {
		return root.resolve(folders.get(number - 1)).normalize();
	}

	/** @return what the layout's OME-XML says of an image, from 1; null if it says nothing */
	OmeXml xml(final int number) throws IOException {
		final OmeXml all = read(root.resolve(DESCRIBED));
		final int image = all == null ? 0 : image(number, all.images());
		return image == 0 ? null : all.of(image);
	}

	/** Of older versions, a part of the series kept the numbers of the whole. */
	private int image(final int number, final int images) {
		if (images == folders.size()) return number;
		final String name = folders.get(number - 1);
		return name.matches("\\d{1,6}") && Integer.parseInt(name) < images ? Integer.parseInt(name) + 1 : 0;
	}

	/** @return the images, as the OME-XML describes them, or else as they are stored */
	List<SeriesInfo> list() throws IOException {
		final OmeXml all = read(root.resolve(DESCRIBED));
		if (all != null && all.images() == size()) return all.series();
		final List<SeriesInfo> list = new ArrayList<>();
		for (int number = 1; number <= size(); number++)
			try (ZarrStack stack = ZarrStack.open(folder(number), 1)) {
				list.add(new SeriesInfo(number, folders.get(number - 1), stack.shape()));
			}
		return list;
	}

	/** @return what the OME-XML of the layout says of an image whose own folder is given; null if it says nothing */
	static OmeXml xmlOf(final Path image) throws IOException {
		final Path absolute = image.toAbsolutePath().normalize();
		for (Path root = absolute.getParent(); root != null; root = root.getParent()) {
			if (!Files.isDirectory(root.resolve(DESCRIBED))) continue;
			final ZarrSeries all = in(root);
			for (int number = 1; all != null && number <= all.size(); number++)
				if (all.folder(number).equals(absolute)) return all.xml(number);
			return null;
		}
		return null;
	}

	private static OmeXml read(final Path folder) throws IOException {
		final Path file = folder.resolve("METADATA.ome.xml");
		if (!Files.isRegularFile(file) || Files.size(file) > MAX_XML) return null;
		final OmeXml xml = OmeXml.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), file.toString());
		return xml.hasPixels() ? xml : null;
	}
}
