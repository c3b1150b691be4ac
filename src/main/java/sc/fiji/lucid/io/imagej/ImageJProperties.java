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
import java.util.List;
import java.util.Map;

/**
 * What ImageJ keeps beside the pixels, enough to be carried from a stack to its
 * result. None of it changes a voxel.
 *
 * @param info the Info property, empty if there is none
 * @param sliceLabels a label per plane in XYCZT order (an empty one for none), or
 *          an empty list
 * @param luts a look-up table per channel, 256 reds, greens and blues each, or an
 *          empty list
 * @param displayRanges minimum and maximum per channel, or an empty array
 * @param mode {@code composite}, {@code color}, {@code grayscale}, or empty
 * @param overlay the encoded regions of the overlay
 * @param roi the encoded selection, empty if there is none
 * @param properties further properties, key by key
 * @param description the lines of ImageJ's description, {@code unit},
 *          {@code xorigin} and so on, key by key
 */
public record ImageJProperties(String info, List<String> sliceLabels, List<byte[]> luts, double[] displayRanges,
	String mode, List<byte[]> overlay, byte[] roi, Map<String, String> properties, Map<String, String> description)
{

	/** Nothing to carry. */
	public static final ImageJProperties NONE = new ImageJProperties("", List.of(), List.of(), new double[0], "",
		List.of(), new byte[0], Map.of(), Map.of());

	/** @return these properties with another Info */
	public ImageJProperties withInfo(final String text) {
		return new ImageJProperties(text, sliceLabels, luts, displayRanges, mode, overlay, roi, properties,
			description);
	}

	/** @return these properties without one of the further ones */
	public ImageJProperties without(final String key) {
		final Map<String, String> fewer = new LinkedHashMap<>(properties);
		fewer.remove(key);
		return new ImageJProperties(info, sliceLabels, luts, displayRanges, mode, overlay, roi, fewer, description);
	}

	/** @return these properties with other look-up tables */
	public ImageJProperties withLuts(final List<byte[]> tables) {
		return new ImageJProperties(info, sliceLabels, tables, displayRanges, mode, overlay, roi, properties,
			description);
	}

	/** @return these properties with another mode */
	public ImageJProperties withMode(final String word) {
		return new ImageJProperties(info, sliceLabels, luts, displayRanges, word, overlay, roi, properties,
			description);
	}

	/** @return these properties with other lines of the description */
	public ImageJProperties withDescription(final Map<String, String> lines) {
		return new ImageJProperties(info, sliceLabels, luts, displayRanges, mode, overlay, roi, properties, lines);
	}
}
