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
package sc.fiji.lucid.cli.flags;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Predicate;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import sc.fiji.lucid.io.StackWriter;

/** Names of outputs on the command line; one whose ending promises another format is refused. */
public final class OutputName {

	private OutputName() {}

	/** A TIFF file or an OME-Zarr. */
	public static final class Stack implements ITypeConverter<Path> {

		@Override
		public Path convert(final String text) {
			return checked(text, path -> StackWriter.isTiff(path) || StackWriter.isZarr(path), ".tif or .zarr");
		}
	}

	/** A TIFF file. */
	public static final class Tiff implements ITypeConverter<Path> {

		@Override
		public Path convert(final String text) {
			return checked(text, StackWriter::isTiff, ".tif");
		}
	}

	/** A page. */
	public static final class Html implements ITypeConverter<Path> {

		@Override
		public Path convert(final String text) {
			return checked(text, path -> path.toString().matches("(?is).+\\.html?"), ".html");
		}
	}

	private static Path checked(final String text, final Predicate<Path> right, final String ending) {
		try {
			final Path path = Path.of(text);
			if (right.test(path)) return path;
		}
		catch (final InvalidPathException e) {
			// Refused like any other name.
		}
		throw new TypeConversionException("the output '" + text + "' must end in " + ending);
	}
}
