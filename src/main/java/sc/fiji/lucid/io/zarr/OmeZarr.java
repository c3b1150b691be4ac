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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import sc.fiji.lucid.io.SeriesInfo;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.VoxelConflict;
import sc.fiji.lucid.io.imagej.ImageJProperties;
import sc.fiji.lucid.io.ome.LengthUnit;
import sc.fiji.lucid.io.ome.OmeMetadata;
import sc.fiji.lucid.io.ome.OmeXml;
import sc.fiji.lucid.optics.OpticalSettings;

/**
 * The image in an OME-Zarr folder: which array has full resolution, what its axes
 * are, and what the metadata say. Versions 0.1 to 0.5 (ngff.openmicroscopy.org).
 *
 * @param array folder of the array
 * @param axes names of its axes, as {@code t, c, z, y, x}
 * @param metadata what is known
 */
public record OmeZarr(Path array, List<String> axes, StackMetadata metadata) {

	private static final String ALL_AXES = "tczyx";

	/** @return whether a folder is a Zarr */
	public static boolean isOne(final Path folder) {
		return Files.exists(folder.resolve("zarr.json")) || Files.exists(folder.resolve(".zattrs")) ||
			Files.exists(folder.resolve(".zgroup")) || Files.exists(folder.resolve(".zarray"));
	}

	/** @return the record that a result of Lucid holds, as JSON */
	public static Optional<String> record(final Path folder) throws IOException {
		return ZarrRecord.of(attributes(folder)).map(ZarrJson::toString);
	}

	/** @return whether Lucid wrote what is said of a Zarr's image */
	static boolean isOfLucid(final Path folder) throws IOException {
		return attributes(folder).has("lucid");
	}

	/**
	 * @param series from 1; 0: the only one
	 * @throws IOException in one line, if there is no image or its metadata are damaged
	 */
	static OmeZarr read(final Path folder, final int series) throws IOException {
		final StackMetadata.Builder metadata = new StackMetadata.Builder();
		final ZarrSeries several = ZarrSeries.in(folder);
		if (several != null) {
			final int number = SeriesInfo.chosen(String.valueOf(folder.getFileName()), several.size(), series,
				several::list);
			return image(several.folder(number), attributes(several.folder(number)), several.xml(number), metadata);
		}
		final ZarrJson attributes = attributes(folder);
		final boolean image = attributes.has("multiscales");
		if (!image && attributes.has("plate"))
			throw new IOException(folder + " is a plate. Give the folder of one of its images.");
		if (!image && !isArray(folder)) throw ZarrKind.refusal(folder);
		SeriesInfo.chosen(String.valueOf(folder.getFileName()), 1, series, () -> series(folder));
		return image ? image(folder, attributes, ZarrSeries.xmlOf(folder), metadata) : bare(folder, metadata);
	}

	/** @return the series of a folder, in order */
	public static List<SeriesInfo> series(final Path folder) throws IOException {
		final ZarrSeries several = ZarrSeries.in(folder);
		if (several != null) return several.list();
		try (ZarrStack stack = ZarrStack.open(folder, 1)) {
			return List.of(new SeriesInfo(1, "", stack.shape()));
		}
	}

	static boolean isArray(final Path folder) throws IOException {
		final Path three = folder.resolve("zarr.json");
		return Files.exists(folder.resolve(".zarray")) ||
			Files.exists(three) && ZarrJson.read(three).text("node_type", "").equals("array");
	}

	static ZarrJson attributes(final Path folder) throws IOException {
		final Path three = folder.resolve("zarr.json");
		if (Files.exists(three)) {
			final ZarrJson json = ZarrJson.read(three);
			final ZarrJson attributes = json.has("attributes") ? json.child("attributes") : ZarrJson.none(three);
			return attributes.has("ome") ? attributes.child("ome") : attributes;
		}
		final Path two = folder.resolve(".zattrs");
		return Files.exists(two) ? ZarrJson.read(two) : ZarrJson.none(two);
	}

