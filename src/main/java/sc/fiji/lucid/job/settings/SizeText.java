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
package sc.fiji.lucid.job.settings;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.optics.VoxelSize;

/** Sizes as users write them: {@code XxYxZ}. */
public final class SizeText {

	private static final Pattern MEMORY = Pattern.compile("([0-9]{1,9}(?:[.,][0-9]{1,9})?)\\s*([kmgt])i?b?");

	private static final double LEAST_MEMORY = 1 << 20;
	/** What Java can address. */
	private static final double MOST_MEMORY = (double) (1L << 46);

	private SizeText() {}

	/**
	 * @return a voxel size in µm
	 * @throws IllegalArgumentException if the text is not of the form 0.1x0.1x0.25
	 */
	public static VoxelSize voxel(final String text) {
		try {
			// A comma can only be that of a decimal fraction here.
			final String[] parts = parts(text.replace(',', '.'));
			return new VoxelSize(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]),
				Double.parseDouble(parts[2]));
		}
		catch (final IllegalArgumentException e) {
			throw new IllegalArgumentException(
				"A voxel size is three positive numbers of µm, as 0.1x0.1x0.25, not '" + text + "'.", e);
		}
	}

	/**
	 * @return a size in voxels
	 * @throws IllegalArgumentException if the text is not of the form 129x129x65
	 */
	public static Extent extent(final String text) {
		try {
			final String[] parts = parts(text);
			return new Extent(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
		}
		catch (final IllegalArgumentException e) {
			throw new IllegalArgumentException(
				"A size is three whole numbers of voxels, as 129x129x65, not '" + text + "'.", e);
		}
	}

	/**
	 * @return bytes
	 * @throws IllegalArgumentException if the text is not of the form 1500M
	 */
	public static long memory(final String text) {
		final Matcher m = MEMORY.matcher(text.trim().toLowerCase(Locale.ROOT));
		final double bytes = m.matches()
			? Double.parseDouble(m.group(1).replace(',', '.')) * Math.pow(1024, "kmgt".indexOf(m.group(2)) + 1.0) : 0;
		if (bytes < LEAST_MEMORY || bytes > MOST_MEMORY) throw new IllegalArgumentException(
			"Memory is a number with K, M, G or T from 1M to 64T, as 1500M or 8G, not '" + text + "'.");
		return (long) bytes;
	}

	private static String[] parts(final String text) {
		final String[] parts = text.trim().split("[xX]");
		if (parts.length != 3) throw new IllegalArgumentException("not three parts");
		return parts;
	}
}
