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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;

/**
 * The metadata of an OME-Zarr image that is written, with axes t, c, z, y, x.
 *
 * @param version of Zarr: 2 for OME-Zarr 0.4, 3 for 0.5
 * @param name of the image
 * @param metadata what is known
 * @param shape of the first level
 * @param factors how much coarser each level is than the first, along x, y and z
 * @param ranges minimum and maximum of each channel
 * @param info further lines, what was done
 * @param record of the run; null if there is none
 */
record OmeZarrAttributes(int version, String name, StackMetadata metadata, StackShape shape, List<int[]> factors,
	double[] ranges, String info, RunRecord record)
{

	private static final String[] COLOURS = { "00FF00", "FF00FF", "00FFFF", "FFFF00", "FF0000", "0000FF" };

	void write(final Path folder) throws IOException {
		final Map<String, Object> attributes = new LinkedHashMap<>();
		final String omeVersion = version == 2 ? "0.4" : "0.5";
		if (version == 3) attributes.put("version", omeVersion);
		final Map<String, Object> multiscale = new LinkedHashMap<>();
		if (version == 2) multiscale.put("version", omeVersion);
		multiscale.put("name", name);
		multiscale.put("axes", List.of(axis("t", "time", metadata.frameInterval(), "second"),
			axis("c", "channel", OptionalDouble.empty(), ""), axis("z", "space", metadata.voxelZ(), "micrometer"),
			axis("y", "space", metadata.voxelY(), "micrometer"), axis("x", "space", metadata.voxelX(), "micrometer")));
		final List<Object> datasets = new ArrayList<>();
		for (int level = 0; level < factors.size(); level++)
			datasets.add(dataset(level));
		multiscale.put("datasets", datasets);
		multiscale.put("type", "mean");
		attributes.put("multiscales", List.of(multiscale));
		attributes.put("omero", omero(omeVersion));
		final String before = metadata.imagej().info();
		final Map<String, Object> lucid = ZarrJson.map("info",
			before.isEmpty() || info.isEmpty() || before.endsWith("\n") ? before + info : before + "\n" + info);
		if (record != null) lucid.put("record", record.values());
		attributes.put("lucid", lucid);
		if (version == 2) {
			ZarrJson.write(folder.resolve(".zattrs"), attributes);
			if (!Files.exists(folder.resolve(".zgroup")))
				ZarrJson.write(folder.resolve(".zgroup"), ZarrJson.map("zarr_format", 2));
			return;
		}
		final Map<String, Object> group = new LinkedHashMap<>();
		group.put("zarr_format", 3);
		group.put("node_type", "group");
		group.put("attributes", ZarrJson.map("ome", attributes));
		ZarrJson.write(folder.resolve("zarr.json"), group);
	}

	/** A unit is given only for a size that is known. */
	private static Map<String, Object> axis(final String name, final String type, final OptionalDouble size,
		final String unit)
	{
		final Map<String, Object> axis = new LinkedHashMap<>();
		axis.put("name", name);
		axis.put("type", type);
		if (size.isPresent()) axis.put("unit", unit);
		return axis;
	}

	private Map<String, Object> dataset(final int level) {
		final int[] factor = factors.get(level);
		final double[] size = { metadata.voxelX().orElse(1), metadata.voxelY().orElse(1), metadata.voxelZ().orElse(1) };
		final List<Double> scale = new ArrayList<>(List.of(metadata.frameInterval().orElse(1), 1.0));
		final List<Double> translation = new ArrayList<>(List.of(0.0, 0.0));
		final boolean isPlaced = !metadata.position().isEmpty();
		for (int axis = 2; axis >= 0; axis--) {
			scale.add(size[axis] * factor[axis]);
			// The mean of n voxels lies between the first and the last.
			translation.add((isPlaced ? metadata.position().get(axis) : 0) + size[axis] * (factor[axis] - 1) / 2);
		}
		final List<Object> transformations = new ArrayList<>(List.of(ZarrJson.map("type", "scale", "scale", scale)));
		if (level > 0 || isPlaced) transformations.add(ZarrJson.map("type", "translation", "translation", translation));
		final Map<String, Object> dataset = new LinkedHashMap<>();
		dataset.put("path", String.valueOf(level));
		dataset.put("coordinateTransformations", transformations);
		return dataset;
	}

	private Map<String, Object> omero(final String omeVersion) {
		final List<Object> channels = new ArrayList<>();
		for (int c = 0; c < shape.channels(); c++) {
			final Map<String, Object> channel = new LinkedHashMap<>();
			channel.put("active", true);
			channel.put("coefficient", 1.0);
			channel.put("color", colour(c));
			channel.put("family", "linear");
			channel.put("inverted", false);
			channel.put("label", metadata.channelName(c).orElse("Channel " + (c + 1)));
			channel.put("window", ZarrJson.map("min", ranges[2 * c], "max", ranges[2 * c + 1], "start", ranges[2 * c],
				"end", ranges[2 * c + 1]));
			channels.add(channel);
		}
		final Map<String, Object> omero = new LinkedHashMap<>();
		omero.put("id", 1);
		omero.put("name", name);
		omero.put("version", omeVersion);
		omero.put("channels", channels);
		omero.put("rdefs", ZarrJson.map("defaultT", 0, "defaultZ", shape.slices() / 2, "model", "color"));
		return omero;
	}

	private String colour(final int channel) {
		final List<byte[]> luts = metadata.imagej().luts();
		if (luts.size() != shape.channels())
			return shape.channels() == 1 ? "FFFFFF" : COLOURS[channel % COLOURS.length];
		final byte[] lut = luts.get(channel);
		return String.format(Locale.ROOT, "%02X%02X%02X", lut[255] & 0xff, lut[511] & 0xff, lut[767] & 0xff);
	}
}
