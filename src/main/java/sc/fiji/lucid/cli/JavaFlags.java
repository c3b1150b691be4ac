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
package sc.fiji.lucid.cli;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.lucid.job.settings.SizeText;

/**
 * What the launchers give Java for a command line: {@code --memory} bounds the heap, {@code --threads} the threads of
 * the garbage collector. So both launchers read them as the commands do.
 */
public final class JavaFlags {

	/** Java itself needs some, however little a plan may take. */
	private static final long LEAST = 64;
	/** The heap is never smaller, if so much is allowed (docs/notebook/engine.md, small stacks). */
	private static final long QUICK = 192;

	private JavaFlags() {}

	/** Prints the flags in one line; exits with 2 where the command would refuse what is asked for. */
	public static void main(final String[] args) {
		try {
			System.out.println(String.join(" ", of(args)));
		}
		catch (final IllegalArgumentException e) {
			System.err.println("lucid: " + e.getMessage());
			System.exit(2);
		}
	}

	/** @throws IllegalArgumentException if the memory is not one */
	static List<String> of(final String... args) {
		final List<String> flags = new ArrayList<>();
		String heap = "-XX:MaxRAMPercentage=75";
		long least = QUICK;
		for (int i = 0; i < args.length; i++) {
			final String value = args[i].contains("=") ? args[i].substring(args[i].indexOf('=') + 1)
				: i + 1 < args.length ? args[i + 1] : "";
			if (args[i].matches("(?s)--memory(=.*)?")) {
				final long most = Math.max(LEAST, SizeText.memory(value) >> 20);
				heap = "-Xmx" + most + "m";
				least = Math.min(QUICK, most);
			}
			if (args[i].matches("(?s)--threads(=.*)?") && value.matches("[1-9]\\d{0,3}"))
				flags.add("-XX:ParallelGCThreads=" + value);
		}
		flags.add(0, heap);
		flags.add("-XX:MinHeapSize=" + least + "m");
		return flags;
	}
}
