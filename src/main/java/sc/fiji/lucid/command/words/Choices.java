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
package sc.fiji.lucid.command.words;

/** Words of choices that leave something to others. SciJava's choices must not be empty, and macros may be. */
public final class Choices {

	/** What the image says, else the default. */
	public static final String IMAGE = "as the image says";

	/** Chosen by the numerical aperture. */
	public static final String BY_NA = "by the NA";

	/** The processor, whatever else there is. */
	public static final String PROCESSOR = "processor";

	/** A device, where there is one. */
	public static final String CARD = "graphics card";

	private Choices() {}

	/**
	 * @return who computes, as a setting; empty for what is chosen by itself. Macros may also give the setting's
	 * words.
	 */
	public static String engine(final String choice) {
		return choice.equals(PROCESSOR) ? "fused"
			: choice.equals(CARD) ? "opencl" : choice.equals("auto") ? "" : choice;
	}

	/** @return the choice as a setting; empty where it was left to others */
	public static String said(final String choice) {
		return choice == null || choice.isBlank() || choice.equals(IMAGE) || choice.equals(BY_NA) ? "" : choice;
	}
}
