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

import java.nio.file.Path;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A stack that is read, one that is written, and the memory between them. */
public final class StackFlags {

	@Parameters(paramLabel = "IN",
		description = "stack: TIFF (plain, ImageJ, OME), OME-Zarr, or through Bio-Formats what microscopes write")
	private Path input;

	@Option(names = { "-o", "--output" }, required = true, paramLabel = "OUT", converter = OutputName.Stack.class,
		description = "32-bit ImageJ TIFF, OME-TIFF (.ome.tif) or OME-Zarr to write, by its suffix; " +
			"the run record goes beside it as OUT.json")
	private Path output;

	@Option(names = "--memory", paramLabel = "N", converter = MemoryConverter.class,
		description = "memory to use, as 1500M or 8G (default: what Java may use); larger volumes are done in tiles")
	private long memory = Long.MAX_VALUE;

	public Path input() {
		return input;
	}

	public Path output() {
		return output;
	}

	/** @return bytes */
	public long memory() {
		return memory;
	}
}
