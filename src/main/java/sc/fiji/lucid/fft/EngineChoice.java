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
package sc.fiji.lucid.fft;

import java.util.List;
import java.util.Locale;

/**
 * Who computes, as a user says it: {@code auto} (a graphics card where a trial says that it is faster than the
 * processor), {@code fused} and {@code reference} (on the processor), {@code opencl} (the first device), or
 * {@code opencl:DEVICE} with a number or a part of the name as {@code lucid devices} lists them. {@code auto:DEVICE} is
 * that device where it is faster than the processor. {@code opencl:0,1} are devices that share tiles. Whether there
 * is such a device is seen when it is used; without it the processor takes over, and says so.
 *
 * @param word in small letters
 */
public record EngineChoice(String word) {

	/** A graphics card where it is faster; the default. */
	public static final EngineChoice AUTO = new EngineChoice("auto");
	/** The processor, fast. */
	public static final EngineChoice FUSED = new EngineChoice("fused");
	/** The processor, as others are checked against it. */
	public static final EngineChoice REFERENCE = new EngineChoice("reference");

	/** What a choice can be, in words for users. */
	public static final String WORDS = "auto, fused, reference, opencl, opencl:DEVICE";

	private static final List<String> WITH_DEVICE = List.of("opencl", "auto");

	/** @throws IllegalArgumentException that lists the words, if this is none of them */
	public EngineChoice {
		word = word.toLowerCase(Locale.ROOT);
		final int colon = word.indexOf(':');
		if (!(colon < 0 ? List.of("auto", "fused", "reference", "opencl").contains(word)
			: WITH_DEVICE.contains(word.substring(0, colon)) && colon + 1 < word.length()))
			throw new IllegalArgumentException("Unknown engine '" + word + "'; it is one of " + WORDS + ".");
	}

	/** @return name or number of the device that is asked for; empty for the first one */
	String device() {
		return word.indexOf(':') < 0 ? "" : word.substring(word.indexOf(':') + 1);
	}

	/** @return whether a device computes only where it is faster than the processor */
	public boolean isAuto() {
		return word.startsWith(AUTO.word);
	}

	/** @return whether this may come to a device, on a machine that has one */
	public boolean mayBeDevice() {
		return !equals(FUSED) && !equals(REFERENCE);
	}

	/**
	 * @param device its number, a part of its name, or {@code #} and any number to go through the devices in turn
	 * @return this choice with that device, if it may be a device and leaves open which, or names several
	 */
	public EngineChoice on(final String device) {
		final String named = device(), base = named.isEmpty() ? word : word.substring(0, word.indexOf(':'));
		if (!WITH_DEVICE.contains(base) || !named.isEmpty() && !named.contains(",")) return this;
		final String[] list = named.split(",");
		return new EngineChoice(base + ":" + (!named.isEmpty() && device.matches("#\\d{1,9}")
			? list[Integer.parseInt(device.substring(1)) % list.length] : device));
	}

	/** @return the word for options and records */
	@Override
	public String toString() {
		return word;
	}
}
