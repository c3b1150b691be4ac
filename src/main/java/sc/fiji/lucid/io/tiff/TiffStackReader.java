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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import sc.fiji.lucid.io.SeriesInfo;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.VoxelConflict;
import sc.fiji.lucid.io.imagej.ImageJDescription;
import sc.fiji.lucid.io.imagej.ImageJMetadata;
import sc.fiji.lucid.io.imagej.ImageJProperties;
import sc.fiji.lucid.io.ome.InfoMetadata;
import sc.fiji.lucid.io.ome.OmeMetadata;
import sc.fiji.lucid.io.ome.OmeRecord;
import sc.fiji.lucid.io.ome.OmeXml;

/** Opens a TIFF file as a stack: as OME-TIFF, as ImageJ's hyperstack, or as plain pages, which are slices. */
public final class TiffStackReader {

	/** Largest companion file that is read; its text is parsed in memory. */
	private static final long MAX_COMPANION = 256L << 20;

	private final Path path;
	private final TiffFile file;
	private final int series;
	private final StackMetadata.Builder metadata = new StackMetadata.Builder();

	private TiffStackReader(final Path path, final TiffFile file, final int series) {
		this.path = path;
		this.file = file;
		this.series = series;
	}

	/**
	 * @param series from 1; 0: the only one
	 * @throws IOException in one line that names the file and what is wrong with it
	 */
	public static Stack open(final Path path, final int series) throws IOException {
		final TiffFile file = TiffFile.open(path);
		try {
			return new TiffStackReader(path, file, series).stack();
		}
		catch (final IOException | RuntimeException exc) {
			file.close();
			throw exc;
		}
	}

	/** Opens a {@code .companion.ome} file, whose planes are in TIFF files beside it. */
	public static Stack openCompanion(final Path path, final int series) throws IOException {
		return new TiffStackReader(path, null, series).ome(companion(path), "");
	}

	/** @return the series in a TIFF or {@code .companion.ome} file; of a set of files, those with planes in this one */
	public static List<SeriesInfo> series(final Path path) throws IOException {
		final String name = path.getFileName().toString();
		if (!StackReader.isTiff(path)) return OmeXml.parse(companion(path), name).series();
		final String ome;
		try (TiffFile file = TiffFile.open(path)) {
			ome = text(file, OmeXml::isOne);
		}
		if (!ome.isEmpty()) {
			final OmeXml set = described(path, OmeXml.parse(ome, name));
			final List<Integer> here = set.imagesIn(name);
			return set.series().stream().filter(each -> here.isEmpty() || here.contains(each.number())).toList();
		}
		try (Stack stack = open(path, 1)) {
			return List.of(new SeriesInfo(1, "", stack.shape()));
		}
	}

	/** @return the record of the run that an OME-TIFF of Lucid holds, as JSON */
	public static Optional<String> record(final Path path) throws IOException {
		try (TiffFile file = TiffFile.open(path)) {
			return OmeRecord.of(text(file, OmeXml::isOne), path.getFileName().toString());
		}
	}

	private static String text(final TiffFile file, final Predicate<String> kind) throws IOException {
		return file.directories().get(0).texts(TiffTag.IMAGE_DESCRIPTION).stream().filter(kind).findFirst().orElse("");
	}

	private Stack stack() throws IOException {
		final String imagej = text(file, ImageJDescription::isOne), ome = text(file, OmeXml::isOne);
		if (!ome.isEmpty()) return ome(ome, imagej);
		SeriesInfo.chosen(path.getFileName().toString(), 1, series, () -> series(path));
		if (!imagej.isEmpty()) return imagej(new ImageJDescription(imagej));
		return pages();
	}

	/** A text that only points to the one that describes the set is followed. */
	private static OmeXml described(final Path path, final OmeXml text) throws IOException {
		if (text.metadataFile().isEmpty()) return text;
		final Path holder = OmeTiffPlanes.resolve(path.toAbsolutePath().getParent(), text.metadataFile(), path);
		return OmeXml.parse(companion(holder), holder.getFileName().toString());
	}