	private static OmeZarr image(final Path folder, final ZarrJson attributes, final OmeXml xml,
		final StackMetadata.Builder metadata) throws IOException
	{
		final List<ZarrJson> multiscales = attributes.children("multiscales");
		if (multiscales.isEmpty()) throw attributes.damaged("multiscales");
		refuseNewer(attributes, multiscales.get(0));
		final ZarrJson multiscale = multiscales.get(0);
		final List<ZarrJson> datasets = multiscale.children("datasets");
		if (datasets.isEmpty()) throw attributes.damaged("datasets");
		final Path array = folder.resolve(datasets.get(0).text("path")).normalize();
		if (!array.startsWith(folder.normalize())) throw attributes.damaged("path");
		final List<String> axes = axes(multiscale, array);
		final double[] scale = new double[axes.size()];
		Arrays.fill(scale, 1);
		final boolean scaled = scale(datasets.get(0), scale, metadata) | scale(multiscale, scale, metadata);
		if (scaled) sampling(multiscale, axes, scale, metadata);
		position(multiscale, axes, metadata);
		channels(attributes, xml, metadata);
		return new OmeZarr(array, axes, metadata.build());
	}

	/** Version 0.6 moves axes into coordinate systems. */
	private static void refuseNewer(final ZarrJson attributes, final ZarrJson multiscale) throws IOException {
		final String version = multiscale.text("version", attributes.text("version", ""));
		if (multiscale.has("coordinateSystems") || version.matches("0\\.([6-9]|[1-9]\\d).*|[1-9].*"))
			throw attributes.problem("is OME-Zarr " + (version.isEmpty() ? "0.6 or newer" : version) +
				", which is not read. Write it as 0.4 or 0.5");
	}

	private static List<String> axes(final ZarrJson multiscale, final Path array) throws IOException {
		// Version 0.3 has names, 0.4 objects, earlier ones nothing.
		final List<String> names = new ArrayList<>(multiscale.texts("axes"));
		if (!names.isEmpty() && names.get(0).isEmpty()) {
			names.clear();
			for (final ZarrJson axis : multiscale.children("axes"))
				names.add(axis.text("name"));
		}
		return names.isEmpty() ? List.of(ALL_AXES.split("")) : names;
	}

	/** A bare array has the last of the usual axes. */
	private static OmeZarr bare(final Path folder, final StackMetadata.Builder metadata) throws IOException {
		final int dimensions = ZarrLayout.read(folder).shape().length;
		if (dimensions < 2 || dimensions > 5) throw new IOException(
			folder + " has " + dimensions + " axes and does not say which. Write it as OME-Zarr.");
		final List<String> axes = List.of(ALL_AXES.substring(5 - dimensions).split(""));
		metadata.note("The Zarr does not name its axes; they are taken as " + String.join(", ", axes));
		return new OmeZarr(folder, axes, metadata.build());
	}

	/** @return whether there is one; one that does not fit the axes leaves the scale unknown, since it can be given */
	private static boolean scale(final ZarrJson json, final double[] scale, final StackMetadata.Builder metadata)
		throws IOException
	{
		boolean found = false;
		for (final ZarrJson transformation : json.children("coordinateTransformations"))
			if (transformation.text("type", "").equals("scale")) {
				final double[] factors = transformation.numbers("scale");
				if (factors.length != scale.length) {
					metadata.note("warning: a scale in coordinateTransformations has " + factors.length +
						" numbers for " + scale.length + " axes: the voxel size is not known; --voxel gives it");
					Arrays.fill(scale, Double.NaN);
				}
				else for (int i = 0; i < scale.length; i++)
					scale[i] *= factors[i];
				found = true;
			}
		return found;
	}

