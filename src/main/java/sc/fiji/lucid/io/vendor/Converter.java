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
package sc.fiji.lucid.io.vendor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program that turns what microscopes write into what Lucid reads.
 *
 * @param kind which one
 * @param program its file
 * @param lister the program that tells what a file holds, if there is one beside it
 */
record Converter(Kind kind, Path program, Optional<Path> lister) {

	/** The programs that are known, best first. */
	enum Kind {

		/** Of Glencoe Software; writes OME-Zarr in many chunks at once, and tells what a file holds before it does. */
		BIOFORMATS2RAW("bioformats2raw", ".zarr"),
		/** Of OME's bftools, where {@code showinf} stands beside it. */
		BFCONVERT("bfconvert", ".ome.tif");

		private final String program;
		private final String suffix;

		Kind(final String program, final String suffix) {
			this.program = program;
			this.suffix = suffix;
		}

		/** @return how the name of a result ends */
		String suffix() {
			return suffix;
		}
	}

	/** @return the first of those that are on the PATH */
	static Optional<Converter> find(final Surroundings around) {
		for (final Kind kind : Kind.values()) {
			final Optional<Path> program = around.program(kind.program);
			if (program.isPresent()) return Optional.of(new Converter(kind, program.get(),
				kind == Kind.BFCONVERT ? around.program("showinf") : Optional.empty()));
		}
		return Optional.empty();
	}

	String name() {
		return kind.program;
	}

	/** @return the command that converts a series (from 1; 0: all), at full resolution alone where that can be said */
	List<String> command(final Path input, final Path output, final int series) {
		final List<String> command = new ArrayList<>(List.of(program.toString()));
		// Both count from 0.
		if (kind == Kind.BIOFORMATS2RAW) {
			if (series > 0) command.addAll(List.of("--series", String.valueOf(series - 1)));
			command.addAll(List.of("--resolutions", "1", input.toString(), output.toString()));
		}
		else {
			command.addAll(List.of("-no-upgrade", "-noflat", "-bigtiff"));
			if (series > 0) command.addAll(List.of("-series", String.valueOf(series - 1)));
			command.addAll(List.of(input.toString(), output.toString()));
		}
		return command;
	}

	/** @return the command that prints what a file holds as OME-XML */
	Optional<List<String>> listing(final Path input) {
		return lister.map(showinf -> List.of(showinf.toString(), "-no-upgrade", "-nopix", "-novalid", "-noflat",
			"-omexml-only", input.toString()));
	}

	/** @return where the OME-XML of all that is converted stands while the planes are not yet written; null: nowhere */
	Path early(final Path output) {
		return kind == Kind.BIOFORMATS2RAW ? output.resolve("OME").resolve("METADATA.ome.xml") : null;
	}
}