	/** @return the image that is meant: of a set of files with an image each, the one in this file */
	private OmeXml chosen(final String text) throws IOException {
		final String name = path.getFileName().toString();
		final OmeXml ome = described(path, OmeXml.parse(text, name));
		if (!ome.hasPixels()) throw new IOException(name + " has OME-XML without an image.");
		if (ome.hasOneImage() && series < 2) return ome;
		final List<Integer> here = ome.imagesIn(name);
		final int number = series == 0 && here.size() == 1 ? here.get(0)
			: SeriesInfo.chosen(name, ome.images(), series, ome::series);
		if (series == 0) metadata
			.note("Of the " + ome.images() + " series of the set, the file holds number " + number + ", which is read");
		return ome.of(number);
	}

	private Stack ome(final String text, final String imagej) throws IOException {
		final OmeXml ome = chosen(text);
		OmeMetadata.describe(ome, metadata);
		if (!imagej.isEmpty()) compareWithImageJ(new ImageJDescription(imagej));
		final OmeTiffPlanes planes = OmeTiffPlanes.of(path, file, ome);
		try {
			final int more = ome.hasOneImage() ? planes.unmentioned() : 0;
			if (more > 0) noteMore(ome.shape().planes() + more, "OME-XML", ome.shape().planes());
			return stack(ome.shape(), planes.layout(), planes, 0);
		}
		catch (final IOException | RuntimeException exc) {
			planes.close();
			throw exc;
		}
	}

	private static String companion(final Path path) throws IOException {
		try (TiffFile tiff = StackReader.isTiff(path) ? TiffFile.open(path) : null) {
			if (tiff != null) return tiff.directories()
				.get(0)
				.texts(TiffTag.IMAGE_DESCRIPTION)
				.stream()
				.filter(OmeXml::isOne)
				.findFirst()
				.orElseThrow(() -> tiff.problem("has no OME-XML, which its set of files wants"));
		}
		if (Files.size(path) > MAX_COMPANION)
			throw new IOException(path.getFileName() + " has more than 256 MB of OME-XML.");
		return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
	}

	/** OME-XML describes an OME-TIFF; where ImageJ's lines in the same file differ, both are told. */
	private void compareWithImageJ(final ImageJDescription description) throws IOException {
		final StackMetadata.Builder other = new StackMetadata.Builder();
		description.describe(other, resolution(TiffTag.X_RESOLUTION), resolution(TiffTag.Y_RESOLUTION));
		VoxelConflict.note(metadata, "OME-XML", other.build(), "ImageJ's lines");
		metadata.imagej(properties(description));
	}

	private Stack imagej(final ImageJDescription description) throws IOException {
		description.describe(metadata, resolution(TiffTag.X_RESOLUTION), resolution(TiffTag.Y_RESOLUTION));
		final ImageJProperties properties = properties(description);
		metadata.imagej(properties);
		final int images = description.count("images");
		final TiffPlane first = new TiffPlane(file.directories().get(0));
		final TiffLayout layout = first.layout();
		InfoMetadata.describe(properties.info(), description.shape(layout, images).channels(), metadata);
		if (description.hasGreyCalibration(layout.type()))
			metadata.note("The file has a grey-value calibration, which is not applied: the stored values are used");
		final float offset = description.signedOffset(layout.type());
		// ImageJ counts all, whatever they are marked as.
		if (file.directories().size() == images)
			return stack(description.shape(layout, images), layout, checked(file.directories(), layout), offset);
		if (images == 1) {
			final Directories planes = directories(layout);
			return stack(description.shape(layout, planes.size()), layout, planes, offset);
		}
		final List<TiffDirectory> planes = new ArrayList<>();
		for (final TiffDirectory directory : file.directories())
			if (directory.isPlaneOf(layout.width(), layout.height())) planes.add(directory);
		if (planes.size() > images) noteMore(planes.size(), "ImageJ header", images);
		if (planes.size() >= images) return stack(description.shape(layout, images), layout,
			new Directories(file, planes.subList(0, images), layout), offset);
		// ImageJ ignores further directories, and leaves them out in files of more than 4 GB.
		if (layout.codec() != TiffCodec.NONE || layout.tiled() || layout.bits() % 8 != 0)
			throw file.problem("is truncated or damaged: its description promises " + images + " images, " +
				file.directories().size() + " are found");
		final long end = first.firstByte() + images * layout.bytes();
		if (end > file.length()) throw file.truncated(end);
		return stack(description.shape(layout, images), layout, new TiffStack.Contiguous(file, layout.type(),
			layout.width(), layout.width() * layout.height(), first.firstByte()), offset);
	}

