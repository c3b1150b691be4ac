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
package sc.fiji.lucid.io;

/** The words by which an image that was enhanced for the eye is known, wherever it goes. */
public final class DisplayStamp {

	/** Stands in the title, in Info, in the description of an OME-TIFF, and in the record. */
	public static final String TEXT = "for display, not for measurement";

	private DisplayStamp() {}

	/** @return whether a title or description says so */
	public static boolean isIn(final String text) {
		return text.contains(TEXT) || text.contains("For" + TEXT.substring(3));
	}

	/**
	 * @param verb what is not done to such images, as {@code restored}
	 * @throws IllegalArgumentException in one line, if a stack says that it was enhanced
	 */
	public static void refuse(final Stack stack, final String verb) {
		if (stack.metadata().isForDisplay() || isIn(stack.name())) throw new IllegalArgumentException(
			stack.name() + " was enhanced " + TEXT + ": its grey values are no counts of light, so it is not " + verb +
				". Take the image that it was made from.");
	}
}
