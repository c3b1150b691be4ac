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

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Whether a stack is asked, before it is restored, if the PSF that follows from the optics can be right. */
public enum PsfCheckMode {
	/** As {@link #WARN} where that takes little beside the restoration, else {@link #OFF}. */
	AUTO,
	/** It is asked; the user is told, and nothing changes. */
	WARN,
	/** It is asked, and restored with what it says where that is not what the user said. */
	FIT,
	/** It is not asked. */
	OFF;

	/**
	 * @param word as {@link #toString} writes it
	 * @throws IllegalArgumentException that lists the words, if it is none
	 */
	public static PsfCheckMode of(final String word) {
		return Arrays.stream(values())
			.filter(m -> m.toString().equals(word.trim()))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("'psf-check' is " +
				Arrays.stream(values()).map(PsfCheckMode::toString).collect(Collectors.joining(", ")) + ", not '" +
				word + "'."));
	}

	/** @return auto, warn, fit or off */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