	private void noteMore(final long found, final String where, final long described) {
		metadata.note("warning: the file holds " + found + " planes, its " + where + " describes " + described +
			": the rest is not read");
	}

	private Stack pages() throws IOException {
		final TiffDirectory first = file.directories().get(0);
		final TiffLayout layout = new TiffPlane(first).layout();
		final long unit = first.number(TiffTag.RESOLUTION_UNIT, 2);
		final double perUnit = unit == 3 ? 1e4 : unit == 2 ? 25400 : 0;
		final double x = perUnit / resolution(TiffTag.X_RESOLUTION);
		final double y = perUnit / resolution(TiffTag.Y_RESOLUTION);
		// Larger values are the dots per inch of printers and screens.
		final boolean isDefault = Math.abs(x - 1) < 1e-6 && Math.abs(y - 1) < 1e-6;
		if (isDefault) metadata
			.note("warning: the resolution tags say 1 µm, as programs write that know no size: they are not used");
		else if (x > 0 && x <= 10 && y > 0 && y <= 10)
			metadata.voxel(0, x).voxel(1, y).voxelSource("TIFF resolution tags");
		final TiffStack.Planes planes = directories(layout);
		return stack(new StackShape(layout.width(), layout.height(), ((Directories) planes).size(), 1, 1), layout,
			planes, 0);
	}

	private Stack stack(final StackShape shape, final TiffLayout layout, final TiffStack.Planes planes,
		final float offset)
	{
		if (layout.whiteIsZero())
			metadata.note("warning: the file says that 0 is white; its values are used as they are stored, " +
				"with light where they are large");
		if (!layout.type().isExact())
			metadata.note("Voxels of " + layout.bits() + " bits are rounded to 32-bit floating point");
		return new TiffStack(path, shape, metadata.build(), planes, layout.type(), offset);
	}

	/**
	 * A plane per directory; previews are left out. The last plane is checked at once, since files break off at the
	 * end.
	 */
	private Directories directories(final TiffLayout layout) throws IOException {
		final List<TiffDirectory> full = new ArrayList<>();
		for (final TiffDirectory directory : file.directories())
			if (full.isEmpty() || (directory.number(TiffTag.NEW_SUBFILE_TYPE, 0) & 5) == 0) full.add(directory);
		return checked(full, layout);
	}

	private Directories checked(final List<TiffDirectory> list, final TiffLayout layout) throws IOException {
		final Directories planes = new Directories(file, list, layout);
		planes.plane(list.size() - 1);
		return planes;
	}

	/** A plane per directory, all of the same size and type. */
	private record Directories(TiffFile file, List<TiffDirectory> list, TiffLayout layout) implements TiffStack.Planes {

		int size() {
			return list.size();
		}

		TiffPlane plane(final int index) throws IOException {
			final TiffPlane plane = new TiffPlane(list.get(index));
			if (!plane.layout().matches(layout))
				throw file.problem("has pages of different sizes or types: page 1 is " + layout.words() + ", page " +
					(index + 1) + " is " + plane.layout().words() + ". Save the stack alone with Fiji");
			return plane;
		}

		@Override
		public Object read(final int index, final int x, final int y, final int width, final int height)
			throws IOException
		{
			return plane(index).read(x, y, width, height);
		}

		@Override
		public List<Path> files() {
			return List.of(file.path());
		}

		@Override
		public void close() throws IOException {
			file.close();
		}
	}

	/** @return pixels per unit, 0 if unknown */
	private double resolution(final int tag) throws IOException {
		return file.directories().get(0).rational(tag);
	}

	private ImageJProperties properties(final ImageJDescription description) throws IOException {
		final TiffDirectory first = file.directories().get(0);
		final ByteBuffer block = first.bytes(TiffTag.IMAGEJ_METADATA);
		final ImageJProperties properties = ImageJMetadata.parse(first.numbers(TiffTag.IMAGEJ_BYTE_COUNTS), block,
			description);
		final long[] map = first.numbers(TiffTag.COLOR_MAP);
		if (!properties.luts().isEmpty() || map.length != 768) return properties;
		final byte[] lut = new byte[768];
		for (int i = 0; i < 768; i++)
			lut[i] = (byte) (map[i] >> 8);
		final byte[][] one = { lut };
		return properties.withLuts(Arrays.asList(one));
	}
}
