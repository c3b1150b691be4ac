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
package sc.fiji.lucid.job.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.io.StackMetadata;
import sc.fiji.lucid.io.StackShape;
import sc.fiji.lucid.io.imagej.ImageJProperties;

/** Chosen channels and frames of a stack, as a stack of its own. */
public final class Selection implements Stack {

	private final Stack whole;
	private final int[] channels;
	private final int[] frames;
	private final StackShape shape;
	private final StackMetadata metadata;

	private Selection(final Stack whole, final int[] channels, final int[] frames) {
		this.whole = whole;
		this.channels = channels;
		this.frames = frames;
		shape = new StackShape(whole.width(), whole.height(), whole.slices(), channels.length, frames.length);
		metadata = selected(whole.metadata());
	}

	/**
	 * @param channels as {@code 1,3} or {@code 2-4}, from 1; empty: all
	 * @param frames in the same way
	 * @return the selection, or the stack itself where everything is chosen
	 * @throws IllegalArgumentException if a text is not of that form or names what the
	 *           stack does not have
	 */
	public static Stack of(final Stack whole, final String channels, final String frames) {
		if (channels.isBlank() && frames.isBlank()) return whole;
		return new Selection(whole, chosen("channels", channels, whole.channels()),
			chosen("frames", frames, whole.frames()));
	}

	/** @return the channels that such a text names, from 0; none for an empty one */
	public static int[] named(final String channels) {
		return channels.isBlank() ? new int[0] : chosen("channels", channels, Integer.MAX_VALUE);
	}

	private static int[] chosen(final String what, final String text, final int count) {
		final List<Integer> numbers = new ArrayList<>();
		for (final String part : (text.isBlank() ? "1-" + count : text).split(",", -1)) {
			final String[] ends = part.trim().split("-");
			if (ends.length > 2 || !part.trim().matches("\\d{1,9}(-\\d{1,9})?")) throw new IllegalArgumentException(
				"'" + what + "' takes numbers and ranges from 1, as 1,3 or 2-4, not '" + text + "'.");
			final int first = Integer.parseInt(ends[0]), last = Integer.parseInt(ends[ends.length - 1]);
			if (first < 1 || last > count || first > last) throw new IllegalArgumentException(
				"The stack has " + what + " 1 to " + count + ", not " + part.trim() + ".");
			for (int i = first; i <= last; i++)
				numbers.add(i - 1);
		}
		return numbers.stream().mapToInt(Integer::intValue).toArray();
	}

	private StackMetadata selected(final StackMetadata m) {
		final StackMetadata.Builder builder = new StackMetadata.Builder().voxelSource(m.voxelSource());
		m.voxelX().ifPresent(v -> builder.voxel(0, v));
		m.voxelY().ifPresent(v -> builder.voxel(1, v));
		m.voxelZ().ifPresent(v -> builder.voxel(2, v));
		if (m.frameInterval().isPresent()) interval(m.frameInterval().getAsDouble(), builder);
		m.zRise().ifPresent(builder::zRise);
		builder.position(m.position());
		for (final int c : channels)
			builder.channel(m.channelName(c).orElse(""), m.optics(c));
		m.notes().forEach(builder::note);
		if (!m.imagej().overlay().isEmpty())
			builder.note("The overlay is not kept, since its regions belong to channels and frames by their number");
		return builder.imagej(selected(m.imagej())).build();
	}

	/** That of the chosen frames, if they follow each other evenly. */
	private void interval(final double whole, final StackMetadata.Builder builder) {
		final int step = frames.length < 2 ? 1 : frames[1] - frames[0];
		for (int i = 1; i < frames.length; i++)
			if (step <= 0 || frames[i] - frames[i - 1] != step) {
				builder.note("The frame interval is not kept, since the chosen frames do not follow each other evenly");
				return;
			}
		builder.frameInterval(whole * step);
	}

	private ImageJProperties selected(final ImageJProperties p) {
		final List<String> labels = new ArrayList<>();
		final List<byte[]> luts = new ArrayList<>();
		for (int t = 0; t < frames.length && !p.sliceLabels().isEmpty(); t++)
			for (int z = 0; z < shape.slices(); z++)
				for (final int c : channels)
					labels.add(p.sliceLabels().get((int) whole.shape().planeIndex(c, z, frames[t])));
		for (final int c : channels)
			if (c < p.luts().size()) luts.add(p.luts().get(c));
		return new ImageJProperties(p.info(), labels, luts, new double[0], p.mode(), List.of(), p.roi(), p.properties(),
			p.description());
	}

	/** @return the channels of the whole stack that are chosen, from 0 */
	public int[] chosenChannels() {
		return channels.clone();
	}

	/** @return the frames of the whole stack that are chosen, from 0 */
	public int[] chosenFrames() {
		return frames.clone();
	}

	@Override
	public String name() {
		return whole.name();
	}

	@Override
	public StackShape shape() {
		return shape;
	}

	@Override
	public int channelNumber(final int channel) {
		return whole.channelNumber(channels[channel]);
	}

	@Override
	public int frameNumber(final int frame) {
		return whole.frameNumber(frames[frame]);
	}

	@Override
	public int channelsOfFile() {
		return whole.channelsOfFile();
	}

	@Override
	public int framesOfFile() {
		return whole.framesOfFile();
	}

	@Override
	public StackMetadata metadata() {
		return metadata;
	}

	@Override
	public List<Path> files() {
		return whole.files();
	}

	@Override
	public List<String> doubts() throws IOException {
		return whole.doubts();
	}

	@Override
	public int bytesPerVoxel() throws IOException {
		return whole.bytesPerVoxel();
	}

	@Override
	public Object plane(final int channel, final int slice, final int frame) throws IOException {
		return whole.plane(channels[channel], slice, frames[frame]);
	}

	/** Closes the whole stack. */
	@Override
	public void close() throws IOException {
		whole.close();
	}
}
