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

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import sc.fiji.lucid.camera.Clipping;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.image.Recording;
import sc.fiji.lucid.image.Volume;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackReader;
import sc.fiji.lucid.job.stack.Selection;
import sc.fiji.lucid.restoration.repair.ReferenceImages;

/**
 * Dark and flat images in files: TIFF or OME-Zarr of whatever depth, of which all slices and frames are averaged; one
 * for all channels, or as many channels or files as the stack has channels.
 *
 * @param darks files as the user names them, separated by commas; empty: none
 * @param flats the same
 * @param channels which are restored, as {@code 1,3}; empty: all
 */
public record ReferenceFiles(String darks, String flats, String channels) implements ReferenceImages {

	/** Part of the pixels that may be at the end of a converter's range, as hot ones are. */
	private static final double MOST_CLIPPED = 1e-3;

	/** @return the files that settings name; {@link ReferenceImages#NONE} if they name none */
	static ReferenceImages of(final String darks, final String flats, final String channels) {
		return darks.isEmpty() && flats.isEmpty() ? NONE : new ReferenceFiles(darks, flats, channels);
	}

	/** @return all files and folders that are read */
	public List<Path> files() throws IOException {
		final List<Path> files = new ArrayList<>();
		for (final String names : List.of(darks, flats))
			for (final String name : PsfFiles.names(names))
				try (Stack stack = StackReader.open(Path.of(name))) {
					files.addAll(stack.files());
				}
		return files;
	}

	@Override
	public Optional<Volume> dark(final int channel, final Extent stack) {
		return plane("dark", darks, channel, stack);
	}

	@Override
	public Optional<Volume> flat(final int channel, final Extent stack) {
		return plane("flat", flats, channel, stack);
	}

	private Optional<Volume> plane(final String setting, final String given, final int channel, final Extent size) {
		final List<String> names = PsfFiles.names(given);
		if (names.isEmpty()) return Optional.empty();
		final int file = of(channel, names.size());
		if (file >= names.size()) throw new IllegalArgumentException("'" + setting + "' names " + names.size() +
			" files, none for channel " + (file + 1) + ": give one, or one per channel.");
		final String name = names.get(file);
		try (Stack stack = StackReader.open(Path.of(name))) {
			ReferenceImages.check(name, setting, stack.width(), stack.height(), size.nx(), size.ny());
			final int own = of(channel, stack.channels());
			if (own >= stack.channels()) throw new IllegalArgumentException(name + " has " + stack.channels() +
				" channels, none for channel " + (own + 1) + ": '" + setting + "' takes one, or one per channel.");
			return Optional.of(mean(setting, name, stack, own));
		}
		catch (final IOException e) {
			throw new IllegalArgumentException("'" + setting + "': " + e.getMessage(), e);
		}
	}

	/** One serves all; as many as are restored, or one for each of the recording, go by number. */
	private int of(final int channel, final int count) {
		final int[] chosen = Selection.named(channels);
		return count == 1 ? 0 : chosen.length == 0 || chosen.length == count ? channel : chosen[channel];
	}

	private static Volume mean(final String setting, final String name, final Stack stack, final int channel)
		throws IOException
	{
		final Extent e = new Extent(stack.width(), stack.height(), 1);
		final double[] sums = new double[stack.width() * stack.height()];
		for (int t = 0; t < stack.frames(); t++)
			for (int z = 0; z < stack.slices(); z++) {
				final Recording plane = new Recording(e, new Object[] { stack.plane(channel, z, t) });
				check(setting, name, plane);
				add(plane, sums);
			}
		final Volume mean = new Volume(e);
		for (int i = 0; i < sums.length; i++)
			mean.row(i / e.nx(), 0)[i % e.nx()] = (float) (sums[i] / ((long) stack.frames() * stack.slices()));
		return mean;
	}

	private static void add(final Recording plane, final double[] sums) {
		final float[] row = new float[plane.extent().nx()];
		for (int y = 0; y < plane.extent().ny(); y++) {
			plane.read(y, 0, row);
			for (int x = 0; x < row.length; x++)
				sums[y * row.length + x] += row[x];
		}
	}

	private static void check(final String setting, final String name, final Recording plane) {
		float least = Float.POSITIVE_INFINITY, most = Float.NEGATIVE_INFINITY;
		final float[] row = new float[plane.extent().nx()];
		for (int y = 0; y < plane.extent().ny(); y++) {
			plane.read(y, 0, row);
			for (final float v : row) {
				if (!Float.isFinite(v)) throw new IllegalArgumentException(
					name + " has pixels that are no numbers: '" + setting + "' takes images as the camera gives them.");
				least = Math.min(least, v);
				most = Math.max(most, v);
			}
		}
		// A dark of one value is that of a camera whose pixels are alike.
		if (least == most && (least == 0 || setting.equals("flat"))) throw new IllegalArgumentException(name +
			" is empty: all its pixels are " + least + ". Give another image for '" + setting + "', or leave it out.");
		final Optional<Clipping> clipped = Clipping.of(plane)
			.filter(c -> c.isOfConverter() && c.voxels() > MOST_CLIPPED * plane.extent().voxels());
		if (clipped.isPresent()) throw new IllegalArgumentException(name + " is clipped at " +
			(long) clipped.get().limit() + " counts: record it for '" + setting + "' with less light.");
	}
}
