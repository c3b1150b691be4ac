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
package sc.fiji.lucid.job.tiles;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fiji.lucid.image.Box;
import sc.fiji.lucid.image.Extent;
import sc.fiji.lucid.io.RunRecord;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.settings.Suspicions;
import sc.fiji.lucid.job.stack.ResultSink;
import sc.fiji.lucid.job.stack.Stacks;

/**
 * What of a stack could not be restored: frames, channels or tiles that cannot be read or hold no image. The rest is
 * kept; what is absent is written as NaN, which no program takes for dark voxels, and named in the log and the record.
 */
public final class Absence {

	/** The record's name for it. */
	public static final String KEY = "absent";

	/** The result could not be written: that ends the run, as no part of the input is to blame. */
	public static final class SinkException extends RuntimeException {

		private static final long serialVersionUID = 1;

		SinkException(final IOException cause) {
			super(cause.getMessage(), cause);
		}

		@Override
		public synchronized IOException getCause() {
			return (IOException) super.getCause();
		}
	}

	private record Part(String what, String reason) {}

	private final Stack stack;
	private final List<Part> parts = new ArrayList<>();
	private int volumes;
	private Exception first;

	public Absence(final Stack stack) {
		this.stack = stack;
	}

	/** @return a sink that fails by {@link SinkException} */
	public static ResultSink telling(final ResultSink sink) {
		return (channel, slice, frame, x, y, width, height, voxels) -> {
			try {
				sink.part(channel, slice, frame, x, y, width, height, voxels);
			}
			catch (final IOException e) {
				throw new SinkException(e);
			}
		};
	}

	/** Notes that a channel and frame, from 0, could not be restored. */
	public void add(final int channel, final int frame, final Exception why) {
		volumes++;
		add(volume(stack, channel, frame), why);
	}

	/** @return a channel and frame, from 0, in words, by their numbers in the file */
	public static String volume(final Stack stack, final int channel, final int frame) {
		return "channel " + stack.channelNumber(channel) + ", frame " + stack.frameNumber(frame);
	}

	/** Notes that a tile could not be restored. */
	public void add(final TileTask task, final Exception why) {
		add(task.words(stack), why);
	}

	private void add(final String what, final Exception why) {
		if (first == null) first = why;
		add(what, why.getMessage());
	}

	/** Notes that something could not be restored, as others found. */
	void add(final String what, final String why) {
		parts.add(new Part(what, reason(stack, why)));
	}

	/** @return why a part could not be restored, in one line that follows the part's name */
	public static String reason(final Stack stack, final String why) {
		final String line = String.valueOf(why).replaceAll("\\s+", " "), name = Suspicions.source(stack) + ": ";
		return line.startsWith(name) ? line.substring(name.length()) : line;
	}

	public boolean isEmpty() {
		return parts.isEmpty();
	}

	/**
	 * Where nothing could be restored there is no result.
	 *
	 * @throws IOException what went wrong first
	 * @throws IllegalArgumentException the same
	 */
	public void checkAny() throws IOException {
		if (volumes < stack.channels() * stack.frames()) return;
		if (first instanceof IOException io) throw io;
		throw (RuntimeException) first;
	}

	/** Writes a channel and frame as absent. */
	public void fill(final ResultSink sink, final int channel, final int frame) throws IOException {
		final Extent e = Stacks.extent(stack);
		fill(sink, channel, frame, new Box(0, 0, 0, e));
	}

	/** Writes a tile as absent. */
	public static void fill(final ResultSink sink, final TileTask task) throws IOException {
		fill(sink, task.channel(), task.frame(), task.tile().core());
	}

	private static void fill(final ResultSink sink, final int channel, final int frame, final Box box)
		throws IOException
	{
		final int nx = box.size().nx(), ny = box.size().ny();
		final float[] plane = new float[nx * ny];
		Arrays.fill(plane, Float.NaN);
		for (int z = 0; z < box.size().nz(); z++)
			sink.part(channel, box.z() + z, frame, box.x(), box.y(), nx, ny, plane);
	}

	/** @return a line for each part that is absent, under a line that says so; none if all is there */
	public List<String> table() {
		final List<String> lines = new ArrayList<>();
		if (parts.isEmpty()) return lines;
		lines.add("not restored, and written as NaN (absent):");
		parts.forEach(part -> lines.add("  " + part.what + ": " + part.reason));
		return lines;
	}

	/** @return for the record */
	public List<Map<String, String>> describe() {
		final List<Map<String, String>> list = new ArrayList<>();
		for (final Part part : parts) {
			final Map<String, String> map = new LinkedHashMap<>();
			map.put("what", part.what);
			map.put("reason", part.reason);
			list.add(map);
		}
		return list;
	}

	/** @return the sentence that a result is not complete, if its record says so; empty if all is there */
	public static Optional<String> sentence(final RunRecord record, final String result) {
		final int absent = of(record).size();
		return absent == 0 ? Optional.empty()
			: Optional.of(result + " is not complete: " + absent + (absent == 1 ? " part" : " parts") +
				" could not be restored and " + (absent == 1 ? "is" : "are") + " NaN there; the rest is right.");
	}

	/** @return what a record says could not be restored, as {@code channel 1, frame 3: why}; none if all is there */
	public static List<String> of(final RunRecord record) {
		if (!(record.get(KEY).orElse(null) instanceof List<?> list)) return List.of();
		return list.stream()
			.map(each -> each instanceof Map<?, ?> map ? map.get("what") + ": " + map.get("reason") : "" + each)
			.toList();
	}
}