	private static void sampling(final ZarrJson multiscale, final List<String> axes, final double[] scale,
		final StackMetadata.Builder metadata) throws IOException
	{
		final List<ZarrJson> list = multiscale.texts("axes").contains("") ? multiscale.children("axes") : List.of();
		for (int i = 0; i < axes.size(); i++) {
			final String unit = list.isEmpty() ? "" : list.get(i).text("unit", "");
			final int axis = "xyz".indexOf(axes.get(i));
			final OptionalDouble length = LengthUnit.micrometres(unit);
			if (axis >= 0 && length.isPresent())
				metadata.voxel(axis, scale[i] * length.getAsDouble()).voxelSource("OME-Zarr");
			else if (axis >= 0 && scale[i] != 1) metadata.note("The scale of axis " + axes.get(i) + " has " +
				(unit.isEmpty() ? "no unit" : "the unit '" + unit + "'") + ": it is not used");
			if (axes.get(i).equals("t")) switch (unit) {
				case "second" -> metadata.frameInterval(scale[i]);
				case "millisecond" -> metadata.frameInterval(scale[i] * 1e-3);
				case "minute" -> metadata.frameInterval(scale[i] * 60);
				case "hour" -> metadata.frameInterval(scale[i] * 3600);
				default -> {}
			}
		}
	}

	/** Where the first voxel lies, by the translations of the first level and of all levels, if there is one. */
	private static void position(final ZarrJson multiscale, final List<String> axes,
		final StackMetadata.Builder metadata) throws IOException
	{
		final double[] at = new double[axes.size()];
		if (!(place(multiscale.children("datasets").get(0), at) | place(multiscale, at))) return;
		final List<ZarrJson> list = multiscale.texts("axes").contains("") ? multiscale.children("axes") : List.of();
		final Double[] micrometres = { 0.0, 0.0, 0.0 };
		for (int i = 0; i < axes.size(); i++) {
			final int axis = "xyz".indexOf(axes.get(i));
			if (axis >= 0) micrometres[axis] = at[i] *
				LengthUnit.micrometres(list.isEmpty() ? "" : list.get(i).text("unit", "")).orElse(Double.NaN);
		}
		metadata.position(List.of(micrometres));
	}

	/** Moves and stretches in the order in which they stand. @return whether something was moved */
	private static boolean place(final ZarrJson json, final double[] at) throws IOException {
		boolean moved = false;
		for (final ZarrJson transformation : json.children("coordinateTransformations")) {
			final String type = transformation.text("type", "");
			if (!type.equals("scale") && !type.equals("translation")) continue;
			final double[] values = transformation.numbers(type);
			if (values.length != at.length) return false;
			for (int i = 0; i < at.length; i++)
				at[i] = type.equals("scale") ? at[i] * values[i] : at[i] + values[i];
			moved |= type.equals("translation");
		}
		return moved;
	}

	private static void channels(final ZarrJson attributes, final OmeXml xml, final StackMetadata.Builder metadata)
		throws IOException
	{
		StackMetadata said = StackMetadata.NONE;
		if (xml != null) {
			final StackMetadata.Builder other = new StackMetadata.Builder();
			OmeMetadata.describe(xml, other);
			said = other.build();
			VoxelConflict.note(metadata, "OME-Zarr", said, "METADATA.ome.xml");
			said.notes().forEach(metadata::note);
		}
		final List<ZarrJson> channels = attributes.has("omero") ? attributes.child("omero").children("channels")
			: List.of();
		final List<byte[]> luts = new ArrayList<>();
		final List<OpticalSettings> recorded = ZarrRecord.optics(attributes);
		for (int c = 0; c < channels.size(); c++) {
			metadata.channel(channels.get(c).text("label", ""), c < recorded.size() ? recorded.get(c) : said.optics(c));
			final String colour = channels.get(c).text("color", "");
			if (!colour.matches("[0-9a-fA-F]{6}")) continue;
			final int rgb = Integer.parseInt(colour, 16);
			luts.add(OmeMetadata.ramp(rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff));
		}
		for (int c = 0; channels.isEmpty() && xml != null && c < xml.shape().channels(); c++)
			metadata.channel(said.channelName(c).orElse(""), said.optics(c));
		final String info = attributes.has("lucid") ? attributes.child("lucid").text("info", "") : "";
		metadata.imagej(ImageJProperties.NONE.withInfo(info)
			.withLuts(luts.size() == channels.size() ? luts : List.of())
			.withMode(luts.size() > 1 ? "composite" : ""));
	}
}
