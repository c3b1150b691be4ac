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
package sc.fiji.lucid.io.imagej;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

import sc.fiji.lucid.io.SampleType;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.ome.LengthUnit;
import sc.fiji.lucid.io.tiff.TiffLayout;

/**
 * The lines {@code key=value} that ImageJ writes into a TIFF file's description
 * and its readers look for.
 */
public final class ImageJDescription {

	private final Map<String, String> lines = new LinkedHashMap<>();

	public ImageJDescription(final String text) {
		for (final String line : text.split("[\r\n]+")) {
			final int equals = line.indexOf('=');
			if (equals > 0) lines.put(line.substring(0, equals).trim(), line.substring(equals + 1).trim());
		}
	}

	/** @return whether a description is ImageJ's */
	public static boolean isOne(final String text) {
		return text.startsWith("ImageJ=");
	}

	Map<String, String> lines() {
		return lines;
	}

	String get(final String key) {
		return lines.getOrDefault(key, "");
	}

	/** @return a number, empty if the line is absent or no number */
	OptionalDouble number(final String key) {
		try {
			return lines.containsKey(key) ? OptionalDouble.of(Double.parseDouble(get(key))) : OptionalDouble.empty();
		}
		catch (final NumberFormatException exc) {
			return OptionalDouble.empty();
		}
	}

	/** @return a count, 1 if the line is absent or senseless */
	public int count(final String key) {
		final double count = number(key).orElse(1);
		return count >= 1 && count <= Integer.MAX_VALUE ? (int) count : 1;
	}

	/** @return the hyperstack's size; all images are slices where the counts do not agree */
	public StackShape shape(final TiffLayout plane, final int images) {
		final int channels = count("channels");
		final int slices = count("slices");
		final int frames = count("frames");
		return (double) channels * slices * frames == images
			? new StackShape(plane.width(), plane.height(), slices, channels, frames)
			: new StackShape(plane.width(), plane.height(), images, 1, 1);
	}

	/** Adds voxel size, frame interval and what is carried over. */
	public void describe(final StackMetadata.Builder metadata, final double xPerUnit, final double yPerUnit) {
		final OptionalDouble unit = LengthUnit.micrometres(get("unit"));
		final String yUnit = lines.containsKey("yunit") ? get("yunit") : get("unit");
		final String zUnit = lines.containsKey("zunit") ? get("zunit") : get("unit");
		unit.ifPresent(um -> metadata.voxel(0, um / xPerUnit));
		LengthUnit.micrometres(yUnit).ifPresent(um -> metadata.voxel(1, um / yPerUnit));
		LengthUnit.micrometres(zUnit).ifPresent(um -> number("spacing").ifPresent(d -> spacing(metadata, d, um)));
		if (unit.isPresent()) metadata.voxelSource("ImageJ tags");
		else metadata.note(get("unit").isEmpty() ? "The file has no unit of length"
			: "The file's unit is '" + get("unit") + "', which is no length that Lucid knows");
		final double seconds = switch (get("tunit")) {
			case "ms", "msec" -> 1e-3;
			case "min", "minute", "minutes" -> 60;
			case "h", "hour", "hours" -> 3600;
			default -> 1;
		};
		number("finterval").ifPresent(t -> metadata.frameInterval(t * seconds));
	}

	/** ImageJ writes a negative one where slices were recorded downwards. */
	private void spacing(final StackMetadata.Builder metadata, final double spacing, final double um) {
		metadata.voxel(2, Math.abs(spacing) * um);
		if (spacing < 0) metadata.note("The file's z spacing is " + get("spacing") + ": it is taken without its sign");
		else if (spacing == 0) metadata.note("The file's z spacing is 0, which is no length: it is not used");
	}

	/** @return what ImageJ adds to stored voxels to give signed 16 bits, else 0 */
	public float signedOffset(final SampleType type) {
		return type == SampleType.UINT16 && isStraightLine() && number("c0").orElse(0) == -32768 &&
			number("c1").orElse(0) == 1 ? -32768 : 0;
	}

	/** @return whether voxels have a calibration other than the identity and signed 16 bits */
	public boolean hasGreyCalibration(final SampleType type) {
		return lines.containsKey("cf") && signedOffset(type) == 0;
	}

	private boolean isStraightLine() {
		return "0".equals(get("cf"));
	}
}
