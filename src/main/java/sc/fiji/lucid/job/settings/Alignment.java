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
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;

import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.job.stack.Selection;

/**
 * What is done so that channels and frames lie upon each other.
 *
 * @param chromatic file that says where channels lie, as the user names it; empty: none
 * @param drift channel of the file, from 1, whose frames tell how the series drifts; {@link #FIRST}: that which comes
 *          first; {@link #STILL}: nobody looks
 * @param only the channel of that file which a stack of one channel is, from 0; -1: the stack has them all
 */
public record Alignment(String chromatic, int drift, int only) implements Serializable {

	/** No channel: frames stay where they were recorded. */
	public static final int STILL = 0;
	/** The channel that comes first. */
	public static final int FIRST = -1;

	/** Nothing. */
	public static final Alignment NONE = new Alignment("", STILL, -1);

	/** @return whether nothing is done */
	public boolean isNone() {
		return chromatic.isEmpty() && drift == STILL;
	}

	/** @return the same, with another file that says where channels lie; empty: none */
	public Alignment withChromatic(final String file) {
		return new Alignment(file, drift, only);
	}

	/**
	 * @param word {@code auto}, {@code none}, or a channel from 1
	 * @return the same, for series that drift
	 * @throws IllegalArgumentException if it is none of these
	 */
	public Alignment withDrift(final String word) {
		if (word.equals("none") || word.isEmpty()) return new Alignment(chromatic, STILL, only);
		if (word.equals("auto")) return new Alignment(chromatic, FIRST, only);
		if (word.matches("[1-9]\\d{0,3}")) return new Alignment(chromatic, Integer.parseInt(word), only);
		throw new IllegalArgumentException(
			"'drift' is auto, none, or the number of the channel whose frames are compared, not '" + word + "'.");
	}

	/**
	 * @return the channel of the stack, from 0, whose frames tell how the series drifts; -1 if nobody looks
	 * @throws IllegalArgumentException if the stack does not have the channel that was named
	 */
	public int driftChannel(final Stack stack) {
		if (drift == STILL || drift == FIRST) return drift == STILL ? -1 : 0;
		for (int c = 0; c < stack.channels(); c++)
			if (stack.channelNumber(c) == drift) return c;
		throw new IllegalArgumentException("'drift' names channel " + drift +
			", which is none of those that are restored of " + stack.name() + ": name one of them, or auto.");
	}

	/** @return the same for a stack of this one of the file's channels, from 0, and one frame */
	public Alignment ofPart(final int channel) {
		return new Alignment(chromatic, STILL, channel);
	}

	/** @return the file that says where channels lie */
	public Optional<Path> file() {
		return chromatic.isEmpty() ? Optional.empty() : Optional.of(Path.of(chromatic));
	}

	/**
	 * @param channel of the stack, from 0
	 * @return where it lies; empty if nothing is said of it
	 * @throws IOException in one line, if the file cannot be read
	 * @throws IllegalArgumentException if it is of another number of channels
	 */
	public Optional<Chromatic.Channel> channel(final Stack stack, final int channel) throws IOException {
		if (chromatic.isEmpty()) return Optional.empty();
		final Chromatic known = Chromatic.read(Path.of(chromatic));
		final int count = known.channels().size(), index = only >= 0 ? only : stack.channelNumber(channel) - 1;
		final boolean isPart = only >= 0 || stack instanceof Selection;
		if (index >= count || !isPart && count != stack.channels()) throw new IllegalArgumentException(
			"'chromatic' " + known.name() + " says where " + count + " channels lie, but " + stack.name() + " has " +
				(isPart ? "a channel " + (index + 1)
					: stack.channels() + (stack.channels() == 1 ? " channel" : " channels")) +
				": give the file that was measured with the channels of this stack, in their order.");
		return Optional.of(known.channels().get(index));
	}
}
