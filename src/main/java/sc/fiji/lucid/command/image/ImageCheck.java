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
package sc.fiji.lucid.command.image;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ij.ImagePlus;
import ij.Macro;
import ij.measure.Calibration;
import sc.fiji.lucid.command.words.MacroOptions;
import sc.fiji.lucid.io.Stack;

/** What often is wrong with an open image, and would make a restoration wrong without a word. */
public final class ImageCheck {

	/** No microscope has larger pixels (µm); scanners' resolutions in inches have. */
	private static final double LARGEST_PIXEL = 50;

	/** How OME-XML gives a size. */
	private static final String ATTRIBUTE = "<(?:[A-Za-z]+:)?Pixels[^>]*?\\s%s=\"([A-Z0-9]+)\"";

	private ImageCheck() {}

	/**
	 * @throws IllegalArgumentException in one line with the remedy, if planes of several channels lie flat in one stack
	 */
	public static void channels(final ImagePlus image) {
		final String info = image.getInfoProperty();
		if (info == null || image.getNChannels() > 1 || image.getNFrames() > 1) return;
		final int z = size(info, "SizeZ"), c = size(info, "SizeC"), t = size(info, "SizeT");
		if (c * t <= 1 || z * c * t != image.getStackSize()) return;
		throw new IllegalArgumentException("The file of '" + image.getTitle() + "' has " + c + " channels, " + z +
			" slices and " + t + " frames, but was opened as one stack of " + image.getStackSize() +
			" slices. Choose Image > Hyperstacks > " + "Stack to Hyperstack: order " +
			value(info, "DimensionOrder").toLowerCase(Locale.ROOT) + ", channels " + c + ", slices " + z + ", frames " +
			t + ".");
	}

	/** @throws IllegalArgumentException in one line with the remedy, if the pixels are as large as a scanner's */
	public static void pixels(final ImagePlus image, final Stack stack) {
		final OptionalDouble pixel = stack.metadata().voxelX();
		final Calibration calibration = image.getCalibration();
		if (pixel.isEmpty() || pixel.getAsDouble() <= LARGEST_PIXEL) return;
		throw new IllegalArgumentException(String.format(Locale.ROOT,
			"The pixels of '%s' are %.4g %s, that is %.4g µm, " +
				"which no microscope has. Set their true size in Fiji under Image > Properties, or give it (voxel=).",
			image.getTitle(), calibration.pixelWidth, calibration.getUnit(), pixel.getAsDouble()));
	}

	/**
	 * @throws IllegalArgumentException in one line with the remedy, if a background lies below all that the image can
	 *          hold
	 */
	public static void background(final ImagePlus image, final OptionalDouble background) {
		final boolean signed = image.getBitDepth() == 32 || image.getCalibration().isSigned16Bit();
		if (signed || background.isEmpty() || background.getAsDouble() >= 0) return;
		throw new IllegalArgumentException("The background is negative (" + background.getAsDouble() +
			"), but the image holds no values below 0. Give what the camera shows without light, or auto (background=).");
	}

	/** @throws IllegalArgumentException in one line, if two images cannot be a recording and its restoration */
	public static void pair(final ImagePlus raw, final ImagePlus restored) {
		present("The recorded image", "raw", raw);
		present("The restored image", "restored", restored);
		if (raw == restored) throw new IllegalArgumentException("The recorded and the restored image are both '" +
			raw.getTitle() + "': choose two different ones (raw=, restored=).");
		grey(raw);
		grey(restored);
	}

	/** SciJava makes an empty image of a title that no image has. */
	private static void present(final String role, final String key, final ImagePlus image) {
		if (image != null && image.getProcessor() != null) return;
		final String title = title(key);
		if (image == null && title.isBlank())
			throw new IllegalArgumentException(role + " is missing: open it and choose it (" + key + "=).");
		throw new IllegalArgumentException(role + " (" + key + "=) is not open: no open image has the title " +
			(title.isBlank() ? "that was given" : "'" + title + "'") + ".");
	}

	/** @throws IllegalArgumentException in one line, if a macro works on a title that no open image has */
	public static void open(final ImagePlus image) {
		if (!title("image").isBlank()) present("The image", "image", image);
	}

	/** @return the title that a macro gives under a key; empty if none does */
	private static String title(final String key) {
		return Macro.getOptions() == null ? "" : MacroOptions.of(Macro.getOptions()).getOrDefault(key, "");
	}

	private static void grey(final ImagePlus image) {
		if (image.getBitDepth() == 24)
			throw new IllegalArgumentException("'" + image.getTitle() + "' is an RGB image, " +
				"whose colours cannot be compared. Use Image > Color > Split Channels or Image > Type > 8-bit.");
	}

	private static int size(final String info, final String name) {
		final String text = value(info, name);
		return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 1;
	}

	private static String value(final String info, final String name) {
		final Matcher matcher = Pattern.compile(String.format(ATTRIBUTE, name)).matcher(info);
		return matcher.find() ? matcher.group(1) : "";
	}
}
