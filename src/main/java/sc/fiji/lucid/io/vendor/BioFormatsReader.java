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

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.lucid.io.SampleType;
import sc.fiji.lucid.io.StackShape;

/**
 * A file in the hands of {@code loci.formats.ImageReader}, by reflection. Not for several threads at once, as
 * Bio-Formats is not.
 */
final class BioFormatsReader implements Closeable {

	/** By {@code loci.formats.FormatTools}: INT8, UINT8, INT16, UINT16, INT32, UINT32, FLOAT, DOUBLE, and BIT as bytes. */
	private static final SampleType[] TYPES = { SampleType.INT8, SampleType.UINT8, SampleType.INT16, SampleType.UINT16,
		SampleType.INT32, SampleType.UINT32, SampleType.FLOAT32, SampleType.FLOAT64, SampleType.UINT8 };

	private final Path path;
	private final String name;
	private final Object reader;
	private final Object store;
	private final Object service;
	private final String xml;

	/** @throws IOException in one line that names the file */
	BioFormatsReader(final BioFormats library, final Path path) throws IOException {
		this.path = path;
		name = path.getFileName().toString();
		reader = library.reader();
		service = BioFormats.call(name, () -> {
			final Class<?> factory = library.type("loci.common.services.ServiceFactory");
			return factory.getMethod("getInstance", Class.class)
				.invoke(factory.getConstructor().newInstance(), library.type("loci.formats.services.OMEXMLService"));
		});
		store = BioFormats.call(name,
			() -> library.type("loci.formats.services.OMEXMLService")
				.getMethod("createOMEXMLMetadata")
				.invoke(service));
		// Of a pyramid, the finest level alone is an image.
		set("setFlattenedResolutions", false);
		set("setOriginalMetadataPopulated", false);
		set("setMetadataFiltered", true);
		BioFormats.call(name, () -> {
			reader.getClass()
				.getMethod("setMetadataStore", library.type("loci.formats.meta.MetadataStore"))
				.invoke(reader, store);
			return reader.getClass().getMethod("setId", String.class).invoke(reader, path.toAbsolutePath().toString());
		});
		xml = xml(library);
	}

	private String xml(final BioFormats library) throws IOException {
		return (String) BioFormats.call(name,
			() -> library.type("loci.formats.services.OMEXMLService")
				.getMethod("getOMEXML", library.type("loci.formats.meta.MetadataRetrieve"))
				.invoke(service, store));
	}

	/** What older versions do not have is left as it is. */
	private void set(final String setter, final boolean value) throws IOException {
		try {
			reader.getClass().getMethod(setter, boolean.class);
		}
		catch (final NoSuchMethodException e) {
			return;
		}
		BioFormats.call(name, () -> reader.getClass().getMethod(setter, boolean.class).invoke(reader, value));
	}

	private Object get(final String getter) throws IOException {
		return BioFormats.call(name, () -> reader.getClass().getMethod(getter).invoke(reader));
	}

	private int number(final String getter) throws IOException {
		return ((Number) get(getter)).intValue();
	}

	/** @return what the file says, as OME-XML */
	String omeXml() {
		return xml;
	}

	/** @return the maker's format, as {@code Zeiss CZI} */
	String format() throws IOException {
		return String.valueOf(get("getFormat"));
	}

	int seriesCount() throws IOException {
		return number("getSeriesCount");
	}

	/** Turns to a series, from 1. */
	void choose(final int series) throws IOException {
		BioFormats.call(name, () -> reader.getClass().getMethod("setSeries", int.class).invoke(reader, series - 1));
	}

	StackShape shape() throws IOException {
		return new StackShape(number("getSizeX"), number("getSizeY"), number("getSizeZ"), number("getSizeC"),
			number("getSizeT"));
	}

	/** @throws IOException in one line, if the voxels are colours, or of a kind that is not read */
	SampleType type() throws IOException {
		if ((Boolean) get("isRGB") || (Boolean) get("isIndexed") && !(Boolean) get("isFalseColor"))
			throw new IOException(
				name + " is a colour image, whose colours cannot be deconvolved. In Fiji, use Image > " +
					"Color > Split Channels or Image > Type > 8-bit, and save it as TIFF.");
		final int type = number("getPixelType");
		if (type < 0 || type >= TYPES.length) throw new IOException(
			name + " holds voxels of a kind that is not read (Bio-Formats' number " + type + ").");
		return TYPES[type];
	}

	ByteOrder order() throws IOException {
		return (Boolean) get("isLittleEndian") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
	}

	/** @return the files that the data set is in; the one that was opened, if that is not told */
	List<Path> files() throws IOException {
		final List<Path> files = new ArrayList<>();
		if (get("getUsedFiles") instanceof String[] names) for (final String each : names)
			if (each != null && Files.isRegularFile(Path.of(each))) files.add(Path.of(each));
		return files.isEmpty() ? List.of(path) : files;
	}

	/** @return the stored bytes of a part of a plane */
	byte[] bytes(final int channel, final int slice, final int frame, final int x, final int y, final int width,
		final int height) throws IOException
	{
		return BioFormats.call(name, () -> {
			final Class<?> type = reader.getClass();
			final Object plane = type.getMethod("getIndex", int.class, int.class, int.class)
				.invoke(reader, slice, channel, frame);
			return (byte[]) type.getMethod("openBytes", int.class, int.class, int.class, int.class, int.class)
				.invoke(reader, plane, x, y, width, height);
		});
	}

	@Override
	public void close() throws IOException {
		get("close");
	}
}
