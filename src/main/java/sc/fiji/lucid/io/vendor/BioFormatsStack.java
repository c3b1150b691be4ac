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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.lucid.io.SampleType;
import sc.fiji.lucid.io.SeriesInfo;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.ome.OmeMetadata;
import sc.fiji.lucid.io.ome.OmeXml;

/** One of the series of a file that Bio-Formats reads, plane by plane, as it is asked for. */
final class BioFormatsStack implements Stack {

	private final String name;
	private final BioFormatsReader reader;
	private final StackShape shape;
	private final SampleType type;
	private final ByteOrder order;
	private final List<Path> files;
	private final StackMetadata metadata;

	private BioFormatsStack(final BioFormatsReader reader, final Path path, final int series) throws IOException {
		this.reader = reader;
		name = path.getFileName().toString();
		reader.choose(series);
		shape = reader.shape();
		type = reader.type();
		order = reader.order();
		files = reader.files();
		metadata = metadata(series);
	}

	/** @param series from 1; 0: the only one */
	static Stack open(final BioFormats library, final Path path, final int series) throws IOException {
		final BioFormatsReader reader = new BioFormatsReader(library, path);
		try {
			final int chosen = SeriesInfo.chosen(path.getFileName().toString(), reader.seriesCount(), series,
				() -> list(reader));
			return new BioFormatsStack(reader, path, chosen);
		}
		catch (final IOException | RuntimeException e) {
			reader.close();
			throw e;
		}
	}

	/** @return what the file holds */
	static List<SeriesInfo> series(final BioFormats library, final Path path) throws IOException {
		try (BioFormatsReader reader = new BioFormatsReader(library, path)) {
			return list(reader);
		}
	}

	private static List<SeriesInfo> list(final BioFormatsReader reader) throws IOException {
		final List<String> names = names(reader);
		final List<SeriesInfo> list = new ArrayList<>();
		for (int i = 1; i <= reader.seriesCount(); i++) {
			reader.choose(i);
			list.add(new SeriesInfo(i, i <= names.size() ? names.get(i - 1) : "", reader.shape()));
		}
		return list;
	}

	private static List<String> names(final BioFormatsReader reader) {
		try {
			return OmeXml.parse(reader.omeXml(), "OME-XML").series().stream().map(SeriesInfo::name).toList();
		}
		catch (final IOException e) {
			// Told when the series is opened.
			return List.of();
		}
	}

	private StackMetadata metadata(final int series) throws IOException {
		final StackMetadata.Builder builder = new StackMetadata.Builder();
		try {
			final OmeXml xml = OmeXml.parse(reader.omeXml(), name, series);
			if (xml.hasPixels()) OmeMetadata.describe(xml, builder);
		}
		catch (final IOException e) {
			builder.note("warning: what Bio-Formats tells of the microscope cannot be read: " + e.getMessage());
		}
		if (!type.isExact())
			builder.note("Voxels of " + 8 * type.bytes() + " bits are rounded to 32-bit floating point");
		return builder.note("Read through Bio-Formats as " + reader.format()).build();
	}

	@Override
	public String name() {
		return name;
	}

	@Override
	public StackShape shape() {
		return shape;
	}

	@Override
	public StackMetadata metadata() {
		return metadata;
	}

	@Override
	public List<Path> files() {
		return files;
	}

	@Override
	public int bytesPerVoxel() {
		return type.bytesInMemory();
	}

	@Override
	public Object plane(final int channel, final int slice, final int frame) throws IOException {
		return read(channel, slice, frame, 0, 0, shape.width(), shape.height());
	}

	@Override
	public float[] part(final int channel, final int slice, final int frame, final int x, final int y, final int width,
		final int height) throws IOException
	{
		shape.checkPart(x, y, width, height);
		final Object part = read(channel, slice, frame, x, y, width, height);
		return part instanceof float[] floats ? floats : SampleType.toFloats(part);
	}

	private Object read(final int channel, final int slice, final int frame, final int x, final int y, final int width,
		final int height) throws IOException
	{
		shape.planeIndex(channel, slice, frame);
		final byte[] bytes;
		synchronized (reader) {
			bytes = reader.bytes(channel, slice, frame, x, y, width, height);
		}
		if (bytes == null || bytes.length < width * height * type.bytes())
			throw new IOException(name + " is damaged: Bio-Formats gives " + (bytes == null ? 0 : bytes.length) +
				" bytes for " + width + "x" + height + " voxels of " + type.bytes() + ".");
		final Object part = type.allocate(width * height);
		type.copy(ByteBuffer.wrap(bytes).order(order), 0, part, 0, width * height);
		return part;
	}

	@Override
	public void close() throws IOException {
		synchronized (reader) {
			reader.close();
		}
	}
}
