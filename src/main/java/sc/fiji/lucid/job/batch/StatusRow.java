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
package sc.fiji.lucid.job.batch;

import java.nio.file.Path;
import java.util.Locale;

/**
 * How one file of a batch went.
 *
 * @param seconds from its first byte to its last
 * @param message why it failed, what is absent, or nothing
 */
record StatusRow(Path input, Path output, Status status, double seconds, String message) {

	/** Names of the columns. */
	static final String HEAD = BatchTable.line("input", "output", "status", "seconds", "message");

	enum Status {
		DONE, SKIPPED, FAILED,
		/** The result is there, and parts of it are absent. */
		INCOMPLETE,
		/** Another process is at it. */
		BUSY
	}

	/** @return whether a person has to look at it */
	boolean isBad() {
		return status == Status.FAILED || status == Status.INCOMPLETE;
	}

	/** @return its line of the table */
	String line() {
		return BatchTable.line(input, status == Status.FAILED || status == Status.BUSY ? "" : output, word(),
			String.format(Locale.ROOT, "%.1f", seconds), message.replaceAll("\\s+", " "));
	}

	private String word() {
		return status.name().toLowerCase(Locale.ROOT);
	}

	/** @return its line of the log */
	@Override
	public String toString() {
		return (word() + ": " + input + (message.isEmpty() ? "" : " - " + message)).replaceAll("[\\r\\n]+", " ");
	}
}
